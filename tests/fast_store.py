"""Stores for tests of conversations: the same drivers and files, with less around each statement.

aiosqlite hands each call over to a thread and back, and SQLAlchemy compiles each statement anew for every store. A test
has a store of its own, and its statements take microseconds: together that was half of its time. Tests that start the
bot open the store as the bot does.
"""

import asyncio
import functools
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import pytest
from aiosqlite import Connection
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.dialects.sqlite.aiosqlite import SQLiteDialect_aiosqlite
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.ext.asyncio import create_async_engine

from storage.core import db

T = TypeVar("T")

DURABLE = db.SYNCHRONOUS
# What this worker has compiled, by dialect and statement.
_compiled: dict[Any, Any] = {}


@contextmanager
def compiles_once() -> Iterator[None]:
    """Stores that are opened inside take statements as another store compiled them, on either engine."""
    remembering = functools.partial(create_async_engine, execution_options={"compiled_cache": _compiled})
    with pytest.MonkeyPatch.context() as patch:
        for dialect in (SQLiteDialect_aiosqlite, SQLiteDialect_pysqlite, PGDialect_asyncpg):
            patch.setattr(dialect, "__eq__", lambda self, other: type(self) is type(other), raising=False)
            patch.setattr(dialect, "__hash__", lambda self: hash(type(self)), raising=False)
        patch.setattr("storage.core.db.create_async_engine", remembering)
        yield


@contextmanager
def forgets_at_power_cuts() -> Iterator[None]:
    """SQLite stores that are opened inside do not wait for the disk; nobody pulls a plug meanwhile."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(db, "SYNCHRONOUS", "OFF")
        yield


@contextmanager
def stays_in_loop() -> Iterator[None]:
    """An SQLite store that is opened and closed inside runs in the loop's thread; a second one would wait for ever.

    Between two calls the loop has its turn as ever, so that updates that are handled at once still meet.
    """
    with pytest.MonkeyPatch.context() as patch:
        for name, inline in (("__await__", _wait), ("_execute", _execute), ("stop", _stop)):
            patch.setattr(Connection, name, inline)
        yield


def _wait(self: Connection) -> Generator[Any, None, Connection]:
    self._connection = self._connector()
    yield from asyncio.sleep(0).__await__()
    return self


async def _execute(self: Connection, fn: Callable[..., T], *args: Any, **kwargs: Any) -> T:
    result = fn(*args, **kwargs)
    await asyncio.sleep(0)
    return result


def _stop(self: Connection) -> None:
    if self._connection is not None:
        self._connection.close()
        self._connection = None
