"""How far a broadcast is, and how it ended."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.broadcasts.broadcast import Broadcast
from bot.domain.broadcasts.results.refusals import Refused


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a broadcast is: counts of its ledger rows.

    `waiting` are still to be sent, `asleep` of them in the morning. `repeated` may have been said twice. `source_gone`
    tells that the author's message was deleted before it could be copied for everybody. `refused` says why the failed
    ones failed. `rate` is how many a second went out since the author was last told, None when that is not known;
    `closed_until` is when Telegram lets us go on, None when it does.
    """

    recipients: int
    sent: int = 0
    blocked: int = 0
    failed: int = 0
    expired: int = 0
    waiting: int = 0
    asleep: int = 0
    repeated: int = 0
    source_gone: bool = False
    refused: tuple[tuple[Refused, int], ...] = ()
    rate: float | None = None
    closed_until: datetime | None = None

    @property
    def awake(self) -> int:
        """Those who get it as soon as their turn comes."""
        return max(self.waiting - self.asleep, 0)

    @property
    def seconds_left(self) -> float | None:
        """Until all who are awake have it, at the pace of the last seconds; None when nobody can tell."""
        return self.awake / self.rate if self.rate and self.awake else None

    @property
    def tenths(self) -> int:
        """How much is done, of ten."""
        done = self.sent + self.undelivered
        return min(10 * done // max(self.recipients, 1), 10)

    @property
    def undelivered(self) -> int:
        return self.blocked + self.failed + self.expired

    @property
    def left_out(self) -> int:
        """Those who are no longer to get it: they withdrew, or it was stopped."""
        return max(self.recipients - self.sent - self.undelivered - self.waiting, 0)


@dataclass(frozen=True, slots=True)
class Report:
    """A started broadcast and how far it is. `names` are those of the audience's parts."""

    broadcast: Broadcast
    names: tuple[str, ...]
    progress: Progress
