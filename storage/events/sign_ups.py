"""Sign-ups. A seat is given under the event's row lock, so the last one goes to one person only; see also `queue`."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, and_, exists, func, or_, select, update

from bot.domain import events as rules
from bot.domain.deliveries import DeliveryStatus
from bot.domain.events import (
    Attendance,
    Attendees,
    ChangeOutcome,
    Event,
    EventStatus,
    JoinOutcome,
    LeaveOutcome,
    SignUpStatus,
)
from bot.domain.events.changes import OCCASIONS
from bot.domain.events.notices import ASKING
from bot.domain.events.seats import SECOND_THOUGHTS
from bot.domain.municipalities import fold
from bot.domain.people import Role, may_coordinate
from storage import outbox
from storage.core.db import insert
from storage.core.tables import AnyRow, deliveries, people, sign_ups
from storage.core.tables import events as table
from storage.events import companions, desk, events, queue

# The waitlist as coordinators see it: whoever has an offer still stands in it.
QUEUE = (SignUpStatus.WAITING, SignUpStatus.OFFERED)


def look(tx: Connection, event_id: int, person_id: int | None) -> Attendance | None:
    """The event with a person's own sign-up and place in the waitlist; a stranger (None) has neither."""
    event = events.get(tx, event_id)
    if event is None:
        return None
    row = None if person_id is None else queue.held_by(tx, event_id, person_id)
    helps = events.has_steward(tx, event_id, person_id)
    if row is None:
        return Attendance(event, helps=helps)
    if row.status not in events.ON_LIST:
        return Attendance(event, until=row.held_until, helps=helps)
    mine, company = SignUpStatus(row.status), companions.of_person(tx, event_id, row.person_id)
    place = queue.place_of(tx, row) if mine is SignUpStatus.WAITING else None
    why = tuple(desk.reasons(tx, event_id).values()) if mine in QUEUE else ()
    came = row.came_at is not None
    return Attendance(event, mine, place, row.held_until, company, why[: desk.SHOWN_MOST], helps, came)


def look_for(tx: Connection, event_id: int, person_id: int | None, roles: frozenset[Role]) -> Attendance | None:
    """The event as `look` shows it, for a coordinator of it also how many people do not answer."""
    seen = look(tx, event_id, person_id)
    if seen is None or seen.event.starts_at is None or not may_coordinate(roles, seen.event.scope):
        return seen
    return replace(seen, silent=_silent(tx, event_id, seen.event.starts_at))


def _silent(tx: Connection, event_id: int, starts_at: datetime) -> int:
    """The number of people with a seat who got the reminder that asks, and have not answered it."""
    asked = [deliveries.c.cause == events.CAUSE, deliveries.c.cause_id == event_id]
    asked += [deliveries.c.occasion == rules.occasion(ASKING, starts_at), deliveries.c.status == DeliveryStatus.SENT]
    quiet = [sign_ups.c.event_id == event_id, sign_ups.c.status == SignUpStatus.GOING]
    quiet += [sign_ups.c.confirmed_at.is_(None)]
    rows = select(func.count()).select_from(sign_ups).where(*quiet)
    return tx.scalar(rows.where(exists().where(deliveries.c.person_id == sign_ups.c.person_id, *asked))) or 0


def number(tx: Connection, event_id: int, person_id: int) -> int | None:
    """The id of a person's own sign-up, in any state."""
    row = queue.held_by(tx, event_id, person_id)
    return None if row is None else int(row.id)


def attendees(tx: Connection, event_id: int, roles: frozenset[Role]) -> Attendees | ChangeOutcome:
    """The names of those who signed up, only for coordinators of the event's scope; else the reason why not."""
    event = events.own(tx, event_id, roles)
    if not isinstance(event, Event):
        return event
    brought = companions.of_everybody(tx, event_id)
    named = select(people.c.id, people.c.name, sign_ups.c.status).join(people, people.c.id == sign_ups.c.person_id)
    rows = tx.execute(named.where(sign_ups.c.event_id == event_id).order_by(sign_ups.c.turn, sign_ups.c.id)).all()
    # Sorted here: the databases do not sort by the alphabet of the language.
    going = sorted((_party(row, brought) for row in rows if row.status == SignUpStatus.GOING), key=fold)
    return Attendees(event, tuple(going), tuple(_party(row, brought) for row in rows if row.status in QUEUE))


def _party(row: AnyRow, brought: Mapping[int, Sequence[str]]) -> str:
    """A guest with those who come along, for a list of names."""
    return " + ".join([row.name, *brought.get(row.id, ())])


def mine(tx: Connection, person_id: int, now: datetime) -> list[Attendance]:
    """A person's sign-ups to events that have not started, the nearest first."""
    ahead = (table.c.status == EventStatus.PUBLISHED, table.c.starts_at > now, sign_ups.c.status.in_(events.ON_LIST))
    return _of_person(tx, person_id, table.c.starts_at, *ahead)


def own(tx: Connection, person_id: int, now: datetime) -> list[Attendance]:
    """The events under a person's "mine": what is ahead and what runs, the nearest first, then what is over.

    Of events that have begun only those with a seat; cancelled ones until they would have begun.
    """
    begun = and_(table.c.starts_at <= now, table.c.starts_at > now - rules.REMEMBERED)
    had_seat = and_(sign_ups.c.status == SignUpStatus.GOING, table.c.status.in_(rules.SHOWN), begun)
    ahead = and_(sign_ups.c.status.in_(events.ON_LIST), table.c.status != EventStatus.DRAFT, table.c.starts_at > now)
    found = _of_person(tx, person_id, table.c.starts_at, or_(had_seat, ahead))
    return sorted(found, key=lambda seen: seen.event.is_over(now))


def _of_person(tx: Connection, person_id: int, order: Column[Any], *which: ColumnElement[bool]) -> list[Attendance]:
    joined = select(table.c.id).join(sign_ups, sign_ups.c.event_id == table.c.id)
    ids = tx.scalars(joined.where(sign_ups.c.person_id == person_id, *which).order_by(order, table.c.id)).all()
    return [seen for event_id in ids if (seen := look(tx, event_id, person_id))]


def join(tx: Connection, event_id: int, person_id: int, now: datetime, names: Sequence[str] = ()) -> JoinOutcome:
    """Sign up: take a seat and plan its reminders or, when none is left, join the waitlist.

    `names` are those who come along: all have a seat, or all wait. SHORT when the event is too small for all of them.

    ALREADY for a person who has signed up: the sign-up stays as it is. CLOSED once the event has begun or is cancelled.
    Whoever has an offer, or waits while a seat is free, takes it.
    """
    event = events.lock(tx, event_id)
    if event is None or event.status is EventStatus.DRAFT:
        return JoinOutcome.GONE
    if not event.is_open(now):
        return JoinOutcome.CLOSED
    row = queue.held_by(tx, event_id, person_id)
    if row is not None and row.status in (*events.ON_LIST, SignUpStatus.LEAVING):
        return _take(tx, event, row, now)
    size = 1 + len(names)
    if event.seats is not None and size > event.seats:
        return JoinOutcome.SHORT
    status = SignUpStatus.GOING if event.has_room(size) else SignUpStatus.WAITING
    _put(tx, event_id, person_id, status, size, now)
    companions.put(tx, event_id, person_id, names)
    if status is SignUpStatus.GOING:
        events.remind(tx, event, [person_id], now)
    return JoinOutcome(status.value)


def bring(tx: Connection, event_id: int, person_id: int, names: Sequence[str], now: datetime) -> JoinOutcome:
    """Set who comes along with somebody on the list; somebody who is not on it joins with them.

    All or nothing: SHORT when the seats do not suffice, and everything stays as it was. GOING and WAITING say how the
    party stands afterwards.
    """
    event = events.lock(tx, event_id)
    row = queue.held_by(tx, event_id, person_id)
    if event is None or row is None or row.status not in events.ON_LIST or not event.is_open(now):
        return join(tx, event_id, person_id, now, names)
    size = 1 + len(names)
    waits = row.status == SignUpStatus.WAITING
    if not (waits or event.has_room(size - row.seats)) or (event.seats is not None and size > event.seats):
        return JoinOutcome.SHORT
    queue.put(tx, row.id, {"seats": size})
    companions.put(tx, event_id, person_id, names)
    queue.promote(tx, event_id, now)
    return JoinOutcome.WAITING if waits else JoinOutcome.GOING


def take(tx: Connection, event_id: int, person_id: int, now: datetime) -> JoinOutcome:
    """Take an offered seat, or one that is open to all who wait.

    EXPIRED when the offer is over, WAITING when somebody was quicker: the place in the queue stays.
    """
    event = events.lock(tx, event_id)
    if event is None or event.status is EventStatus.DRAFT:
        return JoinOutcome.GONE
    if not event.is_open(now):
        return JoinOutcome.CLOSED
    row = queue.held_by(tx, event_id, person_id)
    if row is None or row.status not in events.ON_LIST:
        return JoinOutcome.EXPIRED
    outcome = _take(tx, event, row, now)
    return JoinOutcome.WAITING if outcome is JoinOutcome.ALREADY and row.status == SignUpStatus.WAITING else outcome


def _take(tx: Connection, event: Event, row: AnyRow, now: datetime) -> JoinOutcome:
    """A seat for somebody who is on the list or has just left it, if there is one for them."""
    if row.status == SignUpStatus.GOING or (row.status == SignUpStatus.WAITING and not event.has_room(row.seats)):
        return JoinOutcome.ALREADY
    if row.status == SignUpStatus.OFFERED and row.held_until <= now:
        queue.expire(tx, event, row, now)
        queue.promote(tx, event.id, now)
        return JoinOutcome.EXPIRED
    queue.put(tx, row.id, queue.SEATED | {"created_at": row.created_at if row.status == SignUpStatus.LEAVING else now})
    for occasion in (*OCCASIONS.values(), "offer", "open"):
        outbox.cancel(tx, events.CAUSE, event.id, person_id=row.person_id, occasion=occasion)
    events.remind(tx, event, [row.person_id], now)
    return JoinOutcome.GOING


def _put(tx: Connection, event_id: int, person_id: int, status: SignUpStatus, size: int, now: datetime) -> None:
    """Write a new sign-up. Whoever waits gets the next turn."""
    waits = status is SignUpStatus.WAITING
    values: dict[str, object] = queue.GONE | {"status": status, "waiting_since": now if waits else None, "seats": size}
    values["turn"] = queue.next_turn(tx, event_id) if waits else None
    row = {"event_id": event_id, "person_id": person_id, "created_at": now} | values
    tx.execute(
        insert(tx, sign_ups)
        .values(**row)
        .on_conflict_do_update(index_elements=["event_id", "person_id"], set_=values | {"created_at": now})
    )


def leave(tx: Connection, event_id: int, person_id: int, now: datetime) -> LeaveOutcome:
    """Give up a seat, an offer or a place in the waitlist for good, and cancel reminders. The seat passes on."""
    event = events.lock(tx, event_id)
    if event is None:
        return LeaveOutcome.GONE
    row = queue.held_by(tx, event_id, person_id)
    if row is None or row.status == SignUpStatus.LEFT:
        return LeaveOutcome.WAS_NOT_IN
    if not event.is_open(now):
        return LeaveOutcome.OVER
    queue.drop(tx, row)
    outbox.cancel(tx, events.CAUSE, event_id, person_id=person_id)
    queue.promote(tx, event_id, now)
    return LeaveOutcome.UNQUEUED if row.status == SignUpStatus.WAITING else LeaveOutcome.LEFT


def step_out(tx: Connection, event_id: int, person_id: int, now: datetime) -> LeaveOutcome:
    """Leave like `leave`, but for SECOND_THOUGHTS the seat, or the place in the queue, can be had back.

    A seat is held so long if somebody waits for it. An offer that is declined passes on at once.
    """
    event, row = events.lock(tx, event_id), queue.held_by(tx, event_id, person_id)
    if event is None or row is None or row.status not in (SignUpStatus.GOING, SignUpStatus.WAITING):
        return leave(tx, event_id, person_id, now)
    if not event.is_open(now):
        return LeaveOutcome.OVER
    until = {"held_until": now + SECOND_THOUGHTS}
    outbox.cancel(tx, events.CAUSE, event_id, person_id=person_id)
    if row.status == SignUpStatus.WAITING:
        queue.put(tx, row.id, until | {"status": SignUpStatus.LEFT})
        return LeaveOutcome.UNQUEUED
    queue.put(tx, row.id, until | {"status": SignUpStatus.LEAVING if event.waiting else SignUpStatus.LEFT})
    return LeaveOutcome.LEFT


def take_back(tx: Connection, event_id: int, person_id: int, now: datetime) -> JoinOutcome:
    """Take the own leaving back. EXPIRED once it is too late; a seat that is gone becomes a place in the queue."""
    event, row = events.lock(tx, event_id), queue.held_by(tx, event_id, person_id)
    if event is None or event.status is EventStatus.DRAFT or row is None:
        return JoinOutcome.GONE
    if not event.is_open(now):
        return JoinOutcome.CLOSED
    if row.status in events.ON_LIST:
        return JoinOutcome.ALREADY
    if row.held_until is None or row.held_until <= now:
        return JoinOutcome.EXPIRED
    if row.status == SignUpStatus.LEAVING or (row.turn is None and event.has_room(row.seats)):
        return _take(tx, event, row, now)
    turn = row.turn if row.turn is not None else queue.next_turn(tx, event_id)
    waits = {"status": SignUpStatus.WAITING, "waiting_since": row.waiting_since or now, "turn": turn}
    queue.put(tx, row.id, waits | {"held_until": None})
    queue.promote(tx, event_id, now)
    return JoinOutcome.WAITING


def leave_all(tx: Connection, person_id: int, now: datetime) -> None:
    """Leave every event that has not started, before an erasure or when the consent ends."""
    for event_id in _ahead(tx, person_id, now):
        leave(tx, event_id, person_id, now)


def _ahead(tx: Connection, person_id: int, now: datetime) -> Sequence[int]:
    joined = select(table.c.id).join(sign_ups, sign_ups.c.event_id == table.c.id)
    ahead = (table.c.status == EventStatus.PUBLISHED, table.c.starts_at > now)
    mine = (sign_ups.c.person_id == person_id, sign_ups.c.status != SignUpStatus.LEFT)
    return tx.scalars(joined.where(*mine, *ahead).order_by(table.c.id)).all()


def confirm(tx: Connection, event_id: int, person_id: int, now: datetime) -> bool:
    """Keep that somebody with a seat still comes after a change. False when they have no seat, or it is over."""
    event = events.lock(tx, event_id)
    if event is None or not event.is_open(now):
        return False
    mine = (sign_ups.c.event_id == event_id, sign_ups.c.person_id == person_id)
    comes = update(sign_ups).where(*mine, sign_ups.c.status == SignUpStatus.GOING).values(confirmed_at=now)
    return bool(tx.execute(comes).rowcount)
