"""The probe of the store: a real write, the identity of its file, and now and then a check of its pages."""

import asyncio
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from bot.domain.troubles import Trouble
from bot.monitoring.health import Health
from storage.core.db import Store, StoreTrouble, insert
from storage.core.faults import TROUBLES, StoreFault, fault
from storage.core.tables import versions
from storage.outbox.recording import lag

# A store that takes longer is away for people, too.
PATIENCE_SECONDS = 10.0
# Pages are checked this often, and for a large file so seldom that it takes a fiftieth of the time at most.
PAGES_SECONDS, PAGES_SHARE = 120.0, 50
# Only a check of all pages ends this one.
UNTIL_CHECKED = Trouble.STORE_CORRUPT


class StoreProbe:
    """Looks at the store and reports its troubles to `health`. It ends only those that it began itself."""

    def __init__(
        self,
        store: Store,
        health: Health,
        clock: Callable[[], datetime],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store, self._health, self._clock, self._monotonic = store, health, clock, monotonic
        self._identity = identity(store.file)
        self._pages_due_at = monotonic()
        self._pages_fault: StoreFault | None = None
        self._look: asyncio.Future[StoreFault | None] | None = None
        self._begun: set[Trouble] = set()
        store.on_fault = self.report

    async def look(self) -> StoreFault | None:
        """Look at the store. Returns its fault, None when all is well; it never takes longer than PATIENCE_SECONDS.

        A look that hangs is not started twice: the next call waits for the same one.
        """
        self._look = self._look or asyncio.ensure_future(self._write_and_check())
        await asyncio.wait({self._look}, timeout=PATIENCE_SECONDS)
        found: StoreFault | None = StoreFault.UNREACHABLE
        if self._look.done():
            found, self._look = self._look.result(), None
        self._health.store = found.value if found else "ok"
        self._end_others(found)
        if found:
            self.report(found)
        return found

    def report(self, found: StoreFault) -> None:
        """Report a fault that any transaction met. A statement that is wrong by itself is no trouble of the store."""
        if trouble := TROUBLES.get(found):
            self._health.store = found.value
            self._begun.add(trouble)
            self._health.begin(trouble, found.value)

    def _end_others(self, found: StoreFault | None) -> None:
        for trouble in self._begun - {TROUBLES.get(found) if found else None}:
            if trouble is UNTIL_CHECKED and (found or self._pages_fault):
                continue
            self._begun.discard(trouble)
            self._health.end(trouble)

    async def _write_and_check(self) -> StoreFault | None:
        if self._store.file and identity(self._store.file) != self._identity:
            return StoreFault.REPLACED
        try:
            await self._store.write(beat)
            self._health.lag_seconds = await self._store.read(lag, self._clock())
        except StoreTrouble as error:
            return fault(error)
        return await self._check_pages()

    async def _check_pages(self) -> StoreFault | None:
        """The fault of the last check of all pages, which is repeated when it is due or was bad."""
        began = self._monotonic()
        is_suspect = self._pages_fault or UNTIL_CHECKED in self._begun
        if self._store.file and (is_suspect or began >= self._pages_due_at):
            self._pages_fault = await asyncio.to_thread(check_pages, self._store.file)
            now = self._monotonic()
            self._pages_due_at = now + max(PAGES_SECONDS, (now - began) * PAGES_SHARE)
        return self._pages_fault


def beat(tx: Connection) -> None:
    """Write one number, as a sign that the store takes writes."""
    fresh = insert(tx, versions).values(name="beat", number=1)
    tx.execute(fresh.on_conflict_do_update(index_elements=["name"], set_={"number": versions.c.number + 1}))


def identity(file: Path | None) -> tuple[int, int] | None:
    """The device and the inode of a file; None where there is none."""
    try:
        found = file.stat() if file else None
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if found else None


def open_to_read(file: Path) -> sqlite3.Connection:
    """A connection of its own to an SQLite file, for any thread. It never makes the file and never writes to it."""
    address = f"{file.absolute().as_uri()}?mode=ro"
    return sqlite3.connect(address, uri=True, timeout=PATIENCE_SECONDS, check_same_thread=False)


def check_pages(file: Path, pragma: str = "quick_check") -> StoreFault | None:
    """Check all pages of an SQLite file with a connection of its own: others may have good pages in their cache.

    `pragma` is quick_check, or integrity_check, which looks at the indexes, too.
    """
    try:
        with closing(open_to_read(file)) as connection:
            (found,) = connection.execute(f"PRAGMA {pragma}(1)").fetchone()
    except sqlite3.OperationalError:
        return None  # It is locked or gone, which the write finds out.
    except sqlite3.DatabaseError:
        return StoreFault.MALFORMED
    return None if found == "ok" else StoreFault.MALFORMED
