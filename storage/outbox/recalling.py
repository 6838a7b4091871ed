"""Outbox rows that a clock ahead of time wrote: they would wait until the right clock gets there, for a year."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, update

from bot.domain.deliveries import AT_ONCE
from storage.core.tables import deliveries, outbox_pauses
from storage.outbox.claiming import LEASE
from storage.outbox.enqueuing import PLANNED

# What is said at once waits for a morning at most, and Telegram's longest pause is a day.
LONGEST = timedelta(days=2)


def recall(tx: Connection, now: datetime) -> int:
    """Make due now what is said at once but due in days; end such pauses, and leases from the future.

    Harmless when the clock was right all the time. Returns the number of rows that are due now.
    """
    tx.execute(delete(outbox_pauses).where(outbox_pauses.c.paused_until > now + LONGEST))
    tx.execute(update(deliveries).where(deliveries.c.claimed_until > now + LONGEST).values(claimed_until=now - LEASE))
    late = (PLANNED, deliveries.c.kind.in_(AT_ONCE), deliveries.c.due_at > now + LONGEST)
    return tx.execute(update(deliveries).where(*late).values(due_at=now)).rowcount
