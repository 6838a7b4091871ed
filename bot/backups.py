"""The commands `backup`, `restore` and `migrate-engine`: each returns one line for the operator."""

from datetime import UTC, datetime
from pathlib import Path

from bot.config import DATA, Settings, SettingsError
from bot.outbox.worker import LEADER_LOCK
from storage.core import backup, opening
from storage.core import restore as restoring
from storage.core.backup import BackupError
from storage.core.db import Store
from storage.core.identity import Identity, look
from storage.core.transfer import Tell, transfer


async def make(settings: Settings, folder: Path | None) -> str:
    """Back the store up into a folder, by default BACKUP_DIR, and delete the old backups there.

    BackupError, or SettingsError when there is no folder.
    """
    folder = folder or settings.backup_dir
    if folder is None:
        raise SettingsError("BACKUP_DIR is empty: name a folder, such as `python -m bot backup /srv/backups`")
    store = Store(settings.database_url)
    try:
        made = await backup.make(store, folder, datetime.now(UTC), settings.backup_key or "")
        await backup.keep_erased(store, folder)
        deleted = backup.rotate(folder, datetime.now(UTC))
    finally:
        await store.close()
    rows = f", {made.rows} rows" if made.rows is not None else ""
    gone = f", {deleted} old ones deleted" if deleted else ""
    return f"{made.file}: {made.tables} tables{rows}, checked{gone}"


async def restore(settings: Settings, file: Path | None, *, replace: bool) -> str:
    """Put a backup in the place of the store on which no bot runs. BackupError, or SettingsError without a file."""
    if file is None:
        raise SettingsError("restore needs the file of a backup, such as `python -m bot restore FILE`")
    store = Store(settings.database_url)
    lock = store.leader_lock(LEADER_LOCK)
    try:
        if not await lock.take():
            raise BackupError("a bot runs on this store: stop it first")
        done = await restoring.restore(store, file, datetime.now(UTC), replace=replace)
    finally:
        await lock.release()
        await store.close()
    opening.remember(opening.identity_file(store.url, DATA), await _identity(settings))
    again = f", {done.erased} erased again" if done.erased else ""
    kept = f"; the store before is {done.before}, delete it once you do not need it" if done.before else ""
    return f"restored: {done.people} people{again}{kept}"


async def migrate_engine(settings: Settings, file: Path | None, tell: Tell) -> str:
    """Copy an SQLite store into the PostgreSQL of DATABASE_URL. BackupError, or SettingsError where one is missing.

    `tell` hears how far it is. A bot runs on neither of the two.
    """
    source, target = _source(file), Store(settings.database_url)
    locks = [store.leader_lock(LEADER_LOCK) for store in (source, target)]
    try:
        if target.is_sqlite:
            raise SettingsError("DATABASE_URL names no PostgreSQL: it is where the store goes")
        if not all([await lock.take() for lock in locks]):
            raise BackupError("a bot runs on one of the two stores: stop it first")
        rows = await transfer(source, target, tell)
    finally:
        for lock in locks:
            await lock.release()
        await source.close()
        await target.close()
    moved = await _identity(settings)
    opening.remember(opening.identity_file(target.url, DATA), moved)
    return f"moved: {sum(rows.values())} rows of {len(rows)} tables, {moved.people} people; {file} stays as it is"


def _source(file: Path | None) -> Store:
    if file is None or not file.is_file():
        raise SettingsError("migrate-engine needs the file of a store, such as `data/tos.db`")
    return Store(f"sqlite+aiosqlite:///{file.absolute()}")


async def _identity(settings: Settings) -> Identity:
    store = Store(settings.database_url)
    try:
        return await store.read(look)
    finally:
        await store.close()
