"""Broadcasts: one message of a coordinator to exactly those they mean.

    draft → sending → sent
                    → cancelled

The message stands in the author's chat with the bot and is copied from there: none of its words is stored.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zlib import crc32

from bot.domain.deliveries import Plan, speak_at
from bot.domain.time import after_quiet

KIND = "broadcast"
PRIORITY = 9  # after reminders and answers
# News that could not be said within a day (an outage, a blocked bot) is news no more.
LATE_AFTER = timedelta(hours=24)


class BroadcastStatus(StrEnum):
    DRAFT = "draft"
    SENDING = "sending"
    SENT = "sent"
    CANCELLED = "cancelled"


class AudienceKind(StrEnum):
    EVERYBODY = "everybody"
    MUNICIPALITY = "municipality"
    EVENT = "event"
    GRANT = "grant"


class BroadcastOutcome(StrEnum):
    """What became of a coordinator's wish.

    GONE: no such draft of theirs. FORBIDDEN: not their audience. NOWHERE: no such audience, or the event has begun.
    ALREADY: it is being sent or was. CHANGED: the draft is not what they reviewed. OVER: there is nothing to stop.
    """

    DONE = "done"
    GONE = "gone"
    FORBIDDEN = "forbidden"
    NOWHERE = "nowhere"
    ALREADY = "already"
    CHANGED = "changed"
    NOBODY = "nobody"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Audience:
    """`key` is a municipality's slug, an event's or a programme's id as text, or empty for everybody."""

    kind: AudienceKind
    key: str = ""

    @property
    def number(self) -> int:
        """The key as an id; 0, which nothing has, when it is none."""
        return int(self.key) if self.key.isascii() and self.key.isdigit() and len(self.key) <= 15 else 0


@dataclass(frozen=True, slots=True)
class Broadcast:
    """Where its message stands (None when the author is forgotten), whom it is for, and how far it is.

    `recipients` is how many get it; `planned_up_to` the id of the last person who is planned. `started_at` is the
    moment of the press, `finished_at` when nothing was left to do. A draft may still lack its audience.
    """

    id: int
    status: BroadcastStatus
    author_id: int | None
    created_at: datetime
    from_chat_id: int | None = None
    message_id: int | None = None
    audience: Audience | None = None
    recipients: int = 0
    planned_up_to: int = 0
    progress_message_id: int | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None

    @property
    def seal(self) -> str:
        """Eight characters that change with the message or the audience: what a coordinator has reviewed."""
        kind, key = (self.audience.kind, self.audience.key) if self.audience else ("", "")
        return f"{crc32(f'{self.message_id}:{kind}:{key}'.encode()):08x}"


@dataclass(frozen=True, slots=True)
class Review:
    """A draft before it is sent: whom it would reach now. `name` is the audience's.

    `asleep` of them get it in their morning; `woken` in their night, since their morning would be too late.
    """

    broadcast: Broadcast
    name: str
    recipients: int
    asleep: int
    woken: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a broadcast is: counts of its ledger rows.

    `waiting` are still to be sent, `asleep` of them in the morning. `repeated` may have been said twice. `source_gone`
    tells that the author's message was deleted before it could be copied for everybody.
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

    @property
    def undelivered(self) -> int:
        return self.blocked + self.failed + self.expired

    @property
    def left_out(self) -> int:
        """Those who are no longer to get it: they withdrew, or it was stopped."""
        return max(self.recipients - self.sent - self.undelivered - self.waiting, 0)


@dataclass(frozen=True, slots=True)
class Report:
    """A started broadcast and how far it is. `name` is the audience's."""

    broadcast: Broadcast
    name: str
    progress: Progress


def plan(broadcast_id: int, started_at: datetime, zone: str, until: datetime | None = None) -> Plan:
    """The row of everybody whose clock is `zone`: at once, or at 09:00 for those who sleep.

    From `until` on (an event has begun) it is not worth saying; if the morning is not before that, nobody waits for it.
    """
    expires_at = min(started_at + LATE_AFTER, until or datetime.max.replace(tzinfo=UTC))
    return Plan(
        kind=KIND,
        cause=KIND,
        cause_id=broadcast_id,
        occasion=KIND,
        due_at=speak_at(KIND, started_at, expires_at, zone),
        expires_at=expires_at,
        priority=PRIORITY,
    )


def sleeps(at: datetime, zone: str, until: datetime | None = None) -> bool:
    """Whether who lives in `zone` gets a broadcast that starts at `at` only in the morning."""
    return plan(0, at, zone, until).due_at > at


def is_woken(at: datetime, zone: str, until: datetime | None) -> bool:
    """Whether it is night in `zone` at `at`, but the morning would be too late."""
    return after_quiet(at, zone) > at and not sleeps(at, zone, until)


def report(broadcast_id: int, now: datetime) -> Plan:
    """The author hears once how it ended, whatever the hour: they asked for it."""
    return Plan(
        kind="answer", cause="report", cause_id=broadcast_id, occasion="done", due_at=now, expires_at=now + LATE_AFTER
    )
