"""Losses: requests without an answer of Telegram. A refusal is an answer, a page of a proxy is none."""

from aiogram.exceptions import ClientDecodeError, TelegramNetworkError, TelegramServerError
from aiohttp import ClientConnectorError, ConnectionTimeoutError

# Neither these errors nor those of a proxy mean that a request has left.
NOT_CONNECTED: tuple[type[Exception], ...] = (ClientConnectorError, ConnectionTimeoutError)
LOSSES = (TelegramNetworkError, TelegramServerError, ClientDecodeError)


class EgressError(Exception):
    """A proxy refused, or did not connect in time: the request has not left."""


def is_loss(error: Exception) -> bool:
    """Tell whether the line failed: a network error, a timeout, a 5xx, or something that is no answer of Telegram.

    An answer that says "ok" and has fields that aiogram does not know is Telegram's, so it is no loss.
    """
    if isinstance(error, ClientDecodeError):
        return not is_answer(error.data)
    return isinstance(error, (TelegramNetworkError, TelegramServerError))


def is_answer(data: object) -> bool:
    """Tell whether decoded JSON is an answer of the Bot API with a result."""
    return isinstance(data, dict) and data.get("ok") is True and data.get("result") is not None


def is_uncertain(error: Exception) -> bool:
    """Tell whether the request may have had its effect all the same: it had left, and no answer denied it."""
    if isinstance(error, TelegramNetworkError):
        return not isinstance(error.__cause__ or error.__context__, (*NOT_CONNECTED, EgressError))
    return isinstance(error, (TelegramServerError, ClientDecodeError))
