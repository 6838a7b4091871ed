"""The screens of a case: its card, the list of its steps, and the lines that other screens repeat."""

from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.domain.cases import LOCAL_TERMS, Case, Noted, Span, StepStatus, Term
from bot.domain.founding import Step
from bot.domain.terms import working_days
from bot.i18n import Translator
from handlers.cases.access import View, require_view
from handlers.shared.buttons import CaseButton, TallyButton
from handlers.shared.citations import cite
from handlers.shared.context import Context
from handlers.shared.screens import Number, PapersButton, button, keyboard, to_menu
from handlers.shared.step_names import STEPS

TITLE_ON_BUTTON = 40


class CaseStepButton(CallbackData, prefix="cstep"):
    """A step of a case: `do` is show, guide, undo, number or a status to note; "done-0" notes it for today."""

    do: str
    case_id: Number
    step: Step


MARKS = {
    None: "case-mark-open",
    StepStatus.SENT: "case-mark-sent",
    StepStatus.DONE: "case-mark-done",
    StepStatus.REFUSED: "case-mark-refused",
    StepStatus.SKIPPED: "case-mark-skipped",
}


def to_card(tr: Translator, case_id: int) -> InlineKeyboardButton:
    return button(tr.plain("case-to-card"), CaseButton(do="card", case_id=case_id))


def title(tr: Translator, case: Case) -> str:
    return case.title or tr.plain("case-untitled")


def where(tr: Translator, case: Case) -> str:
    return case.where.name if case.where else tr.plain("case-nowhere")


def place(tr: Translator, case: Case) -> str:
    """The settlement and the municipality, for members of the case only."""
    return ", ".join([case.settlement, where(tr, case)]) if case.settlement else where(tr, case)


async def put_card(event: Message | CallbackQuery, ctx: Context, case_id: int, alert: str = "") -> None:
    """Show the card as it is now; `alert` says what has just happened."""
    view = await require_view(event, ctx, case_id)
    if view:
        await ctx.show(event, card(ctx.tr, view), card_buttons(ctx.tr, view.case), alert)


def card(tr: Translator, view: View) -> Markup:
    """The next step first, then the answers that are awaited, the meeting, the progress and the members."""
    case = view.case
    closed = sum(each.status in (StepStatus.DONE, StepStatus.SKIPPED) for each in case.steps.values())
    names = ", ".join(each.name for each in case.members)
    parts = [
        tr("case-card", title=title(tr, case), where=place(tr, case)),
        _next(tr, case),
        *waiting_lines(tr, view),
        *meeting_lines(tr, view),
        Markup("\n").join(
            [
                tr("case-progress", closed=closed, steps=len(case.road)),
                tr("case-members", count=len(case.members), names=names),
            ]
        ),
    ]
    return Markup("\n\n").join(parts)


def _next(tr: Translator, case: Case) -> Markup:
    if case.closed_at is not None:
        return tr("case-is-closed")
    step = case.next_step
    return tr("case-next", step=tr.plain(STEPS[step])) if step else tr("case-all-done")


def waiting_lines(tr: Translator, view: View) -> list[Markup]:
    """A line for each application that is not answered yet, with the days since and the days left."""
    running = {each.step: each for each in view.terms}
    sent = [each for each in view.case.steps.values() if each.status is StepStatus.SENT]
    return [waiting_line(tr, view, each, running.get(each.step)) for each in sent]


def waiting_line(tr: Translator, view: View, noted: Noted, term: Term | None) -> Markup:
    said = tr(
        "case-waiting",
        step=tr.plain(STEPS[noted.step]),
        day=tr.day(noted.happened_on),
        passed=(view.today - noted.happened_on).days,
    )
    if term is None:
        return Markup("\n").join([said, tr("case-no-term")])
    left = (term.ends_on - view.today).days
    if left < 0:
        return Markup("\n").join([said, tr("case-term-over", ends=tr.day(term.ends_on), over=-left)])
    working = working_days(view.today, term.ends_on, view.days_off)
    return Markup("\n").join([said, tr("case-term", ends=tr.day(term.ends_on), left=left, working=working)])


def span_source(tr: Translator, view: View, step: Step, known: Span) -> Markup:
    """The source, date and confidence of the length of a step's term: a norm's or the local regulation's."""
    if known.norm or view.case.where is None:
        return view.law.source(known.norm.key) if known.norm else Markup()
    by = view.case.where.said_by(LOCAL_TERMS[step])
    return tr("case-local-source", source=cite(tr, by.source, by.as_of, by.confidence))


def meeting_lines(tr: Translator, view: View) -> list[Markup]:
    case, plan = view.case, view.schedule
    if case.meeting_local is None or Step.MEETING in case.steps:
        return []
    left = (case.meeting_local.date() - view.today).days
    if left < 0:
        return [tr("case-meeting-behind", day=tr.day(case.meeting_local.date()))]
    lines = [tr("case-meeting", when=tr.when(case.meeting_local), left=left)]
    if plan and Step.NOTICE not in case.steps:
        key = "case-notice-by" if plan.notice_by >= view.today else "case-notice-late"
        lines.append(tr(key, day=tr.day(plan.notice_by)))
    return [Markup("\n").join(lines)]


def card_buttons(tr: Translator, case: Case) -> InlineKeyboardMarkup:
    def to(do: str, key: str) -> InlineKeyboardButton:
        return button(tr.plain(key), CaseButton(do=do, case_id=case.id))

    step = case.next_step if case.closed_at is None else None
    onward = [button(tr.plain("case-to-next", step=tr.plain(STEPS[step])), to_step(case, step))] if step else []
    return keyboard(
        onward,
        [to("steps", "case-all-steps"), to("plan", "case-plan")],
        [
            button(tr.plain("case-papers"), PapersButton(case_id=case.id)),
            button(tr.plain("case-tally"), TallyButton(case_id=case.id)),
        ],
        [to("members", "case-to-members"), to("more", "case-more")],
        [to_menu(tr)],
    )


def to_step(case: Case, step: Step, do: str = "show") -> CaseStepButton:
    return CaseStepButton(do=do, case_id=case.id, step=step)


def steps_screen(tr: Translator, case: Case) -> tuple[Markup, InlineKeyboardMarkup]:
    """Every step of the road with the mark of its status."""
    rows = []
    for place, step in enumerate(case.road, start=1):
        mark = tr.plain(MARKS[case.steps[step].status if step in case.steps else None])
        rows.append([button(f"{mark} {place}. {tr.plain(STEPS[step])}", to_step(case, step))])
    return tr("case-steps", title=title(tr, case)), keyboard(*rows, [to_card(tr, case.id)])
