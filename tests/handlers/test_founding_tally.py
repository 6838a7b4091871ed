"""The tally at a meeting: several stewards, the sum of all, undo of one's own, a restart, and the minutes."""

import pytest
from sqlalchemy import select

from bot.domain.papers.questions import Value
from bot.domain.people import Purpose
from storage.cases import interview_answers
from storage.core import tables
from tests.chat import Neighbour, Town
from tests.handlers.cases import FOREIGN, begin, share


async def open_tally(who: Neighbour, *numbers: int, kind: str = "Собрание") -> str:
    await who.press_data("tally:1")
    await who.press(kind)
    for number in numbers:
        await who.say(str(number))
    return who.sees()


async def times(who: Neighbour, label: str, count: int) -> str:
    for _ in range(count):
        await who.press(label)
    return who.sees()


async def test_numbers_of_the_papers_are_taken_with_a_press(town: Town) -> None:
    olga = await begin(town)
    known: dict[str, Value | None] = {"residents": 240, "residents_young": 252, "elected": 24, "delegate_norm": 10}
    await town.store.write(interview_answers.put, 1, known, None, town.clock())
    await olga.press_data("tally:1")
    await olga.press("Конференция")
    assert "Вопрос 2 из 4" in await olga.press("Взять из бумаг: 240")
    before = olga.button("Взять из бумаг")[1]
    assert "Сколько делегатов избрали" in await olga.press("Взять из бумаг: 252")
    assert "один делегат" in await olga.press("Взять из бумаг: 24")
    assert "пришло 0 из 24" in await olga.press("Взять из бумаг: 10")
    assert "пришло 0 из 24" in await olga.press_data(before), "an old button shows where the count is"


async def test_a_number_of_the_papers_that_cannot_be_true_is_asked_again(town: Town) -> None:
    olga = await begin(town)
    await town.store.write(interview_answers.put, 1, {"residents_young": 252}, None, town.clock())
    await open_tally(olga, 300)
    assert "не может быть меньше" in await olga.press("Взять из бумаг: 252")
    assert "Вопрос 2 из 2" in olga.sees()


async def test_neighbours_come_in_and_the_quorum_is_there(town: Town) -> None:
    olga = await begin(town)
    assert "Считать можно вместе" in await olga.press("Счёт на собрании")
    assert "Вопрос 1 из 2. Сколько на вашей территории жителей от 18 лет?" in await olga.press("Собрание")
    assert "Вопрос 2 из 2. А сколько жителей от 16 лет" in await olga.say("30")
    assert "Должны прийти ещё 11 человек от 16 лет, из них от 18 лет — не меньше 10." in await olga.say("33")
    assert "пришло 10 из 30" in await times(olga, "+5 от 18 лет", 2)
    assert "Должен прийти ещё 1 человек от 16 лет" in olga.sees()
    assert "✅ Кворум есть." in await olga.press("+1 от 16 до 18")
    assert "✅ От 16 лет: пришло 11 из 33, нужно не меньше 11." in olga.sees()
    assert "33-ФЗ, ст. 50" in olga.sees()
    assert olga.sees().index("33-ФЗ, ст. 50") < olga.sees().index("Кворум есть"), "the numbers are next to the buttons"


async def test_stewards_add_up_and_undo_only_their_own(town: Town) -> None:
    olga, boris = await share(town)
    await open_tally(olga, 240, 252)
    await olga.press("+5 от 18 лет")
    assert "пришло 5 из 240" in await boris.press_data("tally:1")
    assert "пришло 6 из 240" in await boris.press("+1 от 18 лет")
    assert "пришло 6 из 240" in await olga.press("Обновить")
    assert "пришло 5 из 240" in await boris.press("Отменить моё последнее")
    await boris.press("Отменить моё последнее")
    assert boris.hears() == "У вас нет нажатий, которые можно отменить."
    assert "пришло 0 из 240" in await olga.press("Отменить моё последнее")


async def test_the_count_survives_a_restart(town: Town) -> None:
    olga = await begin(town)
    await open_tally(olga, 240, 252)
    await olga.press("+5 от 18 лет")
    town.restart()
    assert "пришло 6 из 240" in await olga.press("+1 от 18 лет")


async def test_more_than_live_there_is_said_and_counted(town: Town) -> None:
    olga = await begin(town)
    await open_tally(olga, 4, 4)
    assert "Пришло больше, чем живёт: посчитано 5, жителей 4." in await olga.press("+5 от 18 лет")
    await olga.press("Отменить моё последнее")
    assert "пришло 4 из 4" in await times(olga, "+1 от 18 лет", 4)


async def test_who_does_not_know_the_younger_counts_by_one_age(town: Town) -> None:
    olga = await begin(town)
    await open_tally(olga, 30)
    shown = await olga.press("Не знаю, сколько от 16")
    assert "Должны прийти ещё 10 человек от 18 лет" in shown
    assert not any("от 16" in label for label in olga.buttons())
    assert "Если считать от 18 лет, кворум есть" in await times(olga, "+5 от 18 лет", 2)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("0", "Ноль не подойдёт"),
        ("−5", "одно целое число"),
        ("около 300", "одно целое число"),
        ("1000000000", "Столько людей на территории ТОС не бывает"),
        ("ы" * 4096, "одно целое число"),
    ],
)
async def test_a_wrong_number_is_asked_again(town: Town, typed: str, why: str) -> None:
    olga = await begin(town)
    await open_tally(olga)
    assert why in await olga.say(typed)
    assert "Вопрос 1 из 2" in olga.sees()
    assert "Вопрос 2 из 2" in await olga.say("240")
    assert "не может быть меньше" in await olga.say("200")


async def test_a_conference_counts_delegates_with_those_they_stand_for(town: Town) -> None:
    olga = await begin(town)
    assert "Вопрос 3 из 4. Сколько делегатов избрали жители?" in await open_tally(olga, 240, 240, kind="Конференция")
    assert "Вопрос 4 из 4. Скольких жителей представляет один делегат?" in await olga.say("24")
    assert "целое число" in await olga.say("0")
    await olga.say("10")
    shown = await times(olga, "+5 делегатов", 3)
    assert "Делегаты: пришло 15 из 24, нужно не меньше 16." in shown
    assert "представлено 150 из 240" in shown
    await olga.press("Делегат с другим числом")
    assert "представлено 157 из 240" in await olga.say("7")
    assert "✅ Кворум есть." in olga.sees()
    shown = await olga.press("Отменить моё последнее")
    assert "пришло 15 из 24" in shown
    assert "представлено 150 из 240" in shown
    assert "Пришло больше делегатов, чем избрали: посчитано 25, избрали 24." in await times(olga, "+5 делегатов", 2)


async def test_the_numbers_go_into_the_minutes(town: Town) -> None:
    olga = await begin(town)
    await open_tally(olga, 30, 33)
    await times(olga, "+5 от 18 лет", 2)
    await olga.press("+1 от 16 до 18")
    await olga.press("Закончить счёт")
    await olga.press("Записать в протокол")
    assert olga.hears() == "Числа записаны в ответы для протокола."
    await olga.press("Записать в протокол")
    rows = await town.store.read(lambda tx: tx.execute(select(tables.case_answers)).all())
    assert {row.question: row.value["value"] for row in rows} == {
        "gathering": "meeting",
        "residents": 30,
        "residents_young": 33,
        "present": 10,
        "present_young": 11,
    }
    assert {row.version for row in rows} == {2}


async def test_an_ended_count_takes_no_presses_until_it_goes_on(town: Town) -> None:
    olga = await begin(town)
    await open_tally(olga, 240, 252)
    _, plus = olga.button("+1 от 18")
    assert "счёт закончен" in await olga.press("Закончить счёт")
    assert "пришло 0 из 240" in await olga.press_data(plus)
    assert "Счёт закончен" in olga.hears()
    await olga.press("Считать дальше")
    assert "пришло 1 из 240" in await olga.press("+1 от 18")
    await olga.press("Закончить счёт")
    await olga.press("Новый счёт")
    await olga.say("100")
    assert "пришло 0 из 100" in await olga.say("100")


@pytest.mark.parametrize("do", ["adults", "undo", "look", "end", "papers", "other"])
async def test_strangers_count_nothing(town: Town, do: str) -> None:
    olga = await begin(town)
    await open_tally(olga, 240, 252)
    boris = await town.person(102, "Борис", Purpose.CASES)
    for data in ("tally:1", "tallynew:1:meeting:", f"door:{do}:1:1"):
        await boris.press_data(data)
        assert FOREIGN in boris.hears()
    assert "пришло 0 из 240" in await olga.press("Обновить")


async def test_delegates_are_counted_house_by_house(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/tos")
    await olga.press("Посчитать кворум")
    assert "От скольких жителей" in await olga.press("Сколько избрать делегатов")
    assert "от 1 до" in await olga.say("много")
    assert "Один делегат — от 20" in await olga.say("20")
    assert "Домов — не больше 60" in await olga.say("60, пусто")
    shown = await olga.say("60, 45\n1 112")
    assert "Всего 13 делегатов от 218 жителей, один — от 20." in shown
    assert "2. 45 жителей — 3 делегата" in shown
    assert "не подтверждено" in shown
    assert await olga.stored() is None
