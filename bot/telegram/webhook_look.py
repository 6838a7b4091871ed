"""The look at what waits for a webhook: Telegram tells it only when it is asked."""

from datetime import datetime

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError

from bot.monitoring.backlog import Backlog
from bot.monitoring.clock_guard import monotonic
from bot.telegram.polling import BATCH

LOOK_SECONDS = 15
# Telegram posts an update that a webhook did not take again, in the end every one or two minutes.
REPOST_SECONDS = 150.0


class WebhookLook:
    """Clears the backlog when nothing waits for the webhook.

    Nothing waits when it says so, and all but nothing when updates come, few of them wait and Telegram has met no error
    for so long that it has tried each again.
    """

    def __init__(self, bot: Bot, backlog: Backlog) -> None:
        self._bot, self._backlog = bot, backlog
        self._error: datetime | None = None
        self._error_seen_at = monotonic() - REPOST_SECONDS
        self._came = False

    def came(self) -> bool:
        """Note that an update has come. Tell whether it is one of a backlog."""
        self._came = True
        return self._backlog.lasts

    async def look(self) -> None:
        """Ask once. No answer is no news: the silence goes on."""
        try:
            found = await self._bot.get_webhook_info(request_timeout=LOOK_SECONDS)
        except TelegramAPIError:
            return
        came, self._came = self._came, False
        if found.last_error_date != self._error:
            self._error, self._error_seen_at = found.last_error_date, monotonic()
        is_quiet = monotonic() - self._error_seen_at >= REPOST_SECONDS
        if not found.pending_update_count or (came and is_quiet and found.pending_update_count < BATCH):
            self._backlog.clear()
