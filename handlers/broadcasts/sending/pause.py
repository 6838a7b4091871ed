"""While it is sent: [pause] → [go on]; [stop] → sure? → it ends; and the question when it is too late for the rest."""

from aiogram import F, Router
from aiogram.methods import SendMessage
from aiogram.types import CallbackQuery

from bot.domain.broadcasts.broadcast import BroadcastOutcome, BroadcastStatus
from bot.domain.broadcasts.results.reports import Report
from bot.domain.deliveries import Delivery
from bot.i18n import Translator
from bot.outbox import Notification, Worker
from handlers.broadcasts.audience.selection import author
from handlers.broadcasts.schedule.texts import span
from handlers.broadcasts.sending.progress import advance
from handlers.broadcasts.views import BroadcastButton, do, refuse, to_home
from handlers.shared.context import Context
from handlers.shared.screens import Pressed, keyboard
from storage.broadcasts.compose import drafts
from storage.broadcasts.results import reports
from storage.broadcasts.sending import launches, pauses

router = Router(name="broadcasts.sending.pause")
router.callback_query.filter(Pressed(BroadcastButton))


@router.callback_query(BroadcastButton.filter(F.do == "pause"))
async def pause(query: CallbackQuery, ctx: Context, callback_data: BroadcastButton) -> None:
    outcome = await ctx.store.write(pauses.pause, callback_data.broadcast_id, author(ctx.person), ctx.now)
    if outcome is not BroadcastOutcome.DONE:
        await refuse(query, ctx, outcome)
        return
    await advance(ctx.bot, ctx.store, ctx.tr, callback_data.broadcast_id, ctx.now)
    await query.answer(ctx.tr.plain("broadcast-pause-done"))


@router.callback_query(BroadcastButton.filter(F.do == "resume"))
async def resume(query: CallbackQuery, ctx: Context, callback_data: BroadcastButton, worker: Worker) -> None:
    outcome = await ctx.store.write(pauses.resume, callback_data.broadcast_id, author(ctx.person), ctx.roles, ctx.now)
    if outcome is BroadcastOutcome.NOWHERE:
        # A message of its own: the one that counts is written anew every few seconds.
        stop = do(ctx.tr, "broadcast-stop", "stop-sure", callback_data.broadcast_id)
        await ctx.bot.send_message(
            ctx.visitor.chat_id, ctx.tr("broadcast-too-late"), reply_markup=keyboard([stop], [to_home(ctx.tr)])
        )
        await query.answer()
        return
    if outcome is not BroadcastOutcome.DONE:
        await refuse(query, ctx, outcome)
        return
    worker.wake()
    await advance(ctx.bot, ctx.store, ctx.tr, callback_data.broadcast_id, ctx.now)
    await query.answer(ctx.tr.plain("broadcast-resume-done"))


@router.callback_query(BroadcastButton.filter(F.do == "stop"))
async def ask_before_stopping(query: CallbackQuery, ctx: Context, callback_data: BroadcastButton) -> None:
    """In a message of its own: the one that counts is written anew every few seconds."""
    found = await ctx.store.read(drafts.own, callback_data.broadcast_id, author(ctx.person))
    if found is None or not found.is_under_way:
        await refuse(query, ctx, BroadcastOutcome.OVER if found else BroadcastOutcome.GONE)
        return
    sure, back = (
        do(ctx.tr, "broadcast-stop", "stop-sure", found.id),
        do(ctx.tr, "broadcast-stop-not", "report", found.id),
    )
    await ctx.bot.send_message(
        ctx.visitor.chat_id, ctx.tr("broadcast-stop-sure"), reply_markup=keyboard([sure], [back])
    )
    await query.answer()


@router.callback_query(BroadcastButton.filter(F.do == "stop-sure"))
async def stop(query: CallbackQuery, ctx: Context, callback_data: BroadcastButton, worker: Worker) -> None:
    broadcast_id = callback_data.broadcast_id
    outcome = await ctx.store.write(launches.stop, broadcast_id, author(ctx.person))
    if outcome is not BroadcastOutcome.DONE:
        await refuse(query, ctx, outcome)
        return
    await advance(ctx.bot, ctx.store, ctx.tr, broadcast_id, ctx.now)
    worker.wake()
    report = [do(ctx.tr, "change-to-report", "report", broadcast_id)]
    await ctx.show(query, ctx.tr("broadcast-stop-done"), keyboard(report, [to_home(ctx.tr)]))


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
