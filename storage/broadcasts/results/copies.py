"""Copies of a broadcast: outbox rows of which at least one message has left.

Most were sent whole; of an album, the message with its buttons may have failed or may still follow.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, exists, func, or_, select, update

from bot.domain.broadcasts.broadcast import Broadcast
from bot.domain.broadcasts.results.edits import RECALL_WITHIN, SETTLE, BroadcastEdit, EditKind
from bot.domain.deliveries import DeliveryStatus
from storage.broadcasts.sending.launches import rows_of
from storage.core.tables import AnyRow, accounts, deliveries, people
from storage.outbox.claiming import LEASE

COPY = [deliveries.c[name] for name in ("id", "person_id", "account_id", "message_ids", "sent_at")]


def within_reach(tx: Connection, broadcast_id: int, kind: EditKind, now: datetime) -> int:
    """The number of copies that could be edited now; for a recall, only those within Telegram's limit."""
    here = exists().where(accounts.c.id == deliveries.c.account_id, accounts.c.blocked_at.is_(None))
    return _count(tx, *_delivered(broadcast_id), here, *_recallable(kind, now))


def too_old(tx: Connection, broadcast_id: int, now: datetime) -> int:
    """The number of copies that Telegram no longer lets a bot delete."""
    return _count(tx, *_delivered(broadcast_id), deliveries.c.sent_at <= now - RECALL_WITHIN)


def _count(tx: Connection, *chosen: ColumnElement[bool]) -> int:
    return tx.scalar(select(func.count()).select_from(deliveries).where(*chosen)) or 0


def _delivered(broadcast_id: int) -> tuple[ColumnElement[bool], ...]:
    """The condition for copies; claimed rows are left out, since the worker may be sending more of them."""
    return *rows_of(broadcast_id), deliveries.c.sent_at.is_not(None), deliveries.c.status != DeliveryStatus.CLAIMED


def _recallable(kind: EditKind, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (deliveries.c.sent_at > now - RECALL_WITHIN,) if kind is EditKind.RECALL else ()


def next_copies(tx: Connection, change: BroadcastEdit, started_at: datetime, limit: int) -> Sequence[AnyRow]:
    """The next copies after the cursor of an edit; those sent after its start only if they may have the old words."""
    behind = (deliveries.c.id > change.planned_up_to, deliveries.c.sent_at <= started_at + SETTLE)
    chosen = (*_delivered(change.broadcast_id), *behind, *_recallable(change.kind, started_at))
    return tx.execute(select(*COPY).where(*chosen).order_by(deliveries.c.id).limit(limit)).all()


def latecomers(tx: Connection, change: BroadcastEdit, started_at: datetime) -> Sequence[AnyRow]:
    """Copies that were in flight when the edit started, and those sent since.

    Copies that left in part are among them: the worker may have been sending the rest when the cursor passed them.
    """
    on_their_way = or_(deliveries.c.sent_at >= started_at, deliveries.c.status != DeliveryStatus.SENT)
    return tx.execute(select(*COPY).where(*_delivered(change.broadcast_id), on_their_way)).all()


def is_settled(tx: Connection, broadcast: Broadcast, started_at: datetime, now: datetime) -> bool:
    """True when no copy with the old words can follow: rows that were claimed before the edit are recorded."""
    if broadcast.finished_at is not None:
        return True
    early = or_(deliveries.c.claimed_until.is_(None), deliveries.c.claimed_until <= started_at + SETTLE + LEASE)
    in_flight = (*rows_of(broadcast.id), deliveries.c.status == DeliveryStatus.CLAIMED, early)
    return now >= started_at + SETTLE and not tx.scalar(select(exists().where(*in_flight)))


def lock_readers(tx: Connection, rows: Sequence[AnyRow]) -> set[int]:
    """Take shared locks on the people of these rows. Returns the ids of those who still exist."""
    ids = [row.person_id for row in rows if row.person_id is not None]
    chosen = select(people.c.id).where(people.c.id.in_(ids)).order_by(people.c.id)
    return set(tx.scalars(chosen.with_for_update(read=True)))


def expire_blocked(tx: Connection, broadcast_id: int, now: datetime) -> None:
    """Expire blocked rows, so that people who unblock the bot do not get the broadcast any more."""
    blocked = (*rows_of(broadcast_id), deliveries.c.status == DeliveryStatus.BLOCKED)
    tx.execute(update(deliveries).where(*blocked).values(expires_at=now))
