"""The opening of the store at a start: a store that is suddenly empty, or another than yesterday's, is refused.

A small file beside the store repeats its id and the number of its people. A mount that is missing, a mistyped
DATABASE_URL or a deleted file would otherwise start an empty bot, and everybody would have to begin anew. A backup of
the same store has the same id and is taken.
"""

import json
import os
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import URL

from bot.logs import get_logger
from storage.core.db import Store
from storage.core.identity import NOTHING, Identity, identify, look
from storage.core.migrate import migrate, revision, revisions

log = get_logger(__name__)

# So many people do not all erase themselves between two starts.
HARDLY_ERASED = 10
UNSAFE = re.compile(r"[^\w.-]+")


class StoreChangedError(Exception):
    """The store is not the one that the bot used last. The message is one line for the person who starts the bot."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A migrated store: its revision before (None for a new one) and its identity."""

    before: str | None
    identity: Identity


def identity_file(url: URL, folder: Path) -> Path:
    """The file that remembers the store: beside an SQLite file; for PostgreSQL in `folder`, by host and database."""
    if url.get_backend_name() == "sqlite":
        return Path(f"{url.database}.identity")
    place = f"{url.database}@{url.host or 'local'}-{url.port or 5432}"
    return folder / f"{UNSAFE.sub('_', place)}.identity"


async def open_store(store: Store, file: Path | None) -> Opened:
    """Check that it is the store that `file` remembers, migrate it, and remember it. Without `file` nothing is checked.

    StoreChangedError for another store or an empty one, before anything is changed; NewerStoreError, see `migrate`.
    """
    known = read(file) if file else NOTHING
    found = await _look(store)
    if file and (reason := _reason(known, found)):
        raise StoreChangedError(f"{reason}. If that is meant, delete {file} and start again; else restore the store")
    if known.people > found.people and found.store_id:
        log.warning("the store holds fewer people than at the last start", people=found.people, before=known.people)
    before = await migrate(store)
    if before != revisions()[-1]:
        log.info("store migrated", before=before, after=revisions()[-1])
    identity = await store.write(identify, known.store_id if found.people else "")
    if file:
        remember(file, identity)
    return Opened(before, identity)


async def _look(store: Store) -> Identity:
    """The identity of the store before it is migrated. A missing SQLite file is not made by looking at it."""
    if store.is_sqlite and not _exists(store.url):
        return NOTHING
    await revision(store)  # NewerStoreError comes first: what a newer release keeps cannot be judged.
    return await store.read(look)


def _exists(url: URL) -> bool:
    return bool(url.database) and Path(url.database or "").exists()


def _reason(known: Identity, found: Identity) -> str:
    """The reason for which a store is refused, empty when it may be used. A store without people is no loss."""
    last = f"at the last start it held {known.people} people"
    if known.people and found.store_id not in ("", known.store_id):
        return f"this is another store, with {found.people} people; {last}"
    least = HARDLY_ERASED if found.store_id else 1
    return f"the store is empty; {last}" if not found.people and known.people >= least else ""


def read(file: Path) -> Identity:
    """The identity that the file remembers; that of nothing when it is missing or unreadable."""
    with suppress(OSError, ValueError, LookupError, TypeError):
        row = json.loads(file.read_text("utf-8"))
        alive_at = datetime.fromisoformat(row["alive_at"]) if row["alive_at"] else None
        return Identity(str(row["store_id"]), int(row["people"]), alive_at)
    return NOTHING


def remember(file: Path, identity: Identity) -> None:
    """Write the file anew, as a whole or not at all. A folder that takes no file is one line in the log."""
    alive_at = identity.alive_at.isoformat() if identity.alive_at else None
    row = {"store_id": identity.store_id, "people": identity.people, "alive_at": alive_at}
    fresh = file.with_name(f"{file.name}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as out:
            json.dump(row, out)
        fresh.replace(file)
    except OSError as error:
        log.warning("the store's identity cannot be kept", error=error.strerror)
