"""The results of reading: a moment, a day, several days, or the reason to ask again."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Leaning(StrEnum):
    """The direction in which a day without a year, or a weekday alone, is looked for."""

    AHEAD = "ahead"
    PAST = "past"
    NEAREST = "nearest"


@dataclass(frozen=True, slots=True)
class Expected:
    """The answer that a question expects. `now` is the wall clock of the question's `zone`.

    With `needs_hour` a day alone is no answer; without it an hour is read and left out. A question that asks "until
    which day" may be answered with "until", `is_limit`. With `month_may_lead` the figures 5/12 may mean 12 May.
    """

    now: datetime
    zone: str
    leaning: Leaning = Leaning.AHEAD
    needs_hour: bool = True
    is_limit: bool = False
    month_may_lead: bool = False


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A wall clock as it was typed, with its zone: a name of the tz database, or hours from UTC such as "+10:00"."""

    at: datetime
    zone: str


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A day and an hour on the clocks of the question's zone. `until` is the end, when one was typed.

    `typed` is the wall clock of another zone that the moment was converted from.
    """

    at: datetime
    until: datetime | None = None
    typed: Elsewhere | None = None


@dataclass(frozen=True, slots=True, order=True)
class Day:
    on: date


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """A stretch of days, both ends included: "from 5 to 7 December", a month, a quarter."""

    first: date
    last: date


class Doubt(StrEnum):
    """The reason to ask again."""

    UNKNOWN = "unknown"  # a word that is not understood
    SEVERAL = "several"  # two days or two hours
    NO_DAY = "no_day"
    NO_HOUR = "no_hour"
    PERIOD = "period"  # a month or a week, or several days, where one is needed
    HALF = "half"  # morning or evening
    MIDNIGHT = "midnight"  # the beginning of the day or its end
    NIGHT = "night"  # the night before the day or after it
    WEEK = "week"  # this week's weekday or the next one's
    MONTH = "month"  # the 20th of which month
    YEAR = "year"
    AHEAD = "ahead"  # a day of the future, or one that comes again soon, where one of the past is needed
    READINGS = "readings"  # the words mean two things
    WEEKDAY = "weekday"  # the date is another day of the week
    PART = "part"  # 18 o'clock in the morning
    MISSING = "missing"  # 31 November
    FAR = "far"  # a year that cannot be meant


@dataclass(frozen=True, slots=True)
class Ask:
    """A question back: its reason, the words that it is about, the answers to choose from (wall clocks), the day."""

    doubt: Doubt
    words: str = ""
    choices: tuple[datetime, ...] = ()
    day: date | None = None


Reading = Moment | Day | Days | Ask
