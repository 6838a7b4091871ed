"""A new event like an old one."""

from datetime import datetime

from sqlalchemy import Connection

from bot.domain.events import ChangeOutcome, EventStatus
from bot.domain.people import Role
from storage.core.tables import events as table
from storage.events import events

# What a new event takes over from the one that it is like.
COPIED = (
    *("title", "municipality", "place", "description", "zone", "minutes", "seats", "organiser", "link"),
    *("latitude", "longitude", "kind"),
)


def copy(
    tx: Connection, event_id: int, roles: frozenset[Role], author_id: int | None, now: datetime
) -> tuple[ChangeOutcome, int]:
    """Create a draft like an event of these roles, without its start. Returns its id, or the reason why not and 0."""
    found = events.own(tx, event_id, roles)
    if isinstance(found, ChangeOutcome):
        return found, 0
    row = {name: getattr(found, name) for name in COPIED}
    row |= {"status": EventStatus.DRAFT, "author_id": author_id, "created_at": now}
    made: int = tx.execute(table.insert().values(**row).returning(table.c.id)).scalar_one()
    return ChangeOutcome.DONE, made
