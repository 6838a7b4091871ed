"""The health of this process: the troubles that last, and the signs of life, reported by the parts that meet them."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.troubles import SERIOUS, Lasting, Trouble
from bot.logs import get_logger
from bot.monitoring.metrics import TROUBLES
from bot.monitoring.service_manager import ALIVE, tell

log = get_logger(__name__)

# Longer silence than these means that something hangs: a poll ends after half a minute, a tick comes every few seconds.
ANSWER_SECONDS, TICK_SECONDS = 180.0, 60.0
ENDED_KEPT = 100
# What happens in a moment counts as a trouble for this long after it happened last.
NOTED_FOR = timedelta(hours=1)


class Health:
    """One object for the process, made by `bot/app.py`. A trouble begins and ends with one log line each.

    `store` is the result of the last look at the store ("ok", a code of a fault, "unknown" before the first look),
    `lag_seconds` the age of the oldest due row of the outbox as of that look, `egress` tells the way to Telegram.
    """

    def __init__(self, clock: Callable[[], datetime], monotonic: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._monotonic = clock, monotonic
        self._lasting: dict[Trouble, Lasting] = {}
        self._noted: dict[Trouble, datetime] = {}
        self._ended: deque[Lasting] = deque(maxlen=ENDED_KEPT)
        self._answered_at: float | None = None
        self._ticked_at: float | None = None
        self.store = "unknown"
        self.lag_seconds = 0.0
        self.egress: Callable[[], str] = lambda: "direct"
        for trouble in Trouble:
            TROUBLES.labels(trouble.value).set(0)

    @property
    def troubles(self) -> tuple[Lasting, ...]:
        """The troubles that last, the oldest first."""
        for trouble, at in list(self._noted.items()):
            if self._clock() - at >= NOTED_FOR:
                del self._noted[trouble]
                self.end(trouble)
        return tuple(self._lasting.values())

    def begin(self, trouble: Trouble, detail: str = "") -> None:
        """Report a trouble. Harmless while it lasts: its first moment and detail are kept."""
        if trouble not in self._lasting:
            self._lasting[trouble] = Lasting(trouble, self._clock(), detail)
            TROUBLES.labels(trouble.value).set(1)
            log.warning("trouble began", trouble=trouble.value, detail=detail)

    def note(self, trouble: Trouble, detail: str = "") -> None:
        """Report a trouble of a moment, such as an update that was skipped: it begins, and ends by itself."""
        self._noted[trouble] = self._clock()
        self.begin(trouble, detail)

    def end(self, trouble: Trouble) -> None:
        """Report that a trouble is over. Harmless when there is none."""
        if began := self._lasting.pop(trouble, None):
            over = replace(began, until=self._clock())
            self._ended.append(over)
            TROUBLES.labels(trouble.value).set(0)
            log.warning("trouble ended", trouble=trouble.value, seconds=round(over.lasted(over.since).total_seconds()))

    def take_ended(self) -> tuple[Lasting, ...]:
        """The troubles that ended since the last call, the oldest first."""
        ended = tuple(self._ended)
        self._ended.clear()
        return ended

    def answered(self) -> None:
        """Report that Telegram has answered a request."""
        self._answered_at = self._monotonic()

    def receives(self) -> None:
        """Report that what receives updates goes on, whether Telegram answers or not. It feeds systemd's watchdog."""
        tell(ALIVE)

    def ticked(self) -> None:
        """Report that the scheduler runs."""
        self._ticked_at = self._monotonic()

    @property
    def answer_age(self) -> float | None:
        """Seconds since Telegram's last answer; None before the first one."""
        return self._age(self._answered_at)

    @property
    def tick_age(self) -> float | None:
        """Seconds since the last tick; None before the first one."""
        return self._age(self._ticked_at)

    def _age(self, since: float | None) -> float | None:
        return None if since is None else self._monotonic() - since

    def reasons(self) -> tuple[str, ...]:
        """The codes of what keeps the bot from serving people; none when it is ready."""
        found = [each.trouble.value for each in self.troubles if each.trouble in SERIOUS]
        answer_age, tick_age = self.answer_age, self.tick_age
        if answer_age is None or tick_age is None or self.store == "unknown":
            found.append("starting")
        if answer_age is not None and answer_age > ANSWER_SECONDS:
            found.append("bot-api-silent")
        if tick_age is not None and tick_age > TICK_SECONDS:
            found.append("tick-late")
        return tuple(found)

    def parts(self) -> dict[str, object]:
        """All parts for `/health`: numbers, codes and moments, ready for JSON."""
        now, reasons = self._clock(), self.reasons()
        return {
            "ready": not reasons,
            "reasons": [*reasons],
            "store": self.store,
            "bot_api": {"answer_age_seconds": _rounded(self.answer_age), "egress": self.egress()},
            "tick": {"age_seconds": _rounded(self.tick_age)},
            "outbox": {"lag_seconds": _rounded(self.lag_seconds)},
            "troubles": [_trouble(each, now) for each in self.troubles],
        }


def _rounded(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 1)


def _trouble(each: Lasting, now: datetime) -> dict[str, object]:
    seconds = round(each.lasted(now).total_seconds())
    return {"trouble": each.trouble.value, "since": each.since.isoformat(), "seconds": seconds, "detail": each.detail}
