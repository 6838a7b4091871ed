"""steps → step → [done] → day → number of the decision → step; [refused] → what to do; the guide of the step."""

from datetime import date, timedelta
from typing import NamedTuple

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from bot.daysoff import days_off
from bot.domain.cases import NUMBER_MAX, NUMBERED, Case, CaseOutcome, StepStatus, today
from bot.domain.founding import Step
from bot.domain.time_reader import Expected, Leaning
from bot.i18n import Translator
from bot.logs import get_logger
from handlers.cases.access import require_case, require_view
from handlers.cases.step_views import step_buttons, step_text
from handlers.cases.views import CaseStepButton, to_card, to_step
from handlers.shared.context import Context
from handlers.shared.parse_dates import NotRead, TimeButton, above, example, expect, from_minutes, read_day
from handlers.shared.screens import Pressed, Said, Typed, button, keyboard
from handlers.shared.step_names import STEPS
from storage.cases import cases


class Noting(StatesGroup):
    day = State()
    number = State()


class Happened(NamedTuple):
    """A step of a case and what has happened to it, on a day that is asked for."""

    case: Case
    step: Step
    status: StepStatus


router = Router(name="cases.progress")
router.message.filter(Said(states=Noting))
router.callback_query.filter(Pressed(CaseStepButton, TimeButton))
log = get_logger(__name__)

ASK_DAY = {
    StepStatus.SENT: "case-ask-sent",
    StepStatus.DONE: "case-ask-done",
    StepStatus.REFUSED: "case-ask-refused",
}
# Statuses that need a day: typed, or named by the button as 0 or 1 days ago.
DATED = frozenset(ASK_DAY)
DAYS_AGO = {f"{status}-{ago}": (status, ago) for status in ASK_DAY for ago in (0, 1)}


@router.callback_query(CaseStepButton.filter(F.do == "show"))
async def show_step(query: CallbackQuery, ctx: Context, callback_data: CaseStepButton) -> None:
    await put_step(query, ctx, callback_data.case_id, callback_data.step)


async def put_step(event: Message | CallbackQuery, ctx: Context, case_id: int, step: Step, alert: str = "") -> None:
    view = await require_view(event, ctx, case_id)
    if view:
        await ctx.show(event, step_text(ctx.tr, view, step), step_buttons(ctx.tr, view, step), alert)


@router.callback_query(CaseStepButton.filter(F.do.in_({"guide", "refusal"})))
async def show_guide(query: CallbackQuery, ctx: Context, callback_data: CaseStepButton) -> None:
    view = await require_view(query, ctx, callback_data.case_id)
    if view is None:
        return
    text = view.law.guide("refusal" if callback_data.do == "refusal" else callback_data.step)
    back = button(ctx.tr.plain("case-to-step"), to_step(view.case, callback_data.step))
    await ctx.show(query, text, keyboard([back], [to_card(ctx.tr, view.case.id)]))


@router.callback_query(CaseStepButton.filter(F.do.in_(DATED)))
async def ask_day(query: CallbackQuery, ctx: Context, callback_data: CaseStepButton) -> None:
    case = await require_case(query, ctx, callback_data.case_id)
    if case is None:
        return
    await put_day_question(query, ctx, Happened(case, callback_data.step, StepStatus(callback_data.do)))


async def put_day_question(
    event: Message | CallbackQuery, ctx: Context, asked: Happened, problem: NotRead | None = None
) -> None:
    """Ask for the day of a step; a problem with the answer stands above, with its buttons."""
    case, step, status = asked
    sample = example(ctx.tr, expect_day(ctx, case))
    text = ctx.tr(ASK_DAY[status], step=ctx.tr.plain(STEPS[step]), example=sample)
    text, buttons = above(problem, text, day_buttons(ctx.tr, asked))
    await ctx.ask(event, Noting.day, text, buttons, case_id=case.id, step=step, status=status)


def expect_day(ctx: Context, case: Case) -> Expected:
    return expect(ctx.tr, ctx.now, case.zone, Leaning.PAST, needs_hour=False)


def day_buttons(tr: Translator, asked: Happened) -> InlineKeyboardMarkup:
    case, step, status = asked
    days = [
        button(tr.plain("case-today"), to_step(case, step, f"{status}-0")),
        button(tr.plain("case-yesterday"), to_step(case, step, f"{status}-1")),
    ]
    cancel = [button(tr.plain("button-cancel"), to_step(case, step))]
    return keyboard(days, cancel)


@router.callback_query(CaseStepButton.filter(F.do.in_({*DAYS_AGO, "skipped"})))
async def note_at_once(query: CallbackQuery, ctx: Context, callback_data: CaseStepButton) -> None:
    case = await require_case(query, ctx, callback_data.case_id)
    if case is None:
        return
    status, ago = DAYS_AGO.get(callback_data.do, (StepStatus.SKIPPED, 0))
    await note(ctx, case.id, callback_data.step, status, today(case, ctx.now) - timedelta(days=ago))
    await go_on(query, ctx, Happened(case, callback_data.step, status))


async def note(ctx: Context, case_id: int, step: Step, status: StepStatus, day: date) -> CaseOutcome:
    """Note a step that happened on `day`."""
    noted = (case_id, ctx.person_id or 0, step, status, day)
    outcome = await ctx.store.write(cases.note, *noted, days_off(ctx.now.date()), ctx.now)
    log.info("case step noted", case_id=case_id, person_id=ctx.person_id, step=step, status=status, outcome=outcome)
    return outcome


async def go_on(
    event: Message | CallbackQuery, ctx: Context, noted: Happened, understood: NotRead | None = None
) -> None:
    """Ask for the number of a decision or a refusal; without one, show the step as it is noted now."""
    case, step, status = noted
    await ctx.state.clear()
    if status is StepStatus.REFUSED or (status is StepStatus.DONE and step in NUMBERED):
        await put_number_question(event, ctx, case.id, step, understood)
    elif understood is None:
        await put_step(event, ctx, case.id, step, ctx.tr.plain("case-noted"))
    elif view := await require_view(event, ctx, case.id):
        await ctx.show(event, *above(understood, step_text(ctx.tr, view, step), step_buttons(ctx.tr, view, step)))


async def put_number_question(
    event: Message | CallbackQuery, ctx: Context, case_id: int, step: Step, understood: NotRead | None = None
) -> None:
    skip = button(ctx.tr.plain("case-no-number"), CaseStepButton(do="show", case_id=case_id, step=step))
    text, buttons = above(understood, ctx.tr("case-ask-number"), keyboard([skip]))
    await ctx.ask(event, Noting.number, text, buttons, case_id=case_id, step=step)


@router.callback_query(CaseStepButton.filter(F.do == "number"))
async def ask_number(query: CallbackQuery, ctx: Context, callback_data: CaseStepButton) -> None:
    case = await require_case(query, ctx, callback_data.case_id)
    if case is None:
        return
    await put_number_question(query, ctx, case.id, callback_data.step)


@router.callback_query(CaseStepButton.filter(F.do == "undo"))
async def forget_step(query: CallbackQuery, ctx: Context, callback_data: CaseStepButton) -> None:
    case_id, step = callback_data.case_id, callback_data.step
    outcome = await ctx.store.write(cases.forget, case_id, ctx.person_id or 0, step, days_off(ctx.now.date()), ctx.now)
    log.info("case step forgotten", case_id=case_id, person_id=ctx.person_id, step=step, outcome=outcome)
    await put_step(query, ctx, case_id, step, ctx.tr.plain("case-undone"))


@router.message(StateFilter(Noting.day), Typed())
async def take_day(message: Message, ctx: Context, typed: str) -> None:
    """Note the step. Text that is no day, or a day in the future, is asked for again with the same buttons."""
    asked = await open_step(message, ctx)
    if asked is None:
        return
    found = read_day(typed, ctx.tr, expect_day(ctx, asked.case))
    if isinstance(found, NotRead):
        await put_day_question(message, ctx, asked, found)
    else:
        await note_day(message, ctx, asked, found)


@router.callback_query(TimeButton.filter(), StateFilter(Noting.day))
async def take_pressed_day(query: CallbackQuery, ctx: Context, callback_data: TimeButton) -> None:
    asked = await open_step(query, ctx)
    if asked:
        await note_day(query, ctx, asked, from_minutes(callback_data.at).date())


async def open_step(event: Message | CallbackQuery, ctx: Context) -> Happened | None:
    """The step of the open question; the question is closed when the person has no access any more."""
    data = await ctx.state.get_data()
    case = await require_case(event, ctx, data.get("case_id", 0))
    if case is None:
        await ctx.state.clear()
        return None
    return Happened(case, Step(data["step"]), StepStatus(data["status"]))


async def note_day(event: Message | CallbackQuery, ctx: Context, asked: Happened, day: date) -> None:
    """Note a step on a day that was typed, and say the day with a button to give another one."""
    case, step, status = asked
    if await note(ctx, case.id, step, status, day) is CaseOutcome.AHEAD:
        await put_day_question(event, ctx, asked, NotRead(ctx.tr("case-day-ahead", day=ctx.tr.day(day))))
        return
    other = button(ctx.tr.plain("case-other-day"), to_step(case, step, status))
    await go_on(event, ctx, asked, NotRead(ctx.tr("case-understood", day=ctx.tr.day(day)), [[other]]))


@router.message(StateFilter(Noting.number), Typed())
async def take_number(message: Message, ctx: Context, typed: str) -> None:
    data = await ctx.state.get_data()
    if len(typed) > NUMBER_MAX:
        await message.answer(ctx.tr("too-long", typed=len(typed), most=NUMBER_MAX))
        return
    await ctx.state.clear()
    case_id, step = data.get("case_id", 0), Step(data.get("step", Step.GROUP))
    outcome = await ctx.store.write(cases.number, case_id, ctx.person_id or 0, step, typed, ctx.now)
    log.info("case step numbered", case_id=case_id, person_id=ctx.person_id, step=step, outcome=outcome)
    await put_step(message, ctx, case_id, step)


@router.message(StateFilter(Noting))
async def want_words(message: Message, ctx: Context) -> None:
    await message.answer(ctx.tr("case-want-words"))
