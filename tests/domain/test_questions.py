"""Questions: the coordinators who answer, the time of notices, searches that are not kept."""

from datetime import timedelta

import pytest

from bot.domain.deliveries import speak_at
from bot.domain.questions import Desk, Said, Side, Words, carry, is_private, notice
from tests.clock import START, ZONE


@pytest.mark.parametrize(
    "typed",
    [
        "позвоните мне 8 914 555-12-34",
        "+7(914)5551234",
        "паспорт 1004 123456",
        "ivan@example.com",
        "почта иван@почта.рф",
        "мой ник @ivanov28",
        "https://vk.com/ivanov",
        "www.example.com",
        "t.me/ivanov",
        "12345",
    ],
)
def test_what_may_be_somebodys_own_is_not_kept(typed: str) -> None:
    assert is_private(typed)


@pytest.mark.parametrize(
    "typed",
    ["131-ФЗ или 33-ФЗ", "кворум из 240 жителей", "закон 2025 года", "до 15.10 успею?", "1000 дворов", "с 16 лет"],
)
def test_laws_years_and_counts_are_nobodys_own(typed: str) -> None:
    assert not is_private(typed)


def test_the_region_answers_where_a_municipality_has_nobody() -> None:
    assert Desk(("zeya",), region=True).reaches("tynda")
    assert Desk(("zeya",)).reaches("zeya")
    assert not Desk(("zeya",)).reaches("tynda")
    assert not Desk(("zeya",)).reaches(None)
    assert Desk().is_empty


def test_a_notice_waits_for_the_morning_and_an_answer_does_not() -> None:
    night = START + timedelta(hours=12)  # midnight in Blagoveshchensk
    waits, comes = notice(1, night), carry(Said(1, 1, 1, Side.STAFF, Words("Да"), night), night)
    assert speak_at(waits.kind, waits.due_at, waits.expires_at, ZONE) > night
    assert speak_at(comes.kind, comes.due_at, comes.expires_at, ZONE) == night
