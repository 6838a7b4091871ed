"""The screens of papers once questions were answered: the review, contradictions, a conflict, buttons to the files."""

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from markupsafe import Markup

from bot.domain.papers.agenda import blocking
from bot.domain.papers.basis import verdict
from bot.domain.papers.contradictions import Rule
from bot.domain.papers.kit import ASKS, SUBMITS, Paper
from bot.domain.papers.outcome import WITHOUT_CHARTER, MeetingOutcome, Stop
from bot.domain.papers.questions import Value
from handlers.papers.texts import CLASHES, LABEL
from handlers.papers.views import AnswerButton, to_list
from handlers.papers.workspace import Workspace, answer_text, short
from handlers.shared.buttons import PaperButton
from handlers.shared.screens import button, keyboard, to_menu

# The outcome of the meeting in the review of the papers that depend on it.
OUTCOMES = {
    (Paper.MINUTES, MeetingOutcome.HELD): "paper-quorum-holds",
    (Paper.MINUTES, MeetingOutcome.FAILED): "paper-quorum-fails",
    (Paper.MINUTES, MeetingOutcome.REJECTED): "paper-minutes-rejected",
    (Paper.CHARTER, MeetingOutcome.FAILED): "paper-charter-failed",
    (Paper.CHARTER, MeetingOutcome.REJECTED): "paper-charter-rejected",
    **dict.fromkeys(((paper, MeetingOutcome.FAILED) for paper in SUBMITS), "paper-submit-failed"),
    **dict.fromkeys(((paper, MeetingOutcome.REJECTED) for paper in SUBMITS), "paper-submit-rejected"),
}
# Papers about the results of the meeting, with what is said while it is still ahead.
RESULTS = {Paper.MINUTES: "paper-minutes-ahead", Paper.OFFICERS: "paper-officers-ahead"}
# The files of a paper by what the button says.
DRAFT = {"file": "papers-file", "pdf": "papers-pdf"}
CLEAN = {"clean": "papers-clean", "cleanpdf": "papers-clean-pdf"}
LINE_MAX, DECIDE_MAX = 70, 1200


def review_screen(workspace: Workspace) -> tuple[Markup, InlineKeyboardMarkup]:
    """Every answer with a button to change it, the verdict on the numbers, buttons to the text and the file."""
    tr = workspace.tr
    lines = [
        tr(
            "paper-review-line",
            label=tr.plain(LABEL[name]),
            answer=short(" ".join(workspace.answer_text(name).split()), LINE_MAX),
        )
        for name in workspace.reviewed
    ]
    state = [*_state(workspace), *_gaps(workspace)]
    parts = [tr("paper-review", paper=workspace.title), Markup("\n").join(lines), *state]
    edits = [
        button(
            tr.plain(LABEL[name]),
            AnswerButton(do="ask", case_id=workspace.dossier.case_id, paper=workspace.paper, question=name),
        )
        for name in workspace.reviewed
    ]
    pairs = [edits[place : place + 2] for place in range(0, len(edits), 2)]
    head = [*reply_row(workspace), *paper_buttons(workspace), *_anew(workspace)]
    return Markup("\n\n").join(parts), keyboard(*head, *pairs, [to_list(workspace), to_menu(tr)])


def _state(workspace: Workspace) -> list[Markup]:
    """The reason why the paper cannot be made, and the outcome of the meeting where the paper depends on it."""
    tr, told = workspace.tr, OUTCOMES.get((workspace.paper, workspace.outcome))
    if workspace.stop is Stop.PAST:
        return [tr("paper-stop-past", when=workspace.answer_text("meeting_at"))]
    if ahead := ahead_note(workspace):
        return [ahead]
    if told:
        counted = verdict(workspace.dossier.answers, workspace.basis)
        return [tr(told, missing=counted.missing if counted else 0)]
    return [tr("paper-not-authorised")] if workspace.stop is Stop.NOT_AUTHORISED else []


def _gaps(workspace: Workspace) -> list[Markup]:
    """The gaps of the paper before a clean copy, where it can be made at all."""
    tr, gaps = workspace.tr, workspace.readiness
    if workspace.stop:
        return []
    if gaps.clashes:
        return [clash_text(workspace, clash) for clash in gaps.clashes]
    key, names = ("paper-clean-undecided", gaps.undecided) if gaps.undecided else ("paper-clean-blank", gaps.blank)
    named = ", ".join(tr.plain(LABEL[name]) for name in names)
    return [tr(key, labels=named)] if names else [tr("paper-clean-ready")]


def clash_text(workspace: Workspace, clash: Rule) -> Markup:
    """Two answers that contradict each other, in words."""
    one, other = (workspace.answer_text(name) for name in clash.questions)
    return workspace.tr(CLASHES[clash.found], one=short(one, LINE_MAX), other=short(other, LINE_MAX))


def clash_screen(workspace: Workspace, clash: Rule) -> tuple[Markup, InlineKeyboardMarkup]:
    """The question which of two contradicting answers is to be changed."""
    tr, case_id = workspace.tr, workspace.dossier.case_id

    def change(name: str) -> InlineKeyboardButton:
        paper = next(each for each in (workspace.paper, *Paper) if name in ASKS[each])
        return button(
            tr.plain("paper-clash-change", label=tr.plain(LABEL[name])),
            AnswerButton(do="ask", case_id=case_id, paper=paper, question=name),
        )

    onward = PaperButton(do="open", case_id=case_id, paper=workspace.paper, page=0)
    rows = [[change(name)] for name in clash.questions]
    return clash_text(workspace, clash), keyboard(*rows, [button(tr.plain("paper-clash-later"), onward)])


def ahead_note(workspace: Workspace) -> Markup | None:
    """For results of a meeting that is still ahead: they are neither asked nor printed."""
    if workspace.paper not in RESULTS or workspace.outcome is not MeetingOutcome.AHEAD:
        return None
    return workspace.tr(RESULTS[workspace.paper], when=workspace.answer_text("meeting_at"))


def _anew(workspace: Workspace) -> list[list[InlineKeyboardButton]]:
    """A button to name the day of the next meeting after one that adopted no charter."""
    if (workspace.paper, workspace.outcome) not in OUTCOMES or workspace.outcome not in WITHOUT_CHARTER:
        return []
    again = _to_answer(workspace, Paper.NOTICE, "meeting_at")
    return [[button(workspace.tr.plain("paper-meet-again"), again)]]


def reply_row(workspace: Workspace) -> list[list[InlineKeyboardButton]]:
    """A button to note the answer to a request, once it was made."""
    if not workspace.awaits_reply:
        return []
    note = PaperButton(do="reply", case_id=workspace.dossier.case_id, paper=workspace.paper, page=0)
    return [[button(workspace.tr.plain("paper-reply"), note)]]


def _to_answer(workspace: Workspace, paper: Paper, name: str) -> AnswerButton:
    return AnswerButton(do="ask", case_id=workspace.dossier.case_id, paper=paper, question=name)


def _mend(workspace: Workspace) -> list[list[InlineKeyboardButton]]:
    """A button to the answer that prevents the paper."""
    tr = workspace.tr
    if workspace.stop is Stop.PAST:
        return [[button(tr.plain("paper-stop-fix"), _to_answer(workspace, workspace.paper, "meeting_at"))]]
    if workspace.outcome is MeetingOutcome.FAILED:
        return []
    votes = "votes_authorised" if workspace.stop is Stop.NOT_AUTHORISED else "votes_charter"
    rejected = blocking(votes, workspace.dossier.answers) or votes
    return [[button(tr.plain("paper-check-votes"), _to_answer(workspace, Paper.MINUTES, rejected))]]


def paper_buttons(workspace: Workspace) -> list[list[InlineKeyboardButton]]:
    """Buttons to the paper's text and file; while it cannot be made, to the answer that prevents it."""
    case_id, tr = workspace.dossier.case_id, workspace.tr
    if workspace.stop:
        return _mend(workspace)
    read = PaperButton(do="text", case_id=case_id, paper=workspace.paper, page=0)
    labels = DRAFT | (CLEAN if workspace.readiness.is_clean else {})
    files = [
        button(tr.plain(label), PaperButton(do=do, case_id=case_id, paper=workspace.paper, page=0))
        for do, label in labels.items()
    ]
    return [[button(tr.plain("papers-read"), read)], files[:2], *([each] for each in files[2:])]


def decision_screen(
    workspace: Workspace, name: str, mine: Value | None, by: str | None
) -> tuple[Markup, InlineKeyboardMarkup]:
    """Two answers given to one question at once: the later editor chooses between them."""
    tr = workspace.tr
    theirs, own = (short(each, DECIDE_MAX) for each in (workspace.answer_text(name), answer_text(tr, name, mine)))
    who = by or tr.plain("paper-somebody")
    text = tr("paper-changed-meanwhile", who=who, theirs=theirs, mine=own)

    def to(do: str) -> AnswerButton:
        return AnswerButton(do=do, case_id=workspace.dossier.case_id, paper=workspace.paper, question=name)

    return text, keyboard(
        [button(tr.plain("paper-keep-theirs"), to("keep"))],
        [button(tr.plain("paper-take-mine"), to("mine"))],
        [to_list(workspace)],
    )
