"""The way back from a backup: it is checked, put in the store's place and migrated, and whoever was erased since it was
made is erased again.
"""

import asyncio
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import URL, Connection, func, inspect, select

from bot.domain.retention import BACKUP
from storage.core.backup import FILE_MODE, TABLES, BackupError, call, count, erased_people, read_erased, write_erased
from storage.core.db import Store, StoreTrouble
from storage.core.identity import look
from storage.core.migrate import migrate
from storage.core.permissions import BESIDE
from storage.core.tables import people
from storage.people import personal_data

# The store that a restore replaced has this and the moment behind its name.
BEFORE, STAMP = ".before-", "%Y%m%d-%H%M%S"


@dataclass(frozen=True, slots=True)
class Restored:
    """A store that was restored: its people, those of them who were erased again, and the file of the store before."""

    people: int
    erased: int
    before: Path | None


async def restore(store: Store, file: Path, now: datetime, *, replace: bool) -> Restored:
    """Put a backup in the place of a store on which no bot runs.

    BackupError, and nothing is changed, when the file is no good backup, and when the store holds people and `replace`
    is False. An SQLite store that is replaced stays beside the new one, see `forget_replaced`. Rows of the outbox
    that became too late meanwhile expire at the start, like after any outage.
    """
    if file.suffix == ".age":
        raise BackupError(f"decrypt it first: age --decrypt --identity KEY_FILE --output {file.stem} {file.name}")
    held, erased = await _living(store)
    if held and not replace:
        raise BackupError(f"the store holds {held} people; --replace puts the backup in its place")
    gone = sorted({*erased, *read_erased(file.parent)})
    if store.file:
        return await _put_file(store.url, store.file, file, gone, now)
    # The tables that know who was erased are about to go: should the way back break, it knows them the next time.
    await asyncio.to_thread(write_erased, file.parent, gone)
    await _load(store, file)
    return await _make_ready(store.url, gone, now)


async def _make_ready(url: URL, gone: list[int], now: datetime) -> Restored:
    """Migrate a restored store and erase again whoever was erased."""
    restored = Store(url.render_as_string(hide_password=False))
    try:
        await migrate(restored)
        again = await restored.write(erase_again, gone, now)
        if again:
            await restored.scrub()
        return Restored((await restored.read(look)).people, again, None)
    finally:
        await restored.close()


async def _living(store: Store) -> tuple[int, list[int]]:
    """The number of people in the store as it is, and the ids of those who were erased; none for an unreadable one."""
    if store.file and not store.file.exists():
        return 0, []
    with suppress(*StoreTrouble):
        return await store.read(_people), await store.read(_erased)
    return 0, []


def _people(tx: Connection) -> int:
    return (tx.scalar(select(func.count()).select_from(people)) or 0) if inspect(tx).has_table("people") else 0


def _erased(tx: Connection) -> list[int]:
    return erased_people(tx) if inspect(tx).has_table("audit") else []


async def _put_file(url: URL, target: Path, file: Path, gone: list[int], now: datetime) -> Restored:
    """Put an SQLite backup in the store's place once it is ready: nobody who was erased is ever back in that place."""
    await asyncio.to_thread(count, file)
    fresh = target.with_name(f"{target.name}.restoring")
    try:
        await asyncio.to_thread(_copy, file, fresh)
        ready = await _make_ready(url.set(database=str(fresh)), gone, now)
        return replace(ready, before=await asyncio.to_thread(_exchange, target, fresh, now))
    except OSError as error:
        raise BackupError(f"{target.parent}: {error.strerror}") from None
    finally:
        for suffix in BESIDE:
            fresh.with_name(fresh.name + suffix).unlink(missing_ok=True)


def _copy(file: Path, fresh: Path) -> None:
    fresh.parent.mkdir(parents=True, exist_ok=True)
    for suffix in BESIDE:
        fresh.with_name(fresh.name + suffix).unlink(missing_ok=True)
    fresh.touch(FILE_MODE)
    shutil.copyfile(file, fresh)


def _exchange(target: Path, fresh: Path, now: datetime) -> Path | None:
    """Returns the file of the store before, if there was one. First the log is written into the fresh file."""
    with closing(sqlite3.connect(fresh)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = target.with_name(f"{target.name}{BEFORE}{now.astimezone(UTC):{STAMP}}") if target.exists() else None
    if before:
        for suffix in BESIDE:
            with suppress(FileNotFoundError):
                target.with_name(target.name + suffix).rename(before.with_name(before.name + suffix))
    fresh.replace(target)
    return before


def forget_replaced(target: Path, now: datetime) -> list[str]:
    """Delete the stores that restores have replaced, once they are older than a backup may be. Returns their names."""
    gone = []
    for file in target.parent.glob(f"{target.name}{BEFORE}*"):
        written = file.name.removeprefix(f"{target.name}{BEFORE}").split("-wal")[0].split("-shm")[0]
        with suppress(ValueError, OSError):
            if now - datetime.strptime(written, STAMP).replace(tzinfo=UTC) > BACKUP.term:
                file.unlink()
                gone.append(file.name)
    return gone


async def _load(store: Store, file: Path) -> None:
    """Load a PostgreSQL backup in the place of the bot's tables: whole or not at all."""
    await store.close()
    drop = ", ".join(f'"{each}"' for each in TABLES)
    with TemporaryDirectory() as folder:
        script = Path(folder) / "store.sql"
        await call(["pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(file)])
        dropping = ["--command", f"DROP TABLE IF EXISTS {drop} CASCADE", "--file", str(script)]
        await call(["psql", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", *dropping], of=store.url)


def erase_again(tx: Connection, gone: list[int], now: datetime) -> int:
    """Erase people who were erased after the backup was made. Returns their number."""
    found = list(tx.scalars(select(people.c.id).where(people.c.id.in_(gone))))
    for person_id in found:
        personal_data.erase(tx, person_id, "", now)
    return len(found)
