"""Long polling that survives an outage of Telegram: one line in the log at its beginning, and one at its end."""

import asyncio
import logging
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
    offset: int | None = None
    async with asyncio.TaskGroup() as group:
        stop = group.create_task(stopping.wait())
        while not stop.done():
            fetch = group.create_task(patiently(partial(_fetch, bot, offset)))
            await asyncio.wait({fetch, stop}, return_when=asyncio.FIRST_COMPLETED)
            if not fetch.done():
                fetch.cancel()
                break
            for update in fetch.result():
                offset = update.update_id + 1
                group.create_task(_handle(bot, dispatcher, update))
    if offset is not None:
        await _confirm(bot, offset)


async def _fetch(bot: Bot, offset: int | None) -> list[Update]:
    return await bot.get_updates(
        offset=offset, timeout=POLL_SECONDS, allowed_updates=UPDATES, request_timeout=POLL_SECONDS + 15
    )


async def _handle(bot: Bot, dispatcher: Dispatcher, update: Update) -> None:
    try:
        await dispatcher.feed_update(bot, update)
    except Exception:  # `handlers/errors.py` handles errors of handlers; this is for errors in it.
        log.exception("update lost", update_id=update.update_id)


async def _confirm(bot: Bot, offset: int) -> None:
    """Confirm the handled updates to Telegram, so that the next start does not get them again."""
    try:
        await bot.get_updates(offset=offset, limit=1, timeout=0, allowed_updates=UPDATES, request_timeout=1)
    except AWAY as error:
        log.info("the last updates may come again", error=type(error).__name__)
