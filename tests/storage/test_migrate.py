"""Migrations: up and down between releases; they make the schema, keep the rows, refuse a newer store."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, create_engine, inspect, select, text

from storage.core.db import Store
from storage.core.migrate import MIGRATIONS, NewerStoreError, migrate, revision, revisions
from storage.core.tables import metadata
from tests import postgres
from tests.conftest import absent
from tests.storage.rows import fill, value_for


@pytest.fixture(params=["sqlite", "postgresql"])
async def empty(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    """A store without a single table, on each engine."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'tos.db'}"
    if request.param == "postgresql":
        url = await postgres.bare_url() if postgres.server_url() else absent("TEST_POSTGRES_URL is not set")
    store = Store(url)
    yield store
    await store.close()


def differences(tx: Connection) -> list[Any]:
    """The changes that alembic finds between the store and `storage/core/tables.py`."""
    context = MigrationContext.configure(tx, opts={"compare_type": True, "compare_server_default": True})
    return list(compare_metadata(context, metadata))


def tables(tx: Connection) -> set[str]:
    return {*inspect(tx).get_table_names()} - {"alembic_version"}


def contents(tx: Connection) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, whatever this code knows of it."""
    found = MetaData()
    found.reflect(tx)
    return {table.name: [dict(row._mapping) for row in tx.execute(select(table))] for table in found.sorted_tables}


def press_three_times(tx: Connection) -> None:
    """One consent of the first person, journaled three times."""
    found = MetaData()
    found.reflect(tx, only=["consents"])
    row = {column.name: value_for(column) for column in found.tables["consents"].columns} | {"withdrawn_at": None}
    for number in (2, 3, 4):
        tx.execute(found.tables["consents"].insert().values(row | {"id": number, "text_hash": str(number)}))


def test_revisions_are_one_line_that_ends_where_alembic_ends() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    scripts = ScriptDirectory.from_config(config)
    assert [script.revision for script in scripts.walk_revisions()] == revisions()[::-1]
    assert scripts.get_current_head() == revisions()[-1]


async def test_migrations_make_the_very_schema(empty: Store) -> None:
    assert await migrate(empty) is None
    assert await empty.read(differences) == []
    assert await revision(empty) == revisions()[-1]
    assert await migrate(empty) == revisions()[-1]


async def test_an_id_is_given_once(tmp_path: Path) -> None:
    """A copy of a table loses its AUTOINCREMENT unless the migration asks for it, and alembic does not see that."""
    migrated, made = tmp_path / "migrated.db", tmp_path / "made.db"
    store = Store(f"sqlite+aiosqlite:///{migrated}")
    await migrate(store)
    await store.close()
    engine = create_engine(f"sqlite:///{made}")
    metadata.create_all(engine)
    engine.dispose()
    assert counting(migrated) == counting(made)


def counting(file: Path) -> set[str]:
    """The tables of a file whose ids are never given again."""
    with closing(sqlite3.connect(file)) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
    return {name for name, sql in rows if "AUTOINCREMENT" in sql}


async def test_every_revision_goes_down_and_up_again(empty: Store) -> None:
    await migrate(empty)
    for below in [*revisions()[-2::-1], "base"]:
        await migrate(empty, below)
    assert await empty.read(tables) == set()
    await migrate(empty)
    assert await empty.read(differences) == []


async def test_rows_of_every_revision_are_kept_by_all_later_ones(empty: Store) -> None:
    """Each revision adds a row to every table, so a migration meets those of all revisions before it."""
    for number, new in enumerate(revisions(), start=1):
        before = await empty.read(contents)
        await migrate(empty, new)
        after = await empty.read(contents)
        for table in before.keys() & after.keys() - {"alembic_version"}:
            assert kept(before[table], after[table]) == kept(after[table], before[table]), f"{table}, {new}"
        await empty.write(fill, number, after.keys() - before.keys())
    assert await empty.read(differences) == []


def kept(rows: list[dict[str, Any]], others: list[dict[str, Any]]) -> list[str]:
    """The rows in the columns that the others have as well, in an order that does not depend on the store."""
    columns = set().union(*rows) & set().union(*others)
    return sorted(str(sorted((name, row[name]) for name in columns)) for row in rows)


async def test_a_consent_that_was_journaled_twice_is_kept_once(empty: Store) -> None:
    await migrate(empty, "0001")
    await empty.write(fill)
    await empty.write(press_three_times)
    await migrate(empty)
    kept = (await empty.read(contents))["consents"]
    assert [(row["text_hash"], row["withdrawn_at"] is None) for row in kept] == [("1", False), ("2", True)]


async def test_a_newer_store_is_refused_and_left_as_it_is(empty: Store) -> None:
    await migrate(empty)
    await empty.write(fill)
    for newer in ("CREATE TABLE hopes (id INTEGER)", "UPDATE alembic_version SET version_num = '9999'"):
        await empty.write(lambda tx, line: tx.execute(text(line)) and None, newer)
    before = await empty.read(contents)
    for refused in (migrate(empty), migrate(empty, "base"), revision(empty)):
        with pytest.raises(NewerStoreError, match="9999"):
            await refused
    assert await empty.read(contents) == before
