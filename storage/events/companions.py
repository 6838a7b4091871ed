"""People whom a guest brings along, by name, also without an account: all of them have seats, or nobody new does.

Their names are words about third people: they leave with the sign-up, with the person, and after their term.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, select

from bot.domain.retention import COMPANION
from storage.core import scrub
from storage.core.tables import companions, events


def of_everybody(tx: Connection, event_id: int) -> Mapping[int, Sequence[str]]:
    """The names by the id of the person who brings them."""
    rows = tx.execute(select(companions).where(companions.c.event_id == event_id).order_by(companions.c.id))
    found: dict[int, list[str]] = {}
    for row in rows:
        found.setdefault(row.person_id, []).append(row.name)
    return found


def of_person(tx: Connection, event_id: int, person_id: int) -> tuple[str, ...]:
    mine = (companions.c.event_id == event_id, companions.c.person_id == person_id)
    return tuple(tx.scalars(select(companions.c.name).where(*mine).order_by(companions.c.id)))


def put(tx: Connection, event_id: int, person_id: int, names: Sequence[str]) -> None:
    """Write the names instead of those before."""
    drop(tx, event_id, person_id)
    rows = [{"event_id": event_id, "person_id": person_id, "name": name} for name in names]
    if rows:
        tx.execute(companions.insert(), rows)


def drop(tx: Connection, event_id: int, person_id: int) -> None:
    mine = (companions.c.event_id == event_id, companions.c.person_id == person_id)
    if tx.execute(delete(companions).where(*mine)).rowcount:
        scrub.ask(tx)


def sweep(tx: Connection, now: datetime) -> None:
    """Delete the names of events that began before their term."""
    begun = select(events.c.id).where(events.c.starts_at <= now - COMPANION.term)
    if tx.execute(delete(companions).where(companions.c.event_id.in_(begun))).rowcount:
        scrub.ask(tx)
