"""Rows of the outbox: each notification is a row, planned with its cause and sent by the one worker."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from bot.domain.channels import TELEGRAM, Channel
from bot.domain.time import QUIET, after_hours, after_quiet

ATTEMPTS_MAX = 5
URGENT_WITHIN = timedelta(hours=24)
# The error of a row whose source message is gone; Telegram's own error has the same words.
SOURCE_GONE = "message to copy not found"
# The kind of rows that make no sound: they edit or delete a message that was sent before.
MUTE = "correction"


class DeliveryStatus(StrEnum):
    PLANNED = "planned"
    CLAIMED = "claimed"
    SENT = "sent"
    FAILED = "failed"
    BLOCKED = "blocked"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Plan:
    """A row to plan. `occasion` names the moment, so that a moved event may be announced again.

    `priority` 0 goes before 5. `payload` holds ids and moments, never words: the text is rendered at the send. Two of
    its keys are rules for the row itself: see `Limits`. With `account_id` the row goes to this account of theirs only.
    """

    kind: str
    cause: str
    cause_id: int
    occasion: str
    due_at: datetime
    expires_at: datetime | None = None
    priority: int = 5
    payload: dict[str, Any] = field(default_factory=dict)
    account_id: int | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits on when a row may be sent. `hours` are the hours of the reader's clock in which it may come.

    A row that is `late_after` minutes behind its `due_at` is held instead of sent: its author has to decide.
    """

    hours: tuple[int, int] | None = None
    late_after: int | None = None

    def as_data(self) -> dict[str, Any]:
        found = {"hours": list(self.hours) if self.hours else None, "late_after": self.late_after}
        return {key: value for key, value in found.items() if value is not None}

    @classmethod
    def of(cls, payload: dict[str, Any]) -> "Limits":
        hours = payload.get("hours")
        return cls((hours[0], hours[1]) if hours else None, payload.get("late_after"))

    def is_late(self, due_at: datetime, now: datetime) -> bool:
        return self.late_after is not None and due_at + timedelta(minutes=self.late_after) <= now

    def is_too_long(self, due_at: datetime, until: datetime) -> bool:
        """Tell whether a row cannot wait until then: it would be later than it may be."""
        return self.late_after is not None and due_at + timedelta(minutes=self.late_after) < until


NO_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Delivery:
    """A claimed row with the address it goes to. `at` is the moment of the claim: its text takes "today" from it.

    A group or channel belongs to no person (`person_id` None) and has no language (`locale` is empty). `message_ids`
    of a row of several messages are those that were sent before it was released. `name` and `municipality` (a slug)
    are the person's current ones. `channel` is the messenger of the account.
    """

    id: int
    person_id: int | None
    account_id: int
    chat_id: int
    locale: str
    zone: str
    kind: str
    cause: str
    cause_id: int
    occasion: str
    payload: dict[str, Any]
    attempts: int
    expires_at: datetime | None
    at: datetime
    message_ids: tuple[int, ...] = ()
    name: str = ""
    municipality: str | None = None
    channel: Channel = TELEGRAM


@dataclass(frozen=True, slots=True)
class Record:
    """The result of a claimed row. `message_ids` are all that were sent, also of a row that is released halfway.

    `status` PLANNED releases the row: unchanged; with `retry_at`, until then and with one failed attempt more, unless
    only the answer or the way was lost (`is_lost`); with `moved_to`, to the chat that its group has become. `uncertain`
    says that it may have arrived all the same.
    """

    id: int
    account_id: int
    status: DeliveryStatus
    message_ids: tuple[int, ...] = ()
    error: str | None = None
    retry_at: datetime | None = None
    moved_to: int | None = None
    uncertain: bool = False
    is_lost: bool = False


def speak_at(
    kind: str,
    due_at: datetime,
    expires_at: datetime | None,
    zone: str,
    hours: tuple[int, int] | None = None,
    quiet: tuple[int, int] = QUIET,
) -> datetime:
    """The moment at which a due row may be sent: at once, or in the morning if it can wait.

    Quiet hours move a row that can wait to their end in the person's zone; if that is too late, it goes at its own
    time. Answers, offers, rows that make no sound and notices within 24 hours of their end are never delayed. A row
    with `hours` of its own comes in these hours or not at all.
    """
    if hours is not None:
        return after_hours(due_at, hours, zone)
    if kind in ("answer", "offer", MUTE):
        return due_at
    if kind == "notice" and expires_at is not None and expires_at - due_at <= URGENT_WITHIN:
        return due_at
    morning = after_quiet(due_at, zone, quiet)
    return due_at if expires_at is not None and morning >= expires_at else morning
