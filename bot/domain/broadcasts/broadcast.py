"""Broadcasts: one message of a coordinator to exactly those they mean.

    draft → (asked) → (scheduled) → sending ⇄ paused → sent
                                            → late     → cancelled

One message stands in the author's chat with the bot and is copied from there: none of its words is stored. Once it was
reviewed that is the bot's own copy, which its author cannot edit. Only what is made anew for each reader, an album or
words with variables, is kept until the broadcast is swept.
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
# News that could not be said within a day (an outage, a blocked bot) is news no more.
LATE_AFTER_MINUTES = 24 * 60
# Who reads the news hears this many of them a week: every other day. More, and people leave them all, or stop the bot.
NEWS_MOST, NEWS_WITHIN = 3, timedelta(days=7)
# So long one may wait for those who join later: well within the year that the ledger remembers who got it.
NEWCOMERS_WITHIN = timedelta(days=90)
# What is held because it is late ends when its author says nothing for a day.
ANSWER_WITHIN = timedelta(hours=24)
# How it ended is worth hearing for a day.
TOLD_WITHIN = timedelta(hours=24)


class BroadcastStatus(StrEnum):
    """ASKED waits for a second coordinator; LATE has stopped by itself and asks its author what to do."""

    DRAFT = "draft"
    ASKED = "asked"
    SCHEDULED = "scheduled"
    SENDING = "sending"
    PAUSED = "paused"
    LATE = "late"
    SENT = "sent"
    CANCELLED = "cancelled"


# Nothing of it has left yet.
BEFORE = (BroadcastStatus.DRAFT, BroadcastStatus.ASKED, BroadcastStatus.SCHEDULED)
# It has begun and, unless it is finished, is not over.
UNDER_WAY = (BroadcastStatus.SENDING, BroadcastStatus.PAUSED, BroadcastStatus.LATE)


class Form(StrEnum):
    """COPY: any one message, copied from the author's chat. ALBUM: files sent anew. TEXT: words with variables."""

    COPY = "copy"
    ALBUM = "album"
    TEXT = "text"


class AnchorKind(StrEnum):
    EVENT = "event"
    STAGE = "stage"


class BroadcastOutcome(StrEnum):
    """What became of a coordinator's wish.

    GONE: no such draft of theirs. FORBIDDEN: not their audience. NOWHERE: no such audience, or the event has begun.
    ALREADY: it is being sent or was. CHANGED: the draft is not what they reviewed. OVER: there is nothing to stop.
    FULL: no more files or links fit. MIXED: Telegram does not put such files into one album.
    MANY: an audience of too many parts. BARE: there is nobody yet whom one could narrow or leave out.
    UNFIT: newcomers cannot be awaited until then. UNTICKED: nobody has told yet who came.

    SCHEDULED: it goes out by itself at its moment. ASKED: a second coordinator has to agree first. ALONE: so many that
    one would have to, and there is none. GROWN: meanwhile they are more than a tenth more than was seen. PAST: its
    moment lies behind us. LIMIT: too much news of one author within a day. DECIDED: somebody else was quicker.
    RUNNING: it is not paused. PAUSED: it pauses already.
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


@dataclass(frozen=True, slots=True)
class Anchor:
    """A broadcast goes out `minutes` before the moment of `kind` and `id`: an event's start or a grant's stage."""

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
    """What is said, to whom, when, and how far it is. A draft may still lack its audience.

    A COPY stands in the author's chat (None when the author is forgotten); other forms have `content`. `send_at` is
    None for "at once" and moves with `anchor`. `newcomers_until`: who joins the audience before that gets it too;
    `newcomers` are those of the recipients who did, and since `rested_at` there is nothing to do but wait for them.
    `late_after` minutes behind its moment the rest is not sent: the author is asked.

    `asked_at` is when the author asked a second coordinator. `recipients` is how many get it; `planned_up_to` the id
    of the last person who is planned. `started_at` is when the sending began, `paused_at` since when it pauses,
    `finished_at` when nothing was left to do. `told_at` is when the author last saw how far it is, `told_sent` how
    many had got it then.
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
        """Whether it has begun and is not over: it may be paused and stopped."""
        return self.status in UNDER_WAY and self.finished_at is None

    @property
    def limits(self) -> Limits:
        return Limits(self.window.hours if self.window else None, self.late_after)

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        return self.content.links if self.content else ()

    @property
    def messages(self) -> int:
        """How many messages one reader gets: an album is as many as its files, and its buttons are one more."""
        if self.form is not Form.ALBUM or self.content is None:
            return 1
        has_buttons = bool(self.links) or (self.audience is not None and self.audience.is_news)
        return len(self.content.files) + has_buttons

    @property
    def seal(self) -> str:
        """Eight characters that change with whatever a coordinator reviews before sending."""
        when = (self.anchor or self.send_at, self.window, self.late_after)
        seen = (self.message_id, self.content, self.audience, self.newcomers_until, *when)
        return f"{crc32(repr(seen).encode()):08x}"


@dataclass(frozen=True, slots=True)
class Review:
    """A draft before it is sent: whom it would reach now. `names` are those of the audience's parts.

    `asleep` of them get it in their morning; `woken` in their night, since their morning would be too late. The
    audience is `everybody`, `left_out` tells why who of them does not get it. `anchor` is the title of what its moment
    hangs on.
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
    """The row of everybody whose clock is `zone`: at once, at 09:00 for who sleeps, or in the hours of `limits`.

    From `until` on (an event has begun) it is not worth saying; if the morning is not before that, nobody waits for it.
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
    """Whether who lives in `zone` gets a broadcast that starts at `at` only in the morning."""
    return plan(0, at, zone, until).due_at > at


def is_woken(at: datetime, zone: str, until: datetime | None) -> bool:
    """Whether it is night in `zone` at `at`, but the morning would be too late."""
    return after_quiet(at, zone) > at and not sleeps(at, zone, until)


def report(broadcast_id: int, now: datetime) -> Plan:
    """The author hears once how it ended, whatever the hour: they asked for it."""
    return Plan(
        kind="answer", cause="report", cause_id=broadcast_id, occasion="done", due_at=now, expires_at=now + TOLD_WITHIN
    )


def crowded(broadcast_id: int, now: datetime) -> Plan:
    """The author hears once that no more newcomers get it: with them they would be many, and nobody agreed to that."""
    return Plan(
        kind="answer",
        cause=CROWDED,
        cause_id=broadcast_id,
        occasion=CROWDED,
        due_at=now,
        expires_at=now + TOLD_WITHIN,
    )


def late(broadcast_id: int, now: datetime) -> Plan:
    """The author is asked once what becomes of the rest of a broadcast that is too late."""
    return Plan(
        kind="answer",
        cause="late",
        cause_id=broadcast_id,
        occasion=f"late@{now:%Y-%m-%dT%H:%M:%S.%fZ}",
        due_at=now,
        expires_at=now + ANSWER_WITHIN,
    )
