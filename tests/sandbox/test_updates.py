"""getUpdates: offsets, long polls, conflicts, kinds of updates."""

import asyncio
import time
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from bot.sandbox.callback_queries import CallbackQueries
from bot.sandbox.errors import ApiError
from bot.sandbox.world import World

Ask = Callable[..., Coroutine[Any, Any, Any]]


async def test_updates_stay_until_they_are_confirmed(world: World, ask: Ask) -> None:
    for text in "abc":
        world.say(101, text)
    first = await ask("getUpdates", limit=1)
    again = await ask("getUpdates", limit=1)
    rest = await ask("getUpdates", offset=first[0]["update_id"] + 1)
    last = await ask("getUpdates", offset=-1)
    assert first == again
    assert [update["message"]["text"] for update in rest] == ["b", "c"]
    assert [update["message"]["text"] for update in last] == ["c"]


async def test_a_long_poll_ends_when_something_happens(world: World, ask: Ask) -> None:
    async with asyncio.TaskGroup() as tasks:
        poll = tasks.create_task(ask("getUpdates", timeout=50))
        await asyncio.sleep(0)
        assert not poll.done()
        world.say(101, "x")
    assert [update["message"]["text"] for update in poll.result()] == ["x"]


async def test_a_poll_without_patience_ends_at_once(ask: Ask) -> None:
    assert await ask("getUpdates") == []


async def test_a_newer_poll_ends_the_older(world: World, ask: Ask) -> None:
    async with asyncio.TaskGroup() as tasks:
        older = tasks.create_task(ask("getUpdates", timeout=50))
        await asyncio.sleep(0)
        newer = tasks.create_task(ask("getUpdates", timeout=50))
        await asyncio.sleep(0)
        world.say(101, "x")
    assert older.result().startswith("Conflict: terminated by other getUpdates request")
    assert len(newer.result()) == 1


async def test_the_bot_gets_only_the_kinds_it_asked_for(world: World, ask: Ask) -> None:
    await ask("getUpdates", allowed_updates=["callback_query"])
    world.say(101, "x")
    world.press(101, 1, "yes")
    kinds = [set(update) - {"update_id"} for update in world.take_updates()]
    await ask("getUpdates", allowed_updates=[])
    world.say(101, "y")
    assert kinds == [{"callback_query"}]
    assert len(world.take_updates()) == 1


async def test_polling_and_a_webhook_exclude_each_other(world: World, ask: Ask) -> None:
    await ask("setWebhook", url="http://127.0.0.1:1/")
    refused = await ask("getUpdates")
    await ask("deleteWebhook")
    assert refused.startswith("Conflict: can't use getUpdates method while webhook is active")
    assert await ask("getUpdates") == []


async def test_update_ids_grow_over_restarts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also over one that takes a second, and within what the Bot API can count."""
    began, ids = time.time(), list[int]()
    for seconds in (0, 1, 3 * 366 * 86_400):
        monkeypatch.setattr(time, "time", lambda at=began + seconds: at)
        world = World()
        world.join(101, "Ольга")
        world.say(101, "x")
        ids.append(world.take_updates()[-1]["update_id"])
    assert ids == sorted({*ids})
    assert ids[-1] < 2**31


def test_a_press_can_be_answered_for_a_quarter_of_an_hour() -> None:
    clock = iter([0.0, 900.0, 0.0, 900.1])
    queries = CallbackQueries(lambda: next(clock))
    outcomes: list[Any] = []
    for _ in range(2):
        query_id = queries.add(101)
        try:
            outcomes.append(queries.answer(query_id, {}))
        except ApiError as refusal:
            outcomes.append(refusal.status)
    assert outcomes == [(101, True), 400]
