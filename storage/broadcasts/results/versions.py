"""Versions of a broadcast: each started correction keeps who replaced which content by which, and when."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from bot.domain.broadcasts.broadcast import Broadcast
from bot.domain.broadcasts.results.edits import BroadcastEdit
from storage.broadcasts.audience import reach
from storage.broadcasts.compose import drafts
from storage.broadcasts.results import edits
from storage.core.tables import people


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction with its broadcast; `author` is whoever made it, empty when erased, `names` are of the audience."""

    change: BroadcastEdit
    broadcast: Broadcast
    author: str
    names: tuple[str, ...]


def corrected(tx: Connection, change_id: int) -> Corrected | None:
    """A started correction; None for a draft of one and for what is gone."""
    change = edits.get(tx, change_id)
    broadcast = drafts.get(tx, change.broadcast_id) if change and change.started_at else None
    if change is None or broadcast is None:
        return None
    name = tx.scalar(select(people.c.name).where(people.c.id == change.author_id)) if change.author_id else None
    return Corrected(change, broadcast, name or "", reach.names(tx, broadcast.audience))
