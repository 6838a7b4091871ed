"""Events and sign-ups: what they are, how they change, and who may change them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.people import ANYWHERE, REGION, Role, may_coordinate

TITLE_MAX, PLACE_MAX, DESCRIPTION_MAX, ORGANISER_MAX, LINK_MAX = 120, 200, 1500, 120, 300
SEATS_MAX = 100_000
# So many people one guest may bring along.
COMPANIONS_MOST = 9
# The time for which coordinators may record who came: later nobody remembers.
REMEMBERED = timedelta(days=90)
# Guests are let in so long before the start.
DOORS = timedelta(hours=2)


class EventStatus(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    CANCELLED = "cancelled"
    FINISHED = "finished"


SHOWN = (EventStatus.PUBLISHED, EventStatus.FINISHED)


class EventKind(StrEnum):
    """The kinds of events that people look for; an event of another kind has none."""

    CONFERENCE = "conference"
    SEMINAR = "seminar"
    CLEAN_UP = "clean_up"
    MEETING = "meeting"
    FEAST = "feast"
    TRIP = "trip"
    HEARING = "hearing"


class SignUpStatus(StrEnum):
    """OFFERED and LEAVING hold a seat for a while: it was offered, or it was given up and may be had back."""

    GOING = "going"
    WAITING = "waiting"
    OFFERED = "offered"
    LEAVING = "leaving"
    LEFT = "left"


class JoinOutcome(StrEnum):
    GOING = "going"
    WAITING = "waiting"
    ALREADY = "already"
    EXPIRED = "expired"
    SHORT = "short"
    CLOSED = "closed"
    GONE = "gone"


class LeaveOutcome(StrEnum):
    """The outcome of a wish not to come: LEFT gave a seat up, UNQUEUED left the waitlist.

    OVER: the event is over or has begun, so nobody can leave it any more.
    """

    LEFT = "left"
    UNQUEUED = "unqueued"
    WAS_NOT_IN = "was_not_in"
    OVER = "over"
    GONE = "gone"


class ChangeOutcome(StrEnum):
    """The outcome of a coordinator's change.

    FORBIDDEN: the person coordinates nothing. ELSEWHERE: the person coordinates other events. MEANWHILE: somebody else
    was quicker. CROWDED: more people have a seat than there would be. Attendance cannot be recorded EARLY, long before
    the start, nor of an event that was CALLED_OFF or is FORGOTTEN (too long ago). LEFT: the guest is not on the list
    any more. ALREADY: the guest is in.
    """

    DONE = "done"
    FORBIDDEN = "forbidden"
    ELSEWHERE = "elsewhere"
    MEANWHILE = "meanwhile"
    CROWDED = "crowded"
    GONE = "gone"
    CLOSED = "closed"
    INCOMPLETE = "incomplete"
    PAST = "past"
    EARLY = "early"
    CALLED_OFF = "called_off"
    FORGOTTEN = "forgotten"
    LEFT = "left"
    ALREADY = "already"


@dataclass(frozen=True, slots=True)
class Event:
    """An event. `starts_local` is the announced wall clock in `zone`; `starts_at` is the moment computed from it.

    A draft may still lack its start and place. `seats` None means no limit. `changed_at` is the last change after the
    publication. `kind` is an EventKind. `going` and `held` count seats, `waiting` and `confirmed` (still coming after a
    move) sign-ups.
    """

    id: int
    title: str
    status: EventStatus
    zone: str
    municipality: str | None = None
    place: str = ""
    description: str = ""
    starts_local: datetime | None = None
    starts_at: datetime | None = None
    minutes: int | None = None
    seats: int | None = None
    author_id: int | None = None
    changed_at: datetime | None = None
    organiser: str = ""
    link: str = ""
    latitude: float | None = None
    longitude: float | None = None
    kind: str | None = None
    series_id: int | None = None
    going: int = 0
    held: int = 0
    waiting: int = 0
    confirmed: int = 0

    @property
    def scope(self) -> str:
        return self.municipality or REGION

    @property
    def free(self) -> int | None:
        """Seats left, None when there is no limit."""
        return None if self.seats is None else max(self.seats - self.going - self.held, 0)

    def has_room(self, seats: int) -> bool:
        return self.free is None or self.free >= seats

    def is_open(self, now: datetime) -> bool:
        """Tell whether people may join: the event is published and has not started."""
        return self.status is EventStatus.PUBLISHED and self.starts_at is not None and now < self.starts_at

    def has_begun(self, now: datetime) -> bool:
        """Tell whether the event has started; a cancelled one never does."""
        return self.status in SHOWN and self.starts_at is not None and self.starts_at <= now

    def is_over(self, now: datetime) -> bool:
        return self.has_begun(now) and self.starts_at is not None and ends_at(self.starts_at, self.minutes) <= now

    def is_complete(self) -> bool:
        return bool(self.title and self.place and self.starts_at)


@dataclass(frozen=True, slots=True)
class Attendance:
    """An event as one person sees it, with their own status and their place on the waitlist (from 1).

    `until` is the end of an offer, or of the time in which a sign-up that was given up can be had back. `reasons` are
    the coordinators' for what they changed in the list. `helps`: they are a steward.
    `came`: they were let in or ticked.
    `silent`: people with a seat who were asked the day before whether they come, and have not answered.
    """

    event: Event
    mine: SignUpStatus | None = None
    place: int | None = None
    until: datetime | None = None
    companions: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    helps: bool = False
    came: bool = False
    silent: int = 0


@dataclass(frozen=True, slots=True)
class Attendees:
    """The names on an event's list: people with a seat in alphabetical order, the waitlist in its order."""

    event: Event
    going: tuple[str, ...]
    waiting: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guest:
    """A person on the attendance list; `id` is their sign-up's. Without a seat they were on the waitlist.

    `seats` counts them and whoever they bring along, `came_seats` how many of these came.
    """

    id: int
    name: str
    has_seat: bool
    came: bool
    seats: int = 1
    came_seats: int = 0


@dataclass(frozen=True, slots=True)
class Arrivals:
    """The attendance of an event: people with a seat, then the waitlist, each in alphabetical order."""

    event: Event
    guests: tuple[Guest, ...]
    walked_in: int = 0

    @property
    def seats(self) -> int:
        return sum(guest.seats for guest in self.guests if guest.has_seat)

    @property
    def came(self) -> int:
        """The number of people with a seat who came."""
        return sum(guest.came_seats for guest in self.guests if guest.has_seat)

    @property
    def queued(self) -> int:
        """The number of people from the waitlist who came."""
        return sum(guest.came_seats for guest in self.guests if not guest.has_seat)


def untold(event: Event, now: datetime) -> ChangeOutcome | None:
    """The reason why attendance cannot be recorded; None from DOORS before the start on, for `REMEMBERED`."""
    if event.status is EventStatus.DRAFT:
        return ChangeOutcome.GONE
    if event.status is EventStatus.CANCELLED:
        return ChangeOutcome.CALLED_OFF
    if event.starts_at is None or now < event.starts_at - DOORS:
        return ChangeOutcome.EARLY
    return None if now < event.starts_at + REMEMBERED else ChangeOutcome.FORGOTTEN


def refusal(roles: frozenset[Role], scope: str) -> ChangeOutcome | None:
    """The reason why these roles may not change events of `scope`; None when they may."""
    if may_coordinate(roles, scope):
        return None
    return ChangeOutcome.ELSEWHERE if may_coordinate(roles, ANYWHERE) else ChangeOutcome.FORBIDDEN


def ends_at(starts_at: datetime, minutes: int | None) -> datetime:
    """The end of an event; without a known length it counts as over a day after its start."""
    return starts_at + (timedelta(minutes=minutes) if minutes else timedelta(days=1))
