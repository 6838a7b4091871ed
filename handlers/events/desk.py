"""[who signed up] → [change the list] → a name → [take off the list] or [first in the queue] → the reason → done."""

from functools import partial

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.domain.events import ChangeOutcome
from bot.domain.words import one_line, says_something
from bot.logs import get_logger
from handlers.events.review import refuse_change
from handlers.events.views import DeskPage, EventButton, GuestsPage
from handlers.shared.context import Context
from handlers.shared.screens import Number, Pressed, Said, Typed, button, keyboard, pager
from storage.events import desk
from storage.events.desk import Entry
from storage.people import looks

ON_PAGE = 5
NAME_ON_BUTTON, REASON_MAX = 40, 200


class DeskButton(CallbackData, prefix="evone"):
    """One sign-up: `do` is show, remove or first."""

    do: str
    sign_up_id: Number


class Reasoning(StatesGroup):
    reason = State()


log = get_logger(__name__)
router = Router(name="events.desk")
router.message.filter(Said(states=Reasoning))
router.callback_query.filter(Pressed(DeskPage, DeskButton))

DEEDS = {"remove": desk.remove, "first": desk.move_first}
QUESTIONS = {"remove": "onlist-ask-remove", "first": "onlist-ask-first"}
DONE = {"remove": "onlist-removed", "first": "onlist-first"}


@router.callback_query(DeskPage.filter())
async def choose_guest(query: CallbackQuery, ctx: Context, callback_data: DeskPage) -> None:
    event_id = callback_data.event_id
    found = await ctx.store.read(desk.listed, event_id, ctx.roles)
    if isinstance(found, ChangeOutcome):
        await refuse_change(query, ctx, event_id, found)
        return
    person = await ctx.require_work(query)
    if person is None:
        return
    await ctx.store.write(looks.at_guests, person.id, event_id, ctx.now)
    event, names = found
    pages = max(1, -(-len(names) // ON_PAGE))
    page = min(callback_data.page, pages - 1)
    rows = [
        [button(one_line(name)[:NAME_ON_BUTTON] or "–", DeskButton(do="show", sign_up_id=id_))]
        for id_, name in names[page * ON_PAGE : (page + 1) * ON_PAGE]
    ]
    turn = pager(ctx.tr, page, pages, partial(DeskPage, event_id=event_id))
    back = button(ctx.tr.plain("event-guests"), GuestsPage(event_id=event_id, page=0))
    await ctx.show(query, ctx.tr("onlist-choose", title=event.title, count=len(names)), keyboard(*rows, turn, [back]))


async def look(query: CallbackQuery, ctx: Context, sign_up_id: int) -> Entry | None:
    """One guest, noted as seen; else the reason is given or the consent to the work asked for."""
    found = await ctx.store.read(desk.look, sign_up_id, ctx.roles)
    if isinstance(found, ChangeOutcome):
        await refuse_change(query, ctx, 0, found)
        return None
    person = await ctx.require_work(query)
    if person is None:
        return None
    await ctx.store.write(looks.at_sign_ups, person.id, [sign_up_id], ctx.now)
    return found


@router.callback_query(DeskButton.filter(F.do == "show"))
async def show_guest(query: CallbackQuery, ctx: Context, callback_data: DeskButton) -> None:
    found = await look(query, ctx, callback_data.sign_up_id)
    if found is None:
        return
    remove = button(ctx.tr.plain("onlist-remove"), DeskButton(do="remove", sign_up_id=found.id))
    first = [button(ctx.tr.plain("onlist-first-button"), DeskButton(do="first", sign_up_id=found.id))]
    back = button(ctx.tr.plain("onlist-back"), DeskPage(event_id=found.event.id, page=0))
    text = ctx.tr("onlist-one", name=one_line(found.name) or "–", title=found.event.title, place=found.place or 0)
    await ctx.show(query, text, keyboard(first if (found.place or 0) > 1 else [], [remove], [back]))


@router.callback_query(DeskButton.filter(F.do.in_(DEEDS)))
async def ask_reason(query: CallbackQuery, ctx: Context, callback_data: DeskButton) -> None:
    found = await look(query, ctx, callback_data.sign_up_id)
    if found is None:
        return
    text = ctx.tr(QUESTIONS[callback_data.do], name=one_line(found.name) or "–")
    back = button(ctx.tr.plain("button-cancel"), DeskButton(do="show", sign_up_id=found.id))
    chosen = {"sign_up_id": found.id, "event_id": found.event.id, "do": callback_data.do}
    await ctx.ask(query, Reasoning.reason, text, keyboard([back]), **chosen)


@router.message(StateFilter(Reasoning.reason), Typed())
async def take_reason(message: Message, ctx: Context, typed: str) -> None:
    data, reason = await ctx.state.get_data(), one_line(typed)
    if not says_something(reason) or len(reason) > REASON_MAX:
        await ctx.refuse(message, "onlist-no-reason")
        return
    await ctx.state.clear()
    do, event_id, sign_up_id = data.get("do", "remove"), data.get("event_id", 0), data.get("sign_up_id", 0)
    outcome = await ctx.store.write(DEEDS[do], sign_up_id, ctx.roles, ctx.person_id, reason, ctx.now)
    if outcome is not ChangeOutcome.DONE:
        await refuse_change(message, ctx, event_id, outcome)
        return
    log.info("sign-up changed by a coordinator", event_id=event_id, person_id=ctx.person_id, what=do)
    back = button(ctx.tr.plain("onlist-back"), DeskPage(event_id=event_id, page=0))
    card = button(ctx.tr.plain("event-open"), EventButton(do="card", event_id=event_id))
    await ctx.show(message, ctx.tr(DONE[do]), keyboard([back], [card]))


@router.message(StateFilter(Reasoning.reason))
async def want_words(message: Message, ctx: Context) -> None:
    await ctx.answer_once(message, ctx.tr("want-words"))
