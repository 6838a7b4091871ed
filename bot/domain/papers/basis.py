"""The basis of papers: the law and the municipality on the day when they are made."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.domain import quorum
from bot.domain.founding import Order
from bot.domain.municipalities import Municipality
from bot.domain.norms import Norm
from bot.domain.papers.interview import Answers, certain, value_of
from bot.domain.papers.kit import Paper
from bot.domain.quorum import ConferenceRule, MeetingRule, Verdict


@dataclass(frozen=True, slots=True)
class Basis:
    """The law on one day in one municipality; None is anywhere. `left_out` are the papers that a case does without."""

    norms: Mapping[str, Norm]
    where: Municipality | None
    today: date
    left_out: frozenset[Paper] = frozenset()

    @property
    def ages(self) -> tuple[int, ...]:
        """The ages to count, the oldest first; two while the law's age is not confirmed."""
        return quorum.ages(self.norms)

    @property
    def order(self) -> Order | None:
        return self.where.order if self.where else None

    @property
    def meeting(self) -> MeetingRule:
        return quorum.meeting_rule(self.norms, self.where.meeting_share if self.where else None)

    @property
    def conference(self) -> ConferenceRule:
        return quorum.conference_rule(self.norms, self.where.meeting_share if self.where else None)


def verdict(answers: Answers, basis: Basis) -> Verdict | None:
    """The verdict on the quorum of the meeting in the answers; None when numbers are missing or doubtful.

    The younger age is counted only where both of its numbers were given.
    """
    residents = _by_age(answers, basis.ages, "residents", "residents_young")
    if value_of(answers, "gathering") == "conference":
        elected, came, represented = (certain(answers, name) for name in ("elected", "delegates", "represented"))
        if not (residents and isinstance(elected, int) and isinstance(came, int) and isinstance(represented, int)):
            return None
        found = quorum.conference(residents, elected, came, represented, basis.conference)
        return found if isinstance(found, Verdict) else None
    present = _by_age(answers, basis.ages, "present", "present_young")
    both = {age: residents[age] for age in present if age in residents}
    if not both:
        return None
    counted = quorum.meeting(both, {age: present[age] for age in both}, basis.meeting.share)
    return counted if isinstance(counted, Verdict) else None


def _by_age(answers: Answers, ages: tuple[int, ...], *names: str) -> dict[int, int]:
    values = {age: certain(answers, name) for age, name in zip(ages, names, strict=False)}
    return {age: value for age, value in values.items() if isinstance(value, int)}
