"""The clock guard of this process: it hears Telegram's date, judges the bot's clock by it and reports a jump."""

import time
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.domain.clock_guard import AGREEMENT, LIMIT, NO_DIFFERENCE, ClockVerdict, Reference, Witness, judge
from bot.domain.troubles import Trouble
from bot.monitoring.health import Health

# Telegram is asked for its date at once, then this often while the clock is in doubt.
ASK_SECONDS = 30.0
# Linux has a monotonic clock that goes on while the machine sleeps: a laptop that wakes is in no doubt.
CLOCK_ID = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


def monotonic() -> float:
    """Seconds of a clock that nobody can set."""
    return time.clock_gettime(CLOCK_ID)


class ClockGuard:
    """Whoever destroys something, or says it unasked, asks `believes` with the very moment it is going to use.

    `alive_at` is the moment at which the store last saw the bot alive (None: a new store). `confirmed` is a difference
    to Telegram's date that is right all the same: an administrator said so, or it is the offset of a demo's clock.
    """

    def __init__(
        self,
        clock: Callable[[], datetime],
        health: Health | None = None,
        reading: Callable[[], float] = monotonic,
        alive_at: datetime | None = None,
        confirmed: timedelta = NO_DIFFERENCE,
    ) -> None:
        self._clock, self._health, self._reading = clock, health, reading
        self._reference = Reference(alive_at or clock(), reading(), Witness.STORE)
        self._confirmed = confirmed
        self._tolerance = LIMIT
        self._believed_at = reading()
        self._asked_at: float | None = None
        self._was_believed = False

    @property
    def reference(self) -> Reference:
        """What the clock is compared with."""
        return self._reference

    @property
    def confirmed(self) -> timedelta:
        """The difference that is right all the same."""
        return self._confirmed

    @property
    def gap(self) -> timedelta:
        """How far the clock is ahead of the reference; negative when it is behind."""
        return self._clock() - self._reference.moment_at(self._reading())

    def hear(self, moment: datetime) -> None:
        """Take Telegram's date, just received, as the reference."""
        self._reference = Reference(moment, self._reading(), Witness.TELEGRAM)

    def confirm(self) -> timedelta:
        """Declare the clock right, whatever Telegram says. Returns the difference that counts as right from now on."""
        self._confirmed = self.gap
        return self._confirmed

    def believes(self, now: datetime) -> bool:
        """Tell whether `now`, just read from the clock, may be believed."""
        return self.doubted_since(now) is None

    def doubted_since(self, now: datetime) -> datetime | None:
        """The moment, by this very clock, since which it is in doubt; None while it is believed."""
        reading = self._reading()
        if self._judge(now, reading) is ClockVerdict.RIGHT:
            self._believed_at = reading
            return None
        return now - timedelta(seconds=max(0.0, reading - self._believed_at))

    async def check(self, ask: Callable[[], Awaitable[object]]) -> bool:
        """Judge the clock; in doubt `ask` Telegram, whose answer is heard, and report what remains as a trouble.

        Returns whether the clock is believed and was not at the last check; the first check of a process counts, too.
        """
        if not self.believes(self._clock()):
            await self._ask(ask)
        is_believed = self.believes(self._clock())
        if is_believed:
            self._settle()
        else:
            self._report()
        was_believed, self._was_believed = self._was_believed, is_believed
        return is_believed and not was_believed

    def _judge(self, now: datetime, reading: float) -> ClockVerdict:
        return judge(now, self._reference.moment_at(reading), self._tolerance, self._confirmed)

    async def _ask(self, ask: Callable[[], Awaitable[object]]) -> None:
        reading = self._reading()
        if self._asked_at is None or not 0 <= reading - self._asked_at < ASK_SECONDS:
            self._asked_at = reading
            await ask()

    def _settle(self) -> None:
        self._tolerance, self._asked_at = LIMIT, None
        if self._reference.witness is Witness.TELEGRAM and abs(self.gap) <= AGREEMENT:
            self._confirmed = NO_DIFFERENCE  # A later jump by the same difference is a jump.
        if self._health:
            self._health.end(Trouble.CLOCK_JUMPED)

    def _report(self) -> None:
        witness, seconds = self._reference.witness, round(self.gap.total_seconds())
        if witness is Witness.TELEGRAM:
            self._tolerance = AGREEMENT
        if self._health:
            self._health.begin(Trouble.CLOCK_JUMPED, f"{seconds:+} s against {witness}")
