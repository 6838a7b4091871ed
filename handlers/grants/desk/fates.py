"""The fate of every row of a table that was sent in: on a screen, and all of them as a table of their own."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.domain.catalogue.entries import EntryFault
from bot.domain.catalogue.sheets import RowFate, SheetRow, is_field
from bot.files.tables import Cell, Table
from bot.i18n import Translator
from handlers.grants.desk.access import FAULTS
from handlers.grants.desk.form_texts import TITLES
from handlers.grants.desk.words import changes_lines, field_name
from handlers.shared.context import Context

TEXT_MOST = 3500
FATES = {
    RowFate.NEW: "catalogue-row-new",
    RowFate.CHANGED: "catalogue-row-changed",
    RowFate.SAME: "catalogue-row-same",
    RowFate.BAD: "catalogue-row-bad",
}
NAMES = {
    RowFate.NEW: "catalogue-fate-new",
    RowFate.CHANGED: "catalogue-fate-changed",
    RowFate.SAME: "catalogue-fate-same",
    RowFate.BAD: "catalogue-fate-bad",
}
COLUMNS = {"catalogue-column-row": 8, "catalogue-column-slug": 30, "catalogue-fate": 18, "catalogue-fate-why": 100}
CELL_MOST = 32_000


def fates_text(ctx: Context, fates: Sequence[SheetRow]) -> tuple[Markup, bool]:
    """The number of rows of each fate, then each that is not as before, those that cannot be saved first.

    Tells also whether all of them are named.
    """
    counts = {fate: sum(each.fate is fate for each in fates) for fate in RowFate}
    bad, new, changed, same = (counts[fate] for fate in (RowFate.BAD, RowFate.NEW, RowFate.CHANGED, RowFate.SAME))
    parts = [ctx.tr("catalogue-fates", bad=bad, new=new, changed=changed, same=same)]
    told = [each for each in fates if each.fate is not RowFate.SAME]
    told.sort(key=lambda each: each.fate is not RowFate.BAD)
    left = TEXT_MOST
    for place, each in enumerate(told):
        line = fate_text(ctx, each)
        left -= len(line)
        if left < 0:
            return Markup("\n\n").join([*parts, ctx.tr("catalogue-fates-more", count=len(told) - place)]), False
        parts.append(line)
    return Markup("\n\n").join(parts), True


def fate_text(ctx: Context, each: SheetRow) -> Markup:
    head = ctx.tr(FATES[each.fate], number=each.number, slug=each.slug)
    lines = [fault_line(ctx.tr, fault) for fault in each.faults]
    if each.fate is RowFate.CHANGED:
        lines += changes_lines(ctx.tr, each.changes, ctx.zone)
    return Markup("\n").join([head, *lines])


def fault_line(tr: Translator, fault: EntryFault) -> Markup:
    """The fault of a field, with what was written, and with its cell."""
    line = tr(FAULTS[fault.kind], field=name_of(tr, fault.field))
    if fault.found:
        line = tr("catalogue-fault-found", fault=line, found=fault.found)
    return tr("catalogue-fault-in", fault=line, place=fault.place) if fault.place else line


def name_of(tr: Translator, field: str) -> str:
    """The name of a field or of a column; of a foreign one as it was written."""
    if is_field(field):
        return field_name(tr, field)
    return tr.plain(TITLES[field]) if field in TITLES else field


def fates_table(ctx: Context, fates: Sequence[SheetRow]) -> bytes:
    """A table with every row, its fate and the difference. It takes time: run it in a thread."""
    columns = [(ctx.tr.plain(key), width) for key, width in COLUMNS.items()]
    table = Table(ctx.tr.plain("catalogue-fates-sheet"), columns)
    table.add(fate_cells(ctx, each) for each in fates)
    return table.done()


def fate_cells(ctx: Context, each: SheetRow) -> list[Cell]:
    lines = [fault_line(ctx.tr, fault) for fault in each.faults]
    lines += changes_lines(ctx.tr, each.changes, ctx.zone) if each.fate is RowFate.CHANGED else []
    why = "\n".join(line.striptags() for line in lines)
    return [each.number, each.slug, ctx.tr.plain(NAMES[each.fate]), why[:CELL_MOST]]
