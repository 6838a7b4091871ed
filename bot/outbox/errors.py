"""Errors of sends: an outage pauses all sending, a refusal ends the one row that met it."""

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
from aiohttp import ClientConnectorError

from bot.domain.deliveries import DeliveryStatus

OUTAGE = (
    TelegramNetworkError,
    TelegramServerError,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
    TelegramConflictError,
    ClientDecodeError,
)
NO_CHAT = "chat not found"
# The bot has moved to another Bot API server: an outage, no row is at fault.
LOGGED_OUT = "Logged out"
# Telegram's answer to an edit that was made before: the row is done.
NOT_MODIFIED = "message is not modified"
GONE = (NO_CHAT, "user is deactivated", "bot was kicked", "PEER_ID_INVALID")


class SourceGoneError(Exception):
    """The chat that a message was to be copied from does not exist any more; the recipient's chat may."""


def final_status(error: TelegramAPIError) -> DeliveryStatus | None:
    """The status with which a refusal ends its row; None when the row may be tried again.

    BLOCKED when the account is gone, SENT when an edit was made before, FAILED when the message is wrong.
    """
    if isinstance(error, TelegramForbiddenError) or any(word in error.message for word in GONE):
        return DeliveryStatus.BLOCKED
    if NOT_MODIFIED in error.message:
        return DeliveryStatus.SENT
    return DeliveryStatus.FAILED if isinstance(error, TelegramBadRequest) else None


def is_uncertain(error: Exception) -> bool:
    """Tell whether the message may have arrived all the same: the request had left, and no answer denied it."""
    if isinstance(error, TelegramNetworkError):
        return not isinstance(error.__cause__ or error.__context__, ClientConnectorError)
    return isinstance(error, (TelegramServerError, ClientDecodeError))
