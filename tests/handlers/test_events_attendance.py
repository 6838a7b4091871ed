"""Attendance: names, counts, pages, two coordinators at once, and a broadcast to the people who came."""

import pytest

from bot.domain.events import Arrivals
from storage.events import attendance, events
from storage.people import people, personal_data
from tests.chat import Neighbour, Town
from tests.clock import START
from tests.handlers.broadcasts import got, settle, write_to
from tests.handlers.events import ADMIN, OF_ZEYA, coordinator_of, guests, make_event
from tests.storage.exports import export

THANKS = "Спасибо, что пришли"


async def begun(town: Town, *names: str, seats: int | None = 2) -> tuple[int, list[Neighbour]]:
    """An event that began four hours ago, and the people who signed up to it, in this order."""
    event_id = await make_event(town, seats=seats, hours=1)
    who = await guests(town, event_id, *names)
    town.clock.move(hours=5)
    return event_id, who


async def ticking(town: Town, event_id: int) -> Neighbour:
    anna = await town.coordinator()
    await anna.say(f"/start event_{event_id}")
    await anna.press("Кто пришёл")
    return anna


def names(anna: Neighbour) -> list[str]:
    return [label for label in anna.buttons() if label[0] in "✅⬜"]


async def test_a_coordinator_ticks_who_came_and_takes_a_tick_back(town: Town) -> None:
    event_id, _ = await begun(town, "Яна", "анна", "Борис")
    anna = await ticking(town, event_id)
    assert "Субботник: кто пришёл" in anna.sees()
    assert "Пришли: 0 из 2." in anna.sees()
    assert names(anna) == ["⬜ анна", "⬜ Яна", "⬜ Борис (из очереди)"]
    assert "Написать тем, кто пришёл" not in anna.buttons()
    assert "Пришли: 1 из 2." in await anna.press("Яна")
    assert town.world.answers(anna.id)[-1]["text"] == "Яна: отметка есть."
    assert "Пришли: 1 из 2. И ещё из очереди: 1." in await anna.press("Борис")
    assert names(anna) == ["⬜ анна", "✅ Яна", "✅ Борис (из очереди)"]
    assert "Пришли: 0 из 2. И ещё из очереди: 1." in await anna.press("Яна")
    assert town.world.answers(anna.id)[-1]["text"] == "Яна: отметки больше нет."
    assert "Новая рассылка" in await anna.press("Написать тем, кто пришёл")


async def test_everybody_with_a_seat_is_ticked_after_a_yes(town: Town) -> None:
    event_id, _ = await begun(town, "Яна", "Анна", "Борис")
    anna = await ticking(town, event_id)
    await anna.press("Яна")
    assert "всем, у кого было место (2)?" in await anna.press("Пришли все")
    assert "Пришли: 1 из 2." in await anna.press("Нет, назад")
    await anna.press("Пришли все")
    assert "Пришли: 2 из 2." in await anna.press("Да, пришли все")
    assert names(anna) == ["✅ Анна", "✅ Яна", "⬜ Борис (из очереди)"]
    assert "Пришли все" not in anna.buttons()
    assert "Записано: 2." in await anna.press("Открыть карточку")


async def test_many_names_turn_pages_and_a_tick_stays_on_its_page(town: Town) -> None:
    event_id, _ = await begun(town, *(f"Сосед {number:02}" for number in range(12)), seats=None)
    anna = await ticking(town, event_id)
    assert names(anna)[-1] == "⬜ Сосед 04"
    await anna.press("Дальше")
    await anna.press("Дальше")
    assert "Пришли: 1 из 12." in await anna.press("Сосед 11")
    assert names(anna) == ["⬜ Сосед 10", "✅ Сосед 11"]
    await anna.press_data(f"evcame:{event_id}:999")
    assert names(anna) == ["⬜ Сосед 10", "✅ Сосед 11"]


async def test_two_coordinators_at_old_screens_lose_no_tick(town: Town) -> None:
    event_id, _ = await begun(town, "Яна", "Анна")
    anna, nina = await ticking(town, event_id), await coordinator_of(town, *ADMIN)
    await nina.say(f"/start event_{event_id}")
    await nina.press("Кто пришёл")
    await anna.press("Яна")
    assert "Пришли: 1 из 2." in await nina.press("Яна"), "both said that she came"
    assert "Пришли: 2 из 2." in await nina.press("Анна")
    assert "Пришли: 2 из 2." in await anna.press("Анна")


async def test_who_has_gone_meanwhile_is_said_to_be_gone(town: Town) -> None:
    event_id, [yana, _] = await begun(town, "Яна", "Анна")
    anna, person = await ticking(town, event_id), await yana.stored()
    assert person
    await town.store.write(personal_data.erase, person.id, "", town.clock())
    assert "Пришли: 0 из 1." in await anna.press("Яна")
    assert "в списке больше нет" in anna.hears()
    assert names(anna) == ["⬜ Анна"]
    await anna.press_data("evtick:came:999:1")
    assert "Такого мероприятия нет" in anna.hears()


async def test_a_tick_of_another_event_ticks_nobody(town: Town) -> None:
    event_id, _ = await begun(town, "Яна")
    other = await make_event(town, "Чай", hours=1)
    town.clock.move(hours=2)
    anna = await ticking(town, event_id)
    await anna.press_data(f"evtick:came:{other}:1")
    assert "в списке больше нет" in anna.hears()
    assert "Чай: кто пришёл" in anna.sees()
    assert "никто не был записан, отмечать некого" in anna.sees()
    assert "Пришли: 0 из 1." in await anna.press_data(f"evcame:{event_id}:0")


@pytest.mark.parametrize("data", ["evcame:1:0", "evtick:came:1:1", "evtick:all:1:0", "evtick:all-sure:1:0"])
async def test_nobody_else_ticks(town: Town, data: str) -> None:
    _, [yana] = await begun(town, "Яна")
    nina = await coordinator_of(town, OF_ZEYA)
    assert "Кто пришёл" not in await nina.say("/start event_1")
    assert "Кто пришёл" not in " ".join(nina.buttons())
    for who, answer in ((nina, "Его ведут другие координаторы"), (yana, "только координаторы")):
        await who.press_data(data)
        assert answer in who.hears()
    found = await town.store.read(attendance.look, 1, ADMIN, town.clock())
    assert isinstance(found, Arrivals)
    assert found.came == 0


@pytest.mark.parametrize("data", ["evcame:1:0", "evtick:came:1:1", "evtick:all:1:0", "evtick:all-sure:1:0"])
async def test_too_early_too_late_and_called_off_are_told_apart(town: Town, data: str) -> None:
    await make_event(town, hours=3)
    await guests(town, 1, "Яна")
    anna = await town.coordinator()
    await anna.say("/start event_1")
    assert "Кто пришёл" not in anna.buttons()
    await anna.press_data(data)
    assert "Ещё рано" in anna.hears()
    town.clock.move(days=91)
    await anna.say("/start event_1")
    assert "Кто пришёл" not in anna.buttons()
    await anna.press_data(data)
    assert "больше трёх месяцев" in anna.hears()
    await town.store.write(events.call_off, 1, ADMIN, START)
    await anna.press_data(data)
    assert "отменено, отмечать некого" in anna.hears()


async def test_what_lies_behind_is_found_from_the_list_of_events(town: Town) -> None:
    await begun(town, "Яна")
    anna, nina = await town.coordinator(), await coordinator_of(town, OF_ZEYA)
    await anna.say("/events")
    assert "За последние три месяца: 1 мероприятие" in await anna.press("Прошедшие")
    await anna.press("Субботник")
    assert "Пришли: 0 из 1." in await anna.press("Кто пришёл")
    await nina.say("/events")
    assert "ваших мероприятий не было" in await nina.press("Прошедшие")
    olga = town.somebody(101)
    await olga.say("/events")
    await olga.press_data("evpast:0")
    assert "только координаторы" in olga.hears()


async def test_an_event_that_moves_ahead_has_no_ticks_any_more(town: Town) -> None:
    event_id, _ = await begun(town, "Яна")
    anna = await ticking(town, event_id)
    await anna.press("Яна")
    await anna.press_data(f"evm:move:{event_id}")
    await anna.say("завтра в 18:30")
    assert "Перенесли" in await anna.press("Да, перенести")
    town.clock.move(days=2)
    assert "Пришли: 0 из 1." in await anna.press_data(f"evcame:{event_id}:0")


async def test_a_broadcast_reaches_those_who_came_and_nobody_else(town: Town) -> None:
    event_id, [yana, boris, viktor] = await begun(town, "Яна", "Борис", "Виктор")
    anna = await ticking(town, event_id)
    await anna.press("Яна")
    await anna.press("Виктор")
    await write_to(anna, "Участникам мероприятия", "Пришли на прошедшее", words=THANKS)
    assert "Получат те, кого отметили среди пришедших" in anna.said()[-1]["text"]
    assert "Кому: тем, кто пришёл на «Субботник»\nПолучат 2 человека" in await anna.press("Субботник")
    await anna.press("Отправить 2 людям")
    await settle(town)
    assert [got(who, THANKS) for who in (yana, boris, viktor)] == [1, 0, 1]


async def test_who_had_a_seat_and_did_not_come_can_be_written_to(town: Town) -> None:
    event_id, [yana, boris] = await begun(town, "Яна", "Борис")
    anna = await ticking(town, event_id)
    await anna.press("Яна")
    town.clock.move(days=1)
    await write_to(anna, "Участникам мероприятия", "Были записаны на прошедшее", "Субботник", words="Жаль")
    await anna.press("Изменить получателей")
    await anna.press("Исключить")
    for label in ("Участников мероприятия", "Пришли на прошедшее", "Субботник"):
        await anna.press(label)
    assert "Тем, кто был записан на «Субботник», кроме тех, кто пришёл на «Субботник»." in anna.sees()
    await anna.press("Дальше")
    await anna.press("Отправить 1 человеку")
    await settle(town)
    assert [got(who, "Жаль") for who in (yana, boris)] == [0, 1]


async def test_where_nobody_is_ticked_the_author_is_led_to_tick(town: Town) -> None:
    event_id, [yana, _] = await begun(town, "Яна", "Борис")
    anna = await town.coordinator()
    await write_to(anna, "Участникам мероприятия", "Пришли на прошедшее", "Субботник", words=THANKS)
    assert "пока никто не отмечен, поэтому писать некому" in anna.sees()
    await anna.press("Другое мероприятие")
    await anna.press("Субботник")
    await anna.press("Отметить, кто пришёл")
    await anna.press("Яна")
    assert "Новая рассылка" in await anna.press("Написать тем, кто пришёл")
    await anna.press_data(f"bcpart:1:or:came.{event_id}")
    await anna.press("Отправить 1 человеку")
    await settle(town)
    assert got(yana, THANKS) == 1


async def test_in_english_it_reads_as_well(town: Town) -> None:
    await begun(town, "Jane", "Boris", seats=1)
    anna = await town.coordinator()
    person = await anna.stored()
    assert person
    await town.store.write(people.change, person.id, locale="en")
    await anna.say("/events")
    assert "In the last three months: 1 event" in await anna.press("Past events")
    await anna.press("Субботник")
    await anna.press("Who came")
    assert names(anna) == ["⬜ Jane", "⬜ Boris (waiting list)"]
    assert "Came: 0 of 1. And from the waiting list: 1." in await anna.press("Boris")
    assert "who had a seat (1)?" in await anna.press("Everybody came")
    await write_to(anna, "Participants", "Came to a past one")
    assert "those who came to “Субботник”" in await anna.press("Субботник")


async def test_who_came_reads_it_in_their_own_data(town: Town) -> None:
    event_id, [yana] = await begun(town, "Яна")
    anna = await ticking(town, event_id)
    await anna.press("Яна")
    person = await yana.stored()
    assert person
    held = await town.store.read(export, person.id, "")
    assert held["sign_ups"][0]["came_at"] == town.clock()
