"""[plan] → when is the meeting → the days counted back from it, with their sources → a file for the calendar."""

from datetime import date

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import BufferedInputFile, CallbackQuery, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.daysoff import days_off
from bot.domain.cases import CaseOutcome, Schedule, StepStatus
from bot.domain.founding import Step
from bot.files import ics
from bot.i18n import Translator
from handlers.cases.views import View, refuse, said_by, see, title, to_card
from handlers.shared.buttons import CaseButton
from handlers.shared.context import Context
from handlers.shared.parse_dates import UNREAD, Unread, read_when
from handlers.shared.screens import Pressed, Said, Typed, button, keyboard, zone_name
from storage.cases import cases


class Planning(StatesGroup):
    meeting = State()


router = Router(name="cases.meeting_plan")
router.message.filter(Said(states=Planning))
router.callback_query.filter(Pressed(CaseButton))

LATE = {False: "case-plan-line", True: "case-plan-line-late"}
DEEDS = {
    Step.HEADCOUNT: "case-plan-headcount",
    Step.CHARTER: "case-plan-charter",
    Step.NOTICE: "case-plan-notice",
}


@router.callback_query(CaseButton.filter(F.do == "plan"))
async def show_plan(query: CallbackQuery, ctx: Context, callback_data: CaseButton) -> None:
    """Without a day for the meeting there is nothing to count from: it is asked for."""
    view = await see(ctx, callback_data.case_id)
    if view is None:
        await refuse(query, ctx)
    elif view.case.meeting_local is None:
        await put_question(query, ctx, view)
    else:
        await ctx.show(query, plan_text(ctx.tr, view), plan_buttons(ctx.tr, view))


async def put_question(query: CallbackQuery, ctx: Context, view: View) -> None:
    text, buttons = question(ctx.tr, view)
    await ctx.ask(query, Planning.meeting, text, buttons, case_id=view.case.id)


def question(tr: Translator, view: View) -> tuple[Markup, InlineKeyboardMarkup]:
    text = tr("case-ask-meeting", zone=zone_name(tr, view.case.zone))
    return text, keyboard([to_card(tr, view.case.id)])


@router.callback_query(CaseButton.filter(F.do == "meeting"))
async def ask_meeting(query: CallbackQuery, ctx: Context, callback_data: CaseButton) -> None:
    view = await see(ctx, callback_data.case_id)
    if view is None:
        await refuse(query, ctx)
        return
    await put_question(query, ctx, view)


@router.message(StateFilter(Planning.meeting), Typed())
async def take_meeting(message: Message, ctx: Context, typed: str) -> None:
    """What is no moment, or lies behind us, is asked for again."""
    view = await see(ctx, (await ctx.state.get_data()).get("case_id", 0))
    if view is None or ctx.person is None:
        await ctx.state.clear()
        await refuse(message, ctx)
        return
    text, buttons = question(ctx.tr, view)
    found = await read_when(typed, ctx.tr, ctx.now, view.case.zone)
    if isinstance(found, Unread):
        await ctx.show(message, Markup("\n\n").join([ctx.tr(UNREAD[found]), text]), buttons)
        return
    case_id, off = view.case.id, days_off(ctx.now.date())
    outcome = await ctx.store.write(cases.change, case_id, ctx.person.id, "meeting_local", found, off, ctx.now)
    if outcome is CaseOutcome.PAST:
        await ctx.show(
            message, Markup("\n\n").join([ctx.tr("case-meeting-past", when=ctx.tr.when(found)), text]), buttons
        )
        return
    await ctx.state.clear()
    view = await see(ctx, view.case.id) or view
    await ctx.show(message, plan_text(ctx.tr, view), plan_buttons(ctx.tr, view))


@router.message(StateFilter(Planning))
async def want_words(message: Message, ctx: Context) -> None:
    await message.answer(ctx.tr("case-want-words"))


def plan_text(tr: Translator, view: View) -> Markup:
    """The latest days, the earliest first; what has passed is said; by which terms, and who says so."""
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
    """What was done or sent is not late, whatever the day."""
    noted = view.case.steps.get(step)
    if noted and noted.status is not StepStatus.REFUSED:
        return "case-plan-line-done"
    return LATE[day < view.today]


def _days(plan: Schedule) -> list[tuple[Step, date]]:
    first = [(Step.HEADCOUNT, plan.headcount_by)] if plan.headcount_by else []
    return [*first, (Step.CHARTER, plan.charter_by), (Step.NOTICE, plan.notice_by)]


def _sources(tr: Translator, view: View, plan: Schedule) -> list[Markup]:
    notice = said_by(tr, view, Step.NOTICE, plan.notice)
    said = [tr("case-plan-notice-term", days=plan.notice.days, source=notice)]
    if plan.answer:
        answer = said_by(tr, view, Step.HEADCOUNT, plan.answer)
        said.append(tr("case-plan-answer-term", days=plan.answer.days, source=answer))
    return said


def plan_buttons(tr: Translator, view: View) -> InlineKeyboardMarkup:
    return keyboard(
        [button(tr.plain("case-calendar"), CaseButton(do="ics", case_id=view.case.id))],
        [button(tr.plain("case-move-meeting"), CaseButton(do="meeting", case_id=view.case.id))],
        [to_card(tr, view.case.id)],
    )


@router.callback_query(CaseButton.filter(F.do == "ics"))
async def send_calendar(query: CallbackQuery, ctx: Context, callback_data: CaseButton) -> None:
    view = await see(ctx, callback_data.case_id)
    if view is None:
        await refuse(query, ctx)
        return
    plan, case = view.schedule, view.case
    if plan is None or case.meeting_local is None:
        await query.answer(ctx.tr.plain("case-plan-nothing"), show_alert=True)
        return
    days = [(f"case-{case.id}-{name}", day, ctx.tr.plain(DEEDS[name])) for name, day in _days(plan)]
    meeting = (f"case-{case.id}-{Step.MEETING}", case.meeting_local, ctx.tr.plain("case-plan-meeting-title"))
    file = BufferedInputFile(ics.plan(days, meeting, case.zone, ctx.now), f"case_{case.id}.ics")
    if query.message:
        await query.message.answer_document(file, caption=ctx.tr("case-calendar-sent"))
    await query.answer()
