"""The answers that people give about a round, and the rest that they take from something that they follow."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

# The offer's choices for a rest, in days.
PAUSES = (7, 30, 90)


class RoundAnswer(StrEnum):
    """An answer to a message about a round: applied, not for us, later.

    PREPARING and WON are said by an application alone, which reminds of what it knows by itself.
    """

    APPLIED = "applied"
    NO = "no"
    LATER = "later"
    PREPARING = "preparing"
    WON = "won"


class Answered(StrEnum):
    """The outcome of an answer. IN_APPLICATION: it is for the application to say, and this person cannot say it there.

    UNHEARD: the person follows nothing, and nothing is kept.
    """

    DONE = "done"
    IN_APPLICATION = "in_application"
    UNHEARD = "unheard"


@dataclass(frozen=True, slots=True)
class RoundReply:
    """An answer about a round; LATER has the moment at which to ask again."""

    answer: RoundAnswer
    until: datetime | None = None
