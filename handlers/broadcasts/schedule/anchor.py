"""[before an event] or [before a deadline] → which → how long before → review; a moved event or deadline moves it."""

from datetime import datetime
from functools import partial

from aiogram import Router
from aiogram.filters import StateFilter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.domain.broadcasts.broadcast import Anchor, AnchorKind, BroadcastOutcome
from bot.domain.broadcasts.schedule.timing import DAY, DAYS_MOST, HOUR, LEADS
from bot.domain.time import local_date
from bot.i18n import Translator
from handlers.broadcasts.access import author_id, own_draft, refuse
from handlers.broadcasts.audience.selection import put_review
from handlers.broadcasts.schedule.texts import lead
from handlers.broadcasts.schedule.timing import back_to_when
from handlers.broadcasts.views import NAME_ON_BUTTON, PAGE_SIZE, REFUSALS, BeforeButton
from handlers.shared.context import Context
from handlers.shared.parse_numbers import Counted, read_number
from handlers.shared.screens import Number, Pressed, Said, Typed, button, keyboard, pager
from storage.broadcasts.schedule import timing

PICKS = {AnchorKind.EVENT: "timing-pick-event", AnchorKind.STAGE: "timing-pick-deadline"}


class LeadButton(CallbackData, prefix="bclead"):
    """Send this number of minutes before this event or stage; 0 asks for the number."""

    broadcast_id: Number
    kind: AnchorKind
    anchor: Number
    minutes: Number


class DaysButton(CallbackData, prefix="bcdays"):
    """Ask for another number of days, typed."""

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
    if await own_draft(query, ctx, callback_data.broadcast_id):
        found = await ctx.store.read(timing.choices, callback_data.kind, ctx.roles, ctx.now)
        await ctx.show(query, *anchors_screen(ctx, callback_data, found))


def anchors_screen(
    ctx: Context, asked: BeforeButton, found: list[tuple[int, str, datetime]]
) -> tuple[Markup, InlineKeyboardMarkup]:
    """A page of (id, title, moment) to choose one from."""
    pages = max(1, -(-len(found) // PAGE_SIZE))
    page = min(asked.page, pages - 1)
    to = partial(LeadButton, broadcast_id=asked.broadcast_id, kind=asked.kind, minutes=0)
    shown = found[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]
    rows = [[button(_dated(ctx.tr, title, at, ctx.zone), to(anchor=id_))] for id_, title, at in shown]
    turn = pager(ctx.tr, page, pages, partial(BeforeButton, broadcast_id=asked.broadcast_id, kind=asked.kind))
    back = [back_to_when(ctx.tr, asked.broadcast_id)]
    return ctx.tr(PICKS[asked.kind], count=len(found)), keyboard(*rows, turn, back)


def _dated(tr: Translator, title: str, at: datetime, zone: str) -> str:
    return f"{tr.day(local_date(at, zone))} · {title}"[:NAME_ON_BUTTON]


@router.callback_query(LeadButton.filter())
async def choose_lead(query: CallbackQuery, ctx: Context, callback_data: LeadButton) -> None:
    """Ask how long before; with an answer anchor the draft and show its review."""
    broadcast_id, minutes = callback_data.broadcast_id, callback_data.minutes
    if not minutes:
        if await own_draft(query, ctx, broadcast_id):
            await ctx.show(query, ctx.tr("timing-ask-lead"), lead_buttons(ctx.tr, callback_data))
        return
    # Round a forged number to whole hours, which the text can show.
    whole = min(max(minutes // HOUR, 1) * HOUR, DAYS_MOST * DAY)
    anchor = Anchor(callback_data.kind, callback_data.anchor, whole)
    outcome = await ctx.store.write(timing.anchor_to, broadcast_id, author_id(ctx), ctx.roles, anchor, ctx.now)
    if outcome is not BroadcastOutcome.DONE:
        await refuse(query, ctx, REFUSALS[outcome])
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
    draft = await own_draft(query, ctx, callback_data.broadcast_id)
    if draft is None:
        return
    known = {"broadcast_id": draft.id, "kind": callback_data.kind.value, "anchor": callback_data.anchor}
    way_out = keyboard([back_to_when(ctx.tr, draft.id)])
    await ctx.ask(query, Anchoring.days, ctx.tr("timing-ask-days", most=DAYS_MOST), way_out, **known)


@router.message(StateFilter(Anchoring.days), Typed())
async def take_days(message: Message, ctx: Context, typed: str) -> None:
    known = await ctx.state.get_data()
    broadcast_id, days = known.get("broadcast_id", 0), read_number(typed, ctx.tr, Counted.DAYS)
    if days is None or not 0 < days <= DAYS_MOST:
        way_out = keyboard([back_to_when(ctx.tr, broadcast_id)])
        await message.answer(ctx.tr("timing-ask-days", most=DAYS_MOST), reply_markup=way_out)
        return
    anchor = Anchor(AnchorKind(known.get("kind", AnchorKind.EVENT)), known.get("anchor", 0), days * DAY)
    outcome = await ctx.store.write(timing.anchor_to, broadcast_id, author_id(ctx), ctx.roles, anchor, ctx.now)
    if outcome is not BroadcastOutcome.DONE:
        await refuse(message, ctx, REFUSALS[outcome])
        return
    await ctx.state.clear()
    await put_review(message, ctx, broadcast_id)


@router.message(StateFilter(Anchoring))
async def want_words(message: Message, ctx: Context) -> None:
    broadcast_id = (await ctx.state.get_data()).get("broadcast_id", 0)
    await message.answer(ctx.tr("want-words"), reply_markup=keyboard([back_to_when(ctx.tr, broadcast_id)]))
