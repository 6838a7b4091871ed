"""Buttons under the cards in the staff's group → the question, in the private chat."""

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.questions.inbox import put_card
from handlers.questions.topic_views import TopicButton
from handlers.shared.context import Context
from handlers.shared.screens import Pressed

router = Router(name="questions.topics")
router.callback_query.filter(Pressed(TopicButton))


@router.callback_query(TopicButton.filter())
async def open_card(query: CallbackQuery, ctx: Context, callback_data: TopicButton) -> None:
    await put_card(query, ctx, callback_data.question)
