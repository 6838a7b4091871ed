"""Errors of sends: some close the worker at once, a refusal ends the one row that met it."""

from datetime import datetime, timedelta

from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)

from bot.domain.deliveries import Delivery, DeliveryStatus, Record
from bot.logs import get_logger
from bot.outbox.rate_limit import with_jitter

log = get_logger(__name__)

# Errors that are about the bot as a whole: one of them pauses all sending. A lost request does not, see `outage`.
CLOSING = (TelegramRetryAfter, TelegramUnauthorizedError, TelegramConflictError)
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


def refusal(row: Delivery, error: TelegramAPIError, now: datetime) -> Record:
    """The record of a row that Telegram refused: its final status, else a retry."""
    if end := final_status(error):
        if end is not DeliveryStatus.SENT:
            log.info("delivery refused", delivery_id=row.id, status=end.value, error=error.message)
        return Record(row.id, row.account_id, end, error=error.message)
    return retry(row, error.message, now)


def retry(row: Delivery, error: str, now: datetime) -> Record:
    """The record of a row that failed by its own fault and is tried again, five times in all."""
    retry_at = now + timedelta(seconds=with_jitter(2 ** (row.attempts + 1)))
    return Record(row.id, row.account_id, DeliveryStatus.PLANNED, error=error, retry_at=retry_at)
