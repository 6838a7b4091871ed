"""The outcome of a broadcast for each recipient, for the table that its author may export."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, exists, select

from bot.domain.deliveries import DeliveryStatus
from bot.domain.people import Role, may_coordinate
from storage.broadcasts.compose import drafts
from storage.broadcasts.sending.launches import rows_of
from storage.core.tables import deliveries, people, sign_ups
from storage.events import events


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of an outbox row. `name` is empty unless the person consented to show it; `municipality` is a slug.

    Never both: no consent covers both together.
    """

    id: int
    status: DeliveryStatus
    name: str
    municipality: str | None
    sent_at: datetime | None
    error: str | None
    is_repeated: bool


def named_by(tx: Connection, broadcast_id: int, author_id: int, roles: frozenset[Role]) -> list[int] | None:
    """The ids of events whose guests the author of a started broadcast may see by name; None for somebody else's.

    A person who signs up consents that the event's coordinators see their name. A file with the names of all readers of
    news would be one more thing to lose.
    """
    found = drafts.own(tx, broadcast_id, author_id)
    if found is None or found.started_at is None:
        return None
    of = [events.get(tx, event_id) for event_id in (found.audience.events() if found.audience else ())]
    return [event.id for event in of if event and may_coordinate(roles, event.scope)]


def outcomes(tx: Connection, broadcast_id: int, event_ids: Collection[int], after_id: int, limit: int) -> list[Outcome]:
    """One page of outcomes in the order of ids; guests of `event_ids` have their names."""
    is_guest = exists().where(and_(sign_ups.c.person_id == deliveries.c.person_id, sign_ups.c.event_id.in_(event_ids)))
    columns = (deliveries.c.id, deliveries.c.status, deliveries.c.sent_at, deliveries.c.error, deliveries.c.repeats)
    rows = tx.execute(
        select(*columns, people.c.name, people.c.municipality, is_guest.label("is_guest"))
        .join(people, people.c.id == deliveries.c.person_id)
        .where(*rows_of(broadcast_id), deliveries.c.id > after_id)
        .order_by(deliveries.c.id)
        .limit(limit)
    )
    return [
        Outcome(
            row.id,
            DeliveryStatus(row.status),
            row.name if row.is_guest else "",
            None if row.is_guest else row.municipality,
            row.sent_at,
            row.error,
            row.repeats > 0,
        )
        for row in rows
    ]
