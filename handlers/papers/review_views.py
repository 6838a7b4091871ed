"""The screens of papers once questions were answered: the review, contradictions, a conflict, buttons to the files."""

from collections.abc import Sequence

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
# Answers of one screen, and of one group.
GROUP_MOST, GROUP_LABEL_MAX = 7, 60


def review_screen(workspace: Workspace) -> tuple[Markup, InlineKeyboardMarkup]:
    """Every answer, the verdict on the numbers, buttons to the text, to the files and to the change of an answer."""
    tr = workspace.tr
    state = [*_state(workspace), *_gaps(workspace)]
    parts = [tr("paper-review", paper=workspace.title), Markup("\n").join(_lines(workspace)), *state]
    more = [*reply_row(workspace), *_anew(workspace)]
    change = button(tr.plain("paper-edit"), _to_edit(workspace, 0))
    onward = [to_list(workspace), *([] if more else [to_menu(tr)])]
    return Markup("\n\n").join(parts), keyboard(*more, *paper_buttons(workspace), [change], onward)


def _lines(workspace: Workspace) -> list[Markup]:
    tr = workspace.tr
    return [
        tr(
            "paper-review-line",
            place=str(place),
            label=tr.plain(LABEL[name]),
            answer=short(" ".join(workspace.answer_text(name).split()), LINE_MAX),
        )
        for place, name in enumerate(workspace.reviewed, start=1)
    ]


def edit_screen(workspace: Workspace, group: int) -> tuple[Markup, InlineKeyboardMarkup]:
    """The answers to change: all of a short paper, else groups of them (`group` 0), or one group, from 1."""
    tr, names = workspace.tr, workspace.reviewed
    groups = [names[place : place + GROUP_MOST] for place in range(0, len(names), GROUP_MOST)]
    back = button(tr.plain("papers-check"), _to_review(workspace))
    if len(groups) > 1 and not 0 < group <= len(groups):
        rows = [[_to_group(workspace, place, group)] for place, group in enumerate(groups, start=1)]
        return Markup("\n\n").join([tr("paper-edit-which"), Markup("\n").join(_lines(workspace))]), keyboard(
            *rows, [back]
        )
    shown = groups[max(group, 1) - 1] if groups else ()
    rows = [[button(tr.plain(LABEL[name]), _to_answer(workspace, workspace.paper, name))] for name in shown]
    to_groups = button(tr.plain("paper-edit-others"), _to_edit(workspace, 0))
    return tr("paper-edit-which"), keyboard(*rows, [to_groups if len(groups) > 1 else back])


def _to_group(workspace: Workspace, place: int, names: Sequence[str]) -> InlineKeyboardButton:
    """A button to a group: the numbers of its answers and the first of them."""
    tr, first = workspace.tr, (place - 1) * GROUP_MOST + 1
    label = tr.plain(
        "paper-edit-group",
        first=str(first),
        last=str(first + len(names) - 1),
        label=", ".join(tr.plain(LABEL[name]) for name in names),
    )
    return button(short(label, GROUP_LABEL_MAX), _to_edit(workspace, place))


def _to_edit(workspace: Workspace, group: int) -> PaperButton:
    return PaperButton(do="edit", case_id=workspace.dossier.case_id, paper=workspace.paper, page=group)


def _to_review(workspace: Workspace) -> PaperButton:
    return PaperButton(do="review", case_id=workspace.dossier.case_id, paper=workspace.paper, page=0)


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
    """A button to note the answer to a request, once it was made; with the answer, one to pass the number on."""
    if workspace.awaits_reply:
        do, label = "reply", "paper-reply"
    elif workspace.is_replied and workspace.value("residents_source"):
        do, label = "share", "headcount-to-share"
    else:
        return []
    to = PaperButton(do=do, case_id=workspace.dossier.case_id, paper=workspace.paper, page=0)
    return [[button(workspace.tr.plain(label), to)]]


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
