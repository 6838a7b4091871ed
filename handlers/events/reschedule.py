"""[move] on a coordinator's card → when → both starts and the number of people to notify → [yes] → moved.

Everybody who signed up gets a notice, so the coordinator confirms the start as the bot understood it.
"""

from collections.abc import Sequence
from datetime import datetime

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.domain.events import Attendance, ChangeOutcome, Event, EventStatus
from bot.domain.time import moment
from bot.i18n import Translator
from bot.logs import get_logger
from handlers.events.review import own_event, refuse_change, review_buttons
from handlers.events.views import EventButton, MakeButton, MoveButton, card, when
from handlers.shared.context import Context
from handlers.shared.parse_dates import NotRead, TimeButton, example, expect, from_minutes, minutes, read_start
from handlers.shared.screens import Pressed, Said, Typed, button, clock, keyboard
from storage.events import events


class Moving(StatesGroup):
    when = State()


log = get_logger(__name__)
router = Router(name="events.reschedule")
router.message.filter(Said(states=Moving))
router.callback_query.filter(Pressed(MakeButton, MoveButton, TimeButton))


@router.callback_query(MakeButton.filter(F.do == "move"))
async def ask_start(query: CallbackQuery, ctx: Context, callback_data: MakeButton) -> None:
    event = await own_event(query, ctx, callback_data.event_id)
    if event is None:
        return
    if event.status is not EventStatus.PUBLISHED:
        await refuse_change(query, ctx, event.id, ChangeOutcome.CLOSED)
        return
    sample = example(ctx.tr, expect(ctx.tr, ctx.now, event.zone))
    text = ctx.tr("move-ask", when=when(ctx.tr, event), example=sample)
    await ctx.ask(query, Moving.when, text, way_out(ctx.tr, event.id), event_id=event.id)


def way_out(tr: Translator, event_id: int, rows: Sequence[Sequence[InlineKeyboardButton]] = ()) -> InlineKeyboardMarkup:
    return keyboard(*rows, [button(tr.plain("button-cancel"), EventButton(do="card", event_id=event_id))])


@router.message(StateFilter(Moving), Typed())
async def take_start(message: Message, ctx: Context, typed: str) -> None:
    """Show the two starts. The question stays open: another date may be typed instead of yes."""
    event = await asked_event(message, ctx)
    if event is None:
        return
    answer = read_start(typed, ctx.tr, expect(ctx.tr, ctx.now, event.zone))
    if isinstance(answer, NotRead):
        await ctx.show(message, answer.text, way_out(ctx.tr, event.id, answer.rows))
    else:
        await put_sure(message, ctx, event, answer)


@router.callback_query(TimeButton.filter(), StateFilter(Moving.when))
async def take_pressed_start(query: CallbackQuery, ctx: Context, callback_data: TimeButton) -> None:
    event = await asked_event(query, ctx)
    if event:
        await put_sure(query, ctx, event, from_minutes(callback_data.at))


async def asked_event(event: Message | CallbackQuery, ctx: Context) -> Event | None:
    """The event of the open question; the question is closed when it may not be changed any more."""
    found = await own_event(event, ctx, (await ctx.state.get_data()).get("event_id", 0))
    if found is None:
        await ctx.state.clear()
    return found


async def put_sure(update: Message | CallbackQuery, ctx: Context, event: Event, to: datetime) -> None:
    """Ask for a confirmation of the new start, or for another one. The question stays open."""
    text, buttons = ctx.tr("make-past-typed", when=ctx.tr.when(to)), way_out(ctx.tr, event.id)
    if moment(to, event.zone) > ctx.now:
        text = ctx.tr("move-same", when=ctx.tr.when(to))
        if event.starts_local is not None and to != event.starts_local:
            text, buttons = sure_screen(ctx.tr, event, event.starts_local, to)
    await ctx.ask(update, Moving.when, text, buttons, event_id=event.id)


def sure_screen(tr: Translator, event: Event, was: datetime, to: datetime) -> tuple[Markup, InlineKeyboardMarkup]:
    new = clock(tr, moment(to, event.zone), event.zone)
    told = event.going + event.waiting
    text = tr("move-sure", title=event.title, was=when(tr, event), to=new, count=told)
    yes = MoveButton(event_id=event.id, was=minutes(was), to=minutes(to))
    no = EventButton(do="card", event_id=event.id)
    return text, keyboard([button(tr.plain("move-yes"), yes)], [button(tr.plain("button-no"), no)])


@router.message(StateFilter(Moving))
async def want_words(message: Message, ctx: Context) -> None:
    event_id = (await ctx.state.get_data()).get("event_id", 0)
    await message.answer(ctx.tr("want-words"), reply_markup=way_out(ctx.tr, event_id))


@router.callback_query(MoveButton.filter())
async def move(query: CallbackQuery, ctx: Context, callback_data: MoveButton) -> None:
    event_id, was, to = callback_data.event_id, from_minutes(callback_data.was), from_minutes(callback_data.to)
    outcome = await ctx.store.write(events.move, event_id, ctx.roles, was, to, ctx.now)
    if outcome is not ChangeOutcome.DONE:
        await refuse_change(query, ctx, event_id, outcome)
        return
    log.info("event moved", event_id=event_id, person_id=ctx.person_id, was=was.isoformat(), to=to.isoformat())
    event = await own_event(query, ctx, event_id)
    if event is None:
        return
    done = ctx.tr("move-done", count=event.going + event.waiting)
    text = Markup("\n\n").join([done, card(ctx, Attendance(event))])
    await ctx.show(query, text, review_buttons(ctx.tr, event))
