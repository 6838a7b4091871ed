"""steps → step → [done] → when → number of the decision → step; [refused] → what to do; the guide of the step."""

from datetime import timedelta

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.daysoff import days_off
from bot.domain.cases import NUMBER_MAX, NUMBERED, Case, CaseOutcome, StepStatus, today
from bot.domain.founding import Step
from bot.domain.people import Person
from bot.i18n import Translator
from handlers.cases.dates import read_day
from handlers.cases.step_views import step_buttons, step_text
from handlers.cases.views import CaseStepButton, refuse, see, to_card, to_step
from handlers.shared.context import Context
from handlers.shared.screens import Pressed, Said, Typed, button, keyboard
from handlers.shared.step_names import STEPS
from storage.cases import cases


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
async def show_step(query: CallbackQuery, ctx: Context, callback_data: CaseStepButton) -> None:
    await put_step(query, ctx, callback_data.case_id, callback_data.step)


async def put_step(event: Message | CallbackQuery, ctx: Context, case_id: int, step: Step, alert: str = "") -> None:
    view = await see(ctx, case_id)
    if view is None:
        await refuse(event, ctx)
        return
    await ctx.show(event, step_text(ctx.tr, view, step), step_buttons(ctx.tr, view, step), alert)


@router.callback_query(CaseStepButton.filter(F.do.in_({"guide", "refusal"})))
async def show_guide(query: CallbackQuery, ctx: Context, callback_data: CaseStepButton) -> None:
    view = await see(ctx, callback_data.case_id)
    if view is None:
        await refuse(query, ctx)
        return
    text = view.law.guide("refusal" if callback_data.do == "refusal" else callback_data.step)
    back = button(ctx.tr.plain("case-to-step"), to_step(view.case, callback_data.step))
    await ctx.show(query, text, keyboard([back], [to_card(ctx.tr, view.case.id)]))


@router.callback_query(CaseStepButton.filter(F.do.in_(DATED)))
async def ask_day(query: CallbackQuery, ctx: Context, callback_data: CaseStepButton) -> None:
    case = await ctx.store.read(cases.of_member, callback_data.case_id, ctx.person.id) if ctx.person else None
    if case is None:
        await refuse(query, ctx)
        return
    status, step = StepStatus(callback_data.do), callback_data.step
    await ctx.ask(
        query, Noting.day, *day_question(ctx.tr, case, step, status), case_id=case.id, step=step, status=status
    )


def day_question(tr: Translator, case: Case, step: Step, status: StepStatus) -> tuple[Markup, InlineKeyboardMarkup]:
    days = [
        button(tr.plain("case-today"), to_step(case, step, f"{status}-0")),
        button(tr.plain("case-yesterday"), to_step(case, step, f"{status}-1")),
    ]
    cancel = [button(tr.plain("button-cancel"), to_step(case, step))]
    return tr(ASK_DAY[status], step=tr.plain(STEPS[step])), keyboard(days, cancel)


@router.callback_query(CaseStepButton.filter(F.do.in_({*DAYS_AGO, "skipped"})))
async def note_at_once(query: CallbackQuery, ctx: Context, callback_data: CaseStepButton) -> None:
    case = await ctx.store.read(cases.of_member, callback_data.case_id, ctx.person.id) if ctx.person else None
    if case is None or ctx.person is None:
        await refuse(query, ctx)
        return
    status, ago = DAYS_AGO.get(callback_data.do, (StepStatus.SKIPPED, 0))
    happened_on = today(case, ctx.now) - timedelta(days=ago)
    await ctx.store.write(
        cases.note, case.id, ctx.person.id, callback_data.step, status, happened_on, days_off(ctx.now.date()), ctx.now
    )
    await go_on(query, ctx, case.id, callback_data.step, status, ctx.person)


async def go_on(
    event: Message | CallbackQuery, ctx: Context, case_id: int, step: Step, status: StepStatus, person: Person
) -> None:
    """The number of a decision or a refusal is asked for; everything else is noted already."""
    await ctx.state.clear()
    if status is StepStatus.REFUSED or (status is StepStatus.DONE and step in NUMBERED):
        await put_number_question(event, ctx, case_id, step)
        return
    await put_step(event, ctx, case_id, step, ctx.tr.plain("case-noted"))


async def put_number_question(event: Message | CallbackQuery, ctx: Context, case_id: int, step: Step) -> None:
    skip = button(ctx.tr.plain("case-no-number"), CaseStepButton(do="show", case_id=case_id, step=step))
    await ctx.ask(event, Noting.number, ctx.tr("case-ask-number"), keyboard([skip]), case_id=case_id, step=step)


@router.callback_query(CaseStepButton.filter(F.do == "number"))
async def ask_number(query: CallbackQuery, ctx: Context, callback_data: CaseStepButton) -> None:
    case = await ctx.store.read(cases.of_member, callback_data.case_id, ctx.person.id) if ctx.person else None
    if case is None:
        await refuse(query, ctx)
        return
    await put_number_question(query, ctx, case.id, callback_data.step)


@router.callback_query(CaseStepButton.filter(F.do == "undo"))
async def take_back(query: CallbackQuery, ctx: Context, callback_data: CaseStepButton) -> None:
    case_id, step = callback_data.case_id, callback_data.step
    if ctx.person is not None:
        await ctx.store.write(cases.forget, case_id, ctx.person.id, step, days_off(ctx.now.date()), ctx.now)
    await put_step(query, ctx, case_id, step, ctx.tr.plain("case-undone"))


@router.message(StateFilter(Noting.day), Typed())
async def take_day(message: Message, ctx: Context, typed: str) -> None:
    """A day that is none, or lies ahead, is asked for again with the same buttons."""
    data = await ctx.state.get_data()
    case = await ctx.store.read(cases.of_member, data.get("case_id", 0), ctx.person.id) if ctx.person else None
    if case is None or ctx.person is None:
        await ctx.state.clear()
        await refuse(message, ctx)
        return
    step, status = Step(data["step"]), StepStatus(data["status"])
    day = await read_day(typed, ctx.tr, today(case, ctx.now))
    text, buttons = day_question(ctx.tr, case, step, status)
    if day is None:
        await ctx.show(message, Markup("\n\n").join([ctx.tr("case-no-day"), text]), buttons)
        return
    outcome = await ctx.store.write(
        cases.note, case.id, ctx.person.id, step, status, day, days_off(ctx.now.date()), ctx.now
    )
    if outcome is CaseOutcome.AHEAD:
        await ctx.show(message, Markup("\n\n").join([ctx.tr("case-day-ahead", day=ctx.tr.day(day)), text]), buttons)
        return
    await go_on(message, ctx, case.id, step, status, ctx.person)


@router.message(StateFilter(Noting.number), Typed())
async def take_number(message: Message, ctx: Context, typed: str) -> None:
    data = await ctx.state.get_data()
    if len(typed) > NUMBER_MAX:
        await message.answer(ctx.tr("too-long", typed=len(typed), most=NUMBER_MAX))
        return
    await ctx.state.clear()
    case_id, step = data.get("case_id", 0), Step(data.get("step", Step.GROUP))
    if ctx.person is not None:
        await ctx.store.write(cases.number, case_id, ctx.person.id, step, typed, ctx.now)
    await put_step(message, ctx, case_id, step)


@router.message(StateFilter(Noting))
async def want_words(message: Message, ctx: Context) -> None:
    await message.answer(ctx.tr("case-want-words"))
