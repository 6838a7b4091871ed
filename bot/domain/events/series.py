"""Series of events: real events on days that repeat, at the same wall clock."""

from calendar import monthrange
from datetime import datetime, timedelta
from enum import StrEnum


class Every(StrEnum):
    """The distance between two events of a series."""

    WEEK = "week"
    MONTH = "month"


# So many events more that may be asked for at once.
TIMES = {Every.WEEK: (4, 8, 12), Every.MONTH: (3, 6, 12)}
TIMES_MOST = 12


def dates(first: datetime, every: Every, times: int, after: datetime) -> list[datetime]:
    """The next wall clocks of a series that begins at `first`, as many as `times`, all later than `after`.

    A month keeps the weekday and its place: the second Saturday stays the second; a fifth one becomes the last.
    """
    found: list[datetime] = []
    number = 1
    while len(found) < times:
        at = first + timedelta(weeks=number) if every is Every.WEEK else _in_month(first, number)
        found += [at] if at > after else []
        number += 1
    return found


def _in_month(first: datetime, months: int) -> datetime:
    """The same weekday, in the same place of its month, so many months later."""
    place = (first.day - 1) // 7
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    opening, length = monthrange(year, month + 1)
    days = range(1 + (first.weekday() - opening) % 7, length + 1, 7)
    return first.replace(year=year, month=month + 1, day=days[min(place, len(days) - 1)])
