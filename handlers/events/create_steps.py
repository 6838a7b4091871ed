"""Title → when → place → seats → about → review → [publish]: the questions of `beginning`, one after another.

The draft is a row as soon as it has a title: nothing typed is lost. Any answer can be changed on the review card.
"""

from datetime import datetime

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.config import Settings
from bot.domain.events import ChangeOutcome, EventStatus
from bot.domain.people import Person, Role, own_scope
from bot.i18n import Translator
from handlers.events.fields import NEXT, QUESTIONS, Making, Unclear
from handlers.events.review import own_event, put_review, refuse
from handlers.events.views import MakeButton
from handlers.shared.screens import Open, Pressed, Said, Typed, answer_once, ask, button, keyboard, zone_name
from storage.core.db import Store
from storage.events import events

router = Router(name="events.create_steps")
router.message.filter(Said(states=Making))
router.callback_query.filter(Pressed(MakeButton))

# Only what has a button to skip it may be skipped.
SKIPS = {f"no-{name}" for name, question in QUESTIONS.items() if question.skip}


async def put_question(
    event: Message | CallbackQuery,
    name: str,
    event_id: int,
    state: FSMContext,
    tr: Translator,
    settings: Settings,
    *,
    chain: bool,
    slug: str = "",
    head: Markup | None = None,
) -> None:
    """Ask for one field; `chain` tells to ask the next one after it, instead of going back to the review.

    `slug` is the municipality of an event that is no row yet, empty for the whole region; `head` stands above.
    """
    question = QUESTIONS[name]
    text = tr(question.key, zone=zone_name(tr, settings.timezone))
    text = Markup("\n\n").join([head, text]) if head else text
    buttons = question_buttons(tr, name, event_id)
    await ask(event, state, question.state, text, buttons, event_id=event_id, chain=chain, slug=slug)


def question_buttons(tr: Translator, name: str, event_id: int) -> InlineKeyboardMarkup:
    """What else one may do than answer: skip, if the question allows it, or go back."""
    key = QUESTIONS[name].skip
    skip = [button(tr.plain(key), MakeButton(do=f"no-{name}", event_id=event_id))] if key else []
    way_out = MakeButton(do="review", event_id=event_id) if event_id else Open(place="events")
    return keyboard(skip, [button(tr.plain("button-cancel"), way_out)])


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
    name, data = raw_state.split(":")[-1], await state.get_data()
    event_id = data.get("event_id", 0)
    answer = await QUESTIONS[name].read(typed, tr, now, settings.timezone)
    if isinstance(answer, Unclear):
        await message.answer(tr(answer.key, **answer.values), reply_markup=question_buttons(tr, name, event_id))
        return
    if name == "title" and not event_id and person:
        slug = data.get("slug") or own_scope(roles)
        outcome, event_id = await store.write(events.draft, roles, answer, slug, settings.timezone, person.id, now)
    else:
        outcome = await store.write(events.change, event_id, roles, QUESTIONS[name].column, answer, now)
    if outcome is ChangeOutcome.PAST:
        text = tr("make-past-typed", when=tr.when(answer))
        await message.answer(text, reply_markup=question_buttons(tr, name, event_id))
        return
    understood = tr("make-understood", when=tr.when(answer)) if name == "when" else None
    await go_on(message, outcome, name, event_id, state, store, tr, settings, roles, now, understood)


@router.message(StateFilter(Making))
async def want_words(message: Message, raw_state: str, state: FSMContext, tr: Translator) -> None:
    event_id = (await state.get_data()).get("event_id", 0)
    await answer_once(message, state, tr("want-words"), question_buttons(tr, raw_state.split(":")[-1], event_id))


@router.callback_query(MakeButton.filter(F.do.in_(SKIPS)))
async def skip_question(
    query: CallbackQuery,
    callback_data: MakeButton,
    raw_state: str | None,
    state: FSMContext,
    store: Store,
    tr: Translator,
    settings: Settings,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    """An answer too. A button of a question that was answered before, while the next one is open, changes nothing."""
    name, event_id = callback_data.do.removeprefix("no-"), callback_data.event_id
    question = QUESTIONS[name]
    asked = raw_state, (await state.get_data()).get("event_id", 0)
    if raw_state in Making.__all_states_names__ and asked != (question.state.state, event_id):
        await query.answer(tr.plain("make-answered"), show_alert=True)
        return
    outcome = await store.write(events.change, event_id, roles, question.column, question.nothing, now)
    await go_on(query, outcome, name, event_id, state, store, tr, settings, roles, now)


async def go_on(
    event: Message | CallbackQuery,
    outcome: ChangeOutcome,
    name: str,
    event_id: int,
    state: FSMContext,
    store: Store,
    tr: Translator,
    settings: Settings,
    roles: frozenset[Role],
    now: datetime,
    understood: Markup | None = None,
) -> None:
    """The next question, under what was understood of the last answer; after the last one the review card."""
    chain = (await state.get_data()).get("chain", False)
    if outcome is ChangeOutcome.DONE and chain and name in NEXT:
        await put_question(event, NEXT[name], event_id, state, tr, settings, chain=True, head=understood)
        return
    await state.clear()
    if outcome is ChangeOutcome.DONE:
        await put_review(event, event_id, store, tr, roles, now)
    else:
        await refuse(event, tr, outcome)


@router.callback_query(MakeButton.filter(F.do.in_(QUESTIONS)))
async def change_field(
    query: CallbackQuery,
    callback_data: MakeButton,
    state: FSMContext,
    store: Store,
    tr: Translator,
    settings: Settings,
    roles: frozenset[Role],
) -> None:
    """Ask one field of a draft again, from the review card."""
    event = await own_event(query, callback_data.event_id, store, tr, roles)
    if event is None:
        return
    if event.status is not EventStatus.DRAFT:
        await refuse(query, tr, ChangeOutcome.CLOSED)
        return
    await put_question(query, callback_data.do, event.id, state, tr, settings, chain=False)
