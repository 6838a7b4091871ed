"""Approval by a second coordinator: the message and its audience → [agree] or [give back] → a reason → notification.

The first coordinator who answers decides.
"""

from typing import Any

from aiogram import F, Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.filters import StateFilter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State, StatesGroup
from aiogram.methods import SendMessage, TelegramMethod
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.domain.broadcasts.broadcast import Broadcast, BroadcastOutcome, BroadcastStatus
from bot.domain.broadcasts.compose.wording import PlaceForms
from bot.domain.broadcasts.sending.approvals import (
    ASK,
    PREVIEW,
    REASON_MAX,
    VERDICT,
    ApprovalRequest,
    ApprovalVerdict,
    Difference,
    EarlierRefusal,
    difference,
)
from bot.domain.deliveries import Delivery
from bot.domain.words import visible
from bot.i18n import Translator
from bot.logs import get_logger
from bot.outbox import Notification, Worker
from handlers.broadcasts.access import author_id, refuse, require_author
from handlers.broadcasts.audience.texts import newcomers_too, to_whom
from handlers.broadcasts.render import reader_of, said
from handlers.broadcasts.results.watch import words
from handlers.broadcasts.schedule.texts import when_text
from handlers.broadcasts.views import REFUSALS, do, to_home
from handlers.shared.context import Context
from handlers.shared.screens import Number, Pressed, Said, Typed, button, keyboard
from storage.broadcasts.compose import contents
from storage.broadcasts.sending import approvals


class ApproveButton(CallbackData, prefix="bcok"):
    """`do`: look, yes, no, no-reason, before. `seal` of the draft and `count` of people are those that were shown."""

    do: str
    broadcast_id: Number
    seal: str
    count: Number


CHANGES = {Difference.NONE: "approval-changed-nothing", Difference.REST: "approval-changed-rest"}


class Approving(StatesGroup):
    reason = State()


log = get_logger(__name__)

router = Router(name="broadcasts.sending.approval")
router.message.filter(Said(states=Approving))
router.callback_query.filter(Pressed(ApproveButton))


def render_preview(
    loaded: tuple[Broadcast, dict[str, PlaceForms]] | None, row: Delivery, tr: Translator
) -> tuple[TelegramMethod[Any], ...] | None:
    """Render the message for approval; None when no approval is awaited any more."""
    if loaded is None or loaded[0].status is not BroadcastStatus.ASKED:
        return None
    broadcast, names = loaded
    sent = len(row.message_ids)
    return said(broadcast, reader_of(row, names), tr, "try", sent) or (() if sent else None)


def render_request(request: ApprovalRequest | None, row: Delivery, tr: Translator) -> SendMessage | None:
    if request is None:
        return None
    text, buttons = asking_screen(tr, request, row.zone)
    return SendMessage(chat_id=row.chat_id, text=text, reply_markup=buttons)


def asking_screen(tr: Translator, request: ApprovalRequest, zone: str) -> tuple[Markup, InlineKeyboardMarkup]:
    """The request: its author, its audience, and the earlier refusals with their reasons."""
    review, broadcast = request.review, request.review.broadcast
    to = to_whom(tr, broadcast.audience, review.names)
    asked = tr("approval-ask", to=to, count=review.recipients) + when_text(tr, review, zone)
    whose = tr("approval-author", name=request.author or tr.plain("approval-somebody"))
    before = [refused_before(tr, each) for each in request.refusals]
    before += [changed_since(tr, broadcast, each) for each in request.refusals[-1:]]
    text = Markup("\n").join([asked, whose, *newcomers_too(tr, review, zone), *before])
    seen = ApproveButton(do="yes", broadcast_id=broadcast.id, seal=broadcast.seal, count=review.recipients)
    yes = button(tr.plain("approval-agree", count=review.recipients), seen)
    no = button(tr.plain("approval-give-back"), seen.model_copy(update={"do": "no"}))
    before_it = button(tr.plain("approval-show-refused"), seen.model_copy(update={"do": "before"}))
    return text, keyboard([yes], [no], [before_it] if replaced(request) else [])


def replaced(request: ApprovalRequest) -> int | None:
    """The copied message that was refused last, when the author has put another in its place."""
    last = request.refusals[-1] if request.refusals else None
    is_other = last is not None and last.message_id != request.review.broadcast.message_id
    return last.message_id if last and is_other else None


def refused_before(tr: Translator, refusal: EarlierRefusal) -> Markup:
    name, reason = refusal.name or tr.plain("approval-somebody"), refusal.reason or tr.plain("approval-unexplained")
    return tr("approval-refused", name=name, reason=reason)


def changed_since(tr: Translator, broadcast: Broadcast, refusal: EarlierRefusal) -> Markup:
    """The difference between the draft and what was refused last."""
    changed = difference(broadcast, refusal)
    if changed is not Difference.WORDS:
        return tr(CHANGES[changed])
    was, now = words(broadcast, refusal.content), words(broadcast, broadcast.content)
    return tr("approval-changed-words", was=was, now=now)


@router.callback_query(ApproveButton.filter(F.do == "look"))
async def look_again(query: CallbackQuery, ctx: Context, callback_data: ApproveButton) -> None:
    if await require_author(query, ctx):
        await put_asking(query, ctx, callback_data.broadcast_id)


@router.callback_query(ApproveButton.filter(F.do == "before"))
async def show_refused(query: CallbackQuery, ctx: Context, callback_data: ApproveButton) -> None:
    """Show the message that was refused last, below the one that is to be approved."""
    if not await require_author(query, ctx):
        return
    broadcast_id = callback_data.broadcast_id
    found = await ctx.store.read(approvals.look, broadcast_id, author_id(ctx), ctx.settings.admin_ids, ctx.now)
    if not isinstance(found, ApprovalRequest):
        await refuse(query, ctx, REFUSALS[found])
        return
    source, message_id = found.review.broadcast.from_chat_id, replaced(found)
    try:
        if source is None or message_id is None:
            raise ValueError
        await ctx.bot.copy_message(ctx.visitor.chat_id, source, message_id)
    except (TelegramBadRequest, ValueError):
        await ctx.refuse(query, "approval-refused-gone")
        return
    await query.answer()


async def put_asking(query: CallbackQuery, ctx: Context, broadcast_id: int, alert: str = "") -> None:
    found = await ctx.store.read(approvals.look, broadcast_id, author_id(ctx), ctx.settings.admin_ids, ctx.now)
    if isinstance(found, ApprovalRequest):
        await ctx.show(query, *asking_screen(ctx.tr, found, ctx.zone), alert)
    else:
        await refuse(query, ctx, REFUSALS[found])


@router.callback_query(ApproveButton.filter(F.do == "yes"))
async def agree(query: CallbackQuery, ctx: Context, callback_data: ApproveButton, worker: Worker) -> None:
    """Approve the broadcast, which starts or schedules it; show it again when it changed or its audience grew."""
    if not await require_author(query, ctx):
        return
    seen = (callback_data.broadcast_id, author_id(ctx), callback_data.seal, callback_data.count)
    outcome = await ctx.store.write(approvals.agree, *seen, ctx.settings.admin_ids, ctx.now)
    log.info("broadcast approval", broadcast_id=callback_data.broadcast_id, person_id=ctx.person_id, outcome=outcome)
    worker.wake()
    if outcome in (BroadcastOutcome.GROWN, BroadcastOutcome.CHANGED):
        await put_asking(query, ctx, callback_data.broadcast_id, ctx.tr.plain(REFUSALS[outcome]))
    elif outcome is BroadcastOutcome.DONE:
        await ctx.show(query, ctx.tr("approval-agreed"), keyboard([to_home(ctx.tr)]))
    else:
        await refuse(query, ctx, REFUSALS[outcome])


@router.callback_query(ApproveButton.filter(F.do == "no"))
async def ask_reason(query: CallbackQuery, ctx: Context, callback_data: ApproveButton) -> None:
    if not await require_author(query, ctx):
        return
    broadcast_id = callback_data.broadcast_id
    found = await ctx.store.read(approvals.look, broadcast_id, author_id(ctx), ctx.settings.admin_ids, ctx.now)
    if not isinstance(found, ApprovalRequest):
        await refuse(query, ctx, REFUSALS[found])
        return
    bare = button(ctx.tr.plain("approval-no-reason"), callback_data.model_copy(update={"do": "no-reason"}))
    back = button(ctx.tr.plain("button-no"), callback_data.model_copy(update={"do": "look"}))
    buttons = keyboard([bare], [back])
    await ctx.ask(query, Approving.reason, ctx.tr("approval-ask-reason"), buttons, broadcast_id=broadcast_id)


@router.message(StateFilter(Approving.reason), Typed())
async def take_reason(message: Message, ctx: Context, typed: str, worker: Worker) -> None:
    reason = visible(typed)
    if len(reason) > REASON_MAX:
        await message.answer(ctx.tr("too-long", most=REASON_MAX, typed=len(reason)))
        return
    broadcast_id = (await ctx.state.get_data()).get("broadcast_id", 0)
    await ctx.state.clear()
    await give_back(message, ctx, broadcast_id, reason, worker)


@router.callback_query(ApproveButton.filter(F.do == "no-reason"))
async def give_back_without_reason(
    query: CallbackQuery, ctx: Context, callback_data: ApproveButton, worker: Worker
) -> None:
    await give_back(query, ctx, callback_data.broadcast_id, "", worker)


async def give_back(
    event: Message | CallbackQuery, ctx: Context, broadcast_id: int, reason: str, worker: Worker
) -> None:
    answer = (broadcast_id, author_id(ctx), reason, ctx.settings.admin_ids)
    outcome = await ctx.store.write(approvals.send_back, *answer, ctx.now)
    log.info("broadcast given back", broadcast_id=broadcast_id, person_id=ctx.person_id, outcome=outcome)
    if outcome is not BroadcastOutcome.DONE:
        await refuse(event, ctx, REFUSALS[outcome])
        return
    worker.wake()
    await ctx.show(event, ctx.tr("approval-given-back"), keyboard([to_home(ctx.tr)]))


@router.message(StateFilter(Approving))
async def want_words(message: Message, ctx: Context) -> None:
    await message.answer(ctx.tr("want-words"))


def tell_verdict(verdict: ApprovalVerdict | None, row: Delivery, tr: Translator) -> SendMessage | None:
    """Tell the author the verdict; None when the broadcast is gone."""
    if verdict is None:
        return None
    broadcast, name = verdict.broadcast, verdict.name or tr.plain("approval-somebody")
    if not verdict.agreed:
        text = tr("approval-no", name=name)
        why = Markup("\n\n") + tr("approval-why", reason=verdict.reason) if verdict.reason else Markup("")
        draft = do(tr, "halt-open", "review", broadcast.id)
        return SendMessage(chat_id=row.chat_id, text=text + why, reply_markup=keyboard([draft], [to_home(tr)]))
    if broadcast.status is BroadcastStatus.SCHEDULED and broadcast.send_at:
        text = tr("approval-yes-later", name=name, when=tr.moment(broadcast.send_at, row.zone))
        look = [do(tr, "timing-look", "look", broadcast.id)]
        return SendMessage(chat_id=row.chat_id, text=text, reply_markup=keyboard(look, [to_home(tr)]))
    return SendMessage(chat_id=row.chat_id, text=tr("approval-yes", name=name), reply_markup=keyboard([to_home(tr)]))


NOTIFICATIONS = {
    ("offer", PREVIEW): Notification(load=contents.with_place_names, render=render_preview),
    ("offer", ASK): Notification(load=approvals.asked, render=render_request),
    ("answer", VERDICT): Notification(load=approvals.verdict, render=tell_verdict),
}
