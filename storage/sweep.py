"""What time takes: events that are over, questions nobody answered, old drafts, the ledger's old pages, the absent."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete

from bot.domain.broadcasts.broadcast import BroadcastStatus
from bot.domain.events import EventStatus
from storage import absence, case_members, changes, deliveries, events, fsm, misses, questions, tables
from storage.broadcasts import changes as broadcast_changes
from storage.broadcasts import drafts

LEDGER_KEPT = timedelta(days=365)
DRAFTS_KEPT = timedelta(days=90)


def sweep(tx: Connection, now: datetime) -> int:
    """Finish what is over, forget what was kept only for a while.

    Returns how many people were forgotten: call `Store.scrub` when there are any.
    """
    events.finish(tx, now)
    fsm.sweep(tx, now)
    case_members.sweep(tx, now)
    changes.sweep(tx, (now - DRAFTS_KEPT).date())
    questions.sweep(tx, now)
    misses.sweep(tx, now)
    deliveries.sweep(tx, now - LEDGER_KEPT)
    broadcast_changes.sweep(tx, now)
    drafts.sweep(tx, now - LEDGER_KEPT)
    _drop_drafts(tx, now - DRAFTS_KEPT)
    return absence.sweep(tx, now)


def _drop_drafts(tx: Connection, before: datetime) -> None:
    """Drafts that were begun long ago: nobody has got anything of them yet."""
    for table, draft in ((tables.events, EventStatus.DRAFT), (tables.broadcasts, BroadcastStatus.DRAFT)):
        tx.execute(delete(table).where(table.c.status == draft, table.c.created_at < before))
