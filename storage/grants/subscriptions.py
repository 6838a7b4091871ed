"""Subscriptions to programmes. A subscription plans the reminders of every deadline ahead."""

from datetime import datetime

from sqlalchemy import Connection, delete

from bot.domain.grants import Programme
from storage import outbox
from storage.core import row_locks
from storage.core.db import insert
from storage.core.tables import subscriptions
from storage.grants import programmes, reminders


def subscribe(tx: Connection, programme_id: int, person_id: int, now: datetime) -> Programme | None:
    """Subscribe a person to a programme and plan the reminders of its deadlines. None when either does not exist.

    The programme is locked, so that nobody subscribes between a change of its dates and the replanning after it.
    """
    is_there = row_locks.person_shared(tx, person_id)
    row_locks.programmes_shared(tx, [programme_id])
    programme = programmes.get(tx, programme_id)
    if programme is None or not is_there:
        return None
    row = {"person_id": person_id, "programme_id": programme_id, "created_at": now}
    tx.execute(insert(tx, subscriptions).values(**row).on_conflict_do_nothing())
    reminders.remind(tx, programme, now, person_id)
    return programme


def unsubscribe(tx: Connection, programme_id: int, person_id: int) -> bool:
    """Unsubscribe a person and cancel the reminders. False when the person was not subscribed."""
    row_locks.person(tx, person_id)
    row_locks.programmes_shared(tx, [programme_id])
    mine = (subscriptions.c.programme_id == programme_id, subscriptions.c.person_id == person_id)
    left = tx.execute(delete(subscriptions).where(*mine)).rowcount
    outbox.cancel(tx, reminders.CAUSE, programme_id, person_id=person_id)
    return left > 0


def unsubscribe_from_all(tx: Connection, person_id: int) -> None:
    """Unsubscribe a person from everything, before an erasure or when the consent ends. The caller locks the person."""
    row_locks.programmes_shared(tx, programmes.subscribed_to(tx, person_id))
    tx.execute(delete(subscriptions).where(subscriptions.c.person_id == person_id))
    outbox.cancel_for(tx, person_id, reminders.CAUSE)


def change_zone(tx: Connection, person_id: int, now: datetime) -> None:
    """Replan all reminders of a person whose time zone has changed. The caller locks the person."""
    mine = programmes.subscribed_to(tx, person_id)
    row_locks.programmes_shared(tx, mine)
    for programme_id in mine:
        reminders.remind(tx, programmes.existing(tx, programme_id), now, person_id)


def move(tx: Connection, programme_id: int, to: int, now: datetime) -> None:
    """Move the subscriptions of a double to the programme that stays. The caller locks the double."""
    row_locks.programme(tx, to)
    readers = reminders.subscribers(tx, programme_id)
    known = set(reminders.subscribers(tx, to))
    fresh = [{"person_id": each, "programme_id": to, "created_at": now} for each in readers if each not in known]
    if fresh:
        tx.execute(insert(tx, subscriptions), fresh)
    tx.execute(delete(subscriptions).where(subscriptions.c.programme_id == programme_id))
    outbox.cancel(tx, reminders.CAUSE, programme_id)
    reminders.remind(tx, programmes.existing(tx, to), now)
