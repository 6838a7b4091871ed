"""Questions of residents to coordinators, and searches that found nothing.

A question belongs to a municipality or to the whole region; only its coordinators see it.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.deliveries import Plan
from bot.domain.people import REGION

CAUSE = "question"
QUESTION_MAX, ANSWER_MAX = 1000, 2000
# The most open questions of one person at once: a coordinator can answer only so many.
OPEN_MOST = 5

MISS_MAX = 200
# What may be personal data: five digits or more with any separators, an e-mail or web address, a nickname.
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
    """A question. `asked_at` None is a draft, `municipality` None the whole region.

    `previous_id` is the question that it continues.
    """

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
        """Tell whether it was asked and is not answered yet."""
        return self.asked_at is not None and self.answered_at is None


@dataclass(frozen=True, slots=True)
class Desk:
    """The coordinators there are: municipalities that have some, and whether the region has any."""

    slugs: tuple[str, ...] = ()
    region: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.slugs and not self.region

    def reaches(self, municipality: str | None) -> bool:
        """Tell whether somebody can answer a question from there: the region answers for municipalities without any."""
        return self.region or municipality in self.slugs


def notice(question_id: int, now: datetime) -> Plan:
    """The notice to coordinators that a question is open; it may wait for the morning."""
    return Plan(kind="notice", cause=CAUSE, cause_id=question_id, occasion="asked", due_at=now)


def reply(question_id: int, now: datetime) -> Plan:
    """The answer to the person who asked; it is never delayed."""
    return Plan(kind="answer", cause=CAUSE, cause_id=question_id, occasion="answered", due_at=now, priority=0)


def is_private(typed: str) -> bool:
    """Tell whether a search may contain personal data: such words are not stored."""
    return bool(_PRIVATE.search(typed))
