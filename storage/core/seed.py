"""Seeds: facts with sources that come with a release (`storage/seed/*.yaml`): places, norms, grants.

A new release overwrites only rows that nobody edited in the bot, and reports the others.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, TypedDict

from sqlalchemy import ColumnElement, Connection, Table, delete, select, update

from bot.domain.grants import Precision, moment
from storage import grants, helpers, places
from storage.core.db import Store, insert
from storage.core.tables import municipalities, norms, programmes, rounds, seeds, stages

FOLDER = Path(__file__).parents[1] / "seed"
SEEDS = ("municipalities", "settlements", "norms", "grants", "helpers")


class StageSeed(TypedDict):
    """A stage in `grants.yaml`."""

    kind: str
    local: str
    zone: str
    precision: str
    forecast: bool
    source: str


class RoundSeed(TypedDict):
    """A round in `grants.yaml`."""

    season: str
    status: str
    stages: list[StageSeed]


class ProgrammeSeed(TypedDict):
    """A programme in `grants.yaml`; its other fields are columns of its row."""

    slug: str
    rounds: list[RoundSeed]


@dataclass(frozen=True, slots=True)
class Kept:
    """A row that people edited in the bot: the seed did not overwrite it."""

    seed: str
    key: str


async def load_all(store: Store, now: datetime) -> list[Kept]:
    """Load each seed whose file changed since the last load. Returns the rows that it left as people edited them."""
    kept: list[Kept] = []
    for name in SEEDS:
        content = (FOLDER / f"{name}.yaml").read_bytes()
        digest = sha256(content).hexdigest()
        if await store.read(digest_of, name) != digest:
            kept += await store.write(load, name, parse(content), digest, now)
    return kept


def parse(content: bytes) -> Any:
    """Parse YAML into plain data. The parser is imported only when a seed has changed."""
    import yaml

    return yaml.load(content, yaml.CSafeLoader)


def digest_of(tx: Connection, name: str) -> str | None:
    """The digest of the file that was last loaded under this name."""
    digest: str | None = tx.scalar(select(seeds.c.digest).where(seeds.c.name == name))
    return digest


def load(tx: Connection, name: str, content: Any, digest: str, now: datetime) -> list[Kept]:
    """Write a parsed seed over the rows that nobody edited. Returns the others."""
    kept = [Kept(name, key) for key in LOADERS[name](tx, content, now)]
    note(tx, name, digest, now)
    return kept


def note(tx: Connection, name: str, digest: str, now: datetime) -> None:
    """Store the digest of a loaded file."""
    row: dict[str, object] = {"name": name, "digest": digest, "loaded_at": now}
    tx.execute(insert(tx, seeds).values(**row).on_conflict_do_update(index_elements=["name"], set_=row))


def _municipalities(tx: Connection, content: Mapping[str, Sequence[Mapping[str, Any]]], now: datetime) -> list[str]:
    kept: list[str] = []
    for row in content["municipalities"]:
        facts = {name: _plain(value) for name, value in row.items()}
        if not _put(tx, municipalities, "slug", {"slug": row["slug"], "facts": facts}):
            kept.append(row["slug"])
            _refresh_forms(tx, facts)
    return kept


def _refresh_forms(tx: Connection, facts: Mapping[str, object]) -> None:
    """Give an edited municipality the grammatical forms of its name, which nobody edits, if the name is the same."""
    chosen = municipalities.c.slug == facts["slug"]
    edited = tx.execute(select(municipalities.c.facts).where(chosen)).scalar_one()
    if edited.get("name") == facts["name"] and edited.get("forms") != facts["forms"]:
        tx.execute(update(municipalities).where(chosen).values(facts=edited | {"forms": facts["forms"]}))


def _settlements(tx: Connection, content: Mapping[str, Any], now: datetime) -> list[str]:
    return places.load(tx, content["settlements"], content["sources"], content["as_of"])


def _norms(tx: Connection, content: Sequence[Mapping[str, Any]], now: datetime) -> list[str]:
    known = [row["key"] for row in content]
    tx.execute(delete(norms).where(norms.c.key.not_in(known), norms.c.edited_at.is_(None)))
    return [row["key"] for row in content if not _put(tx, norms, "key", row)]


def _helpers(tx: Connection, content: Mapping[str, Any], now: datetime) -> list[str]:
    return helpers.load(tx, content["helpers"], content["as_of"])


def _grants(tx: Connection, content: Sequence[ProgrammeSeed], now: datetime) -> list[str]:
    return [row["slug"] for row in content if not _programme(tx, row, now)]


def _programme(tx: Connection, content: ProgrammeSeed, now: datetime) -> bool:
    """Write a programme with its rounds and replan reminders of changed dates. False when people edited it."""
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


def _round(tx: Connection, programme_id: int, content: RoundSeed) -> int:
    """Write a round with exactly the given stages. Returns its id."""
    row = {"programme_id": programme_id, "season": content["season"], "status": content["status"]}
    round_id = _upsert(tx, rounds, ("programme_id", "season"), row)
    for stage in content["stages"]:
        at = moment(stage["local"], stage["zone"], Precision(stage["precision"]))
        _upsert(tx, stages, ("round_id", "kind"), {"round_id": round_id, "at": at, **stage})
    kinds = [stage["kind"] for stage in content["stages"]]
    tx.execute(delete(stages).where(stages.c.round_id == round_id, stages.c.kind.not_in(kinds)))
    return round_id


def _forget(tx: Connection, *chosen: ColumnElement[bool]) -> None:
    """Delete rounds that the release no longer has, with their stages."""
    gone = select(rounds.c.id).where(*chosen)
    tx.execute(delete(stages).where(stages.c.round_id.in_(gone)))
    tx.execute(delete(rounds).where(*chosen))


def _put(tx: Connection, table: Table, key: str, row: Mapping[str, object]) -> bool:
    """Write a row unless people edited it; columns it does not name become empty. False when they did."""
    empty = {column.name: None for column in table.columns if column.nullable}
    fresh = {**empty, **row}
    nobody = table.c.edited_at.is_(None)
    statement = insert(tx, table).values(**fresh)
    put = tx.execute(statement.on_conflict_do_update(index_elements=[key], set_=fresh, where=nobody))
    return put.rowcount > 0


def _upsert(tx: Connection, table: Table, key: tuple[str, ...], row: Mapping[str, object]) -> int:
    statement = insert(tx, table).values(**row).on_conflict_do_update(index_elements=list(key), set_=row)
    row_id: int = tx.execute(statement.returning(table.c.id)).scalar_one()
    return row_id


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


LOADERS: dict[str, Callable[[Connection, Any, datetime], list[str]]] = {
    "municipalities": _municipalities,
    "settlements": _settlements,
    "norms": _norms,
    "grants": _grants,
    "helpers": _helpers,
}
