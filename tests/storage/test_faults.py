"""Faults of the store: each error of a driver has a code, and the store says which one it met."""

import errno
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from storage.core.db import Store, StoreTrouble
from storage.core.faults import StoreFault, fault
from tests.conftest import postgres_store, sqlite_store

Fn = Callable[[Connection], object]


async def met(store: Store, fn: Fn) -> tuple[StoreFault, list[StoreFault]]:
    """The fault of a write that fails, and what the store told of it."""
    told: list[StoreFault] = []
    store.on_fault = told.append
    with pytest.raises(StoreTrouble) as caught:
        await store.write(fn)
    return fault(caught.value), told


def run(*statements: str) -> Fn:
    def fn(tx: Connection) -> None:
        for statement in statements:
            tx.execute(text(statement))

    return fn


async def test_a_missing_table_is_called_so(store: Store) -> None:
    assert await met(store, run("SELECT * FROM nowhere")) == (StoreFault.NO_TABLE, [StoreFault.NO_TABLE])


async def test_a_wrong_statement_is_no_fault_of_the_store(store: Store) -> None:
    found, _ = await met(store, run("SELECT nothing FROM people"))
    assert found is StoreFault.OTHER


FULL = ("PRAGMA max_page_count = 1", "CREATE TABLE big (x)", "INSERT INTO big VALUES (randomblob(9999999))")


async def test_sqlite_tells_full_from_locked_from_read_only(seeded: Path, tmp_path: Path) -> None:
    store = await sqlite_store(seeded, tmp_path)
    assert await met(store, run(*FULL)) == (StoreFault.DISK_FULL, [StoreFault.DISK_FULL])
    assert (await met(store, run("PRAGMA query_only=ON", "DELETE FROM versions")))[0] is StoreFault.READ_ONLY
    await store.close()


async def test_sqlite_tells_locked_and_malformed(tmp_path: Path) -> None:
    (tmp_path / "tos.db").write_bytes(b"no database at all" * 500)
    store = Store(f"sqlite+aiosqlite:///{tmp_path / 'tos.db'}")
    assert (await met(store, run("SELECT 1")))[0] is StoreFault.MALFORMED
    await store.close()
    store = Store(f"sqlite+aiosqlite:///{tmp_path / 'other.db'}")
    other = sqlite3.connect(tmp_path / "other.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert (await met(store, run("PRAGMA busy_timeout=0", "SELECT 1")))[0] is StoreFault.LOCKED
    other.close()
    await store.close()


async def test_postgresql_tells_read_only_from_a_lost_connection() -> None:
    store = await postgres_store()
    assert (await met(store, run("SET TRANSACTION READ ONLY", "DELETE FROM versions")))[0] is StoreFault.READ_ONLY
    assert (await met(store, run("SELECT pg_terminate_backend(pg_backend_pid())")))[0] is StoreFault.UNREACHABLE
    nobody = Store("postgresql+asyncpg://postgres@127.0.0.1:1/tos")
    assert (await met(nobody, run("SELECT 1")))[0] is StoreFault.UNREACHABLE
    await nobody.close()
    await store.close()


class Answer(Exception):  # noqa: N818 - it stands for an error of a driver
    """A PostgreSQL error by its code."""

    def __init__(self, sqlstate: str) -> None:
        super().__init__("Key (name)=(Аполлинария) already exists")
        self.sqlstate = sqlstate


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("53100", StoreFault.DISK_FULL),
        ("XX001", StoreFault.MALFORMED),
        ("55P03", StoreFault.LOCKED),
        ("57P03", StoreFault.UNREACHABLE),
        ("53300", StoreFault.UNREACHABLE),
        ("08006", StoreFault.UNREACHABLE),
        ("23505", StoreFault.OTHER),
    ],
)
def test_postgresqls_codes(code: str, expected: StoreFault) -> None:
    assert fault(IntegrityError("INSERT", {}, Answer(code))) is expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.ENOSPC, StoreFault.DISK_FULL),
        (errno.EROFS, StoreFault.READ_ONLY),
        (errno.ECONNREFUSED, StoreFault.UNREACHABLE),
    ],
)
def test_codes_of_the_system(number: int, expected: StoreFault) -> None:
    assert fault(OSError(number, "words")) is expected
