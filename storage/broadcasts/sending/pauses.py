"""Pauses of a broadcast under way: by its author, or by the bot when it is too late, until its author decides."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, exists, select

from bot.domain.broadcasts import broadcast as rules
from bot.domain.broadcasts.broadcast import KIND, PRIORITY, Broadcast, BroadcastOutcome, BroadcastStatus
from bot.domain.people import Role
from storage import outbox
from storage.broadcasts.audience import reach
from storage.broadcasts.compose.drafts import lock, put
from storage.broadcasts.sending.launches import EVERYBODY_PLANNED, rows_of
from storage.core.tables import deliveries


def pause(tx: Connection, broadcast_id: int, author_id: int, now: datetime) -> BroadcastOutcome:
    """Pause a broadcast until `resume`. Rows in flight still arrive."""
    found = _own(tx, broadcast_id, author_id)
    if not isinstance(found, Broadcast):
        return found
    if found.status is not BroadcastStatus.SENDING:
        return BroadcastOutcome.PAUSED
    put(tx, broadcast_id, status=BroadcastStatus.PAUSED, paused_at=now)
    outbox.hold(tx, KIND, broadcast_id)
    return BroadcastOutcome.DONE


def resume(
    tx: Connection, broadcast_id: int, author_id: int, roles: frozenset[Role], now: datetime
) -> BroadcastOutcome:
    """Send the rest of a broadcast that is paused or was too late. Lateness counts from now.

    NOWHERE when its event has begun or is cancelled: nobody would get it. EMPTY when its message is gone.
    """
    found = _own(tx, broadcast_id, author_id)
    if not isinstance(found, Broadcast):
        return found
    if found.status is BroadcastStatus.SENDING:
        return BroadcastOutcome.RUNNING
    if found.audience is None:
        return BroadcastOutcome.FORBIDDEN
    if found.is_empty:
        return BroadcastOutcome.EMPTY
    if refusal := reach.refusal(tx, roles, found.audience, now):
        return refusal
    put(tx, broadcast_id, status=BroadcastStatus.SENDING, paused_at=None, send_at=now)
    until = reach.until(tx, found.audience)
    ends_at = now + timedelta(minutes=found.late_after) + rules.ANSWER_WITHIN
    outbox.release(tx, KIND, broadcast_id, now, min(ends_at, until or ends_at))
    return BroadcastOutcome.DONE


def _own(tx: Connection, broadcast_id: int, author_id: int) -> Broadcast | BroadcastOutcome:
    """Lock the author's broadcast under way; else return the reason why not."""
    found = lock(tx, broadcast_id)
    if found is None or found.author_id != author_id:
        return BroadcastOutcome.GONE
    return found if found.is_under_way else BroadcastOutcome.OVER


def stop_when_late(tx: Connection, broadcast_id: int, now: datetime) -> bool:
    """Hold the rest of a broadcast that is too late, and ask its author, once. Returns whether it was too late."""
    found = lock(tx, broadcast_id)
    if found is None or found.status not in (BroadcastStatus.SENDING, BroadcastStatus.PAUSED):
        return False
    if not _is_behind(tx, found, now):
        return False
    put(tx, broadcast_id, status=BroadcastStatus.LATE, paused_at=now)
    outbox.hold(tx, KIND, broadcast_id)
    if found.author_id is not None:
        outbox.plan(tx, [found.author_id], [rules.late(broadcast_id, now)])
    return True


def _is_behind(tx: Connection, found: Broadcast, now: datetime) -> bool:
    begun, last = found.send_at or found.started_at, now - timedelta(minutes=found.late_after)
    if begun is None or begun > last:
        return False
    overdue = (*rows_of(found.id), deliveries.c.due_at <= last)
    held = exists().where(outbox.PLANNED, deliveries.c.held.is_(True), *overdue)
    # The priority lets the planner use the index of due rows.
    waits = exists().where(outbox.WAITING, deliveries.c.priority == PRIORITY, *overdue)
    return found.planned_up_to != EVERYBODY_PLANNED or bool(tx.scalar(select(held)) or tx.scalar(select(waits)))
