"""The form of the catalogue as a table of three sheets: programmes, their seasons, the dates of these.

A column is known by its code, which stands below its title: a title may be in any language. A value is a cell in
words: several stand on lines of their own, a date is written out. What cannot be read is a fault of its cell.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from bot.domain.catalogue.entries import Entry, FaultKind, as_round, as_stage, round_field, stage_field
from bot.domain.catalogue.sheets import DOWNLOADED, KEY
from bot.domain.grants import FORMATS, Precision, StageKind

Cell = str | int | None
Words = Mapping[str, Mapping[str, str]]
"""By column, the words of its codes."""


class SheetKind(StrEnum):
    """A sheet of the form."""

    PROGRAMMES = "programmes"
    ROUNDS = "rounds"
    DATES = "dates"


class CellShape(StrEnum):
    """The way in which a column writes its values."""

    TEXT = "text"
    LINES = "lines"
    CODE = "code"
    CODES = "codes"
    SUMS = "sums"
    NUMBER = "number"
    DAY = "day"
    DATE = "date"


class Unfit(NamedTuple):
    """A cell that cannot be read."""

    kind: FaultKind


COLUMNS: Mapping[SheetKind, Mapping[str, CellShape]] = {
    SheetKind.PROGRAMMES: {
        KEY: CellShape.TEXT,
        DOWNLOADED: CellShape.TEXT,
        "title": CellShape.TEXT,
        "short_title": CellShape.TEXT,
        "organiser": CellShape.TEXT,
        "level": CellShape.CODE,
        "applicants": CellShape.CODES,
        "municipalities": CellShape.LINES,
        "themes": CellShape.CODES,
        "url": CellShape.TEXT,
        "amount.ru": CellShape.TEXT,
        "amount.en": CellShape.TEXT,
        "amounts": CellShape.SUMS,
        "own_share": CellShape.NUMBER,
        "min_age_months": CellShape.NUMBER,
        "hand_in": CellShape.TEXT,
        "documents": CellShape.LINES,
        "links": CellShape.LINES,
        "contact": CellShape.TEXT,
        "note.ru": CellShape.TEXT,
        "note.en": CellShape.TEXT,
        "confidence": CellShape.CODE,
        "source": CellShape.TEXT,
        "as_of": CellShape.TEXT,
        "seen_on": CellShape.DAY,
        "recheck_on": CellShape.DAY,
        "archived": CellShape.CODE,
    },
    SheetKind.ROUNDS: {KEY: CellShape.TEXT, "season": CellShape.TEXT, "status": CellShape.CODE},
    SheetKind.DATES: {
        KEY: CellShape.TEXT,
        "season": CellShape.TEXT,
        "kind": CellShape.CODE,
        "local": CellShape.DATE,
        "zone": CellShape.TEXT,
        "forecast": CellShape.CODE,
        "source": CellShape.TEXT,
        "seen_on": CellShape.DAY,
    },
}
FIRST_YEAR = "2000"
YES, FORECAST, ANNOUNCED = "yes", "forecast", "announced"
SURE = {FORECAST: True, ANNOUNCED: False}
PRECISIONS = {
    len("2027-03-16T23:30"): Precision.MINUTE,
    len("2027-03-16"): Precision.DAY,
    len("2027-03"): Precision.MONTH,
}
# The columns without which a sheet is none of the form.
NEEDED = {
    kind: frozenset(list(columns)[: 1 if kind is SheetKind.PROGRAMMES else 3]) for kind, columns in COLUMNS.items()
}
_AS_ISO = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?(?:[ T](\d\d):(\d\d)(?::00)?)?")
_AS_HERE = re.compile(r"(?:(\d\d?)\.)?(\d\d?)\.(\d{4})(?:,? +(\d\d?):(\d\d))?")


def cells_of(slug: str, entry: Entry, downloaded: str, words: Words) -> dict[SheetKind, list[list[Cell]]]:
    """The rows of a programme on each sheet."""
    flat = {KEY: slug, DOWNLOADED: downloaded, **entry}
    flat |= {f"{name}.{locale}": said for name in ("amount", "note") for locale, said in entry.get(name, {}).items()}
    flat["archived"] = YES if entry.get("archived") else None
    rounds: list[list[Cell]] = []
    dates: list[list[Cell]] = []
    for field, value in entry.items():
        if season := as_round(field):
            rounds.append(_cells(SheetKind.ROUNDS, {KEY: slug, "season": season, "status": value}, words))
        elif place := as_stage(field):
            sure = FORECAST if value["forecast"] else ANNOUNCED
            row = {**value, KEY: slug, "season": place.season, "kind": place.kind.value, "forecast": sure}
            dates.append(_cells(SheetKind.DATES, row, words))
    programme = _cells(SheetKind.PROGRAMMES, flat, words)
    return {SheetKind.PROGRAMMES: [programme], SheetKind.ROUNDS: rounds, SheetKind.DATES: dates}


def _cells(kind: SheetKind, row: Mapping[str, Any], words: Words) -> list[Cell]:
    return [cell_of(shape, row.get(column), words.get(column, {})) for column, shape in COLUMNS[kind].items()]


def cell_of(shape: CellShape, value: Any, words: Mapping[str, str]) -> Cell:
    """A value as a cell has it."""
    if value in (None, [], {}):
        return None
    if shape is CellShape.SUMS:
        return "\n".join(f"{words[who]}: {most}" for who, most in value.items())
    if shape is CellShape.CODES:
        return "\n".join(words[each] for each in value)
    if shape is CellShape.LINES:
        return "\n".join(value)
    if shape is CellShape.CODE:
        return words[value]
    if shape is CellShape.DATE:
        return str(value).replace("T", " ")
    return int(value) if shape is CellShape.NUMBER else str(value)


def value_of(shape: CellShape, cell: Any, codes: Mapping[str, str]) -> Any:
    """The value that a cell has, None for an empty one; Unfit when it has none that this shape takes.

    `codes` are the codes of folded words.
    """
    text = text_of(cell)
    if not text.strip():
        return None
    if shape is CellShape.DATE:
        return read_date(text) or Unfit(FaultKind.DATE)
    if shape is CellShape.DAY:
        found = read_date(text)
        return found if found and len(found) == len("2027-03-16") else Unfit(FaultKind.DATE)
    return READERS[shape](text, codes)


def text_of(cell: Any) -> str:
    """A cell as text. A number that Excel made of a year or a telephone has no ".0"."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    return "" if cell is None else str(cell)


def read_date(typed: str) -> str | None:
    """A date that is written out, as a stage keeps it: "16.03.2027 23:30", "2027-03-16", "03.2027"."""
    if found := _AS_ISO.fullmatch(typed.strip()):
        year, month, day, hour, minute = found.groups()
    elif found := _AS_HERE.fullmatch(typed.strip()):
        day, month, year, hour, minute = found.groups()
    else:
        return None
    if (hour and not day) or year < FIRST_YEAR:
        return None
    try:
        at = datetime(int(year), int(month), int(day or 1), int(hour or 0), int(minute or 0))  # noqa: DTZ001 - a wall clock
    except ValueError:
        return None
    return at.strftime(FORMATS[Precision.MINUTE if hour else Precision.DAY if day else Precision.MONTH])


def _text(text: str, _: Mapping[str, str]) -> str:
    return text


def _lines(text: str, _: Mapping[str, str]) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _number(text: str, _: Mapping[str, str]) -> int | Unfit:
    return int(text) if text.isdecimal() else Unfit(FaultKind.WRONG)


def _code(text: str, codes: Mapping[str, str]) -> str | Unfit:
    return codes.get(text.strip().casefold()) or Unfit(FaultKind.WRONG)


def _codes(text: str, codes: Mapping[str, str]) -> list[str] | Unfit:
    found = [codes.get(line.casefold()) for line in _lines(text, codes)]
    return [code for code in found if code] if all(found) else Unfit(FaultKind.WRONG)


def _sums(text: str, codes: Mapping[str, str]) -> dict[str, int] | Unfit:
    found: dict[str, int] = {}
    for line in _lines(text, codes):
        who, _, most = line.rpartition(":")
        code, number = codes.get(who.strip().casefold()), re.sub(r"\s", "", most)
        if code is None or not number.isdecimal():
            return Unfit(FaultKind.WRONG)
        found[code] = int(number)
    return found


READERS: Mapping[CellShape, Callable[[str, Mapping[str, str]], Any]] = {
    CellShape.TEXT: _text,
    CellShape.LINES: _lines,
    CellShape.NUMBER: _number,
    CellShape.CODE: _code,
    CellShape.CODES: _codes,
    CellShape.SUMS: _sums,
}


def fields_of(kind: SheetKind, row: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an entry that a row of a sheet tells, by its values; a season without a status is taken out."""
    if kind is SheetKind.PROGRAMMES:
        return _programme_fields(row)
    season = (row.get("season") or "").strip()
    if kind is SheetKind.ROUNDS:
        return {round_field(season): row.get("status")}
    return {stage_field(season, StageKind(row["kind"])): _stage(row)}


def _programme_fields(row: Mapping[str, Any]) -> dict[str, Any]:
    told = {name: value for name, value in row.items() if name not in (KEY, DOWNLOADED) and "." not in name}
    if "archived" in told:
        told["archived"] = told["archived"] == YES or None
    for name in ("amount", "note"):
        parts = {column.partition(".")[2]: value for column, value in row.items() if column.startswith(f"{name}.")}
        if parts:
            told[name] = {locale: said for locale, said in parts.items() if said} or None
    return told


def _stage(row: Mapping[str, Any]) -> dict[str, Any] | None:
    if not (local := row.get("local")):
        return None
    said = {"local": local, "zone": (row.get("zone") or "").strip(), "precision": PRECISIONS[len(local)].value}
    return said | {
        "forecast": SURE.get(row.get("forecast") or ""),
        "source": row.get("source") or "",
        "seen_on": row.get("seen_on"),
    }


def folded(words: Iterable[Words]) -> dict[str, dict[str, str]]:
    """The codes of words in any of the languages; a code stands for itself, too."""
    found: dict[str, dict[str, str]] = {}
    for each in words:
        for column, names in each.items():
            known = found.setdefault(column, {})
            known |= {word.casefold(): code for code, word in names.items()}
            known |= {code.casefold(): code for code in names}
    return found


def sheet_of(codes: Sequence[str]) -> SheetKind | None:
    """The sheet to which a row of codes belongs; None for any other row."""
    return next((kind for kind in reversed(SheetKind) if NEEDED[kind] <= {*codes} and codes[0] == KEY), None)
