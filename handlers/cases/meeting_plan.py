"""[plan] → day and time of the meeting → the days counted back from it, with their sources → a calendar file."""

from datetime import date, datetime

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import BufferedInputFile, CallbackQuery, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.daysoff import days_off
from bot.domain.cases import CaseOutcome, Schedule, StepStatus
from bot.domain.founding import Step
from bot.domain.time import moment
from bot.files import ics
from bot.i18n import Translator
from bot.logs import get_logger
from handlers.cases.access import View, require_view, view_of
from handlers.cases.views import span_source, title, to_card
from handlers.shared.buttons import CaseButton, MeetingEventButton
from handlers.shared.context import Context
from handlers.shared.parse_dates import NotRead, TimeButton, above, example, expect, from_minutes, read_start
from handlers.shared.screens import Pressed, Said, Typed, button, keyboard, zone_name
from storage.cases import cases


class Planning(StatesGroup):
    meeting = State()


router = Router(name="cases.meeting_plan")
router.message.filter(Said(states=Planning))
router.callback_query.filter(Pressed(CaseButton, TimeButton))
log = get_logger(__name__)

LATE = {False: "case-plan-line", True: "case-plan-line-late"}
DEEDS = {
    Step.HEADCOUNT: "case-plan-headcount",
    Step.CHARTER: "case-plan-charter",
    Step.NOTICE: "case-plan-notice",
}


@router.callback_query(CaseButton.filter(F.do == "plan"))
async def show_plan(query: CallbackQuery, ctx: Context, callback_data: CaseButton) -> None:
    """Show the plan; ask for the meeting first when none is set, since the days are counted back from it."""
    view = await require_view(query, ctx, callback_data.case_id)
    if view is None:
        return
    if view.case.meeting_local is None:
        await put_question(query, ctx, view)
        return
    await ctx.show(query, plan_text(ctx.tr, view), plan_buttons(ctx.tr, view))


async def put_question(
    event: Message | CallbackQuery, ctx: Context, view: View, problem: NotRead | None = None
) -> None:
    """Ask for the meeting; a problem with the answer stands above, with its buttons."""
    tr, zone = ctx.tr, view.case.zone
    text = tr("case-ask-meeting", zone=zone_name(tr, zone), example=example(tr, expect(tr, ctx.now, zone)))
    text, buttons = above(problem, text, keyboard([to_card(tr, view.case.id)]))
    await ctx.ask(event, Planning.meeting, text, buttons, case_id=view.case.id)


@router.callback_query(CaseButton.filter(F.do == "meeting"))
async def ask_meeting(query: CallbackQuery, ctx: Context, callback_data: CaseButton) -> None:
    view = await require_view(query, ctx, callback_data.case_id)
    if view:
        await put_question(query, ctx, view)


@router.message(StateFilter(Planning.meeting), Typed())
async def take_meeting(message: Message, ctx: Context, typed: str) -> None:
    """Set the meeting. Text that is no moment, or a moment in the past, is asked for again."""
    view = await asked_view(message, ctx)
    if view:
        await take(message, ctx, view, read_start(typed, ctx.tr, expect(ctx.tr, ctx.now, view.case.zone)))


@router.callback_query(TimeButton.filter(), StateFilter(Planning.meeting))
async def take_pressed_meeting(query: CallbackQuery, ctx: Context, callback_data: TimeButton) -> None:
    view = await asked_view(query, ctx)
    if view:
        await take(query, ctx, view, from_minutes(callback_data.at))


async def asked_view(event: Message | CallbackQuery, ctx: Context) -> View | None:
    """The case of the open question; the question is closed when the person has no access any more."""
    view = await require_view(event, ctx, (await ctx.state.get_data()).get("case_id", 0))
    if view is None:
        await ctx.state.clear()
    return view


async def take(event: Message | CallbackQuery, ctx: Context, view: View, found: datetime | NotRead) -> None:
    problem = found if isinstance(found, NotRead) else await set_meeting(ctx, view.case.id, found)
    if problem:
        await put_question(event, ctx, view, problem)
        return
    await ctx.state.clear()
    case = await ctx.store.read(cases.of_member, view.case.id, ctx.person_id or 0)
    view = await view_of(ctx, case) if case else view
    await ctx.show(event, plan_text(ctx.tr, view), plan_buttons(ctx.tr, view))


async def set_meeting(ctx: Context, case_id: int, at: datetime) -> NotRead | None:
    """Set the meeting; return the reason why a moment in the past was not set."""
    fresh = (case_id, ctx.person_id or 0, "meeting_local", at)
    outcome = await ctx.store.write(cases.change, *fresh, days_off(ctx.now.date()), ctx.now)
    log.info("case meeting set", case_id=case_id, person_id=ctx.person_id, outcome=outcome)
    is_past = outcome is CaseOutcome.PAST
    return NotRead(ctx.tr("case-meeting-past", when=ctx.tr.when(at))) if is_past else None


@router.message(StateFilter(Planning))
async def want_words(message: Message, ctx: Context) -> None:
    await message.answer(ctx.tr("case-want-words"))


def plan_text(tr: Translator, view: View) -> Markup:
    """The last day of each step before the meeting, the earliest first, marked when it has passed; then the sources."""
    meeting, plan = view.case.meeting_local, view.schedule
    parts = [tr("case-plan-head", title=title(tr, view.case))]
    if plan is None or meeting is None:
        return Markup("\n\n").join([*parts, tr("case-plan-unknown")])
    lines = [tr(_line_of(view, name, day), day=tr.day(day), deed=tr.plain(DEEDS[name])) for name, day in _days(plan)]
    lines.append(tr("case-plan-meeting", when=tr.when(meeting)))
    parts.append(Markup("\n").join(lines))
    parts.append(tr("case-plan-how"))
    parts.append(Markup("\n").join(_sources(tr, view, plan)))
    return Markup("\n\n").join(parts)


def _line_of(view: View, step: Step, day: date) -> str:
    """The text key of a day. A step that was done or sent is not late, whatever its day."""
    noted = view.case.steps.get(step)
    if noted and noted.status is not StepStatus.REFUSED:
        return "case-plan-line-done"
    return LATE[day < view.today]


def _days(plan: Schedule) -> list[tuple[Step, date]]:
    first = [(Step.HEADCOUNT, plan.headcount_by)] if plan.headcount_by else []
    return [*first, (Step.CHARTER, plan.charter_by), (Step.NOTICE, plan.notice_by)]


def _sources(tr: Translator, view: View, plan: Schedule) -> list[Markup]:
    notice = span_source(tr, view, Step.NOTICE, plan.notice)
    said = [tr("case-plan-notice-term", days=plan.notice.days, source=notice)]
    if plan.answer:
        answer = span_source(tr, view, Step.HEADCOUNT, plan.answer)
        said.append(tr("case-plan-answer-term", days=plan.answer.days, source=answer))
    return said


def plan_buttons(tr: Translator, view: View) -> InlineKeyboardMarkup:
    return keyboard(
        [button(tr.plain("case-calendar"), CaseButton(do="ics", case_id=view.case.id))],
        [button(tr.plain("case-move-meeting"), CaseButton(do="meeting", case_id=view.case.id))],
        [button(tr.plain("case-meeting-event"), MeetingEventButton(case_id=view.case.id))],
        [to_card(tr, view.case.id)],
    )


@router.callback_query(CaseButton.filter(F.do == "ics"))
async def send_calendar(query: CallbackQuery, ctx: Context, callback_data: CaseButton) -> None:
    view = await require_view(query, ctx, callback_data.case_id)
    if view is None:
        return
    plan, case = view.schedule, view.case
    if plan is None or case.meeting_local is None:
        await ctx.refuse(query, "case-plan-nothing")
        return
    days = [ics.Entry(f"case-{case.id}-{name}", day, ctx.tr.plain(DEEDS[name])) for name, day in _days(plan)]
    starts_at, meeting = moment(case.meeting_local, case.zone), ctx.tr.plain("case-plan-meeting-title")
    entries = [*days, ics.Entry(f"case-{case.id}-{Step.MEETING}", starts_at, meeting)]
    file = BufferedInputFile(ics.plan(entries, ics.Edition(case.touched_at, ctx.now)), f"case_{case.id}.ics")
    if query.message:
        await query.message.answer_document(file, caption=ctx.tr("case-calendar-sent"))
    await query.answer()
