"""The screen of a step: what was noted of it, what may be noted, its papers, its guide."""

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from markupsafe import Markup

from bot.domain.cases import NUMBERED, WAITING, Case, Noted, StepStatus, span
from bot.domain.founding import OPTIONAL, Step
from bot.domain.papers.kit import REPLIES, SECTIONS, Paper, papers_of
from bot.domain.time import local_date
from bot.i18n import Translator
from handlers.cases.access import View
from handlers.cases.views import span_source, to_card, to_step, waiting_line
from handlers.shared.buttons import CaseButton, PaperButton, SectionButton
from handlers.shared.screens import button, keyboard
from handlers.shared.step_names import PAPERS, STEPS

NOTED = {
    StepStatus.DONE: "case-noted-done",
    StepStatus.REFUSED: "case-noted-refused",
    StepStatus.SKIPPED: "case-noted-skipped",
}
# The buttons of a step, by its status. "sent" and "refused" are only for steps that somebody has to answer.
DO = {
    None: ("done", "sent"),
    StepStatus.SENT: ("done", "refused", "undo"),
    StepStatus.REFUSED: ("sent", "done", "undo"),
    StepStatus.DONE: ("number", "undo"),
    StepStatus.SKIPPED: ("undo",),
}
FEW_PAPERS = 2
LABELS = {
    "done": "case-do-done",
    "sent": "case-do-sent",
    "refused": "case-do-refused",
    "skipped": "case-do-skip",
    "number": "case-do-number",
    "undo": "case-do-undo",
}


def step_text(tr: Translator, view: View, step: Step) -> Markup:
    """A step: what was noted of it, by whom, which term runs, and the source of that term."""
    case = view.case
    place = case.road.index(step) + 1 if step in case.road else 0
    parts = [tr("case-step", step=tr.plain(STEPS[step]), place=place, of=len(case.road))]
    noted = case.steps.get(step)
    if noted is None:
        parts.append(tr("case-step-open"))
    elif noted.status is StepStatus.SENT:
        term = next((each for each in view.terms if each.step is step), None)
        parts += [noted_lines(tr, case, noted, waiting_line(tr, view, noted, term)), *term_source(tr, view, step)]
    else:
        parts.append(noted_lines(tr, case, noted, tr(NOTED[noted.status], day=tr.day(noted.happened_on))))
    return Markup("\n\n").join(parts)


def noted_lines(tr: Translator, case: Case, noted: Noted, deed: Markup) -> Markup:
    """The deed, the number of the decision, and the member who noted it, with the day of the note."""
    said = [deed]
    if noted.number:
        said.append(tr("case-noted-number", number=noted.number))
    noted_on = tr.day(local_date(noted.noted_at, case.zone))
    by = tr("case-noted-by", name=noted.by, day=noted_on) if noted.by else tr("case-noted-by-gone", day=noted_on)
    return Markup("\n").join([*said, by])


def term_source(tr: Translator, view: View, step: Step) -> list[Markup]:
    """The length of the step's term, with its source; empty for a step without a term."""
    known = span(step, view.case.where, view.law.norms)
    if known is None:
        return []
    return [tr("case-term-source", days=known.days, source=span_source(tr, view, step, known))]


def step_buttons(tr: Translator, view: View, step: Step) -> InlineKeyboardMarkup:
    case = view.case
    noted = case.steps.get(step)
    wanted = [
        do
        for do in DO[noted.status if noted else None]
        if (do not in ("sent", "refused") or step in WAITING) and (do != "number" or step in NUMBERED)
    ]
    if noted is None and step in OPTIONAL:
        wanted.append("skipped")
    rows = [[button(tr.plain(LABELS[do]), to_step(case, step, do))] for do in wanted]
    refused = noted is not None and noted.status in (StepStatus.REFUSED, StepStatus.SENT)
    what_if = [button(tr.plain("case-refusal"), to_step(case, step, "refusal"))] if refused else []
    onward = []
    if case.next_step and case.next_step is not step:
        label = tr.plain("case-to-next", step=tr.plain(STEPS[case.next_step]))
        onward = [button(label, to_step(case, case.next_step))]
    guide = button(tr.plain("case-guide"), to_step(case, step, "guide"))
    back = button(tr.plain("case-all-steps"), CaseButton(do="steps", case_id=case.id))
    return keyboard(*rows, what_if, *_papers(tr, case, step), [guide], onward, [back, to_card(tr, case.id)])


def _papers(tr: Translator, case: Case, step: Step) -> list[list[InlineKeyboardButton]]:
    """The papers of a step; more than two are a screen of their own. The answer to a request is noted here, too."""
    papers = papers_of(step, case.where.order if case.where else None)
    if len(papers) > FEW_PAPERS:
        section = next(section for section, steps in SECTIONS.items() if step in steps)
        return [[button(tr.plain("case-step-papers"), SectionButton(case_id=case.id, section=section))]]
    noted = case.steps.get(step)
    has_come = noted is not None and noted.status in (StepStatus.SENT, StepStatus.DONE)
    replies = [
        [button(tr.plain("paper-reply"), PaperButton(do="reply", case_id=case.id, paper=paper, page=0))]
        for paper in papers
        if has_come and paper in REPLIES
    ]
    return [*replies, *([_to_paper(tr, case, paper)] for paper in papers)]


def _to_paper(tr: Translator, case: Case, paper: Paper) -> InlineKeyboardButton:
    label = tr.plain("case-step-paper", paper=tr.plain(PAPERS[paper]))
    return button(label, PaperButton(do="open", case_id=case.id, paper=paper, page=0))
