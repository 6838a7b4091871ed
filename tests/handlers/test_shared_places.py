"""A place shared from the map where a place is asked: a venue is taken, a bare point is answered in words."""

import pytest

from tests.chat import Town
from tests.handlers.papers import answered, begin, case_of, founder, kept

SCHOOL = {"title": "Школа № 5", "address": "улица Лесная, 10"}


async def test_a_venue_is_the_place_of_an_event_and_a_bare_point_is_asked_about(town: Town) -> None:
    anna = await town.coordinator()
    await anna.say("/new_event")
    await anna.say("Субботник")
    await anna.say("28 ноября в 11:00")
    assert "Теперь напишите место словами" in await anna.send("location")
    assert "Теперь напишите место словами" in await anna.send("venue", title=" ", address="")
    await anna.send("venue", **SCHOOL)
    await anna.press("Без ограничения")
    await anna.press("Больше ничего")
    await anna.press("Субботник")
    assert "Школа № 5, улица Лесная, 10" in await anna.press("Не знаю")


async def test_a_venue_is_the_place_of_a_meeting_in_the_papers(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    await answered(town, gathering="meeting", settlement="Зея", tos_name="Двор", territory="Лесная")
    await answered(town, meeting_at="2026-12-20T18:00")
    assert "Где собрание" in await begin(olga, "Извещение жителям")
    assert "Напишите место словами" in await olga.send("location")
    assert await kept(town, "meeting_place") is None
    assert "Записал: Школа № 5, улица Лесная, 10" in await olga.send("venue", **SCHOOL)


async def test_a_venue_whose_name_is_a_word_for_a_button_is_still_a_place(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    await answered(town, gathering="meeting", settlement="Зея", tos_name="Двор", territory="Лесная")
    await answered(town, meeting_at="2026-12-20T18:00")
    await begin(olga, "Извещение жителям")
    assert "Записал: Меню" in await olga.send("venue", title="Меню", address="")


@pytest.mark.parametrize("kind", ["location", "venue"])
async def test_no_point_on_the_map_names_a_village(town: Town, kind: str) -> None:
    olga = await founder(town)
    await case_of(olga)
    await begin(olga, "Протокол группы")
    assert "какое это село или округ" in await olga.send(kind)
    assert "Записал" in await olga.say("город Благовещенск")
    nina = town.somebody(105)
    await nina.say("/tos")
    await nina.press_data("munp:0")
    assert "какое это село или округ" in await nina.send(kind)
    assert "Подходят 2 места" in await nina.say("Тында")


async def test_a_point_where_no_place_is_asked_is_answered_as_before(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    await answered(town, settlement="Зея")
    await begin(olga, "Протокол группы")
    assert "нужен ответ словами" in await olga.send("venue")
