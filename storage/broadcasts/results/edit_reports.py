"""Progress of corrections and recalls, counted from their outbox rows."""

from datetime import datetime

from sqlalchemy import Connection, func, select, update

from bot.domain.broadcasts.broadcast import Broadcast
from bot.domain.broadcasts.results.edits import CAUSE, BroadcastEdit, EditKind, EditProgress, EditReport
from bot.domain.broadcasts.results.refusals import Refused, refused
from bot.domain.deliveries import DeliveryStatus
from storage import outbox
from storage.broadcasts.results import copies
from storage.broadcasts.results.edits import put, rows_of, subject, to_change
from storage.broadcasts.sending.launches import ON_THE_WAY
from storage.core.tables import broadcast_changes, deliveries


def note_told(tx: Connection, change_id: int, now: datetime, before: datetime) -> bool:
    """Note that the author sees the progress now. False when another process has shown it since `before`."""
    due = broadcast_changes.c.told_at.is_(None) | (broadcast_changes.c.told_at <= before)
    mine = (broadcast_changes.c.id == change_id, due)
    return tx.execute(update(broadcast_changes).where(*mine).values(told_at=now)).rowcount > 0


def set_progress_message(tx: Connection, change_id: int, message_id: int) -> None:
    """Set the message in the author's chat that shows the progress."""
    put(tx, change_id, progress_message_id=message_id)


def report(tx: Connection, change_id: int) -> EditReport | None:
    """The progress of a started edit; None for a draft and for what is gone."""
    found = subject(tx, change_id)
    if found is None or found[0].started_at is None:
        return None
    change, broadcast, _ = found
    return EditReport(change, broadcast, _progress(tx, change, broadcast, found[0].started_at))


def _progress(tx: Connection, change: BroadcastEdit, broadcast: Broadcast, at: datetime) -> EditProgress:
    found = outbox.counts(tx, CAUSE, change.id)
    failed = (*rows_of(change.id), deliveries.c.status == DeliveryStatus.FAILED)
    errors = tx.execute(select(deliveries.c.error, func.count()).where(*failed).group_by(deliveries.c.error))
    gone = sum(count for error, count in errors.all() if refused(error) is Refused.NOT_THERE)
    is_recall = change.kind is EditKind.RECALL
    return EditProgress(
        copies=max(change.copies, sum(count for status, count in found.items() if status != "repeats")),
        done=found.get(DeliveryStatus.SENT, 0),
        gone=gone,
        failed=found.get(DeliveryStatus.FAILED, 0) - gone,
        blocked=found.get(DeliveryStatus.BLOCKED, 0),
        late=found.get(DeliveryStatus.EXPIRED, 0),
        too_old=copies.too_old(tx, broadcast.id, at) if is_recall else 0,
        waiting=sum(found.get(status, 0) for status in ON_THE_WAY),
    )


def of_broadcast(tx: Connection, broadcast_id: int) -> list[BroadcastEdit]:
    """The started edits of a broadcast, the oldest first."""
    started = (broadcast_changes.c.broadcast_id == broadcast_id, broadcast_changes.c.started_at.is_not(None))
    rows = tx.execute(select(broadcast_changes).where(*started).order_by(broadcast_changes.c.started_at))
    return [to_change(row) for row in rows]
