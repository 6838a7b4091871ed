"""While it is sent: [pause] → [resume]; [stop] → confirm → it ends; and the question when the rest is too late."""

from aiogram import F, Router
from aiogram.methods import SendMessage
from aiogram.types import CallbackQuery, InlineKeyboardMarkup
from markupsafe import Markup

from bot.domain.broadcasts.broadcast import BroadcastOutcome, BroadcastStatus
from bot.domain.broadcasts.results.reports import Report
from bot.domain.deliveries import Delivery
from bot.i18n import Translator
from bot.logs import get_logger
from bot.outbox import Notification, Worker
from handlers.broadcasts.access import author_id, refuse
from handlers.broadcasts.schedule.texts import span
from handlers.broadcasts.sending.progress import advance
from handlers.broadcasts.views import REFUSALS, do, to_home
from handlers.shared.buttons import BroadcastButton
from handlers.shared.context import Context
from handlers.shared.screens import Pressed, keyboard
from storage.broadcasts.compose import drafts
from storage.broadcasts.results import reports
from storage.broadcasts.sending import launches, pauses

log = get_logger(__name__)

router = Router(name="broadcasts.sending.pause")
router.callback_query.filter(Pressed(BroadcastButton))


@router.callback_query(BroadcastButton.filter(F.do == "pause"))
async def pause(query: CallbackQuery, ctx: Context, callback_data: BroadcastButton) -> None:
    broadcast_id = callback_data.broadcast_id
    outcome = await ctx.store.write(pauses.pause, broadcast_id, author_id(ctx), ctx.now)
    log.info("broadcast pause", broadcast_id=broadcast_id, person_id=ctx.person_id, outcome=outcome)
    if outcome is not BroadcastOutcome.DONE:
        await refuse(query, ctx, REFUSALS[outcome])
        return
    await advance(ctx.bot, ctx.store, ctx.tr, broadcast_id, ctx.now)
    await query.answer(ctx.tr.plain("broadcast-pause-done"))


@router.callback_query(BroadcastButton.filter(F.do == "resume"))
async def resume(query: CallbackQuery, ctx: Context, callback_data: BroadcastButton, worker: Worker) -> None:
    broadcast_id = callback_data.broadcast_id
    outcome = await ctx.store.write(pauses.resume, broadcast_id, author_id(ctx), ctx.roles, ctx.now)
    log.info("broadcast resume", broadcast_id=broadcast_id, person_id=ctx.person_id, outcome=outcome)
    if outcome is BroadcastOutcome.NOWHERE:
        stop = do(ctx.tr, "broadcast-stop", "stop-sure", broadcast_id)
        await send_beside_progress(query, ctx, ctx.tr("broadcast-too-late"), keyboard([stop], [to_home(ctx.tr)]))
        return
    if outcome is not BroadcastOutcome.DONE:
        await refuse(query, ctx, REFUSALS[outcome])
        return
    worker.wake()
    await advance(ctx.bot, ctx.store, ctx.tr, broadcast_id, ctx.now)
    await query.answer(ctx.tr.plain("broadcast-resume-done"))


async def send_beside_progress(query: CallbackQuery, ctx: Context, text: Markup, markup: InlineKeyboardMarkup) -> None:
    """Send a message of its own: the progress message is edited every few seconds and would lose it."""
    await ctx.bot.send_message(ctx.visitor.chat_id, text, reply_markup=markup)
    await query.answer()


@router.callback_query(BroadcastButton.filter(F.do == "stop"))
async def ask_before_stopping(query: CallbackQuery, ctx: Context, callback_data: BroadcastButton) -> None:
    found = await ctx.store.read(drafts.own, callback_data.broadcast_id, author_id(ctx))
    if found is None or not found.is_under_way:
        await refuse(query, ctx, REFUSALS[BroadcastOutcome.OVER if found else BroadcastOutcome.GONE])
        return
    sure = do(ctx.tr, "broadcast-stop", "stop-sure", found.id)
    back = do(ctx.tr, "broadcast-stop-not", "report", found.id)
    await send_beside_progress(query, ctx, ctx.tr("broadcast-stop-sure"), keyboard([sure], [back]))


@router.callback_query(BroadcastButton.filter(F.do == "stop-sure"))
async def stop(query: CallbackQuery, ctx: Context, callback_data: BroadcastButton, worker: Worker) -> None:
    broadcast_id = callback_data.broadcast_id
    outcome = await ctx.store.write(launches.stop, broadcast_id, author_id(ctx))
    log.info("broadcast stop", broadcast_id=broadcast_id, person_id=ctx.person_id, outcome=outcome)
    if outcome is not BroadcastOutcome.DONE:
        await refuse(query, ctx, REFUSALS[outcome])
        return
    await advance(ctx.bot, ctx.store, ctx.tr, broadcast_id, ctx.now)
    worker.wake()
    report = [do(ctx.tr, "change-to-report", "report", broadcast_id)]
    await ctx.show(query, ctx.tr("broadcast-stop-done"), keyboard(report, [to_home(ctx.tr)]))


def ask_about_rest(report: Report | None, row: Delivery, tr: Translator) -> SendMessage | None:
    """Ask the author about the rest of a late broadcast; None when they have decided already."""
    if report is None or report.broadcast.status is not BroadcastStatus.LATE or report.broadcast.finished_at:
        return None
    late, progress = span(tr, report.broadcast.late_after), report.progress
    rest = progress.recipients - progress.sent - progress.undelivered
    text = tr("late-ask", span=late, sent=progress.sent, rest=rest)
    send = do(tr, "late-send", "resume", report.broadcast.id)
    leave = do(tr, "late-leave", "stop-sure", report.broadcast.id)
    return SendMessage(chat_id=row.chat_id, text=text, reply_markup=keyboard([send], [leave]))


NOTIFICATIONS = {("answer", "late"): Notification(load=reports.report, render=ask_about_rest)}
