"""The progress and the final report of a broadcast."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.broadcasts.broadcast import Broadcast
from bot.domain.broadcasts.results.refusals import Refused


@dataclass(frozen=True, slots=True)
class Progress:
    """The progress of a broadcast: counts of its outbox rows.

    `waiting` are still to be sent, `asleep` of them in the morning. `repeated` may have been sent twice. `source_gone`
    means that the author's message was deleted before it could be copied for everybody. `refused` has the failed rows
    by reason. `rate` is the number of rows a second since the author was last told, None when it is unknown;
    `closed_until` is the end of a pause that Telegram asked for, None without one.
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
        """The number of rows that wait only for their slot."""
        return max(self.waiting - self.asleep, 0)

    @property
    def seconds_left(self) -> float | None:
        """The seconds until all who are awake have it, at the present rate; None when it is unknown."""
        return self.awake / self.rate if self.rate and self.awake else None

    @property
    def tenths(self) -> int:
        """The finished part, in tenths."""
        done = self.sent + self.undelivered
        return min(10 * done // max(self.recipients, 1), 10)

    @property
    def undelivered(self) -> int:
        return self.blocked + self.failed + self.expired

    @property
    def left_out(self) -> int:
        """The number of recipients who do not get it: they withdrew, or it was stopped."""
        return max(self.recipients - self.sent - self.undelivered - self.waiting, 0)


@dataclass(frozen=True, slots=True)
class Report:
    """A started broadcast with its progress. `names` are those of the audience's parts."""

    broadcast: Broadcast
    names: tuple[str, ...]
    progress: Progress
