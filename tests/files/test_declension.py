"""Declension of names: sure where the libraries agree, a question where they do not."""

import pytest

from bot.domain.papers.questions import GrammaticalCase
from bot.files.declension import person, phrase


@pytest.mark.parametrize(
    ("name", "genitive", "accusative"),
    [
        ("Иванова Мария Петровна", "Ивановой Марии Петровны", "Иванову Марию Петровну"),
        ("Мария Петровна Иванова", "Марии Петровны Ивановой", "Марию Петровну Иванову"),
        ("Петров Иван Ильич", "Петрова Ивана Ильича", "Петрова Ивана Ильича"),
        ("Иванова М. П.", "Ивановой М. П.", "Иванову М. П."),
        ("М.П. Иванов", "М.П. Иванова", "М.П. Иванова"),
        ("Ткаченко Ольга", "Ткаченко Ольги", "Ткаченко Ольгу"),
        ("Лев Толстой", "Льва Толстого", "Льва Толстого"),
        ("Жук Лев Львович", "Жука Льва Львовича", "Жука Льва Львовича"),
        ("Шевчук Анна Ивановна", "Шевчук Анны Ивановны", "Шевчук Анну Ивановну"),
        ("Петрова-Водкина Анна Сергеевна", "Петровой-Водкиной Анны Сергеевны", "Петрову-Водкину Анну Сергеевну"),
        ("Седых Нина Ивановна", "Седых Нины Ивановны", "Седых Нину Ивановну"),
        ("Дюма Александр", "Дюма Александра", "Дюма Александра"),
    ],
)
def test_names_that_both_libraries_know(name: str, genitive: str, accusative: str) -> None:
    for case, right in ((GrammaticalCase.GENITIVE, genitive), (GrammaticalCase.ACCUSATIVE, accusative)):
        form = person(name, case)
        assert form.guesses == (right,)
        assert form.is_sure


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("Шевчук И. И.", "Шевчука И. И."),  # a man's or a woman's
        ("Саша Черных", "Саши Черных"),
        ("Белоус Илья Ильич", "Белоуса Ильи Ильича"),
        ("Аполлинария Преображенская-Забайкальская", "Аполлинарии Преображенской-Забайкальской"),
    ],
)
def test_where_the_libraries_differ_the_person_is_asked_with_the_right_form_among_the_guesses(
    name: str, right: str
) -> None:
    form = person(name, GrammaticalCase.GENITIVE)
    assert not form.is_sure
    assert right in form.guesses


def test_a_double_surname_that_changed_only_by_half_is_the_last_guess() -> None:
    assert person("Семёнов-Зейский Пётр Ильич", GrammaticalCase.GENITIVE).guesses[0] == "Семёнова-Зейского Петра Ильича"


@pytest.mark.parametrize(
    "name", ["Ольга", "Мамедов Ильхам Гейдар оглы", "<script>", "😀 😀", "Smith John", "-", "а" * 150]
)
def test_what_is_no_name_they_know_comes_back_as_it_is(name: str) -> None:
    form = person(name, GrammaticalCase.GENITIVE)
    assert not form.is_sure
    assert form.guesses


@pytest.mark.parametrize(
    ("name", "accusative"),
    [
        ("Благовещенская городская Дума", "Благовещенскую городскую Думу"),
        ("администрация города Благовещенска", "администрацию города Благовещенска"),
        (
            "Совет народных депутатов Архаринского муниципального округа",
            "Совет народных депутатов Архаринского муниципального округа",
        ),
        ("городское собрание", "городское собрание"),
        ("Дума <&>", "Думу <&>"),
        ("😀", "😀"),
    ],
)
def test_bodies_are_guessed_and_always_confirmed(name: str, accusative: str) -> None:
    form = phrase(name, GrammaticalCase.ACCUSATIVE)
    assert form.guesses == (accusative,)
    assert not form.is_sure


@pytest.mark.parametrize(
    ("name", "genitive"),
    [
        ("город Благовещенск", "города Благовещенска"),
        ("город Свободный", "города Свободного"),
        ("город Зея", "города Зеи"),
        ("ЗАТО Циолковский", "ЗАТО Циолковский"),
        ("рабочий посёлок Прогресс", "рабочего посёлка Прогресс"),
        ("Бурейский муниципальный округ", "Бурейского муниципального округа"),
        ("Селемджинский район", "Селемджинского района"),
    ],
)
def test_municipalities_in_the_genitive(name: str, genitive: str) -> None:
    assert phrase(name, GrammaticalCase.GENITIVE).guesses == (genitive,)
