"""Progress and reports of broadcasts, counted from their outbox rows."""

from collections import Counter
from datetime import datetime

from sqlalchemy import Connection, func, or_, select, update

from bot.domain.broadcasts.broadcast import KIND, Broadcast, BroadcastStatus
from bot.domain.broadcasts.results.refusals import Refused, refused
from bot.domain.broadcasts.results.reports import Progress, Report
from bot.domain.deliveries import DeliveryStatus
from storage import outbox
from storage.broadcasts.audience import reach
from storage.broadcasts.compose.drafts import get, put
from storage.broadcasts.sending.launches import ON_THE_WAY, rows_of
from storage.core.tables import broadcasts, deliveries

# A rate measured over a shorter time means nothing.
MEASURED_OVER = 1.0  # seconds


def set_progress_message(tx: Connection, broadcast_id: int, message_id: int) -> None:
    """Set the message in the author's chat that shows the progress."""
    put(tx, broadcast_id, progress_message_id=message_id)


def report(tx: Connection, broadcast_id: int, at: datetime | None = None) -> Report | None:
    """The report on a started broadcast at `at`, by default at its end; None for a draft and for what is gone."""
    found = get(tx, broadcast_id)
    if found is None or found.started_at is None:
        return None
    progress = _progress(tx, found, at or found.finished_at or found.started_at)
    return Report(found, reach.names(tx, found.audience), progress)


def reports(tx: Connection, author_id: int, now: datetime, limit: int) -> list[Report]:
    """Reports on a coordinator's last broadcasts, the newest first."""
    mine = (broadcasts.c.author_id == author_id, broadcasts.c.started_at.is_not(None))
    ids = tx.scalars(select(broadcasts.c.id).where(*mine).order_by(broadcasts.c.started_at.desc()).limit(limit)).all()
    return [found for broadcast_id in ids if (found := report(tx, broadcast_id, now))]


def note_told(tx: Connection, report: Report, now: datetime, before: datetime | None = None) -> bool:
    """Note that the author sees this report now. False when another process has shown one since `before`."""
    due = () if before is None else (or_(broadcasts.c.told_at.is_(None), broadcasts.c.told_at <= before),)
    mine = update(broadcasts).where(broadcasts.c.id == report.broadcast.id, *due)
    return tx.execute(mine.values(told_at=now, told_sent=report.progress.sent)).rowcount > 0


def _progress(tx: Connection, broadcast: Broadcast, at: datetime) -> Progress:
    found, mine = outbox.counts(tx, KIND, broadcast.id), rows_of(broadcast.id)
    # A row with attempts waits for its next one, not for the morning.
    sleepers = (deliveries.c.status == DeliveryStatus.PLANNED, deliveries.c.attempts == 0, deliveries.c.due_at > at)
    failed = found.get(DeliveryStatus.FAILED, 0)
    why = _refused(tx, broadcast.id) if failed else {}
    sent, paused = found.get(DeliveryStatus.SENT, 0), outbox.paused_until(tx)
    return Progress(
        recipients=broadcast.recipients,
        sent=sent,
        blocked=found.get(DeliveryStatus.BLOCKED, 0),
        failed=failed,
        expired=found.get(DeliveryStatus.EXPIRED, 0),
        waiting=sum(found.get(status, 0) for status in ON_THE_WAY),
        asleep=tx.scalar(select(func.count()).select_from(deliveries).where(*mine, *sleepers)) or 0,
        repeated=found["repeats"],
        source_gone=Refused.SOURCE in why,
        refused=tuple(why.items()),
        rate=_rate(broadcast, sent, at),
        closed_until=paused if paused is not None and paused > at else None,
    )


def _refused(tx: Connection, broadcast_id: int) -> dict[Refused, int]:
    """The number of failed rows by reason, the most frequent first."""
    failed = (*rows_of(broadcast_id), deliveries.c.status == DeliveryStatus.FAILED)
    rows = tx.execute(select(deliveries.c.error, func.count()).where(*failed).group_by(deliveries.c.error))
    found: Counter[Refused] = Counter()
    for error, count in rows:
        found[refused(error)] += count
    return dict(found.most_common())


def _rate(broadcast: Broadcast, sent: int, at: datetime) -> float | None:
    """The messages a second since the author last saw the progress; None when it cannot be measured."""
    if broadcast.told_at is None or broadcast.told_sent is None or broadcast.status is not BroadcastStatus.SENDING:
        return None
    seconds = (at - broadcast.told_at).total_seconds()
    return max(sent - broadcast.told_sent, 0) / seconds if seconds >= MEASURED_OVER else None
