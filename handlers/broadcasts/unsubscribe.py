"""Buttons under a broadcast of news, which stay in chats: [no more news], [leave the topic]. The message stays."""

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.domain.people import Purpose
from bot.logs import get_logger
from handlers.broadcasts.views import NewsButton, TopicButton
from handlers.shared.context import Context
from handlers.shared.screens import Pressed
from storage.people import people, topics

log = get_logger(__name__)

router = Router(name="broadcasts.unsubscribe")
router.callback_query.filter(Pressed(NewsButton, TopicButton))


@router.callback_query(NewsButton.filter(F.do == "off"))
async def leave_news(query: CallbackQuery, ctx: Context) -> None:
    """Withdraw the consent to notifications."""
    purpose = Purpose.NOTIFICATIONS
    was_given = ctx.person is not None and await ctx.store.write(people.withdraw, ctx.person.id, purpose, ctx.now)
    if was_given:
        log.info("consent withdrawn", person_id=ctx.person_id, purpose=purpose)
    await query.answer(ctx.tr.plain("broadcast-news-left" if was_given else "broadcast-news-none"), show_alert=True)


@router.callback_query(NewsButton.filter(F.do == "try"))
async def explain_news_button(query: CallbackQuery, ctx: Context) -> None:
    await query.answer(ctx.tr.plain("broadcast-news-try"), show_alert=True)


@router.callback_query(TopicButton.filter(F.do == "off"))
async def leave_topic(query: CallbackQuery, ctx: Context, callback_data: TopicButton) -> None:
    """Leave one topic; other news still comes."""
    topic = callback_data.topic
    was_theirs = ctx.person is not None and await ctx.store.write(topics.drop, ctx.person.id, topic)
    if was_theirs:
        log.info("news topic off", person_id=ctx.person_id, topic=topic)
    await query.answer(ctx.tr.plain("news-topic-left" if was_theirs else "news-topic-none"), show_alert=True)


@router.callback_query(TopicButton.filter(F.do == "try"))
async def explain_topic_button(query: CallbackQuery, ctx: Context) -> None:
    await query.answer(ctx.tr.plain("news-topic-try"), show_alert=True)
