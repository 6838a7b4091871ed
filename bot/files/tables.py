"""Tables for coordinators (.xlsx). Text that people typed is always text in a cell, never a formula or a link."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO

Cell = str | int | datetime | None
Row = Sequence[Cell]
WHEN = "dd.mm.yyyy hh:mm"
SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


class Table:
    """One sheet, written row by row in constant memory: create it, `add` rows, and get the file from `done`.

    Every step takes time and does not need the event loop: run the steps in a thread, one after another. `columns` are
    titles and widths in characters. A datetime in a cell is a naive wall clock.
    """

    def __init__(self, sheet: str, columns: Sequence[tuple[str, int]]) -> None:
        from xlsxwriter import Workbook

        self._file = BytesIO()
        self._book = Workbook(self._file, {**SAFE, "constant_memory": True})
        self._sheet = self._book.add_worksheet(sheet)
        self._when = self._book.add_format({"num_format": WHEN, "align": "left"})
        head = self._book.add_format({"bold": True, "bottom": 1})
        for place, (_, width) in enumerate(columns):
            self._sheet.set_column(place, place, width)
        self._sheet.freeze_panes(1, 0)
        self._sheet.write_row(0, 0, [name for name, _ in columns], head)
        self._next = 1

    def add(self, rows: Iterable[Row]) -> None:
        """Write rows after those already written."""
        for row in rows:
            for place, cell in enumerate(row):
                if isinstance(cell, datetime):
                    self._sheet.write_datetime(self._next, place, cell, self._when)
                elif cell is not None:
                    self._sheet.write(self._next, place, cell)
            self._next += 1

    def done(self) -> bytes:
        """Close the table and return the content of the file."""
        self._book.close()
        return self._file.getvalue()


def whole_table(sheet: str, columns: Sequence[tuple[str, int]], rows: Iterable[Row]) -> bytes:
    """The file of a small table. It takes time: call it in a thread."""
    table = Table(sheet, columns)
    table.add(rows)
    return table.done()
