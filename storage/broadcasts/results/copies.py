"""Copies of a broadcast: rows of the ledger of which something has left, with the messages that people have got.

Mostly they were sent; but an album may be there whose buttons were refused, or are still to come.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, exists, func, or_, select, update

from bot.domain.broadcasts.broadcast import Broadcast
from bot.domain.broadcasts.results.edits import RECALL_WITHIN, SETTLE, BroadcastChange, ChangeKind
from bot.domain.deliveries import DeliveryStatus
from storage.broadcasts.sending.launches import rows_of
from storage.core.tables import accounts, deliveries, people
from storage.outbox.claiming import LEASE

COPY = (deliveries.c.id, deliveries.c.person_id, deliveries.c.message_ids, deliveries.c.sent_at)


def within_reach(tx: Connection, broadcast_id: int, kind: ChangeKind, now: datetime) -> int:
    """How many copies could be changed now: of people who are still here, and young enough to be taken back."""
    here = exists().where(accounts.c.person_id == deliveries.c.person_id, accounts.c.blocked_at.is_(None))
    return _count(tx, *_delivered(broadcast_id), here, *_recallable(kind, now))


def too_old(tx: Connection, broadcast_id: int, now: datetime) -> int:
    """How many copies Telegram takes back no more."""
    return _count(tx, *_delivered(broadcast_id), deliveries.c.sent_at <= now - RECALL_WITHIN)


def _count(tx: Connection, *chosen: ColumnElement[bool]) -> int:
    return tx.scalar(select(func.count()).select_from(deliveries).where(*chosen)) or 0


def _delivered(broadcast_id: int) -> tuple[ColumnElement[bool], ...]:
    """What the door has in hand may be about to say more: it is waited for."""
    return *rows_of(broadcast_id), deliveries.c.sent_at.is_not(None), deliveries.c.status != DeliveryStatus.CLAIMED


def _recallable(kind: ChangeKind, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (deliveries.c.sent_at > now - RECALL_WITHIN,) if kind is ChangeKind.RECALL else ()


def next_copies(tx: Connection, change: BroadcastChange, started_at: datetime, limit: int) -> Sequence[Any]:
    """The next copies behind the change's cursor; of those that were said since, only what may have the old words."""
    behind = (deliveries.c.id > change.planned_up_to, deliveries.c.sent_at <= started_at + SETTLE)
    chosen = (*_delivered(change.broadcast_id), *behind, *_recallable(change.kind, started_at))
    return tx.execute(select(*COPY).where(*chosen).order_by(deliveries.c.id).limit(limit)).all()


def latecomers(tx: Connection, change: BroadcastChange, started_at: datetime) -> Sequence[Any]:
    """Copies that were on their way when the change began, and with them whatever was said in these seconds.

    Of what went halfway the door may have had the rest in hand when its turn was.
    """
    on_their_way = or_(deliveries.c.sent_at >= started_at, deliveries.c.status != DeliveryStatus.SENT)
    return tx.execute(select(*COPY).where(*_delivered(change.broadcast_id), on_their_way)).all()


def is_settled(tx: Connection, broadcast: Broadcast, started_at: datetime, now: datetime) -> bool:
    """Whether no copy with the old words can come any more: what the door took up before the change is written down."""
    if broadcast.finished_at is not None:
        return True
    early = or_(deliveries.c.claimed_until.is_(None), deliveries.c.claimed_until <= started_at + SETTLE + LEASE)
    flying = (*rows_of(broadcast.id), deliveries.c.status == DeliveryStatus.CLAIMED, early)
    return now >= started_at + SETTLE and not tx.scalar(select(exists().where(*flying)))


def lock_readers(tx: Connection, rows: Sequence[Any]) -> set[int]:
    """Hold the people of these rows as they are; who is gone is not among them."""
    ids = [row.person_id for row in rows if row.person_id is not None]
    chosen = select(people.c.id).where(people.c.id.in_(ids)).order_by(people.c.id)
    return set(tx.scalars(chosen.with_for_update(read=True)))


def expire_blocked(tx: Connection, broadcast_id: int, now: datetime) -> None:
    """Who stopped the bot and comes back does not get it any more."""
    blocked = (*rows_of(broadcast_id), deliveries.c.status == DeliveryStatus.BLOCKED)
    tx.execute(update(deliveries).where(*blocked).values(expires_at=now))
