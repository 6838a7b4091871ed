"""Many programmes at once: a table that was sent in, row by row against the catalogue, before anything is saved."""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bot.domain.catalogue.edits import Change, difference
from bot.domain.catalogue.entries import (
    FIELDS,
    Entry,
    EntryFault,
    FaultKind,
    as_round,
    as_stage,
    faults,
    programme_of,
)

ROWS_MOST, SLUG_MAX = 5000, 64
KEY = "slug"


class RowFate(StrEnum):
    """The fate of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row with its fate. `number` counts from 1; `faults` are those of a BAD one."""

    number: int
    slug: str
    fate: RowFate
    changes: Mapping[str, Change] = field(default_factory=dict)
    faults: tuple[EntryFault, ...] = ()


def as_rows(known: Mapping[str, Entry]) -> list[dict[str, Any]]:
    """The catalogue as rows of a table, by slug."""
    return [{KEY: slug, **entry} for slug, entry in sorted(known.items())]


def fingerprint(rows: Sequence[SheetRow]) -> str:
    """A few characters that differ when what becomes of the rows differs."""
    told = json.dumps([[each.slug, each.fate, each.changes, each.faults] for each in rows], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def compare(
    known: Mapping[str, Entry], rows: Sequence[Any], places: Collection[str], others: Collection[str] = ()
) -> list[SheetRow]:
    """The fate of each row. A programme that the table leaves out stays as it is, a field too.

    `others` are slugs of programmes that are not to be changed.
    """
    seen: set[str] = {*others}
    found: list[SheetRow] = []
    for number, row in enumerate(rows, start=1):
        found.append(_compare(known, number, row, places, seen))
        seen.add(found[-1].slug)
    return found


def _compare(
    known: Mapping[str, Entry], number: int, row: Any, places: Collection[str], seen: Collection[str]
) -> SheetRow:
    slug = row.get(KEY) if isinstance(row, dict) else None
    if not isinstance(slug, str) or not 0 < len(slug) <= SLUG_MAX or slug in seen:
        return SheetRow(number, str(slug or "")[:SLUG_MAX], RowFate.BAD, faults=(EntryFault(FaultKind.WRONG, KEY),))
    told = {str(name): value for name, value in row.items() if name != KEY}
    foreign = [name for name in told if not is_field(name)]
    if foreign:
        wrong = tuple(EntryFault(FaultKind.WRONG, name[:SLUG_MAX]) for name in foreign)
        return SheetRow(number, slug, RowFate.BAD, faults=wrong)
    before = known.get(slug, {})
    after = {name: value for name, value in {**before, **told}.items() if value not in (None, [], {}, False)}
    changes = difference(before, after)
    if wrong := _faults(after, changes, places):
        return SheetRow(number, slug, RowFate.BAD, changes, wrong)
    fate = RowFate.SAME if not changes else RowFate.CHANGED if before else RowFate.NEW
    return SheetRow(number, slug, fate, changes)


def is_field(name: str) -> bool:
    """Tell whether an entry may have a field of this name."""
    try:
        return name in FIELDS or as_round(name) is not None or as_stage(name) is not None
    except ValueError:
        return False


def _faults(entry: Entry, changes: Mapping[str, Change], places: Collection[str]) -> tuple[EntryFault, ...]:
    """The faults of a row, whatever its cells hold."""
    try:
        found = faults(entry, changes)
        if not found:
            programme_of(entry)
    except (ValueError, KeyError, TypeError, AttributeError, LookupError):
        return (EntryFault(FaultKind.WRONG, next(iter(changes), KEY)),)
    strange = set(entry.get("municipalities") or ()) - set(places)
    return (*found, *([EntryFault(FaultKind.PLACE, "municipalities")] if strange else []))
