"""Acts of colleagues on a broadcast: in the audit of its scope, and told to its author."""

from typing import Any

from sqlalchemy import select

from bot.domain.people import Purpose, Role, RoleKind
from storage.core import tables
from storage.people import people
from tests.chat import Neighbour, Town
from tests.handlers.broadcasts import coordinator, got, reader, settle, tick, write_to

ZEYA = Role(RoleKind.COORDINATOR, "zeya")


async def in_zeya(town: Town) -> tuple[Neighbour, Neighbour, Neighbour]:
    """Anna's broadcast to Zeya, paused; Anna, her colleague Boris, and the one reader."""
    olga = await reader(town, 201, "zeya")
    anna = await coordinator(town, "zeya")
    boris = await town.person(104, "Борис", Purpose.WORK, roles=(ZEYA,))
    await write_to(anna, "Мой муниципалитет")
    await anna.press("Отправить 1 человеку")
    return anna, boris, olga


async def entries(town: Town) -> list[tuple[Any, ...]]:
    chosen = select(tables.audit.c.act, tables.audit.c.scope).where(tables.audit.c.subject == "broadcast")
    return [
        tuple(row) for row in await town.store.read(lambda tx: tx.execute(chosen.order_by(tables.audit.c.id)).all())
    ]


async def test_a_halt_is_read_by_coordinators_of_its_scope(town: Town) -> None:
    anna, boris, _ = await in_zeya(town)
    await anna.press("Пауза")
    await boris.press_data("bcmate:stop:1")
    await boris.say("Ошибка в дате")
    assert "остановлена рассылка" in await anna.say("/audit")
    assert await entries(town) == [("stopped", "zeya")]


async def test_a_hand_over_and_a_take_are_read_by_coordinators_of_its_scope(town: Town) -> None:
    anna, boris, _ = await in_zeya(town)
    await anna.press("Пауза")
    person, colleague = await anna.stored(), await boris.stored()
    assert person
    assert colleague
    await town.store.write(people.block, boris.id, town.clock())  # nobody can be reached: it waits
    await town.store.write(people.withdraw, person.id, Purpose.WORK, town.clock())
    await boris.press_data("bcmate:take:1")
    assert await entries(town) == [("handed-over", "zeya"), ("taken-over", "zeya")]


async def test_a_recall_by_a_colleague_is_told_to_the_author_and_kept(town: Town) -> None:
    anna, boris, olga = await in_zeya(town)
    await settle(town)
    assert got(olga) == 1
    await boris.press_data("bc:recall:1")
    await boris.press("Отозвать")
    await settle(town)
    assert got(olga) == 0
    told = [message["text"] for message in anna.said() if "Ваша рассылка отозвана" in message.get("text", "")]
    assert len(told) == 1
    assert "Борис" in told[0]
    assert await entries(town) == [("recalled", "zeya")]


async def test_ones_own_recall_is_no_news(town: Town) -> None:
    anna, _, _ = await in_zeya(town)
    await settle(town)
    await anna.press_data("bc:recall:1")
    await anna.press("Отозвать")
    await settle(town)
    assert not any("Ваша рассылка отозвана" in message.get("text", "") for message in anna.said())
    assert await entries(town) == []


async def test_the_reason_of_a_halt_is_no_way_to_recall(town: Town) -> None:
    _, boris, _ = await in_zeya(town)
    await boris.press_data("bcmate:recall:1")
    await tick(town)
    assert await entries(town) == []
