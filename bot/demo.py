"""The demo: the bot without a token and without Telegram.

The sandbox runs as a child process. The store is a file of its own, new at each start and filled from
`storage/seed/demo.yaml`: its personas are the people of the sandbox's chat page. The real store is not touched.
"""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from pydantic import SecretStr

from bot.config import DATA, ROOT, SANDBOX_TOKEN, Settings
from bot.daysoff import days_off
from storage.core import demo
from storage.core.db import Store
from storage.core.seed import parse

CONTENT = ROOT / "storage" / "seed" / "demo.yaml"
STOP_SECONDS = 2.0
SQLITE = "sqlite+aiosqlite:///"


@asynccontextmanager
async def world(settings: Settings) -> AsyncIterator[Settings]:
    """Run the sandbox and print the address of its page. Yields the settings of a bot that uses it."""
    folder = _folder(settings.database_url)
    for old in folder.glob("demo.*"):
        old.unlink()
    clock = folder / "demo.clock"
    child = await _start_sandbox(settings.sandbox_port, clock)
    try:
        address = await _address(child)
        await _add_readers(address)
        print(f"\n  The demo is ready: {address}\n  Ctrl-C ends it.\n", flush=True)  # noqa: T201
        yield settings.model_copy(
            update={
                "bot_token": SecretStr(SANDBOX_TOKEN),
                "bot_api_url": address.rstrip("/"),
                "database_url": f"{SQLITE}{folder / 'demo.db'}",
                "demo_clock": clock,
                "bot_proxy": (),
                "redis_url": None,
                "tick_seconds": 1.0,
            }
        )
    finally:
        await _end(child)


def _folder(database_url: str) -> Path:
    """The folder of the real SQLite file, or `data`. It is created if it is missing."""
    folder = Path(database_url.removeprefix(SQLITE)).parent if SQLITE in database_url else DATA
    folder.mkdir(parents=True, exist_ok=True)
    return folder


async def _start_sandbox(port: int, clock: Path) -> asyncio.subprocess.Process:
    """Start the sandbox in a session of its own, so that Ctrl-C reaches only the bot, which then ends the sandbox.

    If the bot is killed, the pipe to the sandbox's standard input closes, and that ends the sandbox too.
    """
    options = {"--token": SANDBOX_TOKEN, "--port": str(port), "--clock": str(clock), "--people": str(CONTENT)}
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "sandbox", "--with-parent"),
        *(word for option in options.items() for word in option),
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        start_new_session=True,
    )


async def _address(child: asyncio.subprocess.Process) -> str:
    if child.stdout is None:
        raise RuntimeError("the sandbox has no output")
    line = (await child.stdout.readline()).decode()
    if not line.startswith("Sandbox: "):
        raise RuntimeError("the sandbox did not start")
    return line.removeprefix("Sandbox: ").strip()


async def _add_readers(address: str) -> None:
    """Add the readers to the sandbox, so that the bot can write to them. The page does not show them."""
    from aiohttp import ClientSession

    readers = parse(CONTENT.read_bytes())["readers"]
    async with ClientSession() as session:
        people = {"from": readers["from"], "count": readers["count"]}
        (await session.post(f"{address}control/people", json=people)).raise_for_status()


async def _end(child: asyncio.subprocess.Process) -> None:
    if child.returncode is not None:
        return
    child.terminate()
    try:
        await asyncio.wait_for(child.wait(), STOP_SECONDS)
    except TimeoutError:
        child.kill()


async def fill(store: Store, now: datetime) -> None:
    """Write the demo's people, events (one nearly full, one with a waitlist) and founding case into the store."""
    await store.write(demo.fill, parse(CONTENT.read_bytes()), days_off(now.date()), now)
