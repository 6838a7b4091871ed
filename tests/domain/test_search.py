"""Search: the reading that fits, typos, rare words before common ones. Lemmas are given as plain words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.search import TYPED_MAX, Document, Index, cyrillic, pieces, readings

KEYBOARDS = ("йцукенгшщзхъфывапролджэячсмитьбю", "qwertyuiop[]asdfghjkl;'zxcvbnm,.")
SHELF = [
    Document("quorum", ("Сколько людей нужно на собрании?",), "кворум треть", "Не меньше одной трети жителей."),
    Document("charter", ("Что писать в уставе?",), "устав разделы", "Территорию, цели, сколько лет работают органы."),
    Document("boundaries", ("Кто утверждает границы?",), "дума карта", "Представительный орган."),
    Document("english", ("Who sets the boundaries?",), "council map", "The representative body."),
]


def plain(word: str) -> str:
    return "" if word in {"в", "на", "the"} else word


INDEX = Index(SHELF, plain)


def found(typed: str) -> list[str]:
    return [hit.id for hit in INDEX.find(readings(typed, KEYBOARDS), 3)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("кворум", "quorum"),
        ("КВОРУМ!!!", "quorum"),
        ("кворму", "quorum"),
        ("какие разделы в уставе", "charter"),
        ("кто утвирждает границы", "boundaries"),
        ("kvorum", "quorum"),
        ("rdjhev", "quorum"),
        ("uhfybws", "boundaries"),
        ("who sets boundaries", "english"),
        ("црщ ыуеы ищгтвфкшуы", "english"),
    ],
)
def test_the_right_document_comes_first(typed: str, first: str) -> None:
    assert found(typed)[0] == first


@pytest.mark.parametrize("typed", ["", "   ", "?!", "в на", "борщ", "1234567", "ы" * 4096, "😀😀"])
def test_what_fits_nothing_finds_nothing(typed: str) -> None:
    assert found(typed) == []


def test_no_more_are_found_than_asked_for() -> None:
    assert len(INDEX.find(["кто сколько что устав кворум границы"], 2)) == 2


def test_a_word_in_a_title_counts_more_than_one_in_a_body() -> None:
    assert found("сколько")[:2] == ["quorum", "charter"]


def test_an_empty_index_finds_nothing() -> None:
    assert Index([], plain).find(["кворум"], 3) == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kak sozdat tos", "как создат тос"),
        ("granicy", "границы"),
        ("vybory predsedatelya", "выборы председателя"),
        ("shchuka, yubiley", "щука, юбилей"),
        ("registraciya", "регистрация"),
        ("ob'yavlenie", "обьявление"),
    ],
)
def test_latin_letters_are_read_as_russian(typed: str, meant: str) -> None:
    assert cyrillic(typed.replace("'", "ь")) == meant


def test_a_line_has_its_own_reading_first() -> None:
    assert readings("Rfr cjplfnm NJC", KEYBOARDS)[:2] == ["rfr cjplfnm njc", "как создать тос"]
    assert readings("рщц", KEYBOARDS) == ["рщц", "how"]


@given(st.text(max_size=TYPED_MAX * 2))
def test_whatever_is_typed_scores_are_sane_and_in_order(typed: str) -> None:
    scores = [hit.score for hit in INDEX.find(readings(typed, KEYBOARDS), 3)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score < 2 for score in scores)


@given(st.text(min_size=1, max_size=20))
def test_a_word_is_alike_itself(word: str) -> None:
    assert pieces(word)
