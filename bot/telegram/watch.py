"""The watch over the bot: it looks at store, Redis, Telegram, disk and catalogue, and tells administrators."""

from collections.abc import Awaitable, Callable
from contextlib import suppress

from aiogram.exceptions import TelegramAPIError

from bot.telegram.one_at_a_time import Isolation
from bot.telegram.trouble_notices import TroubleNotices
from storage.core.probe import StoreProbe
from storage.survey import Survey

TICK_SECONDS, LOOK_SECONDS, TELL_SECONDS, SURVEY_SECONDS = 5.0, 15.0, 30.0, 300.0
# With a webhook nobody asks Telegram anything while nobody writes.
SILENT_SECONDS = 60.0


class Watch:
    """Joins the parts of the watch; `jobs` names them with the seconds between two runs."""

    def __init__(self, notices: TroubleNotices, isolation: Isolation | None = None) -> None:
        store, health, clock = notices.store, notices.health, notices.clock
        self._bot, self._health, self._notices = notices.bot, health, notices
        self._isolation, self._is_polling = isolation or Isolation(), not notices.settings.webhook_url
        self._probe, self._survey = StoreProbe(store, health, clock), Survey(store, health, clock)

    def jobs(self) -> list[tuple[float, Callable[[], Awaitable[object]]]]:
        return [
            (TICK_SECONDS, self.tick),
            (LOOK_SECONDS, self._probe.look),
            (LOOK_SECONDS, self._isolation.look),
            (SILENT_SECONDS, self.ask_telegram),
            (SURVEY_SECONDS, self._survey.survey),
            (TELL_SECONDS, self._notices.tell),
        ]

    async def tick(self) -> None:
        self._health.ticked()
        if not self._is_polling:
            self._health.receives()

    async def ask_telegram(self) -> None:
        """Ask Telegram for the bot's own account if nothing was asked lately: the answer is a sign of life."""
        age = self._health.answer_age
        if age is not None and age > SILENT_SECONDS:
            with suppress(TelegramAPIError):
                await self._bot.get_me()
