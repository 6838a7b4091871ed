"""The file of an SQLite store, watched under the running bot: is it still the file that was opened?

SQLite goes on writing into a file that was deleted or exchanged, and all of it is gone with the process.
"""

from pathlib import Path

from sqlalchemy import Engine, event

from storage.core.faults import StoreReplacedError

# Device and inode: a file that is written over stays the same, one that is moved into its place is another.
FileId = tuple[int, int]


class FileWatch:
    """Remembers the file that the first connection opened; without a path there is nothing to watch."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
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
