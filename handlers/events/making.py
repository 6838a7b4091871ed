"""/new_event → title → when → place → seats → about → review → [publish]; moving and calling off.

The draft is a row as soon as it has a title: nothing typed is lost. Any answer can be changed on the review card.
"""

from datetime import datetime
from typing import Any

from aiogram import Bot, F, Router
from aiogram.filters import Command, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.config import Settings
from bot.domain.events import Attendance, ChangeOutcome, Event, EventStatus
from bot.domain.people import Person, Purpose, Role, Visitor, coordinates_somewhere, may_coordinate, own_scope
from bot.i18n import Translator
from handlers.common import (
    Open,
    Pressed,
    Said,
    Typed,
    ask,
    ask_consent,
    button,
    consent_hash,
    keyboard,
    show,
    to_menu,
    zone_name,
)
from handlers.events.questions import NEXT, QUESTIONS, Making, Unclear
from handlers.events.screens import EventButton, MakeButton, card
from storage import events, people
from storage.db import Store

router = Router(name="events.making")
router.message.filter(Said("new_event", states=Making))
router.callback_query.filter(Pressed(MakeButton))

REFUSALS = {
    ChangeOutcome.FORBIDDEN: "not-allowed",
    ChangeOutcome.GONE: "event-gone",
    ChangeOutcome.CLOSED: "make-closed",
    ChangeOutcome.INCOMPLETE: "make-incomplete",
    ChangeOutcome.PAST: "make-past",
}


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
    roles: frozenset[Role],
    now: datetime,
) -> None:
    if not coordinates_somewhere(roles):
        await refuse(query, tr, ChangeOutcome.FORBIDDEN)
        return
    shown = consent_hash(tr, settings, Purpose.WORK)
    await store.write(people.agree, visitor, Purpose.WORK, shown, tr.locale, settings.timezone, now)
    await put_question(query, "title", 0, state, tr, settings, chain=True)


async def refuse(event: Message | CallbackQuery, tr: Translator, outcome: ChangeOutcome) -> None:
    if isinstance(event, Message):
        await event.answer(tr(REFUSALS[outcome]), reply_markup=keyboard([to_menu(tr)]))
    else:
        await event.answer(tr.plain(REFUSALS[outcome]), show_alert=True)


async def put_question(
    event: Message | CallbackQuery,
    name: str,
    event_id: int,
    state: FSMContext,
    tr: Translator,
    settings: Settings,
    *,
    chain: bool,
) -> None:
    """Ask for one field; `chain` tells to ask the next one after it, instead of going back to the review."""
    question = QUESTIONS[name]
    skip = [button(tr.plain(question.skip), MakeButton(do=f"no-{name}", event_id=event_id))] if question.skip else []
    way_out = MakeButton(do="review", event_id=event_id) if event_id else Open(place="events")
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


@router.callback_query(MakeButton.filter(F.do.in_({f"no-{name}" for name in QUESTIONS})))
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


@router.callback_query(MakeButton.filter(F.do == "drafts"))
async def list_drafts(query: CallbackQuery, store: Store, tr: Translator, person: Person | None) -> None:
    found = await store.read(events.drafts, person.id) if person else []
    rows = [[button(draft.title[:40], MakeButton(do="review", event_id=draft.id))] for draft in found]
    back = button(tr.plain("event-to-list"), Open(place="events"))
    await show(query, tr("make-drafts", count=len(found)), keyboard(*rows, [back]))


@router.callback_query(MakeButton.filter(F.do == "review"))
async def review(
    query: CallbackQuery, callback_data: MakeButton, store: Store, tr: Translator, roles: frozenset[Role]
) -> None:
    event = await store.read(events.get, callback_data.event_id)
    if event is None or not may_coordinate(roles, event.scope):
        await refuse(query, tr, ChangeOutcome.GONE if event is None else ChangeOutcome.FORBIDDEN)
        return
    await put_review(query, event.id, store, tr)


async def put_review(event: Message | CallbackQuery, event_id: int, store: Store, tr: Translator) -> None:
    """The card as people will see it, with what a coordinator may still do to it."""
    found = await store.read(events.get, event_id)
    if found is None:
        await refuse(event, tr, ChangeOutcome.GONE)
        return
    head = "make-review" if found.status is EventStatus.DRAFT else "make-changed"
    await show(event, Markup("\n\n").join([tr(head), card(tr, Attendance(found))]), review_buttons(tr, found))


def review_buttons(tr: Translator, event: Event) -> InlineKeyboardMarkup:
    def to(do: str, key: str) -> Any:
        return button(tr.plain(key), MakeButton(do=do, event_id=event.id))

    back = button(tr.plain("event-to-list"), Open(place="events"))
    if event.status is not EventStatus.DRAFT:
        return keyboard([button(tr.plain("event-open"), EventButton(do="card", event_id=event.id))], [back])
    edits = [to(name, question.button) for name, question in QUESTIONS.items()]
    publish = [to("publish", "make-publish")] if event.is_complete() else []
    return keyboard(publish, edits[:3], edits[3:], [to("stop", "make-discard")], [back])


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
    await put_question(query, name, event.id, state, tr, settings, chain=False)


@router.callback_query(MakeButton.filter(F.do == "publish"))
async def publish(
    query: CallbackQuery,
    callback_data: MakeButton,
    bot: Bot,
    store: Store,
    tr: Translator,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    event_id = callback_data.event_id
    outcome = await store.write(events.publish, event_id, roles, now)
    if outcome is not ChangeOutcome.DONE:
        await refuse(query, tr, outcome)
        return
    me = await bot.me()
    text = tr("make-published", link=f"https://t.me/{me.username}?start=event_{event_id}")
    see = button(tr.plain("event-open"), EventButton(do="card", event_id=event_id))
    await show(query, text, keyboard([see], [button(tr.plain("event-to-list"), Open(place="events"))]))


@router.callback_query(MakeButton.filter(F.do == "stop"))
async def ask_before_stopping(
    query: CallbackQuery, callback_data: MakeButton, store: Store, tr: Translator, roles: frozenset[Role]
) -> None:
    event = await store.read(events.get, callback_data.event_id)
    if event is None or not may_coordinate(roles, event.scope):
        await refuse(query, tr, ChangeOutcome.GONE if event is None else ChangeOutcome.FORBIDDEN)
        return
    is_draft = event.status is EventStatus.DRAFT
    text = tr("make-discard-sure" if is_draft else "event-stop-sure", title=event.title, going=event.going)
    stop = button(tr.plain("make-discard" if is_draft else "event-stop"), MakeButton(do="stop-sure", event_id=event.id))
    back = MakeButton(do="review", event_id=event.id) if is_draft else EventButton(do="card", event_id=event.id)
    await show(query, text, keyboard([stop], [button(tr.plain("button-no"), back)]))


@router.callback_query(MakeButton.filter(F.do == "stop-sure"))
async def stop(
    query: CallbackQuery,
    callback_data: MakeButton,
    store: Store,
    tr: Translator,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    outcome = await store.write(events.call_off, callback_data.event_id, roles, now)
    if outcome is not ChangeOutcome.DONE:
        await refuse(query, tr, outcome)
        return
    await show(query, tr("event-stopped"), keyboard([button(tr.plain("event-to-list"), Open(place="events"))]))
