"""Permissions of an SQLite store: it holds what people told the bot, so only its owner may read it."""

from contextlib import suppress
from pathlib import Path

FOLDER_MODE, FILE_MODE = 0o700, 0o600
BESIDE = ("", "-wal", "-shm", "-journal")


def tighten(file: Path, own_folder: Path) -> list[str]:
    """Take the permissions of others away from a store's files and, if they are in it, from the bot's own folder.

    Another folder may serve other programs, too. Returns the names of what was open to others; where permissions cannot
    be changed, nothing happens.
    """
    files = [(file.with_name(file.name + suffix), FILE_MODE) for suffix in BESIDE]
    folders = [(own_folder, FOLDER_MODE)] if own_folder in file.absolute().parents else []
    return [path.name for path, mode in (*folders, *files) if _tighten(path, mode)]


def _tighten(path: Path, mode: int) -> bool:
    with suppress(OSError):
        if path.stat().st_mode & 0o777 & ~mode:
            path.chmod(mode)
            return True
    return False
