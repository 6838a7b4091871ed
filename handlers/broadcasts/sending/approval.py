"""A second coordinator: the very message and whom it goes to → [agree] or [give back] → why, if they like → told.

Whoever of them answers first decides.
"""

from datetime import datetime
from typing import Any

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.methods import SendMessage, TelegramMethod
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.config import Settings
from bot.domain.broadcasts.broadcast import Broadcast, BroadcastOutcome, BroadcastStatus, Review
from bot.domain.broadcasts.sending.approvals import ASK, PREVIEW, REASON_MAX, VERDICT, Verdict
from bot.domain.deliveries import Delivery
from bot.domain.people import Person, Role
from bot.domain.words import visible
from bot.i18n import Translator
from bot.outbox import Notification, Worker
from handlers.broadcasts.audience.selection import author
from handlers.broadcasts.audience.texts import newcomers_too, to_whom
from handlers.broadcasts.compose.message import admitted
from handlers.broadcasts.render import Reader, said
from handlers.broadcasts.schedule.texts import when_text
from handlers.broadcasts.views import REFUSALS, do, refuse, to_home
from handlers.shared.screens import Number, Pressed, Said, Typed, ask, button, keyboard, show
from storage.broadcasts.compose import contents
from storage.broadcasts.sending import approvals
from storage.core.db import Store


class ApproveButton(CallbackData, prefix="bcok"):
    """`do`: look, yes, no, no-reason. What was seen: `seal` of the draft, `count` of people."""

    do: str
    broadcast_id: Number
    seal: str
    count: Number


class Approving(StatesGroup):
    reason = State()


router = Router(name="broadcasts.sending.approval")
router.message.filter(Said(states=Approving))
router.callback_query.filter(Pressed(ApproveButton))


def say_preview(
    spoken: tuple[Broadcast, dict[str, str]] | None, row: Delivery, tr: Translator
) -> tuple[TelegramMethod[Any], ...] | None:
    """The very message; None when there is nothing to agree to any more."""
    if spoken is None or spoken[0].status is not BroadcastStatus.ASKED:
        return None
    reader, sent = Reader(row.chat_id, row.name, row.municipality), len(row.message_ids)
    return said(*spoken, reader, tr, "try", sent) or (() if sent else None)


def say_asking(review: Review | None, row: Delivery, tr: Translator) -> SendMessage | None:
    if review is None:
        return None
    text, buttons = asking_screen(tr, review, row.zone)
    return SendMessage(chat_id=row.chat_id, text=text, reply_markup=buttons)


def asking_screen(tr: Translator, review: Review, zone: str) -> tuple[Markup, InlineKeyboardMarkup]:
    broadcast = review.broadcast
    to = to_whom(tr, broadcast.audience, review.names)
    asked = tr("approval-ask", to=to, count=review.recipients) + when_text(tr, review, zone)
    text = Markup("\n").join([asked, *newcomers_too(tr, review, zone)])
    seen = ApproveButton(do="yes", broadcast_id=broadcast.id, seal=broadcast.seal, count=review.recipients)
    yes = button(tr.plain("approval-agree", count=review.recipients), seen)
    no = button(tr.plain("approval-give-back"), seen.model_copy(update={"do": "no"}))
    return text, keyboard([yes], [no])


@router.callback_query(ApproveButton.filter(F.do == "look"))
async def look_again(
    query: CallbackQuery,
    callback_data: ApproveButton,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    if await admitted(query, tr, settings, person, roles):
        await put_asking(query, callback_data.broadcast_id, store, tr, settings, person, now)


async def put_asking(
    query: CallbackQuery,
    broadcast_id: int,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    now: datetime,
    alert: str = "",
) -> None:
    found = await store.read(approvals.look, broadcast_id, author(person), settings.admin_ids, now)
    if isinstance(found, Review):
        await show(query, *asking_screen(tr, found, person.zone if person else settings.timezone), alert)
    else:
        await refuse(query, tr, found)


@router.callback_query(ApproveButton.filter(F.do == "yes"))
async def agree(
    query: CallbackQuery,
    callback_data: ApproveButton,
    store: Store,
    worker: Worker,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    """What changed or grew meanwhile is shown again; else it goes."""
    if not await admitted(query, tr, settings, person, roles):
        return
    seen = (callback_data.broadcast_id, author(person), callback_data.seal, callback_data.count)
    outcome = await store.write(approvals.agree, *seen, settings.admin_ids, now)
    worker.wake()
    if outcome in (BroadcastOutcome.GROWN, BroadcastOutcome.CHANGED):
        words = tr.plain(REFUSALS[outcome])
        await put_asking(query, callback_data.broadcast_id, store, tr, settings, person, now, words)
    elif outcome is BroadcastOutcome.DONE:
        await show(query, tr("approval-agreed"), keyboard([to_home(tr)]))
    else:
        await refuse(query, tr, outcome)


@router.callback_query(ApproveButton.filter(F.do == "no"))
async def ask_reason(
    query: CallbackQuery,
    callback_data: ApproveButton,
    state: FSMContext,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    if not await admitted(query, tr, settings, person, roles):
        return
    found = await store.read(approvals.look, callback_data.broadcast_id, author(person), settings.admin_ids, now)
    if not isinstance(found, Review):
        await refuse(query, tr, found)
        return
    bare = button(tr.plain("approval-no-reason"), callback_data.model_copy(update={"do": "no-reason"}))
    back = button(tr.plain("button-no"), callback_data.model_copy(update={"do": "look"}))
    text, broadcast_id = tr("approval-ask-reason"), callback_data.broadcast_id
    await ask(query, state, Approving.reason, text, keyboard([bare], [back]), broadcast_id=broadcast_id)


@router.message(StateFilter(Approving.reason), Typed())
async def take_reason(
    message: Message,
    typed: str,
    state: FSMContext,
    store: Store,
    worker: Worker,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    now: datetime,
) -> None:
    reason = visible(typed)
    if len(reason) > REASON_MAX:
        await message.answer(tr("too-long", most=REASON_MAX, typed=len(reason)))
        return
    broadcast_id = (await state.get_data()).get("broadcast_id", 0)
    await state.clear()
    await give_back(message, broadcast_id, reason, store, worker, tr, settings, person, now)


@router.callback_query(ApproveButton.filter(F.do == "no-reason"))
async def give_back_without_reason(
    query: CallbackQuery,
    callback_data: ApproveButton,
    store: Store,
    worker: Worker,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    now: datetime,
) -> None:
    await give_back(query, callback_data.broadcast_id, "", store, worker, tr, settings, person, now)


async def give_back(
    event: Message | CallbackQuery,
    broadcast_id: int,
    reason: str,
    store: Store,
    worker: Worker,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    now: datetime,
) -> None:
    outcome = await store.write(approvals.send_back, broadcast_id, author(person), reason, settings.admin_ids, now)
    if outcome is not BroadcastOutcome.DONE:
        await refuse(event, tr, outcome)
        return
    worker.wake()
    await show(event, tr("approval-given-back"), keyboard([to_home(tr)]))


@router.message(StateFilter(Approving))
async def want_words(message: Message, tr: Translator) -> None:
    await message.answer(tr("want-words"))


def tell_verdict(verdict: Verdict | None, row: Delivery, tr: Translator) -> SendMessage | None:
    """The author hears the yes or the no; None when the broadcast is gone."""
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
    ("offer", PREVIEW): Notification(load=contents.with_place_names, say=say_preview),
    ("offer", ASK): Notification(load=approvals.asked, say=say_asking),
    ("answer", VERDICT): Notification(load=approvals.verdict, say=tell_verdict),
}
