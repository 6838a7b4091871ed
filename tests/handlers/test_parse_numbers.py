"""Numbers as people type them: read right with the unit of their question, or asked again."""

import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.i18n import Texts, Translator
from handlers.shared.parse_numbers import UNITS, Counted, read_number

FOLDER = Path(__file__).parent
ROWS = [line.split("\t") for line in (FOLDER / "numbers.tsv").read_text("utf-8").splitlines() if line]
VILLAGE = [line.split("\t") for line in (FOLDER / "village_numbers.tsv").read_text("utf-8").splitlines()]
RU, EN = Translator("ru"), Translator("en")
WORDS = [word for tr in Texts("ru") for key in UNITS.values() for word in tr.plain(key).split()]


@pytest.mark.parametrize(("typed", "expected"), ROWS)
def test_a_number_is_read_right_or_asked_again(typed: str, expected: str) -> None:
    number = read_number(typed, RU)
    assert ("ASK" if number is None else str(number)) in expected.split("|")


def test_a_number_is_taken_with_the_unit_of_its_question_alone() -> None:
    """Two weeks, about eighty and 84 households, as people over sixty type them, are no such number."""
    read = {(counted, typed): read_number(typed, RU, Counted(counted)) for counted, typed, _ in VILLAGE}
    told = {each: "ASK" if number is None else str(number) for each, number in read.items()}
    assert [row for row in VILLAGE if told[row[0], row[1]] not in row[2].split("|")] == []
    assert len(VILLAGE) > 200


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("240 (двести сорок)", 240),
        ("240 (двести сорок) человек", 240),
        ("240чел.", 240),
        ("240 (или 250)", None),
        ("1-2", None),
        ("0", 0),
    ],
)
def test_units_and_the_number_in_words_do_not_disturb(typed: str, number: int | None) -> None:
    assert read_number(typed, RU) == number


def test_english_units() -> None:
    assert read_number("20 seats", EN, Counted.SEATS) == 20
    assert read_number("we are 84 people", EN) == 84
    assert read_number("14 calendar days", EN, Counted.DAYS) == 14
    assert read_number("2 weeks", EN, Counted.DAYS) is None


PARTS = st.one_of(
    st.sampled_from(WORDS),
    st.integers(-9, 10**9).map(str),
    st.sampled_from(["0", "½", "٣", "８", ",", ".", "-", "+", "№", "\x00", "👍"]),
    st.text(max_size=4),
)


@given(st.lists(PARTS, max_size=8), st.sampled_from(["", " ", "\u00a0", "\n"]), st.sampled_from(Counted))
def test_any_words_are_one_number_of_their_figures_or_none(parts: list[str], gap: str, counted: Counted) -> None:
    typed = gap.join(parts)
    for tr in (RU, EN):
        number = read_number(typed, tr, counted)
        figures = "".join(letter for letter in typed if letter in string.digits)
        assert number is None or (number >= 0 and number == int(figures))
