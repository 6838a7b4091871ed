"""The catalogue as an Excel file: three sheets with a legend, written with lists to choose from, read cell by cell.

A file that was sent in is unpacked within a limit and looked through (`bot.files.workbooks`) before calamine reads it.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from bot.domain.catalogue.entries import Entry, EntryFault, FaultKind
from bot.domain.catalogue.forms import COLUMNS, SheetKind, Unfit, Words, cells_of, fields_of, sheet_of, value_of
from bot.domain.catalogue.sheets import DOWNLOADED, KEY, ROWS_MOST, SentRow, as_moment
from bot.files.tables import SAFE
from bot.files.workbooks import Looked, UnreadableSheetError, look_through

# The rows of titles and of codes.
HEAD = 2
# The dates and seasons of one programme that a table has room for.
DATES_EACH = 4
WIDE, NARROW = 34, 14
WIDTHS = {"title": WIDE, "applicants": WIDE, "documents": WIDE, "links": WIDE, "hand_in": WIDE, "source": WIDE}
CODES_SEEN = 10
MERGED_MOST = 200_000


@dataclass(frozen=True, slots=True)
class FormTexts:
    """The words of the form in one language: names of sheets, titles of columns, words of codes, the legend.

    `places` are the municipalities by slug, `legend` the lines of the first sheet, named `about`.
    """

    about: str
    lists: str
    sheets: Mapping[SheetKind, str]
    titles: Mapping[str, str]
    words: Words
    places: Mapping[str, str]
    legend: Sequence[str]


def write(entries: Mapping[str, Entry], downloaded: str, texts: FormTexts) -> bytes:
    """The catalogue in a file. It takes time: run it in a thread."""
    from xlsxwriter import Workbook

    file = BytesIO()
    book = Workbook(file, SAFE)
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    bold, small = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"font_color": "#777777"})
    about = book.add_worksheet(texts.about)
    about.set_column(0, 0, 110, text)
    about.write_column(0, 0, texts.legend, text)
    sheets = {kind: book.add_worksheet(texts.sheets[kind]) for kind in SheetKind}
    listed = _write_lists(book.add_worksheet(texts.lists), texts, bold)
    for kind, sheet in sheets.items():
        columns = list(COLUMNS[kind])
        sheet.freeze_panes(HEAD, 1)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, WIDTHS.get(column, NARROW), text)
            if column in listed:
                where = {"validate": "list", "source": f"='{texts.lists}'!{listed[column]}"}
                sheet.data_validation(HEAD, place, HEAD + ROWS_MOST, place, where)
        sheet.write_row(0, 0, [texts.titles[column] for column in columns], bold)
        sheet.write_row(1, 0, columns, small)
    rows = dict.fromkeys(SheetKind, HEAD)
    for slug, entry in entries.items():
        for kind, found in cells_of(slug, entry, downloaded, texts.words).items():
            for row in found:
                _write_row(sheets[kind], rows[kind], row, text)
                rows[kind] += 1
    book.close()
    return file.getvalue()


def _write_row(sheet: Any, number: int, row: Sequence[str | int | None], text: Any) -> None:
    for place, cell in enumerate(row):
        if isinstance(cell, int):
            sheet.write_number(number, place, cell)
        elif cell is not None:
            sheet.write_string(number, place, cell, text)


def _write_lists(sheet: Any, texts: FormTexts, bold: Any) -> dict[str, str]:
    """Write the words to choose from, and the municipalities. Returns the cells of each column that has one word."""
    from xlsxwriter.utility import xl_range_abs

    found: dict[str, str] = {}
    for place, (column, words) in enumerate(texts.words.items()):
        sheet.write(0, place, texts.titles[column], bold)
        sheet.write_column(1, place, words.values())
        if column not in ("applicants", "themes", "amounts"):
            found[column] = xl_range_abs(1, place, len(words), place)
    last = len(texts.words)
    sheet.set_column(0, last + 1, WIDE)
    sheet.write_row(0, last, [texts.titles["municipalities"]] * 2, bold)
    for number, (slug, name) in enumerate(texts.places.items(), start=1):
        sheet.write_row(number, last, [slug, name])
    return found


def read(content: bytes, codes: Mapping[str, Mapping[str, str]]) -> list[SentRow]:
    """The rows of a file, one for each programme, with its seasons and dates. It takes time: run it in a thread.

    `codes` are the codes of folded words by column.
    """
    import python_calamine

    looked = look_through(content, ROWS_MOST * DATES_EACH)
    try:
        book = python_calamine.load_workbook(BytesIO(looked.content))
        opened = [_opened(book.get_sheet_by_name(name), looked) for name in book.sheet_names if name in looked.sheets]
    except (python_calamine.CalamineError, OSError, ValueError):
        raise UnreadableSheetError("broken") from None
    sheets = sorted((each for each in opened if each), key=lambda each: list(SheetKind).index(each.kind))
    if not sheets or sheets[0].kind is not SheetKind.PROGRAMMES:
        raise UnreadableSheetError("form")
    rows = _together(sheets, codes)
    if not rows:
        raise UnreadableSheetError("rows")
    return rows


def _together(sheets: Sequence["_Sheet"], codes: Mapping[str, Mapping[str, str]]) -> list[SentRow]:
    """A row for each programme, with its seasons and dates; one that is named again stands at the end."""
    found: dict[str, SentRow] = {}
    again: list[SentRow] = []
    for sheet in sheets:
        for row in sheet.rows(codes):
            held = found.get(row.slug)
            if held is not None and sheet.kind is SheetKind.PROGRAMMES:
                again.append(row)
            else:
                found[row.slug] = _joined(held, row) if held else row
    return [*found.values(), *again]


def _joined(held: SentRow, row: SentRow) -> SentRow:
    """A programme with one more season or date; the same one twice is a fault."""
    twice = [EntryFault(FaultKind.TWICE, name) for name in row.told if name in held.told]
    faults = (*held.faults, *row.faults, *twice)
    return SentRow(held.number, held.slug, {**held.told, **row.told}, faults, held.downloaded_at)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet of the form that was sent in; `first` is the row below its codes."""

    name: str
    kind: SheetKind
    cells: list[list[Any]]
    codes: list[str]
    first: int
    formulas: Set[tuple[int, int]]
    merged: Set[tuple[int, int]]

    def rows(self, codes: Mapping[str, Mapping[str, str]]) -> Iterator[SentRow]:
        """The rows below the codes that are not empty."""
        for number in range(self.first, len(self.cells)):
            if any(str(cell).strip() for cell in self.cells[number] if cell is not None):
                yield self._row(number, codes)

    def _row(self, number: int, codes: Mapping[str, Mapping[str, str]]) -> SentRow:
        values: dict[str, Any] = {}
        faults: list[EntryFault] = []
        for place, cell in enumerate(self.cells[number]):
            column = self.codes[place] if place < len(self.codes) else ""
            found = self._value(number, place, column, cell, codes)
            if isinstance(found, EntryFault):
                faults.append(found)
            elif column in COLUMNS[self.kind]:
                values[column] = found
        slug = str(values.get(KEY) or "").strip()
        told = self._told(values, faults)
        return SentRow(number + 1, slug, told, tuple(faults), as_moment(values.get(DOWNLOADED)))

    def _value(self, number: int, place: int, column: str, cell: Any, codes: Mapping[str, Mapping[str, str]]) -> Any:
        """The value of a cell, or its fault."""
        where = f"{self.name}!{letters(place)}{number + 1}"
        shape = COLUMNS[self.kind].get(column)
        written = str("" if cell is None else cell).strip()
        if shape is None:
            return EntryFault(FaultKind.FOREIGN, column or letters(place), where) if written else None
        if (number, place) in self.formulas:
            return EntryFault(FaultKind.FORMULA, column, where)
        if (number, place) in self.merged:
            return EntryFault(FaultKind.MERGED, column, where)
        found = value_of(shape, cell, codes.get(column, {}))
        return EntryFault(found.kind, column, where, written[:40]) if isinstance(found, Unfit) else found

    def _told(self, values: Mapping[str, Any], faults: list[EntryFault]) -> dict[str, Any]:
        """The fields that a row tells; none of a row whose cells cannot be read."""
        if faults:
            return {}
        missing = [name for name in ("season", "kind") if name in COLUMNS[self.kind] and not values.get(name)]
        if missing:
            faults += [EntryFault(FaultKind.MISSING, name) for name in missing]
            return {}
        return fields_of(self.kind, values)


def _opened(sheet: Any, looked: Looked) -> _Sheet | None:
    """A sheet that was sent in; None for one that the form does not have."""
    cells: list[list[Any]] = sheet.to_python(skip_empty_area=False)
    for number, row in enumerate(cells[:CODES_SEEN]):
        codes = [str(cell or "").strip() for cell in row]
        if codes and (kind := sheet_of(codes)):
            merged = _merged(sheet.merged_cell_ranges or ())
            return _Sheet(sheet.name, kind, cells, codes, number + 1, looked.sheets[sheet.name], merged)
    return None


def _merged(ranges: Sequence[tuple[tuple[int, int], tuple[int, int]]]) -> set[tuple[int, int]]:
    """The cells of merged ranges."""
    area = sum((bottom - top + 1) * (right - left + 1) for (top, left), (bottom, right) in ranges)
    if area > MERGED_MOST:
        raise UnreadableSheetError("big")
    return {
        (row, column)
        for (top, left), (bottom, right) in ranges
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    }


def letters(place: int) -> str:
    """The letters of a column, from 0: A, B, … AA."""
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(place))
