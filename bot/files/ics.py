"""Calendar files (RFC 5545): an event, the days of a plan, or the dates of grants, with alarms.

Times are in UTC: some programs read only the first block of a VTIMEZONE, and Russian zones have had many. The UID of an
entry stays and its SEQUENCE rises, so a later file replaces the saved entry; that of a cancelled event cancels it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.events import Event, EventStatus

if TYPE_CHECKING:
    from icalendar import Event as Component

BEFORE_EVENT, BEFORE_DAY = timedelta(hours=-2), timedelta(hours=-15)
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
# The length of an entry whose length nobody named.
USUAL_LENGTH = timedelta(hours=2)
# A program that follows a calendar looks for changes so often.
LOOK_AGAIN = timedelta(hours=12)


class EntryStatus(StrEnum):
    """The status of a calendar entry: TENTATIVE is a forecast."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a calendar. `starts` is an aware moment, or a date for a whole day; `name` makes its UID.

    `alarm` is counted from the start. A time that `is_free` stays free in the calendar of its owner.
    """

    name: str
    starts: date
    title: str
    length: timedelta = USUAL_LENGTH
    place: str = ""
    description: str = ""
    url: str = ""
    status: EntryStatus = EntryStatus.CONFIRMED
    alarm: timedelta | None = None
    is_free: bool = False


@dataclass(frozen=True, slots=True)
class Edition:
    """The edition of a file, written `now`; `changed_at` is None for a thing that nobody changed.

    `number` is a number that rises with every change, where there is one.
    """

    changed_at: datetime | None
    now: datetime
    number: int = 0

    @property
    def sequence(self) -> int:
        """A number that rises with every change: the seconds from EPOCH to the last one, or the one that was given."""
        return int((self.changed_at - EPOCH).total_seconds()) if self.changed_at else self.number


def event(event: Event, note: str, now: datetime) -> bytes:
    """The `.ics` of an event; of a cancelled one, the file that cancels the saved entry.

    `note` is added to the description when nobody named the length. Raises ValueError if the event has no start.
    """
    if event.starts_at is None:
        raise ValueError("an event without a start has no place in a calendar")
    length = timedelta(minutes=event.minutes) if event.minutes else USUAL_LENGTH
    said = "\n\n".join(filter(None, [event.description, "" if event.minutes else note]))
    entry = Entry(f"event-{event.id}", event.starts_at, event.title, length, event.place, said)
    return _calendar([entry], Edition(event.changed_at, now), cancelled=event.status is EventStatus.CANCELLED)


def plan(entries: Sequence[Entry], edition: Edition) -> bytes:
    """The `.ics` of the days before a meeting and of the meeting itself.

    The alarm of a day is at 9:00 on the day before, the alarm of a moment two hours before it.
    """
    return _calendar(entries, edition)


def dates(entries: Sequence[Entry], edition: Edition, name: str = "") -> bytes:
    """The `.ics` of dates, each with the status and the alarm of its own; with a name, a calendar to follow."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//tos-bot//grants//")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    if name:
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", LOOK_AGAIN, {"value": "DURATION"})
        calendar.add("x-published-ttl", "PT12H")
    for each in entries:
        component = _component(each, edition)
        component.add("status", each.status.value)
        component.add("transp", "TRANSPARENT" if each.is_free else "OPAQUE")
        if each.alarm is not None and each.status is not EntryStatus.CANCELLED:
            _add_alarm(component, each, each.alarm)
        calendar.add_component(component)
    return bytes(calendar.to_ical())


def _calendar(entries: Sequence[Entry], edition: Edition, *, cancelled: bool = False) -> bytes:
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//tos-bot//events//")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancelled else "PUBLISH")
    for each in entries:
        component = _component(each, edition)
        component.add("status", "CANCELLED" if cancelled else "CONFIRMED")
        if not cancelled:
            _add_alarm(component, each, BEFORE_EVENT if isinstance(each.starts, datetime) else BEFORE_DAY)
        calendar.add_component(component)
    return bytes(calendar.to_ical())


def _component(entry: Entry, edition: Edition) -> "Component":
    from icalendar import Event as Component

    component = Component()
    component.add("uid", f"{entry.name}@tos-bot")
    component.add("dtstamp", edition.now)
    component.add("sequence", edition.sequence)
    component.add("last-modified", edition.changed_at or edition.now)
    starts = entry.starts.astimezone(UTC) if isinstance(entry.starts, datetime) else entry.starts
    component.add("dtstart", starts)
    component.add("dtend", starts + (entry.length if isinstance(starts, datetime) else timedelta(days=1)))
    component.add("summary", entry.title)
    if entry.place:
        component.add("location", entry.place)
    if entry.description:
        component.add("description", entry.description)
    if entry.url:
        component.add("url", entry.url)
    return component


def _add_alarm(component: "Component", entry: Entry, trigger: timedelta) -> None:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", entry.title)
    alarm.add("trigger", trigger)
    component.add_component(alarm)
