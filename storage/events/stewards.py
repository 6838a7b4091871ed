"""Stewards of an event: a coordinator names them for its door alone. They have no other right."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, delete, select

from bot.domain import events as rules
from bot.domain.audit import Act
from bot.domain.events import ChangeOutcome, Event, EventStatus
from bot.domain.events.entry import steward_until
from bot.domain.people import Role
from bot.domain.retention import ENTRY, INVITATION
from storage import outbox
from storage.core.db import insert
from storage.core.tables import event_stewards, people, sign_ups, steward_invitations
from storage.core.tables import events as table
from storage.events import events


@dataclass(frozen=True, slots=True)
class Steward:
    person_id: int
    name: str


@dataclass(frozen=True, slots=True)
class Helpers:
    """An event with its stewards, and the people on its list who may be asked to help."""

    event: Event
    stewards: tuple[Steward, ...]
    others: tuple[Steward, ...]


def listed(tx: Connection, event_id: int, roles: frozenset[Role], most: int) -> Helpers | ChangeOutcome:
    """The stewards of an event, and at most `most` of the people on its list, in the order of their coming."""
    event = events.own(tx, event_id, roles)
    if not isinstance(event, Event):
        return event
    named = select(people.c.id, people.c.name).join(event_stewards, event_stewards.c.person_id == people.c.id)
    chosen = tx.execute(named.where(event_stewards.c.event_id == event_id).order_by(people.c.id)).all()
    here = [row.id for row in chosen]
    on_list = (sign_ups.c.event_id == event_id, sign_ups.c.status.in_(events.ON_LIST), people.c.id.not_in(here))
    guests = select(people.c.id, people.c.name).join(sign_ups, sign_ups.c.person_id == people.c.id).where(*on_list)
    rest = tx.execute(guests.order_by(sign_ups.c.id).limit(most)).all()
    return Helpers(event, tuple(Steward(*row) for row in chosen), tuple(Steward(*row) for row in rest))


def name(
    tx: Connection, event_id: int, roles: frozenset[Role], person_id: int, by: int | None, now: datetime
) -> ChangeOutcome:
    """Name somebody from the list as a steward, and tell them. LEFT when they are not on it any more."""
    event = events.lock_permitted(tx, event_id, roles, EventStatus.PUBLISHED)
    if not isinstance(event, Event):
        return event
    on_list = (sign_ups.c.event_id == event_id, sign_ups.c.person_id == person_id)
    if tx.execute(select(sign_ups.c.id).where(*on_list, sign_ups.c.status.in_(events.ON_LIST))).first() is None:
        return ChangeOutcome.LEFT
    if _put(tx, event, person_id, by, now):
        outbox.plan(tx, [person_id], [rules.notice(event_id, "steward", now, steward_until(event))])
    return ChangeOutcome.DONE


def drop(
    tx: Connection, event_id: int, roles: frozenset[Role], person_id: int, by: int | None, now: datetime
) -> ChangeOutcome:
    """End a steward's right. LEFT when they have none."""
    event = events.own(tx, event_id, roles)
    if not isinstance(event, Event):
        return event
    one = (event_stewards.c.event_id == event_id, event_stewards.c.person_id == person_id)
    if not tx.execute(delete(event_stewards).where(*one)).rowcount:
        return ChangeOutcome.LEFT
    outbox.cancel(tx, events.CAUSE, event_id, person_id=person_id, occasion="steward")
    events.note(tx, Act.STEWARD_DROPPED, event, by, now, about=person_id)
    return ChangeOutcome.DONE


def invite(
    tx: Connection, event_id: int, roles: frozenset[Role], by: int, code: str, now: datetime
) -> Event | ChangeOutcome:
    """Store a one-time invitation. Of its code only the hash is kept."""
    event = events.lock_permitted(tx, event_id, roles, EventStatus.PUBLISHED)
    if isinstance(event, Event):
        row = {"digest": _digest(code), "event_id": event_id, "author_id": by, "expires_at": now + INVITATION.term}
        tx.execute(steward_invitations.insert().values(**row))
    return event


def invited(tx: Connection, code: str, now: datetime) -> Event | None:
    """The event to whose door a code leads; None for a code that was used, has expired, or never was."""
    found = select(steward_invitations.c.event_id).where(steward_invitations.c.digest == _digest(code))
    event_id = tx.scalar(found.where(steward_invitations.c.expires_at > now))
    event = events.get(tx, event_id) if event_id else None
    until = steward_until(event) if event else None
    return event if event and until and now < until and event.status in rules.SHOWN else None


def accept(tx: Connection, code: str, person_id: int, now: datetime) -> Event | None:
    """Use an invitation up: the person is a steward of its event now. None when it does not count."""
    event = invited(tx, code, now)
    used = delete(steward_invitations).where(steward_invitations.c.digest == _digest(code))
    if event is None:
        return None
    row = tx.execute(used.returning(steward_invitations.c.author_id)).one_or_none()
    if row is None:
        return None
    _put(tx, event, person_id, row.author_id, now)
    return event


def _put(tx: Connection, event: Event, person_id: int, by: int | None, now: datetime) -> bool:
    row = {"event_id": event.id, "person_id": person_id, "named_at": now}
    added = tx.execute(insert(tx, event_stewards).values(**row).on_conflict_do_nothing()).rowcount
    if added:
        events.note(tx, Act.STEWARD_NAMED, event, by, now, about=person_id)
    return bool(added)


def sweep(tx: Connection, now: datetime) -> None:
    """Delete invitations that have expired, and stewards of events that are long over."""
    tx.execute(delete(steward_invitations).where(steward_invitations.c.expires_at <= now))
    begun = select(table.c.id).where(table.c.starts_at <= now - ENTRY.term)
    tx.execute(delete(event_stewards).where(event_stewards.c.event_id.in_(begun)))


def _digest(code: str) -> str:
    return sha256(code.encode()).hexdigest()
