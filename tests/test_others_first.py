"""A crowd that sends much waits for the people who send little."""

import asyncio
from typing import Any

import pytest
from aiogram.types import Update

from bot.telegram.others_first import AT_ONCE, OthersFirst
from tests.chat import Town

UPDATE = Update(update_id=1)


async def test_whoever_sent_least_is_next() -> None:
    gate, go_on, begun = OthersFirst(), asyncio.Event(), []

    async def handle(_: Any, data: dict[str, Any]) -> None:
        begun.append(data["who"])
        await go_on.wait()

    async def send(who: str, sent: int) -> None:
        await gate(handle, UPDATE, {"who": who, "sent_lately": lambda: sent})

    crowd = [send("crowd", 9) for _ in range(3 * AT_ONCE)]
    tasks = asyncio.gather(*crowd, send("olga", 2), send("anna", 1))
    await asyncio.sleep(0.01)
    assert begun == ["crowd"] * AT_ONCE
    go_on.set()
    await tasks
    assert begun[AT_ONCE : AT_ONCE + 2] == ["anna", "olga"]


async def test_a_line_that_hangs_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.telegram.others_first.HOLD_SECONDS", 0.01)
    gate, never, answered = OthersFirst(), asyncio.Event(), asyncio.Event()

    async def hang(*_: Any) -> None:
        await never.wait()

    async def answer(*_: Any) -> None:
        answered.set()

    hanging = asyncio.gather(*(gate(hang, UPDATE, {}) for _ in range(3 * AT_ONCE)))
    async with asyncio.timeout(10):
        await gate(answer, UPDATE, {})
    never.set()
    await hanging
    assert answered.is_set()


async def test_updates_of_a_minute_count(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    counted, now = [], 1000.0
    monkeypatch.setattr("bot.telegram.middlewares.time.monotonic", lambda: now)

    async def note(handler: Any, event: Any, data: dict[str, Any]) -> Any:
        counted.append(data["sent_lately"]())
        return await handler(event, data)

    town.app.dispatcher.update.outer_middleware(note)
    olga = town.somebody(101)
    for pause in (0, 10, 10, 45, 100):
        now += pause
        await olga.say("/help")
    assert counted == [1, 2, 3, 3, 1]
