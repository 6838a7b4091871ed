"""Whose trouble an error is: everybody's, which closes the door, or that of the one row that met it."""

from typing import Any

from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import GetChat, TelegramMethod
from aiohttp import ClientConnectorError

from bot.domain.deliveries import DeliveryStatus

CLOSED = (
    TelegramNetworkError,
    TelegramServerError,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
    TelegramConflictError,
    ClientDecodeError,
)
NO_CHAT = "chat not found"
# The bot has moved to another Bot API server: nothing is wrong with any row.
LOGGED_OUT = "Logged out"
# An edit that was made before says so: it is done.
NOT_MODIFIED = "message is not modified"
GONE = (NO_CHAT, "user is deactivated", "bot was kicked", "PEER_ID_INVALID")


class SourceGoneError(Exception):
    """The chat that a message was to be copied from is gone: it is not the reader who is."""


def end_of(error: TelegramAPIError) -> DeliveryStatus | None:
    """How a refusal ends its row: the account is gone, or the message is wrong. None when it may be tried again."""
    if isinstance(error, TelegramForbiddenError) or any(word in error.message for word in GONE):
        return DeliveryStatus.BLOCKED
    if NOT_MODIFIED in error.message:
        return DeliveryStatus.SENT
    return DeliveryStatus.FAILED if isinstance(error, TelegramBadRequest) else None


def is_uncertain(error: Exception) -> bool:
    """Whether the message may have arrived although no good answer came: the request had left, and nobody denied it."""
    if isinstance(error, TelegramNetworkError):
        return not isinstance(error.__cause__ or error.__context__, ClientConnectorError)
    return isinstance(error, (TelegramServerError, ClientDecodeError))


async def say(bot: Bot, message: TelegramMethod[Any]) -> Any:
    """What Telegram answers. A copy that finds no chat asks for its source: Telegram's words do not tell which."""
    try:
        return await bot(message)
    except TelegramBadRequest as error:
        if LOGGED_OUT in error.message:
            raise TelegramUnauthorizedError(method=message, message=error.message) from error
        source = getattr(message, "from_chat_id", None)
        if source is None or NO_CHAT not in error.message or await _is_there(bot, source):
            raise
        raise SourceGoneError from error


async def _is_there(bot: Bot, chat_id: int | str) -> bool:
    try:
        await bot(GetChat(chat_id=chat_id))
    except (TelegramBadRequest, TelegramForbiddenError):
        return False
    return True
