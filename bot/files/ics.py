"""Calendar files (RFC 5545): one event, with an alarm, for the phone's own calendar."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.events import Event


def event(event: Event, now: datetime) -> bytes:
    """The `.ics` of an event with a start. An import again replaces it: the UID stays, DTSTAMP moves."""
    from icalendar import Alarm, Calendar
    from icalendar import Event as Entry

    if event.starts_local is None:
        raise ValueError("an event without a start has no place in a calendar")
    entry = Entry()
    entry.add("uid", f"event-{event.id}@tos-bot")
    entry.add("dtstamp", now)
    entry.add("dtstart", event.starts_local.replace(tzinfo=ZoneInfo(event.zone)))
    if event.minutes:
        entry.add("duration", timedelta(minutes=event.minutes))
    entry.add("summary", event.title)
    entry.add("location", event.place)
    entry.add("description", event.description)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", event.title)
    alarm.add("trigger", timedelta(hours=-2))
    entry.add_component(alarm)
    calendar = Calendar()
    calendar.add("prodid", "-//tos-bot//events//")
    calendar.add("version", "2.0")
    calendar.add_component(entry)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())
