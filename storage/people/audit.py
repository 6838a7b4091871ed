"""The audit (`bot.domain.audit`): written in the transaction of the act itself, so neither exists without the other."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, delete

from bot.domain.audit import AuditEntry
from bot.domain.retention import AUDIT
from storage.core.tables import audit


def sweep(tx: Connection, now: datetime) -> None:
    """Delete entries that have outlived their term."""
    tx.execute(delete(audit).where(audit.c.at <= now - AUDIT.term))


def note(tx: Connection, entry: AuditEntry) -> int:
    """Keep an entry. Returns its id."""
    entry_id: int = tx.execute(audit.insert().values(**asdict(entry)).returning(audit.c.id)).scalar_one()
    return entry_id
