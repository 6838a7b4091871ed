"""Versions of a broadcast: each started correction keeps who replaced which content by which, and when."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from bot.domain.broadcasts.broadcast import Broadcast
from bot.domain.broadcasts.compose.wording import Content
from bot.domain.broadcasts.results.edits import BroadcastEdit, EditKind
from storage.broadcasts.audience import reach
from storage.broadcasts.compose import drafts
from storage.broadcasts.results import edits
from storage.core.tables import broadcast_changes, people


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction with its broadcast; `author` is whoever made it, empty when erased, `names` are of the audience."""

    change: BroadcastEdit
    broadcast: Broadcast
    author: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """The words of a broadcast until `until`, None for those of today; `by` replaced them, empty when erased.

    A message that was copied as it is has `message_id`, in its author's chat, and no words of its own.
    """

    content: Content | None
    message_id: int | None = None
    until: datetime | None = None
    by: str = ""


def all_of(tx: Connection, broadcast: Broadcast) -> list[Version]:
    """Every version that was sent, the first one first; only one for a broadcast that nobody corrected."""
    changes = broadcast_changes
    started = (
        changes.c.broadcast_id == broadcast.id,
        changes.c.kind == EditKind.CORRECT,
        changes.c.started_at.is_not(None),
    )
    named = select(changes, people.c.name).outerjoin(people, people.c.id == changes.c.author_id)
    found: list[Version] = []
    content: Content | None = None
    for row in tx.execute(named.where(*started).order_by(changes.c.started_at, changes.c.id)).all():
        was = Content.from_data(row.was) if row.was else content
        found.append(Version(was, row.was_message_id, row.started_at, row.name or ""))
        content = Content.from_data(row.content) if row.content else None
    return [*found, Version(broadcast.content or content, broadcast.message_id)]


def corrected(tx: Connection, change_id: int) -> Corrected | None:
    """A started correction; None for a draft of one and for what is gone."""
    change = edits.get(tx, change_id)
    broadcast = drafts.get(tx, change.broadcast_id) if change and change.started_at else None
    if change is None or broadcast is None:
        return None
    name = tx.scalar(select(people.c.name).where(people.c.id == change.author_id)) if change.author_id else None
    return Corrected(change, broadcast, name or "", reach.names(tx, broadcast.audience))
