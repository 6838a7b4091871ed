"""A year without activity: a warning, a button to stay, erasure of people who do not press it."""

import pytest

from bot.domain.people import Purpose
from storage.core.retention import sweep
from tests.chat import Neighbour, Town, placeholders


async def olga_comes(town: Town) -> Neighbour:
    olga = await town.person(101, "Ольга", Purpose.NOTIFICATIONS)
    await olga.say("/menu")
    return olga


async def pass_days(town: Town, days: int) -> None:
    """Days go by; the sweep is run, and what is due is sent."""
    town.clock.move(days=days)
    await town.store.write(sweep, town.clock())
    await town.deliver()


def warnings(who: Neighbour) -> list[str]:
    return [message["text"] for message in who.said() if "Вас давно не было" in message.get("text", "")]


async def test_after_almost_a_year_one_is_warned_once_with_the_last_day(town: Town) -> None:
    olga = await olga_comes(town)
    await pass_days(town, 350)
    assert not warnings(olga)
    for _ in range(3):
        await pass_days(town, 1)
    assert len(warnings(olga)) == 1
    assert "после 24 ноября 2027" in olga.sees()
    assert olga.buttons() == ["Остаться", "Стереть всё сейчас"]
    assert not placeholders(olga.sees())


async def test_who_presses_stay_stays_for_another_year(town: Town) -> None:
    olga = await olga_comes(town)
    await pass_days(town, 351)
    assert "Всё на месте" in await olga.press("Остаться")
    await pass_days(town, 20)
    assert await olga.stored()
    await pass_days(town, 331)
    assert len(warnings(olga)) == 1, "the first has become the answer to the press"


async def test_whoever_writes_stays_too(town: Town) -> None:
    olga = await olga_comes(town)
    await pass_days(town, 351)
    await olga.say("привет")
    await pass_days(town, 30)
    assert await olga.stored()


async def test_who_does_not_come_is_forgotten_after_the_last_day(town: Town) -> None:
    olga = await olga_comes(town)
    await pass_days(town, 351)
    message_id, stay = olga.button("Остаться")
    await pass_days(town, 14)
    assert await olga.stored()
    await pass_days(town, 1)
    assert await olga.stored() is None
    assert "уже стёрты" in await olga.press_data(stay, message_id)
    assert await olga.stored() is None


async def test_an_outage_takes_nothing_from_the_two_weeks(town: Town) -> None:
    """The bot was off when the warning should have come: nobody is forgotten without it."""
    olga = await olga_comes(town)
    await pass_days(town, 400)
    assert "после 12 января 2028" in olga.sees()
    await pass_days(town, 13)
    assert await olga.stored()
    await pass_days(town, 2)
    assert await olga.stored() is None


async def test_who_comes_before_the_warning_is_said_does_not_hear_it(town: Town) -> None:
    olga = await olga_comes(town)
    town.clock.move(days=351)
    await town.store.write(sweep, town.clock())
    await olga.say("/menu")
    await town.deliver()
    assert not warnings(olga)


async def test_a_warning_waits_for_the_morning(town: Town) -> None:
    olga = await olga_comes(town)
    town.clock.move(days=351, hours=12)
    await town.store.write(sweep, town.clock())
    await town.deliver()
    assert not warnings(olga)
    await town.pass_time(hours=10)
    assert warnings(olga)


async def test_to_leave_the_bot_is_not_to_come(town: Town) -> None:
    olga = await olga_comes(town)
    before = await town.store.read(lambda tx: tx.exec_driver_sql("SELECT seen_on FROM people").scalar())
    town.clock.move(days=10)
    town.world.block(olga.id)
    await town.settle()
    assert await town.store.read(lambda tx: tx.exec_driver_sql("SELECT seen_on FROM people").scalar()) == before
    await pass_days(town, 345)
    await pass_days(town, 20)
    assert await olga.stored() is None


async def test_coming_is_written_down_once_a_day(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    olga = await olga_comes(town)
    written = []
    write = town.store.write

    async def noted(fn: object, *args: object, **kwargs: object) -> object:
        written.append(getattr(fn, "__name__", ""))
        return await write(fn, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(town.store, "write", noted)
    for _ in range(3):
        await olga.say("/menu")
    assert written == []
    town.clock.move(days=1)
    for _ in range(3):
        await olga.say("/menu")
    assert written == ["mark_seen"]


async def test_drafts_last_ninety_days(town: Town) -> None:
    anna = await town.coordinator()
    await anna.say("/new_event")
    await anna.say("Субботник")
    await anna.say("/broadcast")
    await anna.say("Завтра субботник.")
    await anna.say("/broadcast")
    assert any("Черновик" in label for label in anna.buttons())
    await pass_days(town, 89)
    held = "SELECT (SELECT count(*) FROM events WHERE status = 'draft') + (SELECT count(*) FROM broadcasts)"
    assert await town.store.read(lambda tx: tx.exec_driver_sql(held).scalar()) == 2
    await pass_days(town, 2)
    assert await town.store.read(lambda tx: tx.exec_driver_sql(held).scalar()) == 0
    await anna.say("/broadcast")
    assert not any("Черновик" in label for label in anna.buttons())


async def test_the_privacy_screen_says_how_long_things_are_kept(town: Town) -> None:
    olga = await olga_comes(town)
    said = await olga.say("/privacy")
    assert "Если вас нет год" in said
    assert "90 дней" in said
