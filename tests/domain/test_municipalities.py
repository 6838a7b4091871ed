"""Finding a municipality by what people type."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.municipalities import Municipality, MunicipalityKind, fold, latin, search
from bot.domain.norms import Confidence

SEED = Path(__file__).parents[2] / "storage" / "seed" / "municipalities.yaml"
ALL = [
    Municipality(
        slug=entry["slug"],
        name=entry["name"],
        kind=MunicipalityKind(entry["kind"]),
        aliases=tuple(entry["aliases"]),
        as_of=date(2025, 9, 1),
        source=entry["source"],
        confidence=Confidence(entry["confidence"]),
    )
    for entry in yaml.safe_load(SEED.read_text(encoding="utf-8"))["municipalities"]
]


def found(typed: str) -> list[str]:
    return [one.slug for one in search(ALL, typed)]


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


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.slug)
def test_every_municipality_is_found_first_by_each_of_its_names(one: Municipality) -> None:
    for name in (one.name, *one.aliases):
        assert found(name)[0] == one.slug


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("Ивановский район", "ivanovsky"),
        ("ивановский округ", "ivanovsky"),
        ("Константиновский округ", "konstantinovsky"),
        ("СВОБОДНЫЙ", "svobodny"),
        ("райчих", "raychikhinsk"),
        ("поселок прогресс", "progress"),
        ("Blagoveshchensk", "blagoveshchensk"),
        ("blagoveshensk", "blagoveshchensk"),
        ("Belogorsk", "belogorsk"),
        ("zeya", "zeya"),
        ("Svobodny", "svobodny"),
        ("raichikhinsk", "raychikhinsk"),
        ("tsiolkovsky", "tsiolkovsky"),
        ("Благовищенск", "blagoveshchensk"),
        ("Шимоновск", "shimanovsk"),
        ("Магдагачинкий", "magdagachinsky"),
        ("Благовещенск, ул. Ленина", "blagoveshchensk"),
        ("Амурская область, Серышевский район, село", "seryshevsky"),
    ],
)
def test_people_find_their_municipality(typed: str, slug: str) -> None:
    assert found(typed)[0] == slug


@pytest.mark.parametrize(
    ("typed", "both"),
    [
        ("Благовещенск", ["blagoveshchensk", "blagoveshchensky"]),
        ("благовещенск", ["blagoveshchensk", "blagoveshchensky"]),
        ("Благов", ["blagoveshchensk", "blagoveshchensky"]),
        ("Blagoveshchensk", ["blagoveshchensk", "blagoveshchensky"]),
        ("Белогорск", ["belogorsk", "belogorsky"]),
        ("Зея", ["zeya", "zeysky"]),
        ("Свободный", ["svobodny", "svobodnensky"]),
        ("Тында", ["tynda", "tyndinsky"]),
        ("Шимановск", ["shimanovsk", "shimanovsky"]),
    ],
)
def test_namesakes_are_both_offered_and_the_city_comes_first(typed: str, both: list[str]) -> None:
    assert found(typed) == both


def test_okrug_is_found_alone_by_its_own_name() -> None:
    assert found("Благовещенский район") == ["blagoveshchensky"]


def test_exact_name_comes_before_a_longer_one_even_of_a_city() -> None:
    okrug = replace(ALL[0], slug="okrug", kind=MunicipalityKind.MUNICIPAL_OKRUG, name="Новый", aliases=())
    city = replace(ALL[0], slug="city", kind=MunicipalityKind.URBAN_OKRUG, name="Новый Мост", aliases=())
    assert [one.slug for one in search([city, okrug], "новый")] == ["okrug", "city"]


def test_an_exact_name_a_beginning_a_later_word_and_a_name_inside_come_in_this_order() -> None:
    """Their own names are in the opposite order: nothing but the match decides."""
    known = {"Г": "новая заря", "В": "новая заря вторая", "Б": "большая новая заря", "А": "заря"}
    places = [replace(ALL[0], slug=name, name=name, aliases=(alias,)) for name, alias in known.items()]
    assert [one.slug for one in search(reversed(places), "новая заря")] == [*known]


def test_two_of_one_name_and_kind_are_both_offered() -> None:
    places = [replace(ALL[0], slug=slug, name="Заря", aliases=()) for slug in ("first", "second")]
    assert [one.slug for one in search(places, "заря")] == ["first", "second"]


def test_later_word_of_a_name_is_enough() -> None:
    assert found("муниципальный район") == ["konstantinovsky", "svobodnensky", "selemdzhinsky"]


def test_several_that_begin_alike_are_all_offered() -> None:
    assert found("ma") == found("ма") == ["magdagachinsky", "mazanovsky"]


@pytest.mark.parametrize("typed", ["", "   ", "?!", "Хабаровск", "qwerty", "42"])
def test_nothing_is_guessed(typed: str) -> None:
    assert found(typed) == []


@given(st.text(max_size=60))
def test_any_text_is_answered_without_repeats(typed: str) -> None:
    slugs = found(typed)
    assert len(slugs) == len(set(slugs))
