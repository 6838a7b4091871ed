"""Long polling that survives outages of Telegram, and updates and answers that cannot be understood."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, TypeVar

from aiogram import Bot, Dispatcher
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramConflictError,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.methods import GetUpdates
from aiogram.types import Update, User

from bot.logs import get_logger
from bot.monitoring.backlog import Backlog
from bot.monitoring.health import Health
from bot.telegram.decoding import UpdateDecoder, update_id
from bot.telegram.outage import Outage

log = get_logger(__name__)

T = TypeVar("T")

UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"]
POLL_SECONDS = 30
BATCH = 100  # updates that Telegram hands over at once
# People wait for the end of an outage. Besides, shorter than a poll: of two copies each ends the other's poll, so that
# neither takes the other for gone.
LONGEST_WAIT = 5.0
# A poll that brings nothing takes `POLL_SECONDS`. One that ends sooner is no poll of Telegram: the next one waits.
SHORTEST_EMPTY_POLL_SECONDS = 1.0


class GetRawUpdates(GetUpdates):
    """getUpdates with its answer as it came: one update that aiogram cannot decode would spoil all others."""

    __returning__ = list[Any]


class TokenRefusedError(Exception):
    """Telegram does not know the token; a retry would not help."""


async def introduce(bot: Bot, health: Health | None = None) -> User:
    """The bot's own account, with retries until Telegram answers; TokenRefusedError for a wrong token."""

    async def ask() -> User:
        try:
            return await bot.me()
        except TelegramUnauthorizedError:
            raise TokenRefusedError from None

    return await patiently(ask, Outage(health))


async def patiently(request: Callable[[], Awaitable[T]], outage: Outage | None = None) -> T:
    """Repeat a request until Telegram answers, with exponential backoff up to LONGEST_WAIT."""
    wait, met = 0.5, outage or Outage()
    while True:
        try:
            answer = await request()
        except TelegramAPIError as error:
            met.failed(error)
            wait = _wait_after(error, wait)
            await _rest(wait, met.health)
        else:
            met.answered()
            if met.health:
                met.health.receives()
            return answer


async def _rest(seconds: float, health: Health | None) -> None:
    """Wait, however long Telegram asks for, and be seen to be alive meanwhile."""
    while health and seconds > POLL_SECONDS:
        health.receives()
        await asyncio.sleep(POLL_SECONDS)
        seconds -= POLL_SECONDS
    if health:
        health.receives()
    await asyncio.sleep(seconds)


def _wait_after(error: Exception, before: float) -> float:
    """The seconds to wait after an error, if the last wait took `before` seconds."""
    if isinstance(error, TelegramRetryAfter):
        return error.retry_after
    return LONGEST_WAIT if isinstance(error, TelegramConflictError) else min(before * 2, LONGEST_WAIT)


async def poll(
    bot: Bot, dispatcher: Dispatcher, stopping: asyncio.Event, backlog: Backlog, health: Health | None = None
) -> None:
    """Fetch updates and pass each to the dispatcher until `stopping`; return once the last one is handled.

    After a silence the updates of a batch are told to be late, and those of the next ones while batches are full.
    """
    decoder, outage = UpdateDecoder(bot, health), Outage(health)
    offset: int | None = None
    is_stuck = False
    async with asyncio.TaskGroup() as group:
        stop = group.create_task(stopping.wait())
        while not stop.done():
            began = time.monotonic()
            fetch = group.create_task(patiently(partial(_fetch, bot, offset), outage))
            await asyncio.wait({fetch, stop}, return_when=asyncio.FIRST_COMPLETED)
            if not fetch.done():
                fetch.cancel()
                break
            batch = fetch.result()
            after_outage = backlog.lasts
            if len(batch) < BATCH or not after_outage:
                backlog.clear()
            for raw in batch if not is_stuck or has_id(batch) else ():
                if update := decoder.decode(raw):
                    group.create_task(handle(bot, dispatcher, update, after_outage=after_outage))
            offset, is_stuck = next_offset(batch, offset), not has_id(batch)
            if is_stuck and time.monotonic() - began < SHORTEST_EMPTY_POLL_SECONDS:
                await asyncio.wait({stop}, timeout=SHORTEST_EMPTY_POLL_SECONDS)
    if offset is not None:
        await _confirm(bot, offset)


def has_id(batch: list[Any]) -> bool:
    return any(update_id(raw) for raw in batch)


def next_offset(batch: list[Any], offset: int | None) -> int | None:
    """The offset that confirms a batch: the last id in it, plus 1.

    In a batch without a single id, which Telegram would send again for ever, the first update is skipped: ids follow
    one another, so no update that was not read is lost. Without a known offset there is nothing to count from.
    """
    ids = [number for raw in batch if (number := update_id(raw))]
    if ids:
        return ids[-1] + 1
    return offset + 1 if batch and offset is not None else offset


async def _fetch(bot: Bot, offset: int | None) -> list[Any]:
    fetch = GetRawUpdates(offset=offset, timeout=POLL_SECONDS, allowed_updates=UPDATES)
    return [*await bot(fetch, request_timeout=POLL_SECONDS + 15)]


async def handle(bot: Bot, dispatcher: Dispatcher, update: Update, *, after_outage: bool = False) -> None:
    """Pass an update to the dispatcher. No error of its handling gets out."""
    try:
        await dispatcher.feed_update(bot, update, after_outage=after_outage)
    except Exception:  # `handlers/errors.py` handles errors of handlers; this is for errors in it.
        log.exception("update lost", update_id=update.update_id)


async def _confirm(bot: Bot, offset: int) -> None:
    """Confirm the handled updates to Telegram, so that the next start does not get them again."""
    try:
        await bot(GetRawUpdates(offset=offset, limit=1, allowed_updates=UPDATES), request_timeout=1)
    except TelegramAPIError as error:
        log.info("the last updates may come again", error=type(error).__name__)
