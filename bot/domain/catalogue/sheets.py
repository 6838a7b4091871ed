"""Many programmes at once: a table that was sent in, row by row against the catalogue, before anything is saved.

A table may have been downloaded a while ago. What others changed since is known from the history: a cell that was left
as it was downloaded does not take their change back, and one that was changed as well is shown.
"""

import hashlib
import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.domain.catalogue.edits import Change, applied, difference
from bot.domain.catalogue.entries import (
    FIELDS,
    Entry,
    EntryFault,
    FaultKind,
    as_round,
    as_stage,
    faults,
    passing_word,
    programme_of,
)

ROWS_MOST, SLUG_MAX = 5000, 64
KEY, DOWNLOADED = "slug", "downloaded_at"


class RowFate(StrEnum):
    """The fate of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class SentRow:
    """A row as it was sent in, counted from 1. `told` are its fields, `faults` the cells that cannot be read."""

    number: int
    slug: str
    told: Mapping[str, Any]
    faults: tuple[EntryFault, ...] = ()
    downloaded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row with its fate; `faults` are those of a BAD one."""

    number: int
    slug: str
    fate: RowFate
    changes: Mapping[str, Change] = field(default_factory=dict)
    faults: tuple[EntryFault, ...] = ()


@dataclass(frozen=True, slots=True)
class SavedChange:
    """A field that somebody changed, and when; `was` is its value before that."""

    field: str
    was: Any
    at: datetime


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The catalogue that rows are compared with: entries by slug, municipalities, slugs that are not to be changed.

    `saved` are the changes of the last while by slug, the oldest first; `passing` the words that no fact is told with.
    """

    entries: Mapping[str, Entry]
    places: Collection[str]
    others: Collection[str] = ()
    saved: Mapping[str, Sequence[SavedChange]] = field(default_factory=dict)
    passing: re.Pattern[str] | None = None


def as_rows(known: Mapping[str, Entry], now: datetime) -> list[dict[str, Any]]:
    """The catalogue as rows of a table that is downloaded now, by slug."""
    return [{KEY: slug, DOWNLOADED: now.isoformat(), **entry} for slug, entry in sorted(known.items())]


def sent(rows: Sequence[Any]) -> list[SentRow]:
    """Rows of a plain file; one that is no map from names to values, or has no slug, is at fault."""
    return [_sent(number, row) for number, row in enumerate(rows, start=1)]


def _sent(number: int, row: Any) -> SentRow:
    told = {str(name): value for name, value in row.items()} if isinstance(row, Mapping) else {}
    slug, downloaded_at = told.pop(KEY, None), as_moment(told.pop(DOWNLOADED, None))
    wrong = () if isinstance(slug, str) else (EntryFault(FaultKind.WRONG, KEY),)
    return SentRow(number, str(slug or ""), told, wrong, downloaded_at)


def as_moment(told: Any) -> datetime | None:
    """The moment of a download as a table carries it; None for anything else."""
    try:
        moment = datetime.fromisoformat(told)
    except (TypeError, ValueError):
        return None
    return moment if moment.tzinfo else None


def fingerprint(rows: Sequence[SheetRow]) -> str:
    """A few characters that differ when what becomes of the rows differs."""
    told = json.dumps([[each.slug, each.fate, each.changes, each.faults] for each in rows], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def compare(catalogue: Catalogue, rows: Sequence[SentRow]) -> list[SheetRow]:
    """The fate of each row. A programme that the table leaves out stays as it is, a field too.

    Thousands of rows take a second: run it in a thread.
    """
    seen: set[str] = set()
    found: list[SheetRow] = []
    for row in rows:
        found.append(_compare(catalogue, row, seen))
        seen.add(found[-1].slug)
    return found


def _compare(catalogue: Catalogue, row: SentRow, seen: Collection[str]) -> SheetRow:
    slug = row.slug[:SLUG_MAX]
    wrong = list(row.faults)
    if not row.slug or len(row.slug) > SLUG_MAX or slug in catalogue.others:
        wrong.append(EntryFault(FaultKind.WRONG, KEY, found=slug))
    elif slug in seen:
        wrong.append(EntryFault(FaultKind.TWICE, KEY, found=slug))
    wrong += [EntryFault(FaultKind.FOREIGN, name[:SLUG_MAX]) for name in row.told if not is_field(name)]
    if wrong:
        return SheetRow(row.number, slug, RowFate.BAD, faults=tuple(dict.fromkeys(wrong)))
    before = catalogue.entries.get(slug, {})
    told, overtaken = _since_download(before, row, catalogue.saved.get(slug, ()))
    after = _after(before, told)
    changes = difference(before, after)
    if not changes:
        return SheetRow(row.number, slug, RowFate.SAME)
    clashes = tuple(EntryFault(FaultKind.OVERTAKEN, name) for name in overtaken if name in changes)
    if found := clashes or _faults(after, changes, catalogue):
        return SheetRow(row.number, slug, RowFate.BAD, changes, found)
    return SheetRow(row.number, slug, RowFate.CHANGED if before else RowFate.NEW, changes)


def _since_download(before: Entry, row: SentRow, saved: Sequence[SavedChange]) -> tuple[dict[str, Any], list[str]]:
    """The fields of a row without those left as they were downloaded, and those that others have changed as well."""
    if row.downloaded_at is None:
        return dict(row.told), []
    downloaded: dict[str, Any] = {}
    for each in saved:
        if each.at > row.downloaded_at:
            downloaded.setdefault(each.field, each.was)
    told = {name: value for name, value in row.told.items() if name not in downloaded or value != downloaded[name]}
    return told, [name for name in told if name in downloaded and told[name] != before.get(name)]


def _after(before: Entry, told: Mapping[str, Any]) -> dict[str, Any]:
    """The entry after a row. A round that is taken out takes its dates along."""
    gone = {season for name, value in told.items() if not value and (season := as_round(name))}
    dates = {name: None for name in before if (place := as_stage(name)) and place.season in gone}
    said = {**told, **dates}
    if isinstance(kinds := said.get("applicants"), list):
        said["applicants"] = sorted(kinds, key=str)
    return applied(before, {name: Change(before.get(name), value) for name, value in said.items()})


def is_field(name: str) -> bool:
    """Tell whether an entry may have a field of this name."""
    try:
        return name in FIELDS or as_round(name) is not None or as_stage(name) is not None
    except ValueError:
        return False


def _faults(entry: Entry, changes: Mapping[str, Change], catalogue: Catalogue) -> tuple[EntryFault, ...]:
    """The faults of a row, whatever its cells hold."""
    try:
        found = faults(entry, changes)
        if not found:
            programme_of(entry)
        passing = _passing(changes, catalogue.passing)
    except (ValueError, KeyError, TypeError, AttributeError, LookupError):
        return (EntryFault(FaultKind.WRONG, next(iter(changes), KEY)),)
    strange = set(entry.get("municipalities") or ()) - set(catalogue.places)
    return (*found, *passing, *([EntryFault(FaultKind.PLACE, "municipalities")] if strange else []))


def _passing(changes: Mapping[str, Change], words: re.Pattern[str] | None) -> list[EntryFault]:
    """The fields that became words which mean another day to every reader."""
    if words is None:
        return []
    found = {name: passing_word(name, change.became, words) for name, change in changes.items()}
    return [EntryFault(FaultKind.RELATIVE, name, found=word) for name, word in found.items() if word]
