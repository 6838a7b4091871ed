"""What time takes: events that are over, questions nobody answered, the ledger's old pages."""

from datetime import datetime, timedelta

from sqlalchemy import Connection

from storage import broadcasts, deliveries, events, fsm

LEDGER_KEPT = timedelta(days=365)


def sweep(tx: Connection, now: datetime) -> None:
    """Finish what is over, forget what was kept only for a while."""
    events.finish(tx, now)
    fsm.sweep(tx, now)
    deliveries.sweep(tx, now - LEDGER_KEPT)
    broadcasts.sweep(tx, now - LEDGER_KEPT)
