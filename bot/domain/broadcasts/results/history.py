"""What a coordinator looks for among broadcasts that were sent: whose, how they ended, in which month."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.broadcasts.broadcast import UNDER_WAY, BroadcastStatus
from bot.domain.time import moment, wall_clock


class Whose(StrEnum):
    MINE = "mine"
    AREA = "area"


class End(StrEnum):
    """How a broadcast ended, or that it goes on."""

    ANY = "any"
    GOING = "going"
    SENT = "sent"
    STOPPED = "stopped"


ENDS = {
    End.GOING: UNDER_WAY,
    End.SENT: (BroadcastStatus.SENT,),
    End.STOPPED: (BroadcastStatus.CANCELLED,),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """`month` is 2026-11 by the clock of who looks, or empty for all of them."""

    whose: Whose = Whose.MINE
    end: End = End.ANY
    month: str = ""


def month_of(at: datetime, zone: str) -> str:
    return f"{wall_clock(at, zone):%Y-%m}"


def span(month: str, zone: str) -> tuple[datetime, datetime] | None:
    """From when until when a month lasts; None for what is no month."""
    try:
        first = datetime.strptime(month, "%Y-%m")  # noqa: DTZ007 - a wall clock
        after = first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1)
        return moment(first, zone), moment(after, zone)
    except (ValueError, OverflowError):
        return None
