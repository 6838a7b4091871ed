"""The day of an event: passes, codes and names at the door, walk-ins, stewards, and the QR on the wall."""

import pytest

from bot.domain.events.entry import Ticket, code, payload
from bot.domain.people import Purpose
from bot.files.qr import qr_code
from storage.events import events
from tests.chat import Neighbour, Town
from tests.handlers.events import ADMIN, OF_ZEYA, coordinator_of, guests, make_event


def secret(town: Town) -> str:
    assert town.settings.bot_token
    return town.settings.bot_token.get_secret_value()


def pass_of(town: Town, event_id: int, sign_up_id: int) -> str:
    return f"/start {payload(secret(town), Ticket(event_id, sign_up_id))}"


async def at_the_door(town: Town, event_id: int) -> Neighbour:
    """A coordinator at the door, an hour before the start."""
    anna = await town.coordinator()
    await anna.say(f"/start event_{event_id}")
    assert "Наведите камеру телефона на пропуск" in await anna.press("На входе")
    return anna


async def begins_soon(town: Town, *names: str, seats: int | None = 5) -> tuple[int, list[Neighbour]]:
    """An event an hour before its start with its guests."""
    event_id = await make_event(town, seats=seats, hours=4)
    found = await guests(town, event_id, *names)
    town.clock.move(hours=3)
    return event_id, found


async def test_a_pass_lets_in_once_and_says_since_when(town: Town) -> None:
    event_id, [yana, boris] = await begins_soon(town, "Яна", "Борис")
    await yana.say(f"/start event_{event_id}")
    await yana.press("Мой пропуск")
    number = code(secret(town), Ticket(event_id, 1))
    assert f"Код: {number}" in yana.sees()
    me = await town.app.bot.me()
    picture = town.world.files.get(yana.said()[-1]["photo"][-1]["file_id"]).content
    assert picture == qr_code(f"https://t.me/{me.username}?{pass_of(town, event_id, 1).replace('/start ', 'start=')}")
    assert "Это ваш пропуск" in await yana.say(pass_of(town, event_id, 1)), "nobody lets themselves in"
    anna = await at_the_door(town, event_id)
    assert "Пришли: 0 из 2." in anna.sees()
    at = town.clock().strftime("%H:%M")
    assert f"Яна — на месте с {at}" in await anna.say(pass_of(town, event_id, 1))
    town.clock.move(minutes=5)
    assert f"Яна — уже на месте с {at}" in await anna.say(pass_of(town, event_id, 1))
    assert "Борис — на месте" in await anna.say(code(secret(town), Ticket(event_id, 2)))
    assert "Борис — отметки больше нет" in await anna.press("Снять отметку")
    assert "Борис — на месте" in await anna.press("Впустить")
    assert "Пришли: 2 из 2." in await anna.press("На входе")
    assert "только его координаторы" in await boris.say(pass_of(town, event_id, 1))


async def test_a_forged_pass_and_that_of_another_event_are_told_apart(town: Town) -> None:
    event_id, _ = await begins_soon(town, "Яна")
    other = await make_event(town, "Чай", hours=30)
    await guests(town, other, "Глеб")
    anna = await at_the_door(town, event_id)
    real = pass_of(town, event_id, 1)
    for forged in (
        real[:-1] + ("A" if real[-1] != "A" else "B"),
        real.replace("_1_", "_2_", 1),
        "/start pass_1_1",
        "/start pass_x",
    ):
        assert "Этот код не подходит" in await anna.say(forged)
    assert "Пропуск на Чай. Ещё рано" in await anna.say(pass_of(town, other, 2))
    assert "списке больше нет" in await anna.say(pass_of(town, event_id, 99))
    vera = await town.person(300, "Вера", Purpose.SIGN_UPS)
    await anna.say(f"/start event_{event_id}")
    nina = await coordinator_of(town, OF_ZEYA)
    for who in (vera, nina):
        assert "Это пропуск на другое мероприятие: Субботник" in await who.say(real)
        await who.press_data(f"evdoor:open:{event_id}")
        assert "попросите координатора добавить вас" in who.hears()
        await who.press_data(f"evin:{event_id}:1:1")
        await who.press_data("evwalk:drop:1")
    assert "Пришли: 0 из 1." in await anna.press("На входе")


async def test_guests_are_found_by_name_with_those_who_come_along(town: Town) -> None:
    event_id = await make_event(town, seats=4, hours=4)
    [yana, _] = await guests(town, event_id, "Яна Ким", "Иван Ким")
    await yana.say(f"/start event_{event_id}")
    await yana.press("Я приду не один")
    await yana.say("Пётр, Соня")
    oleg = await town.person(300, "Олег Ли", Purpose.SIGN_UPS)
    await oleg.say(f"/start event_{event_id}")
    await oleg.press("Встать в очередь")
    town.clock.move(hours=3)
    anna = await at_the_door(town, event_id)
    assert "Кто из них?" in await anna.say("ким")
    assert [label for label in anna.buttons() if "⬜" in label] == ["⬜ Иван Ким", "⬜ Яна Ким + Пётр + Соня"]
    assert "Нажмите на имя" in await anna.say("соня")
    assert "всего 3 из 3. Спутники: Пётр, Соня." in await anna.press("Яна")
    assert "всего 2 из 3" in await anna.press("Пришли: 2")
    assert "места за этим гостем нет" in await anna.say(code(secret(town), Ticket(event_id, 3)))
    assert "Олег Ли — на месте" in await anna.press("Впустить")
    assert "Пришли: 2 из 4. Из очереди: 1." in await anna.press("На входе")
    assert "Такого гостя в списке нет" in await anna.say("Кузнецов")
    assert "Такого гостя в списке нет" in await anna.say(
        "9999" if code(secret(town), Ticket(event_id, 1)) != "9999" else "1"
    )


async def test_people_without_a_sign_up_are_written_down_once(town: Town) -> None:
    event_id, _ = await begins_soon(town, "Яна")
    anna = await at_the_door(town, event_id)
    assert "каждое с новой строки" in await anna.press("Пришли без записи")
    assert "Записал: Фёдор Лю, Зоя." in await anna.say("Фёдор Лю\nЗоя")
    town.clock.move(minutes=2)
    assert "Уже на месте с" in await anna.say("зоя\nМарк")
    assert "Записал: Зоя." in await anna.press("Ещё один: Зоя")
    assert "На входе" in " ".join(anna.buttons())
    assert "Без записи: 4." in await anna.press_data(f"evdoor:open:{event_id}")
    await anna.press("Пришли без записи")
    await anna.say("Лишний")
    assert "Без записи: 4." in await anna.press("Убрать: Лишний")
    assert "Без записи: 4." in await anna.press_data(f"evcame:{event_id}:0")


async def test_a_steward_comes_by_a_link_and_has_no_other_right(town: Town) -> None:
    event_id = await make_event(town, hours=4)
    await guests(town, event_id, "Яна")
    anna = await town.coordinator()
    await anna.say(f"/start event_{event_id}")
    await anna.press("Помощники")
    assert "Пока никто" in await anna.press("Кто помогает на входе")
    shown = await anna.press("Позвать по ссылке")
    link = "/start " + shown.split("start=")[1].split()[0]
    gleb = town.somebody(301, "Глеб")
    await gleb.say("/start")
    assert "Вас просят помочь на входе: Субботник" in await gleb.say(link)
    assert "Согласие" in await gleb.press("Помогу")
    assert "Вы помогаете на входе" in await gleb.press("Даю согласие")
    assert "уже не действует" in await town.somebody(302, "Пётр").say(link)
    assert "На входе" not in gleb.buttons()
    town.clock.move(hours=3)
    await gleb.say(f"/start event_{event_id}")
    await gleb.press("На входе")
    assert "QR на стену" not in gleb.buttons()
    assert "Яна — на месте" in await gleb.say(pass_of(town, event_id, 1))
    await gleb.press("На входе")
    assert "Пришли: 1 из 1." in await gleb.press("Список имён")
    for data in (
        f"evwho:{event_id}:0",
        f"evdoor:wall:{event_id}",
        f"evhelpers:list:{event_id}",
        f"evm:stop-sure:{event_id}",
    ):
        await gleb.press_data(data)
        assert "только координаторы" in gleb.hears()
    await anna.say(f"/start event_{event_id}")
    await anna.press_data(f"evhelpers:list:{event_id}")
    assert "Пока никто" in await anna.press("Убрать: Глеб")
    await gleb.say(pass_of(town, event_id, 1))
    assert "только его координаторы" in gleb.sees()


async def test_a_steward_from_the_list_is_told_and_may_help_until_the_next_day(town: Town) -> None:
    event_id = await make_event(town, hours=14)
    [yana] = await guests(town, event_id, "Яна")
    anna = await town.coordinator()
    await anna.say(f"/start event_{event_id}")
    await anna.press("Помощники")
    await anna.press("Кто помогает на входе")
    await anna.press("Выбрать из списка")
    assert "Убрать: Яна" in " ".join((await anna.press("Яна"), *anna.buttons()))
    await town.deliver()
    assert "Вас попросили помочь на входе: Субботник" in yana.sees()
    town.clock.move(hours=15)
    await yana.press_data(f"evdoor:open:{event_id}")
    assert "Пришли: 0 из 1" in yana.sees()
    town.clock.move(hours=49)
    await yana.press_data(f"evdoor:open:{event_id}")
    assert "попросите координатора добавить вас" in yana.hears()


async def test_guests_let_themselves_in_by_the_wall_within_its_hours(town: Town) -> None:
    event_id = await make_event(town, seats=1, hours=4)
    [yana, boris] = await guests(town, event_id, "Яна", "Борис")
    wall = f"/start {payload(secret(town), Ticket(event_id, 0))}"
    assert "Ещё рано. Отметиться можно с" in await yana.say(wall)
    town.clock.move(hours=3)
    anna = await at_the_door(town, event_id)
    await anna.press("QR на стену")
    assert "Распечатайте и повесьте" in anna.sees()
    assert "Вы на месте" in await yana.say(wall)
    assert "Вы уже на месте с" in await yana.say(wall)
    assert "места за вами нет" in await boris.say(wall)
    assert "Вас нет в списке" in await town.somebody(303, "Гость").say(wall)
    assert "Этот код не подходит" in await boris.say(wall[:-2])
    assert "Пришли: 1 из 1." in await anna.press_data(f"evdoor:open:{event_id}")
    town.clock.move(days=3)
    assert "Мероприятие закончилось" in await boris.say(wall)
    await town.store.write(events.call_off, event_id, ADMIN, town.clock())


@pytest.mark.parametrize("what", ["evdoor:open:1", "evin:1:1:1", "evhelpers:invite:1", "evwalk:another:1"])
async def test_at_what_is_over_for_long_or_off_nobody_comes_in(town: Town, what: str) -> None:
    await make_event(town, hours=4)
    await guests(town, 1, "Яна")
    anna = await town.coordinator()
    await town.store.write(events.call_off, 1, ADMIN, town.clock())
    await anna.press_data(what)
    assert anna.hears()
