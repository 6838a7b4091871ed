"""Acts of coordinators on single sign-ups: take one off the list, or move one in the queue, each with a reason.

Whoever waits reads the reasons, without the name; the audit keeps them, so they leave with the person they were about.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from bot.domain import events as rules
from bot.domain.audit import Act, AuditSubject
from bot.domain.events import ChangeOutcome, Event, SignUpStatus
from bot.domain.people import Role
from storage import outbox
from storage.core.tables import AnyRow, audit, people, sign_ups
from storage.events import events, queue

ACTS = (Act.GUEST_REMOVED, Act.QUEUE_MOVED)
SHOWN_MOST = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One sign-up on the list; `place` from 1 for somebody who waits."""

    id: int
    event: Event
    name: str
    place: int | None


def look(tx: Connection, sign_up_id: int, roles: frozenset[Role]) -> Entry | ChangeOutcome:
    """A sign-up for a coordinator of its event; LEFT when it is not on the list any more."""
    row = _row(tx, sign_up_id)
    event = events.own(tx, row.event_id, roles) if row else ChangeOutcome.GONE
    if row is None or not isinstance(event, Event):
        return event if isinstance(event, ChangeOutcome) else ChangeOutcome.GONE
    if row.status not in events.ON_LIST:
        return ChangeOutcome.LEFT
    name: str = tx.scalar(select(people.c.name).where(people.c.id == row.person_id)) or ""
    place = queue.place_of(tx, row) if row.status == SignUpStatus.WAITING else None
    return Entry(row.id, event, name, place)


def listed(
    tx: Connection, event_id: int, roles: frozenset[Role]
) -> tuple[Event, list[tuple[int, str]]] | ChangeOutcome:
    """Ids and names of all sign-ups on the list, in the order of their coming."""
    event = events.own(tx, event_id, roles)
    if not isinstance(event, Event):
        return event
    named = select(sign_ups.c.id, people.c.name).join(people, people.c.id == sign_ups.c.person_id)
    on_list = (sign_ups.c.event_id == event_id, sign_ups.c.status.in_(events.ON_LIST))
    return event, [(row.id, row.name) for row in tx.execute(named.where(*on_list).order_by(sign_ups.c.id))]


def remove(
    tx: Connection, sign_up_id: int, roles: frozenset[Role], by: int | None, reason: str, now: datetime
) -> ChangeOutcome:
    """Take somebody off the list and tell them why. Their seat passes on."""
    held = _held(tx, sign_up_id, roles, now)
    if isinstance(held, ChangeOutcome):
        return held
    event, row = held
    queue.drop(tx, row)
    outbox.cancel(tx, events.CAUSE, event.id, person_id=row.person_id)
    _note(tx, Act.GUEST_REMOVED, held, by, reason, now)
    queue.promote(tx, event.id, now)
    return ChangeOutcome.DONE


def move_first(
    tx: Connection, sign_up_id: int, roles: frozenset[Role], by: int | None, reason: str, now: datetime
) -> ChangeOutcome:
    """Let somebody who waits be the next who is offered a seat, and tell them. LEFT when they do not wait."""
    held = _held(tx, sign_up_id, roles, now)
    if isinstance(held, ChangeOutcome):
        return held
    event, row = held
    if row.status != SignUpStatus.WAITING:
        return ChangeOutcome.LEFT
    first = queue.waiting(tx, event.id)[0]
    if first.id != row.id:
        queue.put(tx, row.id, {"turn": (first.turn or 1) - 1})
        _note(tx, Act.QUEUE_MOVED, held, by, reason, now)
    return ChangeOutcome.DONE


def reasons(tx: Connection, event_id: int) -> Mapping[int, str]:
    """The reasons that others may read, by the id of their entry, the newest first."""
    about = (audit.c.subject == AuditSubject.EVENT, audit.c.subject_id == event_id, audit.c.act.in_(ACTS))
    rows = tx.execute(
        select(audit.c.id, audit.c.reason).where(*about, audit.c.reason != "").order_by(audit.c.id.desc())
    )
    return {row.id: row.reason for row in rows}


def _row(tx: Connection, sign_up_id: int) -> AnyRow | None:
    return tx.execute(select(sign_ups).where(sign_ups.c.id == sign_up_id)).one_or_none()


def _held(
    tx: Connection, sign_up_id: int, roles: frozenset[Role], now: datetime
) -> tuple[Event, AnyRow] | ChangeOutcome:
    """The event, locked, and the sign-up as it is then; else the reason why it stays."""
    found = look(tx, sign_up_id, roles)
    if isinstance(found, ChangeOutcome):
        return found
    event, row = events.lock(tx, found.event.id), _row(tx, sign_up_id)
    if event is None or row is None or row.status not in events.ON_LIST:
        return ChangeOutcome.LEFT
    return (event, row) if event.is_open(now) else ChangeOutcome.CLOSED


def _note(tx: Connection, act: Act, held: tuple[Event, AnyRow], by: int | None, reason: str, now: datetime) -> None:
    event, row = held
    entry_id = events.note(tx, act, event, by, now, about=row.person_id, reason=reason)
    what = "removed" if act is Act.GUEST_REMOVED else "first"
    outbox.plan(tx, [row.person_id], [rules.notice(event.id, what, now, event.starts_at, {"entry": entry_id})])
