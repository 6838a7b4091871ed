"""While it is sent: [pause] → [go on]; and the question to the author when it is too late for the rest."""

from datetime import datetime

from aiogram import Bot, F, Router
from aiogram.methods import SendMessage
from aiogram.types import CallbackQuery

from bot.delivery import Door, Speech
from bot.domain.broadcasts.broadcast import BroadcastOutcome, BroadcastStatus
from bot.domain.broadcasts.reports import Report
from bot.domain.deliveries import Delivery
from bot.domain.people import Person, Role, Visitor
from bot.i18n import Translator
from handlers.broadcasts.addressing import author
from handlers.broadcasts.moments import span
from handlers.broadcasts.progress import advance
from handlers.broadcasts.screens import BroadcastButton, do, refuse, to_home
from handlers.common import Pressed, keyboard
from storage.broadcasts import reports, steering
from storage.db import Store

router = Router(name="broadcasts.steering")
router.callback_query.filter(Pressed(BroadcastButton))


@router.callback_query(BroadcastButton.filter(F.do == "pause"))
async def pause(
    query: CallbackQuery,
    callback_data: BroadcastButton,
    bot: Bot,
    store: Store,
    tr: Translator,
    person: Person | None,
    now: datetime,
) -> None:
    outcome = await store.write(steering.pause, callback_data.broadcast_id, author(person), now)
    if outcome is not BroadcastOutcome.DONE:
        await refuse(query, tr, outcome)
        return
    await advance(bot, store, tr, callback_data.broadcast_id, now)
    await query.answer(tr.plain("broadcast-pause-done"))


@router.callback_query(BroadcastButton.filter(F.do == "resume"))
async def resume(
    query: CallbackQuery,
    callback_data: BroadcastButton,
    bot: Bot,
    store: Store,
    door: Door,
    tr: Translator,
    visitor: Visitor,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    outcome = await store.write(steering.resume, callback_data.broadcast_id, author(person), roles, now)
    if outcome is BroadcastOutcome.NOWHERE:
        # A message of its own: the one that counts is written anew every few seconds.
        stop = do(tr, "broadcast-stop", "stop", callback_data.broadcast_id)
        await bot.send_message(visitor.chat_id, tr("broadcast-too-late"), reply_markup=keyboard([stop], [to_home(tr)]))
        await query.answer()
        return
    if outcome is not BroadcastOutcome.DONE:
        await refuse(query, tr, outcome)
        return
    door.wake()
    await advance(bot, store, tr, callback_data.broadcast_id, now)
    await query.answer(tr.plain("broadcast-resume-done"))


def ask_about_rest(report: Report | None, row: Delivery, tr: Translator) -> SendMessage | None:
    """None when its author has decided already."""
    if report is None or report.broadcast.status is not BroadcastStatus.LATE or report.broadcast.finished_at:
        return None
    late, progress = span(tr, report.broadcast.late_after), report.progress
    text = tr(
        "late-ask", span=late, sent=progress.sent, rest=progress.recipients - progress.sent - progress.undelivered
    )
    send = do(tr, "late-send", "resume", report.broadcast.id)
    leave = do(tr, "late-leave", "stop", report.broadcast.id)
    return SendMessage(chat_id=row.chat_id, text=text, reply_markup=keyboard([send], [leave]))


SPEECHES = {("answer", "late"): Speech(load=reports.report, say=ask_about_rest)}
