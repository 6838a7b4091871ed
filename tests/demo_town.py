"""The demo's people and events in a test's store: written once a process, copied after that."""

import sqlite3
from contextlib import closing
from datetime import datetime

from sqlalchemy import Connection, func, select

from bot.daysoff import days_off
from storage.core import demo
from storage.core.seed import FOLDER, parse
from storage.core.tables import people
from tests.chat import Town

DEMO = parse((FOLDER / "demo.yaml").read_bytes())
# The bytes of a database file that say whether it has a write-ahead log: one in memory cannot have any.
LOG_FLAGS, NO_LOG = slice(18, 20), b"\x01\x01"

_files: dict[datetime, bytes] = {}


async def fill(town: Town) -> None:
    """Write the demo. The store has its seeds and nobody in it: a copy replaces whatever is there."""
    assert await town.store.read(_count) == 0
    path, now = str(town.store.url.database), town.clock()
    if now not in _files:
        await town.store.write(demo.fill, DEMO, days_off(now.date()), now)
        _files[now] = content_of(path)
    else:
        put_content(path, _files[now])


def _count(tx: Connection) -> int:
    return tx.scalar(select(func.count()).select_from(people)) or 0


def content_of(path: str) -> bytes:
    """The bytes of a database file, however it is written at the moment."""
    with closing(sqlite3.connect(path)) as file, closing(sqlite3.connect(":memory:")) as memory:
        file.backup(memory)
        content = bytearray(memory.serialize())
    content[LOG_FLAGS] = NO_LOG
    return bytes(content)


def put_content(path: str, content: bytes) -> None:
    """Replace all that a database file holds, while it is open."""
    with closing(sqlite3.connect(path)) as file, closing(sqlite3.connect(":memory:")) as memory:
        memory.deserialize(content)
        memory.backup(file)
