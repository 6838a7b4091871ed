"""The pause of sending: what begins it, what ends it, and what the result of one send means for the others."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from aiogram.exceptions import TelegramRetryAfter

from bot.domain.troubles import Trouble
from bot.logs import get_logger
from bot.monitoring.health import Health
from bot.outbox.backoff import Backoff
from bot.outbox.outage import LineWatch, RowTrials
from bot.outbox.rate_limit import RateLimiter, with_jitter
from bot.outbox.recorder import Recorder
from storage import outbox
from storage.core.db import StoreTrouble

log = get_logger(__name__)

# A lost row waits a second before it is sent again, then twice as long, up to this; a lost probe waits this long.
LOST_SECONDS = 4.0
# A pause that Telegram asks for is a trouble to report from this length on.
LONG_PAUSE = timedelta(minutes=1)


@dataclass
class Pausing:
    """The pause of sending: `backoff` is its length, `watch` the evidence, `health` hears of a long one."""

    recorder: Recorder
    rate_limiter: RateLimiter
    clock: Callable[[], datetime]
    health: Health | None = None
    backoff: Backoff = field(default_factory=Backoff)
    watch: LineWatch = field(default_factory=LineWatch)
    own_pause_until: datetime | None = None
    trials: RowTrials = field(init=False)

    def __post_init__(self) -> None:
        self.trials = RowTrials(self.watch)

    def close(self, error: Exception, *, probe: bool) -> None:
        """Pause all sending; a 429 also slows the rate limiter down, and its pause is saved for other processes."""
        self.recorder.slot_freed.set()
        if isinstance(error, TelegramRetryAfter):
            if probe or not self.backoff.seconds:
                self.rate_limiter.slow_down()
            until = self.clock() + timedelta(seconds=error.retry_after)
            self.own_pause_until = self.recorder.unsaved_pause_until = until
            self.report(until)
        self.backoff.begin(error, probe=probe)

    def note_answer(self, began: float, *, probe: bool) -> None:
        """Telegram answered a send, be it with a refusal: that ends a pause if it is a probe or the line was dead."""
        self.watch.note_answer(began)
        if probe or self.backoff.by_line:
            self.open()

    def open(self) -> None:
        """End the pause, if there is one."""
        self.watch.begin_anew()
        self.backoff.end()
        self.report(None)

    def wait_after_loss(self, row_id: int, error: Exception, began: float, *, probe: bool) -> float | None:
        """Note that a send that `began` then got no answer. Only evidence of an outage begins a pause.

        Returns the seconds until the row may be sent again; None when it goes back unchanged, since a pause had begun
        while it was in flight. A lost probe waits, too, so that the next one is another row.
        """
        self.watch.note_loss(began)
        if self.backoff.seconds and not probe:
            return None
        losses = self.trials.note_loss(row_id)
        if probe or self.watch.is_outage:
            self.close(error, probe=probe)
        return with_jitter(LOST_SECONDS if probe else min(2.0 ** (losses - 1), LOST_SECONDS))

    async def look_whether_lifted(self) -> None:
        """Probe at once when an administrator, perhaps in another process, took the pause of a 429 out of the store."""
        if self.own_pause_until is None or not self.backoff.seconds or self.recorder.unsaved_pause_until is not None:
            return
        with suppress(*StoreTrouble):
            if await self.recorder.store.read(outbox.paused_until) is None:
                log.warning("the pause was lifted")
                self.own_pause_until = None
                self.backoff.lift()

    def report(self, until: datetime | None) -> None:
        """Report a long pause until a moment, or the end of pauses."""
        if self.health and until and until - self.clock() >= LONG_PAUSE:
            self.health.begin(Trouble.SENDING_PAUSED, f"until {until:%Y-%m-%d %H:%M} UTC")
        elif self.health and until is None and not self.backoff.seconds:
            self.health.end(Trouble.SENDING_PAUSED)
