"""The time after an event: thanks to those who came, their rating, the certificate, the numbers for a report.

The author of a rating is known for a term only; the stars count on without them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from bot.domain.deliveries import Plan
from bot.domain.events.event import SHOWN, Event
from bot.domain.time import local_date, moment

THANKS = "thanks"
# Thanks are sent from this hour on the morning after the event, for so long: whoever is ticked later gets them, too.
MORNING, THANKED_WITHIN = time(10), timedelta(days=3)
STARS, WORD_MAX = (1, 2, 3, 4, 5), 500


@dataclass(frozen=True, slots=True)
class EventCertificate:
    """A certificate that somebody took part in an event; `code` is its number and finds it."""

    code: str
    name: str
    issued_on: date
    event: Event


@dataclass(frozen=True, slots=True)
class Results:
    """The numbers of an event that has begun, in people; `municipalities` are slugs with those who came from there.

    `newcomers` came to an event for the first time. `stars` are the numbers of ratings by stars. `municipalities` has
    "" for people who did not say theirs; people without a sign-up stand in `walked_in` alone.
    """

    event: Event
    signed_up: int
    came_listed: int
    walked_in: int = 0
    newcomers: int = 0
    municipalities: Mapping[str, int] = field(default_factory=dict)
    stars: Mapping[int, int] = field(default_factory=dict)
    words: int = 0

    @property
    def came(self) -> int:
        return self.came_listed + self.walked_in

    @property
    def named(self) -> int:
        """The number of municipalities that people named."""
        return sum(1 for slug, people in self.municipalities.items() if slug and people)

    @property
    def ratings(self) -> int:
        return sum(self.stars.values())

    @property
    def tenths(self) -> int:
        """The average rating in tenths of a star, rounded; 0 without ratings."""
        total = sum(stars * people for stars, people in self.stars.items())
        return (20 * total + self.ratings) // (2 * self.ratings) if self.ratings else 0

    @property
    def minutes(self) -> int | None:
        """The minutes that all who came spent there together; None where the length is not known."""
        return self.event.minutes * self.came if self.event.minutes else None


def thanks_at(event: Event) -> datetime | None:
    """The morning after an event; one whose length is not known ends on the day of its start."""
    if event.starts_at is None:
        return None
    end = event.starts_at + timedelta(minutes=event.minutes or 0)
    return moment(datetime.combine(local_date(end, event.zone) + timedelta(days=1), MORNING), event.zone)


def is_thanked_for(event: Event, now: datetime) -> bool:
    """Tell whether now is the time to thank for an event."""
    due = thanks_at(event)
    return event.status in SHOWN and due is not None and due <= now < due + THANKED_WITHIN


def thanks(event_id: int, now: datetime) -> Plan:
    return Plan(
        kind="notice",
        cause="event",
        cause_id=event_id,
        occasion=THANKS,
        due_at=now,
        expires_at=now + THANKED_WITHIN,
    )
