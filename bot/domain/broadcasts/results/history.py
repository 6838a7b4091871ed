"""The filter of sent broadcasts: by author, by end and by month."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.broadcasts.broadcast import UNDER_WAY, BroadcastStatus
from bot.domain.time import moment, wall_clock


class Whose(StrEnum):
    MINE = "mine"
    AREA = "area"


class End(StrEnum):
    """The end of a broadcast, or its sending state."""

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
    """A filter. `month` is 2026-11 by the viewer's clock, or empty for all months."""

    whose: Whose = Whose.MINE
    end: End = End.ANY
    month: str = ""


def month_of(at: datetime, zone: str) -> str:
    return f"{wall_clock(at, zone):%Y-%m}"


def span(month: str, zone: str) -> tuple[datetime, datetime] | None:
    """The first and the last moment of a month; None for a text that is no month."""
    try:
        first = datetime.strptime(month, "%Y-%m")  # noqa: DTZ007 - a wall clock
        after = first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1)
        return moment(first, zone), moment(after, zone)
    except (ValueError, OverflowError):
        return None
