"""Grants: programmes, their rounds, the stages of a round.

A funder's date is kept as it was announced: wall clock, zone and precision. "15 October, 23:30 in Moscow" is already
the morning of the 16th in Blagoveshchensk, so the reader's last whole day is the 15th. Seasons move from year to
year: a date that is only expected is a forecast, and no date is ever rolled forward automatically.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.domain.people import REGION
from bot.domain.time import local_date


class Level(StrEnum):
    """The level of the organisation behind a programme."""

    FEDERAL = "federal"
    REGION = "region"
    MUNICIPALITY = "municipality"
    COMPANY = "company"
    ASSOCIATION = "association"


class Applicant(StrEnum):
    """A kind of applicant. PARTNER: a TOS without a legal entity or a group, if a non-profit files for them.

    VOTER14: a person of 14 or older who votes; nothing is applied for. ELDER: the elder of a village.
    """

    NKO = "nko"
    TOS_LEGAL = "tos_legal"
    TOS = "tos"
    GROUP = "group"
    PERSON = "person"
    VOTER14 = "person14"
    PERSON14_35 = "person14_35"
    ELDER = "elder"
    IP = "ip"
    BIZ = "biz"
    MUN = "mun"
    BUDGET = "budget"
    PARTNER = "partner"


class Certainty(StrEnum):
    """Confidence in a programme: exact dates from the funder or an agency, press or old news, an inference."""

    HIGH = "H"
    MEDIUM = "M"
    LOW = "L"


class Theme(StrEnum):
    """A theme that a programme pays for."""

    PLACES = "places"
    CULTURE = "culture"
    SPORT = "sport"
    YOUTH = "youth"
    ELDERS = "elders"
    NATURE = "nature"
    HISTORY = "history"
    NEIGHBOURS = "neighbours"


class RoundStatus(StrEnum):
    """The status of a round as somebody has read it; it never changes automatically."""

    FORECAST = "forecast"
    ANNOUNCED = "announced"
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


ENDED = frozenset({RoundStatus.CLOSED, RoundStatus.CANCELLED})


class StageKind(StrEnum):
    """The kind of a stage: the event on its date.

    MEETING, PARTNER and LETTER are what neighbours have to have done before the deadline: held their meeting, found a
    partner, got a letter of support. By INTERIM_REPORT and FINAL_REPORT who won has to report.
    """

    MEETING = "meeting"
    PARTNER = "partner"
    LETTER = "letter"
    OPEN = "open"
    DEADLINE = "deadline"
    RESULTS = "results"
    PROJECT_START = "project_start"
    INTERIM_REPORT = "interim_report"
    FINAL_REPORT = "final_report"


# The stages by which something has to be done: people are reminded of them.
TO_DO = frozenset({StageKind.DEADLINE, StageKind.MEETING, StageKind.PARTNER, StageKind.LETTER})
REPORTS = frozenset({StageKind.INTERIM_REPORT, StageKind.FINAL_REPORT})


class Precision(StrEnum):
    """The precision of a date."""

    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"


class Eligibility(StrEnum):
    """The way in which an applicant may apply, if any."""

    DIRECTLY = "directly"
    THROUGH_PARTNER = "through_partner"
    THROUGH_MUNICIPALITY = "through_municipality"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Stage:
    """A date of a round. `local` is the funder's wall clock: 2026-10-15T23:30, 2026-10-15 or 2026-10, by precision.

    `seen_on` is the day on which a coordinator read it in its source.
    """

    id: int
    kind: StageKind
    local: str
    zone: str
    precision: Precision
    forecast: bool
    source: str
    seen_on: date | None = None

    @property
    def over_at(self) -> datetime:
        return moment(self.local, self.zone, self.precision)


@dataclass(frozen=True, slots=True)
class Round:
    """One season of a programme: "2027", or "2027-1" where there are several. A season is not a calendar year."""

    id: int
    season: str
    status: RoundStatus
    stages: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class Programme:
    """A source of money or works. `amount` and `note` are plain texts by locale.

    `as_of` is a year, a month or a day, as exact as the source: 2023, 2026-01, 2026-01-15; None when the source has no
    date, `seen_on` is then the day it was read. From `recheck_on` the card warns that the facts may have changed.
    `municipalities` are slugs, empty for the whole region. `amounts` are the most roubles for a kind of applicant,
    `own_share` the least share of one's own money in per cent, `min_age_months` the least age of an organisation.
    """

    id: int
    slug: str
    title: str
    short_title: str
    organiser: str
    level: Level
    url: str | None
    applicants: frozenset[Applicant]
    amount: Mapping[str, str] | None
    note: Mapping[str, str] | None
    source: str
    as_of: str | None
    confidence: Certainty
    rounds: tuple[Round, ...] = ()
    municipalities: tuple[str, ...] = ()
    seen_on: date | None = None
    recheck_on: date | None = None
    themes: tuple[Theme, ...] = ()
    amounts: Mapping[Applicant, int] = field(default_factory=dict)
    own_share: int | None = None
    min_age_months: int | None = None
    hand_in: str | None = None
    documents: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    contact: str | None = None
    archived_at: datetime | None = None
    merged_into: int | None = None

    @property
    def scope(self) -> str:
        """The scope whose coordinators maintain it: its only municipality, else the region."""
        return self.municipalities[0] if len(self.municipalities) == 1 else REGION


@dataclass(frozen=True, slots=True)
class Interest:
    """A programme as one person sees it; `places` are the names of its municipalities."""

    programme: Programme
    places: tuple[str, ...] = ()
    subscribed: bool = False


def said(texts: Mapping[str, str], locale: str) -> str:
    """The text in a language; where nobody wrote it, in the language it was written in."""
    return texts.get(locale) or next(iter(texts.values()), "")


FORMATS = {Precision.MINUTE: "%Y-%m-%dT%H:%M", Precision.DAY: "%Y-%m-%d", Precision.MONTH: "%Y-%m"}
# A TOS with a legal entity is a public organisation, hence a non-profit (Civil Code, article 50).
# The card tells a person from which age it is.
_IS_ALSO = {
    Applicant.TOS_LEGAL: {Applicant.NKO},
    Applicant.PERSON: {Applicant.VOTER14},
    Applicant.PERSON14_35: {Applicant.PERSON, Applicant.VOTER14},
}
_MAY_PROPOSE = frozenset({Applicant.TOS, Applicant.TOS_LEGAL, Applicant.GROUP, Applicant.PERSON, Applicant.PERSON14_35})
_NEEDS_PARTNER = frozenset({Applicant.TOS, Applicant.GROUP})


@lru_cache(maxsize=4096)
def moment(local: str, zone: str, precision: Precision) -> datetime:
    """The moment in UTC when a stage's date is over: the minute itself, or the end of the day or month in its zone.

    ValueError when `local` is not written as its precision asks.
    """
    start = _start(local, zone, precision)
    if precision is Precision.DAY:
        start += timedelta(days=1)
    elif precision is Precision.MONTH:
        start = (start + timedelta(days=31)).replace(day=1)
    return start.astimezone(UTC)


@lru_cache(maxsize=4096)
def _start(local: str, zone: str, precision: Precision) -> datetime:
    return datetime.strptime(local, FORMATS[precision]).replace(tzinfo=ZoneInfo(zone))


def last_whole_day(stage: Stage, reader_zone: str) -> date:
    """The last day that lasts in the reader's zone from midnight to midnight before the stage's date is over.

    15 October 23:30 in Moscow is 16 October 05:30 in Blagoveshchensk: the last whole day there is the 15th.
    """
    return local_date(moment(stage.local, stage.zone, stage.precision), reader_zone) - timedelta(days=1)


def first_day(stage: Stage) -> date:
    """The day of a stage by the funder's calendar; the first of its month when only the month is known."""
    return _start(stage.local, stage.zone, stage.precision).date()


def may_apply(programme: Programme, kind: Applicant) -> Eligibility:
    """The way in which an applicant of this kind may apply: directly, if a partner files for it, or through the
    municipality.
    """
    takes = programme.applicants
    if takes & {kind, *_IS_ALSO.get(kind, ())}:
        return Eligibility.DIRECTLY
    if Applicant.PARTNER in takes and kind in _NEEDS_PARTNER:
        return Eligibility.THROUGH_PARTNER
    if Applicant.MUN in takes and kind in _MAY_PROPOSE:
        return Eligibility.THROUGH_MUNICIPALITY
    return Eligibility.NO
