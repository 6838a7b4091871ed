"""Outages of Telegram as one kind of request meets them: a log line at the begin and one at the end.

Troubles of the line and of the token are judged by `bot.network.Line`, which sees all requests. A second copy is seen
here, by the poll that it ended.
"""

import logging
import time
from dataclasses import dataclass

from aiogram.exceptions import TelegramConflictError, TelegramUnauthorizedError

from bot.domain.troubles import Trouble
from bot.logs import get_logger
from bot.monitoring.health import Health
from bot.network.losses import is_loss

log = get_logger(__name__)

# One lost request in a row is the line's everyday, two are an outage.
FAILURES_TOLD = 2
# Two copies that poll against each other get an answer now and then.
CONFLICT_OVER_AFTER_SECONDS = 120.0


@dataclass
class Outage:
    """The outage that requests in a row meet, if any. `level` is the level of its log lines."""

    health: Health | None = None
    level: int = logging.WARNING
    _failures: int = 0
    _refused: bool = False
    _conflict_at: float | None = None

    def failed(self, error: Exception) -> None:
        """Note that a request failed. A refusal is an answer: the line is not dead."""
        if is_loss(error):
            self._note_silence(error)
            return
        self._end_silence()
        if isinstance(error, TelegramConflictError):
            self._note_conflict()
        elif not self._refused:
            self._refused = True
            if isinstance(error, TelegramUnauthorizedError):
                log.log(self.level, "Telegram refuses the token, it may have been revoked")
            else:
                log.log(self.level, "Telegram refuses requests", error=type(error).__name__)

    def answered(self) -> None:
        """Note that a request got what it asked for."""
        self._end_silence()
        if self._refused:
            self._refused = False
            log.log(self.level, "Telegram accepts requests again")
        if self._conflict_at is not None and time.monotonic() - self._conflict_at > CONFLICT_OVER_AFTER_SECONDS:
            self._conflict_at = None
            log.log(self.level, "no other copy of the bot is seen any more")
            if self.health:
                self.health.end(Trouble.SECOND_COPY)

    def _note_silence(self, error: Exception) -> None:
        self._failures += 1
        if self._failures == FAILURES_TOLD:
            log.log(self.level, "Telegram does not answer", error=type(error).__name__)

    def _end_silence(self) -> None:
        if self._failures >= FAILURES_TOLD:
            log.log(self.level, "Telegram answers again")
        self._failures = 0

    def _note_conflict(self) -> None:
        if self._conflict_at is None:
            log.log(self.level, "another copy of the bot runs with this token")
            if self.health:
                self.health.begin(Trouble.SECOND_COPY)
        self._conflict_at = time.monotonic()
