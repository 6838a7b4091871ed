"""Edits of a broadcast that people have already got: its words are corrected, or its copies are recalled.

Telegram lets a bot edit its messages at any time, and delete them within 48 hours. Neither makes a sound, so neither
waits for the morning. Both go before broadcasts, since a wrong date in many chats is urgent, and after reminders and
answers.
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
ENDED = "corrected"  # the cause of the report to the author
WATCH = "watch"  # the cause of the notice to those who approved the words that are corrected
PRIORITY = 7
# Telegram's own limit for deleting a message.
RECALL_WITHIN = timedelta(hours=48)
# A person who stopped the bot and comes back within this time gets the corrected words.
CORRECT_WITHIN = BROADCAST_EDIT.term
# The longest time until a batch that was sent with the old words is recorded.
SETTLE = timedelta(seconds=5)


class EditKind(StrEnum):
    CORRECT = "correct"
    RECALL = "recall"


class Place(StrEnum):
    """The place of a copy's words."""

    TEXT = "text"
    CAPTION = "caption"


# Telegram's limit at each place, in UTF-16 units, after the markup is parsed.
MOST = {Place.TEXT: 4096, Place.CAPTION: 1024}


class EditOutcome(StrEnum):
    """The outcome of a request to correct or recall.

    GONE: the broadcast or edit does not exist or is not theirs. FORBIDDEN: they do not coordinate this audience any
    more. UNSENT: nothing was sent yet. NOTHING: there is no copy left to edit. BUSY: another edit of it is running.
    RECALLED: its copies were deleted. OVER: the edit has started already, or has ended.
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
    """An edit of the copies of a broadcast; a draft until `started_at`.

    `content` has the corrected words (None for a recall); `was` is the content, and `was_message_id` the message, that
    they replaced. `place` is the place of a
    COPY's words, `message_id` the message in the author's chat from which the remaining rows are copied.
    `planned_up_to` is the id of the broadcast's last row whose edit is planned, `copies` the number of copies to edit.
    """

    id: int
    broadcast_id: int
    kind: EditKind
    author_id: int | None
    created_at: datetime
    content: Content | None = None
    place: Place | None = None
    message_id: int | None = None
    was: Content | None = None
    was_message_id: int | None = None
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
    """The progress of an edit: counts of its outbox rows.

    `gone` are copies that did not exist any more, `failed` those that Telegram refused to edit, `blocked` those of
    people who stopped the bot, `late` those past their time, `too_old` those that were too old from the beginning.
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
        """The finished part, in tenths."""
        over = self.done + self.gone + self.failed + self.blocked + self.late
        return min(10 * over // max(self.copies, 1), 10)

    @property
    def left_out(self) -> int:
        """The number of copies that stay unchanged because the edit was stopped."""
        return max(self.copies - self.done - self.gone - self.failed - self.blocked - self.late - self.waiting, 0)


@dataclass(frozen=True, slots=True)
class EditReport:
    """An edit with its broadcast and its progress."""

    change: BroadcastEdit
    broadcast: Broadcast
    progress: EditProgress


def corrected(broadcast: Broadcast, change: BroadcastEdit) -> Broadcast:
    """The broadcast with the corrected words, for the rows that are still to be sent and for every copy."""
    if change.content is None:
        return broadcast
    if broadcast.form is Form.COPY:
        return replace(broadcast, message_id=change.message_id or broadcast.message_id)
    return reworded(broadcast, change.content.text)


def reworded(broadcast: Broadcast, words: str) -> Broadcast:
    """An album or a text with other words and the same links."""
    old = broadcast.content or Content()
    if broadcast.form is Form.TEXT:
        return replace(broadcast, content=replace(old, text=words))
    return replace(broadcast, content=replace(old, files=captioned(old.files, words)))


def captioned(files: tuple[tuple[str, str, str], ...], words: str) -> tuple[tuple[str, str, str], ...]:
    """The files of an album with other words in the one caption."""
    at = caption_at(files)
    return tuple((kind, file, words if place == at else said) for place, (kind, file, said) in enumerate(files))


def caption_at(files: tuple[tuple[str, str, str], ...]) -> int | None:
    """The index of the file of an album that has the caption; None when none has."""
    return next((place for place, (_, _, said) in enumerate(files) if said), None)


def plan(
    change: BroadcastEdit,
    started_at: datetime,
    sent_at: datetime,
    message_ids: tuple[int, ...],
    account_id: int | None = None,
) -> Plan:
    """The row that edits one copy, which was sent at `sent_at` with these messages to this account."""
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
        account_id=account_id,
    )


def report(change_id: int, now: datetime) -> Plan:
    """The report to the author at the end: once, and at any hour, since they asked for it."""
    return Plan(
        kind="answer", cause=ENDED, cause_id=change_id, occasion="done", due_at=now, expires_at=now + CORRECT_WITHIN
    )


def watch(change_id: int, now: datetime) -> Plan:
    """The notice of a correction to those who approved the broadcast, at any hour: they may recall it."""
    return Plan(
        kind="offer", cause=WATCH, cause_id=change_id, occasion=WATCH, due_at=now, expires_at=now + RECALL_WITHIN
    )
