"""Troubles: what the operator of the bot has to know about, each with a name that logs, health and admins share."""

from dataclasses import dataclass
from datetime import datetime
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
    BACKUP_OLD = "backup-old"
    QUESTION_OVERDUE = "question-overdue"
    CATALOGUE_STALE = "catalogue-stale"


@dataclass(frozen=True, slots=True)
class Lasting:
    """A trouble that lasts since a moment (aware, UTC); `detail` has ids, counts and codes, no words of people."""

    trouble: Trouble
    since: datetime
    detail: str = ""
