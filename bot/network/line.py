"""The state of the line to Telegram, as all requests of this process see it."""

import time
from collections import deque
from collections.abc import Callable

from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)

from bot.domain.troubles import Trouble
from bot.monitoring.health import Health
from bot.monitoring.metrics import RATE_LIMITED, REFUSALS

# So many results are enough for a verdict, if so many of them were lost: a bot that nobody writes to has two a minute.
RECENT, ENOUGH, ENOUGH_LOST = 100, 10, 3
RECENT_SECONDS = 600.0
# From one share of lost requests on the line is called lossy, below the other it is good again.
LOSSY, GOOD = 0.1, 0.05
DEAD_LOSSES, DEAD_SECONDS = 3, 30.0

CODES: tuple[tuple[type[TelegramAPIError], int], ...] = (
    (TelegramRetryAfter, 429),
    (TelegramUnauthorizedError, 401),
    (TelegramForbiddenError, 403),
    (TelegramEntityTooLarge, 413),
    (TelegramNotFound, 404),
    (TelegramConflictError, 409),
    (TelegramMigrateToChat, 400),
    (TelegramBadRequest, 400),
)


class Line:
    """A judge of requests: the line is good, lossy or dead, the token revoked. `health` hears of it, metrics count."""

    def __init__(self, health: Health | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._health, self._clock = health, clock
        self._results: deque[tuple[float, bool]] = deque()
        self._lost = 0  # of the results
        self._losses = 0
        self._dead_from = 0.0

    def answered(self) -> None:
        """Note an answer, a refusal included."""
        self._losses = 0
        self._end(Trouble.LINE_DEAD)
        self._note(is_lost=False)

    def accepted(self) -> None:
        """Note an answer that was no refusal: the token is valid."""
        self._end(Trouble.TOKEN_REVOKED)
        self.answered()

    def refused(self, error: TelegramAPIError) -> None:
        """Note a refusal of the Bot API."""
        code = next((code for kind, code in CODES if isinstance(error, kind)), 0)
        REFUSALS.labels(code=str(code or "other")).inc()
        if code == 429:
            RATE_LIMITED.inc()
        if code == 401:
            self._begin(Trouble.TOKEN_REVOKED)
        self.answered()

    def lost(self, seconds: float, reason: str) -> None:
        """Note a request that got no answer within `seconds`; `reason` is the name of its error."""
        now = self._clock()
        if not self._losses:
            self._dead_from = now - seconds
        self._losses += 1
        if self._losses >= DEAD_LOSSES and now - self._dead_from >= DEAD_SECONDS:
            self._forget()
            self._begin(Trouble.LINE_DEAD, reason)
        else:
            self._note(is_lost=True)

    def _note(self, *, is_lost: bool) -> None:
        now = self._clock()
        self._results.append((now, is_lost))
        self._lost += is_lost
        while len(self._results) > RECENT or self._results[0][0] < now - RECENT_SECONDS:
            self._lost -= self._results.popleft()[1]
        share = self._lost / len(self._results)
        if share < GOOD:
            self._end(Trouble.LINE_LOSSY)
        elif share >= LOSSY and self._lost >= ENOUGH_LOST and len(self._results) >= ENOUGH:
            self._begin(Trouble.LINE_LOSSY, f"{share:.0%} lost")

    def _forget(self) -> None:
        """Forget the results: a dead line is no lossy one, and was none when it is back."""
        self._results.clear()
        self._lost = 0
        self._end(Trouble.LINE_LOSSY)

    def _begin(self, trouble: Trouble, detail: str = "") -> None:
        if self._health:
            self._health.begin(trouble, detail)

    def _end(self, trouble: Trouble) -> None:
        if self._health:
            self._health.end(trouble)
