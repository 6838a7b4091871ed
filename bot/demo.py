"""The demo: no token, no Telegram. The sandbox as a child process, a store of its own, people and events to try.

The store is new at each start. Nothing of it touches the real one.
"""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from pydantic import SecretStr

from bot.config import ROOT, Settings
from bot.daysoff import days_off
from storage.core import demo
from storage.core.db import Store
from storage.core.seed import parse

TOKEN = "42:sandbox"  # noqa: S105 - the sandbox's own, known to everybody
FILLING = ROOT / "storage" / "seed" / "demo.yaml"
STOP_SECONDS = 2.0
SQLITE = "sqlite+aiosqlite:///"


@asynccontextmanager
async def world(settings: Settings) -> AsyncIterator[Settings]:
    """A running sandbox, and the settings of a bot that talks to it. The page's address is printed."""
    folder = (
        Path(settings.database_url.removeprefix(SQLITE)).parent if SQLITE in settings.database_url else ROOT / "data"
    )
    folder.mkdir(parents=True, exist_ok=True)
    store, clock = folder / "demo.db", folder / "demo.clock"
    for old in folder.glob("demo.*"):
        old.unlink()
    arguments = [
        "-m",
        "bot",
        "sandbox",
        "--with-parent",
        "--token",
        TOKEN,
        "--port",
        str(settings.sandbox_port),
        "--clock",
        str(clock),
    ]
    # A session of its own: Ctrl-C reaches the bot alone, and the bot ends the sandbox; so does its sudden death, since
    # the pipe to the sandbox's standard input closes then.
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        *arguments,
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        start_new_session=True,
    )
    try:
        address = await _address(child)
        await _let_readers_in(address)
        print(f"\n  The demo is ready: {address}\n  Ctrl-C ends it.\n", flush=True)  # noqa: T201
        yield settings.model_copy(
            update={
                "bot_token": SecretStr(TOKEN),
                "bot_api_url": address.rstrip("/"),
                "database_url": f"sqlite+aiosqlite:///{store}",
                "demo_clock": clock,
                "bot_proxy": (),
                "redis_url": None,
                "tick_seconds": 1.0,
            }
        )
    finally:
        await _end(child)


async def _address(child: asyncio.subprocess.Process) -> str:
    if child.stdout is None:
        raise RuntimeError("the sandbox has no output")
    line = (await child.stdout.readline()).decode()
    if not line.startswith("Sandbox: "):
        raise RuntimeError("the sandbox did not start")
    return line.removeprefix("Sandbox: ").strip()


async def _let_readers_in(address: str) -> None:
    """The sandbox knows the people of the demo that have no phone on its page: they can be written to."""
    from aiohttp import ClientSession

    readers = parse(FILLING.read_bytes())["readers"]
    async with ClientSession() as session:
        crowd = {"from": readers["from"], "count": readers["count"]}
        (await session.post(f"{address}control/people", json=crowd)).raise_for_status()


async def _end(child: asyncio.subprocess.Process) -> None:
    if child.returncode is not None:
        return
    child.terminate()
    try:
        await asyncio.wait_for(child.wait(), STOP_SECONDS)
    except TimeoutError:
        child.kill()


async def fill(store: Store, now: datetime) -> None:
    """People with their roles and consents, readers, three events (one nearly full, one with a queue), a case."""
    await store.write(demo.fill, parse(FILLING.read_bytes()), days_off(now.date()), now)
