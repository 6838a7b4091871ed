"""Attendance: several coordinators of an event's scope, and its stewards, may tick who came. See also `entry`."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, select, update

from bot.domain.events import Arrivals, ChangeOutcome, Event, Guest, SignUpStatus
from bot.domain.municipalities import fold
from bot.domain.people import Role
from storage.core.tables import people, sign_ups
from storage.events import entry, events


def look(
    tx: Connection, event_id: int, roles: frozenset[Role], now: datetime, steward_id: int | None = None
) -> Arrivals | ChangeOutcome:
    """The guests of an event with their ticks; else the reason why these roles, or this steward, may not see them."""
    event = events.for_attendance(tx, event_id, roles, now, steward_id=steward_id)
    if not isinstance(event, Event):
        return event
    return Arrivals(event, _guests(tx, event_id), entry.walked_in(tx, event_id))


def _guests(tx: Connection, event_id: int) -> tuple[Guest, ...]:
    columns = (sign_ups, people.c.name)
    on_list = (sign_ups.c.event_id == event_id, sign_ups.c.status.in_(events.ON_LIST))
    rows = tx.execute(select(*columns).join(people, people.c.id == sign_ups.c.person_id).where(*on_list))
    found = [
        Guest(row.id, row.name, row.status == SignUpStatus.GOING, row.came_at is not None, row.seats, row.came_seats)
        for row in rows
    ]
    # Sorted here: the databases do not sort by the alphabet of the language.
    return tuple(sorted(found, key=lambda guest: (not guest.has_seat, fold(guest.name), guest.id)))


def tick(
    tx: Connection,
    event_id: int,
    sign_up_id: int,
    came: bool,
    roles: frozenset[Role],
    now: datetime,
    by: int | None = None,
) -> ChangeOutcome:
    """Set whether the guest of one sign-up came, also one from the waitlist. A second time changes nothing.

    LEFT when the guest is not on the event's list any more.
    """
    one = (sign_ups.c.id == sign_up_id, sign_ups.c.status.in_(events.ON_LIST))
    fresh = (sign_ups.c.came_at.is_(None) if came else sign_ups.c.came_at.is_not(None),)
    event = events.for_attendance(tx, event_id, roles, now, locked=True, steward_id=by)
    if not isinstance(event, Event):
        return event
    if tx.execute(select(sign_ups.c.id).where(sign_ups.c.event_id == event_id, *one)).first() is None:
        return ChangeOutcome.LEFT
    _set_came_at(tx, event_id, now if came else None, by, *one, *fresh)
    return ChangeOutcome.DONE


def tick_everybody(
    tx: Connection, event_id: int, roles: frozenset[Role], now: datetime, by: int | None = None
) -> ChangeOutcome:
    """Tick everybody who has a seat, for coordinators alone; guests from the waitlist are ticked one by one."""
    event = events.for_attendance(tx, event_id, roles, now, locked=True)
    if not isinstance(event, Event):
        return event
    _set_came_at(tx, event_id, now, by, sign_ups.c.status == SignUpStatus.GOING, sign_ups.c.came_at.is_(None))
    return ChangeOutcome.DONE


def _set_came_at(
    tx: Connection, event_id: int, came_at: datetime | None, by: int | None, *whose: ColumnElement[bool]
) -> None:
    """Set `came_at` of chosen sign-ups, for everybody who comes along as well."""
    came = {"came_at": came_at, "came_by": by, "came_seats": sign_ups.c.seats if came_at else 0}
    tx.execute(update(sign_ups).where(sign_ups.c.event_id == event_id, *whose).values(**came))
