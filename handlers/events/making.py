"""/new_event → title → when → place → seats → about → review → [publish]; [move].

The draft is a row as soon as it has a title: nothing typed is lost. Any answer can be changed on the review card.
"""

from datetime import datetime
from typing import Any

from aiogram import F, Router
from aiogram.filters import Command, StateFilter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.config import Settings
from bot.domain.events import ChangeOutcome, EventStatus
from bot.domain.people import Person, Purpose, Role, Visitor, coordinates_somewhere, may_coordinate, own_scope
from bot.i18n import Translator
from handlers.common import (
    Open,
    Pressed,
    Said,
    Typed,
    agreed_words,
    ask,
    ask_consent,
    button,
    keyboard,
    zone_name,
)
from handlers.events.questions import NEXT, QUESTIONS, Making, Unclear
from handlers.events.reviewing import put_review, refuse
from handlers.events.screens import EventButton, MakeButton
from storage import events, people
from storage.db import Store

router = Router(name="events.making")
router.message.filter(Said("new_event", states=Making))
router.callback_query.filter(Pressed(MakeButton))

# Only what has a button to skip it may be skipped.
SKIPS = {f"no-{name}" for name, question in QUESTIONS.items() if question.skip}


@router.message(Command("new_event"))
@router.callback_query(MakeButton.filter(F.do == "new"))
async def begin(
    event: Message | CallbackQuery,
    state: FSMContext,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    roles: frozenset[Role],
) -> None:
    if not coordinates_somewhere(roles):
        await refuse(event, tr, ChangeOutcome.FORBIDDEN)
    elif person is None or not person.agreed(Purpose.WORK):
        agree = MakeButton(do="agree", event_id=0)
        await ask_consent(event, tr, settings, Purpose.WORK, agree, Open(place="events"))
    else:
        await put_question(event, "title", 0, state, tr, settings, chain=True)


@router.callback_query(MakeButton.filter(F.do == "agree"))
async def agree_and_begin(
    query: CallbackQuery,
    state: FSMContext,
    store: Store,
    tr: Translator,
    settings: Settings,
    visitor: Visitor,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    if not coordinates_somewhere(roles):
        await refuse(query, tr, ChangeOutcome.FORBIDDEN)
        return
    shown = agreed_words(query, tr, settings, Purpose.WORK)
    if shown is None:
        await begin(query, state, tr, settings, person, roles)
        return
    await store.write(people.agree, visitor, Purpose.WORK, shown, tr.locale, settings.timezone, now)
    await put_question(query, "title", 0, state, tr, settings, chain=True)


async def put_question(
    event: Message | CallbackQuery,
    name: str,
    event_id: int,
    state: FSMContext,
    tr: Translator,
    settings: Settings,
    *,
    chain: bool,
    way_out: CallbackData | None = None,
) -> None:
    """Ask for one field; `chain` tells to ask the next one after it, instead of going back to the review.

    `way_out` is where [cancel] leads: to the review by default, without an event yet to the list.
    """
    question = QUESTIONS[name]
    skip = [button(tr.plain(question.skip), MakeButton(do=f"no-{name}", event_id=event_id))] if question.skip else []
    way_out = way_out or (MakeButton(do="review", event_id=event_id) if event_id else Open(place="events"))
    buttons = keyboard(skip, [button(tr.plain("button-cancel"), way_out)])
    text = tr(question.key, zone=zone_name(tr, settings.timezone))
    await ask(event, state, question.state, text, buttons, event_id=event_id, chain=chain)


@router.message(StateFilter(Making), Typed())
async def take_answer(
    message: Message,
    typed: str,
    raw_state: str,
    state: FSMContext,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    name = raw_state.split(":")[-1]
    answer = await QUESTIONS[name].read(typed, tr, now, settings.timezone)
    if isinstance(answer, Unclear):
        await message.answer(tr(answer.key, **answer.values))
        return
    data = await state.get_data()
    if not data.get("event_id") and person and coordinates_somewhere(roles):
        scope = own_scope(roles)
        data["event_id"] = await store.write(events.draft, answer, scope, settings.timezone, person.id, now)
        await go_on(message, name, data, state, store, tr, settings)
        return
    await save(message, name, answer, data, state, store, tr, settings, roles, now)


@router.message(StateFilter(Making))
async def want_words(message: Message, tr: Translator) -> None:
    await message.answer(tr("want-words"))


@router.callback_query(
    MakeButton.filter(F.do.in_({f"no-{name}" for name, question in QUESTIONS.items() if question.skip}))
)
async def skip_question(
    query: CallbackQuery,
    callback_data: MakeButton,
    state: FSMContext,
    store: Store,
    tr: Translator,
    settings: Settings,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    name = callback_data.do.removeprefix("no-")
    data = {"chain": (await state.get_data()).get("chain", False), "event_id": callback_data.event_id}
    await save(query, name, QUESTIONS[name].nothing, data, state, store, tr, settings, roles, now)


async def save(
    event: Message | CallbackQuery,
    name: str,
    answer: Any,
    data: dict[str, Any],
    state: FSMContext,
    store: Store,
    tr: Translator,
    settings: Settings,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    column, event_id = QUESTIONS[name].column, data.get("event_id", 0)
    outcome = await store.write(events.change, event_id, roles, column, answer, now)
    if outcome is ChangeOutcome.DONE:
        await go_on(event, name, data, state, store, tr, settings)
    elif outcome is ChangeOutcome.PAST and isinstance(event, Message):
        await event.answer(tr("make-past-typed", when=tr.when(answer)))
    else:
        await state.clear()
        await refuse(event, tr, outcome)


async def go_on(
    event: Message | CallbackQuery,
    name: str,
    data: dict[str, Any],
    state: FSMContext,
    store: Store,
    tr: Translator,
    settings: Settings,
) -> None:
    """The next question, or the review card after the last one."""
    if data.get("chain") and name in NEXT:
        await put_question(event, NEXT[name], data["event_id"], state, tr, settings, chain=True)
        return
    await state.clear()
    await put_review(event, data["event_id"], store, tr)


@router.callback_query(MakeButton.filter(F.do.in_({*QUESTIONS, "move"})))
async def change_field(
    query: CallbackQuery,
    callback_data: MakeButton,
    state: FSMContext,
    store: Store,
    tr: Translator,
    settings: Settings,
    roles: frozenset[Role],
) -> None:
    """Ask one field again, from the review card or, to move a published event, from its own."""
    event = await store.read(events.get, callback_data.event_id)
    if event is None or not may_coordinate(roles, event.scope):
        await refuse(query, tr, ChangeOutcome.GONE if event is None else ChangeOutcome.FORBIDDEN)
        return
    name = "when" if callback_data.do == "move" else callback_data.do
    card = None if event.status is EventStatus.DRAFT else EventButton(do="card", event_id=event.id)
    await put_question(query, name, event.id, state, tr, settings, chain=False, way_out=card)
