"""An entry: a programme as a flat map from field to plain value, as it is edited, compared and carried in tables.

A field is a column of the programme ("title"), the status of a round ("round/2027-1") or a date of one
("stage/2027-1/deadline"). What a programme does not have is None or not there.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from bot.domain.grants import (
    FORMATS,
    Applicant,
    Certainty,
    Level,
    Precision,
    Programme,
    Round,
    RoundStatus,
    Stage,
    StageKind,
    Theme,
    moment,
)

Entry = Mapping[str, Any]
SEASON_MAX, TEXT_MAX, LIST_MAX = 32, 1500, 20
REQUIRED = ("title", "short_title", "organiser", "level", "applicants", "source", "confidence")
LISTS = ("applicants", "municipalities", "themes", "documents", "links")
PLAIN = ("title", "short_title", "organiser", "level", "url", "amount", "note", "source", "as_of", "confidence")
NUMBERS = ("own_share", "min_age_months")
DAYS = ("seen_on", "recheck_on")
# The facts in words that every reader has to understand alike, whenever they read.
LASTING = ("amount", "note", "hand_in", "contact", "documents", "source")
# What a year or a month lacks to be its first day.
SHORTER_DAYS = {len("2027"): "-01-01", len("2027-03"): "-01"}
FIELDS = (*PLAIN, *LISTS, "amounts", *NUMBERS, "hand_in", "contact", "seen_on", "recheck_on", "archived", "merged_into")
"""The fields of a programme without its rounds."""


class FaultKind(StrEnum):
    """The reason why an entry cannot be saved."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    WRONG = "wrong"
    DATE = "date"
    ZONE = "zone"
    URL = "url"
    ORDER = "order"
    NO_SOURCE = "no_source"
    PLACE = "place"
    RELATIVE = "relative"  # words that mean another day to every reader
    TWICE = "twice"  # the same thing stands in a table twice
    FOREIGN = "foreign"  # a column of a table that no programme has
    OVERTAKEN = "overtaken"  # somebody changed it after the table was downloaded
    FORMULA = "formula"
    MERGED = "merged"


class EntryFault(NamedTuple):
    """A fault of a field; `place` is the cell of a table where it stands, `found` what was written there."""

    kind: FaultKind
    field: str
    place: str = ""
    found: str = ""


class StageField(NamedTuple):
    """The date that a field of an entry holds."""

    season: str
    kind: StageKind


def round_field(season: str) -> str:
    return f"round/{season}"


def stage_field(season: str, kind: StageKind) -> str:
    return f"stage/{season}/{kind}"


def as_stage(field: str) -> StageField | None:
    """The season and the kind of a date; None for any other field."""
    parts = field.split("/")
    return StageField(parts[1], StageKind(parts[2])) if len(parts) == 3 else None


def as_round(field: str) -> str | None:
    """The season whose status a field holds; None for any other field."""
    parts = field.split("/")
    return parts[1] if len(parts) == 2 else None


def seasons_of(entry: Entry) -> list[str]:
    """The seasons of an entry, in the order of their names."""
    return sorted(season for field, value in entry.items() if value and (season := as_round(field)))


def entry_of(programme: Programme) -> dict[str, Any]:
    """A programme as an entry; what it does not have is left out."""
    entry: dict[str, Any] = {field: _plain(getattr(programme, field)) for field in FIELDS if field != "archived"}
    entry["archived"] = programme.archived_at is not None
    for season in programme.rounds:
        entry[round_field(season.season)] = season.status.value
        entry |= {stage_field(season.season, stage.kind): stage_value(stage) for stage in season.stages}
    return {field: value for field, value in entry.items() if value not in (None, [], {}, False)}


def stage_value(stage: Stage) -> dict[str, Any]:
    return {
        "local": stage.local,
        "zone": stage.zone,
        "precision": stage.precision.value,
        "forecast": stage.forecast,
        "source": stage.source,
        "seen_on": _plain(stage.seen_on),
    }


def _plain(value: object) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): each for key, each in value.items()}
    if isinstance(value, frozenset):
        return sorted(map(str, value))
    if isinstance(value, str):
        return str(value)
    return list(map(str, value)) if isinstance(value, tuple) else value


def programme_of(entry: Entry, like: Programme | None = None, now: datetime | None = None) -> Programme:
    """The programme that an entry without faults describes; its ids are those of `like`, 0 for what is new."""
    held: dict[str, Any] = {field: entry.get(field) for field in FIELDS}
    return Programme(
        id=like.id if like else 0,
        slug=like.slug if like else "",
        title=held["title"],
        short_title=held["short_title"],
        organiser=held["organiser"],
        level=Level(held["level"]),
        url=held["url"],
        applicants=frozenset(map(Applicant, held["applicants"])),
        amount=held["amount"],
        note=held["note"],
        source=held["source"],
        as_of=held["as_of"],
        confidence=Certainty(held["confidence"]),
        rounds=tuple(_round(entry, season, like) for season in seasons_of(entry)),
        municipalities=tuple(held["municipalities"] or ()),
        seen_on=as_day(held["seen_on"]),
        recheck_on=as_day(held["recheck_on"]),
        themes=tuple(map(Theme, held["themes"] or ())),
        amounts={Applicant(kind): most for kind, most in (held["amounts"] or {}).items()},
        own_share=held["own_share"],
        min_age_months=held["min_age_months"],
        hand_in=held["hand_in"],
        documents=tuple(held["documents"] or ()),
        links=tuple(held["links"] or ()),
        contact=held["contact"],
        archived_at=((like.archived_at if like else None) or now) if held["archived"] else None,
        merged_into=held["merged_into"],
    )


def _round(entry: Entry, season: str, like: Programme | None) -> Round:
    known = next((each for each in like.rounds if each.season == season), None) if like else None
    ids = {stage.kind: stage.id for stage in known.stages} if known else {}
    stages = [
        stage_of(place.kind, value, ids.get(place.kind, 0))
        for field, value in entry.items()
        if value and (place := as_stage(field)) and place.season == season
    ]
    stages.sort(key=lambda stage: stage.over_at)
    return Round(known.id if known else 0, season, RoundStatus(entry[round_field(season)]), tuple(stages))


def stage_of(kind: StageKind, value: Mapping[str, Any], stage_id: int = 0) -> Stage:
    """The stage that a field of an entry holds."""
    return Stage(
        id=stage_id,
        kind=kind,
        local=value["local"],
        zone=value["zone"],
        precision=Precision(value["precision"]),
        forecast=value["forecast"],
        source=value["source"],
        seen_on=as_day(value.get("seen_on")),
    )


def as_day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def faults(entry: Entry, touched: Iterable[str]) -> list[EntryFault]:
    """The reasons why an entry cannot be saved. Only `touched` fields need a source that was seen, and a right form."""
    found = [EntryFault(FaultKind.MISSING, field) for field in REQUIRED if not entry.get(field)]
    for field in touched:
        value = entry.get(field)
        if value is not None and (kind := _fault(field, value)):
            found.append(EntryFault(kind, field))
    return found or _out_of_order(entry)


def _fault(field: str, value: Any) -> FaultKind | None:
    if as_stage(field):
        return _stage_fault(value)
    if season := as_round(field):
        return None if value in [*RoundStatus] and len(season) <= SEASON_MAX else FaultKind.WRONG
    if field in ("url", "links"):
        return None if all(map(is_url, [value] if field == "url" else value)) else FaultKind.URL
    if field in (*DAYS, "as_of"):
        return None if is_day(value, exactly=field in DAYS) else FaultKind.DATE
    if field in NUMBERS:
        return None if isinstance(value, int) and 0 <= value <= 10**4 else FaultKind.WRONG
    if field in LISTS and len(value) > LIST_MAX:
        return FaultKind.TOO_LONG
    texts = value if isinstance(value, list) else value.values() if isinstance(value, Mapping) else [value]
    return FaultKind.TOO_LONG if any(len(str(each)) > TEXT_MAX for each in texts) else None


def _stage_fault(value: Mapping[str, Any]) -> FaultKind | None:
    if not value.get("source") or not value.get("seen_on"):
        return FaultKind.NO_SOURCE
    if value.get("forecast") not in (True, False):
        return FaultKind.WRONG
    try:
        precision = Precision(value["precision"])
        moment(value["local"], value["zone"], precision)
        if not (is_day(value["seen_on"]) and is_written_out(value["local"], precision)):
            return FaultKind.DATE
    except (OSError, LookupError):
        return FaultKind.ZONE
    except ValueError as error:
        return FaultKind.ZONE if "key" in str(error).lower() else FaultKind.DATE
    return None


def is_written_out(local: str, precision: Precision) -> bool:
    """Tell whether a wall clock has all its zeros: 2027-03-06, not 2027-3-6."""
    form = FORMATS[precision]
    return datetime.strptime(local, form).strftime(form) == local  # noqa: DTZ007 - a wall clock


def is_day(value: Any, *, exactly: bool = True) -> bool:
    """Tell whether a value is a day, as in 2027-03-16, or, unless `exactly`, a month or a year."""
    told = str(value) if exactly or len(str(value)) not in SHORTER_DAYS else f"{value}{SHORTER_DAYS[len(value)]}"
    try:
        return date.fromisoformat(told).isoformat() == told
    except ValueError:
        return False


def is_url(typed: str) -> bool:
    """Tell whether a text is the address of a page. A Cyrillic host is one."""
    try:
        parts = urlsplit(typed)
        return parts.scheme in ("http", "https") and "." in parts.netloc.strip(".") and " " not in typed
    except ValueError:
        return False


def passing_word(field: str, value: Any, words: re.Pattern[str]) -> str:
    """The first of these words that a fact is written with, "" for none. Titles and addresses are names."""
    if as_stage(field):
        return passing_word("source", (value or {}).get("source", ""), words)
    if field not in LASTING:
        return ""
    texts = value if isinstance(value, list) else value.values() if isinstance(value, Mapping) else [value or ""]
    return next((found[0] for each in texts if (found := words.search(str(each)))), "")


def _out_of_order(entry: Entry) -> list[EntryFault]:
    """Deadlines that are over before their round opens."""
    found = []
    for season in seasons_of(entry):
        opening, deadline = (entry.get(stage_field(season, kind)) for kind in (StageKind.OPEN, StageKind.DEADLINE))
        if opening and deadline and _over(deadline) < _over(opening) and not _same_day(opening, deadline):
            found.append(EntryFault(FaultKind.ORDER, stage_field(season, StageKind.DEADLINE)))
    return found


def _over(value: Mapping[str, Any]) -> datetime:
    return moment(value["local"], value["zone"], Precision(value["precision"]))


def _same_day(opening: Mapping[str, Any], deadline: Mapping[str, Any]) -> bool:
    """Tell whether the coarser of two dates holds the finer one: an opening in March, a deadline on 16 March."""
    least = min(len(opening["local"]), len(deadline["local"]), len("2027-03-16"))
    return bool(opening["local"][:least] == deadline["local"][:least])
