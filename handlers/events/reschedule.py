"""[move] on a coordinator's card → when → both starts and the number of people to notify → [yes] → moved.

Everybody who signed up gets a notice, so the coordinator confirms the start as the bot understood it.
"""

from datetime import datetime

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.domain.events import Attendance, ChangeOutcome, Event, EventStatus
from bot.domain.time import moment
from bot.i18n import Translator
from bot.logs import get_logger
from handlers.events.fields import UnclearAnswer, start
from handlers.events.review import own_event, refuse_change, review_buttons
from handlers.events.views import EventButton, MakeButton, MoveButton, card, from_minutes, minutes, when
from handlers.shared.context import Context
from handlers.shared.screens import Pressed, Said, Typed, button, clock, keyboard
from storage.events import events


class Moving(StatesGroup):
    when = State()


log = get_logger(__name__)
router = Router(name="events.reschedule")
router.message.filter(Said(states=Moving))
router.callback_query.filter(Pressed(MakeButton, MoveButton))


@router.callback_query(MakeButton.filter(F.do == "move"))
async def ask_start(query: CallbackQuery, ctx: Context, callback_data: MakeButton) -> None:
    event = await own_event(query, ctx, callback_data.event_id)
    if event is None:
        return
    if event.status is not EventStatus.PUBLISHED:
        await refuse_change(query, ctx, event.id, ChangeOutcome.CLOSED)
        return
    text = ctx.tr("move-ask", when=when(ctx.tr, event))
    await ctx.ask(query, Moving.when, text, way_out(ctx.tr, event.id), event_id=event.id)


def way_out(tr: Translator, event_id: int) -> InlineKeyboardMarkup:
    return keyboard([button(tr.plain("button-cancel"), EventButton(do="card", event_id=event_id))])


@router.message(StateFilter(Moving), Typed())
async def take_start(message: Message, ctx: Context, typed: str) -> None:
    """Show the two starts. The question stays open: another date may be typed instead of yes."""
    event = await own_event(message, ctx, (await ctx.state.get_data()).get("event_id", 0))
    if event is None:
        await ctx.state.clear()
        return
    answer, back = await start(typed, ctx.tr, ctx.now, event.zone), way_out(ctx.tr, event.id)
    if isinstance(answer, UnclearAnswer):
        await ctx.show(message, ctx.tr(answer.key, **answer.values), back)
    elif moment(answer, event.zone) <= ctx.now:
        await ctx.show(message, ctx.tr("make-past-typed", when=ctx.tr.when(answer)), back)
    elif event.starts_local is None or answer == event.starts_local:
        await ctx.show(message, ctx.tr("move-same", when=ctx.tr.when(answer)), back)
    else:
        await ctx.show(message, *sure_screen(ctx.tr, event, event.starts_local, answer))


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
