"""Under a broadcast of news, in people's chats for ever: [no more news], [leave the topic]. The message stays."""

from datetime import datetime

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.domain.people import Person, Purpose
from bot.i18n import Translator
from handlers.broadcasts.views import NewsButton, TopicButton
from handlers.shared.screens import Pressed
from storage.core.db import Store
from storage.people import people, topics

router = Router(name="broadcasts.unsubscribe")
router.callback_query.filter(Pressed(NewsButton, TopicButton))


@router.callback_query(NewsButton.filter(F.do == "off"))
async def leave_news(query: CallbackQuery, store: Store, tr: Translator, person: Person | None, now: datetime) -> None:
    """From now on no other comes."""
    stood = person is not None and await store.write(people.withdraw, person.id, Purpose.NOTIFICATIONS, now)
    await query.answer(tr.plain("broadcast-news-left" if stood else "broadcast-news-none"), show_alert=True)


@router.callback_query(NewsButton.filter(F.do == "try"))
async def explain_news_button(query: CallbackQuery, tr: Translator) -> None:
    await query.answer(tr.plain("broadcast-news-try"), show_alert=True)


@router.callback_query(TopicButton.filter(F.do == "off"))
async def leave_topic(
    query: CallbackQuery, callback_data: TopicButton, store: Store, tr: Translator, person: Person | None
) -> None:
    """Other news still comes."""
    was_theirs = person is not None and await store.write(topics.drop, person.id, callback_data.topic)
    await query.answer(tr.plain("news-topic-left" if was_theirs else "news-topic-none"), show_alert=True)


@router.callback_query(TopicButton.filter(F.do == "try"))
async def explain_topic_button(query: CallbackQuery, tr: Translator) -> None:
    await query.answer(tr.plain("news-topic-try"), show_alert=True)
