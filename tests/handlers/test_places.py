"""Places: a village leads to its municipality and stays with the case; what nobody knows goes to the coordinators."""

import pytest
from sqlalchemy import select

from bot.domain.people import Purpose, Role, RoleKind
from storage.core.tables import cases, place_misses
from tests.chat import Neighbour, Town


async def choose(who: Neighbour, typed: str) -> str:
    await who.say("/tos")
    await who.press("Выбрать муниципалитет")
    return await who.say(typed)


async def settlement(town: Town) -> str | None:
    found: str | None = await town.store.read(lambda tx: tx.scalar(select(cases.c.settlement)))
    return found


async def missed(town: Town) -> list[tuple[str, int]]:
    chosen = select(place_misses.c.text, place_misses.c.count)
    return [tuple(row) for row in await town.store.read(lambda tx: tx.execute(chosen).all())]


async def begin_here(who: Neighbour) -> str:
    await who.press("Вести дело")
    return await who.press("Даю согласие")


async def leaf_to(who: Neighbour, name: str) -> None:
    while not any(name in each for each in who.buttons()):
        await who.press("Дальше →")


@pytest.mark.parametrize(
    ("typed", "understood", "municipality"),
    [
        ("Тыгда", "село Тыгда · Магдагачинский", "Магдагачинский муниципальный округ"),
        ("живу в селе Поярково", "село Поярково · Михайловский", "Михайловский муниципальный округ"),
        ("nsulf", "село Тыгда", "Магдагачинский муниципальный округ"),
        ("Верное", "село Верное", "муниципальный округ"),
        ("пгт Экимчан", "пгт Экимчан · Селемджинский", "Селемджинский район"),
        ("Углегорск", "«Углегорск» — другое имя этого места", "ЗАТО Циолковский"),
    ],
)
async def test_a_village_opens_the_road_of_its_municipality(
    town: Town, typed: str, understood: str, municipality: str
) -> None:
    olga = town.somebody(101)
    shown = await choose(olga, typed)
    assert "Понял так:" in shown
    assert understood in shown
    assert "Источник: " in shown
    assert municipality in shown
    assert await olga.stored() is None


async def test_in_english_a_village_is_found_by_its_english_words(town: Town) -> None:
    olga = town.somebody(101, language="en")
    await olga.say("/tos")
    await olga.press("Choose")
    assert "I understood: Тыгда village" in await olga.say("I live in the village of Tygda")


async def test_a_village_that_is_typed_outside_any_question_leads_to_its_road(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/start")
    assert "Это место я знаю" in await olga.say("живу в Тыгде")
    assert olga.buttons() == ["село Тыгда · Магдагачинский муниципальный округ", "Меню"]
    assert "Понял так: село Тыгда" in await olga.press("Тыгда")
    await olga.say("Белогорск")
    assert olga.buttons() == ["город Белогорск", "Белогорский муниципальный округ", "Меню"]
    assert "Я не понял" in await olga.say("Кукуевка")
    assert "Вот что подходит" in await olga.say("есть ли тосы в тынде")


async def test_tygda_is_not_tynda(town: Town) -> None:
    olga = town.somebody(101)
    assert "Тында" not in await choose(olga, "Тыгда")
    assert "Магдагачинский" in olga.sees()


async def test_of_villages_with_one_name_the_person_chooses_by_the_municipality(town: Town) -> None:
    olga = town.somebody(101)
    assert "Подходят 3 места" in await choose(olga, "с. Ивановка")
    assert "село Ивановка · Зейский муниципальный округ" in olga.buttons()
    assert "Понял так: село Ивановка · Зейский муниципальный округ" in await olga.press("Зейский")


async def test_an_error_of_typing_is_a_question(town: Town) -> None:
    olga = town.somebody(101)
    assert "Вы про это место?" in await choose(olga, "Чегири")
    assert "Понял так: село Чигири" in await olga.press("Чигири")
    assert await missed(town) == [("Чегири", 0)]


async def test_the_village_stays_with_the_case_and_its_papers(town: Town) -> None:
    olga = town.somebody(101)
    await choose(olga, "Тыгда")
    assert "село Тыгда, Магдагачинский муниципальный округ" in await begin_here(olga)
    assert await settlement(town) == "село Тыгда"
    await olga.press_data("papers:1")
    await olga.press("До собрания")
    await olga.press("Протокол группы")
    assert "Подсказка: село Тыгда" in olga.sees()
    assert "Как назовёте ТОС" in await olga.press("Взять: село Тыгда")


async def test_the_only_case_can_be_moved_to_a_village(town: Town) -> None:
    olga = town.somebody(101)
    await choose(olga, "Серышево")
    await begin_here(olga)
    await choose(olga, "Тыгда")
    await olga.press("Вести дело")
    await olga.press("Это место для моего дела")
    assert await settlement(town) == "село Тыгда"


async def test_a_place_that_nobody_knows_is_kept_as_typed_and_reaches_the_coordinators(town: Town) -> None:
    olga = town.somebody(101)
    shown = await choose(olga, "Кукуевка")
    assert "Не нашёл «Кукуевка»" in shown
    assert "Название я записал" in shown
    await olga.press("Показать список")
    await leaf_to(olga, "Зейский")
    await olga.press("Зейский")
    assert "Кукуевка, Зейский муниципальный округ" in await begin_here(olga)
    assert await missed(town) == [("Кукуевка", 1)]

    anna = await town.coordinator()
    await anna.say("/law")
    await anna.press("Карточки муниципалитетов")
    assert "1 место, которого я не знаю" in await anna.press("Чего не нашли")
    assert "Так написали 1 раз" in await anna.press("Кукуевка · 1")
    await leaf_to(anna, "Зейский")
    assert "Кукуевка — это Зейский" in await anna.press("Зейский")
    assert await missed(town) == []

    boris = town.somebody(102, "Борис")
    assert "Понял так: Кукуевка · Зейский" in await choose(boris, "кукуевке")
    await anna.press("Убрать")
    assert "Не нашёл" in await choose(boris, "кукуевке")


async def test_what_was_offered_in_vain_counts_once_the_list_is_opened(town: Town) -> None:
    olga = town.somebody(101)
    await choose(olga, "Чегири")
    await olga.press("Показать список")
    await olga.press("Дальше →")
    assert await missed(town) == [("Чегири", 1)]


@pytest.mark.parametrize(
    "typed", ["Москва, 8 914 123 45 67", "olga@example.org", "я не знаю что тут писать вообще", "😀"]
)
async def test_what_may_be_personal_or_is_no_name_is_not_noted(town: Town, typed: str) -> None:
    olga = town.somebody(101)
    assert "Название я записал" not in await choose(olga, typed)
    assert await missed(town) == []


async def test_a_coordinator_drops_what_is_no_place_and_adds_only_to_their_own_municipality(town: Town) -> None:
    olga = town.somebody(101)
    await choose(olga, "Кукуевка")
    galina = await town.person(104, "Галина", Purpose.WORK, roles=(Role(RoleKind.COORDINATOR, "zeya"),))
    await galina.press_data("pmissin:1:tynda")
    assert await missed(town) == [("Кукуевка", 1)]
    await galina.press_data("pmiss:card:1:0")
    assert galina.buttons() == ["город Зея", "Такого места нет", "Чего не нашли на карте"]
    assert "Всё найдено" in await galina.press("Такого места нет")
    assert await missed(town) == []


async def test_only_coordinators_see_what_was_not_found(town: Town) -> None:
    olga = town.somebody(101)
    await choose(olga, "Кукуевка")
    for data in ("pmissp:0", "pmiss:card:1:0", "pmiss:drop:1:0", "pmissin:1:zeya", "pmissu:1"):
        await olga.press_data(data)
        assert olga.hears() == "Это могут только координаторы."
    assert await missed(town) == [("Кукуевка", 1)]


async def test_news_come_from_the_municipality_of_the_village(town: Town) -> None:
    olga = await town.person(101, "Ольга", Purpose.NOTIFICATIONS)
    await olga.say("/privacy")
    await olga.press("Новости")
    await olga.press("Откуда новости")
    await olga.say("Тыгда")
    person = await olga.stored()
    assert person
    assert person.municipality == "magdagachinsky"
