"""Sign-ups and the waitlist. A seat is given under the event's row lock, so the last one goes to one person only."""

from datetime import datetime

from sqlalchemy import Connection, func, select, update

from bot.domain import events as rules
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
from bot.domain.municipalities import fold
from bot.domain.people import Role
from storage import outbox
from storage.core.db import insert
from storage.core.tables import AnyRow, people, sign_ups
from storage.core.tables import events as table
from storage.events import events


def look(tx: Connection, event_id: int, person_id: int | None) -> Attendance | None:
    """The event with a person's own sign-up and place in the waitlist; a stranger (None) has neither."""
    event = events.get(tx, event_id)
    if event is None:
        return None
    if person_id is None:
        return Attendance(event)
    row = _sign_up(tx, event_id, person_id)
    if row is None or row.status == SignUpStatus.LEFT:
        return Attendance(event)
    mine = SignUpStatus(row.status)
    return Attendance(event, mine, _place(tx, row) if mine is SignUpStatus.WAITING else None)


def _sign_up(tx: Connection, event_id: int, person_id: int) -> AnyRow | None:
    mine = (sign_ups.c.event_id == event_id, sign_ups.c.person_id == person_id)
    return tx.execute(select(sign_ups).where(*mine)).one_or_none()


def _place(tx: Connection, row: AnyRow) -> int:
    ahead = (sign_ups.c.waiting_since < row.waiting_since) | (
        (sign_ups.c.waiting_since == row.waiting_since) & (sign_ups.c.id < row.id)
    )
    queue = (sign_ups.c.event_id == row.event_id, sign_ups.c.status == SignUpStatus.WAITING)
    return 1 + (tx.scalar(select(func.count()).select_from(sign_ups).where(*queue, ahead)) or 0)


def attendees(tx: Connection, event_id: int, roles: frozenset[Role]) -> Attendees | ChangeOutcome:
    """The names of those who signed up, only for coordinators of the event's scope; else the reason why not."""
    event = events.own(tx, event_id, roles)
    if not isinstance(event, Event):
        return event
    named = select(people.c.name, sign_ups.c.status).join(people, people.c.id == sign_ups.c.person_id)
    turn = (sign_ups.c.waiting_since, sign_ups.c.id)
    rows = tx.execute(named.where(sign_ups.c.event_id == event_id).order_by(*turn)).all()
    # Sorted here: the databases do not sort by the alphabet of the language.
    going = sorted((row.name for row in rows if row.status == SignUpStatus.GOING), key=fold)
    return Attendees(event, tuple(going), tuple(row.name for row in rows if row.status == SignUpStatus.WAITING))


def mine(tx: Connection, person_id: int, now: datetime) -> list[Attendance]:
    """A person's sign-ups to events that have not started, the nearest first."""
    ids = tx.scalars(
        select(table.c.id)
        .join(sign_ups, sign_ups.c.event_id == table.c.id)
        .where(
            sign_ups.c.person_id == person_id,
            sign_ups.c.status.in_(events.ON_LIST),
            table.c.status == EventStatus.PUBLISHED,
            table.c.starts_at > now,
        )
        .order_by(table.c.starts_at)
    ).all()
    return [seen for event_id in ids if (seen := look(tx, event_id, person_id))]


def join(tx: Connection, event_id: int, person_id: int, now: datetime) -> JoinOutcome:
    """Sign up: take a seat and plan its reminders or, when none is left, join the waitlist.

    ALREADY for a person who has signed up: the sign-up stays as it is. CLOSED once the event has begun or is cancelled.
    """
    event = events.lock(tx, event_id)
    if event is None or event.status is EventStatus.DRAFT:
        return JoinOutcome.GONE
    if not event.is_open(now):
        return JoinOutcome.CLOSED
    row = _sign_up(tx, event_id, person_id)
    if row is not None and row.status != SignUpStatus.LEFT:
        return JoinOutcome.ALREADY
    status = SignUpStatus.GOING if event.free is None or event.free > 0 else SignUpStatus.WAITING
    _put(tx, event_id, person_id, status, now)
    if status is SignUpStatus.GOING:
        events.remind(tx, event, [person_id], now)
    return JoinOutcome(status.value)


def _put(tx: Connection, event_id: int, person_id: int, status: SignUpStatus, now: datetime) -> None:
    values = {"status": status, "waiting_since": now if status is SignUpStatus.WAITING else None, "seats": 1}
    row = {"event_id": event_id, "person_id": person_id, "created_at": now} | values
    tx.execute(
        insert(tx, sign_ups)
        .values(**row)
        .on_conflict_do_update(index_elements=["event_id", "person_id"], set_=values | {"created_at": now})
    )


def leave(tx: Connection, event_id: int, person_id: int, now: datetime) -> LeaveOutcome:
    """Give up a seat or a place in the waitlist, and cancel reminders. The first in the waitlist gets a freed seat."""
    event = events.lock(tx, event_id)
    if event is None:
        return LeaveOutcome.GONE
    row = _sign_up(tx, event_id, person_id)
    if row is None or row.status == SignUpStatus.LEFT:
        return LeaveOutcome.WAS_NOT_IN
    if not event.is_open(now):
        return LeaveOutcome.OVER
    left = {"status": SignUpStatus.LEFT, "waiting_since": None}
    tx.execute(update(sign_ups).where(sign_ups.c.id == row.id).values(**left))
    outbox.cancel(tx, events.CAUSE, event_id, person_id=person_id)
    promote(tx, event_id, now)
    return LeaveOutcome.UNQUEUED if row.status == SignUpStatus.WAITING else LeaveOutcome.LEFT


def leave_all(tx: Connection, person_id: int, now: datetime) -> None:
    """Leave every event that has not started, before an erasure or when the consent ends."""
    for attendance in mine(tx, person_id, now):
        leave(tx, attendance.event.id, person_id, now)


def promote(tx: Connection, event_id: int, now: datetime) -> list[int]:
    """Give free seats to the waitlist, in its order; each person gets a notice and reminders. Returns their ids."""
    event = events.get(tx, event_id)
    if event is None or not event.is_open(now) or not event.waiting:
        return []
    queue = (sign_ups.c.event_id == event_id, sign_ups.c.status == SignUpStatus.WAITING)
    order = (sign_ups.c.waiting_since, sign_ups.c.id)
    waiting = select(sign_ups.c.person_id).where(*queue).order_by(*order).limit(event.free)
    promoted = list(tx.scalars(waiting))
    for person_id in promoted:
        _put(tx, event_id, person_id, SignUpStatus.GOING, now)
        # An unsent notice of a move says that they still wait; the notice of the seat tells the new start.
        outbox.cancel(tx, events.CAUSE, event_id, person_id=person_id, occasion="moved-waiting")
    outbox.plan(tx, promoted, [rules.notice(event_id, "seat", now, event.starts_at)])
    events.remind(tx, event, promoted, now)
    return promoted
