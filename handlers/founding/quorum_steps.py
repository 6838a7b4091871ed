"""The questions of the quorum calculator, one number at a time, and the verdict on the numbers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from bot.domain import quorum
from bot.domain.norms import Norm
from bot.domain.quorum import ConferenceRule, Gathering, MeetingRule, Problem, Verdict, votes_needed

Rule = MeetingRule | ConferenceRule


class About(StrEnum):
    RESIDENTS = "residents"
    CAME = "came"
    ELECTED = "elected"
    DELEGATES = "delegates"
    REPRESENTED = "represented"


class Figure(NamedTuple):
    about: About
    age: int | None = None


RULES: dict[Gathering, Callable[[Mapping[str, Norm], Fraction | None], Rule]] = {
    Gathering.MEETING: quorum.meeting_rule,
    Gathering.CONFERENCE: quorum.conference_rule,
}


@dataclass(frozen=True, slots=True)
class Count:
    """An unfinished count: `numbers` answer the first of `questions`; `ages` are those counted, the oldest first."""

    gathering: Gathering
    slug: str
    ages: tuple[int, ...]
    numbers: tuple[int, ...] = ()

    @property
    def questions(self) -> tuple[Figure, ...]:
        residents = [Figure(About.RESIDENTS, age) for age in self.ages]
        if self.gathering is Gathering.MEETING:
            return (*residents, *(Figure(About.CAME, age) for age in self.ages))
        return (*residents, Figure(About.ELECTED), Figure(About.DELEGATES), Figure(About.REPRESENTED))

    @property
    def said(self) -> dict[Figure, int]:
        return dict(zip(self.questions, self.numbers, strict=False))

    @property
    def asked(self) -> Figure | None:
        """The next question; None when every number is there."""
        return next(iter(self.questions[len(self.numbers) :]), None)

    def with_number(self, number: int) -> "Count":
        return replace(self, numbers=(*self.numbers, number))

    def without_asked_age(self) -> "Count | None":
        """The count without the age in question, for people who do not know the number of younger residents.

        None when the question cannot be left out.
        """
        question = self.asked
        if question is None or question.about is not About.RESIDENTS or question.age == self.ages[0]:
            return None
        return replace(self, ages=tuple(age for age in self.ages if age != question.age))

    def before_gathering(self) -> "Count":
        """The count with only the numbers known before the gathering: residents and elected delegates."""
        known = [each for each in self.questions if each.about in (About.RESIDENTS, About.ELECTED)]
        return replace(self, numbers=self.numbers[: len(known)])

    def residents(self, age: int | None = None) -> int:
        """The number of residents of `age`; without an age the largest number given; 0 before any was given."""
        named = [count for each, count in self.said.items() if each.about is About.RESIDENTS]
        return self.said.get(Figure(About.RESIDENTS, age), max(named, default=0))

    def needed(self, rule: Rule) -> int:
        """The number that is enough as an answer to the next question; 0 where nothing is needed."""
        question = self.asked
        if isinstance(rule, MeetingRule):
            counts = question is not None and question.about is About.CAME
            return votes_needed(self.residents(question.age), rule.share) if question and counts else 0
        if question == Figure(About.DELEGATES):
            return votes_needed(self.said[Figure(About.ELECTED)], rule.delegates)
        return votes_needed(self.residents(), rule.residents) if question == Figure(About.REPRESENTED) else 0

    def judge(self, rule: Rule) -> Verdict | Problem:
        """The verdict on a complete count.

        On an incomplete count, of at least one number, only a Problem is valid; ignore a Verdict.
        """
        said = self.said
        residents = {age: said[Figure(About.RESIDENTS, age)] for age in self.ages if (About.RESIDENTS, age) in said}
        if isinstance(rule, MeetingRule):
            came = {age: said[Figure(About.CAME, age)] for age in self.ages if (About.CAME, age) in said}
            present = came or dict.fromkeys(residents, 0)
            return quorum.meeting({age: residents[age] for age in present}, present, rule.share)
        delegates = said.get(Figure(About.ELECTED), 1), said.get(Figure(About.DELEGATES), 0)
        return quorum.conference(residents, *delegates, said.get(Figure(About.REPRESENTED), 0), rule)


def resume(count: Count, rule: Rule) -> Count:
    """The count as it was left, or from its first question when it is forged or the rule has changed since."""
    possible = (
        count.numbers
        and count.ages == tuple(age for age in rule.ages if age in count.ages)
        and len(count.numbers) <= len(count.questions)
        and isinstance(count.judge(rule), Verdict)
    )
    return count if possible else replace(count, ages=rule.ages, numbers=())
