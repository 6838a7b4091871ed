"""Backoff: the pause of all sending, and the waits between its probes."""

from dataclasses import dataclass

from aiogram.exceptions import TelegramRetryAfter

from bot.logs import get_logger
from bot.monitoring.metrics import PAUSES
from bot.network.losses import is_loss

log = get_logger(__name__)

SHORTEST_SECONDS, LONGEST_SECONDS = 1.0, 60.0
# While the line is dead, probes are cheap and somebody waits: they follow one another quickly.
LINE_SHORTEST_SECONDS, LINE_LONGEST_SECONDS = 0.5, 1.5
# A probe waits so long for its answer, and every tenth as long as any send: a line may come back slow.
PROBE_SECONDS, PATIENT_PROBE = 3.0, 10


@dataclass
class Backoff:
    """`seconds` to sleep before the next probe; 0 while rows are sent. `by_line` when lost sends are the reason."""

    seconds: float = 0.0
    by_line: bool = False
    probes: int = 0

    def begin(self, error: Exception, *, probe: bool) -> None:
        """Pause for as long as Telegram says, else shortly, and twice as long (up to a limit) for each probe.

        The limit is a minute; 1.5 seconds while the line is dead. Errors of sends that were in flight when the pause
        began do not lengthen it.
        """
        is_new = not self.seconds
        if isinstance(error, TelegramRetryAfter):
            self.seconds, self.by_line = max(self.seconds, float(error.retry_after)), False
        elif probe or is_new:
            self.by_line = is_loss(error)
            shortest, longest = (
                (LINE_SHORTEST_SECONDS, LINE_LONGEST_SECONDS) if self.by_line else (SHORTEST_SECONDS, LONGEST_SECONDS)
            )
            self.seconds = min(max(self.seconds * 2, shortest), longest)
        if is_new:
            PAUSES.inc()
            log.warning("sending paused", error=type(error).__name__, seconds=self.seconds)

    def probe_seconds(self) -> float | None:
        """The seconds that the next probe waits for its answer; None for the session's own limits."""
        self.probes += 1
        return PROBE_SECONDS if self.by_line and self.probes % PATIENT_PROBE else None

    def lift(self) -> None:
        """Probe at once: an administrator does not want to wait for what Telegram asked."""
        self.seconds = min(self.seconds, SHORTEST_SECONDS)

    def end(self) -> None:
        """Send again. Harmless when there is no outage."""
        if self.seconds:
            self.seconds, self.by_line, self.probes = 0.0, False, 0
            log.warning("sending resumed")
