"""The calendar by itself: days of weeks, weekdays of months, dates that exist."""

import calendar
from datetime import date, timedelta

WEEK = 7


def nth(place: int, weekday: int, year: int, month: int) -> date | None:
    """The first, second… or with -1 the last weekday of a month; None when there is none, as for a fifth one."""
    days = (date(year, month, day) for day in range(1, calendar.monthrange(year, month)[1] + 1))
    found = [day for day in days if day.isoweekday() == weekday]
    index = place - 1 if place > 0 else place
    return found[index] if index < len(found) else None


def in_week(today: date, weeks: int, weekday: int) -> date:
    """The weekday of the week so many weeks from today's."""
    return today + timedelta(days=weeks * WEEK + weekday - today.isoweekday())


def month_from(today: date, months: int) -> date:
    """The first day of the month so many months from today's."""
    count = today.year * 12 + today.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def existing(year: int, month: int, day: int) -> date | None:
    """The date; None where the month has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
