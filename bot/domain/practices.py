"""Practices: what neighbours and TOS did elsewhere, each told by a source. The lesson is this project's own reading."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.norms import Confidence

CHEAP = 100_000


class PracticeTopic(StrEnum):
    YARD = "yard"
    PARK = "park"
    WATER = "water"
    ROAD = "road"
    CULTURE = "culture"
    MEMORY = "memory"
    SPORT = "sport"
    CHILDREN = "children"
    ELDERS = "elders"
    SAFETY = "safety"
    NEIGHBOURS = "neighbours"
    WASTE = "waste"
    SCHOOL = "school"
    ORGANISATION = "org"


class PracticeGroup(StrEnum):
    """Topics that share a button, in the buttons' order; CHEAP and OBLAST are no topics."""

    YARDS = "yards"
    LIGHT = "light"
    CHILDREN = "children"
    MEMORY = "memory"
    FEASTS = "feasts"
    PEOPLE = "people"
    CHEAP = "cheap"
    OBLAST = "oblast"


class DecidedBy(StrEnum):
    """The way in which it was decided and paid for."""

    BUDGET = "budget"  # initiative budgeting
    VOTE = "vote"
    CONTEST = "contest"
    GRANT = "grant"
    APPEAL = "appeal"
    OWN = "own"


GROUPS: Mapping[PracticeGroup, frozenset[PracticeTopic]] = {
    PracticeGroup.YARDS: frozenset({PracticeTopic.YARD, PracticeTopic.PARK, PracticeTopic.WASTE}),
    PracticeGroup.LIGHT: frozenset({PracticeTopic.SAFETY, PracticeTopic.WATER, PracticeTopic.ROAD}),
    PracticeGroup.CHILDREN: frozenset({PracticeTopic.CHILDREN, PracticeTopic.SPORT}),
    PracticeGroup.MEMORY: frozenset({PracticeTopic.MEMORY}),
    PracticeGroup.FEASTS: frozenset({PracticeTopic.CULTURE, PracticeTopic.NEIGHBOURS}),
    PracticeGroup.PEOPLE: frozenset({PracticeTopic.ELDERS, PracticeTopic.SCHOOL, PracticeTopic.ORGANISATION}),
}


@dataclass(frozen=True, slots=True)
class Practice:
    """A story. `told` is the date of its source as the source shows it; what the source does not say is left empty.

    `spent` is what it cost, or all that was given, in roubles. Without a municipality it is another region's.
    `programme` is the slug of the grant that paid for it.
    """

    slug: str
    title: str
    topics: tuple[PracticeTopic, ...]
    place: str
    year: str
    what: str
    lesson: str
    source: str
    told: str
    seen_on: date
    confidence: Confidence
    municipality: str | None = None
    decided: DecidedBy | None = None
    money: str = ""
    spent: int | None = None
    programme: str = ""


def chosen(practices: Iterable[Practice], group: PracticeGroup) -> Sequence[Practice]:
    """The stories of a group, those of the oblast first."""
    if group is PracticeGroup.CHEAP:
        found = [each for each in practices if each.spent is not None and each.spent <= CHEAP]
    elif group is PracticeGroup.OBLAST:
        found = [each for each in practices if each.municipality]
    else:
        found = [each for each in practices if GROUPS[group] & {*each.topics}]
    return sorted(found, key=lambda each: each.municipality is None)


def won_with(practices: Iterable[Practice], programme: str) -> Sequence[Practice]:
    """The stories that a grant paid for, by its slug."""
    return [each for each in practices if each.programme == programme]
