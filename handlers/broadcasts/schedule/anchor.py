"""[before an event] or [before a deadline] → which → how long before → review; it moves with what it hangs on."""

from datetime import datetime
from functools import partial

from aiogram import Router
from aiogram.filters import StateFilter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from bot.domain.broadcasts.broadcast import Anchor, AnchorKind, BroadcastOutcome
from bot.domain.broadcasts.schedule.timing import DAY, DAYS_MOST, HOUR, LEADS
from bot.domain.quorum import read_count
from bot.domain.time import local_date
from bot.i18n import Translator
from handlers.broadcasts.audience.selection import author, put_review
from handlers.broadcasts.schedule.texts import lead
from handlers.broadcasts.schedule.timing import back_to_when
from handlers.broadcasts.views import NAME_ON_BUTTON, PAGE_SIZE, BeforeButton, refuse
from handlers.shared.context import Context
from handlers.shared.screens import Number, Pressed, Said, Typed, button, keyboard, pager
from storage.broadcasts.compose import drafts
from storage.broadcasts.schedule import timing

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
async def list_anchors(query: CallbackQuery, ctx: Context, callback_data: BeforeButton) -> None:
    draft = await ctx.store.read(drafts.own, callback_data.broadcast_id, author(ctx.person))
    if draft is None or ctx.person is None:
        await refuse(query, ctx, BroadcastOutcome.GONE)
        return
    kind, found = callback_data.kind, await ctx.store.read(timing.choices, callback_data.kind, ctx.roles, ctx.now)
    pages = max(1, -(-len(found) // PAGE_SIZE))
    page = min(callback_data.page, pages - 1)
    rows = [
        [
            button(
                _dated(ctx.tr, title, at, ctx.person.zone),
                LeadButton(broadcast_id=draft.id, kind=kind, anchor=id_, minutes=0),
            )
        ]
        for id_, title, at in found[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]
    ]
    turn = pager(ctx.tr, page, pages, partial(BeforeButton, broadcast_id=draft.id, kind=kind))
    await ctx.show(
        query, ctx.tr(PICKS[kind], count=len(found)), keyboard(*rows, turn, [back_to_when(ctx.tr, draft.id)])
    )


def _dated(tr: Translator, title: str, at: datetime, zone: str) -> str:
    return f"{tr.day(local_date(at, zone))} · {title}"[:NAME_ON_BUTTON]


@router.callback_query(LeadButton.filter())
async def hang(query: CallbackQuery, ctx: Context, callback_data: LeadButton) -> None:
    """How long before, and then the review."""
    broadcast_id, minutes = callback_data.broadcast_id, callback_data.minutes
    if not minutes:
        if await ctx.store.read(drafts.own, broadcast_id, author(ctx.person)) is None:
            await refuse(query, ctx, BroadcastOutcome.GONE)
        else:
            await ctx.show(query, ctx.tr("timing-ask-lead"), lead_buttons(ctx.tr, callback_data))
        return
    # A forged number becomes whole hours, so that the words about it are true.
    whole = min(max(minutes // HOUR, 1) * HOUR, DAYS_MOST * DAY)
    anchor = Anchor(callback_data.kind, callback_data.anchor, whole)
    outcome = await ctx.store.write(timing.anchor_to, broadcast_id, author(ctx.person), ctx.roles, anchor, ctx.now)
    if outcome is not BroadcastOutcome.DONE:
        await refuse(query, ctx, outcome)
        return
    await put_review(query, ctx, broadcast_id)


def lead_buttons(tr: Translator, asked: LeadButton) -> InlineKeyboardMarkup:
    rows = [
        [button(lead(tr, minutes).capitalize(), asked.model_copy(update={"minutes": minutes}))] for minutes in LEADS
    ]
    days = DaysButton(broadcast_id=asked.broadcast_id, kind=asked.kind, anchor=asked.anchor)
    other = [button(tr.plain("timing-other-days"), days)]
    return keyboard(*rows, other, [back_to_when(tr, asked.broadcast_id)])


@router.callback_query(DaysButton.filter())
async def ask_days(query: CallbackQuery, ctx: Context, callback_data: DaysButton) -> None:
    draft = await ctx.store.read(drafts.own, callback_data.broadcast_id, author(ctx.person))
    if draft is None:
        await refuse(query, ctx, BroadcastOutcome.GONE)
        return
    known = {"broadcast_id": draft.id, "kind": callback_data.kind.value, "anchor": callback_data.anchor}
    way_out = keyboard([back_to_when(ctx.tr, draft.id)])
    await ctx.ask(query, Anchoring.days, ctx.tr("timing-ask-days", most=DAYS_MOST), way_out, **known)


@router.message(StateFilter(Anchoring.days), Typed())
async def take_days(message: Message, ctx: Context, typed: str) -> None:
    known = await ctx.state.get_data()
    broadcast_id, days = known.get("broadcast_id", 0), read_count(typed)
    if days is None or not 0 < days <= DAYS_MOST:
        way_out = keyboard([back_to_when(ctx.tr, broadcast_id)])
        await message.answer(ctx.tr("timing-ask-days", most=DAYS_MOST), reply_markup=way_out)
        return
    anchor = Anchor(AnchorKind(known.get("kind", AnchorKind.EVENT)), known.get("anchor", 0), days * DAY)
    outcome = await ctx.store.write(timing.anchor_to, broadcast_id, author(ctx.person), ctx.roles, anchor, ctx.now)
    if outcome is not BroadcastOutcome.DONE:
        await refuse(message, ctx, outcome)
        return
    await ctx.state.clear()
    await put_review(message, ctx, broadcast_id)


@router.message(StateFilter(Anchoring))
async def want_words(message: Message, ctx: Context) -> None:
    broadcast_id = (await ctx.state.get_data()).get("broadcast_id", 0)
    await message.answer(ctx.tr("want-words"), reply_markup=keyboard([back_to_when(ctx.tr, broadcast_id)]))
