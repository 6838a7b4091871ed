"""Answers that should stand otherwise in a paper: a question with buttons before anything is saved."""

import pytest

from bot.files import declension
from storage.cases import cases, interview_answers
from storage.core.tables import place_misses
from tests.chat import Neighbour, Town
from tests.handlers.papers import case_of, founder

GIVEN = {"settlement": "город Зея", "tos_name": "Двор", "territory": "Лесная, 1", "group_on": None, "group_place": None}
# The questions before that of the administration.
BEFORE = dict.fromkeys(("settlement", "tos_name", "territory", "houses"))


async def kept(town: Town, name: str) -> str | int | None:
    answer = (await town.store.read(interview_answers.all_of, 1)).get(name)
    return answer.value if answer else None


async def asked(town: Town, who: Neighbour, question: str, **answers: str | int | None) -> str:
    """Open a question of the minutes of the group, or of the application, with these answers given before."""
    await town.store.write(interview_answers.put, 1, answers, None, town.clock())
    return await who.press_data(
        f"ans:ask:1:{'group' if question in ('settlement', 'tos_name', 'group_chair') else 'headcount'}:{question}"
    )


@pytest.mark.parametrize("typed", ["иванова мария петровна", "ИВАНОВА МАРИЯ ПЕТРОВНА", "иванова Мария Петровна."])
async def test_a_name_in_small_letters_or_capitals_is_mended_with_a_question(town: Town, typed: str) -> None:
    olga = await founder(town)
    await case_of(olga)
    await asked(town, olga, "group_chair", **GIVEN)
    assert "Как это записать?" in await olga.say(typed)
    assert await kept(town, "group_chair") is None
    await olga.press("Взять: Иванова Мария Петровна")
    assert await kept(town, "group_chair") == "Иванова Мария Петровна"


async def test_what_was_typed_may_stay(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    await asked(town, olga, "group_chair", **GIVEN)
    await olga.say("фон Дервиз анна")
    await olga.press("Взять: фон Дервиз анна")
    assert await kept(town, "group_chair") == "фон Дервиз анна"


async def test_another_answer_may_be_typed_over_the_question(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    await asked(town, olga, "group_chair", **GIVEN)
    await olga.say("иванова мария")
    await olga.press("Другой ответ")
    await olga.say("иванова мария")
    await olga.say("Петрова Анна Ивановна")
    assert await kept(town, "group_chair") == "Петрова Анна Ивановна"


async def test_a_name_in_order_is_saved_at_once(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    await asked(town, olga, "group_chair", **GIVEN)
    assert "Записал: Иванова Мария Петровна" in await olga.say("Иванова Мария Петровна")


async def test_the_name_of_the_tos_is_shown_as_the_charter_will_have_it(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    await asked(town, olga, "tos_name", settlement="город Зея")
    assert "Территориальное общественное самоуправление «Двор»" in await olga.say("ТОС «двор».")
    assert olga.buttons()[:2] == ["Взять: Двор", "Взять: двор"]
    await olga.press("Взять: Двор")
    assert await kept(town, "tos_name") == "Двор"


@pytest.mark.parametrize("typed", ["«»", "...", "😀"])
async def test_a_name_without_a_letter_is_no_name(town: Town, typed: str) -> None:
    olga = await founder(town)
    await case_of(olga)
    await asked(town, olga, "tos_name", settlement="город Зея")
    assert "нужен ответ словами" in await olga.say(typed)


async def test_a_settlement_gets_its_kind_and_the_case_its_municipality(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga, municipality=None)
    await asked(town, olga, "settlement")
    assert "Подсказка: село Тыгда" in await olga.say("тыгда")
    assert any("Дело теперь здесь: Магдагачинский муниципальный округ" in each["text"] for each in olga.said())
    await olga.press("Взять: село Тыгда")
    assert await kept(town, "settlement") == "село Тыгда"
    case = await town.store.read(cases.get, 1)
    assert case
    assert case.where
    assert case.where.slug == "magdagachinsky"


async def test_of_namesakes_the_one_of_the_case_is_offered(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga, municipality="zeysky")
    await asked(town, olga, "settlement")
    await olga.say("ивановка")
    assert olga.buttons()[:2] == ["Взять: село Ивановка", "Взять: ивановка"]


async def test_a_settlement_that_nobody_knows_is_kept_as_typed_and_noted(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    await asked(town, olga, "settlement")
    assert "Записал: посёлок Кукуевский" in await olga.say("посёлок Кукуевский")
    [row] = await town.store.read(lambda tx: tx.execute(place_misses.select()).all())
    assert (row.text, row[3]) == ("посёлок Кукуевский", 1)


async def test_the_head_of_an_okrug_is_declined_and_nobody_is_stuck(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    await asked(town, olga, "administration", **BEFORE)
    await olga.say("Глава Зейского муниципального округа")
    assert "Подсказка: Главу Зейского муниципального округа" in olga.sees()


async def test_where_a_library_fails_the_form_is_written_by_hand(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> str:
        raise ValueError("no such grammeme")

    monkeypatch.setattr(declension, "parses", fail)
    olga = await founder(town)
    await case_of(olga)
    await asked(town, olga, "administration", **BEFORE)
    assert "Проверьте, как это встанет в письмо" in await olga.say("Администрация города Зеи")
    assert "Подсказка" not in olga.sees()
    assert "Записал: Администрацию города Зеи" in await olga.say("Администрацию города Зеи")


async def test_an_administration_in_capitals_is_mended_by_the_name_of_the_municipality(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga, municipality="zeya")
    await asked(town, olga, "administration", **BEFORE)
    await olga.say("АДМИНИСТРАЦИЯ ГОРОДА ЗЕИ")
    await olga.press("Взять: Администрация города Зеи")
    assert "Подсказка: Администрацию города Зеи" in olga.sees()
