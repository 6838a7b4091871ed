"""Quorum: exact to one person, and cautious where the law is unclear."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import quorum
from bot.domain.norms import Confidence, Norm
from bot.domain.quorum import ConferenceRule, Counted, MeetingRule, Problem, Verdict

THIRD = Fraction(1, 3)
CONFERENCE = ConferenceRule((18,), Fraction(2, 3), THIRD)
RESIDENTS = st.integers(1, quorum.MOST_RESIDENTS)
SHARES = st.fractions(min_value=Fraction(1, 100), max_value=1, max_denominator=100)


def norms(age_confidence: Confidence = Confidence.B) -> dict[str, Norm]:
    def norm(key: str, value: str, confidence: Confidence = Confidence.B) -> Norm:
        return Norm(key, value, confidence, date(2026, 9, 11), None, "33-ФЗ, ст. 50")

    known = [
        norm("federal.age_min", "18", age_confidence),
        norm("federal.age_min.131fz", "16", Confidence.A),
        norm("federal.quorum.meeting", "1/3"),
        norm("federal.quorum.conference.delegates", "2/3", Confidence.OWN),
        norm("federal.quorum.conference.residents", "1/3", Confidence.OWN),
    ]
    return {one.key: one for one in known}


def judged(outcome: Verdict | Problem) -> Verdict:
    assert isinstance(outcome, Verdict)
    return outcome


@pytest.mark.parametrize(
    ("residents", "share", "needed"),
    [
        (240, THIRD, 80),
        (241, THIRD, 81),
        (242, THIRD, 81),
        (243, THIRD, 81),
        (1, THIRD, 1),
        (2, THIRD, 1),
        (3, THIRD, 1),
        (4, THIRD, 2),
        (300, Fraction(1, 2), 150),
        (301, Fraction(1, 2), 151),
        (30, Fraction(2, 3), 20),
        (31, Fraction(2, 3), 21),
        (999_999, THIRD, 333_333),
        (1_000_000, THIRD, 333_334),
    ],
)
def test_votes_needed_are_exact(residents: int, share: Fraction, needed: int) -> None:
    assert quorum.votes_needed(residents, share) == needed


@given(RESIDENTS, SHARES)
def test_votes_needed_are_the_least_number_that_is_enough(residents: int, share: Fraction) -> None:
    needed = quorum.votes_needed(residents, share)
    assert needed >= share * residents > needed - 1
    assert 1 <= needed <= residents


@given(RESIDENTS, SHARES, st.data())
def test_as_many_as_are_missing_make_a_quorum_and_one_fewer_does_not(
    residents: int, share: Fraction, data: st.DataObject
) -> None:
    present = data.draw(st.integers(0, residents))
    verdict = judged(quorum.meeting({18: residents}, {18: present}, share))
    completed = judged(quorum.meeting({18: residents}, {18: present + verdict.missing}, share))
    assert completed.holds
    assert verdict.holds == (verdict.missing == 0)
    if verdict.missing:
        short = judged(quorum.meeting({18: residents}, {18: present + verdict.missing - 1}, share))
        assert not short.holds
        assert short.missing == 1


def test_meeting_tells_how_many_more_must_come() -> None:
    verdict = judged(quorum.meeting({18: 240}, {18: 79}, THIRD))
    assert (verdict.holds, verdict.needed, verdict.missing) == (False, 80, 1)
    assert judged(quorum.meeting({18: 240}, {18: 80}, THIRD)).holds


@pytest.mark.parametrize(
    ("adults", "everybody", "holds", "missing"),
    [(80, 84, True, 0), (80, 83, False, 1), (79, 90, False, 1), (60, 70, False, 20)],
)
def test_both_ages_must_hold_while_the_age_is_unconfirmed(
    adults: int, everybody: int, holds: bool, missing: int
) -> None:
    verdict = judged(quorum.meeting({18: 240, 16: 252}, {18: adults, 16: everybody}, THIRD))
    assert (verdict.holds, verdict.missing) == (holds, missing)
    assert [(line.age, line.needed) for line in verdict.lines] == [(18, 80), (16, 84)]


def test_young_people_do_not_stand_in_for_adults() -> None:
    verdict = judged(quorum.meeting({18: 30, 16: 33}, {18: 8, 16: 11}, THIRD))
    assert not verdict.holds
    assert verdict.worst.age == 18


@pytest.mark.parametrize(
    ("residents", "present", "problem"),
    [
        ({}, {}, Problem.NO_RESIDENTS),
        ({18: 0}, {18: 0}, Problem.NO_RESIDENTS),
        ({18: -5}, {18: 0}, Problem.NEGATIVE),
        ({18: 10}, {18: -1}, Problem.NEGATIVE),
        ({18: 10}, {18: 11}, Problem.MORE_CAME_THAN_LIVE),
        ({18: 10, 16: 12}, {18: 10, 16: 13}, Problem.MORE_CAME_THAN_LIVE),
        ({18: 10**9}, {18: 1}, Problem.TOO_MANY),
        ({18: 12, 16: 10}, {18: 4, 16: 4}, Problem.AGES_CONTRADICT),
        ({18: 10, 16: 12}, {18: 5, 16: 4}, Problem.AGES_CONTRADICT),
    ],
)
def test_impossible_meeting_is_named_not_counted(
    residents: dict[int, int], present: dict[int, int], problem: Problem
) -> None:
    assert quorum.meeting(residents, present, THIRD) is problem


@pytest.mark.parametrize(
    ("elected", "present", "represented", "holds"),
    [
        (30, 20, 80, True),
        (30, 19, 80, False),
        (30, 20, 79, False),
        (31, 20, 240, False),
        (31, 21, 80, True),
        (1, 1, 80, True),
    ],
)
def test_conference_needs_delegates_and_the_residents_of_those_present(
    elected: int, present: int, represented: int, holds: bool
) -> None:
    assert judged(quorum.conference({18: 240}, elected, present, represented, CONFERENCE)).holds is holds


def test_conference_counts_both_ages_while_the_age_is_unconfirmed() -> None:
    verdict = judged(quorum.conference({18: 240, 16: 252}, 30, 20, 83, CONFERENCE))
    assert [(line.counted, line.age, line.needed, line.missing) for line in verdict.lines] == [
        (Counted.DELEGATES, None, 20, 0),
        (Counted.RESIDENTS, 18, 80, 0),
        (Counted.RESIDENTS, 16, 84, 1),
    ]
    assert not verdict.holds


def test_delegates_may_represent_young_people_too() -> None:
    assert judged(quorum.conference({18: 240, 16: 252}, 30, 20, 252, CONFERENCE)).holds


@pytest.mark.parametrize(
    ("residents", "elected", "present", "represented", "problem"),
    [
        ({18: 0}, 30, 20, 0, Problem.NO_RESIDENTS),
        ({18: 240}, 0, 0, 0, Problem.NO_DELEGATES),
        ({18: 240}, -1, 0, 0, Problem.NEGATIVE),
        ({18: 240}, 30, 20, -80, Problem.NEGATIVE),
        ({18: 240}, 30, 31, 80, Problem.MORE_CAME_THAN_ELECTED),
        ({18: 240}, 30, 20, 241, Problem.MORE_REPRESENTED_THAN_LIVE),
        ({18: 240}, 10**9, 20, 80, Problem.TOO_MANY),
    ],
)
def test_impossible_conference_is_named_not_counted(
    residents: dict[int, int], elected: int, present: int, represented: int, problem: Problem
) -> None:
    assert quorum.conference(residents, elected, present, represented, CONFERENCE) is problem


COUNTS = st.integers(-2, 2 * quorum.MOST_RESIDENTS)


@given(COUNTS, COUNTS, COUNTS, COUNTS)
def test_conference_answers_whatever_numbers_come(residents: int, elected: int, present: int, represented: int) -> None:
    outcome = quorum.conference({18: residents}, elected, present, represented, CONFERENCE)
    if isinstance(outcome, Verdict) and outcome.holds:
        assert present * 3 >= elected * 2
        assert represented * 3 >= residents


def test_unconfirmed_age_counts_both_ages_and_a_confirmed_one_counts_alone() -> None:
    assert quorum.meeting_rule(norms()) == MeetingRule((18, 16), THIRD)
    assert quorum.meeting_rule(norms(Confidence.A)) == MeetingRule((18,), THIRD)


def test_local_share_only_makes_the_rule_stricter() -> None:
    assert quorum.meeting_rule(norms(), Fraction(1, 2)).share == Fraction(1, 2)
    assert quorum.meeting_rule(norms(), Fraction(1, 4)).share == THIRD
    assert quorum.conference_rule(norms(), Fraction(1, 2)) == ConferenceRule((18, 16), Fraction(2, 3), Fraction(1, 2))
    assert quorum.conference_rule(norms(), Fraction(1, 4)).residents == THIRD


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("240", 240),
        ("  240 ", 240),
        ("1 234", 1234),
        ("1\u00a0234", 1234),
        ("12\u202f345", 12_345),
        ("1 234 567", 1_234_567),
        ("007", 7),
        ("0", 0),
        ("1000000000", 10**9),
        ("1 23", None),
        ("12 345 6", None),
        ("около 300", None),
        ("−5", None),
        ("-5", None),
        ("+5", None),
        ("1,5", None),
        ("1.234", None),
        ("240 чел.", None),
        ("2 тыс", None),
        ("200-250", None),
        ("двести", None),
        ("²", None),
        ("٣", None),
        ("9" * 4000, None),
        ("", None),
    ],
)
def test_only_one_plain_number_is_read(typed: str, count: int | None) -> None:
    assert quorum.read_count(typed) == count


@given(st.text())
def test_any_text_reads_as_a_count_or_as_nothing(typed: str) -> None:
    count = quorum.read_count(typed)
    assert count is None or count >= 0


@pytest.mark.parametrize(
    ("norm", "houses", "elected"),
    [
        # One from 10, 20, 200: norms of representation that municipalities have published.
        (10, [60, 45, 112], [6, 5, 12]),
        (20, [60, 45, 112], [3, 3, 6]),
        (200, [60, 45, 112, 200, 201], [1, 1, 1, 1, 2]),
        (1, [3, 0], [3, 0]),
    ],
)
def test_delegates_by_the_norm_of_representation(norm: int, houses: list[int], elected: list[int]) -> None:
    assert quorum.delegates_by_house(houses, norm) == elected


@given(st.lists(st.integers(0, 5000), min_size=1, max_size=60), st.integers(1, 300))
def test_no_house_is_without_a_delegate_and_none_has_one_too_many(houses: list[int], norm: int) -> None:
    for residents, elected in zip(houses, quorum.delegates_by_house(houses, norm), strict=True):
        assert elected * norm >= residents > (elected - 1) * norm or residents == elected == 0


@pytest.mark.parametrize(
    ("residents", "share", "needed"),
    [
        (240, THIRD, 80),  # the example of the federal third
        (100, Fraction(1, 2), 50),  # a rural settlement near Ryazan: not less than half
        (101, Fraction(1, 2), 51),
        (30, Fraction(2, 3), 20),  # delegates
    ],
)
def test_shares_that_municipalities_publish(residents: int, share: Fraction, needed: int) -> None:
    assert quorum.votes_needed(residents, share) == needed
