"""The ledger: everything the bot says unasked is a row, planned with its cause and sent by the one door."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from bot.domain.time import after_hours, after_quiet

ATTEMPTS_MAX = 5
URGENT_WITHIN = timedelta(hours=24)
# The error of a row whose message was to be copied from where it is no more: Telegram's own words hold it too.
SOURCE_GONE = "message to copy not found"
# What makes no sound: a message that is there already is edited, or goes.
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
    """What is to be said and when. `occasion` names the moment, so a moved event may be told again.

    `priority` 0 goes before 5. `payload` holds ids and moments, never words: the text is made at the send. Two of its
    keys are rules for the row itself: see `Limits`.
    """

    kind: str
    cause: str
    cause_id: int
    occasion: str
    due_at: datetime
    expires_at: datetime | None = None
    priority: int = 5
    payload: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Limits:
    """When a row may be said at all. `hours` are those of the reader's own clock in which it may come.

    A row that is `late_after` minutes behind its `due_at` is held instead of said: somebody has to be asked.
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
        """Whether a row cannot wait until then: it would be later than it may be."""
        return self.late_after is not None and due_at + timedelta(minutes=self.late_after) < until


NO_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Delivery:
    """A claimed row with the address it goes to. `at` is the moment of the claim: what "today" is in its words.

    A group or channel is nobody's (`person_id` None) and has no language of its own (`locale` is empty). `message_ids`
    of a row of several messages are those that were sent before it came back. `name` and `municipality` (a slug) are
    the person's now.
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


@dataclass(frozen=True, slots=True)
class Record:
    """What became of a claimed row. `message_ids` are all that were sent, also of a row that goes back halfway.

    `status` PLANNED gives the row back: as it was; with `retry_at`, as one failure more of its own; with `moved_to`,
    to the chat that its group has become. `uncertain` says that it may have arrived all the same.
    """

    id: int
    account_id: int
    status: DeliveryStatus
    message_ids: tuple[int, ...] = ()
    error: str | None = None
    retry_at: datetime | None = None
    moved_to: int | None = None
    uncertain: bool = False


def speak_at(
    kind: str, due_at: datetime, expires_at: datetime | None, zone: str, hours: tuple[int, int] | None = None
) -> datetime:
    """When a due row may be said: at once, or in the morning if it can wait.

    Quiet hours move what can wait to 09:00 in the person's zone; if the morning is too late, the row goes at its own
    time. Answers, offers, what makes no sound and changes within 24 hours of the end are never delayed. What has
    `hours` of its own comes in them or not at all.
    """
    if hours is not None:
        return after_hours(due_at, hours, zone)
    if kind in ("answer", "offer", MUTE):
        return due_at
    if kind == "notice" and expires_at is not None and expires_at - due_at <= URGENT_WITHIN:
        return due_at
    morning = after_quiet(due_at, zone)
    return due_at if expires_at is not None and morning >= expires_at else morning
