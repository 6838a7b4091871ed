"""Egresses: the proxies on the way to Telegram, one in use at a time; pure, moments are given."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

# A lost request counts like one that was answered after so many seconds.
LOST_SECONDS = 10.0
RECENT, ENOUGH, RUN = 8, 3, 5
# A hop is slow when its recent requests took more than this on average.
SLOW_SECONDS = 3.0
# What is known of an egress that is not in use counts for so long.
REMEMBERED_SECONDS = 120.0
# A slow egress is left only for one that is unknown or was at least so much quicker.
QUICKER = 2.0


@dataclass
class Egress:
    """A way to Telegram. `address` is that of a proxy, perhaps with a password, or None. Numbers begin at 1."""

    number: int
    address: str | None
    recent: deque[float] = field(default_factory=lambda: deque(maxlen=RECENT))
    left_at: float | None = None
    lost_in_a_row: int = 0

    @property
    def seconds(self) -> float:
        """The mean of the recent requests, lost ones with LOST_SECONDS; 0 while too few are known."""
        return sum(self.recent) / len(self.recent) if len(self.recent) >= ENOUGH else 0.0

    def remembered_seconds(self, now: float) -> float:
        """The mean when it was left; 0 when that was too long ago: worth another try."""
        is_fresh = self.left_at is not None and now - self.left_at < REMEMBERED_SECONDS
        return self.seconds if is_fresh else 0.0


class Egresses:
    """The egress in use. It is left when it is down (its proxy refuses, or nothing is answered) or slow.

    When it is down the next one is taken in turn. When it is slow the quickest other is taken, if it is unknown or was
    much quicker lately: of two slow ones the bot stays with one.
    """

    def __init__(self, addresses: Sequence[str] = ()) -> None:
        self._all = [Egress(number, address) for number, address in enumerate(addresses or (None,), 1)]
        self.current = self._all[0]

    def answered(self, egress: Egress, seconds: float | None, now: float) -> str | None:
        """Note an answer after `seconds`, None for a request that was to take long. See `lost` for what is returned."""
        egress.lost_in_a_row = 0
        if seconds is not None:
            egress.recent.append(seconds)
        return self._look_for_quicker(egress, now)

    def lost(self, egress: Egress, now: float, *, is_refused: bool = False) -> str | None:
        """Note a lost request; `is_refused` when the proxy itself did not let it through.

        Returns "down" or "slow" when another egress is in use from now on, else None.
        """
        egress.recent.append(LOST_SECONDS)
        egress.lost_in_a_row += 1
        if egress is self.current and (is_refused or egress.lost_in_a_row >= RUN):
            following = self._all[egress.number % len(self._all)]
            return self._switch(following, "down", now)
        return self._look_for_quicker(egress, now)

    def _look_for_quicker(self, egress: Egress, now: float) -> str | None:
        if egress is not self.current or egress.seconds <= SLOW_SECONDS:
            return None
        others = self._all[egress.number :] + self._all[: egress.number - 1]
        best = min(others, key=lambda each: each.remembered_seconds(now), default=egress)
        if best.remembered_seconds(now) * QUICKER >= egress.seconds:
            return None
        return self._switch(best, "slow", now)

    def _switch(self, to: Egress, why: str, now: float) -> str | None:
        if to is self.current:
            return None
        self.current.left_at, self.current = now, to
        to.lost_in_a_row, to.left_at = 0, None
        to.recent.clear()
        return why
