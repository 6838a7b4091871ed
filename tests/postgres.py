"""PostgreSQL for tests: each worker of pytest-xdist has databases of its own, emptied and seeded in milliseconds.

TEST_POSTGRES_URL names a database whose user may create others: `test` leads to `test_gw0`, `test_gw1` and so on.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import URL, Connection, make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from storage.core.db import Store
from storage.core.migrate import migrate
from storage.core.seed import load_all
from storage.core.tables import metadata
from tests.clock import START

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
SEQUENCES = text("SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'")

# The databases that this worker made so far: their ending and the statement that brings them back to their seeds.
_made: dict[str, str] = {}


def server_url() -> URL | None:
    """The database from which the others are made, None when this machine names none."""
    url = os.environ.get("TEST_POSTGRES_URL")
    return make_url(url) if url else None


async def seeded_url() -> str:
    """This worker's database, migrated, with the seeds and nothing else in it."""
    url = await _database("")
    async with _store(url) as store:
        if not _made[""]:
            await migrate(store)
            await load_all(store, START)
            _made[""] = await store.write(_keep_seeds)
        await store.write(lambda tx: tx.exec_driver_sql(_made[""]) and None)
    return url


async def bare_url() -> str:
    """This worker's other database, without a table."""
    url = await _database("_bare")
    async with _store(url) as store:
        for line in ("DROP SCHEMA public CASCADE", "CREATE SCHEMA public"):
            await store.write(lambda tx, line: tx.execute(text(line)) and None, line)
    return url


async def drop_databases() -> None:
    """Remove what this worker made."""
    if _made:
        await _administer(*(f'DROP DATABASE IF EXISTS "{_name(ending)}" WITH (FORCE)' for ending in _made))
    _made.clear()


@asynccontextmanager
async def _store(url: str) -> AsyncIterator[Store]:
    store = Store(url)
    try:
        yield store
    finally:
        await store.close()


def _server() -> URL:
    url = server_url()
    if url is None:
        raise LookupError("TEST_POSTGRES_URL is not set")
    return url


def _name(ending: str) -> str:
    return f"{_server().database}_{WORKER}{ending}"


async def _database(ending: str) -> str:
    """The URL of a database of this worker's, made when it is asked for first."""
    name = _name(ending)
    if ending not in _made:
        await _administer(
            f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)',
            f'CREATE DATABASE "{name}" TEMPLATE template0',
            # A crash of the server may lose a test's rows; what other connections see stays the same.
            f'ALTER DATABASE "{name}" SET synchronous_commit = off',
        )
        _made[ending] = ""
    return _server().set(database=name).render_as_string(hide_password=False)


async def _administer(*lines: str) -> None:
    engine = create_async_engine(_server(), isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        for line in lines:
            await connection.execute(text(line))
    await engine.dispose()


def _keep_seeds(tx: Connection) -> str:
    """Copy the seeds into a schema apart. Returns the statement that restores them and the sequences.

    It deletes where TRUNCATE would make 150 files anew: 20 ms instead of more than a second.
    """
    tables = [table.name for table in metadata.sorted_tables]
    seeded = [name for name in tables if tx.scalar(text(f"SELECT EXISTS (SELECT FROM {name})"))]  # noqa: S608
    tx.execute(text("CREATE SCHEMA seeds_of_tests"))
    for name in seeded:
        tx.execute(text(f"CREATE TABLE seeds_of_tests.{name} AS TABLE public.{name}"))
    lines = [f"DELETE FROM {name}" for name in reversed(tables)]  # noqa: S608
    lines += [f"INSERT INTO {name} SELECT * FROM seeds_of_tests.{name}" for name in seeded]  # noqa: S608
    lines += [f"PERFORM setval('{name}', {last or 1}, {last is not None})" for name, last in tx.execute(SEQUENCES)]
    return f"DO $$ BEGIN {'; '.join(lines)}; END $$"
