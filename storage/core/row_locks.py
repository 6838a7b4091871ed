"""Rows held until a transaction ends, so that what was read of them is still true when it is saved.

Who plans something for people holds them as they are; who takes something back (a consent, a clock, all that is
theirs) holds them for a change, waits for the planners, and then sees what was planned. Always in this order, so that
no two wait for each other: people, events and programmes, broadcasts; of each kind by number. `storage/core/db.py` runs
again what meets a deadlock all the same. SQLite needs none of it: its writers stand in one queue.
"""

from collections.abc import Iterable

from sqlalchemy import Connection, select

from storage.core.tables import people, programmes


def person(tx: Connection, person_id: int) -> None:
    """Hold a person for a change; rows that only point to them may still be written meanwhile."""
    tx.execute(select(people.c.id).where(people.c.id == person_id).with_for_update(key_share=True))


def person_shared(tx: Connection, person_id: int) -> bool:
    """Hold a person as they are, together with others who do. False when there is no such person."""
    held = select(people.c.id).where(people.c.id == person_id).with_for_update(read=True)
    return tx.execute(held).one_or_none() is not None


def programmes_shared(tx: Connection, programme_ids: Iterable[int]) -> None:
    """Hold programmes as they are, together with others who do: nobody moves their dates meanwhile."""
    chosen = select(programmes.c.id).where(programmes.c.id.in_(list(programme_ids))).order_by(programmes.c.id)
    tx.execute(chosen.with_for_update(read=True))


def programme(tx: Connection, programme_id: int) -> None:
    """Hold a programme to change its dates: nobody begins or ceases to hear of it meanwhile."""
    tx.execute(select(programmes.c.id).where(programmes.c.id == programme_id).with_for_update())
