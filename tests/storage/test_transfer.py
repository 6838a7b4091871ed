"""A store moves from SQLite to PostgreSQL: everything arrives, or nothing does."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import JSON, Connection, Text, cast, null, select, update

from bot.domain.people import Purpose, Visitor
from storage.core.backup import BackupError
from storage.core.db import Store
from storage.core.migrate import migrate
from storage.core.seed import load_all
from storage.core.tables import metadata, programmes
from storage.core.tables import people as people_table
from storage.core.transfer import transfer
from storage.people import people, personal_data
from tests import postgres
from tests.clock import START, ZONE
from tests.conftest import absent, sqlite_store
from tests.storage.rows import fill

NUMBERS = (900_001, 900_002)


def quiet(*_: object) -> None:
    """Nobody watches the move."""


def join(tx: Connection, user_id: int) -> int:
    return people.agree(tx, Visitor(user_id, user_id, "Ольга"), Purpose.SIGN_UPS, "test", "ru", ZONE, START).id


def contents(tx: Connection) -> dict[str, list[str]]:
    """Every row as Python reads it; JSON as text, in which a null differs from no value."""
    found = {}
    for table in metadata.sorted_tables:
        columns = [cast(each, Text) if isinstance(each.type, JSON) else each for each in table.columns]
        found[table.name] = sorted(str(tuple(row)) for row in tx.execute(select(*columns)))
    return found


async def differing(source: Store, target: Store) -> dict[str, list[str]]:
    """The rows that only one of the two has, by table."""
    ours, theirs = await source.read(contents), await target.read(contents)
    found = {name: sorted({*ours[name]} ^ {*theirs[name]}) for name in ours}
    return {name: rows for name, rows in found.items() if rows or len(ours[name]) != len(theirs[name])}


def make_odd(tx: Connection) -> None:
    """Rows in every table; one that points to a later one, a JSON null beside no value, a person who is gone again."""
    for number in NUMBERS:
        fill(tx, number)
    first, second = NUMBERS
    tx.execute(update(programmes).where(programmes.c.id == first).values(merged_into=second))
    tables = [(table, column) for table in metadata.sorted_tables for column in table.columns]
    table, column = next((t, c) for t, c in tables if isinstance(c.type, JSON) and c.nullable and "id" in t.c)
    tx.execute(update(table).where(table.c.id == first).values({column: JSON.NULL}))
    tx.execute(update(table).where(table.c.id == second).values({column: null()}))
    personal_data.erase(tx, join(tx, 5), "", START)


@pytest.fixture
async def source(seeded: Path, tmp_path: Path) -> AsyncIterator[Store]:
    store = await sqlite_store(seeded, tmp_path)
    yield store
    await store.close()


@pytest.fixture
async def target() -> AsyncIterator[Store]:
    if postgres.server_url() is None:
        absent("TEST_POSTGRES_URL is not set")
    store = Store(await postgres.bare_url())
    yield store
    await store.close()


async def test_everything_arrives_and_no_number_is_given_again(source: Store, target: Store) -> None:
    await source.write(make_odd)
    seen: list[tuple[Any, ...]] = []
    rows = await transfer(source, target, lambda *how_far: seen.append(how_far))
    assert await differing(source, target) == {}
    assert sum(rows.values()) > 500
    assert ("people", 2, 2) in seen
    next_ids = [await store.write(join, 6) for store in (source, target)]
    assert next_ids[0] == next_ids[1] > max(NUMBERS) + 1


async def test_a_move_that_is_broken_off_leaves_nothing_and_is_begun_again(source: Store, target: Store) -> None:
    """The target had been started before: its seeds are there, too."""
    await source.write(join, 5)

    def stop(table: str, *_: int) -> None:
        if table == "consents":
            raise RuntimeError("killed")

    with pytest.raises(RuntimeError, match="killed"):
        await transfer(source, target, stop)
    assert not any((await target.read(contents)).values())
    await load_all(target, START)
    await transfer(source, target, quiet)
    assert await differing(source, target) == {}


async def test_a_row_that_does_not_fit_is_named_by_its_table(source: Store, target: Store) -> None:
    await source.write(join, 5)
    await source.write(lambda tx: tx.execute(update(people_table).values(name="Ольга\0")) and None)
    with pytest.raises(BackupError, match="people: "):
        await transfer(source, target, quiet)
    assert not any((await target.read(contents)).values())


async def test_people_are_never_overwritten_and_an_old_store_is_refused(
    source: Store, target: Store, tmp_path: Path
) -> None:
    await migrate(target)
    await target.write(join, 1)
    with pytest.raises(BackupError, match="holds 1 people"):
        await transfer(source, target, quiet)
    old = Store(f"sqlite+aiosqlite:///{tmp_path / 'old.db'}")
    await migrate(old, "0001")
    with pytest.raises(BackupError, match="no store of this release"):
        await transfer(old, target, quiet)
    await old.close()
