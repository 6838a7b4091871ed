"""The file of an SQLite store, watched under the running bot: is it still the file that was opened, and is it sound?

SQLite goes on writing into a file that was deleted or exchanged, and all of it is gone with the process.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL, Engine, event

from storage.core.faults import StoreReplacedError

# Device and inode: a file that is written over stays the same, one that is moved into its place is another.
FileId = tuple[int, int]


class FileWatch:
    """Remembers the file that the first connection opened."""

    def __init__(self, url: URL) -> None:
        self._path = Path(url.database) if url.database and url.database != ":memory:" else None
        self._opened: FileId | None = None

    def guard(self, engine: Engine) -> None:
        """Let no connection of the engine open another file than the first one did."""
        event.listen(engine, "do_connect", lambda *_: self.check())
        event.listen(engine, "connect", lambda *_: self._remember())

    def check(self) -> None:
        """Raise StoreReplacedError unless the file is the one that was opened. It costs two microseconds."""
        if self._opened is not None and self._found() != self._opened:
            raise StoreReplacedError("the file of the store was deleted or exchanged")

    def _remember(self) -> None:
        self._opened = self._opened or self._found()

    def _found(self) -> FileId | None:
        try:
            stat = self._path.stat() if self._path else None
        except OSError:
            return None
        return (stat.st_dev, stat.st_ino) if stat else None


def quick_check(path: Path) -> bool:
    """Check the structure of an SQLite file. Other errors than a corrupt file are raised as OSError."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            found = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            return False
        raise OSError("the file of the store cannot be read") from error
    return bool(found[0] == "ok")
