"""The news topics that people chose. A withdrawal of the consent to news deletes them: see `people.withdraw`."""

from datetime import datetime

from sqlalchemy import Connection, delete, select

from bot.domain.topics import NewsTopic
from storage.core import row_locks
from storage.core.db import insert
from storage.core.tables import topic_subscriptions as chosen


def of(tx: Connection, person_id: int) -> frozenset[NewsTopic]:
    """The topics that a person chose."""
    return frozenset(map(NewsTopic, tx.scalars(select(chosen.c.topic).where(chosen.c.person_id == person_id))))


def choose(tx: Connection, person_id: int, topic: NewsTopic, now: datetime) -> None:
    """Subscribe a person to a topic. A second time changes nothing, and so does a person who was erased meanwhile."""
    if row_locks.person_shared(tx, person_id):
        row = {"person_id": person_id, "topic": topic, "created_at": now}
        tx.execute(insert(tx, chosen).values(**row).on_conflict_do_nothing())


def drop(tx: Connection, person_id: int, topic: NewsTopic) -> bool:
    """Unsubscribe a person from a topic. False when it was not chosen."""
    return bool(tx.execute(delete(chosen).where(chosen.c.person_id == person_id, chosen.c.topic == topic)).rowcount)


def drop_all(tx: Connection, person_id: int) -> None:
    tx.execute(delete(chosen).where(chosen.c.person_id == person_id))
