"""The ledger's rows: planned with their cause, claimed with a lease, recorded in batches.

The guarantee is at least once: a row is claimed before it is sent and recorded after, so a crash in between sends it
again. That can happen only to the sends in flight, and `repeats` counts them.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, bindparam, case, delete, func, or_, select, update

from bot.domain.deliveries import ATTEMPTS_MAX, Delivery, DeliveryStatus, Plan, Record, speak_at
from storage.db import insert
from storage.tables import accounts, deliveries, door, people

LEASE = timedelta(seconds=60)
# Rows that a claim looks at together: behind many who sleep somebody is awake.
LOOK = 200
PLANNED = deliveries.c.status == DeliveryStatus.PLANNED
OPEN = or_(PLANNED, deliveries.c.status == DeliveryStatus.CLAIMED)
# A cancelled row that had left already is sent, whatever was wished since.
IN_HAND = or_(deliveries.c.status == DeliveryStatus.CLAIMED, deliveries.c.status == DeliveryStatus.CANCELLED)
# What a new plan may wake: a sent row stays sent, and a claimed one is on its way.
WAKES = or_(
    *(deliveries.c.status == status for status in (DeliveryStatus.CANCELLED, DeliveryStatus.BLOCKED)),
    deliveries.c.status == DeliveryStatus.PLANNED,
)


def plan(tx: Connection, person_ids: Iterable[int], plans: Sequence[Plan]) -> None:
    """Plan each of `plans` for each person; what was planned, cancelled or blocked is planned anew."""
    rows = [_row(person_id, plan) for person_id in person_ids for plan in plans]
    if not rows:
        return
    statement = insert(tx, deliveries)
    fresh = statement.excluded
    tx.execute(
        statement.on_conflict_do_update(
            index_elements=["person_id", "cause", "cause_id", "occasion"],
            index_where=deliveries.c.person_id.is_not(None),
            set_={
                "status": fresh.status,
                "due_at": fresh.due_at,
                "expires_at": fresh.expires_at,
                "payload": fresh.payload,
                "attempts": 0,
                "error": None,
            },
            where=WAKES,
        ),
        rows,
    )


def _row(person_id: int, plan: Plan) -> dict[str, Any]:
    return {
        "person_id": person_id,
        "kind": plan.kind,
        "cause": plan.cause,
        "cause_id": plan.cause_id,
        "occasion": plan.occasion,
        "payload": plan.payload,
        "priority": plan.priority,
        "due_at": plan.due_at,
        "expires_at": plan.expires_at,
        "status": DeliveryStatus.PLANNED,
        "held": False,
        "attempts": 0,
        "repeats": 0,
    }


def unsaid(tx: Connection, plan: Plan) -> set[int]:
    """The people who are still to hear what `plan` says; the door does not take it up until we are done."""
    same = (deliveries.c.cause == plan.cause, deliveries.c.cause_id == plan.cause_id)
    chosen = select(deliveries.c.person_id).where(PLANNED, *same, deliveries.c.occasion == plan.occasion)
    return set(tx.scalars(chosen.with_for_update()))


def cancel(
    tx: Connection,
    cause: str,
    cause_id: int,
    *,
    kind: str | None = None,
    occasion: str = "",
    person_id: int | None = None,
    in_flight: bool = True,
) -> int:
    """What is planned for a cause will not be said: of one kind, of occasions that begin so. Returns how many rows.

    A row that the door has in hand may still arrive, but never comes back to be planned; `in_flight` False leaves it
    to the door, so that its end is recorded as it was.
    """
    chosen = [OPEN if in_flight else PLANNED, deliveries.c.cause == cause, deliveries.c.cause_id == cause_id]
    if kind is not None:
        chosen.append(deliveries.c.kind == kind)
    if occasion:
        chosen.append(deliveries.c.occasion.startswith(occasion, autoescape=True))
    if person_id is not None:
        chosen.append(deliveries.c.person_id == person_id)
    return tx.execute(update(deliveries).where(*chosen).values(status=DeliveryStatus.CANCELLED)).rowcount


def cancel_for(tx: Connection, person_id: int, cause: str) -> None:
    """One person hears nothing more of all causes of this kind."""
    mine = (OPEN, deliveries.c.person_id == person_id, deliveries.c.cause == cause)
    tx.execute(update(deliveries).where(*mine).values(status=DeliveryStatus.CANCELLED))


def revive(tx: Connection, person_id: int, now: datetime) -> None:
    """A person came back: what was blocked and has not expired is planned again."""
    blocked = (deliveries.c.person_id == person_id, deliveries.c.status == DeliveryStatus.BLOCKED)
    lives = or_(deliveries.c.expires_at.is_(None), deliveries.c.expires_at > now)
    tx.execute(update(deliveries).where(*blocked, lives).values(status=DeliveryStatus.PLANNED))


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


def record(tx: Connection, records: Sequence[Record], now: datetime) -> None:
    """Write down what became of claimed rows; those that were sent, the many, in one statement."""
    sent = [each for each in records if each.status is DeliveryStatus.SENT]
    if sent:
        tx.execute(
            update(deliveries)
            .where(deliveries.c.id == bindparam("row"), IN_HAND)
            .values(status=DeliveryStatus.SENT, sent_at=now, claimed_until=None, error=None),
            [{"row": each.id, "account_id": each.account_id, "message_ids": each.message_ids} for each in sent],
        )
    for each in records:
        if each.status is not DeliveryStatus.SENT:
            _record(tx, each, now)


def _record(tx: Connection, each: Record, now: datetime) -> None:
    values: dict[str, Any] = {"status": each.status, "error": each.error, "claimed_until": None}
    if each.retry_at is not None:
        tries = deliveries.c.attempts + 1
        over = case((tries >= ATTEMPTS_MAX, DeliveryStatus.FAILED.value), else_=DeliveryStatus.PLANNED.value)
        values |= {"attempts": tries, "status": over, "due_at": each.retry_at}
    if each.status is DeliveryStatus.BLOCKED:
        tx.execute(update(accounts).where(accounts.c.id == each.account_id).values(blocked_at=now))
    claimed = (deliveries.c.id == each.id, deliveries.c.status == DeliveryStatus.CLAIMED)
    tx.execute(update(deliveries).where(*claimed).values(**values))


def pause(tx: Connection, until: datetime) -> None:
    """Nobody sends before `until`; a longer pause that is already set stays."""
    statement = insert(tx, door).values(name="door", paused_until=until)
    longer = door.c.paused_until < statement.excluded.paused_until
    tx.execute(
        statement.on_conflict_do_update(
            index_elements=["name"], set_={"paused_until": statement.excluded.paused_until}, where=longer
        )
    )


def paused_until(tx: Connection) -> datetime | None:
    until: datetime | None = tx.scalar(select(door.c.paused_until).where(door.c.name == "door"))
    return until


def next_due(tx: Connection) -> datetime | None:
    """When the earliest planned row is due."""
    at: datetime | None = tx.scalar(select(func.min(deliveries.c.due_at)).where(PLANNED))
    return at


def counts(tx: Connection, cause: str, cause_id: int) -> dict[str, int]:
    """How many rows of a cause are in each status, and `repeats`: how many may have been said twice."""
    mine = (deliveries.c.cause == cause, deliveries.c.cause_id == cause_id)
    rows = tx.execute(
        select(deliveries.c.status, func.count(), func.sum(deliveries.c.repeats)).where(*mine).group_by("status")
    ).all()
    found: dict[str, int] = {status: count for status, count, _ in rows}
    return found | {"repeats": sum(repeats or 0 for _, _, repeats in rows)}


def sweep(tx: Connection, before: datetime) -> int:
    """Delete what ended long ago. Returns how many rows went."""
    over = deliveries.c.status.not_in((DeliveryStatus.PLANNED, DeliveryStatus.CLAIMED))
    return tx.execute(delete(deliveries).where(over, deliveries.c.due_at < before)).rowcount
