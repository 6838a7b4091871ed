"""Events and people, written straight into the store."""

from datetime import timedelta

from sqlalchemy import Connection, select

from bot.domain.people import Role, RoleKind
from storage.core.tables import people
from storage.events import events
from tests.clock import START

ADMIN = frozenset({Role(RoleKind.ADMIN)})
NOBODY: frozenset[Role] = frozenset()
AT_FIRST = (START + timedelta(days=3)).replace(tzinfo=None)  # the start of `open_event`
OF_ZEYA = frozenset({Role(RoleKind.COORDINATOR, "zeya")})


def add_people(tx: Connection, count: int) -> list[int]:
    """Insert people without accounts. Return the ids of everybody in the store."""
    rows = [{"name": f"Сосед {n}", "locale": "ru", "zone": "UTC", "created_at": START} for n in range(count)]
    tx.execute(people.insert(), rows)
    return list(tx.scalars(select(people.c.id).order_by(people.c.id)))


def open_event(tx: Connection, seats: int) -> int:
    """Publish an event three days ahead. Return its id."""
    _, event_id = events.draft(tx, ADMIN, "Встреча", None, "UTC", None, START)
    start = (START + timedelta(days=3)).replace(tzinfo=None)
    for field, value in {"starts_local": start, "place": "Двор", "seats": seats}.items():
        events.change(tx, event_id, ADMIN, field, value, START)
    events.publish(tx, event_id, ADMIN, START)
    return event_id
