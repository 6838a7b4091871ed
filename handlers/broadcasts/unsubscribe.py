"""Under a broadcast of news, in people's chats for ever: [no more news], [leave the topic]. The message stays."""

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.domain.people import Purpose
from handlers.broadcasts.views import NewsButton, TopicButton
from handlers.shared.context import Context
from handlers.shared.screens import Pressed
from storage.people import people, topics

router = Router(name="broadcasts.unsubscribe")
router.callback_query.filter(Pressed(NewsButton, TopicButton))


@router.callback_query(NewsButton.filter(F.do == "off"))
async def leave_news(query: CallbackQuery, ctx: Context) -> None:
    """From now on no other comes."""
    stood = ctx.person is not None and await ctx.store.write(
        people.withdraw, ctx.person.id, Purpose.NOTIFICATIONS, ctx.now
    )
    await query.answer(ctx.tr.plain("broadcast-news-left" if stood else "broadcast-news-none"), show_alert=True)


@router.callback_query(NewsButton.filter(F.do == "try"))
async def explain_news_button(query: CallbackQuery, ctx: Context) -> None:
    await query.answer(ctx.tr.plain("broadcast-news-try"), show_alert=True)


@router.callback_query(TopicButton.filter(F.do == "off"))
async def leave_topic(query: CallbackQuery, ctx: Context, callback_data: TopicButton) -> None:
    """Other news still comes."""
    was_theirs = ctx.person is not None and await ctx.store.write(topics.drop, ctx.person.id, callback_data.topic)
    await query.answer(ctx.tr.plain("news-topic-left" if was_theirs else "news-topic-none"), show_alert=True)


@router.callback_query(TopicButton.filter(F.do == "try"))
async def explain_topic_button(query: CallbackQuery, ctx: Context) -> None:
    await query.answer(ctx.tr.plain("news-topic-try"), show_alert=True)
