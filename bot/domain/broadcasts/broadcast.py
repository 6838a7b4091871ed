"""Broadcasts: one message of a coordinator to exactly the audience they chose.

    draft → (asked) → (scheduled) → sending ⇄ paused → sent
                                            → late     → cancelled

A message is copied from the author's chat with the bot, so none of its words is stored. After the review the source is
the bot's own copy, which the author cannot edit. Only the content that is made anew for each reader, an album or words
with variables, is stored until the broadcast is swept.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from zlib import crc32

from bot.domain.broadcasts.audience.audience import Audience, LeftOut
from bot.domain.broadcasts.compose.wording import Content
from bot.domain.deliveries import Limits, Plan, speak_at
from bot.domain.time import after_quiet

KIND = "broadcast"
CROWDED = "crowded"
PRIORITY = 9  # after reminders and answers
# A broadcast that could not be sent within a day (an outage, a blocked bot) is not news any more.
LATE_AFTER_MINUTES = 24 * 60
# The most broadcasts a week for a reader of news: with more people leave all news, or stop the bot.
NEWS_MOST, NEWS_WITHIN = 3, timedelta(days=7)
# The longest wait for newcomers: well within the year for which outbox rows are kept and tell who got it.
NEWCOMERS_WITHIN = timedelta(days=90)
# A broadcast that is held because it is late ends when its author does not answer for a day.
ANSWER_WITHIN = timedelta(hours=24)
# The time in which the author may still be told how it ended.
TOLD_WITHIN = timedelta(hours=24)


class BroadcastStatus(StrEnum):
    """The status of a broadcast. ASKED waits for a second coordinator; LATE is paused until its author decides."""

    DRAFT = "draft"
    ASKED = "asked"
    SCHEDULED = "scheduled"
    SENDING = "sending"
    PAUSED = "paused"
    LATE = "late"
    SENT = "sent"
    CANCELLED = "cancelled"


# Nothing of it was sent yet.
BEFORE = (BroadcastStatus.DRAFT, BroadcastStatus.ASKED, BroadcastStatus.SCHEDULED)
# It was started and, unless it is finished, is not over.
UNDER_WAY = (BroadcastStatus.SENDING, BroadcastStatus.PAUSED, BroadcastStatus.LATE)


class Form(StrEnum):
    """The form of a broadcast.

    COPY: any one message, copied from the author's chat. ALBUM: files that are sent anew. TEXT: words with variables.
    """

    COPY = "copy"
    ALBUM = "album"
    TEXT = "text"


class AnchorKind(StrEnum):
    EVENT = "event"
    STAGE = "stage"


class BroadcastOutcome(StrEnum):
    """The outcome of a coordinator's request.

    GONE: the draft does not exist or is not theirs. FORBIDDEN: they may not address this audience. NOWHERE: there is no
    such audience, or the event has begun. ALREADY: it is being sent or was sent. CHANGED: the draft differs from what
    they reviewed. OVER: there is nothing to stop. FULL: no more files or links fit. MIXED: Telegram does not put such
    files into one album. MANY: the audience has too many parts. BARE: there is no part yet to narrow or to exclude
    from. UNFIT: newcomers cannot be awaited until then. UNTICKED: attendance is not recorded yet.

    SCHEDULED: it will be sent at its moment. ASKED: a second coordinator has to approve first. ALONE: it needs one, and
    there is none. GROWN: the recipients have grown by more than a tenth since the review. PAST: its moment has passed.
    LIMIT: too much news of one author within a day. DECIDED: somebody else decided first. RUNNING: it is not paused.
    PAUSED: it is paused already. EMPTY: its message was erased with its former author.
    """

    DONE = "done"
    GONE = "gone"
    FORBIDDEN = "forbidden"
    NOWHERE = "nowhere"
    ALREADY = "already"
    CHANGED = "changed"
    NOBODY = "nobody"
    OVER = "over"
    FULL = "full"
    MIXED = "mixed"
    MANY = "many"
    BARE = "bare"
    UNFIT = "unfit"
    UNTICKED = "unticked"
    SCHEDULED = "scheduled"
    ASKED = "asked"
    ALONE = "alone"
    GROWN = "grown"
    PAST = "past"
    LIMIT = "limit"
    DECIDED = "decided"
    RUNNING = "running"
    PAUSED = "paused"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Anchor:
    """The moment that a broadcast precedes by `minutes`: by `kind` and `id` an event's start or a grant's stage."""

    kind: AnchorKind
    id: int
    minutes: int

    def as_data(self) -> dict[str, Any]:
        return {"kind": self.kind.value, "id": self.id, "minutes": self.minutes}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Anchor":
        return cls(AnchorKind(data["kind"]), data["id"], data["minutes"])


@dataclass(frozen=True, slots=True)
class Window:
    """The hours of a reader's own clock in which a broadcast may come: from `first` o'clock until before `last`."""

    first: int
    last: int

    @property
    def hours(self) -> tuple[int, int]:
        return self.first, self.last


@dataclass(frozen=True, slots=True)
class Broadcast:
    """A broadcast: its content, audience, time and progress. A draft may still lack its audience.

    The source of a COPY is in the author's chat (None when the author is erased); other forms have `content`. `send_at`
    is None for "at once" and moves with `anchor`. People who join the audience before `newcomers_until` get it, too;
    `newcomers` is their number among the recipients, and since `rested_at` it only waits for more of them. When it is
    `late_after` minutes behind its moment, the rest is held: the author is asked.

    `asked_at` is when the author asked a second coordinator. `recipients` is their number, `planned_up_to` the id of
    the last person with a planned row. `started_at` is when the sending began, `paused_at` the beginning of the present
    pause, `finished_at` when nothing was left to do. `told_at` is when the author last saw the progress, `told_sent`
    the number of sent rows then.
    """

    id: int
    status: BroadcastStatus
    author_id: int | None
    created_at: datetime
    form: Form = Form.COPY
    from_chat_id: int | None = None
    message_id: int | None = None
    content: Content | None = None
    audience: Audience | None = None
    newcomers_until: datetime | None = None
    send_at: datetime | None = None
    anchor: Anchor | None = None
    window: Window | None = None
    late_after: int = LATE_AFTER_MINUTES
    asked_at: datetime | None = None
    recipients: int = 0
    newcomers: int = 0
    rested_at: datetime | None = None
    planned_up_to: int = 0
    progress_message_id: int | None = None
    told_at: datetime | None = None
    told_sent: int | None = None
    started_at: datetime | None = None
    paused_at: datetime | None = None
    finished_at: datetime | None = None

    @property
    def is_under_way(self) -> bool:
        """Tell whether it has begun and is not over: it may be paused and stopped."""
        return self.status in UNDER_WAY and self.finished_at is None

    @property
    def is_empty(self) -> bool:
        """Tell whether its message is gone: it cannot be sent (any further)."""
        return self.from_chat_id is None or (self.form is Form.COPY and self.message_id is None)

    @property
    def limits(self) -> Limits:
        return Limits(self.window.hours if self.window else None, self.late_after)

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        return self.content.links if self.content else ()

    @property
    def messages(self) -> int:
        """The number of messages that one reader gets: one for each file of an album, and one more for its buttons."""
        if self.form is not Form.ALBUM or self.content is None:
            return 1
        has_buttons = bool(self.links) or (self.audience is not None and self.audience.is_news)
        return len(self.content.files) + has_buttons

    @property
    def seal(self) -> str:
        """Eight characters that change with everything that a coordinator reviews before sending."""
        when = (self.anchor or self.send_at, self.window, self.late_after)
        seen = (self.message_id, self.content, self.audience, self.newcomers_until, *when)
        return f"{crc32(repr(seen).encode()):08x}"


@dataclass(frozen=True, slots=True)
class Review:
    """A draft before it is sent, with the people it would reach now. `names` are those of the audience's parts.

    `asleep` of them get it in their morning; `woken` in their night, since their morning would be too late. The
    audience is `everybody`; `left_out` has the numbers of people in it who do not get it, by reason. `anchor` is the
    title of its anchor.
    """

    broadcast: Broadcast
    names: tuple[str, ...]
    recipients: int
    asleep: int
    woken: int
    everybody: int = 0
    left_out: Mapping[LeftOut, int] = field(default_factory=dict)
    anchor: str = ""


def plan(
    broadcast_id: int, at: datetime, zone: str, until: datetime | None = None, limits: Limits | None = None
) -> Plan:
    """The row of everybody in `zone`: due at once, at 09:00 for people who sleep, or in the hours of `limits`.

    From `until` on (an event has begun) it is not sent; if the morning is not before that, it does not wait for it.
    """
    limits = limits or Limits(late_after=LATE_AFTER_MINUTES)
    due_at = speak_at(KIND, at, until, zone, limits.hours)
    ends_at = due_at + timedelta(minutes=limits.late_after or LATE_AFTER_MINUTES) + ANSWER_WITHIN
    return Plan(
        kind=KIND,
        cause=KIND,
        cause_id=broadcast_id,
        occasion=KIND,
        due_at=due_at,
        expires_at=min(ends_at, until or ends_at),
        priority=PRIORITY,
        payload=limits.as_data(),
    )


def sleeps(at: datetime, zone: str, until: datetime | None = None) -> bool:
    """Tell whether people in `zone` get a broadcast that starts at `at` only in the morning."""
    return plan(0, at, zone, until).due_at > at


def is_woken(at: datetime, zone: str, until: datetime | None) -> bool:
    """Tell whether it is night in `zone` at `at`, but the morning would be too late."""
    return after_quiet(at, zone) > at and not sleeps(at, zone, until)


def report(broadcast_id: int, now: datetime) -> Plan:
    """The report to the author at the end: once, and at any hour, since they asked for it."""
    return Plan(
        kind="answer", cause="report", cause_id=broadcast_id, occasion="done", due_at=now, expires_at=now + TOLD_WITHIN
    )


def crowded(broadcast_id: int, now: datetime) -> Plan:
    """The notice to the author, once, that no more newcomers get it: with them it would need an approval."""
    return Plan(
        kind="answer",
        cause=CROWDED,
        cause_id=broadcast_id,
        occasion=CROWDED,
        due_at=now,
        expires_at=now + TOLD_WITHIN,
    )


def late(broadcast_id: int, now: datetime) -> Plan:
    """The question to the author, once, what to do with the rest of a broadcast that is too late."""
    return Plan(
        kind="answer",
        cause="late",
        cause_id=broadcast_id,
        occasion=f"late@{now:%Y-%m-%dT%H:%M:%S.%fZ}",
        due_at=now,
        expires_at=now + ANSWER_WITHIN,
    )
