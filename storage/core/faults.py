"""Faults of the store: one code for every error of a database or its disk, the same on both engines.

Codes are what logs, metrics and `/health` show instead of an error's message, which may hold words of people.
"""

import errno
import sqlite3
from enum import StrEnum

from sqlalchemy.exc import DBAPIError, InterfaceError
from sqlalchemy.exc import TimeoutError as NoFreeConnectionError


class StoreFault(StrEnum):
    """A reason for a failed transaction. Nothing was saved, whatever the fault."""

    DISK_FULL = "disk-full"
    CORRUPT = "corrupt"  # a page or an index cannot be read
    REPLACED = "replaced"  # the file was deleted or exchanged under the running bot
    LOCKED = "locked"  # another process holds the lock for longer than one waits
    READ_ONLY = "read-only"
    NO_TABLE = "no-table"  # not migrated, or a table is gone
    AWAY = "away"  # unreachable, starting, stopping or refusing the login
    OTHER = "other"  # a bug: a constraint, a wrong statement


class StoreReplacedError(OSError):
    """The file of the store was deleted or exchanged under the running bot: a write would be lost at the next start."""


# Primary result codes, https://www.sqlite.org/rescode.html; an extended code has one of them in its low byte.
SQLITE_FAULTS = {
    sqlite3.SQLITE_BUSY: StoreFault.LOCKED,
    sqlite3.SQLITE_LOCKED: StoreFault.LOCKED,
    sqlite3.SQLITE_READONLY: StoreFault.READ_ONLY,
    sqlite3.SQLITE_IOERR: StoreFault.AWAY,
    sqlite3.SQLITE_CORRUPT: StoreFault.CORRUPT,
    sqlite3.SQLITE_FULL: StoreFault.DISK_FULL,
    sqlite3.SQLITE_CANTOPEN: StoreFault.AWAY,
    sqlite3.SQLITE_NOTADB: StoreFault.CORRUPT,
}

# SQLSTATE codes and classes, https://www.postgresql.org/docs/current/errcodes-appendix.html; a longer one comes first.
POSTGRESQL_FAULTS = {
    "53100": StoreFault.DISK_FULL,
    "25006": StoreFault.READ_ONLY,
    "42P01": StoreFault.NO_TABLE,
    "3F000": StoreFault.NO_TABLE,
    "55P03": StoreFault.LOCKED,
    "57014": StoreFault.LOCKED,
    "3D000": StoreFault.AWAY,
    "XX001": StoreFault.CORRUPT,
    "XX002": StoreFault.CORRUPT,
    "40": StoreFault.LOCKED,
    "08": StoreFault.AWAY,
    "28": StoreFault.AWAY,
    "53": StoreFault.AWAY,
    "57": StoreFault.AWAY,
    "58": StoreFault.AWAY,
}

DISK_FULL_ERRNOS = {errno.ENOSPC, errno.EDQUOT}


def fault_of(error: BaseException) -> StoreFault:
    """The fault that an error of `storage.core.db.StoreTrouble` stands for; OTHER for any other error."""
    if isinstance(error, DBAPIError):
        return _fault_of_database(error)
    if isinstance(error, StoreReplacedError):
        return StoreFault.REPLACED
    if isinstance(error, OSError):
        return _fault_of_system(error)
    return StoreFault.AWAY if isinstance(error, NoFreeConnectionError) else StoreFault.OTHER


def _fault_of_database(error: DBAPIError) -> StoreFault:
    original = error.orig
    if isinstance(original, sqlite3.Error):
        return _fault_of_sqlite(original)
    if code := getattr(original, "sqlstate", None):
        found = (fault for prefix, fault in POSTGRESQL_FAULTS.items() if str(code).startswith(prefix))
        return next(found, StoreFault.OTHER)
    if isinstance(original, OSError):
        return _fault_of_system(original)
    # asyncpg's errors about a lost connection have no code.
    return StoreFault.AWAY if error.connection_invalidated or isinstance(error, InterfaceError) else StoreFault.OTHER


def _fault_of_sqlite(error: sqlite3.Error) -> StoreFault:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    if code == sqlite3.SQLITE_READONLY_DBMOVED:
        return StoreFault.REPLACED
    # SQLite has no code for a missing table, only these words.
    if code == sqlite3.SQLITE_ERROR and str(error).startswith("no such table"):
        return StoreFault.NO_TABLE
    return SQLITE_FAULTS.get(code & 0xFF, StoreFault.OTHER)


def _fault_of_system(error: OSError) -> StoreFault:
    if error.errno in DISK_FULL_ERRNOS:
        return StoreFault.DISK_FULL
    return StoreFault.READ_ONLY if error.errno == errno.EROFS else StoreFault.AWAY
