"""Moments, wall clocks and zones: the conversions between a person's local time and the store's UTC.

A moment is an aware datetime in UTC. A wall clock is a naive datetime: it means nothing without its zone.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

# The hours between which nobody is written to, unless they chose others.
QUIET = (21, 9)


def moment(local: datetime, zone: str) -> datetime:
    """The UTC moment at which clocks in `zone` show `local` (the earlier one where clocks are set back)."""
    return local.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def wall_clock(at: datetime, zone: str) -> datetime:
    """The wall clock in `zone` at the moment `at`, a naive datetime."""
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def local_date(at: datetime, zone: str) -> date:
    return wall_clock(at, zone).date()


def is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def after_quiet(at: datetime, zone: str, quiet: tuple[int, int] = QUIET) -> datetime:
    """`at` itself, or the end of the quiet hours of `zone` when `at` falls into them.

    `quiet` are the hours at which they begin and end, on the same day or over midnight; equal ones are no quiet hours.
    """
    first, until = quiet
    local = wall_clock(at, zone)
    is_quiet = first <= local.hour < until if first <= until else (local.hour >= first or local.hour < until)
    if not is_quiet:
        return at
    morning = local.date() + timedelta(days=local.hour >= until)
    return moment(datetime.combine(morning, time(until)), zone)


def after_hours(at: datetime, hours: tuple[int, int], zone: str) -> datetime:
    """`at` itself when the clock in `zone` is within `hours`, else the moment when these hours begin next.

    `hours` are from the first o'clock until before the last.
    """
    first, last = hours
    local = wall_clock(at, zone)
    if first <= local.hour < last:
        return at
    day = local.date() + timedelta(days=local.hour >= last)
    return moment(datetime.combine(day, time(first)), zone)
