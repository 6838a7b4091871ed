"""How the store runs a function: on aiosqlite or asyncpg, whole or not at all.

A storage function is plain: it takes a `Connection` first, awaits nothing, returns frozen records and has no effect
outside its transaction, since it may run twice (a deadlock, a lost connection). It runs in the event loop's thread:
no long loops in it.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, suppress
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage.core.leader import FileLock, LeaderLock, ServerLock
from storage.core.tables import versions

P = ParamSpec("P")
T = TypeVar("T")

ATTEMPTS = 3
BUSY_SECONDS = 30
# Deadlock and serialisation failure: PostgreSQL asks to run the whole transaction again. Foreign key violation: the row
# that one is to point to was there when we looked and is gone (somebody was erased); who looks again knows.
RETRIED_CODES = {"40P01", "40001", "23503"}

# What a caller may meet when the store is locked, full or away. Nothing was saved then.
StoreTrouble = (SQLAlchemyError, OSError)


class HasId(Protocol):
    @property
    def id(self) -> int: ...


R = TypeVar("R", bound=HasId)


class Store:
    """The one object that opens connections. `url` is an SQLAlchemy URL of aiosqlite or asyncpg."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _sqlite(url) if self.is_sqlite else _postgresql(url)
        # SQLite takes its lock at BEGIN, so that two writers queue instead of failing halfway.
        self._writer = self.engine.execution_options(begin="IMMEDIATE") if self.is_sqlite else self.engine
        # A single statement is a snapshot by itself.
        alone = {"begin": ""} if self.is_sqlite else {"isolation_level": "AUTOCOMMIT"}
        self._glancer = self.engine.execution_options(**alone)
        self._near = _sqlite_in_loop(self.url) if self.is_sqlite else None
        # Writers of one process queue here: waiting in Python is fairer than SQLite's sleeping retries.
        self._turn = asyncio.Lock()
        self._remembered: dict[Callable[[Connection], Any], tuple[int, Any]] = {}
        event.listen(self.engine.sync_engine, "after_execute", _bump_version)

    async def read(self, fn: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What `fn(tx, …)` returns, on one snapshot."""
        return await _retry(lambda: _run(self.engine, fn, *args, **kwargs))

    async def glance(self, fn: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What `fn(tx, …)` of a single statement returns: without BEGIN and COMMIT it costs half of a `read`.

        On SQLite it costs a tenth of that: the statement takes microseconds, the way to aiosqlite's thread and back
        takes longer. Only for what an index finds; a file that is locked is waited for in the thread.
        """
        if self._near is not None:
            with suppress(OperationalError), self._near.connect() as connection:
                return fn(connection, *args, **kwargs)
        return await _retry(lambda: _run_statement(self._glancer, fn, *args, **kwargs))

    async def remember(self, fn: Callable[[Connection], T], version: int) -> T:
        """What `fn(tx)` returned at this version of what it reads: asked again only when the version is another.

        The version is read before, so that what is remembered is never older than it says.
        """
        kept = self._remembered.get(fn)
        if kept is None or kept[0] != version:
            kept = self._remembered[fn] = version, await self.read(fn)
        found: T = kept[1]
        return found

    async def write(self, fn: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What `fn(tx, …)` returns, after everything it wrote is saved; nothing is saved if it raises."""
        async with AsyncExitStack() as stack:
            if self.is_sqlite:
                await stack.enter_async_context(self._turn)
            return await _retry(lambda: _run(self._writer, fn, *args, **kwargs))

    async def pages(self, fn: Callable[..., Sequence[R]], *args: Any, size: int = 500) -> AsyncIterator[Sequence[R]]:
        """A long list in chunks: `fn(tx, *args, after_id, size)` returns records in the order of their ids."""
        after = 0
        while page := await self.read(fn, *args, after, size):
            yield page
            after = page[-1].id

    def leader_lock(self, name: str) -> LeaderLock:
        """A right that one process holds at a time: a lock beside the SQLite file, an advisory lock on PostgreSQL."""
        if self.is_sqlite:
            return FileLock(Path(f"{self.url.database}.{name}.lock"))
        return ServerLock(self.engine, name)

    async def scrub(self) -> None:
        """After an erasure: what was deleted leaves SQLite's write-ahead log too (`secure_delete` cleared the file)."""
        if self.is_sqlite:
            async with self.engine.execution_options(begin="").connect() as connection:
                await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    async def close(self) -> None:
        if self._near is not None:
            self._near.dispose()
        await self.engine.dispose()


async def _run(
    engine: AsyncEngine, fn: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
) -> T:
    async with engine.begin() as connection:
        return await connection.run_sync(fn, *args, **kwargs)


async def _run_statement(
    engine: AsyncEngine, fn: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
) -> T:
    async with engine.connect() as connection:
        return await connection.run_sync(fn, *args, **kwargs)


async def _retry(attempt: Callable[[], Awaitable[T]]) -> T:
    for _ in range(ATTEMPTS - 1):
        try:
            return await attempt()
        except DBAPIError as error:
            if not (error.connection_invalidated or _code(error) in RETRIED_CODES):
                raise
    return await attempt()


def _code(error: DBAPIError) -> str | None:
    return getattr(error.orig, "sqlstate", None)


def _postgresql(url: str) -> AsyncEngine:
    return create_async_engine(url, pool_pre_ping=True, hide_parameters=True)


def _sqlite(url: str) -> AsyncEngine:
    database = make_url(url).database
    if database:
        Path(database).parent.mkdir(parents=True, exist_ok=True)
    # isolation_level None: we begin transactions ourselves, below.
    # hide_parameters: an error must not carry people's words into the log.
    connecting = {"isolation_level": None, "timeout": BUSY_SECONDS}
    engine = create_async_engine(url, connect_args=connecting, hide_parameters=True)
    event.listen(engine.sync_engine, "connect", _set_pragmas)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _sqlite_in_loop(url: URL) -> Engine:
    """The same file in the loop's own thread: never to wait, and one statement at a time."""
    connecting = {"isolation_level": None, "timeout": 0}
    engine = create_engine(url.set(drivername="sqlite"), connect_args=connecting, hide_parameters=True)
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA query_only=ON"))
    return engine


def _set_pragmas(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        f"busy_timeout={BUSY_SECONDS * 1000}",
        "secure_delete=ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    mode = connection.get_execution_options().get("begin", "DEFERRED")
    if mode:
        connection.exec_driver_sql(f"BEGIN {mode}")


def _bump_version(tx: Connection, statement: Any, *_: Any) -> None:
    """A change of a table that somebody remembers raises its version, in the same transaction, whoever makes it."""
    name = statement.table.info.get("version") if getattr(statement, "is_dml", False) else None
    if name is None:
        return
    fresh = insert(tx, versions).values(name=name, number=1)
    tx.execute(fresh.on_conflict_do_update(index_elements=["name"], set_={"number": versions.c.number + 1}))


def insert(tx: Connection, table: Table) -> "sqlite.Insert | postgresql.Insert":
    """An insert that knows ON CONFLICT, in the words of the engine we are on (both spell it the same)."""
    return sqlite.insert(table) if tx.dialect.name == "sqlite" else postgresql.insert(table)
