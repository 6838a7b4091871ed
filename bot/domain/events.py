"""Events and sign-ups: from a draft to a finished day, seats that are never oversold, a queue that is fair."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.deliveries import Plan
from bot.domain.people import ANYWHERE, REGION, Role, may_coordinate

TITLE_MAX, PLACE_MAX, DESCRIPTION_MAX = 120, 200, 1500
SEATS_MAX = 100_000
REMIND_BEFORE = {"start-1d": timedelta(days=1), "start-2h": timedelta(hours=2)}
# So long people remember who came, and what they are thanked for.
REMEMBERED = timedelta(days=90)


class EventStatus(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    CANCELLED = "cancelled"
    FINISHED = "finished"


SHOWN = (EventStatus.PUBLISHED, EventStatus.FINISHED)


class SignUpStatus(StrEnum):
    GOING = "going"
    WAITING = "waiting"
    LEFT = "left"


class JoinOutcome(StrEnum):
    GOING = "going"
    WAITING = "waiting"
    ALREADY = "already"
    CLOSED = "closed"
    GONE = "gone"


class LeaveOutcome(StrEnum):
    """What became of a wish not to come: LEFT a seat, or UNQUEUED. What is OVER or has begun, nobody leaves."""

    LEFT = "left"
    UNQUEUED = "unqueued"
    WAS_NOT_IN = "was_not_in"
    OVER = "over"
    GONE = "gone"


class ChangeOutcome(StrEnum):
    """What became of a coordinator's change.

    FORBIDDEN to those who coordinate nothing, ELSEWHERE to those whose events are others; MEANWHILE somebody else was
    quicker. Who came is not to be told EARLY, before the start, nor of what was CALLED_OFF or is FORGOTTEN; LEFT is who
    is not on the list any more.
    """

    DONE = "done"
    FORBIDDEN = "forbidden"
    ELSEWHERE = "elsewhere"
    MEANWHILE = "meanwhile"
    GONE = "gone"
    CLOSED = "closed"
    INCOMPLETE = "incomplete"
    PAST = "past"
    EARLY = "early"
    CALLED_OFF = "called_off"
    FORGOTTEN = "forgotten"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Event:
    """`starts_local` is the wall clock in `zone` as announced; `starts_at` the moment computed from it.

    A draft may still lack its start and place. `seats` None means that everybody is welcome.
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
    going: int = 0
    waiting: int = 0

    @property
    def scope(self) -> str:
        return self.municipality or REGION

    @property
    def free(self) -> int | None:
        """Seats left, None when there is no limit."""
        return None if self.seats is None else max(self.seats - self.going, 0)

    def is_open(self, now: datetime) -> bool:
        """One may join a published event until it starts."""
        return self.status is EventStatus.PUBLISHED and self.starts_at is not None and now < self.starts_at

    def has_begun(self, now: datetime) -> bool:
        """What was called off never begins."""
        return self.status in SHOWN and self.starts_at is not None and self.starts_at <= now

    def is_over(self, now: datetime) -> bool:
        return self.has_begun(now) and self.starts_at is not None and ends_at(self.starts_at, self.minutes) <= now

    def is_complete(self) -> bool:
        return bool(self.title and self.place and self.starts_at)


@dataclass(frozen=True, slots=True)
class Attendance:
    """What one person sees of an event: the event, their own state, their place in the queue (from 1)."""

    event: Event
    mine: SignUpStatus | None = None
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Attendees:
    """Who signed up, by name: those with a seat in alphabetical order, those who wait in the order of their turn."""

    event: Event
    going: tuple[str, ...]
    waiting: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody on the list of who came; `id` is their sign-up's. Without a seat they waited for one."""

    id: int
    name: str
    has_seat: bool
    came: bool


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Who came and who did not: those with a seat, then those who waited, each in alphabetical order."""

    event: Event
    guests: tuple[Guest, ...]

    @property
    def seats(self) -> int:
        return sum(guest.has_seat for guest in self.guests)

    @property
    def came(self) -> int:
        """Of those with a seat."""
        return sum(guest.came and guest.has_seat for guest in self.guests)

    @property
    def queued(self) -> int:
        """Those who waited, and came all the same."""
        return sum(guest.came and not guest.has_seat for guest in self.guests)


def untold(event: Event, now: datetime) -> ChangeOutcome | None:
    """Why it is not to be told who came; None from the start on, while people remember."""
    if event.status is EventStatus.DRAFT:
        return ChangeOutcome.GONE
    if event.status is EventStatus.CANCELLED:
        return ChangeOutcome.CALLED_OFF
    if event.starts_at is None or now < event.starts_at:
        return ChangeOutcome.EARLY
    return None if now < event.starts_at + REMEMBERED else ChangeOutcome.FORGOTTEN


def refusal(roles: frozenset[Role], scope: str) -> ChangeOutcome | None:
    """Why these roles may not touch events of `scope`; None when they may."""
    if may_coordinate(roles, scope):
        return None
    return ChangeOutcome.ELSEWHERE if may_coordinate(roles, ANYWHERE) else ChangeOutcome.FORBIDDEN


def ends_at(starts_at: datetime, minutes: int | None) -> datetime:
    """The end; without a known length an event counts as over a day after its start."""
    return starts_at + (timedelta(minutes=minutes) if minutes else timedelta(days=1))


def occasion(name: str, starts_at: datetime) -> str:
    """The name of a reminder's moment: of another start it is another reminder."""
    return f"{name}@{starts_at:%Y-%m-%dT%H:%MZ}"


def reminders(event_id: int, starts_at: datetime, now: datetime) -> list[Plan]:
    """One day and two hours before the start; those whose time has passed are left out.

    Nobody who joins today hears "tomorrow". Each ends when the next one is due, the last with the start: after an
    outage people hear one true line, not two.
    """
    ends = [starts_at - before for before in [*REMIND_BEFORE.values()][1:]] + [starts_at]
    return [
        Plan(
            kind="reminder",
            cause="event",
            cause_id=event_id,
            occasion=occasion(name, starts_at),
            due_at=starts_at - before,
            expires_at=end,
        )
        for (name, before), end in zip(REMIND_BEFORE.items(), ends, strict=True)
        if starts_at - before > now
    ]


def reminders_left(starts_at: datetime, now: datetime) -> int:
    """How many reminders somebody who has a seat at `now` is still going to hear."""
    return sum(starts_at - before > now for before in REMIND_BEFORE.values())


def notice(event_id: int, what: str, now: datetime, expires_at: datetime | None) -> Plan:
    """A word about a change that people have to hear now: moved, cancelled, a seat came free."""
    return Plan(
        kind="notice",
        cause="event",
        cause_id=event_id,
        occasion=f"{what}@{now:%Y-%m-%dT%H:%M:%SZ}",
        due_at=now,
        expires_at=expires_at,
        priority=0,
    )
