"""A broadcast in bad weather, process against process: nobody is left out, and what is repeated is counted."""

import asyncio
import random
import signal
import sqlite3
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.outbox.worker import IN_FLIGHT
from tests.conftest import postgres_store
from tests.e2e.conftest import running, until
from tests.e2e.crowd import FIRST, Crowd, crowd

LEASE_SECONDS = 61


@pytest.fixture(params=["sqlite", "postgresql"])
async def url(request: pytest.FixtureRequest) -> str:
    """The URL of the crowd's store; empty for a file of its own."""
    if request.param == "sqlite":
        return ""
    store = await postgres_store()
    await store.close()
    return store.url.render_as_string(hide_password=False)


async def under_way(who: Crowd, messages: int) -> None:
    """Wait until so many messages have arrived."""

    async def look() -> bool:
        return await who.arrived() >= messages

    await until(look, lambda: f"fewer than {messages} arrived")


async def test_kills_lose_nobody_and_repeat_only_what_was_in_flight(
    url: str, folder: Path, web: aiohttp.ClientSession
) -> None:
    """Ten kills amid 3,000 messages, a third of that on PostgreSQL."""
    people, kills = (1000, 3) if url else (3000, 10)
    chance = random.Random(2016)
    at_risk: list[int] = []
    async with crowd(people, web, folder, url=url, rate=300) as who:
        for _ in range(kills):
            before = await who.arrived()
            async with running("run", folder, **who.settings) as process:
                await under_way(who, before + 1)
                await asyncio.sleep(chance.uniform(0.05, 0.6))
                await process.kill()
            at_risk.append(await who.in_flight())
            who.move(LEASE_SECONDS)
        async with running("run", folder, **who.settings):
            await who.ended()
        repeats = await who.repeats()
        assert max(at_risk) <= IN_FLIGHT
        assert repeats <= sum(at_risk)
        assert (await who.statuses())["repeats"] >= await who.twice()


async def test_kills_amid_albums_leave_nobody_with_half_of_one(folder: Path, web: aiohttp.ClientSession) -> None:
    chance = random.Random(1612)
    at_risk: list[int] = []
    async with crowd(200, web, folder, rate=300, files=2) as who:
        for _ in range(3):
            before = await who.arrived()
            async with running("run", folder, **who.settings) as process:
                await under_way(who, before + 1)
                await asyncio.sleep(chance.uniform(0.05, 0.4))
                await process.kill()
            at_risk.append(await who.in_flight())
            who.move(LEASE_SECONDS)
        async with running("run", folder, **who.settings):
            await who.ended()
        assert await who.repeats() <= sum(at_risk)


@pytest.mark.parametrize("what", ["paused", "stopped"])
async def test_what_a_person_held_is_held_after_a_kill(
    what: str, url: str, folder: Path, web: aiohttp.ClientSession
) -> None:
    async with crowd(300, web, folder, url=url, rate=100) as who:
        async with running("run", folder, **who.settings) as process:
            await under_way(who, 60)
            await (who.pause() if what == "paused" else who.stop())
            await process.kill()
        got = await who.got()
        who.move(LEASE_SECONDS)
        async with running("run", folder, **who.settings):
            if what == "stopped":
                await who.ended()
            await asyncio.sleep(2)
            assert await who.got() == got
            if what == "paused":
                await who.resume()
                await who.ended()
                assert await who.repeats() <= IN_FLIGHT


WEATHER: dict[str, dict[str, Any]] = {
    "storms of 429": {"kind": "429", "probability": 0.5, "times": 6, "retry_after": 1},
    "errors as JSON": {"kind": "500", "probability": 0.1},
    "errors as a page": {"kind": "502", "probability": 0.1, "html": True},
    "cuts before": {"kind": "cut_before", "probability": 0.1},
}


@pytest.mark.parametrize("weather", WEATHER)
async def test_trouble_costs_time_but_no_message(
    weather: str, url: str, folder: Path, web: aiohttp.ClientSession
) -> None:
    async with crowd(30 if url else 60, web, folder, url=url) as who:
        await who.faults(WEATHER[weather] | {"method": "copyMessage"})
        async with running("run", folder, **who.settings) as process:
            await who.ended()
            assert "Traceback" not in process.output
        assert await who.repeats() == 0


@pytest.mark.parametrize("weather", ["storms of 429", "cuts before"])
async def test_trouble_amid_albums_costs_time_but_no_message(
    weather: str, folder: Path, web: aiohttp.ClientSession
) -> None:
    async with crowd(20, web, folder, files=2) as who:
        await who.faults(*(WEATHER[weather] | {"method": each} for each in ("sendMediaGroup", "sendMessage")))
        async with running("run", folder, **who.settings) as process:
            await who.ended()
            assert "Traceback" not in process.output
        assert await who.repeats() == 0


async def test_cuts_after_the_effect_are_the_only_repeats(folder: Path, web: aiohttp.ClientSession) -> None:
    async with crowd(60, web, folder) as who:
        struck = random.sample(range(FIRST, FIRST + 60), 5)
        await who.faults(*({"kind": "cut_after", "method": "copyMessage", "chat_id": c, "times": 1} for c in struck))
        async with running("run", folder, **who.settings):
            await who.ended()
        assert await who.repeats() == 5
        assert (await who.statuses())["repeats"] == 5


async def test_a_third_who_blocked_us_costs_the_others_nothing(folder: Path, web: aiohttp.ClientSession) -> None:
    async with crowd(300, web, folder) as who:
        blocked = range(FIRST + 200, FIRST + 300)
        await who.faults(*({"kind": "403", "method": "copyMessage", "chat_id": chat} for chat in blocked))
        async with running("run", folder, **who.settings):
            await who.ended()
        statuses = await who.statuses()
        assert (statuses["sent"], statuses["blocked"], statuses["repeats"]) == (201, 100, 0)


async def test_telegram_away_for_a_while(folder: Path, web: aiohttp.ClientSession) -> None:
    async with crowd(300, web, folder, rate=100) as who:
        async with running("run", folder, **who.settings):
            await under_way(who, 60)
            await who.faults({"kind": "cut_before"})
            await asyncio.sleep(4)
            assert await who.arrived() < 300
            await who.faults()
            await who.ended()
        assert await who.repeats() == 0


async def test_a_clock_that_jumps_repeats_nothing(folder: Path, web: aiohttp.ClientSession) -> None:
    async with crowd(300, web, folder, rate=100) as who:
        async with running("run", folder, **who.settings):
            await under_way(who, 60)
            who.move(3600)
            await under_way(who, 120)
            who.move(-7200)
            await under_way(who, 180)
            who.move(3600)
            await who.ended()
        assert await who.repeats() == 0


async def test_a_store_locked_for_five_seconds(folder: Path, web: aiohttp.ClientSession) -> None:
    async with crowd(300, web, folder, rate=100) as who:
        async with running("run", folder, **who.settings) as process:
            await under_way(who, 60)
            other = sqlite3.connect(folder / "tos.db", isolation_level=None)
            other.execute("BEGIN IMMEDIATE")
            await asyncio.sleep(5)
            other.execute("COMMIT")
            other.close()
            await who.ended()
            assert "Traceback" not in process.output
        assert await who.repeats() == 0


async def test_a_stop_waits_for_a_slow_telegram(folder: Path, web: aiohttp.ClientSession) -> None:
    async with crowd(300, web, folder, rate=30) as who:
        await who.faults({"kind": "latency", "method": "copyMessage", "ms": 4000})
        async with running("run", folder, **who.settings) as process:
            await under_way(who, 20)
            assert await process.end(signal.SIGTERM) == 0
        assert set(await who.statuses()) == {"planned", "sent", "repeats"}
        assert await who.in_flight() == 0
