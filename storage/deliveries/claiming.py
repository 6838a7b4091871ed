"""What is said now: due rows go to the one door, with a lease, an address and the person's night kept."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, select, update

from bot.domain.deliveries import Delivery, DeliveryStatus, speak_at
from storage.deliveries.planning import PLANNED
from storage.tables import accounts, deliveries, people

LEASE = timedelta(seconds=60)
# Rows that a claim looks at together: behind many who sleep somebody is awake.
LOOK = 200


def recover(tx: Connection, now: datetime) -> int:
    """Rows of a door that died come back and may be said twice: `repeats` says so. Returns how many."""
    lost = (deliveries.c.status == DeliveryStatus.CLAIMED, deliveries.c.claimed_until < now)
    back = {"status": DeliveryStatus.PLANNED, "repeats": deliveries.c.repeats + 1, "claimed_until": None}
    return tx.execute(update(deliveries).where(*lost).values(**back)).rowcount


def expire(tx: Connection, now: datetime) -> int:
    """What is too late is never said. Returns how many rows."""
    late = (PLANNED, deliveries.c.expires_at <= now)
    return tx.execute(update(deliveries).where(*late).values(status=DeliveryStatus.EXPIRED)).rowcount


def claim(tx: Connection, now: datetime, limit: int) -> list[Delivery]:
    """Take up to `limit` due rows for sending, the most urgent first, each with its address.

    Rows of people without an open account end as blocked; rows that fall into somebody's quiet hours move to the
    morning. However many these are, the list is empty only when nothing can be said now.
    """
    while rows := _due(tx, now, max(limit, LOOK)):
        ready, moved = _sort(tx, rows, now, limit)
        if ready or not moved:
            _set(tx, [row.id for row in ready], status=DeliveryStatus.CLAIMED, claimed_until=now + LEASE)
            return [_delivery(row, now) for row in ready]
    return []


def _due(tx: Connection, now: datetime, limit: int) -> Sequence[Any]:
    due = (PLANNED, deliveries.c.held.is_(False), deliveries.c.due_at <= now)
    open_account = and_(accounts.c.person_id == deliveries.c.person_id, accounts.c.blocked_at.is_(None))
    return tx.execute(
        select(deliveries, accounts.c.id.label("address"), accounts.c.chat_id, people.c.locale, people.c.zone)
        .join(people, people.c.id == deliveries.c.person_id)
        .outerjoin(accounts, open_account)
        .where(*due)
        .order_by(deliveries.c.priority, deliveries.c.due_at, deliveries.c.id)
        .limit(limit)
        .with_for_update(of=deliveries, skip_locked=True)
    ).all()


def _sort(tx: Connection, rows: Sequence[Any], now: datetime, limit: int) -> tuple[list[Any], bool]:
    """The first rows that can be said now, at most `limit`; those met on the way there are moved out of it.

    The second word is whether any was moved.
    """
    ready: list[Any] = []
    gone: list[int] = []
    later: dict[datetime, list[int]] = {}
    for row in rows:
        if row.address is None:
            gone.append(row.id)
        elif (at := speak_at(row.kind, now, row.expires_at, row.zone)) > now:
            later.setdefault(at, []).append(row.id)
        elif len(ready) < limit:
            ready.append(row)
    _set(tx, gone, status=DeliveryStatus.BLOCKED)
    for at, ids in later.items():
        _set(tx, ids, due_at=at)
    return ready, bool(gone or later)


def _set(tx: Connection, ids: Sequence[int], **values: Any) -> None:
    if ids:
        tx.execute(update(deliveries).where(deliveries.c.id.in_(ids)).values(**values))


def _delivery(row: Any, now: datetime) -> Delivery:
    return Delivery(
        id=row.id,
        person_id=row.person_id,
        account_id=row.address,
        chat_id=row.chat_id,
        locale=row.locale,
        zone=row.zone,
        kind=row.kind,
        cause=row.cause,
        cause_id=row.cause_id,
        occasion=row.occasion,
        payload=row.payload,
        attempts=row.attempts,
        expires_at=row.expires_at,
        at=now,
    )
