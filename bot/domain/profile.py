"""A person's own choices: their name in lists, what they hear of and when, how many buttons a screen has."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.grants import Applicant
from bot.domain.time import QUIET
from bot.domain.words import one_line

NAME_MIN, NAME_MAX, WORDS_MAX = 2, 60, 5
TOS_MAX = 100
# The quiet hours to choose from: when they begin and end; equal hours are none.
QUIET_CHOICES = (QUIET, (22, 8), (20, 10), (23, 7), (0, 0))


class Hearing(StrEnum):
    """Notifications that a person may mute. Answers, changes of what they joined and chosen news always come."""

    EVENTS = "events"
    GRANTS = "grants"
    CASES = "cases"


# The rows of the outbox that each of them is, by kind and cause.
ROWS = {
    ("reminder", "event"): Hearing.EVENTS,
    ("grant", "programme"): Hearing.GRANTS,
    ("grant", "programmes"): Hearing.GRANTS,
    ("reminder", "case"): Hearing.CASES,
}


@dataclass(frozen=True, slots=True)
class Profile:
    """The choices of a person beside those that each update needs, which `Person` has."""

    settlement: str | None = None
    tos: str | None = None
    applicants: frozenset[Applicant] = frozenset()
    muted: frozenset[Hearing] = frozenset()
    quiet: tuple[int, int] = QUIET


def is_muted(kind: str, cause: str, muted: Collection[str]) -> bool:
    """True for a row of the outbox that its reader does not want."""
    return ROWS.get((kind, cause)) in muted


def read_name(typed: str) -> str:
    """A typed name in one line; "" when it is none: a name has letters, spaces, hyphens, dots and apostrophes only."""
    name = one_line(typed)
    is_name = all(each.isalpha() or each in " -.'’" for each in name) and sum(map(str.isalpha, name)) >= NAME_MIN
    return name if is_name and len(name) <= NAME_MAX and len(name.split()) <= WORDS_MAX else ""
