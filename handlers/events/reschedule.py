"""[move] on a coordinator's card → when → both starts side by side and who will hear of it → [yes] → told.

Everybody who signed up is written to, so nothing moves before the coordinator has seen what was understood.
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
from handlers.events.fields import Unclear, start
from handlers.events.review import own_event, refuse, review_buttons
from handlers.events.views import EventButton, MakeButton, MoveButton, card, from_minutes, minutes, when
from handlers.shared.context import Context
from handlers.shared.screens import Pressed, Said, Typed, button, clock, keyboard
from storage.events import events


class Moving(StatesGroup):
    when = State()


router = Router(name="events.reschedule")
router.message.filter(Said(states=Moving))
router.callback_query.filter(Pressed(MakeButton, MoveButton))


@router.callback_query(MakeButton.filter(F.do == "move"))
async def ask_start(query: CallbackQuery, ctx: Context, callback_data: MakeButton) -> None:
    event = await own_event(query, ctx, callback_data.event_id)
    if event is None:
        return
    if event.status is not EventStatus.PUBLISHED:
        await refuse(query, ctx, ChangeOutcome.CLOSED)
        return
    text = ctx.tr("move-ask", when=when(ctx.tr, event))
    await ctx.ask(query, Moving.when, text, way_out(ctx.tr, event.id), event_id=event.id)


def way_out(tr: Translator, event_id: int) -> InlineKeyboardMarkup:
    return keyboard([button(tr.plain("button-cancel"), EventButton(do="card", event_id=event_id))])


@router.message(StateFilter(Moving), Typed())
async def take_start(message: Message, ctx: Context, typed: str) -> None:
    """The question stays open below the two starts: another date may be typed instead of yes."""
    event = await ctx.store.read(events.own, (await ctx.state.get_data()).get("event_id", 0), ctx.roles)
    if not isinstance(event, Event):
        await ctx.state.clear()
        await refuse(message, ctx, event)
        return
    answer = await start(typed, ctx.tr, ctx.now, event.zone)
    if isinstance(answer, Unclear):
        await message.answer(ctx.tr(answer.key, **answer.values), reply_markup=way_out(ctx.tr, event.id))
    elif moment(answer, event.zone) <= ctx.now:
        await message.answer(
            ctx.tr("make-past-typed", when=ctx.tr.when(answer)), reply_markup=way_out(ctx.tr, event.id)
        )
    elif event.starts_local is None or answer == event.starts_local:
        await message.answer(ctx.tr("move-same", when=ctx.tr.when(answer)), reply_markup=way_out(ctx.tr, event.id))
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
        await refuse(query, ctx, outcome)
        return
    event = await own_event(query, ctx, event_id)
    if event is None:
        return
    head = ctx.tr("move-done", count=event.going + event.waiting)
    text = Markup("\n\n").join([head, card(ctx, Attendance(event))])
    await ctx.show(query, text, review_buttons(ctx.tr, event))
