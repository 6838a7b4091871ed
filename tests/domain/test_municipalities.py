"""Names of municipalities folded for comparing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.municipalities import fold, latin


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("  Рабочий  ПОСЁЛОК\tПрогресс ", "рабочий поселок прогресс"),
        ("Ёлка", "елка"),
        ("Е\u0308лка", "елка"),
        ("Тындинскии\u0306", "тындинский"),
        ("Мало-помалу – тире — вот", "мало помалу тире вот"),
        ("г.Зея", "г зея"),
        ("snake_case", "snake case"),
        ("!!!", ""),
    ],
)
def test_text_is_folded_for_comparison(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("russian", "in_latin"),
    [
        ("благовещенск", "blagoveshchensk"),
        ("зея", "zeya"),
        ("тында", "tynda"),
        ("шимановск", "shimanovsk"),
        ("завитинский", "zavitinskiy"),
        ("октябрьский", "oktyabrskiy"),
    ],
)
def test_russian_names_are_written_in_latin_letters(russian: str, in_latin: str) -> None:
    assert latin(russian) == in_latin
