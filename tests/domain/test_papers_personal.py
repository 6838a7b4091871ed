"""Answers about a person: whose they are, and which of them leave along."""

import pytest

from bot.domain.papers.personal import PERSONAL, Stated, about, is_named, leaving, naming, repeats
from bot.domain.papers.questions import Value

OLGA, BORIS = 1, 2
NAMES = {OLGA: "Ольга Сидорова", BORIS: "Борис"}


@pytest.mark.parametrize(
    ("question", "value", "whose"),
    [
        ("phone", "8 914 555-12-34", BORIS),
        ("authorised", "Сидорова Ольга Ивановна", OLGA),
        ("contact", "Ольга Сидорова, 8 914 555-12-34", OLGA),
        ("group_chair", "Ким Пётр Ильич", BORIS),
        ("territory", "дом Ольги Сидоровой", None),
        ("phone", None, None),
    ],
)
def test_an_answer_is_about_the_member_whom_it_names_else_about_its_author(
    question: str, value: Value | None, whose: int | None
) -> None:
    assert about(question, value, BORIS, NAMES) == whose


def test_names_in_every_form_and_contacts_are_personal() -> None:
    assert {"authorised_gen", "authorised_acc", "tos_chair", "phone"} <= PERSONAL
    assert not {"administration_acc", "body_acc", "meeting_place"} & PERSONAL


@pytest.mark.parametrize(
    ("value", "trace", "question", "has"),
    [
        ("Звоните: +7 914 555 12 34, Оля", "8 (914) 555-12-34", "phone", True),
        ("дома 1, 3, 5, 8, 9, 14, 55, 51, 23, 4", "8 (914) 555-12-34", "phone", False),
        ("у Сидоровой Ольги во дворе", "Сидорова Ольга", "authorised", False),
        ("Ольга Сидорова, подъезд 2", "Сидорова Ольга Ивановна", "authorised", True),
        ("Зейская, 1, 3 и 5", "Зейская, 1", "address", False),
        ("зейская,  1", "Зейская, 1", "address", True),
        (7, "Зейская, 1", "address", False),
    ],
)
def test_an_answer_repeats_another(value: Value, trace: str, question: str, has: bool) -> None:
    assert repeats(value, trace, question) == has


def test_what_leaves_is_about_the_person_or_repeats_it() -> None:
    answers = [
        Stated("territory", "двор"),
        Stated("authorised", "Сидорова Ольга Ивановна", OLGA),
        Stated("authorised_gen", "Сидоровой Ольги Ивановны", BORIS),
        Stated("phone", "8 914 555-12-34", OLGA),
        Stated("contact", "спросить по 914 555 12 34", BORIS),
        Stated("meeting_place", "двор, Ольга Сидорова встретит"),
        Stated("tos_chair", "Ким Пётр Ильич", BORIS),
    ]
    gone = leaving(answers, OLGA, "Ольга Сидорова", "olga_s")
    assert gone == {"authorised", "authorised_gen", "phone", "contact", "meeting_place"}
    assert leaving(answers, BORIS, "Борис") == {"contact", "phone", "tos_chair"}


@pytest.mark.parametrize(
    ("said", "gone"),
    [
        ("Сидоров Петр", {"tos_chair", "borders"}),
        ("пётр сидоров", {"tos_chair", "borders"}),
        ("8 (924) 555-66-77", {"phone", "contact"}),
        ("Лыкова Анна", {"group_chair"}),
        ("Никитин Олег", set()),
    ],
)
def test_somebody_who_is_named_leaves_with_all_that_repeats_them(said: str, gone: set[str]) -> None:
    answers = [
        Stated("tos_chair", "Сидоров Пётр Ильич"),
        Stated("borders", "двор, где живёт Пётр Сидоров"),
        Stated("phone", "+7 924 555 66 77"),
        Stated("contact", "звоните: 89245556677"),
        Stated("group_chair", "Лыкова Анна Ильинична"),
        Stated("residents", 300),
    ]
    assert naming(answers, said) == gone


def test_one_word_names_nobody() -> None:
    assert [is_named(each) for each in ("Сидоров", "П. Сидоров", "12", "Сидоров Пётр", "555-66-77")] == [
        False,
        False,
        False,
        True,
        True,
    ]
