"""Isolation of updates over several replicas: locks in Redis, so that a person's updates are handled one at a time.

Imported only where `REDIS_URL` is set: redis-py is slow to import.
"""

import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from hashlib import sha256
from uuid import uuid4

from aiogram.fsm.storage.base import DefaultKeyBuilder, StorageKey
from redis.asyncio import Redis
from redis.asyncio.lock import Lock
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import LockError, RedisError

from bot.domain.troubles import Trouble
from bot.logs import get_logger
from bot.monitoring.health import Health
from bot.telegram.one_at_a_time import Isolation, Wish

log = get_logger(__name__)

# A Redis beside the bot answers in a millisecond; whoever meets its absence waits this long.
SOCKET_SECONDS = 1.0
RETRY_SECONDS = 5.0
# A replica that was killed holds the locks of its people no longer than this.
LOCK_SECONDS = 60.0
# Shorter than any outage: what was wished before one is not what is repeated after it.
WISH_SECONDS = 60


class RedisAwayError(ConnectionError):
    """Redis does not answer."""

    def __init__(self) -> None:
        super().__init__("Redis does not answer")


class RedisIsolation(Isolation):
    """One update of a person at a time, over all replicas; while Redis is away, in each replica.

    Two replicas may then handle two updates of one person at the same time. The store keeps its own order: an update
    acts once (`storage.core.once`), and transactions lock the rows that they decide by, so no seat is sold twice and no
    headcount is lost. What may go wrong: two answers typed within a moment both go to the question that was open, so
    that the later one counts; and two presses may show their screens in either order. Long polling is not concerned:
    Telegram lets only one process poll.
    """

    def __init__(self, redis: Redis, health: Health, lock_seconds: float = LOCK_SECONDS) -> None:
        super().__init__()
        self._redis, self.health, self._lock_seconds = redis, health, lock_seconds
        self._names = DefaultKeyBuilder(with_bot_id=True)
        self._asked_again_at = 0.0

    @classmethod
    def at(cls, url: str, health: Health, lock_seconds: float = LOCK_SECONDS) -> "RedisIsolation":
        # One more connection when a kept one has died; redis-py would try for half a minute.
        once_more = Retry(NoBackoff(), 1, supported_errors=(RedisConnectionError,))
        redis = Redis.from_url(
            url, retry=once_more, socket_timeout=SOCKET_SECONDS, socket_connect_timeout=SOCKET_SECONDS
        )
        return cls(redis, health, lock_seconds)

    async def greet(self) -> str:
        """The name and version of the server; RedisAwayError when it does not answer."""
        try:
            return f"Redis {(await self._redis.info('server'))['redis_version']}"
        except RedisError as error:
            raise RedisAwayError from error

    @asynccontextmanager
    async def lock(self, key: StorageKey) -> AsyncGenerator[None, None]:
        # The lock of this process comes first: it stands when Redis goes away meanwhile, and it wakes whoever waits at
        # once, while a lock in Redis is asked for ten times a second.
        async with super().lock(key):
            held = await self._acquire(self._names.build(key, "lock"))
            try:
                yield
            finally:
                if held:
                    await self._release(held)

    async def is_repeated(self, key: StorageKey, update_id: int, wish: Wish | None) -> bool:
        """As in one process; an update of a backlog and its repetition may come to two replicas."""
        here = await super().is_repeated(key, update_id, wish)
        digest = sha256(repr(wish).encode()).hexdigest() if wish else ""
        name, said = f"{self._names.build(key)}:wish", f"{update_id}:{digest}"
        try:
            before = await self._redis.set(name, said, ex=WISH_SECONDS, get=True)
        except RedisError as error:
            self._lose(error)
            return here
        number, _, wished = (before or b"").decode().partition(":")
        return wish is not None and number != str(update_id) and wished == digest

    async def look(self) -> None:
        """Take a lock that nobody needs: while nobody writes, nothing else asks whether Redis is there."""
        if held := await self._acquire(f"look:{uuid4().hex}"):
            await self._release(held)

    async def _acquire(self, name: str) -> Lock | None:
        """The lock in Redis, None while Redis is away. One update in RETRY_SECONDS asks whether it is back."""
        if time.monotonic() < self._asked_again_at:
            return None
        if self._asked_again_at:
            self._asked_again_at = time.monotonic() + RETRY_SECONDS
        lock = self._redis.lock(name, timeout=self._lock_seconds)
        try:
            await lock.acquire()
        except RedisError as error:
            self._lose(error)
            return None
        self._asked_again_at = 0.0
        self.health.end(Trouble.REDIS_AWAY)
        return lock

    async def _release(self, lock: Lock) -> None:
        try:
            await lock.release()
        except LockError:
            log.warning("a lock in Redis ran out before its update was done", seconds=self._lock_seconds)
        except RedisError as error:
            self._lose(error)

    def _lose(self, error: RedisError) -> None:
        self._asked_again_at = time.monotonic() + RETRY_SECONDS
        self.health.begin(Trouble.REDIS_AWAY, type(error).__name__)

    async def close(self) -> None:
        """Close the connections."""
        await self._redis.aclose(close_connection_pool=True)
