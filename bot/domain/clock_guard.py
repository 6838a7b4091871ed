"""The clock guard: whether the bot's clock may be believed before something is finished, expired or erased.

A server's clock is wrong after a dead battery, a restored snapshot or a mistyped date. A clock a year ahead would
finish every event, expire every reminder and erase people for their absence, and none of it can be taken back.

The clock is compared with a reference: a moment that somebody else's clock showed, carried on by the monotonic clock,
which nobody can set. After a sleep of the machine the two differ as after a jump: only a new date of Telegram tells.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

# Clocks of servers drift by minutes; the smallest mistake of a hand or of a zone is half an hour.
LIMIT = timedelta(minutes=15)
# After a jump the clock is believed again only this close.
AGREEMENT = timedelta(minutes=2)
NO_DIFFERENCE = timedelta(0)


class Witness(StrEnum):
    """The source of a reference: Telegram's date, or the moment at which the store last saw the bot alive."""

    TELEGRAM = "telegram"
    STORE = "store"


@dataclass(frozen=True, slots=True)
class Reference:
    """A moment (aware), the reading of the monotonic clock in seconds when it was heard, and its source."""

    moment: datetime
    reading: float
    witness: Witness

    def moment_at(self, reading: float) -> datetime:
        """The moment at another reading of the monotonic clock."""
        return self.moment + timedelta(seconds=reading - self.reading)


def is_right(gap: timedelta, tolerance: timedelta, confirmed: timedelta = NO_DIFFERENCE) -> bool:
    """Tell whether a clock that is `gap` ahead of the reference is right, up to `tolerance`, inclusive.

    `confirmed` is a difference that an administrator has declared right: a clock that differs by it is right, too.
    """
    return min(abs(gap), abs(gap - confirmed)) <= tolerance
