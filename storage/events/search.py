"""Coming events by kind, by municipality and by words."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, func, select

from bot.domain.events import Event, EventKind, EventStatus
from bot.domain.events.words import is_match
from storage.core.tables import events as table
from storage.events import events

# So many of the nearest events are searched by words: all that there are in practice.
SEARCHED_MOST = 2000


def _ahead(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (table.c.status == EventStatus.PUBLISHED, table.c.starts_at > now)


def kinds(tx: Connection, now: datetime) -> dict[EventKind, int]:
    """The kinds of coming events with their numbers, the most first."""
    return {EventKind(kind): number for kind, number in _counted(tx, "kind", now) if kind}


def places(tx: Connection, now: datetime) -> dict[str, int]:
    """The municipalities of coming events with their numbers, the most first; "" is the whole region."""
    return {place or "": number for place, number in _counted(tx, "municipality", now)}


def _counted(tx: Connection, column: str, now: datetime) -> list[tuple[str | None, int]]:
    number = func.count().label("number")
    ahead = select(table.c[column], number).where(*_ahead(now)).group_by(table.c[column])
    return [(row[0], int(row.number)) for row in tx.execute(ahead.order_by(number.desc(), table.c[column]))]


def of(
    tx: Connection, column: str, value: str | None, now: datetime, offset: int, limit: int
) -> tuple[list[Event], int]:
    """One page of the coming events of a kind or a municipality, the nearest first, and the number of all of them."""
    same = table.c[column].is_(None) if value is None else table.c[column] == value
    found = tx.scalars(select(table.c.id).where(*_ahead(now), same).order_by(table.c.starts_at, table.c.id)).all()
    return _events(tx, found[offset : offset + limit]), len(found)


def by_words(tx: Connection, typed: str, now: datetime, limit: int) -> tuple[list[Event], int]:
    """The nearest coming events that have all typed words in title, place or organiser, and the number of all."""
    columns = (table.c.id, table.c.title, table.c.place, table.c.organiser)
    rows = tx.execute(select(*columns).where(*_ahead(now)).order_by(table.c.starts_at, table.c.id).limit(SEARCHED_MOST))
    found = [row.id for row in rows if is_match(typed, f"{row.title} {row.place} {row.organiser}")]
    return _events(tx, found[:limit]), len(found)


def _events(tx: Connection, ids: Sequence[int]) -> list[Event]:
    return [event for event_id in ids if (event := events.get(tx, event_id))]
