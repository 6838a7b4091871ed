"""Excel files as people make them: sheets of plain rows, and files that are made to do harm."""

import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

DATES = ("slug", "season", "kind", "local", "zone", "forecast", "source", "seen_on")


def workbook(*sheets: Sequence[Sequence[Any]], alter: Callable[[Sequence[Any]], object] = lambda _: None) -> bytes:
    """A file with these rows, a title above the codes of each sheet; `alter` does more to its sheets."""
    file = BytesIO()
    book = Workbook(file, {"default_date_format": "dd.mm.yyyy", "remove_timezone": True})
    made = [book.add_worksheet() for _ in sheets]
    for sheet, rows in zip(made, sheets, strict=True):
        sheet.write_row(0, 0, ["title"] * len(rows[0]))
        for number, row in enumerate(rows, start=1):
            sheet.write_row(number, 0, row)
    alter(made)
    book.close()
    return file.getvalue()


def with_part(content: bytes, name: str, part: bytes, *, instead: bool = False) -> bytes:
    """The file with one more part, or with another one `instead` of what it has."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            if not (instead and each == name):
                new.writestr(each, old.read(each))
        new.writestr(name, part)
    return file.getvalue()


def with_cell(content: bytes, place: str, value: str = "1") -> bytes:
    """The file with a number in a cell far away, as a text editor can put it there."""
    name = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(BytesIO(content)) as packed:
        sheet = packed.read(name)
    number = place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    row = f'<row r="{number}"><c r="{place}"><v>{value}</v></c></row></sheetData>'
    return with_part(content, name, sheet.replace(b"</sheetData>", row.encode()), instead=True)
