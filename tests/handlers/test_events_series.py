"""Series: made at once, listed by the next one, mended and cancelled singly or from one on."""

from bot.domain.events import EventStatus
from storage.events import events
from tests.chat import Town
from tests.handlers.events import OF_ZEYA, coordinator_of, draft, guests


async def starts(town: Town) -> list[str]:
    """The starts of the published events, by their own wall clock."""
    found = [await town.store.read(events.get, event_id) for event_id in range(1, 9)]
    live = [each for each in found if each and each.status is EventStatus.PUBLISHED and each.starts_local]
    return sorted(f"{each.starts_local:%d.%m %H:%M}" for each in live)


async def test_a_series_is_real_events_changed_from_one_on(town: Town) -> None:
    anna = await draft(town)
    await anna.press("Опубликовать")
    await anna.press("Повторять")
    shown = await anna.press("Каждую неделю, ещё 4")
    assert "ср, 2 декабря 2026, 18:30" in shown
    again = anna.button("Да, добавить")
    assert "Добавил дат: 4" in await anna.press("Да, добавить")
    assert "ничего не добавил" in await anna.press_data(again[1])
    assert await starts(town) == ["02.12 18:30", "09.12 18:30", "16.12 18:30", "23.12 18:30", "25.11 18:30"]
    assert "Впереди 1 мероприятие" in await anna.say("/events"), "a series stands there with its next event"
    [yana] = await guests(town, 4, "Яна")
    await yana.press("Другие даты")
    assert yana.buttons()[0] == "ср, 25 ноября 2026, 18:30"

    await anna.press_data("evm:move:3")
    await anna.say("10 декабря в 19:00")
    await anna.press("Да, перенести")
    assert "Исправил и в следующих: 2" in await anna.press("Так же в следующих: 2")
    assert await starts(town) == ["02.12 18:30", "10.12 19:00", "17.12 19:00", "24.12 19:00", "25.11 18:30"]
    await town.pass_time(minutes=6)
    assert any("Новое время: чт, 17 декабря 2026, 19:00" in each.get("text", "") for each in yana.said())

    await anna.press_data("evm:stop:2")
    await anna.press("Да, отменить")
    assert await starts(town) == ["10.12 19:00", "17.12 19:00", "24.12 19:00", "25.11 18:30"], "one alone"
    await anna.press_data("evm:stop:4")
    assert "Отменено мероприятий: 2" in await anna.press("Отменить это и все следующие")
    assert await starts(town) == ["10.12 19:00", "25.11 18:30"]
    nina = await coordinator_of(town, OF_ZEYA)
    for data in ("evm:spread:3", "evm:stop-series:3", "evagain:sure:1:week:12"):
        await nina.press_data(data)
        assert "не ваше мероприятие" in nina.hears()
    assert len(await starts(town)) == 2
