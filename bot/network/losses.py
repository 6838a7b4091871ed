"""Losses: requests without an answer of Telegram. A refusal is an answer, a page of a proxy is none.

`bot.bot_api` raises the same errors for what is no answer of the Bot API.
"""

from aiogram.exceptions import TelegramNetworkError, TelegramServerError
from aiohttp import ClientConnectorError, ConnectionTimeoutError

# Neither these errors nor those of a proxy mean that a request has left.
NOT_CONNECTED: tuple[type[Exception], ...] = (ClientConnectorError, ConnectionTimeoutError)
LOSSES = (TelegramNetworkError, TelegramServerError)


class EgressError(Exception):
    """A proxy refused, or did not connect in time: the request has not left."""


def is_loss(error: Exception) -> bool:
    """Tell whether the line failed: a network error, a timeout, a 5xx, or something that is no answer of Telegram."""
    return isinstance(error, LOSSES)


def is_uncertain(error: Exception) -> bool:
    """Tell whether the request may have had its effect all the same: it had left, and no answer denied it."""
    if isinstance(error, TelegramNetworkError):
        return not isinstance(error.__cause__ or error.__context__, (*NOT_CONNECTED, EgressError))
    return isinstance(error, TelegramServerError)
