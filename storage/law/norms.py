"""Norms: facts of law with their source and date."""

from sqlalchemy import Connection, select

from bot.domain.norms import Confidence, Norm
from storage.core.tables import AnyRow, norms


def all_norms(tx: Connection) -> dict[str, Norm]:
    """All norms by key."""
    return {row.key: _norm(row) for row in tx.execute(select(norms))}


def _norm(row: AnyRow) -> Norm:
    fields = {name: value for name, value in row._mapping.items() if name != "edited_at"}
    return Norm(**fields | {"confidence": Confidence(fields["confidence"])})
