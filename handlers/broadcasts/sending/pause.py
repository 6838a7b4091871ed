"""While it is sent: [pause] → [go on]; [stop] → sure? → it ends; and the question when it is too late for the rest."""

from datetime import datetime

from aiogram import Bot, F, Router
from aiogram.methods import SendMessage
from aiogram.types import CallbackQuery

from bot.domain.broadcasts.broadcast import BroadcastOutcome, BroadcastStatus
from bot.domain.broadcasts.results.reports import Report
from bot.domain.deliveries import Delivery
from bot.domain.people import Person, Role, Visitor
from bot.i18n import Translator
from bot.outbox import Notification, Worker
from handlers.broadcasts.audience.selection import author
from handlers.broadcasts.schedule.texts import span
from handlers.broadcasts.sending.progress import advance
from handlers.broadcasts.views import BroadcastButton, do, refuse, to_home
from handlers.shared.screens import Pressed, keyboard, show
from storage.broadcasts.compose import drafts
from storage.broadcasts.results import reports
from storage.broadcasts.sending import launches, pauses
from storage.core.db import Store

router = Router(name="broadcasts.sending.pause")
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
    outcome = await store.write(pauses.pause, callback_data.broadcast_id, author(person), now)
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
    worker: Worker,
    tr: Translator,
    visitor: Visitor,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    outcome = await store.write(pauses.resume, callback_data.broadcast_id, author(person), roles, now)
    if outcome is BroadcastOutcome.NOWHERE:
        # A message of its own: the one that counts is written anew every few seconds.
        stop = do(tr, "broadcast-stop", "stop-sure", callback_data.broadcast_id)
        await bot.send_message(visitor.chat_id, tr("broadcast-too-late"), reply_markup=keyboard([stop], [to_home(tr)]))
        await query.answer()
        return
    if outcome is not BroadcastOutcome.DONE:
        await refuse(query, tr, outcome)
        return
    worker.wake()
    await advance(bot, store, tr, callback_data.broadcast_id, now)
    await query.answer(tr.plain("broadcast-resume-done"))


@router.callback_query(BroadcastButton.filter(F.do == "stop"))
async def ask_before_stopping(
    query: CallbackQuery,
    callback_data: BroadcastButton,
    bot: Bot,
    store: Store,
    tr: Translator,
    visitor: Visitor,
    person: Person | None,
) -> None:
    """In a message of its own: the one that counts is written anew every few seconds."""
    found = await store.read(drafts.own, callback_data.broadcast_id, author(person))
    if found is None or not found.is_under_way:
        await refuse(query, tr, BroadcastOutcome.OVER if found else BroadcastOutcome.GONE)
        return
    sure, back = do(tr, "broadcast-stop", "stop-sure", found.id), do(tr, "broadcast-stop-not", "report", found.id)
    await bot.send_message(visitor.chat_id, tr("broadcast-stop-sure"), reply_markup=keyboard([sure], [back]))
    await query.answer()


@router.callback_query(BroadcastButton.filter(F.do == "stop-sure"))
async def stop(
    query: CallbackQuery,
    callback_data: BroadcastButton,
    bot: Bot,
    store: Store,
    worker: Worker,
    tr: Translator,
    person: Person | None,
    now: datetime,
) -> None:
    broadcast_id = callback_data.broadcast_id
    outcome = await store.write(launches.stop, broadcast_id, author(person))
    if outcome is not BroadcastOutcome.DONE:
        await refuse(query, tr, outcome)
        return
    await advance(bot, store, tr, broadcast_id, now)
    worker.wake()
    report = [do(tr, "change-to-report", "report", broadcast_id)]
    await show(query, tr("broadcast-stop-done"), keyboard(report, [to_home(tr)]))


def ask_about_rest(report: Report | None, row: Delivery, tr: Translator) -> SendMessage | None:
    """None when its author has decided already."""
    if report is None or report.broadcast.status is not BroadcastStatus.LATE or report.broadcast.finished_at:
        return None
    late, progress = span(tr, report.broadcast.late_after), report.progress
    text = tr(
        "late-ask", span=late, sent=progress.sent, rest=progress.recipients - progress.sent - progress.undelivered
    )
    send = do(tr, "late-send", "resume", report.broadcast.id)
    leave = do(tr, "late-leave", "stop-sure", report.broadcast.id)
    return SendMessage(chat_id=row.chat_id, text=text, reply_markup=keyboard([send], [leave]))


NOTIFICATIONS = {("answer", "late"): Notification(load=reports.report, render=ask_about_rest)}
