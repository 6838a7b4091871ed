"""What an author changes in copies of a broadcast that people have already got: the words, or the copies go.

Telegram lets a bot edit what it said at any time, and delete it within 48 hours. Neither makes a sound, so nobody's
night is spared; both go before broadcasts, since a wrong date in many chats is urgent, and after reminders and answers.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.broadcasts.broadcast import Broadcast, Form
from bot.domain.broadcasts.compose.wording import Content
from bot.domain.deliveries import MUTE, Plan
from bot.domain.retention import BROADCAST_EDIT

KIND = MUTE
CAUSE = "correction"
ENDED = "corrected"  # the cause of what its author hears at the end
PRIORITY = 7
# Telegram's own limit for taking a message back.
RECALL_WITHIN = timedelta(hours=48)
# Who stopped the bot and comes back within that time gets the corrected words; later they are forgotten.
CORRECT_WITHIN = BROADCAST_EDIT.term
# How long a batch that still has the old words may be on its way to the ledger.
SETTLE = timedelta(seconds=5)


class EditKind(StrEnum):
    CORRECT = "correct"
    RECALL = "recall"


class Place(StrEnum):
    """Where the words of a copy stand."""

    TEXT = "text"
    CAPTION = "caption"


# What Telegram takes there, in UTF-16 units, after the markup is parsed.
MOST = {Place.TEXT: 4096, Place.CAPTION: 1024}


class EditOutcome(StrEnum):
    """What became of the wish to correct or recall.

    GONE: no such broadcast or change of theirs. FORBIDDEN: they coordinate these people no more. UNSENT: nothing was
    sent yet. NOTHING: there is no copy left that could be changed. BUSY: another change of it goes on. RECALLED: its
    copies were taken back. OVER: the change has started already, or has ended.
    """

    DONE = "done"
    GONE = "gone"
    FORBIDDEN = "forbidden"
    UNSENT = "unsent"
    NOTHING = "nothing"
    BUSY = "busy"
    RECALLED = "recalled"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class BroadcastEdit:
    """A change of the copies of a broadcast; a draft until `started_at`.

    `content` has the corrected words (None for a recall, and again once they are forgotten), `place` says where a COPY
    has them, `message_id` is the message in the author's chat that the rest is copied from. `planned_up_to` is the id
    of the last row of the broadcast whose copy is planned, `copies` how many there are to change.
    """

    id: int
    broadcast_id: int
    kind: EditKind
    author_id: int | None
    created_at: datetime
    content: Content | None = None
    place: Place | None = None
    message_id: int | None = None
    planned_up_to: int = 0
    copies: int = 0
    progress_message_id: int | None = None
    started_at: datetime | None = None
    stopped_at: datetime | None = None
    finished_at: datetime | None = None

    @property
    def is_running(self) -> bool:
        return self.started_at is not None and self.stopped_at is None and self.finished_at is None


@dataclass(frozen=True, slots=True)
class EditProgress:
    """How far a change is: counts of its ledger rows.

    `gone` are copies that were there no more, `failed` those that Telegram refused to change, `blocked` of people who
    stopped the bot, `late` past their time, `too_old` copies that were too old from the beginning.
    """

    copies: int
    done: int = 0
    gone: int = 0
    failed: int = 0
    blocked: int = 0
    late: int = 0
    too_old: int = 0
    waiting: int = 0

    @property
    def tenths(self) -> int:
        """How much is done, of ten."""
        over = self.done + self.gone + self.failed + self.blocked + self.late
        return min(10 * over // max(self.copies, 1), 10)

    @property
    def left_out(self) -> int:
        """Those whose copy stays as it was: the change was stopped."""
        return max(self.copies - self.done - self.gone - self.failed - self.blocked - self.late - self.waiting, 0)


@dataclass(frozen=True, slots=True)
class EditReport:
    """A change with its broadcast and how far it is; `chat_id` is the author's, None when they are forgotten."""

    change: BroadcastEdit
    broadcast: Broadcast
    progress: EditProgress

    @property
    def chat_id(self) -> int | None:
        return self.broadcast.from_chat_id


def corrected(broadcast: Broadcast, change: BroadcastEdit) -> Broadcast:
    """The broadcast with the corrected words: what is still to be sent, and what every copy becomes."""
    if change.content is None:
        return broadcast
    if broadcast.form is Form.COPY:
        return replace(broadcast, message_id=change.message_id or broadcast.message_id)
    return reworded(broadcast, change.content.text)


def reworded(broadcast: Broadcast, words: str) -> Broadcast:
    """An album or a text with other words; its links stay."""
    old = broadcast.content or Content()
    if broadcast.form is Form.TEXT:
        return replace(broadcast, content=replace(old, text=words))
    return replace(broadcast, content=replace(old, files=captioned(old.files, words)))


def captioned(files: tuple[tuple[str, str, str], ...], words: str) -> tuple[tuple[str, str, str], ...]:
    """An album with other words under the file that has some."""
    at = caption_at(files)
    return tuple((kind, file, words if place == at else said) for place, (kind, file, said) in enumerate(files))


def caption_at(files: tuple[tuple[str, str, str], ...]) -> int | None:
    """Which file of an album has the words; None when none has."""
    return next((place for place, (_, _, said) in enumerate(files) if said), None)


def plan(change: BroadcastEdit, started_at: datetime, sent_at: datetime, message_ids: tuple[int, ...]) -> Plan:
    """The row of one copy, said at `sent_at` with these messages."""
    is_recall = change.kind is EditKind.RECALL
    return Plan(
        kind=KIND,
        cause=CAUSE,
        cause_id=change.id,
        occasion=change.kind,
        due_at=started_at,
        expires_at=sent_at + RECALL_WITHIN if is_recall else started_at + CORRECT_WITHIN,
        priority=PRIORITY,
        payload={"message_ids": list(message_ids)},
    )


def report(change_id: int, now: datetime) -> Plan:
    """The author hears once how it ended, whatever the hour: they asked for it."""
    return Plan(
        kind="answer", cause=ENDED, cause_id=change_id, occasion="done", due_at=now, expires_at=now + CORRECT_WITHIN
    )
