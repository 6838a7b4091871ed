"""Finding a place by what people type: sure only where nobody could mean another one."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.municipalities import Municipality
from bot.domain.places.gazetteer import Gazetteer
from bot.domain.places.settlements import Settlement, SettlementKind
from bot.domain.places.spelling import distance, skeleton
from bot.domain.places.wording import forms
from bot.i18n import LOCALES
from bot.places import read_words
from tests.domain.places import MUNICIPALITIES, SETTLEMENTS, gazetteer, named, slugs

CASES = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parents[1] / "cases" / "municipalities.tsv").read_text("utf-8").splitlines()
]
KNOWN = {one.slug for one in MUNICIPALITIES}


def wanted(expected: str) -> set[str]:
    return {slug for slug in KNOWN if slug.startswith(expected[:-1])} if expected.endswith("*") else {expected}


@pytest.mark.parametrize(("typed", "expected"), CASES)
def test_where_people_say_they_live_is_found_or_asked(typed: str, expected: str) -> None:
    found = gazetteer().find(typed)
    if expected == "NONE":
        assert not found.is_sure
    elif expected == "ASK":
        assert not found.is_sure
        assert len(slugs(found)) > 1
    else:
        assert wanted(expected) <= slugs(found)
        assert slugs(found) == wanted(expected) or not found.is_sure


@pytest.mark.parametrize("file", ["more_places", "village_places"])
def test_more_ways_to_say_a_place_are_never_sure_and_wrong(file: str) -> None:
    """Cases, kinds, streets, two places at once, namesakes elsewhere; a bar stands between what may be found."""
    lines = (Path(__file__).parents[1] / "cases" / f"{file}.tsv").read_text("utf-8").splitlines()
    for typed, expected in (line.split("\t") for line in lines):
        found, slug = gazetteer().find(typed), expected.split("|")
        if found.is_sure:
            assert slugs(found) in [wanted(each) for each in slug], typed
        elif not {"ASK", "NONE"} & {*slug}:
            assert any(wanted(each) & slugs(found) for each in slug), typed


@pytest.mark.parametrize("one", MUNICIPALITIES, ids=lambda one: one.slug)
def test_every_municipality_is_found_by_each_of_its_names(one: Municipality) -> None:
    for name in (one.name, *one.aliases):
        found = gazetteer().find(name)
        assert one.slug in slugs(found)
        assert not found.is_missed


@pytest.mark.parametrize(
    "one", [each for each in SETTLEMENTS if each.kind is not SettlementKind.NICKNAME], ids=lambda one: one.name
)
def test_every_settlement_is_found_and_none_of_another_municipality_is_taken_for_it(one: Settlement) -> None:
    found = gazetteer().find(one.name)
    assert one.municipality in slugs(found)
    assert not found.is_sure or slugs(found) == {one.municipality}


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("живу в селе Тамбовка", "Тамбовка @ tambovsky"),
        ("из Тыгды", "Тыгда @ magdagachinsky"),
        ("в Ерофее Павловиче", "Ерофей Павлович @ skovorodinsky"),
        ("живу в Ромнах", "Ромны @ romnensky"),
        ("Новокиевского Увала", "Новокиевский Увал @ mazanovsky"),
        ("Усть-ивановке", "Усть-Ивановка @ blagoveshchensky"),
        ("тыгда магдагачинский район", "Тыгда @ magdagachinsky"),
        ("с. Ивановка, Зейский район", "Ивановка @ zeysky"),
        ("Ивановка Ивановского района", "Ивановка @ ivanovsky"),
        ("Благовещенск Белогорье", "Белогорье @ blagoveshchensk"),
        ("Чигири, Благовещенск", "Чигири @ blagoveshchensky"),
        ("675000, г. Благовещенск, ул. Зейская, д. 10, кв. 3", "Благовещенск @ blagoveshchensk"),
        ("ул. Ленина 5 г. Зея", "Зея @ zeya"),
        ("Тында, город", "Тында @ tynda"),
        ("Живу в городе Шимановск", "Шимановск @ shimanovsk"),
        ("в Шимановском районе", "shimanovsky"),
        ("Свободного района", "svobodnensky"),
        ("Амурская область, Серышевский район", "seryshevsky"),
        ("тамбовский", "tambovsky"),
        ("nsulf", "Тыгда @ magdagachinsky"),
        ("gjzhrjdj", "Поярково @ mikhaylovsky"),
        ("Tыгдa", "Тыгда @ magdagachinsky"),
        ("Tокуp", "Токур @ selemdzhinsky"),
        ("Skovorodinskiy rayon", "skovorodinsky"),
        ("Raichikhinsk", "Райчихинск @ raychikhinsk"),
        ("village Tygda", "Тыгда @ magdagachinsky"),
        ("углегорск", "Циолковский @ tsiolkovsky"),
        ("городской округ Прогресс", "Прогресс @ progress"),
        ("ЗАТО Циолковский", "Циолковский @ tsiolkovsky"),
    ],
)
def test_one_place_is_taken_without_a_question(typed: str, place: str) -> None:
    found = gazetteer().find(typed)
    assert named(found) == [place]
    assert found.is_sure


@pytest.mark.parametrize(
    ("typed", "some"),
    [
        ("Благавещенск", {"blagoveshchensk", "blagoveshchensky"}),  # a typing error, and namesakes
        ("Райчихнск", {"raychikhinsk"}),
        ("Чегири", {"blagoveshchensky"}),
        ("Берея", {"bureysky"}),  # a village that is not in the list, like one that is
        ("Войково", {"blagoveshchensky"}),
        ("Магдагача", {"magdagachinsky"}),
        ("Восточный", {"oktyabrsky", "tyndinsky", "tsiolkovsky"}),
        ("Октябрьский", {"oktyabrsky", "zeysky"}),
        ("Ивановский", {"ivanovsky", "mazanovsky"}),
        ("Свободка", {"svobodny", "svobodnensky"}),
        ("Ивановка Бурейский район", {"bureysky", "ivanovsky", "zeysky"}),  # the names contradict each other
        ("Зея, Зейский район", {"zeya", "zeysky"}),
        ("Белогорье, Благовещенский район", {"blagoveshchensk", "blagoveshchensky"}),
        ("рядом с Благовещенском", {"blagoveshchensk", "blagoveshchensky"}),  # a word that is not understood
        ("тында не город", {"tynda"}),
        ("пос. Екатеринославка", {"oktyabrsky"}),  # it is a village
        ("Благовещенский городской округ", {"blagoveshchensk", "blagoveshchensky"}),
        ("райчих", {"raychikhinsk", "bureysky"}),  # a beginning
        ("Serysh", {"seryshevsky"}),
        ("Блага", {"blagoveshchensk", "blagoveshchensky"}),  # a nickname
        ("ул Ленинская 90 Тамбовка", {"tambovsky"}),  # a street ends with its house, or has a number in its name
        ("ул 50 лет Октября 10 Тыгда", {"magdagachinsky"}),
    ],
)
def test_a_name_that_is_not_exact_or_not_alone_is_a_question(typed: str, some: set[str]) -> None:
    found = gazetteer().find(typed)
    assert some <= slugs(found)
    assert not found.is_sure


@pytest.mark.parametrize(
    "typed", ["", "  ", "?!", "Хабаровск", "Владивосток", "Чита", "qwerty", "42", "нет", "не знаю", "Амурская область"]
)
def test_nothing_is_offered_for_what_is_no_place_here(typed: str) -> None:
    assert gazetteer().find(typed).places == ()


def test_keys_that_spell_two_places_on_two_keyboards_are_a_question() -> None:
    one = replace(SETTLEMENTS[0], id=1001, name="Ab")
    other = replace(
        SETTLEMENTS[-1], id=1002, name="Фи", kind=SettlementKind.VILLAGE, official=None, municipality="zeya"
    )
    words = read_words([LOCALES / "ru"])
    found = Gazetteer(MUNICIPALITIES, [one, other], words, ("фи", "ab")).find("ab")
    assert (found.is_sure, slugs(found)) == (False, {"arkharinsky", "zeya"})


@pytest.mark.parametrize(("typed", "is_missed"), [("Кукуевка", True), ("Амурская область", False), ("Тыгда", False)])
def test_only_an_unknown_name_is_missed(typed: str, is_missed: bool) -> None:
    assert gazetteer().find(typed).is_missed is is_missed


def test_a_village_that_is_unknown_in_a_known_district_is_missed_and_the_district_offered() -> None:
    found = gazetteer().find("Кукуевка, Мазановский район")
    assert (named(found), found.is_sure, found.is_missed) == (["mazanovsky"], False, True)


WORDS = st.sampled_from(
    [
        *(each.name for each in SETTLEMENTS),
        *(one.name for one in MUNICIPALITIES),
        "в",
        "с.",
        "г",
        "район",
        "живу",
        "ул.",
    ]
)
TEXTS = st.lists(st.one_of(WORDS, st.text(max_size=12)), max_size=8).map(" ".join)


@given(TEXTS)
def test_any_text_is_answered_without_repeats(typed: str) -> None:
    found = gazetteer().find(typed)
    assert len(named(found)) == len(set(found.places))
    assert not found.is_sure or len(found.places) == 1


@given(st.sampled_from(SETTLEMENTS), st.data())
def test_a_typing_error_is_never_taken_as_sure_for_another_place(one: Settlement, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(one.name) - 1))
    letter = data.draw(st.sampled_from("абвгдежзийклмнопрстуфхцчшщыьэюя"))
    found = gazetteer().find(one.name[:at] + letter + one.name[at + 1 :])
    assert not found.is_sure or found.places[0].settlement is None or not found.is_missed


@pytest.mark.parametrize(
    ("one", "other", "errors"),
    [("тыгда", "тында", 1), ("зея", "зея", 0), ("райчихинск", "райчихнск", 1), ("тында", "тыдна", 1), ("а", "абв", 2)],
)
def test_errors_of_typing_are_counted(one: str, other: str, errors: int) -> None:
    assert distance(one, other, 2) == distance(other, one, 2) == errors


@given(st.text("абв", max_size=6), st.text("абв", max_size=6))
def test_the_count_of_errors_stops_above_the_most(one: str, other: str) -> None:
    assert distance(one, other, 1) == min(distance(one, other, 9), 2)


@pytest.mark.parametrize("spelling", ["blagoveshchensk", "blagoveschensk", "blagoveshensk", "blagoveshhensk"])
def test_transliterations_of_one_name_are_one(spelling: str) -> None:
    assert skeleton(spelling) == skeleton("blagoveshchensk")


def test_a_name_has_its_grammatical_forms() -> None:
    endings = {"а": ["ы", "е", "у", "ой/ою", "е"], "ка": ["ки", "ке", "ку", "кой", "ке"]}
    assert forms("Тыгда", endings) == {"тыгда", "тыгды", "тыгде", "тыгду", "тыгдой", "тыгдою"}
    assert {"усть ивановка", "усть ивановки"} <= forms("Усть-Ивановка", endings)
