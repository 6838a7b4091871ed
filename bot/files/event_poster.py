"""A poster of an event on one A4 page: its words, a large QR, and a row of slips to tear off. All words are given."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from bot.files.qr import qr_code

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

SLIPS, ABOUT_MOST = 6, 400
# A long title gets smaller letters, so that everything stays on one page.
TITLE_SIZES = ((40, 36), (80, 28))
SMALLEST_TITLE, LINE_SIZE, SLIP_SIZE = 22, 16, 8
QR_WIDE, SLIP_WIDE = 8.5, 2.2


@dataclass(frozen=True, slots=True)
class EventPoster:
    """The words of a poster: `lines` below the title, `call` above the QR, `slip` on each slip; the QR opens `link`."""

    title: str
    lines: Sequence[str]
    about: str
    call: str
    slip: str
    link: str


def poster_docx(words: EventPoster) -> bytes:
    """The poster; call it in a thread."""
    from docx import Document
    from docx.shared import Cm

    paper = Document()
    page = paper.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(1.5)
    title_size = next((size for most, size in TITLE_SIZES if len(words.title) <= most), SMALLEST_TITLE)
    _line(paper.add_paragraph(), words.title, title_size, is_bold=True)
    for line in words.lines:
        _line(paper.add_paragraph(), line, LINE_SIZE)
    if words.about:
        _line(paper.add_paragraph(), words.about[:ABOUT_MOST], LINE_SIZE - 3)
    _line(paper.add_paragraph(), words.call, LINE_SIZE, is_bold=True)
    picture = qr_code(words.link)
    _picture(paper.add_paragraph(), picture, QR_WIDE)
    page.footer_distance = Cm(0.8)
    _slips(paper, words.slip, picture)
    file = BytesIO()
    paper.save(file)
    return file.getvalue()


def _slips(paper: "Document", slip: str, picture: bytes) -> None:
    """The row of slips at the foot of the page: each has the QR and a few words."""
    from docx.shared import Cm

    table = paper.sections[0].footer.add_table(1, SLIPS, Cm(18))
    table.style = paper.styles["Table Grid"]
    for cell in table.rows[0].cells:
        _picture(cell.paragraphs[0], picture, SLIP_WIDE)
        _line(cell.add_paragraph(), slip, SLIP_SIZE)


def _line(paragraph: "Paragraph", text: str, size: int, *, is_bold: bool = False) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    run = paragraph.add_run(text)
    run.bold, run.font.size, run.font.name = is_bold, Pt(size), "Times New Roman"
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(6)


def _picture(paragraph: "Paragraph", picture: bytes, wide: float) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Pt

    paragraph.add_run().add_picture(BytesIO(picture), width=Cm(wide))
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(2)
