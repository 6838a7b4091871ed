"""The scrub: the bytes of erased rows leave the files of the store, a while later and without anybody waiting for them.

An erasure asks for it in its own transaction, so that a crash does not lose it. A job runs it every minute until it is
verified; many erasures are one scrub.

On SQLite `secure_delete` clears what is deleted, but a page that was split may keep an older copy of a row (13 of 4000
names in a trial). So VACUUM writes the file anew, and the write-ahead log is cut to nothing. Readers go on meanwhile.
Writes wait for the VACUUM: 10 ms for each megabyte. A reader with an older snapshot, such as a backup, lets the cut
fail at once; the next try does it.

On PostgreSQL a deleted row stays in its page until another takes the place, and VACUUM alone moves rows without
clearing where they were. CLUSTER and VACUUM FULL keep rows that an older snapshot still sees, without saying so. So
each table with words is written anew by ALTER TABLE, which takes living rows alone: half a second for 100,000
questions, in which only this table waits. A lock that is not free within LOCK_WAIT leaves the table for the next try:
pg_dump holds one on each table, so that no backup meets a table without its rows. Samples that ANALYZE took of words
are dropped, and no more are taken. What no role of a database can clear: the server's own write-ahead log, which is
overwritten as it goes round, copies of it in an archive or a replica, and free blocks of the disk.
"""

from sqlalchemy import Connection, Table, delete, select, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage.core.holdings import Holds, holding
from storage.core.tables import metadata, pending_scrubs

LOCK_WAIT = "200ms"
LOCK_NOT_AVAILABLE = "55P03"
SQLITE_BUSY, SQLITE_LOCKED = 5, 6
NAME = "scrub"


def ask(tx: Connection) -> None:
    """Ask for a scrub, in the transaction that deletes something of a person."""
    if not tx.execute(pending_scrubs.update().values(number=pending_scrubs.c.number + 1)).rowcount:
        tx.execute(pending_scrubs.insert().values(name=NAME, number=1))


def pending(tx: Connection) -> int | None:
    """The number of the last request that is not done yet; None when there is none."""
    number: int | None = tx.scalar(select(pending_scrubs.c.number))
    return number


def done(tx: Connection, number: int) -> None:
    """Note that all requests up to `number` are done; a later one stays."""
    tx.execute(delete(pending_scrubs).where(pending_scrubs.c.number == number))


async def scrub_sqlite(engine: AsyncEngine, busy_seconds: int) -> bool:
    """Write the file anew and empty the log. False when another connection is in the way: nobody waited for it."""
    async with engine.execution_options(begin="").connect() as connection:
        await connection.exec_driver_sql("PRAGMA busy_timeout=0")
        try:
            # First the cut alone: while a reader forbids it, VACUUM would only make the log longer with every try.
            if not await _cut(connection):
                return False
            await connection.exec_driver_sql("VACUUM")
            return await _cut(connection)
        except OperationalError as error:
            if getattr(error.orig, "sqlite_errorcode", 0) & 0xFF in (SQLITE_BUSY, SQLITE_LOCKED):
                return False
            raise
        finally:
            await connection.exec_driver_sql(f"PRAGMA busy_timeout={busy_seconds * 1000}")


async def _cut(connection: AsyncConnection) -> bool:
    """Write the log into the file and empty it. False when a reader still needs it."""
    is_busy = (await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")).one()[0]
    return not is_busy


def worded_tables() -> list[Table]:
    """The tables that hold words of people."""
    return [table for table in metadata.sorted_tables if holding(table, Holds.WORDS, Holds.SHARED)]


async def scrub_postgresql(engine: AsyncEngine) -> bool:
    """Write every table with words anew. False when the lock of one was not free: nobody waited for it."""
    found = [await _rewritten(engine, table) for table in worded_tables()]
    return all(found)


async def _rewritten(engine: AsyncEngine, table: Table) -> bool:
    try:
        async with engine.begin() as connection:
            await connection.run_sync(_rewrite, table)
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) == LOCK_NOT_AVAILABLE:
            return False
        raise
    return True


def _rewrite(tx: Connection, table: Table) -> None:
    """Write a table anew, under its lock: a column that is computed, be it from itself, makes the server do so."""
    tx.execute(text(f"SET LOCAL lock_timeout = '{LOCK_WAIT}'"))
    words = {f'"{each.name}"': each.type.compile(tx.dialect) for each in holding(table, Holds.WORDS, Holds.SHARED)}
    anew = [f"ALTER {name} TYPE {kind} USING ({name}::text || '')::{kind}" for name, kind in words.items()]
    unread = [f"ALTER {name} SET STATISTICS 0" for name in words]
    tx.execute(text(f"ALTER TABLE {table.name} {', '.join(anew)}"))
    tx.execute(text(f"ALTER TABLE {table.name} {', '.join(unread)}"))
