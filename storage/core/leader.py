"""Leader locks: one process at a time may send what is due."""

import fcntl
from hashlib import sha256
from io import TextIOWrapper
from pathlib import Path
from typing import Protocol

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine


class LeaderLock(Protocol):
    async def take(self) -> bool:
        """Take or keep the lock. False while another process holds it."""

    async def release(self) -> None:
        """Release the lock. Does nothing when it is not held."""


class FileLock:
    """The leader lock beside an SQLite file: the operating system releases it whenever the process ends."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: TextIOWrapper | None = None

    async def take(self) -> bool:
        if self._file is not None:
            return True
        file = self._path.open("w")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return False
        self._file = file
        return True

    async def release(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


class ServerLock:
    """The leader lock on PostgreSQL: an advisory lock of its own connection; a lost connection loses the lock."""

    def __init__(self, engine: AsyncEngine, name: str) -> None:
        self._engine = engine
        self._key = int.from_bytes(sha256(name.encode()).digest()[:8], signed=True)
        self._connection: AsyncConnection | None = None

    async def take(self) -> bool:
        if self._connection is not None:
            if await self._is_alive(self._connection):
                return True
            await self.release()
        connection = await self._engine.execution_options(isolation_level="AUTOCOMMIT").connect()
        if await connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": self._key}):
            self._connection = connection
            return True
        await connection.close()
        return False

    async def release(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            # Only a closed connection releases the lock: one that returns to the pool would keep it.
            await connection.invalidate()
            await connection.close()

    @staticmethod
    async def _is_alive(connection: AsyncConnection) -> bool:
        try:
            await connection.execute(text("SELECT 1"))
        except (SQLAlchemyError, OSError):
            return False
        return True
