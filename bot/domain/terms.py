"""Terms in days: the last day of one, the latest day to begin, the working days that are left.

A term begins on the day after the event and, when it would end on a day off, ends on the next working day. This is
the usual way to count terms; whether a local act counts otherwise is not confirmed, so the screens name this way.
Saturdays and Sundays are days off; `days_off` adds public holidays. A Saturday that a transfer makes a working day
counts as a day off, because the transfers are not confirmed.
"""

from collections.abc import Collection
from datetime import date, timedelta

DAY = timedelta(days=1)
SATURDAY = 5


def is_working(on: date, days_off: Collection[date]) -> bool:
    return on.weekday() < SATURDAY and on not in days_off


def last_day(since: date, days: int, days_off: Collection[date]) -> date:
    """The last of `days` calendar days that begin after `since`; a working day."""
    end = since + days * DAY
    while not is_working(end, days_off):
        end += DAY
    return end


def latest_day(before: date, days: int, days_off: Collection[date]) -> date:
    """The latest working day with `days` whole days between it and `before`: the safer reading of "N days before"."""
    latest = before - (days + 1) * DAY
    while not is_working(latest, days_off):
        latest -= DAY
    return latest


def working_days(after: date, until: date, days_off: Collection[date]) -> int:
    """The number of working days after `after`, up to and including `until`; 0 when there are none."""
    return sum(is_working(after + number * DAY, days_off) for number in range(1, (until - after).days + 1))
