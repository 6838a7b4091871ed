"""Edits of the catalogue: some fields of a programme before and after, with source, day and author.

An edit is a draft until it is saved; then it is a line of the programme's history. It holds only what it changes, so
that two coordinators may edit different fields at once; where both change the same field, the later one is shown it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from bot.domain.catalogue.entries import Entry, EntryFault, as_round, as_stage, round_field, seasons_of, stage_field
from bot.domain.grants import Certainty, RoundStatus, StageKind

SOURCE_MAX, SHORT_TITLE = 500, 40
ASKED_OF_NEW = ("title", "organiser", "level", "applicants", "municipalities", "url")
# A programme is looked at again after a season, one whose forecast is near after a month.
RECHECK_AFTER, RECHECK_SOON = timedelta(days=91), timedelta(days=30)


class DeskOutcome(StrEnum):
    """The outcome of a step of an edit. CHANGED: a field was changed meanwhile; the draft now starts from that."""

    DONE = "done"
    FORBIDDEN = "forbidden"
    GONE = "gone"
    INCOMPLETE = "incomplete"
    CHANGED = "changed"
    FAULTY = "faulty"
    EXISTS = "exists"


class Wanted(StrEnum):
    """A part that a draft still lacks, in the order of the questions."""

    ZONE = "zone"
    CERTAINTY = "certainty"
    SOURCE = "source"
    SEEN = "seen"


class Change(NamedTuple):
    """A field before and after; None is a field that is not there."""

    was: Any
    became: Any


@dataclass(frozen=True, slots=True)
class Edit:
    """An edit; `programme_id` None makes a new programme. `author` is a name, "" once the person has left."""

    id: int
    programme_id: int | None
    changes: Mapping[str, Change]
    source: str
    seen_on: date | None
    person_id: int | None
    created_at: datetime
    saved_at: datetime | None = None
    author: str = ""

    @property
    def wants_fact(self) -> str | None:
        """The fact of a new programme to ask for next; a fact that was skipped is a change without a value."""
        if self.programme_id is not None:
            return None
        return next((field for field in ASKED_OF_NEW if field not in self.changes), None)

    @property
    def wants(self) -> Wanted | None:
        """The part to ask for next; None when the edit can be reviewed."""
        dates = [change.became for field, change in self.changes.items() if change.became and as_stage(field)]
        if any(each["zone"] is None for each in dates):
            return Wanted.ZONE
        if any(each["forecast"] is None for each in dates):
            return Wanted.CERTAINTY
        if not self.source:
            return Wanted.SOURCE
        return Wanted.SEEN if self.seen_on is None else None

    def sourced(self) -> dict[str, Change]:
        """The changes, their dates with the source of the edit and the day on which it was read."""
        said = {"source": self.source, "seen_on": self.seen_on.isoformat() if self.seen_on else None}
        own = _of_new(self) if self.programme_id is None else {}
        return own | {
            field: Change(change.was, change.became | said) if change.became and as_stage(field) else change
            for field, change in self.changes.items()
        }


def _of_new(edit: Edit) -> dict[str, Change]:
    """The facts of a new programme that follow from its edit."""
    title = edit.changes["title"].became if "title" in edit.changes else ""
    day = edit.seen_on
    own = {"short_title": (title or "")[:SHORT_TITLE], "confidence": Certainty.MEDIUM.value, "source": edit.source}
    if day is not None:
        own |= {"as_of": day.isoformat(), "seen_on": day.isoformat(), "recheck_on": (day + RECHECK_SOON).isoformat()}
    return {field: Change(None, value) for field, value in own.items()}


class Saved(NamedTuple):
    """The outcome of a save: the faults of an entry that is FAULTY, the number of readers who hear of the change."""

    outcome: DeskOutcome
    faults: tuple[EntryFault, ...] = ()
    readers: int = 0


def difference(before: Entry, after: Entry) -> dict[str, Change]:
    """The fields in which two entries differ."""
    fields = [*before, *(field for field in after if field not in before)]
    return {
        field: Change(before.get(field), after.get(field)) for field in fields if before.get(field) != after.get(field)
    }


def applied(entry: Entry, changes: Mapping[str, Change]) -> dict[str, Any]:
    """The entry after the changes. The first date of a season makes its round."""
    after = {**entry, **{field: change.became for field, change in changes.items()}}
    for field in changes:
        place = as_stage(field)
        if place and after[field] and not after.get(round_field(place.season)):
            after[round_field(place.season)] = RoundStatus.FORECAST.value
    return {field: value for field, value in after.items() if value not in (None, [], {}, False)}


def overtaken(entry: Entry, changes: Mapping[str, Change]) -> set[str]:
    """The fields that are not any more as they were when the edit began."""
    return {field for field, change in changes.items() if entry.get(field) != change.was}


def rebased(entry: Entry, changes: Mapping[str, Change]) -> dict[str, Change]:
    """The same changes, starting from the entry as it is now."""
    return {field: Change(entry.get(field), change.became) for field, change in changes.items()}


def undone(changes: Mapping[str, Change]) -> dict[str, Change]:
    return {field: Change(change.became, change.was) for field, change in changes.items()}


def seen_again(entry: Entry, source: str, today: date, *, soon: bool) -> dict[str, Change]:
    """The changes of somebody who read `source` today and found nothing new. `soon` asks to look again in a month."""
    again = today + (RECHECK_SOON if soon else RECHECK_AFTER)
    fresh = {"source": source, "as_of": today.isoformat(), "seen_on": today.isoformat()}
    fresh["recheck_on"] = again.isoformat()
    return {field: Change(entry.get(field), value) for field, value in fresh.items()}


def copied(entry: Entry, season: str, to: str, years: int = 1) -> dict[str, Change]:
    """A round of a new season with the dates of another one, as forecasts of a month: nobody has announced them."""
    fields: dict[str, Any] = {round_field(to): RoundStatus.FORECAST.value}
    for field, value in entry.items():
        place = as_stage(field)
        if place and place.season == season and value:
            fields[stage_field(to, place.kind)] = _a_year_later(value, years)
    return {field: Change(entry.get(field), value) for field, value in fields.items()}


def _a_year_later(value: Mapping[str, Any], years: int) -> dict[str, Any]:
    month = f"{int(value['local'][:4]) + years}{value['local'][4:7]}"
    return {**value, "local": month, "precision": "month", "forecast": True, "source": "", "seen_on": None}


def next_season(entry: Entry, season: str) -> str:
    """The name of the season a year after another: "2027-1" → "2028-1"; "" when the name has no year or is taken."""
    year, dash, rest = season.partition("-")
    name = f"{int(year) + 1}{dash}{rest}" if year.isdecimal() else ""
    return "" if name in seasons_of(entry) else name


def with_status(entry: Entry, season: str, status: RoundStatus) -> dict[str, Change]:
    field = round_field(season)
    return {field: Change(entry.get(field), status.value)}


def date_of(entry: Entry, season: str, kind: StageKind, became: Mapping[str, Any]) -> dict[str, Change]:
    """The change of one date."""
    field = stage_field(season, kind)
    return {field: Change(entry.get(field), dict(became))}


def touched_seasons(changes: Mapping[str, Change]) -> list[str]:
    """The seasons that an edit is about, in the order of their names."""
    places = {place.season for field in changes if (place := as_stage(field))}
    return sorted(places | {season for field in changes if (season := as_round(field))})
