"""Broadcasts that wait for their moment or an approval: look at, take back, reschedule; and the reason of a halt."""

from aiogram import F, Router
from aiogram.methods import SendMessage
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.domain.broadcasts.broadcast import Broadcast, BroadcastOutcome, BroadcastStatus, Review
from bot.domain.broadcasts.schedule.timing import Halt
from bot.domain.deliveries import Delivery
from bot.i18n import Translator
from bot.logs import get_logger
from bot.outbox import Notification
from handlers.broadcasts.access import author_id, refuse
from handlers.broadcasts.audience.selection import put_review
from handlers.broadcasts.audience.texts import to_whom
from handlers.broadcasts.schedule.texts import when_text
from handlers.broadcasts.schedule.timing import put_when
from handlers.broadcasts.views import REFUSALS, do, to_home
from handlers.shared.buttons import BroadcastButton
from handlers.shared.context import Context
from handlers.shared.screens import Pressed, keyboard
from storage.broadcasts.compose import drafts
from storage.broadcasts.schedule import anchors, timing

HALTS = {
    Halt.EVENT_OFF: "halt-event-off",
    Halt.TOO_LATE: "halt-too-late",
    Halt.UNANSWERED: "halt-unanswered",
    Halt.NO_RIGHT: "halt-no-right",
    Halt.NOWHERE: "halt-nowhere",
    Halt.NOBODY: "halt-nobody",
    Halt.GROWN: "halt-grown",
    Halt.LIMIT: "halt-limit",
}

log = get_logger(__name__)

router = Router(name="broadcasts.sending.scheduled")
router.callback_query.filter(Pressed(BroadcastButton))


@router.callback_query(BroadcastButton.filter(F.do == "look"))
async def look(query: CallbackQuery, ctx: Context, callback_data: BroadcastButton) -> None:
    await put_waiting(query, ctx, callback_data.broadcast_id)


async def put_waiting(event: Message | CallbackQuery, ctx: Context, broadcast_id: int) -> None:
    found = await ctx.store.read(timing.waiting, broadcast_id, author_id(ctx), ctx.now)
    if found is None:
        await refuse(event, ctx, REFUSALS[BroadcastOutcome.GONE])
    else:
        await ctx.show(event, *waiting_screen(ctx.tr, found, ctx.zone))


def waiting_screen(tr: Translator, review: Review, zone: str) -> tuple[Markup, InlineKeyboardMarkup]:
    """The audience and the moment of a waiting broadcast, and the ways to take it back."""
    broadcast = review.broadcast
    values = {"to": to_whom(tr, broadcast.audience, review.names), "count": review.recipients}
    if broadcast.status is BroadcastStatus.ASKED:
        text, rows = tr("approval-waits", **values), [do(tr, "approval-take-back", "take-back", broadcast.id)]
    else:
        ways = {"sooner": "timing-sooner", "later": "timing-later", "take-back": "timing-take-back"}
        text = tr("timing-scheduled", **values)
        rows = [do(tr, key, what, broadcast.id) for what, key in ways.items()]
    return text + when_text(tr, review, zone), keyboard(*([each] for each in rows), [to_home(tr)])


@router.callback_query(BroadcastButton.filter(F.do == "take-back"))
async def take_back(query: CallbackQuery, ctx: Context, callback_data: BroadcastButton) -> None:
    if await taken_back(query, ctx, callback_data.broadcast_id):
        await put_review(query, ctx, callback_data.broadcast_id, ctx.tr.plain("timing-taken-back"))


@router.callback_query(BroadcastButton.filter(F.do == "later"))
async def choose_another_moment(query: CallbackQuery, ctx: Context, callback_data: BroadcastButton) -> None:
    """Make it a draft again, until its new moment is reviewed and sent."""
    if await taken_back(query, ctx, callback_data.broadcast_id):
        await put_when(query, ctx, callback_data.broadcast_id, ctx.tr.plain("timing-taken-back"))


async def taken_back(query: CallbackQuery, ctx: Context, broadcast_id: int) -> bool:
    """Make a waiting broadcast a draft again. False after a refusal."""
    outcome = await ctx.store.write(timing.take_back, broadcast_id, author_id(ctx))
    log.info("broadcast taken back", broadcast_id=broadcast_id, person_id=ctx.person_id, outcome=outcome)
    if outcome is not BroadcastOutcome.DONE:
        await refuse(query, ctx, REFUSALS[outcome])
    return outcome is BroadcastOutcome.DONE


def tell_halt(broadcast: Broadcast | None, row: Delivery, tr: Translator) -> SendMessage | None:
    """Tell the author why it was not sent. None when the draft is gone."""
    if broadcast is None:
        return None
    text = tr(HALTS[Halt(row.payload["why"])])
    if broadcast.status is not BroadcastStatus.DRAFT:
        return SendMessage(chat_id=row.chat_id, text=text, reply_markup=keyboard([to_home(tr)]))
    open_draft = do(tr, "halt-open", "review", broadcast.id)
    return SendMessage(chat_id=row.chat_id, text=text, reply_markup=keyboard([open_draft], [to_home(tr)]))


NOTIFICATIONS = {("answer", anchors.HALT): Notification(load=drafts.get, render=tell_halt)}
