"""The clock guard of this process: the one clock that the bot lives by, compared with Telegram's date."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.domain.clock_guard import AGREEMENT, LIMIT, NO_DIFFERENCE, Reference, Witness, is_right

# Linux has a monotonic clock that goes on while the machine sleeps: a laptop that wakes is in no doubt.
CLOCK_ID = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


def monotonic() -> float:
    """Seconds of a clock that nobody can set."""
    return time.clock_gettime(CLOCK_ID)


class ClockGuard:
    """`now` is the bot's clock, and in doubt the earlier moment: nothing can become due or too old by mistake.

    `believed` is for what destroys: it gives no moment while the clock is in doubt. `alive_at` is the moment at which
    the store last saw the bot alive (None: a new store). `confirmed` is a difference to Telegram's date that is right
    all the same: an administrator said so, or it is the offset of a demo's clock.
    """

    def __init__(
        self,
        clock: Callable[[], datetime],
        reading: Callable[[], float] = monotonic,
        alive_at: datetime | None = None,
        confirmed: timedelta = NO_DIFFERENCE,
    ) -> None:
        self._clock, self._reading = clock, reading
        start = clock() if alive_at is None else alive_at
        # The difference counts from Telegram's date; the store's moment is one of the bot's own clock.
        self._reference = Reference(start - confirmed, reading(), Witness.STORE)
        self._tolerance = LIMIT
        self._agreed = False
        self.confirmed = confirmed

    @property
    def reference(self) -> Reference:
        """The moment that the clock is compared with."""
        return self._reference

    def shown(self) -> datetime:
        """The moment that the clock shows, believed or not."""
        return self._clock()

    @property
    def gap(self) -> timedelta:
        """The difference by which the clock is ahead of the reference, negative when it is behind."""
        return self._clock() - self._reference.moment_at(self._reading())

    @property
    def is_believed(self) -> bool:
        return self.believed() is not None

    def now(self) -> datetime:
        """The present moment; in doubt, the earlier of the clock's and the one that is expected."""
        now, expected = self._both()
        return now if self._is_right(now, expected) else min(now, expected + self.confirmed)

    def believed(self) -> datetime | None:
        """The present moment, None while the clock is in doubt."""
        now, expected = self._both()
        return now if self._is_right(now, expected) else None

    def hear(self, moment: datetime) -> None:
        """Take Telegram's date, just received, as the reference."""
        self._reference = Reference(moment, self._reading(), Witness.TELEGRAM)

    def confirm(self, gap: timedelta) -> None:
        """Declare right a clock that differs by `gap`: an administrator has looked at it."""
        self.confirmed = gap

    def settle(self) -> None:
        """Judge by the usual limit again. A confirmed difference that is over at two looks in a row counts no more."""
        self._tolerance = LIMIT
        agreed, self._agreed = self._agreed, self._agrees()
        if agreed and self._agreed:
            self.confirmed = NO_DIFFERENCE

    def _agrees(self) -> bool:
        return self._reference.witness is Witness.TELEGRAM and abs(self.gap) <= AGREEMENT

    def distrust(self) -> None:
        """Believe the clock again only when it agrees closely with Telegram: at LIMIT itself the verdict would flap."""
        if self._reference.witness is Witness.TELEGRAM:
            self._tolerance = AGREEMENT

    def _both(self) -> tuple[datetime, datetime]:
        return self._clock(), self._reference.moment_at(self._reading())

    def _is_right(self, now: datetime, expected: datetime) -> bool:
        return is_right(now - expected, self._tolerance, self.confirmed)
