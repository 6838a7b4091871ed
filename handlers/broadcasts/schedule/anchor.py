"""[before an event] or [before a deadline] → which → how long before → review; it moves with what it hangs on."""

from datetime import datetime
from functools import partial

from aiogram import Bot, Router
from aiogram.filters import StateFilter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from bot.config import Settings
from bot.domain.broadcasts.broadcast import Anchor, AnchorKind, BroadcastOutcome
from bot.domain.broadcasts.schedule.timing import DAY, DAYS_MOST, HOUR, LEADS
from bot.domain.people import Person, Role, Visitor
from bot.domain.quorum import read_count
from bot.domain.time import local_date
from bot.i18n import Translator
from handlers.broadcasts.audience.selection import author, put_review
from handlers.broadcasts.schedule.texts import lead
from handlers.broadcasts.schedule.timing import back_to_when
from handlers.broadcasts.views import NAME_ON_BUTTON, PAGE_SIZE, BeforeButton, refuse
from handlers.shared.screens import Number, Pressed, Said, Typed, ask, button, keyboard, pager, show
from storage.broadcasts.compose import drafts
from storage.broadcasts.schedule import timing
from storage.core.db import Store

PICKS = {AnchorKind.EVENT: "timing-pick-event", AnchorKind.STAGE: "timing-pick-deadline"}


class LeadButton(CallbackData, prefix="bclead"):
    """So many minutes before this event or stage; 0 asks how many."""

    broadcast_id: Number
    kind: AnchorKind
    anchor: Number
    minutes: Number


class DaysButton(CallbackData, prefix="bcdays"):
    """Another number of days before, typed."""

    broadcast_id: Number
    kind: AnchorKind
    anchor: Number


class Anchoring(StatesGroup):
    days = State()


router = Router(name="broadcasts.schedule.anchor")
router.message.filter(Said(states=Anchoring))
router.callback_query.filter(Pressed(BeforeButton, LeadButton, DaysButton))


@router.callback_query(BeforeButton.filter())
async def list_anchors(
    query: CallbackQuery,
    callback_data: BeforeButton,
    store: Store,
    tr: Translator,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    draft = await store.read(drafts.own, callback_data.broadcast_id, author(person))
    if draft is None or person is None:
        await refuse(query, tr, BroadcastOutcome.GONE)
        return
    kind, found = callback_data.kind, await store.read(timing.choices, callback_data.kind, roles, now)
    pages = max(1, -(-len(found) // PAGE_SIZE))
    page = min(callback_data.page, pages - 1)
    rows = [
        [
            button(
                _dated(tr, title, at, person.zone), LeadButton(broadcast_id=draft.id, kind=kind, anchor=id_, minutes=0)
            )
        ]
        for id_, title, at in found[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]
    ]
    turn = pager(tr, page, pages, partial(BeforeButton, broadcast_id=draft.id, kind=kind))
    await show(query, tr(PICKS[kind], count=len(found)), keyboard(*rows, turn, [back_to_when(tr, draft.id)]))


def _dated(tr: Translator, title: str, at: datetime, zone: str) -> str:
    return f"{tr.day(local_date(at, zone))} · {title}"[:NAME_ON_BUTTON]


@router.callback_query(LeadButton.filter())
async def hang(
    query: CallbackQuery,
    callback_data: LeadButton,
    bot: Bot,
    store: Store,
    tr: Translator,
    visitor: Visitor,
    settings: Settings,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    """How long before, and then the review."""
    broadcast_id, minutes = callback_data.broadcast_id, callback_data.minutes
    if not minutes:
        if await store.read(drafts.own, broadcast_id, author(person)) is None:
            await refuse(query, tr, BroadcastOutcome.GONE)
        else:
            await show(query, tr("timing-ask-lead"), lead_buttons(tr, callback_data))
        return
    # A forged number becomes whole hours, so that the words about it are true.
    whole = min(max(minutes // HOUR, 1) * HOUR, DAYS_MOST * DAY)
    anchor = Anchor(callback_data.kind, callback_data.anchor, whole)
    outcome = await store.write(timing.anchor_to, broadcast_id, author(person), roles, anchor, now)
    if outcome is not BroadcastOutcome.DONE:
        await refuse(query, tr, outcome)
        return
    await put_review(query, broadcast_id, bot, store, tr, settings, visitor, person, roles, now)


def lead_buttons(tr: Translator, asked: LeadButton) -> InlineKeyboardMarkup:
    rows = [
        [button(lead(tr, minutes).capitalize(), asked.model_copy(update={"minutes": minutes}))] for minutes in LEADS
    ]
    days = DaysButton(broadcast_id=asked.broadcast_id, kind=asked.kind, anchor=asked.anchor)
    other = [button(tr.plain("timing-other-days"), days)]
    return keyboard(*rows, other, [back_to_when(tr, asked.broadcast_id)])


@router.callback_query(DaysButton.filter())
async def ask_days(
    query: CallbackQuery,
    callback_data: DaysButton,
    state: FSMContext,
    store: Store,
    tr: Translator,
    person: Person | None,
) -> None:
    draft = await store.read(drafts.own, callback_data.broadcast_id, author(person))
    if draft is None:
        await refuse(query, tr, BroadcastOutcome.GONE)
        return
    known = {"broadcast_id": draft.id, "kind": callback_data.kind.value, "anchor": callback_data.anchor}
    way_out = keyboard([back_to_when(tr, draft.id)])
    await ask(query, state, Anchoring.days, tr("timing-ask-days", most=DAYS_MOST), way_out, **known)


@router.message(StateFilter(Anchoring.days), Typed())
async def take_days(
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
    known = await state.get_data()
    broadcast_id, days = known.get("broadcast_id", 0), read_count(typed)
    if days is None or not 0 < days <= DAYS_MOST:
        way_out = keyboard([back_to_when(tr, broadcast_id)])
        await message.answer(tr("timing-ask-days", most=DAYS_MOST), reply_markup=way_out)
        return
    anchor = Anchor(AnchorKind(known.get("kind", AnchorKind.EVENT)), known.get("anchor", 0), days * DAY)
    outcome = await store.write(timing.anchor_to, broadcast_id, author(person), roles, anchor, now)
    if outcome is not BroadcastOutcome.DONE:
        await refuse(message, tr, outcome)
        return
    await state.clear()
    await put_review(message, broadcast_id, bot, store, tr, settings, visitor, person, roles, now)


@router.message(StateFilter(Anchoring))
async def want_words(message: Message, state: FSMContext, tr: Translator) -> None:
    broadcast_id = (await state.get_data()).get("broadcast_id", 0)
    await message.answer(tr("want-words"), reply_markup=keyboard([back_to_when(tr, broadcast_id)]))
