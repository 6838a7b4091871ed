"""The time until something has to be done, as a person at home would count it: in evenings and days."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.domain.grants import Precision, Stage, first_day
from bot.domain.time import local_date, wall_clock

# A deadline at this hour or later leaves the evening of its own day.
EVENING, MORNING = time(21), time(6)


class Nearness(StrEnum):
    """DAYS: so many to the last evening. TONIGHT: it is the last one. HOURS: it is over, a few hours are left.

    MONTHS: a month is all that is known, so many of them are left. THIS_MONTH: it has begun.
    """

    DAYS = "days"
    TONIGHT = "tonight"
    HOURS = "hours"
    MONTHS = "months"
    THIS_MONTH = "this_month"


@dataclass(frozen=True, slots=True)
class Remaining:
    """`count` is of days or months. `evening` is the reader's last one; `in_daytime` tells that it closes by day."""

    nearness: Nearness
    count: int
    evening: date
    in_daytime: bool = False


def last_evening(stage: Stage, reader_zone: str) -> date:
    """The last day whose evening is before the end of a stage's date, by the reader's clock."""
    over = wall_clock(stage.over_at, reader_zone)
    return over.date() if over.time() >= EVENING else over.date() - timedelta(days=1)


def remaining(stage: Stage, reader_zone: str, now: datetime) -> Remaining | None:
    """The time until a stage's date is over; None when it is."""
    if stage.over_at <= now:
        return None
    today, evening = local_date(now, reader_zone), last_evening(stage, reader_zone)
    if stage.precision is Precision.MONTH:
        first = first_day(stage)
        months = (first.year - today.year) * 12 + first.month - today.month
        return Remaining(Nearness.MONTHS if months > 0 else Nearness.THIS_MONTH, max(months, 0), evening)
    in_daytime = stage.precision is Precision.MINUTE and MORNING <= _hour(stage, reader_zone) < EVENING
    days = (evening - today).days
    nearness = Nearness.DAYS if days > 0 else Nearness.TONIGHT if days == 0 else Nearness.HOURS
    return Remaining(nearness, max(days, 0), evening, in_daytime)


def _hour(stage: Stage, zone: str) -> time:
    return wall_clock(stage.over_at, zone).time()
