"""Row locks, held until the transaction ends, so that what was read is still true when it is saved.

A transaction that enqueues rows for people takes shared locks on them. One that takes something back (a consent, a time
zone, a person) takes an exclusive lock: it waits for the others and then sees what they enqueued. The order is
always the same, so that no two transactions wait for each other: people, events and programmes, broadcasts; within a
kind by id. `storage.core.db` retries a transaction that meets a deadlock all the same. SQLite needs no row locks: its
writers queue.
"""

from collections.abc import Iterable

from sqlalchemy import Connection, select

from storage.core.tables import people, programmes


def person(tx: Connection, person_id: int) -> None:
    """Lock a person exclusively. Others may still insert rows that point to the person."""
    tx.execute(select(people.c.id).where(people.c.id == person_id).with_for_update(key_share=True))


def everybody_of(tx: Connection, person_ids: Iterable[int]) -> None:
    """Lock several people like `person`, by id."""
    chosen = select(people.c.id).where(people.c.id.in_(list(person_ids))).order_by(people.c.id)
    tx.execute(chosen.with_for_update(key_share=True))


def person_shared(tx: Connection, person_id: int) -> bool:
    """Take a shared lock on a person. False when there is no such person."""
    held = select(people.c.id).where(people.c.id == person_id).with_for_update(read=True)
    return tx.execute(held).one_or_none() is not None


def programmes_shared(tx: Connection, programme_ids: Iterable[int]) -> None:
    """Take shared locks on programmes: nobody moves their dates until the transaction ends."""
    chosen = select(programmes.c.id).where(programmes.c.id.in_(list(programme_ids))).order_by(programmes.c.id)
    tx.execute(chosen.with_for_update(read=True))


def programmes_of_all(tx: Connection) -> None:
    """Lock all programmes exclusively: a table changes many of them at once."""
    tx.execute(select(programmes.c.id).order_by(programmes.c.id).with_for_update())


def programme(tx: Connection, programme_id: int) -> None:
    """Lock a programme exclusively to change its dates: nobody subscribes or unsubscribes meanwhile."""
    tx.execute(select(programmes.c.id).where(programmes.c.id == programme_id).with_for_update())
