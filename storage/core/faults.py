"""Faults of the store: the reason of an error as a code, so that logs and health need no words of a driver."""

import errno
from enum import StrEnum

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from bot.domain.troubles import Trouble


class StoreFault(StrEnum):
    """The reason why the store did not do what it was asked for. OTHER is a statement that is wrong by itself."""

    DISK_FULL = "disk full"
    DISK_ERROR = "disk error"
    MALFORMED = "malformed"
    LOCKED = "locked"
    NO_TABLE = "no such table"
    READ_ONLY = "read-only"
    REPLACED = "replaced"
    UNREACHABLE = "unreachable"
    OTHER = "other"


class StoreReplacedError(OSError):
    """The file of the store was deleted or exchanged under the running bot."""


# By SQLite's primary error codes.
SQLITE = {
    "SQLITE_FULL": StoreFault.DISK_FULL,
    "SQLITE_IOERR": StoreFault.DISK_ERROR,
    "SQLITE_CORRUPT": StoreFault.MALFORMED,
    "SQLITE_NOTADB": StoreFault.MALFORMED,
    "SQLITE_BUSY": StoreFault.LOCKED,
    "SQLITE_LOCKED": StoreFault.LOCKED,
    "SQLITE_READONLY": StoreFault.READ_ONLY,
    "SQLITE_CANTOPEN": StoreFault.UNREACHABLE,
}
# By PostgreSQL's error codes, or the first letters of a class of them.
POSTGRESQL = {
    "53100": StoreFault.DISK_FULL,
    "58030": StoreFault.DISK_ERROR,
    "XX001": StoreFault.MALFORMED,
    "XX002": StoreFault.MALFORMED,
    "55P03": StoreFault.LOCKED,
    "42P01": StoreFault.NO_TABLE,
    "25006": StoreFault.READ_ONLY,
    "533": StoreFault.UNREACHABLE,  # too many connections
    "57P": StoreFault.UNREACHABLE,  # it shuts down or starts
    "08": StoreFault.UNREACHABLE,
    "28": StoreFault.UNREACHABLE,  # a wrong password
    "3D": StoreFault.UNREACHABLE,  # no such database
}
OF_SYSTEM = {
    errno.ENOSPC: StoreFault.DISK_FULL,
    errno.EDQUOT: StoreFault.DISK_FULL,
    errno.EIO: StoreFault.DISK_ERROR,
    errno.EROFS: StoreFault.READ_ONLY,
    errno.EACCES: StoreFault.READ_ONLY,
}
TROUBLES = {
    StoreFault.DISK_FULL: Trouble.DISK_FULL,
    StoreFault.DISK_ERROR: Trouble.STORE_AWAY,
    StoreFault.MALFORMED: Trouble.STORE_CORRUPT,
    StoreFault.LOCKED: Trouble.STORE_AWAY,
    StoreFault.NO_TABLE: Trouble.STORE_AWAY,
    StoreFault.READ_ONLY: Trouble.STORE_AWAY,
    StoreFault.REPLACED: Trouble.STORE_REPLACED,
    StoreFault.UNREACHABLE: Trouble.STORE_AWAY,
}


def fault(error: BaseException) -> StoreFault:
    """The reason of an error of `StoreTrouble`."""
    if isinstance(error, StoreReplacedError):
        return StoreFault.REPLACED
    if isinstance(error, OSError):
        return OF_SYSTEM.get(error.errno or 0, StoreFault.UNREACHABLE)
    if isinstance(error, PoolTimeoutError):
        return StoreFault.UNREACHABLE
    if not isinstance(error, DBAPIError):
        return StoreFault.OTHER
    if name := getattr(error.orig, "sqlite_errorname", None):
        return _of_sqlite(name, str(error.orig))
    if code := getattr(error.orig, "sqlstate", None):
        return next((known for start, known in POSTGRESQL.items() if code.startswith(start)), StoreFault.OTHER)
    return StoreFault.UNREACHABLE if error.connection_invalidated else StoreFault.OTHER


def _of_sqlite(name: str, message: str) -> StoreFault:
    if name == "SQLITE_READONLY_DBMOVED":
        return StoreFault.REPLACED
    if message.startswith("no such table"):
        return StoreFault.NO_TABLE
    return SQLITE.get("_".join(name.split("_")[:2]), StoreFault.OTHER)
