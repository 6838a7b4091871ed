"""Attendance: several coordinators of an event's scope may tick, from its start on, who came."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, select, update

from bot.domain.events import Arrivals, ChangeOutcome, Event, Guest, SignUpStatus
from bot.domain.municipalities import fold
from bot.domain.people import Role
from storage.core.tables import people, sign_ups
from storage.events import events


def look(tx: Connection, event_id: int, roles: frozenset[Role], now: datetime) -> Arrivals | ChangeOutcome:
    """The guests of an event with their ticks; else the reason why these roles may not see them."""
    event = events.for_attendance(tx, event_id, roles, now)
    return Arrivals(event, _guests(tx, event_id)) if isinstance(event, Event) else event


def _guests(tx: Connection, event_id: int) -> tuple[Guest, ...]:
    columns = (sign_ups.c.id, people.c.name, sign_ups.c.status, sign_ups.c.came_at)
    on_list = (sign_ups.c.event_id == event_id, sign_ups.c.status.in_(events.ON_LIST))
    rows = tx.execute(select(*columns).join(people, people.c.id == sign_ups.c.person_id).where(*on_list))
    found = [Guest(row.id, row.name, row.status == SignUpStatus.GOING, row.came_at is not None) for row in rows]
    # Sorted here: the databases do not sort by the alphabet of the language.
    return tuple(sorted(found, key=lambda guest: (not guest.has_seat, fold(guest.name), guest.id)))


def tick(
    tx: Connection, event_id: int, sign_up_id: int, came: bool, roles: frozenset[Role], now: datetime
) -> ChangeOutcome:
    """Set whether the guest of one sign-up came, also one from the waitlist. A second time changes nothing.

    LEFT when the guest is not on the event's list any more.
    """
    one = (sign_ups.c.id == sign_up_id, sign_ups.c.status.in_(events.ON_LIST))
    done = _set_came_at(tx, event_id, roles, now, now if came else None, *one)
    if isinstance(done, ChangeOutcome):
        return done
    return ChangeOutcome.DONE if done else ChangeOutcome.LEFT


def tick_everybody(tx: Connection, event_id: int, roles: frozenset[Role], now: datetime) -> ChangeOutcome:
    """Tick everybody who has a seat; guests from the waitlist are ticked one by one."""
    done = _set_came_at(tx, event_id, roles, now, now, sign_ups.c.status == SignUpStatus.GOING)
    return done if isinstance(done, ChangeOutcome) else ChangeOutcome.DONE


def _set_came_at(
    tx: Connection,
    event_id: int,
    roles: frozenset[Role],
    now: datetime,
    came_at: datetime | None,
    *whose: ColumnElement[bool],
) -> int | ChangeOutcome:
    """Set `came_at` of chosen sign-ups. Returns the number of rows; else the reason why these roles may not."""
    event = events.for_attendance(tx, event_id, roles, now, locked=True)
    if not isinstance(event, Event):
        return event
    return tx.execute(update(sign_ups).where(sign_ups.c.event_id == event_id, *whose).values(came_at=came_at)).rowcount
