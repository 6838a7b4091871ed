"""Broadcasts to many need a second pair of eyes: another coordinator agrees to just what they saw."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.broadcasts.broadcast import Broadcast
from bot.domain.deliveries import Plan

# A slip before a hundred neighbours cannot be taken back by a word in the yard any more; below that the second look
# would cost more than it saves: a street, a TOS, the people of one event stay under it.
THRESHOLD = 100
UNANSWERED_AFTER = timedelta(days=7)
REASON_MAX = 500
ASK, PREVIEW, VERDICT = "approval", "preview", "verdict"


@dataclass(frozen=True, slots=True)
class ApprovalVerdict:
    """What a second coordinator (`name`, empty when forgotten) answered about a broadcast, and why not."""

    broadcast: Broadcast
    agreed: bool
    name: str
    reason: str


def is_many(recipients: int) -> bool:
    return recipients >= THRESHOLD


def has_grown(seen: int, recipients: int) -> bool:
    """Whether `recipients` are more than a tenth more than those whom somebody agreed to."""
    return recipients * 10 > seen * 11


def asking(broadcast_id: int, asked_at: datetime, expires_at: datetime) -> list[Plan]:
    """What a second coordinator gets, whatever the hour: the very message, and below it whom it goes to."""
    return [
        Plan(
            kind="offer",
            cause=cause,
            cause_id=broadcast_id,
            occasion=f"asked@{asked_at:%Y-%m-%dT%H:%M:%S.%fZ}",
            due_at=asked_at,
            expires_at=expires_at,
            priority=priority,
        )
        for priority, cause in enumerate((PREVIEW, ASK))
    ]


def answered(broadcast_id: int, now: datetime) -> Plan:
    """The author hears the yes or the no."""
    return Plan(
        kind="answer",
        cause=VERDICT,
        cause_id=broadcast_id,
        occasion=f"answered@{now:%Y-%m-%dT%H:%M:%S.%fZ}",
        due_at=now,
        expires_at=now + UNANSWERED_AFTER,
    )
