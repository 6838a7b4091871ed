"""A TOS's name as the charter has it, and names that were typed in capitals or in small letters."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.papers.tidy import tidy_body, tidy_person
from bot.domain.papers.title import bare_title
from bot.i18n import Translator
from handlers.papers.parse import title_words

WORDS = title_words(Translator("ru"))
CASES = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parents[1] / "cases" / "titles.tsv").read_text("utf-8").splitlines()
]
SMALL = {"оглы", "кызы"}


@pytest.mark.parametrize(("typed", "name"), CASES)
@pytest.mark.parametrize("locale", ["ru", "en"])
def test_real_names_are_cleaned(typed: str, name: str, locale: str) -> None:
    assert bare_title(typed, title_words(Translator(locale))) == name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("<<Двор>>", "Двор"),
        ("«ТОС» «Двор»", "Двор"),
        ("«ТОС»", "ТОС"),
        ("TOC «Двор»", "Двор"),  # in Latin letters
        ("«Двор».", "Двор"),
        ("тос «Двор».", "Двор"),
        ("наш ТОС называется «Двор»", "Двор"),
        ("Название: Двор", "Двор"),
        ("ТОС ,,Двор''", "Двор"),
        ("«Двор", "Двор"),
        ("ТОС «ТОС «Двор»»", "Двор"),
        ("ТОС — Двор", "Двор"),
        ("Наш двор", "Наш двор"),
        ("Тосненский двор", "Тосненский двор"),
        ('"Южный" и "Северный"', "„Южный“ и „Северный“"),
        ("«Двор «Весна»»", "Двор „Весна“"),
        ("Двор д'Артаньяна", "Двор д'Артаньяна"),
        ("ТОС", "ТОС"),
        ("Двор!", "Двор!"),
        ("«Двор» ТОС", "Двор"),
        ('"Двор" (ТОС)', "Двор"),
        ("ТОС «Двор»!", "Двор"),
        ("ТОС (Двор)", "Двор"),
        ("ТОС_Двор", "Двор"),
        ("Совет ТОС «Двор»", "Двор"),
        ("хотим создать ТОС «Двор»", "Двор"),
        ("Совет да любовь", "Совет да любовь"),
        ("«Двор» (первый)", "„Двор“ (первый)"),
        ("Двор (новый)", "Двор (новый)"),
    ],
)
def test_names_are_cleaned_of_all_that_papers_add_themselves(typed: str, name: str) -> None:
    assert bare_title(typed, WORDS) == name


PIECES = st.sampled_from(["ТОС", "«", "»", '"', "'", "„", "“", "Двор", "-", ".", " ", "наш", "называется", "😀", "№ 1"])
TITLES = st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=8).map("".join)


@given(TITLES)
def test_a_name_that_was_cleaned_stays_as_it_is(typed: str) -> None:
    once = bare_title(typed, WORDS)
    letters = [each for each in typed if each.isalnum()]
    assert [each for each in once if each.isalnum()] == letters[len(letters) - sum(map(str.isalnum, once)) :]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("иванова мария петровна", "Иванова Мария Петровна"),
        ("ИВАНОВА МАРИЯ ПЕТРОВНА", "Иванова Мария Петровна"),
        ("иванова Мария петровна.", "Иванова Мария Петровна"),
        ("петрова-водкина А.С.", "Петрова-Водкина А.С."),
        ("иванов и.и.", "Иванов И.И."),
        ("мамедов ильхам гейдар оглы", "Мамедов Ильхам Гейдар оглы"),
        ("МАМЕДОВ ИЛЬХАМ ГЕЙДАР ОГЛЫ", "Мамедов Ильхам Гейдар оглы"),
        ("О'Хара Анна", "О'Хара Анна"),
        ("МакГрегор Иван", "МакГрегор Иван"),
        ("фон Браун Карл", "фон Браун Карл"),
        ("Ван Олег", "Ван Олег"),
        ("ван олег", "Ван Олег"),
        ("", ""),
    ],
)
def test_a_name_gets_its_capitals(typed: str, name: str) -> None:
    assert tidy_person(typed, SMALL, {"фон", "ван"}) == name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("АДМИНИСТРАЦИЯ ГОРОДА ЗЕИ", "Администрация города Зеи"),
        ("Администрация города Зеи", "Администрация города Зеи"),
        ("администрация города Зеи", "администрация города Зеи"),
        ("МКУ", "МКУ"),
        ("", ""),
    ],
)
def test_a_body_in_capitals_gets_small_letters(typed: str, name: str) -> None:
    assert tidy_body(typed, {"Зея", "Зеи"}) == name


@given(st.text(max_size=40))
def test_no_text_breaks_the_mending(typed: str) -> None:
    assert tidy_person(tidy_person(typed, SMALL), SMALL) == tidy_person(typed, SMALL) or not typed.isascii()
    assert isinstance(tidy_body(typed, {"Зеи"}), str)
