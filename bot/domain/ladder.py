"""The days on which people are reminded of a date: the ladder of an announced one, the first word of a forecast.

Days are counted in the reader's own zone, and everything comes at 10:00 there.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.domain.grants import TO_DO, Precision, Round, Stage, StageKind, first_day, last_whole_day
from bot.domain.time import wall_clock

LADDER = (30, 14, 7, 3, 1, 0)
MONTH_LADDER = (14, 0)
REMIND_AT = time(10)
# A deadline at one in the afternoon or later leaves that day's morning to hand something in.
LAST_DAY_FROM = time(13)
# A forecast is told so long before its date: finding a partner, holding a meeting and writing take two months.
PREPARE, LOOK_OUT = timedelta(days=60), timedelta(days=30)

Rung = tuple[int, datetime]


def last_day(stage: Stage, reader_zone: str) -> date:
    """The last day of the reader's calendar on whose morning something can still be done by the date.

    15 October 23:30 in Moscow is 05:30 of the 16th in Blagoveshchensk: the last day there is the 15th. 10 February
    17:00 in Blagoveshchensk is the 10th.
    """
    over = wall_clock(stage.over_at, reader_zone)
    return over.date() if over.time() >= LAST_DAY_FROM else over.date() - timedelta(days=1)


def reminders(stage: Stage, reader_zone: str, days: Iterable[int] = LADDER) -> list[Rung]:
    """Reminders as (days before, moment in UTC), the earliest first; past moments are not left out.

    Days are counted before the last whole day; 0 is the morning of the last day. A month has no day to count from, and
    no reminders.
    """
    if stage.precision is Precision.MONTH:
        return []
    whole = last_whole_day(stage, reader_zone)
    return [
        (before, ten_on(whole - timedelta(days=before) if before else last_day(stage, reader_zone), reader_zone))
        for before in sorted(set(days), reverse=True)
    ]


def heads_up(stage: Stage, reader_zone: str) -> list[Rung]:
    """Reminders, like those of `reminders`, of a date that is known by its month only; none of a finer date.

    Two weeks before the first day of the month and on that day, at 10:00 of the reader's clock.
    """
    if stage.precision is not Precision.MONTH:
        return []
    return [(before, ten_on(first_day(stage) - timedelta(days=before), reader_zone)) for before in MONTH_LADDER]


@lru_cache(maxsize=8192)
def rungs(stage: Stage, reader_zone: str, days: tuple[int, ...]) -> tuple[tuple[int, datetime, datetime], ...]:
    """The steps of a date for a reader: (days before, moment, the moment from which it says nothing any more)."""
    found = reminders(stage, reader_zone, days) if stage.precision is not Precision.MONTH else ()
    found = [each for each in (found or (heads_up(stage, reader_zone) if days else ())) if each[1] < stage.over_at]
    ends = [*(at for _, at in found[1:]), stage.over_at]
    return tuple((*rung, end) for rung, end in zip(found, ends, strict=True))


@lru_cache(maxsize=8192)
def first_word(season: Round, reader_zone: str) -> datetime | None:
    """The moment at which a season that is only expected is first told of; None when something of it is announced.

    It is early enough to prepare: PREPARE before the first date by which something has to be done, LOOK_OUT before an
    opening.
    """
    known = [stage for stage in season.stages if stage.kind in TO_DO or stage.kind is StageKind.OPEN]
    if not known or not all(stage.forecast for stage in known):
        return None
    days = [first_day(stage) - (PREPARE if stage.kind in TO_DO else LOOK_OUT) for stage in known]
    return ten_on(min(days), reader_zone)


@lru_cache(maxsize=8192)
def ten_on(day: date, zone: str) -> datetime:
    """10:00 of a day by the clock of `zone`, in UTC."""
    return datetime.combine(day, REMIND_AT, ZoneInfo(zone)).astimezone(UTC)


def next_ten(at: datetime, zone: str) -> datetime:
    """The first 10:00 by the clock of `zone` that is not before `at`."""
    day = wall_clock(at, zone).date()
    today = ten_on(day, zone)
    return today if today >= at else ten_on(day + timedelta(days=1), zone)
