"""Broadcasts after a right was lost, and in the hands of a colleague. `tests/test_rights.py` presses every button."""

import logging
from typing import Any

import pytest
from sqlalchemy import select

from bot.domain.people import Purpose, Role, RoleKind
from storage.core import tables
from storage.people import handover, people
from tests.chat import Neighbour, Town
from tests.handlers.broadcasts import coordinator, got, reader, settle, tick, write_to

ZEYA = Role(RoleKind.COORDINATOR, "zeya")


async def under_way(town: Town) -> tuple[Neighbour, Neighbour]:
    """Anna's broadcast to everybody, paused; Anna, and the one person who would get it."""
    olga = await reader(town, 201)
    anna = await coordinator(town)
    await write_to(anna, "Всем, кто подписан")
    await anna.press("Отправить 1 человеку")
    await anna.press("Пауза")
    return anna, olga


async def dismissed(town: Town) -> Neighbour:
    """Anna after her role was taken; her colleague has the broadcast."""
    await town.person(104, "Борис", Purpose.WORK, roles=(Role(RoleKind.COORDINATOR),))
    anna, _ = await under_way(town)
    person = await anna.stored()
    assert person

    def take(tx: Any) -> None:
        tx.execute(tables.roles.delete().where(tables.roles.c.person_id == person.id))
        handover.hand_over(tx, person.id, None, town.clock())

    await town.store.write(take)
    return anna


async def test_a_refused_press_is_in_the_log(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    anna = await dismissed(town)
    with caplog.at_level(logging.INFO):
        await anna.press_data("bc:samples:1")
    assert "только координаторы" in anna.hears()
    assert any("refused" in record.getMessage() for record in caplog.records)


async def test_names_need_the_right_to_the_whole_audience(town: Town) -> None:
    """A leftover draft: its author coordinates another municipality by now."""
    await reader(town, 201, "tynda")
    anna = await coordinator(town, "tynda")
    await write_to(anna, "Мой муниципалитет")
    press = anna.button("имен")[1] if any("имен" in each for each in anna.buttons()) else "bc:samples:1"
    person = await anna.stored()
    assert person

    def move(tx: Any) -> None:
        tx.execute(tables.roles.delete().where(tables.roles.c.person_id == person.id))
        people.grant(tx, person.id, ZEYA, town.clock())

    await town.store.write(move)
    await anna.press_data(press)
    assert "Житель" not in anna.sees()
    assert "вы писать не можете" in anna.hears()


async def test_an_open_question_is_not_answered_without_the_right(town: Town) -> None:
    olga, anna = await reader(town, 201), await coordinator(town)
    await write_to(anna, "Всем, кто подписан")
    await anna.press("Изменить сообщение")
    person = await anna.stored()
    assert person
    await town.store.write(people.withdraw, person.id, Purpose.WORK, town.clock())
    assert "только координаторы" in await anna.say("Другие слова")
    await settle(town)
    assert got(olga, "Другие слова") == 0


async def test_words_after_changing_the_message_are_the_new_message(town: Town) -> None:
    olga, anna = await reader(town, 201), await coordinator(town)
    await write_to(anna, "Всем, кто подписан")
    await anna.press("Изменить сообщение")
    await anna.say("Субботник переносится")
    assert "Получит 1 человек" in anna.sees()
    await anna.press("Отправить 1 человеку")
    await settle(town)
    assert (got(olga), got(olga, "Субботник переносится")) == (0, 1)


# A colleague.


async def test_a_colleague_sees_whose_it_is_and_stops_it_with_a_reason(town: Town) -> None:
    anna, olga = await under_way(town)
    await anna.press("Продолжить")
    boris = await town.person(104, "Борис", Purpose.WORK, roles=(Role(RoleKind.COORDINATOR),))
    await boris.say("/broadcast")
    seen = await boris.press("Что рассылается сейчас")
    assert "Ведёт: Анна. Остановить можете и вы." in seen
    await boris.press("Отчёт")
    assert "Почему её надо приостановить?" in await boris.press("Приостановить")
    assert "Рассылка на паузе" in await boris.say("Ошибка в дате")
    await tick(town)
    told = [message["text"] for message in anna.said() if "Ваша рассылка на паузе" in message.get("text", "")]
    assert len(told) == 1
    assert "Борис" in told[0]
    assert "Ошибка в дате" in told[0]
    assert got(olga) == 0
    await boris.press_data("bcmate:stop:1")
    assert "Рассылка остановлена" in await boris.say("Отменили")
    await settle(town)
    assert got(olga) == 0
    acts = await town.store.read(lambda tx: list(tx.scalars(select(tables.audit.c.act).order_by(tables.audit.c.id))))
    assert acts == ["paused", "stopped"]


async def test_what_nobody_has_is_taken_from_the_list(town: Town) -> None:
    anna, olga = await under_way(town)
    person = await anna.stored()
    assert person
    await town.store.write(people.withdraw, person.id, Purpose.WORK, town.clock())
    boris = await town.person(104, "Борис", Purpose.WORK, roles=(Role(RoleKind.COORDINATOR),))
    await boris.say("/broadcast")
    assert "Сейчас ничья" in await boris.press("Что рассылается сейчас")
    await boris.press("Отчёт")
    assert "теперь эта рассылка ваша" in (await boris.press("Взять себе")).lower()
    await tick(town)
    await boris.press("Продолжить")
    await settle(town)
    assert got(olga) == 1
