"""When: at once · a day and an hour, typed · before something (`anchoring`); in which hours; how late at most.

Of a draft only: what waits for its moment is taken back first, see `waiting`.
"""

from datetime import datetime
from functools import partial

from aiogram import Bot, F, Router
from aiogram.filters import StateFilter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.config import Settings
from bot.domain.broadcasts.broadcast import AnchorKind, BroadcastOutcome, BroadcastStatus, Review, Window
from bot.domain.broadcasts.schedule.timing import DAY, LATES, WINDOWS
from bot.domain.people import Person, Role, Visitor
from bot.domain.time import moment
from bot.i18n import Translator
from handlers.broadcasts.audience.selection import author, put_review
from handlers.broadcasts.schedule.texts import hours, span, when_text
from handlers.broadcasts.views import BeforeButton, BroadcastButton, do, refuse
from handlers.shared.parse_dates import UNREAD, Unread, read_when
from handlers.shared.screens import Number, Pressed, Said, Typed, ask, button, keyboard, show, zone_name
from storage.broadcasts.compose import drafts
from storage.broadcasts.schedule import timing
from storage.core.db import Store


class HoursButton(CallbackData, prefix="bchours"):
    """From the first o'clock until before the last; 0 and 0 is any."""

    broadcast_id: Number
    first: Number
    last: Number


class LateButton(CallbackData, prefix="bclate"):
    broadcast_id: Number
    minutes: Number


class Timing(StatesGroup):
    when = State()


router = Router(name="broadcasts.schedule.timing")
router.message.filter(Said(states=Timing))
router.callback_query.filter(Pressed(BroadcastButton, HoursButton, LateButton))


@router.callback_query(BroadcastButton.filter(F.do == "when"))
async def ask_when(
    query: CallbackQuery,
    callback_data: BroadcastButton,
    store: Store,
    tr: Translator,
    person: Person | None,
    now: datetime,
) -> None:
    await put_when(query, callback_data.broadcast_id, store, tr, person, now)


async def put_when(
    query: CallbackQuery,
    broadcast_id: int,
    store: Store,
    tr: Translator,
    person: Person | None,
    now: datetime,
    alert: str = "",
) -> None:
    found = await store.read(drafts.review, broadcast_id, author(person), now)
    if found is None or person is None:
        await refuse(query, tr, BroadcastOutcome.GONE)
    else:
        await show(query, *when_screen(tr, found, person.zone), alert)


def when_screen(tr: Translator, review: Review, zone: str) -> tuple[Markup, InlineKeyboardMarkup]:
    broadcast_id = review.broadcast.id
    before = partial(BeforeButton, broadcast_id=broadcast_id, page=0)
    chosen = when_text(tr, review, zone) or Markup("\n") + tr("timing-as-ever")
    rows = [
        do(tr, "timing-at-once", "at-once", broadcast_id),
        do(tr, "timing-choose-moment", "at", broadcast_id),
        button(tr.plain("timing-choose-event"), before(kind=AnchorKind.EVENT)),
        button(tr.plain("timing-choose-deadline"), before(kind=AnchorKind.STAGE)),
        do(tr, "timing-choose-hours", "hours", broadcast_id),
        do(tr, "timing-choose-late", "late", broadcast_id),
        do(tr, "timing-to-review", "review", broadcast_id),
    ]
    return tr("timing-menu") + Markup("\n") + chosen, keyboard(*([each] for each in rows))


def back_to_when(tr: Translator, broadcast_id: int) -> InlineKeyboardButton:
    return do(tr, "timing-back", "when", broadcast_id)


@router.callback_query(BroadcastButton.filter(F.do.in_({"at-once", "sooner"})))
async def send_at_once(
    query: CallbackQuery,
    callback_data: BroadcastButton,
    bot: Bot,
    store: Store,
    tr: Translator,
    visitor: Visitor,
    settings: Settings,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    """Not a word goes out yet: the review follows. What was scheduled is taken back first."""
    broadcast_id = callback_data.broadcast_id
    if callback_data.do == "sooner":
        await store.write(timing.take_back, broadcast_id, author(person))
    outcome = await store.write(timing.schedule, broadcast_id, author(person), None, now)
    if outcome is not BroadcastOutcome.DONE:
        await refuse(query, tr, outcome)
        return
    await put_review(query, broadcast_id, bot, store, tr, settings, visitor, person, roles, now)


@router.callback_query(BroadcastButton.filter(F.do == "at"))
async def ask_moment(
    query: CallbackQuery,
    callback_data: BroadcastButton,
    state: FSMContext,
    store: Store,
    tr: Translator,
    person: Person | None,
) -> None:
    draft = await store.read(drafts.own, callback_data.broadcast_id, author(person))
    if draft is None or person is None or draft.status is not BroadcastStatus.DRAFT:
        await refuse(query, tr, BroadcastOutcome.GONE)
        return
    text = tr("timing-ask-moment", zone=zone_name(tr, person.zone))
    await ask(query, state, Timing.when, text, keyboard([back_to_when(tr, draft.id)]), broadcast_id=draft.id)


@router.message(StateFilter(Timing.when), Typed())
async def take_moment(
    message: Message,
    typed: str,
    bot: Bot,
    state: FSMContext,
    store: Store,
    tr: Translator,
    visitor: Visitor,
    settings: Settings,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    """What is no moment, or lies behind us, is asked again."""
    broadcast_id = (await state.get_data()).get("broadcast_id", 0)
    zone = person.zone if person else settings.timezone
    way_out = keyboard([back_to_when(tr, broadcast_id)])
    local = await read_when(typed, tr, now, zone)
    if isinstance(local, Unread):
        await message.answer(tr(UNREAD[local]), reply_markup=way_out)
        return
    outcome = await store.write(timing.schedule, broadcast_id, author(person), moment(local, zone), now)
    if outcome is BroadcastOutcome.PAST:
        await message.answer(tr("make-past-typed", when=tr.when(local)), reply_markup=way_out)
        return
    await state.clear()
    if outcome is not BroadcastOutcome.DONE:
        await refuse(message, tr, outcome)
        return
    await put_review(message, broadcast_id, bot, store, tr, settings, visitor, person, roles, now)


@router.message(StateFilter(Timing))
async def want_words(message: Message, state: FSMContext, tr: Translator) -> None:
    broadcast_id = (await state.get_data()).get("broadcast_id", 0)
    await message.answer(tr("want-words"), reply_markup=keyboard([back_to_when(tr, broadcast_id)]))


@router.callback_query(BroadcastButton.filter(F.do == "hours"))
async def ask_hours(
    query: CallbackQuery, callback_data: BroadcastButton, store: Store, tr: Translator, person: Person | None
) -> None:
    draft = await store.read(drafts.own, callback_data.broadcast_id, author(person))
    if draft is None:
        await refuse(query, tr, BroadcastOutcome.GONE)
        return
    rows = [
        [button(hours(tr, each), HoursButton(broadcast_id=draft.id, first=each.first, last=each.last))]
        for each in WINDOWS
    ]
    anytime = [button(tr.plain("timing-any-hours"), HoursButton(broadcast_id=draft.id, first=0, last=0))]
    await show(query, tr("timing-ask-hours"), keyboard(anytime, *rows, [back_to_when(tr, draft.id)]))


@router.callback_query(HoursButton.filter())
async def keep_to_hours(
    query: CallbackQuery,
    callback_data: HoursButton,
    store: Store,
    tr: Translator,
    person: Person | None,
    now: datetime,
) -> None:
    chosen = Window(callback_data.first, callback_data.last)
    window = chosen if chosen in WINDOWS else None
    outcome = await store.write(timing.set_window, callback_data.broadcast_id, author(person), window)
    await put_when_or_refuse(query, outcome, callback_data.broadcast_id, store, tr, person, now)


@router.callback_query(BroadcastButton.filter(F.do == "late"))
async def ask_late(
    query: CallbackQuery, callback_data: BroadcastButton, store: Store, tr: Translator, person: Person | None
) -> None:
    draft = await store.read(drafts.own, callback_data.broadcast_id, author(person))
    if draft is None:
        await refuse(query, tr, BroadcastOutcome.GONE)
        return
    rows = [[button(span(tr, each), LateButton(broadcast_id=draft.id, minutes=each))] for each in LATES]
    await show(query, tr("timing-ask-late"), keyboard(*rows, [back_to_when(tr, draft.id)]))


@router.callback_query(LateButton.filter())
async def limit_lateness(
    query: CallbackQuery,
    callback_data: LateButton,
    store: Store,
    tr: Translator,
    person: Person | None,
    now: datetime,
) -> None:
    minutes = callback_data.minutes if callback_data.minutes in LATES else DAY
    outcome = await store.write(timing.set_late_after, callback_data.broadcast_id, author(person), minutes)
    await put_when_or_refuse(query, outcome, callback_data.broadcast_id, store, tr, person, now)


async def put_when_or_refuse(
    query: CallbackQuery,
    outcome: BroadcastOutcome,
    broadcast_id: int,
    store: Store,
    tr: Translator,
    person: Person | None,
    now: datetime,
) -> None:
    if outcome is BroadcastOutcome.DONE:
        await put_when(query, broadcast_id, store, tr, person, now)
    else:
        await refuse(query, tr, outcome)
