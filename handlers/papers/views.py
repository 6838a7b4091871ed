"""The screens of papers: their buttons, their list, a question."""

from collections.abc import Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from markupsafe import Markup

from bot.domain.headcounts import ResidentCount
from bot.domain.papers.interview import question_before
from bot.domain.papers.kit import Paper, Section, papers_in, section_of
from bot.domain.papers.questions import QUESTIONS, Value
from bot.domain.time_reader import Leaning
from bot.i18n import Translator
from handlers.papers.texts import ASK, LABEL, OPTIONS
from handlers.papers.workspace import Workspace, answer_text, came, short
from handlers.shared.buttons import CaseButton, PaperButton, SectionButton
from handlers.shared.parse_dates import example, expect
from handlers.shared.screens import Number, PapersButton, button, keyboard, to_menu
from handlers.shared.step_names import PAPERS, SECTIONS

NOW_MAX, LABEL_MAX = 1000, 30


class AnswerButton(CallbackData, prefix="ans"):
    """An answer of a paper: `do` is ask, keep, skip, mine, g0, g1… to take a guess, or m0, m1… a mended form."""

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


class CleanZipButton(CallbackData, prefix="cleanzip"):
    """The clean copies of all papers of a case that have one, in one archive."""

    case_id: Number


class ArchiveButton(CallbackData, prefix="papersall"):
    """An archive of all papers of a case: docx, pdf, clean or cleanpdf; choose shows these four."""

    kind: str
    case_id: Number


ARCHIVES = {
    "docx": "papers-zip-docx",
    "pdf": "papers-zip-pdf",
    "clean": "papers-zip-clean",
    "cleanpdf": "papers-zip-clean-pdf",
}


def list_screen(tr: Translator, workspace: Workspace) -> tuple[Markup, InlineKeyboardMarkup]:
    """The sections of the kit, and all papers at once."""
    case_id = workspace.dossier.case_id
    rows = [
        [button(tr.plain(SECTIONS[section]), SectionButton(case_id=case_id, section=section))] for section in Section
    ]
    every = button(tr.plain("papers-zip"), ArchiveButton(kind="choose", case_id=case_id))
    case = button(tr.plain("case-to-card"), CaseButton(do="card", case_id=case_id))
    return tr("papers"), keyboard(*rows, [every], [case, to_menu(tr)])


def archives_screen(workspace: Workspace) -> tuple[Markup, InlineKeyboardMarkup]:
    """The kinds of archives: drafts and clean copies, Word and PDF."""
    tr, case_id = workspace.tr, workspace.dossier.case_id
    rows = [[button(tr.plain(label), ArchiveButton(kind=kind, case_id=case_id))] for kind, label in ARCHIVES.items()]
    return tr("papers-zip-choose"), keyboard(*rows, [button(tr.plain("papers-all"), PapersButton(case_id=case_id))])


def section_screen(workspace: Workspace, section: Section) -> tuple[Markup, InlineKeyboardMarkup]:
    """The papers of a section; a tick marks those that were made."""
    tr, case_id, made = workspace.tr, workspace.dossier.case_id, workspace.dossier.made
    rows = []
    for paper in papers_in(section, workspace.basis.order):
        name = tr.plain(PAPERS[paper])
        label = tr.plain("papers-made-mark", paper=name) if paper in made else name
        rows.append([button(label, PaperButton(do="open", case_id=case_id, paper=paper, page=0))])
    every = button(tr.plain("papers-all"), PapersButton(case_id=case_id))
    return tr("papers-of", section=tr.plain(SECTIONS[section])), keyboard(*rows, [every])


def to_list(workspace: Workspace) -> InlineKeyboardButton:
    """The way back to the section of the paper."""
    section = section_of(workspace.paper, workspace.basis.order)
    to = SectionButton(case_id=workspace.dossier.case_id, section=section)
    return button(workspace.tr.plain("papers-to-list"), to)


def question_screen(workspace: Workspace, name: str, guesses: Sequence[Value]) -> tuple[Markup, InlineKeyboardMarkup]:
    """The question with its example, the present answer, and the guesses that can be taken with a press."""
    tr, answer = workspace.tr, workspace.dossier.answers.get(name)
    chain = chain_of(workspace, name)
    head = tr("paper-question", paper=workspace.title, place=str(chain.index(name) + 1), of=str(len(chain)))
    older, *younger = workspace.basis.ages
    ask = tr(
        ASK[name],
        label=tr.plain(LABEL[name]),
        came=came(workspace, name) or 0,
        age=str(older),
        younger="".join(map(str, younger)),
        share=str(workspace.basis.meeting.share),
        day=example(tr, expect(tr, workspace.now, workspace.dossier.zone, Leaning.PAST, needs_hour=False)),
        moment=example(tr, expect(tr, workspace.now, workspace.dossier.zone)),
    )
    parts = [head, *([tr("paper-again")] if answer and answer.is_stale else []), ask]
    if answer and answer.value is not None:
        parts.append(tr("paper-now", answer=short(workspace.answer_text(name), NOW_MAX)))
    elif answer:
        parts.append(tr("paper-now-left-out"))
    if name == "houses" and _is_of_reply(workspace, name):
        parts.append(tr("ask-houses-listed"))
    parts += [
        _known(tr, each, name)
        for each in workspace.counts
        if name == "residents" or (name == "houses" and each.houses in guesses)
    ]
    parts += [tr("paper-guess", answer=short(answer_text(tr, name, guess), NOW_MAX)) for guess in guesses]
    return Markup("\n\n").join(parts), _question_buttons(workspace, name, guesses)


def _known(tr: Translator, count: ResidentCount, name: str) -> Markup:
    """A number or a list that a coordinator confirmed, with its territory, source and day: it may be another's."""
    return tr(
        "headcount-known" if name == "residents" else "headcount-known-houses",
        territory=short(count.territory, NOW_MAX // 4),
        residents=count.residents,
        source=count.source,
        day=tr.day(count.as_of),
    )


def chain_of(workspace: Workspace, name: str) -> tuple[str, ...]:
    """The questions among which this one is asked: those of the paper, or those of the answer to it."""
    return workspace.reply if _is_of_reply(workspace, name) else workspace.asked


def _is_of_reply(workspace: Workspace, name: str) -> bool:
    """Tell whether a question is about the answer to the paper: once that has come, or if the paper does not ask it."""
    return name in workspace.reply and (workspace.is_replied or name not in workspace.asked)


def _question_buttons(workspace: Workspace, name: str, guesses: Sequence[Value]) -> InlineKeyboardMarkup:
    tr, case_id = workspace.tr, workspace.dossier.case_id

    def to(do: str, question: str = name) -> AnswerButton:
        return AnswerButton(do=do, case_id=case_id, paper=workspace.paper, question=question)

    options = [
        [
            button(
                tr.plain(OPTIONS[name, option]),
                OptionButton(case_id=case_id, paper=workspace.paper, question=name, option=option),
            )
        ]
        for option in QUESTIONS[name].options
    ]
    taken = [
        [
            button(
                tr.plain("paper-take", answer=short(" ".join(answer_text(tr, name, guess).split()), LABEL_MAX)),
                to(f"g{place}"),
            )
        ]
        for place, guess in enumerate(guesses)
    ]
    answer = workspace.dossier.answers.get(name)
    keep = [button(tr.plain("paper-keep"), to("keep"))] if answer else []
    skip = [] if answer and answer.value is None else [button(tr.plain("paper-skip"), to("skip"))]
    before = question_before(name, chain_of(workspace, name))
    back = [button(tr.plain("button-back-page"), to("ask", before))] if before else []
    return keyboard(*options, *taken, keep, skip, [*back, to_list(workspace)])
