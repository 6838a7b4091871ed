"""The registration sheet as .docx and .xlsx. Both take time for thousands of people: make them in a thread.

The .docx is written as plain XML: a library that builds each cell as an object needs a minute for ten thousand rows.
"""

import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import escape

from bot.files.tables import Table

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
# The width of a page between its margins, in twentieths of a point.
_WIDE = 10_000


@dataclass(frozen=True, slots=True)
class SheetPaper:
    """The words of a sheet: the lines above it, its columns with their widths in signs, its rows."""

    name: str
    title: str
    about: str
    columns: Sequence[tuple[str, int]]
    rows: Sequence[Sequence[str]]


def registration_xlsx(paper: SheetPaper) -> bytes:
    """The sheet as a table to work with: its first row has the names of the columns."""
    table = Table(paper.name, paper.columns)
    table.add(paper.rows)
    return table.done()


def registration_docx(paper: SheetPaper) -> bytes:
    """The sheet to print on A4: the head of the table stands on each page, a row is never divided."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", _types())
        packed.writestr("_rels/.rels", _relations(("officeDocument", "word/document.xml")))
        packed.writestr("word/_rels/document.xml.rels", _relations(("footer", "footer1.xml")))
        packed.writestr("word/footer1.xml", _footer())
        packed.writestr("word/document.xml", _document(paper))
    return file.getvalue()


def _types() -> str:
    parts = {"document": f"{_WORD}.document.main+xml", "footer1": f"{_WORD}.footer+xml"}
    named = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{kind}"/>' for name, kind in parts.items())
    relations = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    plain = '<Default Extension="xml" ContentType="application/xml"/>'
    return f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">{relations}{plain}{named}</Types>'


def _relations(*targets: tuple[str, str]) -> str:
    lines = (
        f'<Relationship Id="rId{number}" Type="{_R}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(lines)}</Relationships>'


def _footer() -> str:
    page = '<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    return f'{_HEAD}<w:ftr {_W}><w:p><w:pPr><w:jc w:val="center"/></w:pPr>{page}</w:p></w:ftr>'


def _document(paper: SheetPaper) -> str:
    widths = [width * _WIDE // sum(width for _, width in paper.columns) for _, width in paper.columns]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:color="808080"/>' for side in sides)
    look = f'<w:tblPr><w:tblW w:w="{_WIDE}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
    look += '<w:tblLayout w:type="fixed"/></w:tblPr>'
    head = _row([name for name, _ in paper.columns], widths, is_head=True)
    rows = "".join(_row(each, widths) for each in paper.rows)
    above = _line(paper.title, size=30, is_bold=True) + _line(paper.about, size=22)
    table = f"<w:tbl>{look}<w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"
    page = f'<w:sectPr><w:footerReference xmlns:r="{_R}" w:type="default" r:id="rId1"/>'
    page += '<w:pgSz w:w="11906" w:h="16838"/>'
    page += (
        '<w:pgMar w:top="850" w:right="850" w:bottom="850" w:left="1056" w:header="400" w:footer="400" w:gutter="0"/>'
    )
    return f"{_HEAD}<w:document {_W}><w:body>{above}{table}<w:p/>{page}</w:sectPr></w:body></w:document>"


def _line(text: str, *, size: int, is_bold: bool = False) -> str:
    look = f'<w:rPr>{"<w:b/>" if is_bold else ""}<w:sz w:val="{size}"/></w:rPr>'
    return f'<w:p><w:r>{look}<w:t xml:space="preserve">{_words(text)}</w:t></w:r></w:p>'


def _row(cells: Iterable[str], widths: Sequence[int], *, is_head: bool = False) -> str:
    about = '<w:trPr><w:cantSplit/><w:trHeight w:val="440" w:hRule="atLeast"/>'
    about += f"{'<w:tblHeader/>' if is_head else ''}</w:trPr>"
    bold = "<w:rPr><w:b/></w:rPr>" if is_head else ""
    filled = (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:r>{bold}'
        f'<w:t xml:space="preserve">{_words(cell)}</w:t></w:r></w:p></w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr>{about}{''.join(filled)}</w:tr>"


def _words(text: str) -> str:
    return escape(_FORBIDDEN.sub("", text))
