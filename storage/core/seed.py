"""What the bot knows from the start: municipalities, norms, grants. Facts with sources, in `storage/seed/*.yaml`.

A new release touches only rows that nobody edited in the bot, and tells of the others.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, select

from bot.domain.grants import Precision, moment
from storage import grants
from storage.core.db import Store, insert
from storage.core.tables import municipalities, norms, programmes, rounds, seeds, stages

FOLDER = Path(__file__).parents[1] / "seed"
LOADED = ("municipalities", "norms", "grants")


@dataclass(frozen=True, slots=True)
class Kept:
    """A row that people edited: the seed's new word about it was not taken over."""

    seed: str
    key: str


async def load_all(store: Store, now: datetime) -> list[Kept]:
    """Load each seed whose file changed since it was loaded. Returns the rows left as people edited them."""
    kept: list[Kept] = []
    for name in LOADED:
        content = (FOLDER / f"{name}.yaml").read_bytes()
        digest = sha256(content).hexdigest()
        if await store.read(digest_of, name) != digest:
            kept += await store.write(load, name, parse(content), digest, now)
    return kept


def parse(content: bytes) -> Any:
    """YAML as plain data. Imported when a seed has changed: a usual start needs none of it."""
    import yaml

    return yaml.load(content, yaml.CSafeLoader)


def digest_of(tx: Connection, name: str) -> str | None:
    """The digest of what was last read under this name."""
    digest: str | None = tx.scalar(select(seeds.c.digest).where(seeds.c.name == name))
    return digest


def load(tx: Connection, name: str, content: Any, digest: str, now: datetime) -> list[Kept]:
    """Write a parsed seed over rows that nobody edited."""
    kept = [Kept(name, key) for key in LOADERS[name](tx, content, now)]
    note(tx, name, digest, now)
    return kept


def note(tx: Connection, name: str, digest: str, now: datetime) -> None:
    """Remember the digest of what was read."""
    row = {"name": name, "digest": digest, "loaded_at": now}
    tx.execute(insert(tx, seeds).values(**row).on_conflict_do_update(index_elements=["name"], set_=row))


def _municipalities(tx: Connection, content: Any, now: datetime) -> list[str]:
    rows = [{name: _plain(value) for name, value in row.items()} for row in content["municipalities"]]
    return [row["slug"] for row in rows if not _put(tx, municipalities, "slug", {"slug": row["slug"], "facts": row})]


def _norms(tx: Connection, content: Any, now: datetime) -> list[str]:
    return [row["key"] for row in content if not _put(tx, norms, "key", row)]


def _grants(tx: Connection, content: Any, now: datetime) -> list[str]:
    return [row["slug"] for row in content if not _programme(tx, row, now)]


def _programme(tx: Connection, content: Any, now: datetime) -> bool:
    """A programme with its rounds; where dates change, subscribers' reminders follow. False when people edited it."""
    own = {"municipalities": []} | {name: value for name, value in content.items() if name != "rounds"}
    if not _put(tx, programmes, "slug", own):
        return False
    before = grants.find(tx, content["slug"])
    if before is None:
        raise LookupError(f"no programme {content['slug']}")
    known = [_round(tx, before.id, each) for each in content["rounds"]]
    _forget(tx, rounds.c.programme_id == before.id, rounds.c.id.not_in(known))
    grants.replan(tx, before, now)
    return True


def _round(tx: Connection, programme_id: int, content: Any) -> int:
    """A round with exactly the stages that are given. Returns its id."""
    row = {"programme_id": programme_id, "season": content["season"], "status": content["status"]}
    round_id = _upsert(tx, rounds, ("programme_id", "season"), row)
    for stage in content["stages"]:
        at = moment(stage["local"], stage["zone"], Precision(stage["precision"]))
        _upsert(tx, stages, ("round_id", "kind"), {"round_id": round_id, "at": at} | stage)
    kinds = [stage["kind"] for stage in content["stages"]]
    tx.execute(delete(stages).where(stages.c.round_id == round_id, stages.c.kind.not_in(kinds)))
    return round_id


def _forget(tx: Connection, *chosen: ColumnElement[bool]) -> None:
    """Rounds that the release knows no more, with their stages."""
    gone = select(rounds.c.id).where(*chosen)
    tx.execute(delete(stages).where(stages.c.round_id.in_(gone)))
    tx.execute(delete(rounds).where(*chosen))


def _put(tx: Connection, table: Table, key: str, row: dict[str, Any]) -> bool:
    """Write a row over what nobody edited; what it does not name becomes empty. False when people edited it."""
    empty = {column.name: None for column in table.columns if column.nullable}
    fresh = empty | row
    nobody = table.c.edited_at.is_(None)
    statement = insert(tx, table).values(**fresh)
    put = tx.execute(statement.on_conflict_do_update(index_elements=[key], set_=fresh, where=nobody))
    return put.rowcount > 0


def _upsert(tx: Connection, table: Table, key: tuple[str, ...], row: dict[str, Any]) -> int:
    statement = insert(tx, table).values(**row).on_conflict_do_update(index_elements=list(key), set_=row)
    row_id: int = tx.execute(statement.returning(table.c.id)).scalar_one()
    return row_id


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


LOADERS: dict[str, Callable[[Connection, Any, datetime], list[str]]] = {
    "municipalities": _municipalities,
    "norms": _norms,
    "grants": _grants,
}
