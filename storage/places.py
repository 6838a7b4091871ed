"""The gazetteer: settlements with their municipality, and the places that people typed and nobody knew ("misses").

A miss holds words and a count, and no person. Coordinators add the place to the gazetteer, or drop the miss.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, delete, func, select, update

from bot.domain.municipalities import Municipality, fold
from bot.domain.norms import Confidence
from bot.domain.people import ANYWHERE, Role, may_coordinate
from bot.domain.places.settlements import NAME_MAX, Located, Settlement, SettlementKind
from bot.domain.retention import UNANSWERED_SEARCH
from storage.core.db import insert
from storage.core.tables import AnyRow, place_misses, settlements, versions
from storage.law import municipalities

_VERSION = select(versions.c.number).where(versions.c.name == "places")


@dataclass(frozen=True, slots=True)
class PlaceMiss:
    """A place that nobody knew, as it was typed last, and the number of times."""

    id: int
    text: str
    count: int


def version(tx: Connection) -> int:
    """The version of the gazetteer: it grows with every change of a settlement or a municipality."""
    return tx.scalar(_VERSION) or 0


def catalogue(tx: Connection) -> tuple[list[Municipality], list[Settlement]]:
    """All municipalities, and all settlements with other names of them."""
    return municipalities.all_municipalities(tx), [_record(row) for row in tx.execute(select(settlements))]


def locate(tx: Connection, settlement_id: int) -> Located | None:
    """A settlement with its municipality; None when one of them is gone."""
    row = tx.execute(select(settlements).where(settlements.c.id == settlement_id)).one_or_none()
    where = municipalities.get(tx, row.municipality) if row else None
    return Located(where, _record(row)) if row and where else None


def _record(row: AnyRow) -> Settlement:
    return Settlement(
        id=row.id,
        name=row.name,
        kind=SettlementKind(row.kind),
        municipality=row.municipality,
        source=row.source,
        as_of=row.as_of,
        confidence=Confidence(row.confidence),
        official=row.official,
    )


def load(tx: Connection, rows: Iterable[Mapping[str, Any]], sources: Mapping[str, str], as_of: date) -> list[str]:
    """Write the rows of a release over those that nobody edited, and delete rows that it no longer has.

    Returns the keys of the rows that people edited.
    """
    edited = set(tx.scalars(select(settlements.c.key).where(settlements.c.edited_at.is_not(None))))
    fresh: dict[str, dict[str, object]] = {}
    for row in rows:
        key = _key(row["name"], row["municipality"])
        source = "; ".join(sources[code] for code in row["source"].split("+"))
        fresh[key] = {"official": None, **row, "key": key, "source": source, "as_of": as_of}
    kept = edited & fresh.keys()
    gone = settlements.c.edited_at.is_(None), settlements.c.key.not_in(fresh.keys())
    tx.execute(delete(settlements).where(*gone))
    statement = insert(tx, settlements)
    columns = ("name", "kind", "municipality", "official", "source", "as_of", "confidence")
    new = {name: statement.excluded[name] for name in columns}
    upsert = statement.on_conflict_do_update(index_elements=["key"], set_=new)
    tx.execute(upsert, [one for key, one in fresh.items() if key not in kept])
    return sorted(kept)


def _key(name: str, slug: str) -> str:
    return f"{fold(name)} @ {slug}"


def note_miss(tx: Connection, text: str, count: int, now: datetime) -> int:
    """Note a place that nobody knew, `count` more times: 0 while the person may still choose one like it.

    Returns its id.
    """
    row = {"folded": fold(text)[:NAME_MAX], "text": text[:NAME_MAX], "count": count, "seen_at": now}
    again = {"text": row["text"], "count": place_misses.c.count + count, "seen_at": now}
    statement = insert(tx, place_misses).values(**row).on_conflict_do_update(index_elements=["folded"], set_=again)
    miss_id: int = tx.execute(statement.returning(place_misses.c.id)).scalar_one()
    return miss_id


def count_miss(tx: Connection, miss_id: int) -> None:
    """Count a miss once more: none of the places that were offered was right."""
    tx.execute(update(place_misses).where(place_misses.c.id == miss_id).values(count=place_misses.c.count + 1))


def miss(tx: Connection, miss_id: int) -> PlaceMiss | None:
    chosen = select(place_misses.c.id, place_misses.c.text, place_misses.c.count).where(place_misses.c.id == miss_id)
    row = tx.execute(chosen).one_or_none()
    return PlaceMiss(*row) if row else None


def misses(tx: Connection, held: frozenset[Role], skip: int, most: int) -> tuple[list[PlaceMiss], int]:
    """One page of misses, the most frequent first, and the number of all; none for roles that coordinate nothing."""
    if not may_coordinate(held, ANYWHERE):
        return [], 0
    counted = place_misses.c.count > 0
    total = tx.scalar(select(func.count()).select_from(place_misses).where(counted)) or 0
    order = (place_misses.c.count.desc(), place_misses.c.seen_at.desc(), place_misses.c.id)
    found = select(place_misses.c.id, place_misses.c.text, place_misses.c.count).where(counted).order_by(*order)
    return [PlaceMiss(*row) for row in tx.execute(found.offset(skip).limit(most))], total


def drop_miss(tx: Connection, miss_id: int, held: frozenset[Role]) -> bool:
    """Delete a miss that means no place. False when it is gone or these roles coordinate nothing."""
    chosen = place_misses.c.id == miss_id
    return may_coordinate(held, ANYWHERE) and tx.execute(delete(place_misses).where(chosen)).rowcount > 0


def add(tx: Connection, miss_id: int, slug: str, held: frozenset[Role], source: str, now: datetime) -> Located | None:
    """Add a missed place to the gazetteer, in a municipality that these roles coordinate; it is found from now on.

    None when the miss or the municipality is gone, or the roles coordinate another municipality.
    """
    found, where = miss(tx, miss_id), municipalities.get(tx, slug)
    if found is None or where is None or not may_coordinate(held, slug):
        return None
    facts = {"name": found.text, "kind": SettlementKind.UNKNOWN, "municipality": slug, "official": None}
    row = {**facts, "source": source, "as_of": now.date(), "confidence": Confidence.B, "edited_at": now}
    statement = insert(tx, settlements).values(key=_key(found.text, slug), **row)
    statement = statement.on_conflict_do_update(index_elements=["key"], set_=row)
    settlement_id: int = tx.execute(statement.returning(settlements.c.id)).scalar_one()
    drop_miss(tx, miss_id, held)
    return locate(tx, settlement_id)


def remove(tx: Connection, settlement_id: int, held: frozenset[Role]) -> bool:
    """Remove a name that a coordinator added. False when it is gone, comes from a release, or is not theirs."""
    found = locate(tx, settlement_id)
    if found is None or not may_coordinate(held, found.municipality.slug):
        return False
    mine = settlements.c.id == settlement_id, settlements.c.edited_at.is_not(None)
    return tx.execute(delete(settlements).where(*mine)).rowcount > 0


def sweep(tx: Connection, now: datetime) -> None:
    """Delete misses that nobody typed again within the term."""
    tx.execute(delete(place_misses).where(place_misses.c.seen_at < now - UNANSWERED_SEARCH.term))
