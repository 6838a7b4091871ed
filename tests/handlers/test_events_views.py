"""Cards and alerts of events announce only reminders that will be sent."""

import pytest

from bot.domain.people import Purpose
from storage.events import events
from tests.chat import Neighbour, Town
from tests.handlers.events import ADMIN, make_event


async def who_joined(town: Town, event_id: int, number: int = 101) -> Neighbour:
    who = await town.person(number, f"Сосед {number}", Purpose.SIGN_UPS)
    await who.say(f"/start event_{event_id}")
    await who.press("очередь" if "Мест нет" in who.sees() else "Записаться")
    return who


@pytest.mark.parametrize(
    ("hours", "promise"),
    [
        (72, "Напомню за день и за два часа до начала."),
        (23, "Вы записаны. Напомню за два часа до начала."),
        (1, "До начала меньше двух часов, больше напоминать не буду."),
    ],
)
async def test_only_reminders_that_will_come_are_promised(town: Town, hours: int, promise: str) -> None:
    olga = await who_joined(town, await make_event(town, hours=hours))
    assert promise in olga.sees()
    assert promise in olga.hears()


async def test_a_cancelled_event_promises_nothing(town: Town) -> None:
    event_id = await make_event(town)
    olga = await who_joined(town, event_id)
    message_id, data = olga.button("Не приду")
    await town.store.write(events.call_off, event_id, ADMIN, town.clock())
    assert "Мероприятие отменено" in await olga.say(f"/start event_{event_id}")
    assert "записан" not in olga.sees()
    await olga.press_data(data, message_id)
    assert "Ничего делать не нужно" in olga.hears()
    await olga.press_data(f"ev:join:{event_id}")
    assert "Запись закрыта" in olga.hears()


async def test_an_event_that_has_begun_or_is_over_promises_nothing(town: Town) -> None:
    event_id = await make_event(town)
    olga = await who_joined(town, event_id)
    message_id, data = olga.button("Не приду")
    town.clock.move(days=3, minutes=1)
    assert "уже началось" in await olga.say(f"/start event_{event_id}")
    assert "Напомню" not in olga.sees()
    town.clock.move(days=1)
    await town.store.write(events.finish, town.clock())
    await olga.press_data(data, message_id)
    assert "Ничего делать не нужно" in olga.hears()
    assert "уже прошло" in await olga.say(f"/start event_{event_id}")
    assert "Напомню" not in olga.sees()
    assert "Свободно" not in olga.sees()


async def test_leaving_a_seat_and_leaving_the_queue_are_said_apart(town: Town) -> None:
    event_id = await make_event(town, seats=1)
    olga, viktor = [await who_joined(town, event_id, number) for number in (101, 102)]
    await viktor.press_data(f"ev:join:{event_id}")
    assert "Вы уже в очереди. Ваше место: 1." in viktor.hears()
    await viktor.press("Выйти из очереди")
    assert "верните её в течение минуты" in viktor.hears()
    await olga.press("Не приду")
    assert "верните её в течение минуты" in olga.hears()
