"""Calendar files (RFC 5545): an event, or the days of a plan, with alarms."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.events import Event

if TYPE_CHECKING:
    from icalendar import Event as Entry

BEFORE_EVENT, BEFORE_DAY = timedelta(hours=-2), timedelta(hours=-15)


def event(event: Event, now: datetime) -> bytes:
    """The `.ics` of an event. A second import replaces the first: the UID stays and DTSTAMP grows.

    Raises ValueError if the event has no start.
    """
    if event.starts_local is None:
        raise ValueError("an event without a start has no place in a calendar")
    entry = _entry(f"event-{event.id}", event.starts_local.replace(tzinfo=ZoneInfo(event.zone)), event.title, now)
    if event.minutes:
        entry.add("duration", timedelta(minutes=event.minutes))
    entry.add("location", event.place)
    entry.add("description", event.description)
    return _calendar([entry])


def plan(days: Sequence[tuple[str, date, str]], last: tuple[str, datetime, str], zone: str, now: datetime) -> bytes:
    """The `.ics` of the days before a meeting, and of the meeting (`last`) itself.

    Each entry is a name for its UID, a day (for the meeting, a wall clock in `zone`) and a title. The alarm of a day is
    at 9:00 on the day before, the alarm of the meeting two hours before it.
    """
    name, starts_local, title = last
    meeting = _entry(name, starts_local.replace(tzinfo=ZoneInfo(zone)), title, now)
    return _calendar([*(_entry(*each, now) for each in days), meeting])


def _entry(name: str, starts: date, title: str, now: datetime) -> "Entry":
    from icalendar import Alarm
    from icalendar import Event as Entry

    entry = Entry()
    entry.add("uid", f"{name}@tos-bot")
    entry.add("dtstamp", now)
    entry.add("dtstart", starts)
    entry.add("summary", title)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", BEFORE_EVENT if isinstance(starts, datetime) else BEFORE_DAY)
    entry.add_component(alarm)
    return entry


def _calendar(entries: "Sequence[Entry]") -> bytes:
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//tos-bot//events//")
    calendar.add("version", "2.0")
    for entry in entries:
        calendar.add_component(entry)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())
