"""Questions of residents to coordinators, and searches that found nothing.

A question belongs to a municipality or to the whole region; only its coordinators see it. It waits for them while the
last word is the person's, and ends when somebody closes it.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.deliveries import Plan
from bot.domain.people import REGION
from bot.domain.working_hours import WorkingHours

CAUSE = "question"
# The cause of rows that carry one message to the other side.
MESSAGE = "said"
QUESTION_MAX, ANSWER_MAX, REASON_MAX = 1000, 2000, 300
# The most open questions of one person at once: a coordinator can answer only so many.
OPEN_MOST = 5
# The most messages of one question, so that no flood of photos reaches a coordinator.
MESSAGES_MOST = 30
# The parts of an album come one by one, within a second.
ALBUM_GATHERS = timedelta(seconds=2)
TEXT = "text"

MISS_MAX = 200
# What may be personal data: five digits or more with any separators, an e-mail or web address, a nickname.
_PRIVATE = re.compile(r"(?:\d[\s().+-]*){5,}|\S+@\S+|@\w+|https?://|www\.|t\.me/", re.IGNORECASE)


class AskOutcome(StrEnum):
    SENT = "sent"
    ALREADY = "already"
    GONE = "gone"
    TOO_MANY = "too_many"
    NOBODY = "nobody"
    BANNED = "banned"


class AnswerOutcome(StrEnum):
    """HELD: a colleague has the question, who was not seen there yet."""

    DONE = "done"
    ALREADY = "already"
    FORBIDDEN = "forbidden"
    GONE = "gone"
    HELD = "held"


class Side(StrEnum):
    """The side that said something; a question back and an answer differ in what is promised."""

    PERSON = "person"
    STAFF = "staff"
    BACK = "back"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Words:
    """A message as it came: its kind, its words or caption, and where it stands, to be copied from there."""

    text: str
    kind: str = TEXT
    chat_id: int | None = None
    message_id: int | None = None
    album: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """The origin of a question: a conversation, a step of the person's case, answers that a search offered, a grant."""

    screen: str | None = None
    step: str | None = None
    offered: tuple[str, ...] = ()
    topic: str | None = None
    programme_id: int | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A message of a question. A staff's message is a draft until `sent_at`."""

    id: int
    question_id: int
    person_id: int | None
    side: Side
    words: Words
    written_at: datetime
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question. `asked_at` None is a draft, `municipality` None the whole region.

    `previous_id` is the question that it continues; `due_at` the promised moment; since `waiting_at` the staff have to
    act; `text` and `answer` are the first and the last words.
    """

    id: int
    person_id: int
    municipality: str | None
    text: str
    created_at: datetime
    previous_id: int | None = None
    topic: str | None = None
    screen: str | None = None
    step: str | None = None
    offered: tuple[str, ...] = ()
    programme_id: int | None = None
    asked_at: datetime | None = None
    due_at: datetime | None = None
    waiting_at: datetime | None = None
    answered_at: datetime | None = None
    answer: str | None = None
    closed_at: datetime | None = None
    helped: bool | None = None

    @property
    def scope(self) -> str:
        return self.municipality or REGION

    @property
    def is_open(self) -> bool:
        """Tell whether it was asked and is not closed yet."""
        return self.asked_at is not None and self.closed_at is None

    @property
    def waits_for_person(self) -> bool:
        """Tell whether the staff asked back and the person has not said more."""
        return self.is_open and self.waiting_at is None


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


@dataclass(frozen=True, slots=True)
class Office:
    """The terms on which coordinators answer: within so many working hours, reminded after so many, in order.

    `admin_ids` are the Telegram ids of the administrators named in the settings.
    """

    hours: WorkingHours
    answer_within: float
    remind_after: tuple[float, ...] = ()
    admin_ids: frozenset[int] = frozenset()

    def due(self, asked_at: datetime) -> datetime:
        return self.hours.after(asked_at, self.answer_within)

    def remind_at(self, waiting_at: datetime, reminded: int) -> datetime | None:
        """The moment of the next reminder of a question that has waited since then; None after the last one."""
        if reminded >= len(self.remind_after):
            return None
        return self.hours.after(waiting_at, self.remind_after[reminded])


def notice(question_id: int, now: datetime, occasion: str = "asked") -> Plan:
    """The notice to coordinators that a question is open; it may wait for the morning."""
    return Plan(kind="notice", cause=CAUSE, cause_id=question_id, occasion=occasion, due_at=now)


def carry(said: Said, now: datetime) -> Plan:
    """The message itself, to the person; only an album is waited for, whose parts come one by one."""
    due_at = now + ALBUM_GATHERS if said.words.album else now
    return Plan(kind="answer", cause=MESSAGE, cause_id=said.id, occasion="said", due_at=due_at, priority=0)


def is_private(typed: str) -> bool:
    """Tell whether a search may contain personal data: such words are not stored."""
    return bool(_PRIVATE.search(typed))
