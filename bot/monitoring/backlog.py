"""A backlog of Telegram: whether the updates that come now may have waited there for long.

People who wait repeat themselves, and a press has no date: only the silence before it tells how old it may be.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.monitoring.clock_guard import monotonic

# A poll of 30 s brings nothing when nobody writes: longer silence than two of them is none of Telegram's.
OUTAGE_SECONDS = 60.0
# The store learns once in so long that nothing waited. A start must not take that for a silence.
NOTED_SECONDS = 60.0


class Backlog:
    """Knows how long ago nothing waited at Telegram for this bot; after a longer silence what comes is a backlog.

    `remembered` is that moment as the store knows it from the process before. It is compared with the clock only while
    that is `believed`: a wrong clock must not make a backlog of fresh updates. Within the process monotonic time
    counts.
    """

    def __init__(self, believed: Callable[[], datetime | None], remembered: datetime | None = None) -> None:
        self._believed, self._remembered = believed, remembered
        self._cleared_at = monotonic()

    @property
    def lasts(self) -> bool:
        """True if what comes now may have waited for long."""
        return self._silence > OUTAGE_SECONDS

    @property
    def _silence(self) -> float:
        """Seconds since nothing waited, as far as this process can know."""
        here = monotonic() - self._cleared_at
        now = self._believed() if self._remembered else None
        if now is None or self._remembered is None:
            return here
        return max(here, (now - self._remembered).total_seconds() - NOTED_SECONDS)

    def clear(self) -> None:
        """Note that nothing more waits."""
        self._cleared_at, self._remembered = monotonic(), None

    def cleared_by(self, now: datetime) -> datetime:
        """The moment at which nothing waited, by the clock that shows `now`, for the store to remember."""
        return self._remembered or now - timedelta(seconds=monotonic() - self._cleared_at)
