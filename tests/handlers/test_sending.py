"""/sending: administrators see a pause that Telegram asked for, and lift it."""

import asyncio
from datetime import timedelta

import pytest
from aiogram.methods import SendMessage

from bot.domain.deliveries import Plan
from bot.domain.people import Purpose, Role, RoleKind
from bot.domain.troubles import Trouble
from bot.monitoring.health import Health
from bot.outbox import Notification
from storage import outbox
from tests.chat import Neighbour, Town
from tests.e2e.conftest import until
from tests.handlers.log_lines import id_of, listen, log_lines

DAY = 86_400


async def admin(town: Town) -> Neighbour:
    return await town.person(104, "Борис", Purpose.WORK, roles=(Role(RoleKind.ADMIN),))


async def plan(town: Town, who: Neighbour, occasion: str = "o") -> None:
    """A row that is due now and says a word."""
    said = Notification(
        lambda tx, cause_id: None, lambda subject, row, tr: SendMessage(chat_id=row.chat_id, text="Слово")
    )
    town.worker.notifications = {("answer", "question"): said}
    await town.store.write(outbox.plan, [await id_of(who)], [Plan("answer", "question", 1, occasion, town.clock())])


async def test_an_admin_sees_that_messages_go_out(town: Town) -> None:
    boris = await admin(town)
    assert "Сообщения уходят" in await boris.say("/sending")
    assert boris.buttons() == ["Обновить", "Меню"]


@pytest.mark.parametrize("role", ["resident", "coordinator"])
async def test_nobody_else_sees_or_lifts_it(town: Town, role: str) -> None:
    who = await town.coordinator() if role == "coordinator" else await town.person(101, "Ольга")
    await town.store.write(outbox.pause, town.clock() + timedelta(days=1))
    assert "только администраторы" in await who.say("/sending")
    await who.press_data("sending:lift")
    assert "только администраторы" in who.hears()
    assert await town.store.read(outbox.paused_until) is not None


async def test_a_pause_of_a_day_is_told_outlives_a_restart_and_is_lifted(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    boris = await admin(town)
    await plan(town, boris)
    town.world.faults.add("429", method="sendMessage", retry_after=DAY, times=1)
    await town.deliver()
    town.restart()
    await plan(town, boris)
    await town.deliver()
    town.world.refused.clear()
    assert "До ср, 25 ноября 2026, 12:00" in await boris.say("/sending")
    assert "Ждёт 1 сообщение" in boris.sees()
    assert "Слово" not in [each.get("text") for each in boris.said()]
    listen(caplog, "sending")
    assert "Сообщения уходят" in await boris.press("Попробовать сейчас")
    assert boris.hears() == "Пауза снята, бот пробует."
    assert log_lines(caplog) == [f"pause of sending lifted person_id={await id_of(boris)} was_paused=True"]
    await town.deliver()
    assert "Слово" in [each.get("text") for each in boris.said()]
    await boris.press_data("sending:lift")
    assert boris.hears() == "Паузы уже нет."


async def test_the_process_that_waits_for_a_day_goes_on_at_once(town: Town) -> None:
    boris, olga = await admin(town), await town.person(101, "Ольга", Purpose.WORK)
    health = town.worker.pausing.health = Health(town.clock)
    for occasion in ("o", "another"):
        await plan(town, olga, occasion)
    town.world.faults.add("429", method="sendMessage", chat_id=olga.id, retry_after=DAY, times=1)

    async def paused() -> bool:
        return await town.store.read(outbox.paused_until) is not None

    async def heard() -> bool:
        return [each.get("text") for each in olga.said()].count("Слово") == 2

    async with asyncio.TaskGroup() as group:
        group.create_task(town.worker.run())
        await until(paused)
        town.worker.wake()
        assert [each.trouble for each in health.troubles] == [Trouble.SENDING_PAUSED]
        await boris.say("/sending")
        await boris.press("Попробовать сейчас")
        await until(heard)
        town.worker.stop()
    assert not health.troubles
    town.world.refused.clear()


async def test_a_second_refusal_pauses_again(town: Town) -> None:
    boris, olga = await admin(town), await town.person(101, "Ольга", Purpose.WORK)
    await plan(town, olga)
    town.world.faults.add("429", method="sendMessage", chat_id=olga.id, retry_after=DAY)
    await town.deliver()
    await boris.say("/sending")
    await boris.press("Попробовать сейчас")
    await town.deliver()
    town.world.refused.clear()
    assert "Пауза: так попросил Telegram" in await boris.press("Обновить")
