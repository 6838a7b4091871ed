"""Audiences saved by name, shared by the coordinators of a scope. Their parts are checked anew at each use."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from bot.domain.broadcasts.audience.audience import Audience, Part
from bot.domain.broadcasts.broadcast import Broadcast, BroadcastOutcome
from bot.domain.people import Role, may_coordinate
from storage.broadcasts.audience import parts, reach
from storage.broadcasts.compose.drafts import lock_draft, own, put
from storage.broadcasts.compose.templates import own_scope
from storage.core.tables import AnyRow
from storage.core.tables import broadcast_audiences as table


@dataclass(frozen=True, slots=True)
class SavedAudience:
    """An audience with its name; `names` are those of its parts now, empty for what is gone."""

    id: int
    scope: str
    name: str
    audience: Audience
    names: tuple[str, ...]


def keep(
    tx: Connection, broadcast_id: int, author_id: int, roles: frozenset[Role], name: str, now: datetime
) -> int | BroadcastOutcome:
    """Save the audience of an author's draft under a name. Returns its id.

    A name that the scope has already gets the new audience.
    """
    draft = own(tx, broadcast_id, author_id)
    if draft is None or draft.audience is None:
        return BroadcastOutcome.GONE
    if refusal := reach.refusal(tx, roles, draft.audience, now):
        return refusal
    row = {"author_id": author_id, "scope": own_scope(roles), "name": name, "parts": draft.audience.as_data()}
    tx.execute(delete(table).where(table.c.scope == row["scope"], table.c.name == name))
    saved_id: int = tx.execute(table.insert().values(**row, created_at=now).returning(table.c.id)).scalar_one()
    return saved_id


def known(tx: Connection, roles: frozenset[Role]) -> list[SavedAudience]:
    """The saved audiences that these roles reach, sorted by name."""
    found = [_saved(tx, row) for row in tx.execute(select(table)).all() if may_coordinate(roles, row.scope)]
    return sorted(found, key=lambda each: each.name.casefold())


def get(tx: Connection, saved_id: int, roles: frozenset[Role]) -> SavedAudience | None:
    """A saved audience, if these roles reach it; else None."""
    row = tx.execute(select(table).where(table.c.id == saved_id)).one_or_none()
    return _saved(tx, row) if row and may_coordinate(roles, row.scope) else None


def rename(tx: Connection, saved_id: int, roles: frozenset[Role], name: str) -> bool:
    """Rename a saved audience. False when these roles reach no such one."""
    if get(tx, saved_id, roles) is None:
        return False
    tx.execute(update(table).where(table.c.id == saved_id).values(name=name))
    return True


def drop(tx: Connection, saved_id: int, roles: frozenset[Role]) -> bool:
    """Delete a saved audience. False when these roles reach no such one."""
    if get(tx, saved_id, roles) is None:
        return False
    tx.execute(delete(table).where(table.c.id == saved_id))
    return True


def use(
    tx: Connection, saved_id: int, broadcast_id: int, author_id: int, roles: frozenset[Role], now: datetime
) -> BroadcastOutcome:
    """Give a draft a saved audience. NOWHERE when a part of it is gone: see `lost`."""
    held, saved = lock_draft(tx, broadcast_id, author_id), get(tx, saved_id, roles)
    if not isinstance(held, Broadcast):
        return held
    if saved is None:
        return BroadcastOutcome.GONE
    if refusal := reach.refusal(tx, roles, saved.audience, now):
        return refusal
    put(tx, broadcast_id, audience=saved.audience.as_data())
    return BroadcastOutcome.DONE


def lost(tx: Connection, saved: SavedAudience, now: datetime) -> Sequence[tuple[Part, str]]:
    """The parts that cannot be written to any more, with their names: a vanished place, an event that is over."""
    named = zip(saved.audience.parts, saved.names, strict=True)
    return [(part, name) for part, name in named if parts.scope(tx, part, now) is None]


def _saved(tx: Connection, row: AnyRow) -> SavedAudience:
    audience = Audience.from_data(row.parts)
    return SavedAudience(row.id, row.scope, row.name, audience, reach.names(tx, audience))
