"""Long polling that survives an outage of Telegram: one line in the log at its beginning, and one at its end."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TypeVar

from aiogram import Bot, Dispatcher
from aiogram.exceptions import ClientDecodeError, TelegramAPIError, TelegramRetryAfter, TelegramUnauthorizedError
from aiogram.types import Update, User

from bot.logs import get_logger

log = get_logger(__name__)

T = TypeVar("T")

UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"]
# A proxy's page instead of an answer (ClientDecodeError) is no error of the API, but an outage, too.
AWAY = (TelegramAPIError, ClientDecodeError)
POLL_SECONDS = 30
LONGEST_WAIT = 30.0
BATCH = 100  # updates that Telegram hands over at once
OUTAGE_SECONDS = POLL_SECONDS + 30.0


class TokenRefusedError(Exception):
    """Telegram does not know the token; a retry would not help."""


async def introduce(bot: Bot) -> User:
    """The bot's own account, with retries until Telegram answers; TokenRefusedError for a wrong token."""

    async def ask() -> User:
        try:
            return await bot.me()
        except TelegramUnauthorizedError:
            raise TokenRefusedError from None

    return await patiently(ask)


async def patiently(request: Callable[[], Awaitable[T]], level: int = logging.WARNING) -> T:
    """Repeat a request until Telegram answers, with exponential backoff up to half a minute.

    `level` is the level of the two lines about an outage: requests beside the polling leave them to it.
    """
    wait, away = 0.5, False
    while True:
        try:
            answer = await request()
        except AWAY as error:
            if not away:
                log.log(level, "Telegram does not answer", error=type(error).__name__)
            away = True
            wait = error.retry_after if isinstance(error, TelegramRetryAfter) else min(wait * 2, LONGEST_WAIT)
            await asyncio.sleep(wait)
            continue
        if away:
            log.log(level, "Telegram answers again")
        return answer


async def poll(bot: Bot, dispatcher: Dispatcher, stopping: asyncio.Event) -> None:
    """Fetch updates and pass each to the dispatcher until `stopping`; return once the last one is handled."""
    offset, backlog = None, Backlog()
    async with asyncio.TaskGroup() as group:
        stop = group.create_task(stopping.wait())
        while not stop.done():
            fetch = group.create_task(patiently(partial(_fetch, bot, offset)))
            await asyncio.wait({fetch, stop}, return_when=asyncio.FIRST_COMPLETED)
            if not fetch.done():
                fetch.cancel()
                break
            after_outage = backlog.holds(len(fetch.result()))
            for update in fetch.result():
                offset = update.update_id + 1
                group.create_task(_handle(bot, dispatcher, update, after_outage=after_outage))
    if offset is not None:
        await _confirm(bot, offset)


class Backlog:
    """Tells which updates may have waited at Telegram for long: those of the batches after an outage.

    By monotonic time alone: a wrong clock must not make a backlog of fresh updates.
    """

    def __init__(self) -> None:
        self._answered_at = time.monotonic()
        self._goes_on = False

    def holds(self, count: int) -> bool:
        """Tell whether a batch of `count` updates that came now is of a backlog. It goes on while batches are full."""
        now = time.monotonic()
        is_late = self._goes_on or now - self._answered_at > OUTAGE_SECONDS
        self._answered_at, self._goes_on = now, is_late and count >= BATCH
        return is_late


async def _fetch(bot: Bot, offset: int | None) -> list[Update]:
    return await bot.get_updates(
        offset=offset, timeout=POLL_SECONDS, allowed_updates=UPDATES, request_timeout=POLL_SECONDS + 15
    )


async def _handle(bot: Bot, dispatcher: Dispatcher, update: Update, *, after_outage: bool) -> None:
    try:
        await dispatcher.feed_update(bot, update, after_outage=after_outage)
    except Exception:  # `handlers/errors.py` handles errors of handlers; this is for errors in it.
        log.exception("update lost", update_id=update.update_id)


async def _confirm(bot: Bot, offset: int) -> None:
    """Confirm the handled updates to Telegram, so that the next start does not get them again."""
    try:
        await bot.get_updates(offset=offset, limit=1, timeout=0, allowed_updates=UPDATES, request_timeout=1)
    except AWAY as error:
        log.info("the last updates may come again", error=type(error).__name__)
