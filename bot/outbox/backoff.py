"""Backoff: the pause of all sending during an outage."""

from dataclasses import dataclass

from aiogram.exceptions import TelegramRetryAfter

from bot.logs import get_logger

log = get_logger(__name__)

SHORTEST_SECONDS, LONGEST_SECONDS = 1.0, 60.0


@dataclass
class Backoff:
    """`seconds` to sleep before the next probe; 0 while rows are sent."""

    seconds: float = 0.0

    def begin(self, error: Exception, *, probe: bool) -> None:
        """Pause for as long as Telegram says, else for a second, and twice as long (a minute at most) for each probe.

        Errors of sends that were in flight when the outage began do not lengthen it.
        """
        is_new = not self.seconds
        if isinstance(error, TelegramRetryAfter):
            self.seconds = max(self.seconds, float(error.retry_after))
        elif probe or is_new:
            self.seconds = min(max(self.seconds * 2, SHORTEST_SECONDS), LONGEST_SECONDS)
        if is_new:
            log.warning("sending paused", error=type(error).__name__, seconds=self.seconds)

    def end(self) -> None:
        """Send again. Harmless when there is no outage."""
        if self.seconds:
            self.seconds = 0.0
            log.warning("sending resumed")
