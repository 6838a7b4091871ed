"""Migrations: up and down between releases; they make the schema, keep the rows, refuse a newer store."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Column, Connection, MetaData, create_engine, inspect, select, text
from sqlalchemy.types import DateTime

from storage.core.db import Store
from storage.core.migrate import MIGRATIONS, NewerStoreError, migrate, revision, revisions
from storage.core.tables import metadata
from tests import postgres
from tests.conftest import absent

VALUES: dict[type, Any] = {int: 1, float: 1.0, str: "1", bool: False, object: {"one": 1}, date: date(2026, 11, 24)}
AT = datetime(2026, 11, 24, 3, tzinfo=UTC)


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


def value_for(column: Column[Any]) -> Any:
    kind = column.type
    if isinstance(kind, DateTime):
        return AT if kind.timezone else AT.replace(tzinfo=None)
    return VALUES[kind.python_type]


def fill(tx: Connection) -> None:
    """One row in every table, each belonging to the first of another."""
    found = MetaData()
    found.reflect(tx)
    for table in found.sorted_tables:
        if table.name != "alembic_version":
            tx.execute(table.insert().values({column.name: value_for(column) for column in table.columns}))


def clear(tx: Connection) -> None:
    """Take every row out of every table."""
    found = MetaData()
    found.reflect(tx)
    for table in reversed(found.sorted_tables):
        if table.name != "alembic_version":
            tx.execute(table.delete())


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


async def test_each_migration_keeps_the_rows_of_the_revision_before_it(empty: Store) -> None:
    for old, new in pairwise(revisions()):
        await migrate(empty, old)
        await empty.write(clear)
        await keeps_its_rows(empty, new)
    assert await empty.read(differences) == []


@pytest.mark.parametrize("old", revisions()[::10])
async def test_an_older_store_keeps_its_rows_through_all_later_migrations(empty: Store, old: str) -> None:
    await migrate(empty, old)
    await keeps_its_rows(empty, revisions()[-1])
    assert await empty.read(differences) == []


async def keeps_its_rows(store: Store, new: str) -> None:
    """Fill every table, migrate, and compare the rows."""
    await store.write(fill)
    before = await store.read(contents)
    await migrate(store, new)
    after = await store.read(contents)
    for table in before.keys() & after.keys() - {"alembic_version"}:
        assert len(after[table]) == 1, f"{table} was emptied by {new}"
        kept = before[table][0].keys() & after[table][0].keys()
        assert {name: after[table][0][name] for name in kept} == {name: before[table][0][name] for name in kept}, new


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
