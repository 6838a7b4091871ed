"""paper → a question → an answer typed, pressed, kept or left out → the next one → the answers to be checked.

Answers are saved one by one: leaving and coming back, on any device, goes on at the first that is missing.
"""

from datetime import datetime

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from markupsafe import Markup

from bot.daysoff import days_off
from bot.domain.papers import interview
from bot.domain.papers.interview import AnswerProblem, SaveOutcome
from bot.domain.papers.kit import ASKS, Paper
from bot.domain.papers.questions import QUESTIONS, Value
from bot.domain.people import Person
from bot.i18n import Texts, Translator
from handlers.papers.parse import Reading, Unclear, read
from handlers.papers.views import AnswerButton, OptionButton, decision_screen, question_screen, review_screen
from handlers.papers.workspace import Desk, guesses, read_desk, refuse, short, spoken, sure_forms
from handlers.shared.buttons import PaperButton
from handlers.shared.screens import Pressed, Said, ask, keyboard, show, to_menu
from storage import papers
from storage.cases import interview_answers
from storage.core.db import Store

SAVED_MAX = 200


class Interview(StatesGroup):
    answer = State()


router = Router(name="papers.interview")
router.message.filter(Said(states=Interview))
router.callback_query.filter(Pressed(PaperButton, AnswerButton, OptionButton))

PROBLEMS = {
    AnswerProblem.TOO_SMALL: "paper-too-small",
    AnswerProblem.TOO_LARGE: "paper-too-large",
    AnswerProblem.MORE_CAME_THAN_LIVE: "paper-more-came",
    AnswerProblem.MORE_CAME_THAN_ELECTED: "paper-more-delegates",
    AnswerProblem.MORE_REPRESENTED_THAN_LIVE: "paper-more-represented",
    AnswerProblem.AGES_CONTRADICT: "paper-ages-contradict",
    AnswerProblem.PAST: "paper-past",
}


@router.callback_query(PaperButton.filter(F.do == "open"))
async def open_paper(
    query: CallbackQuery,
    callback_data: PaperButton,
    state: FSMContext,
    store: Store,
    tr: Translator,
    texts: Texts,
    person: Person | None,
    now: datetime,
) -> None:
    desk = await read_desk(callback_data.case_id, callback_data.paper, store, tr, texts.choose("ru"), person, now)
    await (go_on(query, desk, state) if desk else refuse(query, tr))


@router.callback_query(PaperButton.filter(F.do == "review"))
async def review(
    query: CallbackQuery,
    callback_data: PaperButton,
    store: Store,
    tr: Translator,
    texts: Texts,
    person: Person | None,
    now: datetime,
) -> None:
    desk = await read_desk(callback_data.case_id, callback_data.paper, store, tr, texts.choose("ru"), person, now)
    await (show(query, *review_screen(desk)) if desk else refuse(query, tr))


async def go_on(event: Message | CallbackQuery, desk: Desk, state: FSMContext, note: Markup | None = None) -> None:
    """The next question, or the answers to be checked when nothing is left to ask."""
    name = interview.next_question(desk.paper, desk.dossier.answers, desk.ages)
    if name:
        await put_question(event, name, desk, state, note)
        return
    await state.clear()
    text, buttons = review_screen(desk)
    await show(event, Markup("\n\n").join([note, text]) if note else text, buttons)


async def put_question(
    event: Message | CallbackQuery, name: str, desk: Desk, state: FSMContext, note: Markup | None = None
) -> None:
    """Ask, with the answer that stands on offer. The version that was shown goes into the state."""
    text, buttons = question_screen(desk, name, await guesses(desk, name))
    if note:
        text = Markup("\n\n").join([note, text])
    seen, case_id = desk.version(name), desk.dossier.case_id
    await ask(event, state, Interview.answer, text, buttons, case_id=case_id, paper=desk.paper, name=name, seen=seen)


@router.message(StateFilter(Interview))
async def take_answer(
    message: Message,
    state: FSMContext,
    store: Store,
    tr: Translator,
    texts: Texts,
    person: Person | None,
    now: datetime,
) -> None:
    """Whatever comes is answered: what cannot be taken with the reason and the same question, with its buttons."""
    data = await state.get_data()
    name = data.get("name")
    if name not in QUESTIONS or name not in ASKS.get(data.get("paper", ""), ()):
        await state.clear()
        await message.answer(tr("paper-mine-is-gone"), reply_markup=keyboard([to_menu(tr)]))
        return
    desk = await read_desk(data["case_id"], Paper(data["paper"]), store, tr, texts.choose("ru"), person, now)
    if desk is None:
        await state.clear()
        await refuse(message, tr)
        return
    value = await read(message.text or "", Reading(name, tr, now, desk.dossier.zone))
    if isinstance(value, Unclear):
        await put_question(message, name, desk, state, tr(value.key, **value.values))
    elif found := interview.problem(name, value, desk.dossier.answers, desk.paper, desk.local_now):
        await put_question(message, name, desk, state, why(desk, name, value, found))
    else:
        await save(message, name, value, data["seen"], desk, state, store)


def why(desk: Desk, name: str, value: Value, found: AnswerProblem) -> Markup:
    """Why an answer cannot be true, next to what was said before."""
    _, bound = interview.bound_of(name, found, desk.dossier.answers) or ("", 0)
    question = QUESTIONS[name]
    return desk.tr(
        PROBLEMS[found],
        least=question.least,
        most=question.most,
        bound=bound,
        when=spoken(desk.tr, name, value) if found is AnswerProblem.PAST else "",
    )


async def save(
    event: Message | CallbackQuery,
    name: str,
    value: Value | None,
    seen: int,
    desk: Desk,
    state: FSMContext,
    store: Store,
) -> None:
    """Save, say back what was understood, go on; two answers at once are shown to who came later."""
    case_id = desk.dossier.case_id
    forms = await sure_forms(name, value)
    holidays = days_off(desk.now.date())
    outcome = await store.write(papers.save, case_id, desk.person.id, name, value, seen, holidays, desk.now, forms)
    newer = await read_desk(case_id, desk.paper, store, desk.tr, desk.russian, desk.person, desk.now)
    if outcome is SaveOutcome.FORBIDDEN or newer is None:
        await refuse(event, desk.tr)
    elif outcome is SaveOutcome.CHANGED_MEANWHILE:
        # The answer waits in the state, swept within a day: nobody should have to type a page twice.
        by = await store.read(interview_answers.author, case_id, name)
        seen, (text, buttons) = newer.version(name), decision_screen(newer, name, value, by)
        await ask(
            *(event, state, Interview.answer, text, buttons),
            case_id=case_id,
            paper=desk.paper,
            name=name,
            seen=seen,
            mine=value,
        )
    else:
        await go_on(event, newer, state, desk.tr("paper-saved-so", answer=short(newer.said(name), SAVED_MAX)))


@router.callback_query(AnswerButton.filter())
async def press_answer(
    query: CallbackQuery,
    callback_data: AnswerButton,
    state: FSMContext,
    store: Store,
    tr: Translator,
    texts: Texts,
    person: Person | None,
    now: datetime,
) -> None:
    name = callback_data.question
    desk = await read_desk(callback_data.case_id, callback_data.paper, store, tr, texts.choose("ru"), person, now)
    if desk is None:
        await refuse(query, tr)
    elif name not in desk.asked:
        await go_on(query, desk, state)
    elif callback_data.do == "keep" and name in desk.dossier.answers:
        await save(query, name, desk.value(name), desk.version(name), desk, state, store)
    else:
        await take_pressed(query, callback_data, desk, state, store)


async def take_pressed(
    query: CallbackQuery, pressed: AnswerButton, desk: Desk, state: FSMContext, store: Store
) -> None:
    """[skip], [mine], a guess: only of the question that is open. An old message's button asks it anew."""
    data = await state.get_data()
    found: list[Value | None] = []
    if is_open(data, pressed):
        if pressed.do == "skip":
            found = [None]
        elif pressed.do == "mine" and "mine" in data:
            found = [data["mine"]]
        elif pressed.do.startswith("g") and pressed.do[1:].isdecimal():
            found = [*(await guesses(desk, pressed.question))[int(pressed.do[1:]) :][:1]]
    if not found:
        note = desk.tr("paper-mine-is-gone") if pressed.do == "mine" else None
        await put_question(query, pressed.question, desk, state, note)
        return
    await take_value(query, pressed.question, found[0], data["seen"], desk, state, store)


def is_open(data: dict[str, object], pressed: AnswerButton | OptionButton) -> bool:
    return (pressed.case_id, pressed.paper, pressed.question) == (
        data.get("case_id"),
        data.get("paper"),
        data.get("name"),
    )


async def take_value(
    query: CallbackQuery,
    name: str,
    value: Value | None,
    seen: int,
    desk: Desk,
    state: FSMContext,
    store: Store,
) -> None:
    """A pressed answer is looked at like a typed one."""
    found = None
    if value is not None:
        found = interview.problem(name, value, desk.dossier.answers, desk.paper, desk.local_now)
    if found and value is not None:
        await put_question(query, name, desk, state, why(desk, name, value, found))
    else:
        await save(query, name, value, seen, desk, state, store)


@router.callback_query(OptionButton.filter())
async def choose(
    query: CallbackQuery,
    callback_data: OptionButton,
    state: FSMContext,
    store: Store,
    tr: Translator,
    texts: Texts,
    person: Person | None,
    now: datetime,
) -> None:
    name = callback_data.question
    desk = await read_desk(callback_data.case_id, callback_data.paper, store, tr, texts.choose("ru"), person, now)
    if desk is None:
        await refuse(query, tr)
    elif name not in desk.asked or callback_data.option not in QUESTIONS[name].options:
        await go_on(query, desk, state)
    elif not is_open(data := await state.get_data(), callback_data):
        await put_question(query, name, desk, state)
    else:
        await save(query, name, callback_data.option, data["seen"], desk, state, store)
