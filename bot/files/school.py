"""Word files of the school: the form of a lesson, and the certificate, also that of an event. All words are given."""

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from bot.domain.school import LessonForm

if TYPE_CHECKING:
    from docx.document import Document

LINES, LINE = 2, "_" * 60
TITLE_SIZE, NAME_SIZE, SMALL_SIZE = 18, 22, 9


@dataclass(frozen=True, slots=True)
class Diploma:
    """The words of a certificate, from top to bottom."""

    heading: str
    name: str
    course: str
    learnt: str
    gists: tuple[str, ...]
    foot: str


def form_docx(form: LessonForm, note: str) -> bytes:
    """A form: each field with lines to write on. `note` stands small below."""
    paper = _paper()
    _line(paper, form.title, TITLE_SIZE, is_bold=True)
    for field in form.fields:
        _line(paper, field, is_bold=True)
        for _ in range(LINES):
            _line(paper, LINE)
    _line(paper, note, SMALL_SIZE)
    return _saved(paper)


def certificate_docx(words: Diploma) -> bytes:
    """A certificate of one page."""
    paper = _paper()
    _line(paper, words.heading, TITLE_SIZE, is_bold=True, is_centred=True)
    _line(paper, words.name, NAME_SIZE, is_bold=True, is_centred=True)
    _line(paper, words.course, is_centred=True)
    if words.learnt:
        _line(paper, words.learnt, is_bold=True)
    for gist in words.gists:
        paper.add_paragraph(gist, style="List Bullet")
    _line(paper, words.foot, SMALL_SIZE)
    return _saved(paper)


def _paper() -> "Document":
    from docx import Document
    from docx.shared import Pt

    paper = Document()
    font = paper.styles["Normal"].font
    font.name, font.size = "Times New Roman", Pt(12)
    return paper


def _line(
    paper: "Document", text: str, size: int | None = None, *, is_bold: bool = False, is_centred: bool = False
) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = paper.add_paragraph()
    run = paragraph.add_run(text)
    run.bold, run.font.size = is_bold, Pt(size) if size else None
    if is_centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _saved(paper: "Document") -> bytes:
    filled = BytesIO()
    paper.save(filled)
    return filled.getvalue()
