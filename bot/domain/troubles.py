"""Troubles: what the operator of the bot has to know about, each with a name that logs, health and admins share."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Trouble(StrEnum):
    """A condition that somebody has to look at. The value stands in logs, `/health`, metrics and text keys."""

    LINE_LOSSY = "line-lossy"  # a noticeable share of requests to Telegram gets no answer
    LINE_DEAD = "line-dead"  # no request gets an answer
    TOKEN_REVOKED = "token-revoked"  # noqa: S105  a 401
    SECOND_COPY = "second-copy"  # 409: another process polls with this token
    SENDING_PAUSED = "sending-paused"  # a long 429
    STORE_AWAY = "store-away"  # unreachable, locked or without its tables
    STORE_CORRUPT = "store-corrupt"
    STORE_REPLACED = "store-replaced"  # the file was deleted, emptied or exchanged under the running bot
    DISK_FULL = "disk-full"
    DISK_LOW = "disk-low"
    CLOCK_JUMPED = "clock-jumped"
    REDIS_AWAY = "redis-away"
    POISONED_UPDATE = "poisoned-update"  # an update that could not be decoded was skipped
    QUESTION_OVERDUE = "question-overdue"
    CATALOGUE_STALE = "catalogue-stale"
    BACKUP_OLD = "backup-old"  # the last one failed, or none was made for a day and a half


# The store does not do what it should.
OF_STORE = frozenset({Trouble.STORE_AWAY, Trouble.STORE_CORRUPT, Trouble.STORE_REPLACED, Trouble.DISK_FULL})
# Nothing can be sent while one of these lasts.
MUTE = frozenset({Trouble.LINE_DEAD, Trouble.TOKEN_REVOKED})
# The bot cannot serve people while one of these lasts: `/health` answers "not ready".
SERIOUS = OF_STORE | MUTE
# These happen in a moment: they neither last nor end.
MOMENTARY = frozenset({Trouble.POISONED_UPDATE})
# These often pass by themselves: administrators are told of one that has lasted as long as PATIENCE.
PASSING = frozenset(
    {
        *(Trouble.LINE_LOSSY, Trouble.LINE_DEAD, Trouble.SENDING_PAUSED, Trouble.SECOND_COPY),
        *(Trouble.STORE_AWAY, Trouble.REDIS_AWAY),
    }
)
PATIENCE = timedelta(minutes=3)
# Administrators are told of a trouble again, if it still lasts or has come back, after this time at the earliest.
SILENCE = {Trouble.CATALOGUE_STALE: timedelta(days=7)}
USUAL_SILENCE = timedelta(days=1)

# So long after its forecast deadline has passed, a round of grants that nobody looked at makes the catalogue stale.
STALE_AFTER = timedelta(days=30)
# A question is overdue when it has waited this long.
ANSWER_WITHIN = timedelta(days=3)
# The least free space for a store, besides twice its size: a backup and a migration make copies of it.
DISK_BYTES_MIN = 500_000_000


@dataclass(frozen=True, slots=True)
class Lasting:
    """A trouble since a moment (aware, UTC) and, once it is over, until another one.

    `detail` has ids, counts and codes, no words of people.
    """

    trouble: Trouble
    since: datetime
    detail: str = ""
    until: datetime | None = None

    def lasted(self, now: datetime) -> timedelta:
        """The time from its beginning to its end, or until now."""
        return (self.until or now) - self.since


def is_worth_telling(each: Lasting, now: datetime) -> bool:
    """Tell whether administrators should hear of the trouble now."""
    return each.trouble not in PASSING or each.lasted(now) >= PATIENCE


def silence(trouble: Trouble) -> timedelta:
    """The least time between two messages to administrators about the same trouble."""
    return SILENCE.get(trouble, USUAL_SILENCE)


def is_disk_low(free_bytes: int, store_bytes: int) -> bool:
    """Tell whether the store's disk needs attention before it is full."""
    return free_bytes < max(DISK_BYTES_MIN, 2 * store_bytes)
