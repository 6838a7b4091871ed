"""Quorum of a meeting or a conference: exact, and the stricter reading wherever the law is unclear.

Sources: 33-FZ, article 50 (a meeting: at least 1/3 of the residents of age); 131-FZ, article 27 (a conference: at
least 2/3 of the elected delegates, who represent at least 1/3 of the residents; unconfirmed for 33-FZ). The age is
18 by 33-FZ and 16 in older local acts: until it is confirmed, both are counted and both must hold.
"""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from bot.domain.norms import Norm, is_confirmed, number, share

MOST_RESIDENTS = 1_000_000
# Plain, no-break, narrow no-break and thin spaces separate the thousands.
ONE_NUMBER = re.compile(r"[0-9]{1,15}|[0-9]{1,3}(?:[ \u00a0\u202f\u2009][0-9]{3}){1,4}")

ByAge = Mapping[int, int]
"""The number of people by minimum age: {18: 240, 16: 252} are 240 adults among 252 people of 16 and over."""


class Gathering(StrEnum):
    """The kind of a gathering: a meeting of all residents, or a conference of delegates whom they elected before."""

    MEETING = "meeting"
    CONFERENCE = "conference"


class Counted(StrEnum):
    """The people whom a line of the verdict counts."""

    RESIDENTS = "residents"
    DELEGATES = "delegates"


class Problem(StrEnum):
    """The reason why numbers cannot be true."""

    NO_RESIDENTS = "no_residents"
    NO_DELEGATES = "no_delegates"
    NEGATIVE = "negative"
    TOO_MANY = "too_many"
    MORE_CAME_THAN_LIVE = "more_came_than_live"
    MORE_CAME_THAN_ELECTED = "more_came_than_elected"
    MORE_REPRESENTED_THAN_LIVE = "more_represented_than_live"
    AGES_CONTRADICT = "ages_contradict"


@dataclass(frozen=True, slots=True)
class MeetingRule:
    """The ages to ask for, and the share of the residents that must come."""

    ages: tuple[int, ...]
    share: Fraction


@dataclass(frozen=True, slots=True)
class ConferenceRule:
    """The ages to ask for, the share of the delegates that must come, and of the residents they must represent."""

    ages: tuple[int, ...]
    delegates: Fraction
    residents: Fraction


@dataclass(frozen=True, slots=True)
class Line:
    """One condition: `present` of `total` people, where `needed` are enough. `age` is None for delegates."""

    counted: Counted
    age: int | None
    total: int
    present: int
    needed: int

    @property
    def missing(self) -> int:
        """The number of people who must come in addition."""
        return max(0, self.needed - self.present)


@dataclass(frozen=True, slots=True)
class Verdict:
    """All conditions of a meeting or a conference; it has a quorum when every one of them holds."""

    lines: tuple[Line, ...]

    @property
    def holds(self) -> bool:
        """Tell whether there is a quorum."""
        return all(line.missing == 0 for line in self.lines)

    @property
    def worst(self) -> Line:
        """The condition that is furthest from being met; among equals the one that needs more people."""
        return max(self.lines, key=lambda line: (line.missing, line.needed))

    @property
    def needed(self) -> int:
        """The number of people that the worst condition needs."""
        return self.worst.needed

    @property
    def missing(self) -> int:
        """The number of people who must come in addition; at a meeting that many adults satisfy every age at once."""
        return self.worst.missing


def votes_needed(residents: int, share: Fraction) -> int:
    """The least whole number of people that is at least `share` of `residents`."""
    return math.ceil(share * residents)


def delegates_by_house(residents: Iterable[int], norm: int) -> list[int]:
    """The number of delegates of each house or entrance: one for every `norm` residents or a part of that number.

    0 where nobody lives. The local regulation decides whether a part counts; counted like this, no house is left
    without a delegate.
    """
    return [math.ceil(Fraction(count, norm)) for count in residents]


def meeting_rule(norms: Mapping[str, Norm], local_share: Fraction | None = None) -> MeetingRule:
    """The rule for a meeting by the federal norms and, where the local act is stricter, by the local share."""
    return MeetingRule(ages(norms), _stricter(share(norms["federal.quorum.meeting"]), local_share))


def conference_rule(norms: Mapping[str, Norm], local_share: Fraction | None = None) -> ConferenceRule:
    """The rule for a conference; a stricter local share raises the share of the residents to be represented."""
    return ConferenceRule(
        ages(norms),
        share(norms["federal.quorum.conference.delegates"]),
        _stricter(share(norms["federal.quorum.conference.residents"]), local_share),
    )


def ages(norms: Mapping[str, Norm]) -> tuple[int, ...]:
    """The ages to count, the oldest first: the confirmed one alone, or both while none is confirmed."""
    now = norms["federal.age_min"]
    before = norms["federal.age_min.131fz"]
    counted = {number(now)} if is_confirmed(now) else {number(now), number(before)}
    return tuple(sorted(counted, reverse=True))


def _stricter(federal: Fraction, local: Fraction | None) -> Fraction:
    return federal if local is None else max(federal, local)


def meeting(residents_by_age: ByAge, present_by_age: ByAge, share: Fraction) -> Verdict | Problem:
    """The verdict on a meeting: at least `share` of the residents of every given age must have come.

    Both mappings have the same ages. A Problem for numbers that cannot be true.
    """
    if problem := _residents_problem(residents_by_age) or _present_problem(residents_by_age, present_by_age):
        return problem
    return Verdict(tuple(_resident_lines(residents_by_age, present_by_age, share)))


def conference(
    residents_by_age: ByAge, elected: int, present: int, represented: int, rule: ConferenceRule
) -> Verdict | Problem:
    """The verdict on a conference.

    `elected` and `present` are delegates, `represented` are the residents whom the present delegates represent. The law
    does not say whether all elected delegates or the present ones must represent the residents: the stricter reading,
    the present ones, is used. A Problem for numbers that cannot be true.
    """
    if problem := _residents_problem(residents_by_age) or _delegates_problem(elected, present, represented):
        return problem
    if represented > max(residents_by_age.values()):
        return Problem.MORE_REPRESENTED_THAN_LIVE
    by_age = dict.fromkeys(residents_by_age, represented)
    delegates = Line(Counted.DELEGATES, None, elected, present, votes_needed(elected, rule.delegates))
    return Verdict((delegates, *_resident_lines(residents_by_age, by_age, rule.residents)))


def _resident_lines(residents_by_age: ByAge, present_by_age: ByAge, share: Fraction) -> Iterable[Line]:
    for age, residents in sorted(residents_by_age.items(), reverse=True):
        yield Line(Counted.RESIDENTS, age, residents, present_by_age[age], votes_needed(residents, share))


def _residents_problem(by_age: ByAge) -> Problem | None:
    counts = by_age.values()
    if any(count < 0 for count in counts):
        return Problem.NEGATIVE
    if not by_age or 0 in counts:
        return Problem.NO_RESIDENTS
    if max(counts) > MOST_RESIDENTS:
        return Problem.TOO_MANY
    return _ages_problem(by_age)


def _present_problem(residents_by_age: ByAge, present_by_age: ByAge) -> Problem | None:
    if any(count < 0 for count in present_by_age.values()):
        return Problem.NEGATIVE
    if any(present_by_age[age] > residents for age, residents in residents_by_age.items()):
        return Problem.MORE_CAME_THAN_LIVE
    return _ages_problem(present_by_age)


def _delegates_problem(elected: int, present: int, represented: int) -> Problem | None:
    if min(elected, present, represented) < 0:
        return Problem.NEGATIVE
    if elected == 0:
        return Problem.NO_DELEGATES
    if elected > MOST_RESIDENTS:
        return Problem.TOO_MANY
    return Problem.MORE_CAME_THAN_ELECTED if present > elected else None


def _ages_problem(by_age: ByAge) -> Problem | None:
    """The Problem of contradicting ages: people of 16 and over cannot be fewer than those of 18 and over."""
    counts = [by_age[age] for age in sorted(by_age)]
    return None if counts == sorted(counts, reverse=True) else Problem.AGES_CONTRADICT


def read_count(typed: str) -> int | None:
    """The one whole number that was typed, with or without spaces between thousands; None for anything else.

    Signs, fractions, ranges and words are refused, and units too: the word after a number may be "thousand".
    """
    number = typed.strip()
    return int(re.sub(r"\s", "", number)) if ONE_NUMBER.fullmatch(number) else None
