"""Searches without an answer: coordinators see the words without names and assign them an answer."""

import pytest

from bot.domain.people import Role, RoleKind
from storage.questions import unanswered
from storage.questions.unanswered import Miss
from tests.chat import Town

ROLES = frozenset({Role(RoleKind.COORDINATOR)})


async def missed(town: Town) -> list[str]:
    found, _ = await town.store.read(unanswered.page, ROLES, 0, 100)
    return [each.text for each in found]


async def test_a_coordinator_teaches_words_and_the_next_search_finds(town: Town) -> None:
    anna, olga = await town.coordinator(), town.somebody(101)
    await olga.say("/start")
    assert "Я не понял" in await olga.say("Барабулька!")
    await anna.say("/faq")
    assert "Чего не нашли" in await anna.press("Чего не нашли")
    assert "Так спросили 1 раз" in await anna.press("барабулька · 1")
    await anna.press("Собрание")
    said = await anna.press("Сколько людей нужно")
    assert "Теперь слова «барабулька» ведут к ответу «Сколько людей нужно на собрании?»" in said
    assert "Вот что подходит" in await olga.say("барабулька")
    assert olga.buttons()[0] == "Сколько людей нужно на собрании?"
    assert "Чего не нашли" in await anna.press("Убрать эти слова")
    assert anna.hears() == "Убрал."
    assert "Я не понял" in await olga.say("барабулька")


async def test_words_led_to_an_answer_are_listed_and_taken_away(town: Town) -> None:
    anna, olga = await town.coordinator(), town.somebody(101)
    await olga.say("/start")
    await anna.press_data("missp:0")
    assert "Ещё никто не добавлял слов" in await anna.press("Добавленные слова")
    for place, words in enumerate(("барабулька", "шурумбурум <b>"), start=1):
        await olga.say(words)
        await anna.press_data(f"mise:{place}:quorum")
    await anna.press_data("missp:0")
    await anna.press("Добавленные слова")
    assert anna.buttons()[:2] == ["шурумбурум b", "барабулька"]
    assert "Эти слова ведут к ответу «Сколько людей нужно на собрании?»" in await anna.press("барабулька")
    assert "барабулька" not in await anna.press("Убрать эти слова")
    assert anna.buttons()[0] == "шурумбурум b"
    assert "Я не понял" in await olga.say("барабулька")
    await anna.press_data("misl:1")
    assert anna.hears() == "Этих слов в списке уже нет."


async def test_the_nearest_answers_are_offered_first(town: Town) -> None:
    anna, olga = await town.coordinator(), town.somebody(101)
    await olga.say("/start")
    await olga.say("какой кворум на собрании")
    await anna.say("/faq")
    await anna.press("Чего не нашли")
    await anna.press("какой кворум")
    assert anna.buttons()[0] == "Сколько людей нужно на собрании?"


async def test_an_opened_answer_is_no_miss(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/start")
    await olga.say("какой нужен кворум")
    assert await missed(town) == ["какой нужен кворум"]
    assert "Не меньше 1/3" in await olga.press("Сколько людей нужно")
    assert await missed(town) == []


@pytest.mark.parametrize(
    "typed",
    ["Позвоните мне: 8 914 555-12-34", "ivan@example.com", "Иванов Пётр просит справку", "где живёт Ольга Сергеевна"],
)
async def test_what_may_be_somebodys_own_is_searched_and_not_kept(town: Town, typed: str) -> None:
    olga = town.somebody(101)
    await olga.say("/start")
    before = len(olga.said())
    await olga.say(typed)
    assert len(olga.said()) == before + 1
    assert await missed(town) == []


async def test_nothing_of_the_person_is_kept_with_the_words(town: Town) -> None:
    olga = town.somebody(777_000_111)
    await olga.say("/start")
    await olga.say("рецепт борща")
    found, _ = await town.store.read(unanswered.page, ROLES, 0, 10)
    assert found == [Miss(1, "рецепт борща", 1)]
    assert await olga.stored() is None
    assert "хранятся 90 дней без вашего имени" in await olga.say("/privacy")


async def test_words_of_no_use_are_dropped(town: Town) -> None:
    anna, olga = await town.coordinator(), town.somebody(101)
    await olga.say("/start")
    await olga.say("рецепт борща")
    await anna.say("/faq")
    await anna.press("Чего не нашли")
    message_id, card = anna.button("рецепт борща")
    await anna.press("рецепт борща")
    assert "Всё, что искали, нашлось" in await anna.press("Не пригодится")
    await anna.press_data(card, message_id)
    assert anna.hears() == "Этих слов в списке уже нет."


async def test_a_resident_sees_no_misses(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/start")
    await olga.say("рецепт борща")
    await olga.say("/faq")
    assert "Чего не нашли" not in olga.buttons()
    for forged in (
        "missp:0",
        "miss:card:1",
        "miss:drop:1",
        "mist:1:meeting",
        "mise:1:quorum",
        "misu:1",
        "mislp:0",
        "misl:1",
    ):
        await olga.press_data(forged)
        assert olga.hears() == "Это могут только координаторы."
    assert await missed(town) == ["рецепт борща"]
