"""Answers that contradict each other: a table of rules, each about two questions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from bot.domain.papers.interview import Answers, applies, certain


class Contradiction(StrEnum):
    """A contradiction between two answers."""

    PROPERTY_WITHOUT_ENTITY = "property_without_entity"
    GROUP_CHAIR_IS_SECRETARY = "group_chair_is_secretary"
    MEETING_CHAIR_IS_SECRETARY = "meeting_chair_is_secretary"
    GROUP_TOO_SMALL = "group_too_small"
    GROUP_AFTER_MEETING = "group_after_meeting"
    DELEGATES_OVER_RESIDENTS = "delegates_over_residents"
    DELEGATES_OVER_REPRESENTED = "delegates_over_represented"


@dataclass(frozen=True, slots=True)
class Rule:
    """Two questions, and the test that tells whether their answers, both given, contradict each other."""

    questions: tuple[str, str]
    clash: Callable[[Any, Any], bool]


def same_person(one: str, other: str) -> bool:
    """Tell whether two names are of one person, whatever the case of letters and the dots over "yo"."""
    return folded(one) == folded(other)


def folded(name: str) -> str:
    """A name as it is compared and sorted: small letters, without the dots over "yo"."""
    return name.casefold().replace("\u0451", "\u0435")


RULES: Mapping[Contradiction, Rule] = {
    # A TOS that is no legal entity has neither an account nor property of its own.
    Contradiction.PROPERTY_WITHOUT_ENTITY: Rule(
        ("property", "legal_entity"), lambda owned, entity: owned == "own" and entity == "no"
    ),
    Contradiction.GROUP_CHAIR_IS_SECRETARY: Rule(("group_chair", "group_secretary"), same_person),
    Contradiction.MEETING_CHAIR_IS_SECRETARY: Rule(("meeting_chair", "meeting_secretary"), same_person),
    Contradiction.GROUP_TOO_SMALL: Rule(("group_present", "group_secretary"), lambda present, _: present < 2),
    Contradiction.GROUP_AFTER_MEETING: Rule(
        ("group_on", "meeting_at"), lambda on, at: date.fromisoformat(on) > datetime.fromisoformat(at).date()
    ),
    Contradiction.DELEGATES_OVER_RESIDENTS: Rule(("elected", "residents"), lambda elected, live: elected > live),
    Contradiction.DELEGATES_OVER_REPRESENTED: Rule(("delegates", "represented"), lambda came, spoken: came > spoken),
}


def contradictions(answers: Answers, ages: int) -> tuple[Contradiction, ...]:
    """The contradictions between the answers that count. `ages` is the number of ages: 1 or 2."""
    return tuple(found for found, rule in RULES.items() if _clashes(rule, answers, ages))


def _clashes(rule: Rule, answers: Answers, ages: int) -> bool:
    one, other = (certain(answers, name) if applies(name, answers, ages) else None for name in rule.questions)
    return one is not None and other is not None and rule.clash(one, other)
