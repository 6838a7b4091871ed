"""Norms: when they are due, what their values mean, and how they are shown in a text."""

from datetime import date
from fractions import Fraction

import pytest

from bot.domain import norms
from bot.domain.norms import Confidence, Norm, Shape


def norm(value: str, recheck_on: date | None = None, confidence: Confidence = Confidence.B) -> Norm:
    return Norm("federal.age_min", value, confidence, date(2026, 9, 11), recheck_on, "33-ФЗ, ст. 50")


@pytest.mark.parametrize(
    ("recheck_on", "today", "due"),
    [
        (date(2027, 1, 10), date(2027, 1, 9), False),
        (date(2027, 1, 10), date(2027, 1, 10), True),
        (date(2027, 1, 10), date(2028, 1, 1), True),
        (None, date(2028, 1, 1), False),
    ],
)
def test_norm_is_due_from_its_day_on(recheck_on: date | None, today: date, due: bool) -> None:
    assert norms.is_due(norm("18", recheck_on), today) is due


@pytest.mark.parametrize("confidence", list(Confidence))
def test_only_the_law_itself_or_two_sources_confirm(confidence: Confidence) -> None:
    assert norms.is_confirmed(norm("18", confidence=confidence)) is (confidence == "A")


@pytest.mark.parametrize(
    ("value", "shape"),
    [
        ("1/3", Shape.SHARE),
        ("1/1", Shape.SHARE),
        ("4/3", Shape.TEXT),
        ("1/0", Shape.TEXT),
        ("0/3", Shape.TEXT),
        ("18", Shape.NUMBER),
        ("0", Shape.NUMBER),
        ("-18", Shape.TEXT),
        ("2027-01-01", Shape.DAY),
        ("2027-02-30", Shape.TEXT),
        ("33-ФЗ, ст. 50", Shape.TEXT),
        ("", Shape.TEXT),
    ],
)
def test_value_has_a_shape(value: str, shape: Shape) -> None:
    assert norms.shape(value) is shape


def test_values_are_read_as_what_they_are() -> None:
    assert norms.share(norm("1/3")) == Fraction(1, 3)
    assert norms.number(norm("18")) == 18
    assert norms.day(norm("2027-01-01")) == date(2027, 1, 1)


@pytest.mark.parametrize("value", ["18", "4/3", "треть"])
def test_no_share_is_made_up(value: str) -> None:
    with pytest.raises(ValueError, match=r"federal\.age_min"):
        norms.share(norm(value))


def test_no_number_is_made_up() -> None:
    with pytest.raises(ValueError, match=r"federal\.age_min"):
        norms.number(norm("1/3"))


def test_text_is_filled_where_it_shows_norms_and_nowhere_else() -> None:
    text = "Нужна {norm:federal.quorum.meeting} жителей {старше}.\n<i>{source:federal.age_min}</i>"
    said = norms.fill(text, lambda what, key: f"[{what} {key}]")
    assert said == "Нужна [norm federal.quorum.meeting] жителей {старше}.\n<i>[source federal.age_min]</i>"
    assert norms.keys_in(text) == {"federal.quorum.meeting", "federal.age_min"}
