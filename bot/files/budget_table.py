"""The budget of an application as .xlsx: prices and quantities are numbers, sums are formulas that compute.

What people typed is always text, also when it begins like a formula; values are kept beside the formulas, for programs
that compute nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from bot.domain.applications.budget import KOPECKS, THOUSANDTHS, BudgetLine, Payer, totals
from bot.files.tables import SAFE

COLUMNS = (5, 40, 11, 10, 14, 16, 18)
MONEY, NUMBER = "# ##0.00 [$₽-419]", "0.###"


@dataclass(frozen=True, slots=True)
class BudgetHeads:
    """The words of the table: sheet, title above, heads of the seven columns, names of payers, the total."""

    sheet: str
    title: str
    columns: Sequence[str]
    payers: dict[Payer, str]
    total: str


def budget_table(lines: Sequence[BudgetLine], heads: BudgetHeads) -> bytes:
    """The file. It takes time: call it in a thread."""
    from xlsxwriter import Workbook

    file = BytesIO()
    book = Workbook(file, {**SAFE, "in_memory": True})
    sheet = book.add_worksheet(heads.sheet)
    formats = {name: book.add_format(look) for name, look in _LOOKS.items()}
    for place, width in enumerate(COLUMNS):
        sheet.set_column(place, place, width)
    sheet.write_string(0, 0, heads.title, formats["title"])
    sheet.write_row(2, 0, list(heads.columns), formats["head"])
    sheet.freeze_panes(3, 0)
    for number, line in enumerate(lines, start=1):
        _write_line(sheet, 2 + number, line, number, heads, formats)
    _write_sums(sheet, len(lines), lines, heads, formats)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)
    book.close()
    return file.getvalue()


_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 13},
    "head": {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"},
    "text": {"text_wrap": True, "valign": "top"},
    "number": {"num_format": NUMBER, "valign": "top"},
    "money": {"num_format": MONEY, "valign": "top"},
    "total": {"num_format": MONEY, "bold": True, "top": 1},
    "bold": {"bold": True, "top": 1},
}


def _write_line(
    sheet: Any, row: int, line: BudgetLine, number: int, heads: BudgetHeads, formats: dict[str, Any]
) -> None:
    sheet.write_number(row, 0, number, formats["text"])
    sheet.write_string(row, 1, line.what, formats["text"])
    sheet.write_number(row, 2, line.quantity / THOUSANDTHS, formats["number"])
    sheet.write_string(row, 3, line.unit, formats["text"])
    if line.price is not None:
        sheet.write_number(row, 4, line.price / KOPECKS, formats["money"])
    sheet.write_formula(row, 5, f"=ROUND(C{row + 1}*E{row + 1},2)", formats["money"], line.sum / KOPECKS)
    sheet.write_string(row, 6, heads.payers[line.payer], formats["text"])


def _write_sums(
    sheet: Any, count: int, lines: Sequence[BudgetLine], heads: BudgetHeads, formats: dict[str, Any]
) -> None:
    """The total and the sum of each payer, computed from the rows above."""
    first, last, sums = 4, max(3 + count, 4), totals(lines)
    row = 3 + count
    sheet.write_string(row, 1, heads.total, formats["bold"])
    sheet.write_formula(row, 5, f"=SUM(F{first}:F{last})" if count else "=0", formats["total"], sums.all / KOPECKS)
    for place, payer in enumerate(Payer, start=1):
        sheet.write_string(row + place, 1, heads.payers[payer], formats["text"])
        formula = f"=SUMIF(G{first}:G{last},B{row + place + 1},F{first}:F{last})" if count else "=0"
        sheet.write_formula(row + place, 5, formula, formats["money"], sums.of(payer) / KOPECKS)
