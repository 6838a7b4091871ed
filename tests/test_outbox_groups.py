"""The outbox for groups and channels: their own pace, the bot's zone and language, moved chats."""

from datetime import datetime
from typing import Any

import pytest
from aiogram.methods import SendMessage
from sqlalchemy import Connection, select

from bot.domain.deliveries import DeliveryStatus, Plan
from bot.outbox import Notification
from storage import outbox
from storage.core.tables import accounts, deliveries
from tests.chat import Town

GROUP = -77


def add_group(tx: Connection, chat_id: int, kind: str, now: datetime) -> int:
    row = {"platform": "telegram", "kind": kind, "chat_id": chat_id, "created_at": now}
    account_id: int = tx.execute(accounts.insert().values(row).returning(accounts.c.id)).scalar_one()
    return account_id


@pytest.fixture
async def group(town: Town) -> int:
    """A group's account; what is planned for it of a yard is said by its occasion."""

    def say(subject: object, row: Any, tr: Any) -> SendMessage:
        return SendMessage(chat_id=row.chat_id, text=f"{tr.locale} {row.zone} {row.occasion}")

    town.worker.notifications = {
        **town.worker.notifications,
        ("reminder", "yard"): Notification(lambda tx, cause_id: None, say),
    }
    town.somebody(101)
    town.world.join_group(GROUP, "Двор", [101])
    town.world.take_updates()
    return await town.store.write(add_group, GROUP, "group", town.clock())


async def announce(town: Town, account_id: int, *occasions: str) -> None:
    plans = [Plan("reminder", "yard", 1, occasion, town.clock()) for occasion in occasions]
    await town.store.write(outbox.plan_for_groups, [account_id], plans)


def heard(town: Town, chat_id: int = GROUP) -> list[str]:
    return [message["text"] for message in town.world.messages(chat_id) if message["from"]["is_bot"]]


async def statuses(town: Town) -> list[str]:
    return await town.store.read(lambda tx: list(tx.scalars(select(deliveries.c.status).order_by(deliveries.c.id))))


async def test_a_group_hears_once_in_the_bots_own_language_and_zone(town: Town, group: int) -> None:
    for _ in range(2):
        await announce(town, group, "one")
        await town.deliver()
    assert heard(town) == ["ru Asia/Yakutsk one"]
    assert await statuses(town) == ["sent"]


async def test_a_channel_hears_too(town: Town, group: int) -> None:
    town.world.join_group(-100500, "Новости", [101])
    await announce(town, await town.store.write(add_group, -100500, "channel", town.clock()), "one")
    await town.deliver()
    assert heard(town, -100500) == ["ru Asia/Yakutsk one"]


async def test_a_group_is_not_woken_in_the_night_of_the_bots_zone(town: Town, group: int) -> None:
    town.clock.move(hours=11)
    await announce(town, group, "one")
    await town.deliver()
    assert heard(town) == []
    await town.pass_time(hours=10)
    assert len(heard(town)) == 1


async def test_a_group_hears_twenty_times_a_minute_at_most_and_everything(town: Town, group: int) -> None:
    await announce(town, group, *(f"{number:02}" for number in range(30)))
    counted = []
    for _ in range(2):
        before = len(heard(town))
        for _ in range(60):
            await town.deliver()
            town.clock.move(seconds=1)
        counted.append(len(heard(town)) - before)
    assert counted == [20, 10]
    assert heard(town) == [f"ru Asia/Yakutsk {number:02}" for number in range(30)]


async def test_a_slow_group_keeps_nobody_else_waiting(town: Town, group: int) -> None:
    town.world.join_group(-78, "Сосед", [101])
    other = await town.store.write(add_group, -78, "group", town.clock())
    await announce(town, group, "one", "two", "three")
    await announce(town, other, "one")
    await town.deliver()
    assert [len(heard(town, each)) for each in (GROUP, -78)] == [1, 1]


async def test_a_group_that_became_a_supergroup_is_followed(town: Town, group: int) -> None:
    new_id = town.world.upgrade_group(GROUP)
    town.world.take_updates()
    await announce(town, group, "one")
    for _ in range(2):
        await town.deliver()
    town.world.refused.clear()
    assert heard(town, new_id) == ["ru Asia/Yakutsk one"]
    assert await town.store.read(lambda tx: tx.scalars(select(accounts.c.chat_id)).all()) == [new_id]
    await town.pass_time(seconds=10)
    await announce(town, group, "two")
    await town.deliver()
    assert len(heard(town, new_id)) == 2


async def test_a_group_whose_supergroup_is_known_already_ends(town: Town, group: int) -> None:
    new_id = town.world.upgrade_group(GROUP)
    await town.store.write(add_group, new_id, "group", town.clock())
    await announce(town, group, "one")
    for _ in range(2):
        await town.deliver()
    town.world.refused.clear()
    assert await statuses(town) == [DeliveryStatus.BLOCKED]
    assert heard(town, new_id) == []


async def test_a_group_that_threw_us_out_is_left_in_peace(town: Town, group: int) -> None:
    town.world.chats[GROUP].blocked = True
    await announce(town, group, "one")
    await town.deliver()
    town.world.refused.clear()
    await announce(town, group, "two")
    await town.deliver()
    assert await statuses(town) == [DeliveryStatus.BLOCKED] * 2
