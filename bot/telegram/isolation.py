"""Isolation of updates over several replicas: locks in Redis, so that a person's updates are handled one at a time.

Imported only where `REDIS_URL` is set: redis-py is slow to import.
"""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from aiogram.fsm.storage.base import DefaultKeyBuilder, StorageKey
from aiogram.fsm.storage.redis import RedisEventIsolation
from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.logs import get_logger

log = get_logger(__name__)

SOCKET_SECONDS = 5.0


class RedisAwayError(ConnectionError):
    """Redis does not answer: an outage like others, so people who write get an apology."""

    def __init__(self) -> None:
        super().__init__("Redis does not answer")


class RedisIsolation(RedisEventIsolation):
    """One update of a person at a time, over all replicas. A lock that is not released expires after a minute."""

    @classmethod
    def at(cls, url: str) -> "RedisIsolation":
        redis = Redis.from_url(url, socket_timeout=SOCKET_SECONDS, socket_connect_timeout=SOCKET_SECONDS)
        return cls(redis, key_builder=DefaultKeyBuilder(with_bot_id=True))

    async def greet(self) -> str:
        """The name and version of the server; RedisAwayError when it does not answer."""
        try:
            return f"Redis {(await self.redis.info('server'))['redis_version']}"
        except RedisError as error:
            raise RedisAwayError from error

    @asynccontextmanager
    async def lock(self, key: StorageKey) -> AsyncGenerator[None, None]:
        lock = self.redis.lock(self.key_builder.build(key, "lock"), **self.lock_kwargs)
        try:
            await lock.acquire()
        except RedisError as error:
            raise RedisAwayError from error
        try:
            yield
        finally:
            try:
                await lock.release()
            except RedisError as error:
                # The person's request is done by now: an apology would only make them repeat it.
                log.warning("a lock in Redis was not released", error=type(error).__name__)

    async def close(self) -> None:
        """Close the connections: aiogram leaves its pool open."""
        await self.redis.aclose(close_connection_pool=True)
