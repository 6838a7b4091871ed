"""A coordinator: what waits → question → [answer] → text → preview → [send].

What was typed is kept until it is sent."""

from datetime import datetime

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.config import Settings
from bot.domain.people import Person, Purpose, Role, Visitor, coordinates_somewhere
from bot.domain.questions import ANSWER_MAX, AnswerOutcome
from bot.i18n import Translator
from handlers.questions.inbox_views import DeskButton, card, preview
from handlers.questions.views import DeskPage, to_topics
from handlers.shared.screens import (
    Open,
    Pressed,
    Said,
    Typed,
    agreed_words,
    ask,
    ask_consent,
    button,
    keyboard,
    pager,
    show,
    to_menu,
)
from storage.core.db import Store
from storage.law import municipalities
from storage.people import people
from storage.questions import questions
from storage.questions.questions import Asked

PAGE_SIZE = 6
ON_A_BUTTON = 44
REFUSALS = {
    AnswerOutcome.GONE: "desk-gone",
    AnswerOutcome.FORBIDDEN: "desk-foreign",
    AnswerOutcome.ALREADY: "desk-already",
}


class Answering(StatesGroup):
    text = State()


router = Router(name="questions.inbox")
router.message.filter(Said(states=Answering))
router.callback_query.filter(Pressed(DeskPage, DeskButton))


@router.callback_query(DeskPage.filter())
async def show_waiting(
    query: CallbackQuery, callback_data: DeskPage, store: Store, tr: Translator, roles: frozenset[Role]
) -> None:
    await put_waiting(query, callback_data.page, store, tr, roles)


async def put_waiting(
    query: CallbackQuery, page: int, store: Store, tr: Translator, roles: frozenset[Role], done: str = ""
) -> None:
    """A page of open questions; `done` is an alert that says what has just happened."""
    if not coordinates_somewhere(roles):
        await query.answer(tr.plain("not-allowed"), show_alert=True)
        return
    found, total = await store.read(questions.waiting, roles, page * PAGE_SIZE, PAGE_SIZE)
    rows = [[button(each.text[:ON_A_BUTTON], DeskButton(do="card", question=each.id))] for each in found]
    turn = pager(tr, page, -(-total // PAGE_SIZE), DeskPage)
    await show(query, tr("desk-waiting", count=total), keyboard(*rows, turn, [to_topics(tr), to_menu(tr)]), done)


@router.callback_query(DeskButton.filter(F.do == "card"))
async def show_card(
    query: CallbackQuery,
    callback_data: DeskButton,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    roles: frozenset[Role],
) -> None:
    seen = await look(query, callback_data.question, store, tr, person, roles)
    if seen:
        names = {each.slug: each.name for each in await store.read(municipalities.all_municipalities)}
        await show(query, *card(tr, seen, names, person.zone if person else settings.timezone))


async def look(
    event: Message | CallbackQuery,
    question_id: int,
    store: Store,
    tr: Translator,
    person: Person | None,
    roles: frozenset[Role],
) -> Asked | None:
    """The question, if these roles may see it; otherwise they are told why not."""
    seen = await store.read(questions.look, question_id, roles, person.id if person else None)
    if isinstance(seen, Asked):
        return seen
    await refuse(event, tr, seen, roles)
    return None


async def refuse(
    event: Message | CallbackQuery, tr: Translator, outcome: AnswerOutcome, roles: frozenset[Role]
) -> None:
    key = REFUSALS[outcome] if coordinates_somewhere(roles) else "not-allowed"
    if isinstance(event, Message):
        await event.answer(tr(key), reply_markup=keyboard([to_menu(tr)]))
    else:
        await event.answer(tr.plain(key), show_alert=True)


@router.callback_query(DeskButton.filter(F.do == "answer"))
async def begin(
    query: CallbackQuery,
    callback_data: DeskButton,
    state: FSMContext,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    roles: frozenset[Role],
) -> None:
    seen = await look(query, callback_data.question, store, tr, person, roles)
    if seen is None:
        return
    if not seen.question.is_open:
        await refuse(query, tr, AnswerOutcome.ALREADY, roles)
    elif person is None or not person.agreed(Purpose.WORK):
        agree = DeskButton(do="agree", question=callback_data.question)
        back = DeskButton(do="card", question=callback_data.question)
        await ask_consent(query, tr, settings, Purpose.WORK, agree, back)
    else:
        cancel = button(tr.plain("button-cancel"), DeskButton(do="card", question=seen.question.id))
        text = tr("desk-ask-answer", text=seen.question.text)
        await ask(query, state, Answering.text, text, keyboard([cancel]), question_id=seen.question.id)


@router.callback_query(DeskButton.filter(F.do == "agree"))
async def agree_and_answer(
    query: CallbackQuery,
    callback_data: DeskButton,
    state: FSMContext,
    store: Store,
    tr: Translator,
    settings: Settings,
    visitor: Visitor,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    """The consent, then the answer; for a question that cannot be answered, nobody need agree."""
    seen = await look(query, callback_data.question, store, tr, person, roles)
    if seen is None:
        return
    words = agreed_words(query, tr, settings, Purpose.WORK)
    if words and seen.question.is_open:
        person = await store.write(people.agree, visitor, Purpose.WORK, words, tr.locale, settings.timezone, now)
    await begin(query, callback_data, state, store, tr, settings, person, roles)


@router.message(StateFilter(Answering), Typed())
async def take_answer(
    message: Message,
    typed: str,
    state: FSMContext,
    store: Store,
    tr: Translator,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    question_id = (await state.get_data()).get("question_id", 0)
    if len(typed) > ANSWER_MAX:
        back = keyboard([button(tr.plain("button-cancel"), DeskButton(do="card", question=question_id))])
        await message.answer(tr("too-long", typed=len(typed), most=ANSWER_MAX), reply_markup=back)
        return
    await state.clear()
    if person is None or not person.agreed(Purpose.WORK):
        await refuse(message, tr, AnswerOutcome.GONE, roles)
        return
    outcome = await store.write(questions.write, question_id, roles, person.id, typed, now)
    if outcome is not AnswerOutcome.DONE:
        await refuse(message, tr, outcome, roles)
        return
    await show(message, *preview(tr, question_id, typed))


@router.message(StateFilter(Answering))
async def want_words(message: Message, tr: Translator) -> None:
    await message.answer(
        tr("want-words"), reply_markup=keyboard([button(tr.plain("button-cancel"), Open(place="faq"))])
    )


@router.callback_query(DeskButton.filter(F.do == "send"))
async def send(
    query: CallbackQuery,
    callback_data: DeskButton,
    store: Store,
    tr: Translator,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    outcome = AnswerOutcome.GONE
    if person and person.agreed(Purpose.WORK):
        outcome = await store.write(questions.answer, callback_data.question, roles, person.id, now)
    if outcome is not AnswerOutcome.DONE:
        await refuse(query, tr, outcome, roles)
        return
    await put_waiting(query, 0, store, tr, roles, tr.plain("desk-sent"))
