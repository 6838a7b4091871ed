"""Tips: announcements that people saw and sent from a programme's card, until a coordinator says what came of them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.deliveries import Plan

TIP_CAUSE = "tip"
TIP_MAX = 500
# The most tips of one person that wait at once.
TIPS_MOST = 5


class TipKind(StrEnum):
    """A thing that a person saw: an announcement, or that the link to the organiser's page does not open."""

    ANNOUNCEMENT = "announcement"
    LINK = "link"


class TipOutcome(StrEnum):
    SENT = "sent"
    GONE = "gone"
    TOO_MANY = "too_many"


class TipAnswer(StrEnum):
    """The fate of a tip: its date stands in the catalogue now, it was known, it was not confirmed."""

    ENTERED = "entered"
    KNOWN = "known"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Tip:
    """Words, with a link or not, or a photo by its id in Telegram; of a dead link neither.

    `edit_id` is the edit of the catalogue that came of it.
    """

    id: int
    person_id: int
    programme_id: int
    text: str
    photo: str | None
    sent_at: datetime
    answered_at: datetime | None = None
    outcome: TipAnswer | None = None
    kind: TipKind = TipKind.ANNOUNCEMENT
    edit_id: int | None = None


def tip_notice(tip_id: int, now: datetime) -> Plan:
    """The notice to the coordinators of the programme; it may wait for the morning."""
    return Plan(kind="notice", cause=TIP_CAUSE, cause_id=tip_id, occasion="sent", due_at=now)


def tip_reply(tip_id: int, now: datetime) -> Plan:
    """The answer to the finder."""
    return Plan(kind="answer", cause=TIP_CAUSE, cause_id=tip_id, occasion="answered", due_at=now)
