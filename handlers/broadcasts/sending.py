"""[send] → counting up → [stop] → report; [delete the draft]; [no more news] under what people got."""

from datetime import datetime

from aiogram import Bot, F, Router
from aiogram.types import CallbackQuery, Message

from bot.config import Settings
from bot.delivery import Door
from bot.domain.broadcasts import BroadcastOutcome
from bot.domain.people import Person, Purpose, Role, Visitor
from bot.i18n import Translator
from handlers.broadcasts.addressing import author, put_review
from handlers.broadcasts.progress import advance
from handlers.broadcasts.screens import (
    REFUSALS,
    BroadcastButton,
    NewsButton,
    SendButton,
    do,
    refuse,
    report_screen,
    to_home,
)
from handlers.broadcasts.writing import admitted
from handlers.common import Pressed, keyboard, show
from handlers.question import leave_question
from storage import broadcasts, people
from storage.db import Store

router = Router(name="broadcasts.sending")
router.callback_query.filter(Pressed(SendButton, BroadcastButton, NewsButton))


@router.callback_query(SendButton.filter())
async def send(
    query: CallbackQuery,
    callback_data: SendButton,
    bot: Bot,
    store: Store,
    door: Door,
    tr: Translator,
    settings: Settings,
    visitor: Visitor,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    """The first chunk goes at once, the rest behind it."""
    if not await admitted(query, tr, settings, person, roles):
        return
    broadcast_id, seal = callback_data.broadcast_id, callback_data.seal
    counting = query.message.message_id if isinstance(query.message, Message) and query.message.text else None
    outcome = await store.write(broadcasts.start, broadcast_id, author(person), roles, seal, counting, now)
    if outcome is BroadcastOutcome.CHANGED:
        words = tr.plain(REFUSALS[outcome])
        await put_review(query, broadcast_id, bot, store, tr, visitor, person, roles, now, words)
    elif outcome is not BroadcastOutcome.DONE:
        await refuse(query, tr, outcome)
    else:
        await store.write(broadcasts.plan_next, broadcast_id)
        door.wake()
        await leave_question()
        await advance(bot, store, tr, broadcast_id, now)
        await query.answer()


@router.callback_query(BroadcastButton.filter(F.do == "stop"))
async def stop(
    query: CallbackQuery,
    callback_data: BroadcastButton,
    bot: Bot,
    store: Store,
    door: Door,
    tr: Translator,
    person: Person | None,
    now: datetime,
) -> None:
    outcome = await store.write(broadcasts.stop, callback_data.broadcast_id, author(person))
    if outcome is not BroadcastOutcome.DONE:
        await refuse(query, tr, outcome)
        return
    await advance(bot, store, tr, callback_data.broadcast_id, now)
    door.wake()
    await query.answer(tr.plain("broadcast-stop-done"))


@router.callback_query(BroadcastButton.filter(F.do == "report"))
async def show_report(
    query: CallbackQuery,
    callback_data: BroadcastButton,
    store: Store,
    tr: Translator,
    person: Person | None,
    now: datetime,
) -> None:
    found = await store.read(broadcasts.report, callback_data.broadcast_id, now)
    if found is None or person is None or found.broadcast.author_id != person.id:
        await refuse(query, tr, BroadcastOutcome.GONE)
        return
    await show(query, *report_screen(tr, found, person.zone))


@router.callback_query(BroadcastButton.filter(F.do == "discard"))
async def ask_before_discarding(
    query: CallbackQuery, callback_data: BroadcastButton, store: Store, tr: Translator, person: Person | None
) -> None:
    draft = await store.read(broadcasts.own, callback_data.broadcast_id, author(person))
    if draft is None:
        await refuse(query, tr, BroadcastOutcome.GONE)
        return
    sure = do(tr, "broadcast-discard", "discard-sure", draft.id)
    await show(query, tr("broadcast-discard-sure"), keyboard([sure], [do(tr, "button-no", "review", draft.id)]))


@router.callback_query(BroadcastButton.filter(F.do == "discard-sure"))
async def discard(
    query: CallbackQuery, callback_data: BroadcastButton, store: Store, tr: Translator, person: Person | None
) -> None:
    outcome = await store.write(broadcasts.discard, callback_data.broadcast_id, author(person))
    if outcome is BroadcastOutcome.DONE:
        await show(query, tr("broadcast-discarded"), keyboard([to_home(tr)]))
    else:
        await refuse(query, tr, outcome)


@router.callback_query(NewsButton.filter(F.do == "off"))
async def leave_news(query: CallbackQuery, store: Store, tr: Translator, person: Person | None, now: datetime) -> None:
    """The message stays as it is; from now on no other comes."""
    stood = person is not None and await store.write(people.withdraw, person.id, Purpose.NOTIFICATIONS, now)
    await query.answer(tr.plain("broadcast-news-left" if stood else "broadcast-news-none"), show_alert=True)


@router.callback_query(NewsButton.filter(F.do == "try"))
async def explain_news_button(query: CallbackQuery, tr: Translator) -> None:
    await query.answer(tr.plain("broadcast-news-try"), show_alert=True)
