"""steps → step → [done] → when → number of the decision → step; [refused] → what to do; the guide of the step."""

from datetime import datetime, timedelta

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.config import Settings
from bot.daysoff import days_off
from bot.domain.cases import NUMBER_MAX, NUMBERED, Case, CaseOutcome, StepStatus, today
from bot.domain.founding import Step
from bot.domain.people import Person
from bot.i18n import Translator
from handlers.cases.dates import read_day
from handlers.cases.step_views import step_buttons, step_text
from handlers.cases.views import CaseStepButton, refuse, see, to_card, to_step
from handlers.shared.screens import Pressed, Said, Typed, ask, button, keyboard, show
from handlers.shared.step_names import STEPS
from storage.cases import cases
from storage.core.db import Store


class Noting(StatesGroup):
    day = State()
    number = State()


router = Router(name="cases.progress")
router.message.filter(Said(states=Noting))
router.callback_query.filter(Pressed(CaseStepButton))

ASK_DAY = {
    StepStatus.SENT: "case-ask-sent",
    StepStatus.DONE: "case-ask-done",
    StepStatus.REFUSED: "case-ask-refused",
}
# Statuses that happened on some day, and the same with "today" and "yesterday" said by the button.
DATED = frozenset(ASK_DAY)
DAYS_AGO = {f"{status}-{ago}": (status, ago) for status in ASK_DAY for ago in (0, 1)}


@router.callback_query(CaseStepButton.filter(F.do == "show"))
async def show_step(
    query: CallbackQuery,
    callback_data: CaseStepButton,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    now: datetime,
) -> None:
    await put_step(query, callback_data.case_id, callback_data.step, store, tr, settings, person, now)


async def put_step(
    event: Message | CallbackQuery,
    case_id: int,
    step: Step,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    now: datetime,
    alert: str = "",
) -> None:
    view = await see(case_id, person, store, tr, settings, now)
    if view is None:
        await refuse(event, tr)
        return
    await show(event, step_text(tr, view, step), step_buttons(tr, view, step), alert)


@router.callback_query(CaseStepButton.filter(F.do.in_({"guide", "refusal"})))
async def show_guide(
    query: CallbackQuery,
    callback_data: CaseStepButton,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    now: datetime,
) -> None:
    view = await see(callback_data.case_id, person, store, tr, settings, now)
    if view is None:
        await refuse(query, tr)
        return
    text = view.law.guide("refusal" if callback_data.do == "refusal" else callback_data.step)
    back = button(tr.plain("case-to-step"), to_step(view.case, callback_data.step))
    await show(query, text, keyboard([back], [to_card(tr, view.case.id)]))


@router.callback_query(CaseStepButton.filter(F.do.in_(DATED)))
async def ask_day(
    query: CallbackQuery,
    callback_data: CaseStepButton,
    state: FSMContext,
    store: Store,
    tr: Translator,
    person: Person | None,
) -> None:
    case = await store.read(cases.of_member, callback_data.case_id, person.id) if person else None
    if case is None:
        await refuse(query, tr)
        return
    status, step = StepStatus(callback_data.do), callback_data.step
    await ask(
        query, state, Noting.day, *day_question(tr, case, step, status), case_id=case.id, step=step, status=status
    )


def day_question(tr: Translator, case: Case, step: Step, status: StepStatus) -> tuple[Markup, InlineKeyboardMarkup]:
    days = [
        button(tr.plain("case-today"), to_step(case, step, f"{status}-0")),
        button(tr.plain("case-yesterday"), to_step(case, step, f"{status}-1")),
    ]
    cancel = [button(tr.plain("button-cancel"), to_step(case, step))]
    return tr(ASK_DAY[status], step=tr.plain(STEPS[step])), keyboard(days, cancel)


@router.callback_query(CaseStepButton.filter(F.do.in_({*DAYS_AGO, "skipped"})))
async def note_at_once(
    query: CallbackQuery,
    callback_data: CaseStepButton,
    state: FSMContext,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    now: datetime,
) -> None:
    case = await store.read(cases.of_member, callback_data.case_id, person.id) if person else None
    if case is None or person is None:
        await refuse(query, tr)
        return
    status, ago = DAYS_AGO.get(callback_data.do, (StepStatus.SKIPPED, 0))
    happened_on = today(case, now) - timedelta(days=ago)
    await store.write(
        cases.note, case.id, person.id, callback_data.step, status, happened_on, days_off(now.date()), now
    )
    await go_on(query, case.id, callback_data.step, status, state, store, tr, settings, person, now)


async def go_on(
    event: Message | CallbackQuery,
    case_id: int,
    step: Step,
    status: StepStatus,
    state: FSMContext,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person,
    now: datetime,
) -> None:
    """The number of a decision or a refusal is asked for; everything else is noted already."""
    await state.clear()
    if status is StepStatus.REFUSED or (status is StepStatus.DONE and step in NUMBERED):
        await put_number_question(event, case_id, step, state, tr)
        return
    await put_step(event, case_id, step, store, tr, settings, person, now, tr.plain("case-noted"))


async def put_number_question(
    event: Message | CallbackQuery, case_id: int, step: Step, state: FSMContext, tr: Translator
) -> None:
    skip = button(tr.plain("case-no-number"), CaseStepButton(do="show", case_id=case_id, step=step))
    await ask(event, state, Noting.number, tr("case-ask-number"), keyboard([skip]), case_id=case_id, step=step)


@router.callback_query(CaseStepButton.filter(F.do == "number"))
async def ask_number(
    query: CallbackQuery,
    callback_data: CaseStepButton,
    state: FSMContext,
    store: Store,
    tr: Translator,
    person: Person | None,
) -> None:
    case = await store.read(cases.of_member, callback_data.case_id, person.id) if person else None
    if case is None:
        await refuse(query, tr)
        return
    await put_number_question(query, case.id, callback_data.step, state, tr)


@router.callback_query(CaseStepButton.filter(F.do == "undo"))
async def take_back(
    query: CallbackQuery,
    callback_data: CaseStepButton,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    now: datetime,
) -> None:
    case_id, step = callback_data.case_id, callback_data.step
    if person is not None:
        await store.write(cases.forget, case_id, person.id, step, days_off(now.date()), now)
    await put_step(query, case_id, step, store, tr, settings, person, now, tr.plain("case-undone"))


@router.message(StateFilter(Noting.day), Typed())
async def take_day(
    message: Message,
    typed: str,
    state: FSMContext,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    now: datetime,
) -> None:
    """A day that is none, or lies ahead, is asked for again with the same buttons."""
    data = await state.get_data()
    case = await store.read(cases.of_member, data.get("case_id", 0), person.id) if person else None
    if case is None or person is None:
        await state.clear()
        await refuse(message, tr)
        return
    step, status = Step(data["step"]), StepStatus(data["status"])
    day = await read_day(typed, tr, today(case, now))
    text, buttons = day_question(tr, case, step, status)
    if day is None:
        await show(message, Markup("\n\n").join([tr("case-no-day"), text]), buttons)
        return
    outcome = await store.write(cases.note, case.id, person.id, step, status, day, days_off(now.date()), now)
    if outcome is CaseOutcome.AHEAD:
        await show(message, Markup("\n\n").join([tr("case-day-ahead", day=tr.day(day)), text]), buttons)
        return
    await go_on(message, case.id, step, status, state, store, tr, settings, person, now)


@router.message(StateFilter(Noting.number), Typed())
async def take_number(
    message: Message,
    typed: str,
    state: FSMContext,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    now: datetime,
) -> None:
    data = await state.get_data()
    if len(typed) > NUMBER_MAX:
        await message.answer(tr("too-long", typed=len(typed), most=NUMBER_MAX))
        return
    await state.clear()
    case_id, step = data.get("case_id", 0), Step(data.get("step", Step.GROUP))
    if person is not None:
        await store.write(cases.number, case_id, person.id, step, typed, now)
    await put_step(message, case_id, step, store, tr, settings, person, now)


@router.message(StateFilter(Noting))
async def want_words(message: Message, tr: Translator) -> None:
    await message.answer(tr("case-want-words"))
