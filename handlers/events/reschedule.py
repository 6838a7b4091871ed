"""[change] → [move] → when → both times and the number of people to notify → [yes] → moved.

Everybody who signed up gets a notice, so the coordinator confirms the start and the end as the bot understood them.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.domain.events import ChangeOutcome, Event, EventStatus
from bot.domain.events.changes import EventPart, EventWish, is_past, stamp
from bot.domain.time import moment
from bot.domain.time_reader import Moment
from bot.i18n import Translator
from bot.logs import get_logger
from handlers.events.fields import length
from handlers.events.review import own_event, put_saved, refuse_change
from handlers.events.views import MakeButton, MoveButton, ShiftButton, when
from handlers.shared.context import Context
from handlers.shared.parse_dates import NotRead, TimeButton, example, expect, from_minutes, read_moment
from handlers.shared.parse_dates import minutes as as_minutes
from handlers.shared.screens import Pressed, Said, Typed, button, keyboard, stretch, zone_name
from storage.events import edits


class Moving(StatesGroup):
    when = State()


log = get_logger(__name__)
router = Router(name="events.reschedule")
router.message.filter(Said(states=Moving))
router.callback_query.filter(Pressed(MakeButton, MoveButton, ShiftButton, TimeButton))


@router.callback_query(MakeButton.filter(F.do == "move"))
async def ask_start(query: CallbackQuery, ctx: Context, callback_data: MakeButton) -> None:
    event = await own_event(query, ctx, callback_data.event_id)
    if event:
        await put_question(query, ctx, event)


async def put_question(query: CallbackQuery, ctx: Context, event: Event) -> None:
    if event.status is not EventStatus.PUBLISHED:
        await refuse_change(query, ctx, event.id, ChangeOutcome.CLOSED)
        return
    sample = example(ctx.tr, expect(ctx.tr, ctx.now, event.zone))
    text = ctx.tr("move-ask", when=when(ctx.tr, event), example=sample)
    await ctx.ask(query, Moving.when, text, way_out(ctx.tr, event.id), event_id=event.id)


def way_out(tr: Translator, event_id: int, rows: Sequence[Sequence[InlineKeyboardButton]] = ()) -> InlineKeyboardMarkup:
    return keyboard(*rows, [button(tr.plain("button-cancel"), MakeButton(do="mend", event_id=event_id))])


@router.message(StateFilter(Moving), Typed())
async def take_start(message: Message, ctx: Context, typed: str) -> None:
    """Show the two starts. The question stays open: another date may be typed instead of yes."""
    event = await asked_event(message, ctx)
    if event is None:
        return
    answer = read_moment(typed, ctx.tr, expect(ctx.tr, ctx.now, event.zone))
    if isinstance(answer, NotRead):
        await ctx.show(message, answer.text, way_out(ctx.tr, event.id, answer.rows))
    else:
        await put_sure(message, ctx, event, answer)


@router.callback_query(TimeButton.filter(), StateFilter(Moving.when))
async def take_pressed_start(query: CallbackQuery, ctx: Context, callback_data: TimeButton) -> None:
    event = await asked_event(query, ctx)
    if event:
        await put_sure(query, ctx, event, Moment(from_minutes(callback_data.at)))


async def asked_event(event: Message | CallbackQuery, ctx: Context) -> Event | None:
    """The event of the open question; the question is closed when it may not be changed any more."""
    found = await own_event(event, ctx, (await ctx.state.get_data()).get("event_id", 0))
    if found is None:
        await ctx.state.clear()
    return found


async def put_sure(update: Message | CallbackQuery, ctx: Context, event: Event, to: Moment) -> None:
    """Ask for a confirmation of the new time, or for another one. The question stays open.

    Without an end in the answer the event stays as long as it was.
    """
    minutes = length(to) or event.minutes
    starts_at, new = moment(to.at, event.zone), stretch(ctx.tr, to.at, ends(to.at, minutes))
    text, buttons = ctx.tr("make-past-typed", when=new), way_out(ctx.tr, event.id)
    if not is_past(event, starts_at, minutes, ctx.now):
        text = ctx.tr("move-same", when=new)
        if (to.at, minutes) != (event.starts_local, event.minutes):
            text, buttons = sure_screen(ctx.tr, event, to.at, minutes)
    await ctx.ask(update, Moving.when, text, buttons, event_id=event.id)


def ends(starts: datetime, minutes: int | None) -> datetime | None:
    return starts + timedelta(minutes=minutes) if minutes else None


def sure_screen(tr: Translator, event: Event, to: datetime, minutes: int | None) -> tuple[Markup, InlineKeyboardMarkup]:
    new = tr.plain("clock", when=stretch(tr, to, ends(to, minutes)), zone=zone_name(tr, event.zone))
    told = event.going + event.waiting
    text = tr("move-sure", title=event.title, was=when(tr, event), to=new, count=told)
    was = as_minutes(event.starts_local) if event.starts_local else 0
    shift = {"was": was, "to": as_minutes(to), "was_length": event.minutes or 0, "length": minutes or 0}
    yes = ShiftButton(event_id=event.id, **shift)
    no = MakeButton(do="mend", event_id=event.id)
    return text, keyboard([button(tr.plain("move-yes"), yes)], [button(tr.plain("button-no"), no)])


@router.message(StateFilter(Moving))
async def want_words(message: Message, ctx: Context) -> None:
    event_id = (await ctx.state.get_data()).get("event_id", 0)
    await message.answer(ctx.tr("want-words"), reply_markup=way_out(ctx.tr, event_id))


@router.callback_query(MoveButton.filter())
async def move(query: CallbackQuery, ctx: Context, callback_data: MoveButton) -> None:
    """A confirmation that was sent before ends could be mended: the length stays."""
    event_id, was, to = callback_data.event_id, from_minutes(callback_data.was), from_minutes(callback_data.to)
    outcome = await ctx.store.write(edits.move, event_id, ctx.roles, was, to, ctx.now, ctx.person_id)
    await say_moved(query, ctx, callback_data, outcome)


@router.callback_query(ShiftButton.filter())
async def shift(query: CallbackQuery, ctx: Context, callback_data: ShiftButton) -> None:
    pressed = callback_data
    seen = stamp((from_minutes(pressed.was), pressed.was_length or None))
    wish = EventWish(EventPart.WHEN, (from_minutes(pressed.to), pressed.length or None), seen)
    outcome = await ctx.store.write(edits.mend, pressed.event_id, ctx.roles, wish, ctx.person_id, ctx.now)
    await say_moved(query, ctx, pressed, outcome)


async def say_moved(
    query: CallbackQuery, ctx: Context, pressed: MoveButton | ShiftButton, outcome: ChangeOutcome
) -> None:
    event_id, was, to = pressed.event_id, from_minutes(pressed.was), from_minutes(pressed.to)
    if outcome is not ChangeOutcome.DONE:
        await refuse_change(query, ctx, event_id, outcome)
        return
    log.info("event moved", event_id=event_id, person_id=ctx.person_id, was=was.isoformat(), to=to.isoformat())
    await put_saved(query, ctx, event_id, "move-done")
