"""Backups of the store, made while the bot runs, checked, and deleted in time.

SQLite writes a copy of one snapshot (VACUUM INTO), in which nothing that was erased is left; PostgreSQL's comes from
pg_dump, so it needs PostgreSQL's client programs. A file with `.part` at its end is not finished.
"""

import asyncio
import json
import os
import sqlite3
from collections.abc import Callable, Collection, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import URL, Connection, select

from bot.domain.audit import Act, AuditSubject
from bot.domain.backups import is_due, is_late, made_at, name, surplus
from bot.domain.troubles import Trouble
from bot.logs import get_logger
from bot.monitoring.health import Health
from bot.monitoring.metrics import BACKUP_SECONDS
from storage.core.db import Store
from storage.core.leader import LeaderLock
from storage.core.probe import check_pages, open_to_read
from storage.core.tables import audit, metadata

log = get_logger(__name__)

FOLDER_MODE, FILE_MODE = 0o700, 0o600
PART = ".part"
# A PostgreSQL database may hold other things, too: they are neither dumped nor restored.
TABLES = (*metadata.tables, "alembic_version")
# The ids of people who were erased, beside the backups: a restored backup erases them again. It names nobody.
ERASED_FILE = "erased.json"


class BackupError(Exception):
    """A backup cannot be made or is not good. The message is one line for the operator."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A finished backup: its file, the number of tables in it and, for SQLite, of their rows."""

    file: Path
    tables: int
    rows: int | None


async def make(store: Store, folder: Path, at: datetime, recipient: str = "") -> Backup:
    """Write a backup of the store into `folder`, check it, and give it its name; BackupError leaves nothing behind.

    `recipient` is a public key of age: then only the owner of its private key can read the file. The free space of the
    folder has to hold the store twice.
    """
    _prepare(folder)
    part = folder / f"{name(at, 'db' if store.is_sqlite else 'dump')}{PART}"
    part.touch(FILE_MODE)
    try:
        made = await (_copy_file(store.file, part) if store.file else _dump(store.url, part))
        done = part.with_name(part.name.removesuffix(PART))
        if recipient:
            done = done.with_name(f"{done.name}.age")
            await _encrypt(part, recipient)
        part.replace(done)
    finally:
        part.unlink(missing_ok=True)
    return Backup(done, *made)


def _prepare(folder: Path) -> None:
    """Make the folder and take unfinished backups out of it."""
    try:
        folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        for left in folder.glob(f"*{PART}"):
            left.unlink()
    except OSError as error:
        raise BackupError(f"{folder}: {error.strerror}") from None


async def _copy_file(source: Path, part: Path) -> tuple[int, int]:
    """Copy an SQLite store. Returns the numbers of tables and rows in the copy. A stop of the bot ends it at once."""
    try:
        with closing(open_to_read(source)) as connection:
            await _vacuum(connection, part)
    except sqlite3.Error as error:
        raise BackupError(str(error)) from None
    return await asyncio.to_thread(count, part)


async def _vacuum(connection: sqlite3.Connection, part: Path) -> None:
    try:
        await asyncio.to_thread(connection.execute, "VACUUM INTO ?", (str(part),))
    except asyncio.CancelledError:
        connection.interrupt()
        raise


def count(file: Path) -> tuple[int, int]:
    """Check an SQLite backup and count its tables and rows; BackupError when it is missing, damaged or no store."""
    try:
        if check_pages(file, "integrity_check"):
            raise BackupError(f"{file.name} is damaged")
        with closing(open_to_read(file)) as connection:
            tables = [each for (each,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
            counts = [connection.execute(f'SELECT count(*) FROM "{each}"').fetchone()[0] for each in tables]  # noqa: S608
    except sqlite3.Error as error:
        raise BackupError(f"{file.name}: {error}") from None
    if "alembic_version" not in tables:
        raise BackupError(f"{file.name} is no store of this bot")
    return len(tables), sum(counts)


async def _dump(url: URL, part: Path) -> tuple[int, None]:
    """Dump a PostgreSQL store. Returns the number of tables in the dump."""
    wanted = [f"--table={each}" for each in TABLES]
    await call(["pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={part}", *wanted], of=url)
    listed = await call(["pg_restore", "--list", str(part)])
    tables = {line.split()[6] for line in listed.splitlines() if " TABLE DATA " in line}
    if lost := set(TABLES) - tables:
        raise BackupError(f"the dump lacks {len(lost)} tables, such as {min(lost)}")
    return len(tables), None


async def _encrypt(part: Path, recipient: str) -> None:
    """Encrypt a file in its place."""
    secret = part.with_name(f"{part.stem}.age{PART}")
    try:
        await call(["age", "--encrypt", "--recipient", recipient, "--output", str(secret), str(part)])
        secret.chmod(FILE_MODE)
        secret.replace(part)
    finally:
        secret.unlink(missing_ok=True)


async def call(command: Sequence[str], of: URL | None = None) -> str:
    """Run a program and return its output. `of` is the database that it is about; BackupError when it fails."""
    place = {"PGHOST": of.host, "PGPORT": of.port, "PGUSER": of.username, "PGPASSWORD": of.password} if of else {}
    known = {key: str(value) for key, value in (place | {"PGDATABASE": of and of.database}).items() if value}
    pipe = asyncio.subprocess.PIPE
    try:
        process = await asyncio.create_subprocess_exec(*command, env=os.environ | known, stdout=pipe, stderr=pipe)
    except OSError:
        raise BackupError(f"the program {command[0]} is not installed") from None
    try:
        out, err = await process.communicate()
    except asyncio.CancelledError:
        process.kill()
        raise
    if process.returncode:
        said = err.decode(errors="replace").strip().splitlines()
        raise BackupError(said[-1] if said else f"{command[0]} failed")
    return out.decode(errors="replace")


def newest(folder: Path) -> datetime | None:
    """The moment of the newest finished backup in a folder; None when there is none."""
    return max(_finished(folder), default=None)


def rotate(folder: Path, now: datetime) -> int:
    """Delete the backups that are not kept any longer. Returns their number."""
    backups = _finished(folder)
    gone = surplus(backups, now)
    for at in gone:
        backups[at].unlink(missing_ok=True)
    return len(gone)


def _finished(folder: Path) -> dict[datetime, Path]:
    with suppress(OSError):
        return {at: file for file in folder.iterdir() if (at := made_at(file.name))}
    return {}


def erased_people(tx: Connection) -> list[int]:
    """The ids of people who were erased, and of those who had become one with them; they are never reused."""
    found = set(tx.scalars(select(audit.c.about_id).where(audit.c.act == Act.ERASED)))
    joined = select(audit.c.about_id, audit.c.subject_id).where(
        audit.c.act == Act.ACCOUNT_LINKED, audit.c.subject == AuditSubject.PERSON
    )
    return sorted({*found, *(row.subject_id for row in tx.execute(joined) if row.about_id in found)})


class Backups:
    """The nightly backups, made by the process that holds `lock`. Reports to `health` when they are not made."""

    def __init__(
        self,
        store: Store,
        folder: Path,
        recipient: str,
        zone: str,
        health: Health,
        clock: Callable[[], datetime],
        lock: LeaderLock,
    ) -> None:
        self._store, self._folder, self._recipient, self._zone = store, folder, recipient, zone
        self._health, self._clock, self._lock = health, clock, lock
        self._failed = ""

    async def look(self) -> None:
        """Delete old backups and make one when it is due. A failure is a trouble; the next look tries again.

        Old ones go also while no new one can be made: people were promised their term, and the operator hears of the
        trouble four weeks before the last one goes.
        """
        if await self._lock.take():
            try:
                if deleted := rotate(self._folder, self._clock()):
                    log.info("old backups deleted", deleted=deleted)
                await self._make_if_due()
                await keep_erased(self._store, self._folder)
                self._failed = ""
            except (BackupError, OSError) as error:
                self._note_failure(str(error))
                return
            finally:
                await self._lock.release()
        last, now = newest(self._folder), self._clock()
        BACKUP_SECONDS.set((now - last).total_seconds() if last else float("inf"))
        if is_late(last, now):
            self._health.begin(Trouble.BACKUP_OLD, "late")
        else:
            self._health.end(Trouble.BACKUP_OLD)

    def _note_failure(self, reason: str) -> None:
        self._health.begin(Trouble.BACKUP_OLD, "failed")
        if reason != self._failed:
            log.warning("the backup failed", reason=reason)
        self._failed = reason

    async def _make_if_due(self) -> None:
        now = self._clock()
        if is_due(newest(self._folder), now, self._zone):
            made = await make(self._store, self._folder, now, self._recipient)
            log.info("backup made", file=made.file.name, tables=made.tables, rows=made.rows)


async def keep_erased(store: Store, folder: Path) -> None:
    """Keep the list of erased people beside the backups: the store itself may be lost."""
    write_erased(folder, await store.read(erased_people))


def write_erased(folder: Path, ids: Collection[int]) -> None:
    """Add people to the list beside the backups."""
    file, text = folder / ERASED_FILE, json.dumps(sorted({*ids, *read_erased(folder)}))
    if not file.exists() or file.read_text("utf-8") != text:
        fresh = file.with_name(f"{file.name}{PART}")
        fresh.write_text(text, "utf-8")
        fresh.replace(file)


def read_erased(folder: Path) -> list[int]:
    """The erased people that the list beside the backups has."""
    with suppress(OSError, ValueError):
        return [int(each) for each in json.loads((folder / ERASED_FILE).read_text("utf-8"))]
    return []
