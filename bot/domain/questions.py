"""Questions that residents ask a person, and what coordinators learn from searches that found nothing.

A question belongs to a municipality or to the whole region: its coordinators see it, and nobody else.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.deliveries import Plan
from bot.domain.people import REGION

CAUSE = "question"
QUESTION_MAX, ANSWER_MAX = 1000, 2000
# So many may wait for an answer at once: a coordinator is one person with one pair of hands.
OPEN_MOST = 5

MISS_MAX = 200
# What may be somebody's own: five digits or more however they are parted, an address of mail or of the net, a nickname.
_PRIVATE = re.compile(r"(?:\d[\s().+-]*){5,}|\S+@\S+|@\w+|https?://|www\.|t\.me/", re.IGNORECASE)


class AskOutcome(StrEnum):
    SENT = "sent"
    ALREADY = "already"
    GONE = "gone"
    TOO_MANY = "too_many"
    NOBODY = "nobody"


class AnswerOutcome(StrEnum):
    DONE = "done"
    ALREADY = "already"
    FORBIDDEN = "forbidden"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Question:
    """`asked_at` None is a draft. `municipality` None is the whole region. `previous_id`: what it goes on from."""

    id: int
    person_id: int
    municipality: str | None
    text: str
    created_at: datetime
    previous_id: int | None = None
    asked_at: datetime | None = None
    answered_at: datetime | None = None
    answer: str | None = None

    @property
    def scope(self) -> str:
        return self.municipality or REGION

    @property
    def is_open(self) -> bool:
        """It was asked, and nobody has answered yet."""
        return self.asked_at is not None and self.answered_at is None


@dataclass(frozen=True, slots=True)
class Desk:
    """Who there is to answer: municipalities with coordinators of their own, and whether the region has anybody."""

    slugs: tuple[str, ...] = ()
    region: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.slugs and not self.region

    def reaches(self, municipality: str | None) -> bool:
        """Whether a question from there has somebody to go to: the region answers for municipalities without any."""
        return self.region or municipality in self.slugs


def notice(question_id: int, now: datetime) -> Plan:
    """A word to coordinators that somebody waits; it can wait for the morning itself."""
    return Plan(kind="notice", cause=CAUSE, cause_id=question_id, occasion="asked", due_at=now)


def reply(question_id: int, now: datetime) -> Plan:
    """The answer to who asked; it is never delayed."""
    return Plan(kind="answer", cause=CAUSE, cause_id=question_id, occasion="answered", due_at=now, priority=0)


def is_private(typed: str) -> bool:
    """Whether a search looks as if it held something of a person: such words are not kept."""
    return bool(_PRIVATE.search(typed))
