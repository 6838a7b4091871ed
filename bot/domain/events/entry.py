"""Arrival to an event: the pass and the code of a guest, the QR on the wall, and the hours in which they count.

A pass is bound to an event and to one sign-up by an HMAC, so nobody makes one for themselves or for another event. Its
code has four digits and comes from the same secret: guests of one event whose sign-ups follow each other never share
one, and where two do, the steward is shown both names.
"""

import hmac
import re
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from bot.domain.events.event import DOORS, Event, EventStatus, ends_at

# A steward records arrivals until so long after the end.
STEWARD_AFTER = timedelta(days=1)
PASS, WALL = "pass", "here"
CODES = 10_000
WALK_INS_AT_ONCE = 20
_SIGNATURE = 16
_PAYLOAD = re.compile(r"(pass|here)_(\d{1,15})_(\d{1,15})_([\w-]{16})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Ticket:
    """The content of a link: a guest's pass, or with `sign_up_id` 0 the QR on the wall of an event."""

    event_id: int
    sign_up_id: int


@dataclass(frozen=True, slots=True)
class Arrival:
    """A guest at the door: how many people their sign-up is for, how many of them came, and when the first one did."""

    sign_up_id: int
    name: str
    has_seat: bool
    seats: int
    came: int
    came_at: datetime | None
    companions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WalkIn:
    """Somebody who came without a sign-up."""

    id: int
    name: str
    came_at: datetime


@dataclass(frozen=True, slots=True)
class Door:
    """An event at its door: the people who came of those with seats, from the queue, and without a sign-up.

    `case_id` is the case whose meeting it is.
    """

    event: Event
    came: int = 0
    queued: int = 0
    walked_in: int = 0
    case_id: int | None = None


def _signature(secret: str, what: str) -> str:
    made = hmac.new(secret.encode(), f"event entry {what}".encode(), sha256).digest()
    return urlsafe_b64encode(made).decode()[:_SIGNATURE]


def payload(secret: str, ticket: Ticket) -> str:
    """The payload of a deep link, at most 64 characters."""
    what = f"{PASS if ticket.sign_up_id else WALL}_{ticket.event_id}_{ticket.sign_up_id}"
    return f"{what}_{_signature(secret, what)}"


def read(secret: str, typed: str) -> Ticket | None:
    """The ticket of a payload; None for one that was not made with this secret."""
    found = _PAYLOAD.fullmatch(typed)
    if found is None:
        return None
    ticket = Ticket(int(found[2]), int(found[3]))
    return ticket if hmac.compare_digest(payload(secret, ticket), typed) else None


def _shift(secret: str, event_id: int) -> int:
    return int.from_bytes(hmac.new(secret.encode(), f"event code {event_id}".encode(), sha256).digest()[:8])


def code(secret: str, ticket: Ticket) -> str:
    """The four digits of a guest."""
    return f"{(ticket.sign_up_id * _step(secret, ticket.event_id) + _shift(secret, ticket.event_id)) % CODES:04}"


def remainder(secret: str, event_id: int, digits: str) -> int:
    """The rest that the ids of the sign-ups with this code leave when they are divided by CODES."""
    return (int(digits) - _shift(secret, event_id)) * pow(_step(secret, event_id), -1, CODES) % CODES


def _step(secret: str, event_id: int) -> int:
    """A factor without a divisor of CODES: neighbours in the list get codes far from each other."""
    return 2001 + _shift(secret, -event_id) % 300 * 10


def opens_at(event: Event) -> datetime | None:
    return event.starts_at - DOORS if event.starts_at else None


def steward_until(event: Event) -> datetime | None:
    return ends_at(event.starts_at, event.minutes) + STEWARD_AFTER if event.starts_at else None


def has_pass(event: Event, now: datetime) -> bool:
    """Tell whether guests of an event may show a pass: until its end."""
    return event.status is EventStatus.PUBLISHED and not event.is_over(now)


def is_self_open(event: Event, now: datetime) -> bool:
    """Tell whether guests may let themselves in by the QR on the wall: from DOORS before the start until the end."""
    if event.starts_at is None:
        return False
    return event.starts_at - DOORS <= now < ends_at(event.starts_at, event.minutes)
