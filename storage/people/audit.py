"""The audit (`bot.domain.audit`): written in the transaction of the act itself, so neither exists without the other."""

from dataclasses import asdict

from sqlalchemy import Connection

from bot.domain.audit import AuditEntry
from storage.core.tables import audit


def note(tx: Connection, entry: AuditEntry) -> None:
    """Keep an entry."""
    tx.execute(audit.insert().values(**asdict(entry)))
