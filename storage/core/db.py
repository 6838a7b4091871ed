"""The store: it runs a storage function in one transaction, on aiosqlite or asyncpg.

A storage function is plain: it takes a `Connection` first, awaits nothing, returns frozen records and has no effect
outside its transaction, since it may run twice (after a deadlock or a lost connection). It runs in the event loop's
thread, so it must not loop for long.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, TypeAlias, TypeVar

from sqlalchemy import URL, Connection, Engine, Executable, Table, create_engine, event, make_url
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.sql.dml import UpdateBase

from bot.logs import get_logger
from storage.core import scrub
from storage.core.faults import StoreFault
from storage.core.file_watch import FileWatch
from storage.core.leader import FileLock, LeaderLock, ServerLock
from storage.core.metering import Metered
from storage.core.tables import versions

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql

log = get_logger(__name__)

P = ParamSpec("P")
T = TypeVar("T")

ATTEMPTS = 3
BUSY_SECONDS = 30
# Of SQLite: the write-ahead log is on the disk before a transaction is answered, so no power cut takes it back.
SYNCHRONOUS = "FULL"
# Deadlock and serialisation failure: PostgreSQL asks to run the whole transaction again. Foreign key violation: the row
# to point to was read and has been deleted since (somebody was erased); a second run does not find it.
RETRIED_CODES = {"40P01", "40001", "23503"}

# Errors of a store that is locked, full or unreachable. Nothing was saved.
StoreTrouble = (SQLAlchemyError, OSError)

# The type of the first argument of a storage function, for callers outside storage: they do not import SQLAlchemy.
Transaction = Connection


class HasId(Protocol):
    @property
    def id(self) -> int: ...


R = TypeVar("R", bound=HasId)
Insert: TypeAlias = "sqlite.Insert | postgresql.Insert"


class Store:
    """The only object that opens connections. `url` is an SQLAlchemy URL of aiosqlite or asyncpg.

    `on_fault` hears the reason of each transaction that failed. Once an SQLite file was deleted or exchanged, every
    write raises StoreReplacedError: it would be lost at the next start.
    """

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _sqlite(url) if self.is_sqlite else _postgresql(url)
        self._file_watch = FileWatch(self.file)
        # SQLite takes the write lock at BEGIN, so that two writers queue instead of failing halfway.
        self._writer = self.engine.execution_options(begin="IMMEDIATE") if self.is_sqlite else self.engine
        # A single statement reads one snapshot without a transaction.
        alone = {"begin": ""} if self.is_sqlite else {"isolation_level": "AUTOCOMMIT"}
        self._autocommit = self.engine.execution_options(**alone)
        self._in_loop = _sqlite_in_loop(self.url) if self.is_sqlite else None
        if self._in_loop is not None:
            self._file_watch.guard(self.engine.sync_engine)
            self._file_watch.guard(self._in_loop)
        # Writers of one process queue here: a lock in Python is fairer than SQLite's sleeping retries.
        self._write_lock = asyncio.Lock()
        self._remembered: dict[Callable[[Connection], object], tuple[int, Any]] = {}
        self.on_fault: Callable[[StoreFault], None] = lambda _: None
        event.listen(self.engine.sync_engine, "after_execute", _bump_version)

    async def read(self, fn: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `fn(tx, …)` on one snapshot and return its result."""
        with Metered("read", self.on_fault):
            return await _retry(lambda: _run(self.engine, fn, *args, **kwargs))

    async def glance(self, fn: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `fn(tx, …)`, which reads with a single statement, without BEGIN and COMMIT: at half the cost of a `read`.

        On SQLite it runs in the loop's thread, at a tenth of that: the statement takes microseconds, the way to
        aiosqlite's thread and back takes longer. Use it only for what an index finds. When the file is locked, the
        statement waits in aiosqlite's thread instead.
        """
        with Metered("glance", self.on_fault):
            if self._in_loop is not None:
                with suppress(OperationalError), self._in_loop.connect() as connection:
                    return fn(connection, *args, **kwargs)
            return await _retry(lambda: _run_statement(self._autocommit, fn, *args, **kwargs))

    async def remember(self, fn: Callable[[Connection], T], version: int) -> T:
        """Return the result of `fn(tx)`, read again only when `version` differs from that of the cached result.

        The caller reads the version first, so a cached result is never older than its version.
        """
        kept = self._remembered.get(fn)
        if kept is None or kept[0] != version:
            kept = self._remembered[fn] = version, await self.read(fn)
        found: T = kept[1]
        return found

    async def write(self, fn: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `fn(tx, …)`, commit and return its result; nothing is saved if it raises."""
        async with AsyncExitStack() as stack:
            stack.enter_context(Metered("write", self.on_fault))
            if self.is_sqlite:
                await stack.enter_async_context(self._write_lock)
            self._file_watch.check()
            result = await _retry(lambda: _run(self._writer, fn, *args, **kwargs))
            self._file_watch.check()  # A write into a file that was deleted meanwhile is lost.
            return result

    async def pages(self, fn: Callable[..., Sequence[R]], *args: object, size: int = 500) -> AsyncIterator[Sequence[R]]:
        """Read a long list in pages: `fn(tx, *args, after_id, size)` returns records in the order of their ids."""
        after = 0
        while page := await self.read(fn, *args, after, size):
            yield page
            after = page[-1].id

    @property
    def file(self) -> Path | None:
        """The file of an SQLite store; None on PostgreSQL."""
        return Path(self.url.database) if self.is_sqlite and self.url.database else None

    def leader_lock(self, name: str) -> LeaderLock:
        """A lock that one process holds at a time: a file beside the SQLite file, an advisory lock on PostgreSQL."""
        if self.is_sqlite:
            return FileLock(Path(f"{self.url.database}.{name}.lock"))
        return ServerLock(self.engine, name)

    async def scrub(self) -> bool:
        """Remove the bytes of deleted rows from the files, see `storage.core.scrub`. True once it is verified."""
        if not self.is_sqlite:
            return await scrub.scrub_postgresql(self.engine)
        async with self._write_lock:
            return await scrub.scrub_sqlite(self.engine, BUSY_SECONDS)

    async def finish_scrubs(self) -> bool:
        """Run the scrub that erasures asked for. False when it has to be tried again."""
        number = await self.read(scrub.pending)
        if number is None:
            return True
        is_clean = await self.scrub()
        if is_clean:
            await self.write(scrub.done, number)
        log.info("scrub ended", is_clean=is_clean)
        return is_clean

    async def close(self) -> None:
        if self._in_loop is not None:
            self._in_loop.dispose()
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
    # isolation_level None: `_begin` begins transactions. hide_parameters: no words of people in logged errors.
    connecting = {"isolation_level": None, "timeout": BUSY_SECONDS}
    engine = create_async_engine(url, connect_args=connecting, hide_parameters=True)
    event.listen(engine.sync_engine, "connect", _set_pragmas)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _sqlite_in_loop(url: URL) -> Engine:
    """An engine on the same file for the loop's thread: read-only, and it never waits for a lock."""
    connecting = {"isolation_level": None, "timeout": 0}
    engine = create_engine(url.set(drivername="sqlite"), connect_args=connecting, hide_parameters=True)
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA query_only=ON"))
    return engine


def _set_pragmas(connection: DBAPIConnection, _record: object) -> None:
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        f"synchronous={SYNCHRONOUS}",
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


def _bump_version(tx: Connection, statement: Executable, *rest: object) -> None:
    """Raise the version of a cached table in the transaction of any statement that changes it."""
    table = statement.table if isinstance(statement, UpdateBase) else None
    if table is not None and getattr(rest[-1], "rowcount", None) == 0:
        return
    name = table.info.get("version") if isinstance(table, Table) else None
    if name is None:
        return
    fresh = insert(tx, versions).values(name=name, number=1)
    tx.execute(fresh.on_conflict_do_update(index_elements=["name"], set_={"number": versions.c.number + 1}))


def insert(tx: Connection, table: Table) -> Insert:
    """An insert with ON CONFLICT of the current engine; both engines have the same methods.

    PostgreSQL's dialect is imported where it is used: a bot on SQLite saves two megabytes.
    """
    if tx.dialect.name == "sqlite":
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql

    return postgresql.insert(table)
