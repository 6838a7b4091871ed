"""A small world for each test: Olga (101) has started the bot, John (104) has not."""

import json
from collections.abc import AsyncIterator, Callable, Coroutine
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.sandbox.bot_api import call
from bot.sandbox.media import Upload
from bot.sandbox.server import read_people, serve
from bot.sandbox.world import World

DEMO = Path(__file__).parents[2] / "storage" / "seed" / "demo.yaml"
Ask = Callable[..., Coroutine[Any, Any, Any]]


@pytest.fixture
def world() -> World:
    world = World(clock=lambda: 1_800_000_000.0)
    world.join(101, "Ольга", username="olga")
    world.join(104, "John", language_code="en")
    world.say(101, "/start")
    world.take_updates()
    return world


@pytest.fixture
def ask(world: World) -> Ask:
    """Call a method: its result, or the description of the error."""

    async def play(method: str, files: dict[str, Upload] | None = None, **params: Any) -> Any:
        texts = {name: value if isinstance(value, str) else json.dumps(value) for name, value in params.items()}
        reply = await call(world, method, texts, files or {})
        return reply.body["result"] if reply.body["ok"] else reply.body["description"]

    return play


@pytest.fixture
async def sandbox() -> AsyncIterator[str]:
    """The address of a running sandbox."""
    async with serve(people=read_people(DEMO)) as address:
        yield address


@pytest.fixture
async def web(sandbox: str) -> AsyncIterator[aiohttp.ClientSession]:
    """A client of the running sandbox."""
    async with aiohttp.ClientSession(sandbox, timeout=aiohttp.ClientTimeout(20)) as session:
        yield session


@pytest.fixture
def api(web: aiohttp.ClientSession) -> Ask:
    """Request the running sandbox: the JSON of its answer."""

    async def request(verb: str, path: str, **options: Any) -> Any:
        async with web.request(verb, path, **options) as response:
            return await response.json()

    return request
