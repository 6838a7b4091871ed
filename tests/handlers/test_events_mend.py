"""A published event is mended by conversation; those who signed up hear what changed, once, and answer."""

import pytest

from bot.domain.people import Purpose
from storage.events import events
from tests.chat import Neighbour, Town
from tests.handlers.events import OF_TYNDA, OF_ZEYA, by_day, calendar_file, coordinator_of, draft, guests, make_event


async def mending(town: Town, event_id: int, anna: Neighbour | None = None) -> Neighbour:
    """A coordinator who is asked what to change."""
    anna = anna or await town.coordinator()
    await anna.say(f"/start event_{event_id}")
    assert "Что изменить?" in await anna.press("Изменить")
    assert len(anna.buttons()) <= 8
    return anna


async def test_several_changes_are_heard_in_one_message_and_the_saved_calendar_follows(town: Town) -> None:
    event_id = await make_event(town, seats=1)
    olga, viktor = await guests(town, event_id, "Ольга", "Виктор")
    await olga.press("В календарь")
    before = calendar_file(town, olga)
    anna = await mending(town, event_id)
    assert "Сейчас: Двор" in await anna.press("Где")
    await anna.say("Дом культуры")
    assert "Через 5 минут сообщу тем, кого это касается: 2" in anna.sees()
    await anna.press("Изменить ещё")
    await anna.press("Описание")
    assert "Приносите сменную обувь" in await anna.say("Приносите сменную обувь")
    heard = len(olga.said())
    await town.pass_time(minutes=4)
    assert len(olga.said()) == heard
    await town.pass_time(minutes=1)
    assert len(olga.said()) == heard + 1
    assert "Новое место: Дом культуры\nБыло: Двор" in olga.sees()
    assert "Приносите сменную обувь" in olga.sees()
    assert "Новое место" in viktor.sees()
    assert "сменную обувь" not in viktor.sees()
    assert "по-прежнему в очереди" in viktor.sees()
    await olga.press("Исправить в календаре")
    after = calendar_file(town, olga)
    assert "LOCATION:Дом культуры" in after
    assert sequence(after) > sequence(before)


def sequence(file: str) -> int:
    return int(file.split("SEQUENCE:")[1].split()[0])


async def test_a_move_asks_whether_they_still_come_and_the_coordinator_sees_who_does(town: Town) -> None:
    event_id = await make_event(town)
    [olga] = await guests(town, event_id, "Ольга")
    anna = await mending(town, event_id)
    await anna.press("Перенести")
    assert "Станет: вт, 1 декабря 2026, 12:00–14:00" in await anna.say("1 декабря 2026 с 12 до 14")
    await anna.press("Да, перенести")
    await anna.press("Сообщить сейчас")
    await town.deliver()
    assert "Новое время: вт, 1 декабря 2026, 12:00–14:00" in olga.sees().replace("\xa0", " ")
    assert "Придёте в это время?" in olga.sees()
    assert {"Приду", "Не приду"} <= {*olga.buttons()}
    await olga.press("Приду")
    assert "ждём вас" in olga.hears()
    assert "Ответили, что придут: 1" in await anna.say(f"/start event_{event_id}")


async def test_what_is_changed_back_before_anybody_heard_is_no_news(town: Town) -> None:
    event_id = await make_event(town)
    [olga] = await guests(town, event_id, "Ольга")
    anna = await mending(town, event_id)
    for title in ("Чаепитие", "Субботник"):
        await anna.press("Название")
        await anna.say(title)
        await anna.press("Изменить ещё")
    heard = len(olga.said())
    await town.pass_time(hours=1)
    assert len(olga.said()) == heard


async def test_two_coordinators_at_once_overwrite_nothing(town: Town) -> None:
    event_id = await make_event(town)
    anna, boris = await town.coordinator(), await town.coordinator(104, "Борис")
    await (await mending(town, event_id, anna)).press("Где")
    await (await mending(town, event_id, boris)).press("Где")
    await boris.say("Сад")
    assert "это изменил кто-то ещё" in await anna.say("Парк")
    assert "Сейчас: Сад" in anna.sees()
    assert "Исправлено" in await anna.say("Парк")
    event = await town.store.read(events.get, event_id)
    assert event
    assert event.place == "Парк"


@pytest.mark.parametrize("typed", ["0", "-1", "−1", "много", "10000000", "10^7"])
async def test_seats_that_cannot_be_are_refused_in_words(town: Town, typed: str) -> None:
    anna = await mending(town, await make_event(town))
    await anna.press("Сколько мест")
    assert "Напишите число от 1 до" in await anna.say(typed)
    assert "Исправлено" in await anna.say("7")


async def test_fewer_seats_than_people_are_asked_about(town: Town) -> None:
    event_id = await by_day(town, seats=2)
    olga, viktor = await guests(town, event_id, "Ольга", "Виктор")
    anna = await mending(town, event_id)
    await anna.press("Сколько мест")
    assert "Занято мест: 2, а станет 1, на 1 меньше" in await anna.say("1")
    assert "Исправлено" in await anna.press("Последних — в очередь")
    await town.deliver()
    assert "вы в начале очереди" in viktor.sees()
    assert "Вы записаны" in olga.sees()
    await mending(town, event_id, anna)
    await anna.press("Сколько мест")
    await anna.say("2")
    await town.deliver()
    assert "Для вас освободилось место" in viktor.sees()


async def test_a_place_is_words_a_link_and_a_point_on_the_map(town: Town) -> None:
    event_id = await make_event(town)
    [olga] = await guests(town, event_id, "Ольга")
    anna = await mending(town, event_id)
    await anna.press("Где")
    assert "Ссылка: https://example.org/hall" in await anna.say("https://example.org/hall")
    await anna.press("Изменить ещё")
    await anna.press("Где")
    await anna.send("venue", title="Школа № 5", address="Лесная, 10")
    assert "Где: Школа № 5, Лесная, 10" in anna.sees()
    await olga.say(f"/start event_{event_id}")
    await olga.press("Где это на карте")
    assert olga.said()[-1]["venue"]["location"]["latitude"] == pytest.approx(50.29)
    await anna.press("Изменить ещё")
    await anna.press("Где")
    assert {"Убрать ссылку", "Убрать точку с карты"} <= {*anna.buttons()}
    assert "Ссылка" not in await anna.press("Убрать ссылку")
    await anna.press_data(f"evm:drop-pin:{event_id}")
    assert "уже ответили" in anna.hears()


async def test_a_stranger_to_the_scope_mends_nothing(town: Town) -> None:
    event_id = await make_event(town)
    nina = await coordinator_of(town, OF_ZEYA)
    for data in ("evm:mend:1", "evm:place:1", "evm:tell:1", "evseats:keep:1:1:2:0", "evshift:1:1:2:0:0"):
        await nina.press_data(data)
        assert "Его ведут другие координаторы" in nina.hears(), data
    event = await town.store.read(events.get, event_id)
    assert event
    assert event.place == "Двор"


async def test_a_draft_is_finished_by_a_colleague(town: Town) -> None:
    await draft(town)
    boris = await town.coordinator(104, "Борис")
    await boris.say("/events")
    await boris.press("Черновики")
    await boris.press("Субботник")
    await boris.press("Организатор")
    assert "Организатор: ТОС «Заречный»" in await boris.say("ТОС «Заречный»")
    assert "Опубликовано" in await boris.press("Опубликовать")
    nina = await town.person(110, "Нина", Purpose.WORK, roles=(OF_TYNDA,))
    await nina.say("/events")
    assert "Черновиков нет" in await nina.press("Черновики")
