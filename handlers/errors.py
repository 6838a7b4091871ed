"""Unexpected errors: one log line without words of people, and an apology to the person."""

from contextlib import suppress

from aiogram import Router
from aiogram.exceptions import TelegramAPIError, TelegramForbiddenError, TelegramNetworkError
from aiogram.types import ErrorEvent, Update

from bot.i18n import Texts, Translator
from bot.logs import get_logger
from storage.core.db import StoreTrouble
from storage.core.faults import fault

router = Router(name="errors")
log = get_logger(__name__)

# An outage is logged in one line; anything else is a bug and is logged with its traceback.
OUTAGES = (*StoreTrouble, TelegramNetworkError)


@router.errors()
async def apologise(event: ErrorEvent, texts: Texts, tr: Translator | None = None) -> None:
    """Log the error and apologise. `tr` is missing when the store failed before the person was known.

    Telegram's language of the person is used then.
    """
    error, update = event.exception, event.update
    if isinstance(error, TelegramForbiddenError):
        log.info("person has blocked the bot", update_id=update.update_id)
        return
    log.error("update failed", update_id=update.update_id, exc_info=_trace(error), **_facts(error))
    with suppress(TelegramAPIError):
        await _say(update, tr or texts.choose(_language(update)))


def _facts(error: Exception) -> dict[str, str]:
    """The type of an error, and the reason of one of the store, as a code: its own words may be those of people."""
    reason = {"reason": fault(error).value} if isinstance(error, StoreTrouble) else {}
    return {"error": type(error).__name__} | reason


def _trace(error: Exception) -> Exception | None:
    return None if isinstance(error, OUTAGES) else error


def _language(update: Update) -> str | None:
    user = getattr(update.event, "from_user", None)
    return user.language_code if user else None


async def _say(update: Update, tr: Translator) -> None:
    if update.callback_query:
        await update.callback_query.answer(tr.plain("sorry-short"), show_alert=True)
    elif update.message:
        await update.message.answer(tr("sorry"))
