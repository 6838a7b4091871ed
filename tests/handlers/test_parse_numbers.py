"""Numbers as people type them: read right, or asked again."""

from pathlib import Path

import pytest

from bot.i18n import Translator
from handlers.shared.parse_numbers import read_number

ROWS = [line.split("\t") for line in (Path(__file__).parent / "numbers.tsv").read_text("utf-8").splitlines() if line]
RU, EN = Translator("ru"), Translator("en")


@pytest.mark.parametrize(("typed", "expected"), ROWS)
def test_a_number_is_read_right_or_asked_again(typed: str, expected: str) -> None:
    number = read_number(typed, RU)
    assert ("ASK" if number is None else str(number)) in expected.split("|")


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("20 мест", 20),
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
    assert read_number("20 seats", EN) == 20
