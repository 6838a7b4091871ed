"""The queue of an event: its turns, the seats that are offered to it, and what becomes of offers.

Everything here happens under the event's lock. A seat that is held for somebody counts as taken.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, func, select, update

from bot.domain import events as rules
from bot.domain.events import Event, SignUpStatus
from bot.domain.events.changes import OCCASIONS
from bot.domain.events.seats import is_open_to_all, offer, offer_ends_at
from storage import outbox
from storage.core.tables import AnyRow, sign_ups
from storage.events import companions, events

NOT_HERE: Mapping[str, object] = {"came_at": None, "came_seats": 0, "came_by": None}
OFF: Mapping[str, object] = {"waiting_since": None, "turn": None, "held_until": None, "confirmed_at": None}
GONE = {"status": SignUpStatus.LEFT, **OFF, **NOT_HERE}
SEATED = {"status": SignUpStatus.GOING, "waiting_since": None, "turn": None, "held_until": None}


def next_turn(tx: Connection, event_id: int) -> int:
    """The turn behind everybody's. Under the lock turns are the order of arrival, which moments are not."""
    return 1 + (tx.scalar(select(func.max(sign_ups.c.turn)).where(sign_ups.c.event_id == event_id)) or 0)


def place_of(tx: Connection, row: AnyRow) -> int:
    """The place of a sign-up that waits, from 1."""
    ahead = (sign_ups.c.event_id == row.event_id, sign_ups.c.status == SignUpStatus.WAITING, sign_ups.c.turn < row.turn)
    return 1 + (tx.scalar(select(func.count()).select_from(sign_ups).where(*ahead)) or 0)


def waiting(tx: Connection, event_id: int) -> Sequence[AnyRow]:
    """The sign-ups that wait, in their order."""
    queue = (sign_ups.c.event_id == event_id, sign_ups.c.status == SignUpStatus.WAITING)
    return tx.execute(select(sign_ups).where(*queue).order_by(sign_ups.c.turn, sign_ups.c.id)).all()


def drop(tx: Connection, row: AnyRow) -> None:
    """Take a sign-up off the list for good, with the names of those who would have come along."""
    put(tx, row.id, GONE)
    companions.drop(tx, row.event_id, row.person_id)


def put(tx: Connection, row_id: int, values: Mapping[str, object]) -> None:
    tx.execute(update(sign_ups).where(sign_ups.c.id == row_id).values(**values))


def promote(tx: Connection, event_id: int, now: datetime) -> list[int]:
    """Pass free seats on to the queue, in its order; a party for which they do not suffice is passed over.

    Each gets an offer with a term. Near the start all for whom the seats suffice are told, and nobody is first. Without
    a limit there is nothing to wait for: everybody has a seat. Returns the ids of those who are told.
    """
    event = events.get(tx, event_id)
    if event is None or event.starts_at is None or not event.is_open(now) or not event.waiting or event.free == 0:
        return []
    queue = waiting(tx, event_id)
    if event.free is None:
        return seat(tx, event, queue, now)
    if is_open_to_all(event.starts_at, now):
        fitting = [row.person_id for row in queue if row.seats <= event.free]
        outbox.plan(tx, fitting, [rules.notice(event_id, "open", now, event.starts_at)])
        return fitting
    return _offer(tx, event, queue, now)


def seat(tx: Connection, event: Event, rows: Sequence[AnyRow], now: datetime) -> list[int]:
    """Give seats to people who wait, tell them and remind them."""
    found = [row.person_id for row in rows]
    for row in rows:
        put(tx, row.id, SEATED | {"created_at": now})
        _drop_news(tx, event.id, row.person_id)
    outbox.plan(tx, found, [rules.notice(event.id, "seat", now, event.starts_at)])
    events.remind(tx, event, found, now)
    return found


def _offer(tx: Connection, event: Event, queue: Sequence[AnyRow], now: datetime) -> list[int]:
    found: list[int] = []
    free = event.free or 0
    if event.starts_at is None:
        return found
    until = offer_ends_at(event.starts_at, now, event.zone)
    for row in queue:
        if row.seats > free:
            continue
        free -= row.seats
        put(tx, row.id, {"status": SignUpStatus.OFFERED, "held_until": until})
        _drop_news(tx, event.id, row.person_id)
        found.append(row.person_id)
    outbox.plan(tx, found, [offer(event, event.starts_at, until, now)])
    return found


def _drop_news(tx: Connection, event_id: int, person_id: int) -> None:
    """An unsent notice says that they still wait; the notice of the seat tells what is true now."""
    for occasion in (OCCASIONS[SignUpStatus.WAITING], "withdrawn"):
        outbox.cancel(tx, events.CAUSE, event_id, person_id=person_id, occasion=occasion)


def expire(tx: Connection, event: Event, row: AnyRow, now: datetime) -> None:
    """End one hold whose time is over: an offer that nobody took is told of, what was given up is gone."""
    drop(tx, row)
    if row.status == SignUpStatus.OFFERED:
        outbox.cancel(tx, events.CAUSE, event.id, person_id=row.person_id, occasion="offer")
        if event.is_open(now):
            outbox.plan(tx, [row.person_id], [rules.notice(event.id, "passed", now, event.starts_at)])


def release(tx: Connection, now: datetime) -> int:
    """End all holds whose time is over, and pass their seats on. Returns the number of events."""
    over = (sign_ups.c.held_until <= now,)
    found = tx.scalars(select(sign_ups.c.event_id).where(*over).distinct().order_by(sign_ups.c.event_id)).all()
    for event_id in found:
        event = events.lock(tx, event_id)
        if event is None:
            continue
        for row in tx.execute(select(sign_ups).where(*over, sign_ups.c.event_id == event_id)).all():
            expire(tx, event, row, now)
        promote(tx, event_id, now)
    return len(found)


def withdraw(tx: Connection, event: Event, seats: int, now: datetime, *, until: datetime | None = None) -> None:
    """Take held seats back until no more than `seats` are taken, the last offers first; they wait at their old place.

    With `until`, also every offer that would end later.
    """
    held = (sign_ups.c.event_id == event.id, sign_ups.c.status.in_((SignUpStatus.OFFERED, SignUpStatus.LEAVING)))
    given_up_first = (sign_ups.c.status == SignUpStatus.OFFERED, sign_ups.c.turn.desc())
    taken = event.going + event.held
    for row in tx.execute(select(sign_ups).where(*held).order_by(*given_up_first)).all():
        is_offer = row.status == SignUpStatus.OFFERED
        if taken <= seats and not (is_offer and until is not None and row.held_until > until):
            continue
        taken -= row.seats
        if not is_offer:
            drop(tx, row)
            continue
        put(tx, row.id, {"status": SignUpStatus.WAITING, "held_until": None})
        outbox.cancel(tx, events.CAUSE, event.id, person_id=row.person_id, occasion="offer")
        outbox.plan(tx, [row.person_id], [rules.notice(event.id, "withdrawn", now, event.starts_at)])


def unseat(tx: Connection, event: Event, seats: int, now: datetime) -> list[int]:
    """Let the last who got a seat wait at the head of the queue, until no more than `seats` are taken. Returns them.

    Each of them gets a notice. Seats that are held have been withdrawn before.
    """
    seated = (sign_ups.c.event_id == event.id, sign_ups.c.status == SignUpStatus.GOING)
    last_first = select(sign_ups).where(*seated).order_by(sign_ups.c.created_at.desc(), sign_ups.c.id.desc())
    in_queue = (sign_ups.c.event_id == event.id, sign_ups.c.turn.is_not(None))
    first = tx.scalar(select(func.min(sign_ups.c.turn)).where(*in_queue)) or 1
    found, taken = [], event.going
    for row in tx.execute(last_first).all():
        if taken <= seats:
            break
        taken -= row.seats
        found.append(row.person_id)
        waits = {"status": SignUpStatus.WAITING, "waiting_since": now, "turn": first - len(found), "confirmed_at": None}
        put(tx, row.id, waits)
        outbox.cancel(tx, events.CAUSE, event.id, person_id=row.person_id)
    outbox.plan(tx, found, [rules.notice(event.id, "unseated", now, event.starts_at)])
    return found


def next_end(tx: Connection) -> datetime | None:
    """The moment at which the first hold ends; None when nothing is held."""
    found: datetime | None = tx.scalar(select(func.min(sign_ups.c.held_until)))
    return found


def held_by(tx: Connection, event_id: int, person_id: int) -> AnyRow | None:
    """Somebody's sign-up to an event, in any state."""
    mine = (sign_ups.c.event_id == event_id, sign_ups.c.person_id == person_id)
    return tx.execute(select(sign_ups).where(*mine)).one_or_none()
