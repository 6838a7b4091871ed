"""The pieces of a typed time, each read from a run of words: dates, weekdays, hours, zones."""

from dataclasses import dataclass

# Years that are named by their distance from this one are kept as -1, 0 and 1.
YEARS_FROM_NOW = 2


@dataclass(frozen=True, slots=True)
class Dated:
    """A day and a month; `year` is None, a year, or a distance from this year.

    With `may_swap` it stood in figures that some languages write with the month first.
    """

    day: int
    month: int
    year: int | None = None
    may_swap: bool = False


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day of a month that is not named: "the 20th"; the month may be told from this one.

    A number that `is_bare` is such a day only right after a weekday.
    """

    day: int
    months_from_now: int | None = None
    is_bare: bool = False


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """The second Saturday of a month; `nth` -1 is the last one. Without `month`, so many months from now."""

    nth: int
    weekday: int
    month: int | None = None
    months_from_now: int = 0
    year: int | None = None


@dataclass(frozen=True, slots=True)
class FromToday:
    """So many days from today."""

    days: int
    part: str = ""


@dataclass(frozen=True, slots=True)
class Shift:
    """So many units from now, backwards when negative. A unit is a key of `unit` in the vocabulary."""

    count: int
    unit: str


@dataclass(frozen=True, slots=True)
class WeekNamed:
    """The week so many weeks from this one. None is "that week", the next one or the last."""

    weeks: int | None


@dataclass(frozen=True, slots=True)
class WeekdayNamed:
    """A day of the week, 1 to 7; `which` -1, 0, 1 is last, this, next, None any."""

    weekday: int
    which: int | None = None


@dataclass(frozen=True, slots=True)
class DayStretch:
    """Days from one to another."""

    first: Dated
    last: Dated


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch without a day: the months `first` to `last`, or an unclear one when `first` is 0."""

    first: int = 0
    last: int = 0
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """An hour and a minute as they were said, with the part of the day if one stands beside them.

    `is_full` is the notation of 24 hours: 07:30. A `is_bare` number is an hour only right after a day.
    """

    hour: int
    minute: int = 0
    part: str = ""
    is_full: bool = False
    is_bare: bool = False


@dataclass(frozen=True, slots=True)
class ClockStretch:
    """From one hour to another."""

    first: Clock
    last: Clock


@dataclass(frozen=True, slots=True)
class PartNamed:
    """A part of the day, a key of `part` in the vocabulary."""

    part: str


@dataclass(frozen=True, slots=True)
class ZoneNamed:
    """A name of the tz database, "" for the zone of the place, or hours from UTC such as "+10:00"."""

    zone: str


@dataclass(frozen=True, slots=True)
class Limit:
    """The word "until" before a day."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """A mark, or a word that changes nothing."""


DAYS = (Dated, MonthDay, NthWeekday, FromToday, Shift, DayStretch, Period)
Piece = (
    Dated
    | MonthDay
    | NthWeekday
    | FromToday
    | Shift
    | WeekNamed
    | WeekdayNamed
    | DayStretch
    | Period
    | Clock
    | ClockStretch
    | PartNamed
    | ZoneNamed
    | Limit
    | Nothing
)
