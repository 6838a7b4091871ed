"""Changes of an event after its publication: one notice tells each person all that changed and concerns them.

A change names the values that its author saw: when they are not true any more, it is shown again, never written over.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from bot.domain.deliveries import Plan
from bot.domain.events.event import Event, SignUpStatus, ends_at

# The time in which more changes join the same notice; an event that begins within SOON is told of at once.
SETTLES, SOON = timedelta(minutes=5), timedelta(hours=6)
CHANGED = "changed"


class EventPart(StrEnum):
    """A part of an event that its coordinators mend."""

    TITLE = "title"
    WHEN = "when"
    PLACE = "place"
    LINK = "link"
    PIN = "pin"
    ABOUT = "about"
    ORGANISER = "organiser"
    SEATS = "seats"


# The fields that a part consists of.
FIELDS: Mapping[EventPart, tuple[str, ...]] = {
    EventPart.TITLE: ("title",),
    EventPart.WHEN: ("starts_local", "minutes"),
    EventPart.PLACE: ("place",),
    EventPart.LINK: ("link",),
    EventPart.PIN: ("latitude", "longitude"),
    EventPart.ABOUT: ("description",),
    EventPart.ORGANISER: ("organiser",),
    EventPart.SEATS: ("seats",),
}
# The parts of which people hear. The number of seats concerns nobody by itself: whoever gets a seat is told of it.
CONCERNS: Mapping[SignUpStatus, frozenset[EventPart]] = {
    SignUpStatus.GOING: frozenset(EventPart) - {EventPart.SEATS},
    SignUpStatus.OFFERED: frozenset(EventPart) - {EventPart.SEATS},
    SignUpStatus.WAITING: frozenset({EventPart.TITLE, EventPart.WHEN, EventPart.PLACE}),
}
OCCASIONS = {
    SignUpStatus.GOING: CHANGED,
    SignUpStatus.OFFERED: f"{CHANGED}-offered",
    SignUpStatus.WAITING: f"{CHANGED}-waiting",
}

Value = str | int | float | datetime | None
Values = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class EventWish:
    """A change that a coordinator wants: the new values of its fields, and the stamp of those that its author saw."""

    part: EventPart
    values: Values
    seen: str


@dataclass(frozen=True, slots=True)
class EventChange:
    """A change that was made: `was` are the former values of the part. Ids rise with time."""

    id: int
    part: EventPart
    was: Values


def values_of(event: Event, part: EventPart) -> Values:
    return tuple(getattr(event, name) for name in FIELDS[part])


def stamp(values: Values) -> str:
    """A short mark of values: the same values have the same mark."""
    return sha256(as_text(values).encode()).hexdigest()[:8]


def as_text(values: Values) -> str:
    """Values as a text that `from_text` reads."""
    return json.dumps([each.isoformat() if isinstance(each, datetime) else each for each in values], ensure_ascii=False)


def from_text(part: EventPart, text: str) -> Values:
    found = json.loads(text)
    if part is EventPart.WHEN and found[0]:
        found[0] = datetime.fromisoformat(found[0])
    return tuple(found)


def is_past(event: Event, starts_at: datetime, minutes: int | None, now: datetime) -> bool:
    """Tell whether an event may not be moved there: a new start has to be ahead, a new end of one that runs as well."""
    return starts_at <= now if starts_at != event.starts_at else ends_at(starts_at, minutes) <= now


def unheard(
    event: Event, changes: Sequence[EventChange], since: int, status: SignUpStatus
) -> Mapping[EventPart, Values]:
    """The news that a person of this status has not heard from the change `since` on, with the values that they know.

    A part that changed there and back is no news.
    """
    known: dict[EventPart, Values] = {}
    for change in sorted(changes, key=lambda each: each.id):
        if change.id >= since and change.part in CONCERNS[status]:
            known.setdefault(change.part, change.was)
    return {part: was for part, was in known.items() if was != values_of(event, part)}


def told_at(now: datetime, *starts: datetime | None) -> datetime:
    """The moment to tell of a change: after SETTLES, or at once when one of the starts, old or new, is near."""
    return now if any(start is not None and start - now <= SOON for start in starts) else now + SETTLES


def news(event: Event, change_id: int, status: SignUpStatus, due_at: datetime) -> Plan:
    """The notice to people of this status: it tells everything from this change on that is true when it is sent."""
    starts_at = event.starts_at or due_at
    return Plan(
        kind="notice",
        cause="event",
        cause_id=event.id,
        occasion=f"{OCCASIONS[status]}@{change_id}",
        due_at=due_at,
        expires_at=starts_at if due_at < starts_at else ends_at(starts_at, event.minutes),
        priority=0,
        payload={"since": change_id},
    )
