"""The door of an event: guests are found, let in and let out again, and people without a sign-up are written down.

Whoever lets in is a coordinator of the event or its steward. A guest is let in once: of two at the same moment one is
told that the guest is in already. Everything runs under the event's lock, so a tick does not outlive a move.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, func, select, update

from bot.domain import events as rules
from bot.domain.events import ChangeOutcome, Event, SignUpStatus
from bot.domain.events.entry import CODES, Arrival, Door, Ticket, WalkIn, is_self_open
from bot.domain.municipalities import fold
from bot.domain.people import Role
from bot.domain.retention import ENTRY
from bot.domain.tallies import CountedAs
from storage.core import scrub
from storage.core.tables import AnyRow, case_events, name_words, people, sign_ups, walk_ins
from storage.core.tables import events as table
from storage.events import companions, events
from storage.people import names

Who = tuple[frozenset[Role], int | None]


def door(tx: Connection, event_id: int, who: Who, now: datetime) -> Door | ChangeOutcome:
    """The event with the numbers of those who are in; else the reason why this person may not let anybody in."""
    event = _event(tx, event_id, who, now)
    if not isinstance(event, Event):
        return event
    counted = select(sign_ups.c.status, func.sum(sign_ups.c.came_seats).label("people"))
    rows = tx.execute(counted.where(sign_ups.c.event_id == event_id, *_ON_LIST).group_by(sign_ups.c.status)).all()
    came = {row.status: int(row.people) for row in rows}
    seated = came.pop(SignUpStatus.GOING, 0)
    case_id = tx.scalar(select(case_events.c.case_id).where(case_events.c.event_id == event_id))
    return Door(event, seated, sum(came.values()), walked_in(tx, event_id), case_id)


_ON_LIST = (sign_ups.c.status.in_(events.ON_LIST),)


def walked_in(tx: Connection, event_id: int) -> int:
    """The number of people who came without a sign-up."""
    return tx.scalar(select(func.count()).select_from(walk_ins).where(walk_ins.c.event_id == event_id)) or 0


def _event(tx: Connection, event_id: int, who: Who, now: datetime, *, locked: bool = False) -> Event | ChangeOutcome:
    roles, person_id = who
    return events.for_attendance(tx, event_id, roles, now, locked=locked, steward_id=person_id)


def by_code(tx: Connection, event_id: int, who: Who, left: int, now: datetime) -> list[Arrival]:
    """The guests whose code leaves `left`; nobody for somebody who may not let them in."""
    return _found(tx, event_id, who, now, sign_ups.c.id % CODES == left)


def by_name(tx: Connection, event_id: int, who: Who, typed: str, limit: int, now: datetime) -> list[Arrival]:
    """At most `limit` guests of whose names each typed word begins one; also those who come along with a guest."""
    guest = select(sign_ups.c.person_id).where(sign_ups.c.event_id == event_id, *_ON_LIST)
    ids = names.find(tx, typed, limit, [name_words.c.person_id.in_(guest)])
    begins = names.words(typed)
    ids += [
        person_id
        for person_id, brought in companions.of_everybody(tx, event_id).items()
        if any(all(any(word.startswith(each) for word in names.words(name)) for each in begins) for name in brought)
    ]
    return _found(tx, event_id, who, now, sign_ups.c.person_id.in_(ids))[:limit] if ids else []


def one(tx: Connection, ticket: Ticket, who: Who, now: datetime) -> Arrival | ChangeOutcome:
    """A guest; LEFT when they are not on the list any more."""
    event = _event(tx, ticket.event_id, who, now)
    if not isinstance(event, Event):
        return event
    found = _found(tx, ticket.event_id, who, now, sign_ups.c.id == ticket.sign_up_id)
    return found[0] if found else ChangeOutcome.LEFT


def _found(tx: Connection, event_id: int, who: Who, now: datetime, *which: ColumnElement[bool]) -> list[Arrival]:
    if not isinstance(_event(tx, event_id, who, now), Event):
        return []
    columns = (sign_ups, people.c.name)
    on_list = (sign_ups.c.event_id == event_id, *_ON_LIST, *which)
    rows = tx.execute(select(*columns).join(people, people.c.id == sign_ups.c.person_id).where(*on_list)).all()
    return sorted((_entry(tx, row) for row in rows), key=lambda each: (fold(each.name), each.sign_up_id))


def _entry(tx: Connection, row: AnyRow) -> Arrival:
    brought = companions.of_person(tx, row.event_id, row.person_id) if row.seats > 1 else ()
    has_seat = row.status == SignUpStatus.GOING
    return Arrival(row.id, row.name, has_seat, row.seats, row.came_seats, row.came_at, brought)


def let_in(
    tx: Connection, ticket: Ticket, who: Who, now: datetime, seats: int | None = None
) -> tuple[ChangeOutcome, Arrival | None]:
    """Let a guest in with everybody who comes along, or so many of them as `seats` says; 0 lets them out again.

    ALREADY, with the moment of the first time, for a guest who is in and for whom no number is said; CROWDED for one
    from the queue.
    """
    event = _event(tx, ticket.event_id, who, now, locked=True)
    if not isinstance(event, Event):
        return event, None
    found = one(tx, ticket, who, now)
    if not isinstance(found, Arrival):
        return found, None
    if seats is None and found.came_at is not None:
        return ChangeOutcome.ALREADY, found
    if seats is None and not found.has_seat:
        return ChangeOutcome.CROWDED, found
    came = found.seats if seats is None else min(seats, found.seats)
    values = {"came_seats": came, "came_at": (found.came_at or now) if came else None, "came_by": who[1]}
    tx.execute(update(sign_ups).where(sign_ups.c.id == found.sign_up_id).values(**values))
    after = one(tx, ticket, who, now)
    return ChangeOutcome.DONE, after if isinstance(after, Arrival) else None


def let_oneself_in(
    tx: Connection, event_id: int, person_id: int | None, now: datetime
) -> tuple[ChangeOutcome, Event | None, datetime | None]:
    """Let a guest in by the QR on the wall; also the event, and the moment when a guest who is in came.

    EARLY and PAST outside of its hours, LEFT for somebody who is not on the list. MEANWHILE for somebody who waits:
    whether there is a seat is said at the door. CALLED_OFF and a draft have no door.
    """
    event = events.lock(tx, event_id)
    if event is None or event.starts_at is None or event.status not in rules.SHOWN:
        return ChangeOutcome.GONE, None, None
    if not is_self_open(event, now):
        return (ChangeOutcome.EARLY if now < event.starts_at else ChangeOutcome.PAST), event, None
    mine = (sign_ups.c.event_id == event_id, sign_ups.c.person_id == person_id, *_ON_LIST)
    row = tx.execute(select(sign_ups).where(*mine)).one_or_none()
    if row is None:
        return ChangeOutcome.LEFT, event, None
    if row.came_at is not None:
        return ChangeOutcome.ALREADY, event, row.came_at
    if row.status != SignUpStatus.GOING:
        return ChangeOutcome.MEANWHILE, event, None
    values = {"came_seats": row.seats, "came_at": now, "came_by": person_id}
    tx.execute(update(sign_ups).where(sign_ups.c.id == row.id).values(**values))
    return ChangeOutcome.DONE, event, now


def write_in(
    tx: Connection, event_id: int, who: Who, typed: Sequence[str], now: datetime, counts: bool = True
) -> tuple[ChangeOutcome, list[WalkIn], list[WalkIn]]:
    """Write people down who came without a sign-up: those who are written now, and those of a name that stood there.

    So a name that was sent twice over a bad line counts once. Without `counts` they do not count for a quorum.
    """
    event = _event(tx, event_id, who, now, locked=True)
    if not isinstance(event, Event):
        return event, [], []
    known = {fold(each.name): each for each in in_without(tx, event_id)}
    twice = [known[fold(name)] for name in typed if fold(name) in known]
    fresh = {fold(name): name for name in typed if fold(name) not in known}
    row_of: dict[str, object] = {"event_id": event_id, "noted_by": who[1], "came_at": now}
    row_of |= {"counts_as": None if counts else CountedAs.NOBODY}
    rows = [row_of | {"name": name} for name in fresh.values()]
    made = [tx.execute(walk_ins.insert().values(**row).returning(walk_ins.c.id)).scalar_one() for row in rows]
    return ChangeOutcome.DONE, [WalkIn(id_, str(row["name"]), now) for id_, row in zip(made, rows, strict=True)], twice


def write_namesake(tx: Connection, walk_in_id: int, who: Who, now: datetime) -> tuple[ChangeOutcome, WalkIn | None]:
    """Write down another person of the same name as one who is in."""
    row = _walk_in(tx, walk_in_id)
    event = _event(tx, row.event_id, who, now, locked=True) if row else ChangeOutcome.LEFT
    if row is None or not isinstance(event, Event):
        return (event if isinstance(event, ChangeOutcome) else ChangeOutcome.LEFT), None
    values = {"event_id": event.id, "noted_by": who[1], "name": row.name, "came_at": now, "counts_as": row.counts_as}
    made: int = tx.execute(walk_ins.insert().values(**values).returning(walk_ins.c.id)).scalar_one()
    return ChangeOutcome.DONE, WalkIn(made, row.name, now)


def write_out(tx: Connection, walk_in_id: int, who: Who, now: datetime) -> tuple[ChangeOutcome, int]:
    """Take somebody without a sign-up off the list again. Returns the event's id as well, 0 when there is none."""
    row = _walk_in(tx, walk_in_id)
    event = _event(tx, row.event_id, who, now, locked=True) if row else ChangeOutcome.LEFT
    if not isinstance(event, Event):
        return event, 0
    tx.execute(delete(walk_ins).where(walk_ins.c.id == walk_in_id))
    scrub.ask(tx)
    return ChangeOutcome.DONE, event.id


def in_without(tx: Connection, event_id: int) -> list[WalkIn]:
    """Everybody who came without a sign-up, in the order of their coming; without a name once its term is over."""
    rows = tx.execute(select(walk_ins).where(walk_ins.c.event_id == event_id).order_by(walk_ins.c.id))
    return [WalkIn(row.id, row.name, row.came_at) for row in rows]


def _walk_in(tx: Connection, walk_in_id: int) -> AnyRow | None:
    return tx.execute(select(walk_ins).where(walk_ins.c.id == walk_in_id)).one_or_none()


def sweep(tx: Connection, now: datetime) -> None:
    """Empty the names of events that began before their term; that somebody came stays."""
    begun = select(table.c.id).where(table.c.starts_at <= now - ENTRY.term)
    if tx.execute(
        update(walk_ins).where(walk_ins.c.event_id.in_(begun), walk_ins.c.name != "").values(name="")
    ).rowcount:
        scrub.ask(tx)
