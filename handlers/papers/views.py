"""What papers look like in the chat: their buttons, their list, a question, the answers to be checked."""

from collections.abc import Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from markupsafe import Markup

from bot.domain.papers.basis import verdict
from bot.domain.papers.interview import question_before, stop
from bot.domain.papers.kit import Paper, kit
from bot.domain.papers.questions import QUESTIONS, Value
from bot.i18n import Translator
from handlers.papers.texts import ASK, LABEL, OPTIONS
from handlers.papers.workspace import Desk, short, spoken
from handlers.shared.buttons import CaseButton, PaperButton
from handlers.shared.screens import Number, PapersButton, button, keyboard, to_menu
from handlers.shared.step_names import PAPERS

NOW_MAX, LINE_MAX, LABEL_MAX, DECIDE_MAX = 1000, 70, 30, 1200


class AnswerButton(CallbackData, prefix="ans"):
    """An answer of a paper. `do`: ask, keep, skip, mine, or g0, g1… to take a guess."""

    do: str
    case_id: Number
    paper: Paper
    question: str


class OptionButton(CallbackData, prefix="opt"):
    case_id: Number
    paper: Paper
    question: str
    option: str


class ZipButton(CallbackData, prefix="paperzip"):
    """All papers of a case in one archive."""

    case_id: Number


def list_screen(tr: Translator, desk: Desk) -> tuple[Markup, InlineKeyboardMarkup]:
    case_id, made = desk.dossier.case_id, desk.dossier.made
    rows = []
    for paper in kit(desk.basis.order):
        name = tr.plain(PAPERS[paper])
        label = tr.plain("papers-made-mark", paper=name) if paper in made else name
        rows.append([button(label, PaperButton(do="open", case_id=case_id, paper=paper, page=0))])
    every = button(tr.plain("papers-zip"), ZipButton(case_id=case_id))
    case = button(tr.plain("case-to-card"), CaseButton(do="card", case_id=case_id))
    return tr("papers"), keyboard(*rows, [every], [case, to_menu(tr)])


def to_list(desk: Desk) -> InlineKeyboardButton:
    return button(desk.tr.plain("papers-to-list"), PapersButton(case_id=desk.dossier.case_id))


def question_screen(desk: Desk, name: str, guesses: Sequence[Value]) -> tuple[Markup, InlineKeyboardMarkup]:
    """The question with its example, the standing answer, what may be taken with a press."""
    tr, answer = desk.tr, desk.dossier.answers.get(name)
    chain = desk.asked
    head = tr("paper-question", paper=desk.title, place=str(chain.index(name) + 1), of=str(len(chain)))
    older, *younger = desk.basis.ages
    ask = tr(ASK[name], age=str(older), younger="".join(map(str, younger)), share=str(desk.basis.meeting.share))
    parts = [head, *([tr("paper-again")] if answer and answer.is_stale else []), ask]
    if answer and answer.value is not None:
        parts.append(tr("paper-now", answer=short(desk.said(name), NOW_MAX)))
    elif answer:
        parts.append(tr("paper-now-left-out"))
    parts += [tr("paper-guess", answer=spoken(tr, name, guess)) for guess in guesses]
    return Markup("\n\n").join(parts), _question_buttons(desk, name, guesses)


def _question_buttons(desk: Desk, name: str, guesses: Sequence[Value]) -> InlineKeyboardMarkup:
    tr, case_id = desk.tr, desk.dossier.case_id

    def to(do: str, question: str = name) -> AnswerButton:
        return AnswerButton(do=do, case_id=case_id, paper=desk.paper, question=question)

    options = [
        [
            button(
                tr.plain(OPTIONS[name, option]),
                OptionButton(case_id=case_id, paper=desk.paper, question=name, option=option),
            )
        ]
        for option in QUESTIONS[name].options
    ]
    taken = [
        [button(tr.plain("paper-take", answer=short(spoken(tr, name, guess), LABEL_MAX)), to(f"g{place}"))]
        for place, guess in enumerate(guesses)
    ]
    answer = desk.dossier.answers.get(name)
    keep = [button(tr.plain("paper-keep"), to("keep"))] if answer else []
    skip = [] if answer and answer.value is None else [button(tr.plain("paper-skip"), to("skip"))]
    before = question_before(desk.paper, name, desk.dossier.answers, desk.ages)
    back = [button(tr.plain("button-back-page"), to("ask", before))] if before else []
    return keyboard(*options, *taken, keep, skip, [*back, to_list(desk)])


def review_screen(desk: Desk) -> tuple[Markup, InlineKeyboardMarkup]:
    """Every answer of the paper, each with a button to change it; what the numbers mean; the way to the paper."""
    tr = desk.tr
    lines = [
        tr("paper-review-line", label=tr.plain(LABEL[name]), answer=short(" ".join(desk.said(name).split()), LINE_MAX))
        for name in desk.asked
    ]
    parts = [tr("paper-review", paper=desk.title), Markup("\n").join(lines), *_meaning(desk)]
    edits = [
        button(
            tr.plain(LABEL[name]),
            AnswerButton(do="ask", case_id=desk.dossier.case_id, paper=desk.paper, question=name),
        )
        for name in desk.asked
    ]
    pairs = [edits[place : place + 2] for place in range(0, len(edits), 2)]
    return Markup("\n\n").join(parts), keyboard(*paper_buttons(desk), *pairs, [to_list(desk), to_menu(tr)])


def _meaning(desk: Desk) -> list[Markup]:
    tr, stopped = desk.tr, stop(desk.paper, desk.dossier.answers, desk.local_now)
    if stopped:
        return [tr("paper-stop-past", when=desk.said(stopped))]
    counted = verdict(desk.dossier.answers, desk.basis) if desk.paper is Paper.MINUTES else None
    if counted is None:
        return []
    return [tr("paper-quorum-holds")] if counted.holds else [tr("paper-quorum-fails", missing=counted.missing)]


def paper_buttons(desk: Desk) -> list[list[InlineKeyboardButton]]:
    """To the paper's words and to its file; while it cannot be made, to the answer that forbids it."""
    case_id, tr = desk.dossier.case_id, desk.tr
    if stopped := stop(desk.paper, desk.dossier.answers, desk.local_now):
        fix = AnswerButton(do="ask", case_id=case_id, paper=desk.paper, question=stopped)
        return [[button(tr.plain("paper-stop-fix"), fix)]]
    read = PaperButton(do="text", case_id=case_id, paper=desk.paper, page=0)
    file = PaperButton(do="file", case_id=case_id, paper=desk.paper, page=0)
    return [[button(tr.plain("papers-read"), read)], [button(tr.plain("papers-file"), file)]]


def decision_screen(desk: Desk, name: str, mine: Value | None, by: str | None) -> tuple[Markup, InlineKeyboardMarkup]:
    """Two answers to one question: the later of two editors decides."""
    tr = desk.tr
    theirs, own = (short(each, DECIDE_MAX) for each in (desk.said(name), spoken(tr, name, mine)))
    who = by or tr.plain("paper-somebody")
    text = tr("paper-changed-meanwhile", who=who, theirs=theirs, mine=own)

    def to(do: str) -> AnswerButton:
        return AnswerButton(do=do, case_id=desk.dossier.case_id, paper=desk.paper, question=name)

    return text, keyboard(
        [button(tr.plain("paper-keep-theirs"), to("keep"))],
        [button(tr.plain("paper-take-mine"), to("mine"))],
        [to_list(desk)],
    )
