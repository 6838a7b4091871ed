"""A date as its funder announced it, read from typed words: wall clock, zone and precision.

A day without a year and a day that is counted from today are no announced dates: they mean another day to every reader.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import available_timezones

from bot.domain.grants import FORMATS, Precision
from bot.domain.time_reader import Ask, Day, Days, Doubt, Expected, Leaning, Moment, Reading, read
from bot.domain.time_reader.vocabulary import Vocabulary

SOME_DAYS, SOME_YEARS = timedelta(days=3), timedelta(days=730)


class Unclear(StrEnum):
    """The reason why a typed date is none that a funder could have announced."""

    RELATIVE = "relative"
    NO_YEAR = "no_year"


@dataclass(frozen=True, slots=True)
class Announced:
    """A typed date. `zone` is the one that was typed, None when there was none."""

    at: datetime
    precision: Precision
    zone: str | None = None

    @property
    def local(self) -> str:
        return local_of(self.at, self.precision)


@dataclass(frozen=True, slots=True)
class Doubted:
    """A date that has to be asked about, with the dates that may be meant."""

    why: Unclear
    choices: tuple[Announced, ...] = ()


def local_of(at: datetime, precision: Precision) -> str:
    """A wall clock as a stage keeps it."""
    return at.strftime(FORMATS[precision])


def read_announced(typed: str, words: Vocabulary, now: datetime, zone: str) -> Announced | Doubted | Ask:
    """The typed date; Doubted for one without a year or counted from today, Ask for one that is not understood.

    `now` is the wall clock of `zone`.
    """
    expected = Expected(now, zone, Leaning.NEAREST, is_limit=True)
    found = _read(typed, words, expected)
    if isinstance(found, Ask):
        return found
    if _read(typed, words, replace(expected, now=now + SOME_DAYS)) != found:
        return Doubted(Unclear.RELATIVE)
    later = _read(typed, words, replace(expected, now=now + SOME_YEARS))
    if later == found:
        return found
    return Doubted(Unclear.NO_YEAR, _of_years(found, now))


def read_zone(typed: str, words: Vocabulary, now: datetime) -> str | None:
    """The typed zone by its name in the tz database, None when it has none: "Asia/Chita", "by Khabarovsk time"."""
    named = next((zone for zone in available_timezones() if zone.casefold() == typed.casefold() and "/" in zone), None)
    noon = f"{now + SOME_DAYS:%d.%m.%Y} 12:00 {typed}"
    # The question stands in a zone that nobody here types, so that any other is seen.
    found = read(noon, words, Expected(now, "Pacific/Apia", Leaning.NEAREST))
    zone = found.typed.zone if isinstance(found, Moment) and found.typed else ""
    return named or (zone if "/" in zone else None)


def _read(typed: str, words: Vocabulary, expected: Expected) -> Announced | Ask:
    found = read(typed, words, expected)
    if isinstance(found, Ask) and found.doubt is Doubt.NO_HOUR:
        found = read(typed, words, replace(expected, needs_hour=False))
    return _announced(found)


def _announced(found: Reading) -> Announced | Ask:
    if isinstance(found, Day):
        return Announced(datetime.combine(found.on, time()), Precision.DAY)
    if isinstance(found, Days):
        is_month = found.first.day == 1 and (found.last + timedelta(days=1)).day == 1 and _same_month(found)
        first = datetime.combine(found.first, time())
        return Announced(first, Precision.MONTH) if is_month else Ask(Doubt.PERIOD)
    if isinstance(found, Moment):
        if found.until is not None:
            return Ask(Doubt.SEVERAL)
        typed = found.typed
        return Announced(typed.at, Precision.MINUTE, typed.zone) if typed else Announced(found.at, Precision.MINUTE)
    return found


def _same_month(days: Days) -> bool:
    return (days.first.year, days.first.month) == (days.last.year, days.last.month)


def _of_years(found: Announced, now: datetime) -> tuple[Announced, ...]:
    """The same date in this year and in the next one, where it exists."""
    years = (now.year, now.year + 1)
    return tuple(replace(found, at=at) for year in years if (at := _in(found.at, year)))


def _in(at: datetime, year: int) -> datetime | None:
    try:
        date(year, at.month, at.day)
    except ValueError:
        return None
    return at.replace(year=year)
