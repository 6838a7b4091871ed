"""The time of a broadcast: before an event or a deadline, within hours of the day, and the limit of lateness."""

import math
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.broadcasts.broadcast import Broadcast, Window

HOUR, DAY = 60, 24 * 60
# The times before a start or a deadline that buttons offer, in minutes.
LEADS = (HOUR, 2 * HOUR, DAY, 2 * DAY, 3 * DAY, 7 * DAY)
DAYS_MOST = 60
# Parts of the day in which people may get messages at all, 9 to 21: morning, afternoon, evening.
WINDOWS = (Window(9, 12), Window(12, 18), Window(18, 21))
LATES = (HOUR, 6 * HOUR, DAY, 3 * DAY)
# People leave the news when it comes every few hours, and then no announcement reaches them any more. Five a day are
# more than any municipality needs, and stop a stranger who has got a coordinator's phone.
NEWS_A_DAY = 5
# The number of free messages a second, and Telegram's price for each one above it, in tenths of a Star.
FREE_RATE = 30
TENTHS_A_MESSAGE = 1


class Halt(StrEnum):
    """The reason why a scheduled broadcast is a draft again.

    EVENT_OFF: the event of its anchor is cancelled. TOO_LATE: its moment has passed, by a move or an outage.
    UNANSWERED: nobody approved it in time. NO_RIGHT, NOWHERE, NOBODY, GROWN, LIMIT: as in `BroadcastOutcome`.
    """

    EVENT_OFF = "event-off"
    TOO_LATE = "too-late"
    UNANSWERED = "unanswered"
    NO_RIGHT = "no-right"
    NOWHERE = "nowhere"
    NOBODY = "nobody"
    GROWN = "grown"
    LIMIT = "limit"


def free_at(moments: Sequence[datetime], at: datetime) -> datetime:
    """The first moment, `at` or later, for one more piece of news: no 24 hours have more than NEWS_A_DAY.

    `moments` are those of the author's other news, past and scheduled.
    """
    day = timedelta(days=1)
    for candidate in sorted({at, *(each + day for each in moments if each + day > at)}):
        ordered = sorted([*moments, candidate])
        spans = zip(ordered, ordered[NEWS_A_DAY:], strict=False)
        if not any(last - first < day and first <= candidate <= last for first, last in spans):
            return candidate
    return at


def stars(broadcast: Broadcast, recipients: int, rate: float) -> int:
    """The highest price of a broadcast, in Stars: as if every message were above thirty a second. 0 when none is."""
    if rate <= FREE_RATE:
        return 0
    return -(-recipients * broadcast.messages * TENTHS_A_MESSAGE // 10)


def minutes_needed(broadcast: Broadcast, recipients: int, rate: float) -> int:
    """The time to send it at `rate` messages a second, in whole minutes, rounded up."""
    return math.ceil(recipients * broadcast.messages / rate / 60)
