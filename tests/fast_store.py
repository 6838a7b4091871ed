"""Stores for tests of conversations: the same file and statements, with less around each of them.

SQLAlchemy takes each call of aiosqlite through a greenlet and a thread and back, and compiles each statement anew for
every store. A test has a store of its own, and its statements take microseconds: together that was most of its time.
Tests of the store, and tests that start the bot, open it as the bot does.
"""

import asyncio
import functools
import sqlite3
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any, Concatenate, ParamSpec, TypeVar

import pytest
from sqlalchemy import Connection, Engine, create_engine, make_url
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.dialects.sqlite.aiosqlite import SQLiteDialect_aiosqlite
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.ext.asyncio import create_async_engine

from storage.core import db

P = ParamSpec("P")
T = TypeVar("T")

DURABLE = db.SYNCHRONOUS
# What this worker has compiled, by dialect and statement.
_compiled: dict[Any, Any] = {}
_OPTIONS = {"compiled_cache": _compiled}


@contextmanager
def compiles_once() -> Iterator[None]:
    """Stores that are opened inside take statements as another store compiled them, on either engine."""
    remembering = functools.partial(create_async_engine, execution_options=_OPTIONS)
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

    Around each transaction the loop has its turn as ever, so that updates that are handled at once still meet.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("storage.core.db.create_async_engine", InLoopEngine.open)
        yield


class AllAtOnce(sqlite3.Cursor):
    """Reads its rows at once, and counts no rows of what returns some, as SQLAlchemy's cursor of aiosqlite does."""

    _rows: deque[Any] | None = None

    def execute(self, *given: Any) -> "AllAtOnce":
        super().execute(*given)
        self._rows = deque(super().fetchall()) if self.description else None
        return self

    @property
    def rowcount(self) -> int:
        return sqlite3.Cursor.rowcount.__get__(self) if self._rows is None else -1

    @property
    def lastrowid(self) -> int | None:
        return sqlite3.Cursor.lastrowid.__get__(self) if self._rows is None else -1

    def fetchone(self) -> Any:
        return self._rows.popleft() if self._rows else None

    def fetchmany(self, size: int | None = 1) -> list[Any]:
        return [self._rows.popleft() for _ in range(min(size or 1, len(self._rows)))] if self._rows else []

    def fetchall(self) -> list[Any]:
        rows, self._rows = list(self._rows or ()), deque()
        return rows


class AllAtOnceConnection(sqlite3.Connection):
    def cursor(self, *_: Any) -> Any:
        return super().cursor(AllAtOnce)


class InLoopConnection:
    """The part of an asynchronous connection that the store uses."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def run_sync(self, fn: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        return fn(self._connection, *args, **kwargs)

    async def exec_driver_sql(self, statement: str) -> Any:
        return self._connection.exec_driver_sql(statement)


class InLoopEngine:
    """The part of an asynchronous engine that the store uses, over Python's own driver, which is below aiosqlite."""

    def __init__(self, engine: Engine) -> None:
        self.sync_engine = engine

    @classmethod
    def open(cls, url: str, **options: Any) -> "InLoopEngine":
        below = make_url(url).set(drivername="sqlite")
        connecting = options.pop("connect_args") | {"factory": AllAtOnceConnection}
        return cls(create_engine(below, connect_args=connecting, execution_options=_OPTIONS, **options))

    def execution_options(self, **options: Any) -> "InLoopEngine":
        return InLoopEngine(self.sync_engine.execution_options(**options))

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[InLoopConnection]:
        await asyncio.sleep(0)
        with self.sync_engine.begin() as connection:
            yield InLoopConnection(connection)
        await asyncio.sleep(0)

    @asynccontextmanager
    async def connect(self) -> AsyncIterator[InLoopConnection]:
        await asyncio.sleep(0)
        with self.sync_engine.connect() as connection:
            yield InLoopConnection(connection)
        await asyncio.sleep(0)

    async def dispose(self) -> None:
        self.sync_engine.dispose()
