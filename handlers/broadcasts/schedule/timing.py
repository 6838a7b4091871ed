"""Schedule: at once · a typed day and hour · before an event or deadline (`anchor`); hours of the day; lateness.

Only a draft can be changed: a scheduled broadcast is taken back first, see `sending.scheduled`.
"""

from datetime import datetime
from functools import partial

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.domain.broadcasts.broadcast import AnchorKind, BroadcastOutcome, BroadcastStatus, Review, Window
from bot.domain.broadcasts.schedule.timing import DAY, LATES, WINDOWS
from bot.domain.time import moment
from bot.i18n import Translator
from handlers.broadcasts.access import author_id, own_draft, refuse
from handlers.broadcasts.audience.selection import put_review
from handlers.broadcasts.schedule.texts import hours, span, when_text
from handlers.broadcasts.views import REFUSALS, BeforeButton, do
from handlers.shared.buttons import BroadcastButton
from handlers.shared.context import Context
from handlers.shared.parse_dates import NotRead, TimeButton, example, expect, from_minutes, read_start
from handlers.shared.screens import Number, Pressed, Said, Typed, button, keyboard, zone_name
from storage.broadcasts.compose import drafts
from storage.broadcasts.schedule import timing


class HoursButton(CallbackData, prefix="bchours"):
    """Send from hour `first` until before hour `last`; 0 and 0 means any hour."""

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
router.callback_query.filter(Pressed(BroadcastButton, HoursButton, LateButton, TimeButton))


@router.callback_query(BroadcastButton.filter(F.do == "when"))
async def ask_when(query: CallbackQuery, ctx: Context, callback_data: BroadcastButton) -> None:
    await put_when(query, ctx, callback_data.broadcast_id)


async def put_when(query: CallbackQuery, ctx: Context, broadcast_id: int, alert: str = "") -> None:
    found = await ctx.store.read(drafts.review, broadcast_id, author_id(ctx), ctx.now)
    if found is None:
        await refuse(query, ctx, REFUSALS[BroadcastOutcome.GONE])
    else:
        await ctx.show(query, *when_screen(ctx.tr, found, ctx.zone), alert)


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
async def send_at_once(query: CallbackQuery, ctx: Context, callback_data: BroadcastButton) -> None:
    """Clear the moment and show the review; nothing is sent yet. A scheduled broadcast is taken back first."""
    broadcast_id = callback_data.broadcast_id
    if callback_data.do == "sooner":
        await ctx.store.write(timing.take_back, broadcast_id, author_id(ctx))
    outcome = await ctx.store.write(timing.schedule, broadcast_id, author_id(ctx), None, ctx.now)
    if outcome is not BroadcastOutcome.DONE:
        await refuse(query, ctx, REFUSALS[outcome])
        return
    await put_review(query, ctx, broadcast_id)


@router.callback_query(BroadcastButton.filter(F.do == "at"))
async def ask_moment(query: CallbackQuery, ctx: Context, callback_data: BroadcastButton) -> None:
    draft = await ctx.store.read(drafts.own, callback_data.broadcast_id, author_id(ctx))
    if draft is None or draft.status is not BroadcastStatus.DRAFT:
        await refuse(query, ctx, REFUSALS[BroadcastOutcome.GONE])
        return
    sample = example(ctx.tr, expect(ctx.tr, ctx.now, ctx.zone))
    await put_question(
        query, ctx, draft.id, NotRead(ctx.tr("timing-ask-moment", zone=zone_name(ctx.tr, ctx.zone), example=sample))
    )


async def put_question(event: Message | CallbackQuery, ctx: Context, broadcast_id: int, asked: NotRead) -> None:
    """Ask for the moment with these words, and these answers to choose from."""
    buttons = keyboard(*asked.rows, [back_to_when(ctx.tr, broadcast_id)])
    await ctx.ask(event, Timing.when, asked.text, buttons, broadcast_id=broadcast_id)


@router.message(StateFilter(Timing.when), Typed())
async def take_moment(message: Message, ctx: Context, typed: str) -> None:
    """Schedule for the typed moment; ask again when it cannot be read or is past."""
    broadcast_id = (await ctx.state.get_data()).get("broadcast_id", 0)
    local = read_start(typed, ctx.tr, expect(ctx.tr, ctx.now, ctx.zone))
    if isinstance(local, NotRead):
        await put_question(message, ctx, broadcast_id, local)
    else:
        await schedule(message, ctx, broadcast_id, local)


@router.callback_query(TimeButton.filter(), StateFilter(Timing.when))
async def take_pressed_moment(query: CallbackQuery, ctx: Context, callback_data: TimeButton) -> None:
    broadcast_id = (await ctx.state.get_data()).get("broadcast_id", 0)
    await schedule(query, ctx, broadcast_id, from_minutes(callback_data.at))


async def schedule(event: Message | CallbackQuery, ctx: Context, broadcast_id: int, local: datetime) -> None:
    """Schedule for a moment by the author's clock and show the review; ask again when it is past."""
    outcome = await ctx.store.write(timing.schedule, broadcast_id, author_id(ctx), moment(local, ctx.zone), ctx.now)
    if outcome is BroadcastOutcome.PAST:
        await put_question(event, ctx, broadcast_id, NotRead(ctx.tr("make-past-typed", when=ctx.tr.when(local))))
        return
    await ctx.state.clear()
    if outcome is not BroadcastOutcome.DONE:
        await refuse(event, ctx, REFUSALS[outcome])
        return
    await put_review(event, ctx, broadcast_id)


@router.message(StateFilter(Timing))
async def want_words(message: Message, ctx: Context) -> None:
    broadcast_id = (await ctx.state.get_data()).get("broadcast_id", 0)
    await message.answer(ctx.tr("want-words"), reply_markup=keyboard([back_to_when(ctx.tr, broadcast_id)]))


@router.callback_query(BroadcastButton.filter(F.do == "hours"))
async def ask_hours(query: CallbackQuery, ctx: Context, callback_data: BroadcastButton) -> None:
    draft = await own_draft(query, ctx, callback_data.broadcast_id)
    if draft is None:
        return
    rows = [
        [button(hours(ctx.tr, each), HoursButton(broadcast_id=draft.id, first=each.first, last=each.last))]
        for each in WINDOWS
    ]
    anytime = [button(ctx.tr.plain("timing-any-hours"), HoursButton(broadcast_id=draft.id, first=0, last=0))]
    await ctx.show(query, ctx.tr("timing-ask-hours"), keyboard(anytime, *rows, [back_to_when(ctx.tr, draft.id)]))


@router.callback_query(HoursButton.filter())
async def keep_to_hours(query: CallbackQuery, ctx: Context, callback_data: HoursButton) -> None:
    chosen = Window(callback_data.first, callback_data.last)
    window = chosen if chosen in WINDOWS else None
    outcome = await ctx.store.write(timing.set_window, callback_data.broadcast_id, author_id(ctx), window)
    await put_when_or_refuse(query, ctx, outcome, callback_data.broadcast_id)


@router.callback_query(BroadcastButton.filter(F.do == "late"))
async def ask_late(query: CallbackQuery, ctx: Context, callback_data: BroadcastButton) -> None:
    draft = await own_draft(query, ctx, callback_data.broadcast_id)
    if draft is None:
        return
    rows = [[button(span(ctx.tr, each), LateButton(broadcast_id=draft.id, minutes=each))] for each in LATES]
    await ctx.show(query, ctx.tr("timing-ask-late"), keyboard(*rows, [back_to_when(ctx.tr, draft.id)]))


@router.callback_query(LateButton.filter())
async def limit_lateness(query: CallbackQuery, ctx: Context, callback_data: LateButton) -> None:
    minutes = callback_data.minutes if callback_data.minutes in LATES else DAY
    outcome = await ctx.store.write(timing.set_late_after, callback_data.broadcast_id, author_id(ctx), minutes)
    await put_when_or_refuse(query, ctx, outcome, callback_data.broadcast_id)


async def put_when_or_refuse(query: CallbackQuery, ctx: Context, outcome: BroadcastOutcome, broadcast_id: int) -> None:
    if outcome is BroadcastOutcome.DONE:
        await put_when(query, ctx, broadcast_id)
    else:
        await refuse(query, ctx, REFUSALS[outcome])
