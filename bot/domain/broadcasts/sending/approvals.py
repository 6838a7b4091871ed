"""Approval of broadcasts to many people: a second coordinator agrees to exactly what they saw."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.broadcasts.broadcast import Broadcast, Review
from bot.domain.broadcasts.compose.wording import Content
from bot.domain.deliveries import Plan

# A mistake before a hundred neighbours cannot be corrected in person any more; below that an approval would cost more
# than it saves: a street, a TOS, the people of one event stay under it.
THRESHOLD = 100
UNANSWERED_AFTER = timedelta(days=7)
REASON_MAX = 500
ASK, PREVIEW, VERDICT = "approval", "preview", "verdict"


@dataclass(frozen=True, slots=True)
class ApprovalVerdict:
    """The answer of a second coordinator (`name`, empty when erased) about a broadcast; `reason` when it was no."""

    broadcast: Broadcast
    agreed: bool
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class EarlierRefusal:
    """An earlier "no" to a broadcast; `name` is empty when erased, `reason` when none was given.

    `seal` is that of the draft that was refused, `content` its words or else, for a message that is copied,
    `message_id` the message in its author's chat.
    """

    name: str
    reason: str
    seal: str
    content: Content | None
    message_id: int | None


@dataclass(frozen=True, slots=True)
class ApprovalRequest:
    """A broadcast for its approval: the review, its author's name (empty when erased), and the earlier refusals."""

    review: Review
    author: str
    refusals: tuple[EarlierRefusal, ...]


class Difference(StrEnum):
    """The difference between a draft and what was refused before: none, in its words, or in anything else."""

    NONE = "none"
    WORDS = "words"
    REST = "rest"


def difference(broadcast: Broadcast, refusal: EarlierRefusal) -> Difference:
    if broadcast.seal == refusal.seal:
        return Difference.NONE
    was, now = refusal.content, broadcast.content
    return Difference.WORDS if was and now and _words(was) != _words(now) else Difference.REST


def _words(content: Content) -> tuple[str, ...]:
    return content.text, *(caption for _, _, caption in content.files)


def is_many(recipients: int) -> bool:
    return recipients >= THRESHOLD


def has_grown(seen: int, recipients: int) -> bool:
    """Tell whether `recipients` are over a tenth more than the number that somebody approved."""
    return recipients * 10 > seen * 11


def asking(broadcast_id: int, asked_at: datetime, expires_at: datetime) -> list[Plan]:
    """The two rows to a second coordinator, at any hour: the message itself, and below it its audience with buttons."""
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
    """The answer to the author: approved or refused."""
    return Plan(
        kind="answer",
        cause=VERDICT,
        cause_id=broadcast_id,
        occasion=f"answered@{now:%Y-%m-%dT%H:%M:%S.%fZ}",
        due_at=now,
        expires_at=now + UNANSWERED_AFTER,
    )
