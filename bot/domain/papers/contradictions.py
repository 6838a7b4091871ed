"""Answers that contradict each other: a table of rules, each about two questions."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from bot.domain.papers.agenda import VOTED
from bot.domain.papers.interview import Answers, applies, certain
from bot.domain.papers.questions import QUESTIONS, AnswerKind
from bot.domain.papers.votes import parse


class Contradiction(StrEnum):
    """A contradiction between two answers."""

    PROPERTY_WITHOUT_ENTITY = "property_without_entity"
    GROUP_CHAIR_IS_SECRETARY = "group_chair_is_secretary"
    MEETING_CHAIR_IS_SECRETARY = "meeting_chair_is_secretary"
    GROUP_TOO_SMALL = "group_too_small"
    GROUP_AFTER_MEETING = "group_after_meeting"
    DELEGATES_OVER_RESIDENTS = "delegates_over_residents"
    DELEGATES_OVER_REPRESENTED = "delegates_over_represented"
    VOTES_OF_OTHERS = "votes_of_others"
    OFFICE_REJECTED = "office_rejected"
    ENTITY_REJECTED = "entity_rejected"


@dataclass(frozen=True, slots=True)
class Rule:
    """Two questions, and the test that tells whether their answers, both given, contradict each other."""

    found: Contradiction
    questions: tuple[str, str]
    clash: Callable[[Any, Any], bool]


def same_person(one: str, other: str) -> bool:
    """Tell whether two names are of one person, whatever the case of letters and the dots over "yo"."""
    return folded(one) == folded(other)


def folded(name: str) -> str:
    """A name as it is compared and sorted: small letters, without the dots over "yo"."""
    return name.casefold().replace("\u0451", "\u0435")


def _is_rejected(votes: str) -> bool:
    return not parse(votes).has_majority


def _sums_differ(votes: str, came: int) -> bool:
    return parse(votes).present != came


RULES: tuple[Rule, ...] = (
    # A TOS that is no legal entity has neither an account nor property of its own.
    Rule(
        Contradiction.PROPERTY_WITHOUT_ENTITY,
        ("property", "legal_entity"),
        lambda owned, entity: owned == "own" and entity == "no",
    ),
    Rule(Contradiction.GROUP_CHAIR_IS_SECRETARY, ("group_chair", "group_secretary"), same_person),
    Rule(Contradiction.MEETING_CHAIR_IS_SECRETARY, ("meeting_chair", "meeting_secretary"), same_person),
    Rule(Contradiction.GROUP_TOO_SMALL, ("group_present", "group_secretary"), lambda present, _: present < 2),
    Rule(
        Contradiction.GROUP_AFTER_MEETING,
        ("group_on", "meeting_at"),
        lambda on, at: date.fromisoformat(on) > datetime.fromisoformat(at).date(),
    ),
    Rule(Contradiction.DELEGATES_OVER_RESIDENTS, ("elected", "residents"), lambda elected, live: elected > live),
    Rule(Contradiction.DELEGATES_OVER_REPRESENTED, ("delegates", "represented"), lambda came, spoken: came > spoken),
    # The charter has what was answered, the minutes what was voted.
    Rule(
        Contradiction.ENTITY_REJECTED,
        ("legal_entity", "votes_entity"),
        lambda entity, votes: entity == "yes" and _is_rejected(votes),
    ),
    # Who was not elected neither presides nor signs.
    Rule(Contradiction.OFFICE_REJECTED, ("group_chair", "votes_group"), lambda _, votes: _is_rejected(votes)),
    Rule(Contradiction.OFFICE_REJECTED, ("meeting_chair", "votes_presidium"), lambda _, votes: _is_rejected(votes)),
    *(
        Rule(Contradiction.VOTES_OF_OTHERS, (name, came), _sums_differ)
        for name in VOTED
        for came in QUESTIONS[name].depends_on
        if QUESTIONS[came].kind is AnswerKind.NUMBER
    ),
)


def contradictions(answers: Answers, ages: int) -> tuple[Rule, ...]:
    """The rules that the answers break, of those that count. `ages` is the number of ages: 1 or 2."""
    return tuple(rule for rule in RULES if _clashes(rule, answers, ages))


def _clashes(rule: Rule, answers: Answers, ages: int) -> bool:
    one, other = (certain(answers, name) if applies(name, answers, ages) else None for name in rule.questions)
    return one is not None and other is not None and rule.clash(one, other)
