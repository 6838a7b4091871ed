"""The bot as its own process, the sandbox over HTTP."""

import asyncio
import os
import re
import shutil
import signal
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any, TypeVar

import aiohttp
import pytest

from bot.files import templates
from storage.core.db import Store
from tests.e2e import warm

ROOT = warm.ROOT
PATIENCE = 30.0
# Until something is seen, on a machine that is busy with other tests, too.
LOOKS_FOR = 90.0

T = TypeVar("T")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Process:
    """A running bot: what it printed, and how it ended."""

    child: ForkServerProcess
    lines: list[str] = field(default_factory=list)

    @property
    def output(self) -> str:
        return "\n".join(self.lines)

    async def read(self, output: Connection) -> None:
        reader = asyncio.StreamReader()
        protocol = asyncio.StreamReaderProtocol(reader)
        await asyncio.get_running_loop().connect_read_pipe(lambda: protocol, output)
        async for line in reader:
            self.lines.append(line.decode().rstrip())

    async def prints(self, pattern: str) -> re.Match[str]:

        async def look() -> re.Match[str] | None:
            return re.search(pattern, self.output)

        return await until(look, lambda: self.output)

    async def address(self) -> str:
        """The address of the demo's page."""
        return (await self.prints(r"ready: (http://\S+?)/\s"))[1]

    async def wait(self) -> int:
        """Wait for its end. Returns its exit code: below zero the signal that ended it."""

        async def look() -> bool:
            return self.child.exitcode is not None

        await until(look, lambda: f"it goes on: {self.output}")
        return self.child.exitcode or 0

    async def end(self, how: signal.Signals = signal.SIGINT) -> int:
        """Ask it to stop. Returns its exit code."""
        if self.child.exitcode is None and self.child.pid:
            os.kill(self.child.pid, how)
        return await asyncio.wait_for(self.wait(), PATIENCE)

    async def kill(self) -> None:
        self.child.kill()
        await self.wait()


async def until(
    look: Callable[[], Awaitable[T | None]], why: Callable[[], object] = lambda: "", *, patience: float = LOOKS_FOR
) -> T:
    """Look again until there is something; fail after `patience` seconds."""
    for _ in range(int(patience / 0.05)):
        if found := await look():
            return found
        await asyncio.sleep(0.05)
    raise AssertionError(f"nothing came: {why()}")


def until_noon() -> float:
    """Seconds until the next noon in Blagoveshchensk: what is sent must not wait for anybody's morning."""
    now = datetime.now(UTC)
    noon = now.replace(hour=3, minute=0, second=0, microsecond=0)
    return (noon - now).total_seconds() % 86_400


def running(command: str, folder: Path, **settings: str) -> AbstractAsyncContextManager[Process]:
    """A bot's process with only these settings: a fork of a warm one. It is killed at the end if it still runs."""
    return _process(command, folder, settings, cold=False)


def started(command: str, folder: Path, **settings: str) -> AbstractAsyncContextManager[Process]:
    """The same for `python -m bot COMMAND` from its first import on: where the start itself is what is tested."""
    return _process(command, folder, settings, cold=True)


@asynccontextmanager
async def _process(command: str, folder: Path, settings: dict[str, str], *, cold: bool) -> AsyncIterator[Process]:
    own = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    base = {"DATABASE_URL": f"sqlite+aiosqlite:///{folder / 'tos.db'}", "TICK_SECONDS": "0.2", "PYTHONUNBUFFERED": "1"}
    child, output = warm.start(command, own | base | settings, cold)
    process = Process(child)
    async with asyncio.TaskGroup() as group:
        group.create_task(process.read(output))
        try:
            yield process
        finally:
            await process.kill()


@dataclass
class Page:
    """The sandbox's page API, as the page's own script uses it."""

    web: aiohttp.ClientSession
    base: str

    async def state(self) -> dict[str, Any]:
        async with self.web.get(f"{self.base}/api/state") as response:
            shown: dict[str, Any] = await response.json()
            return shown

    async def post(self, path: str, **body: Any) -> Any:
        async with self.web.post(f"{self.base}{path}", json=body) as response:
            assert response.status == 200, await response.text()
            return await response.json()

    async def chat(self, user_id: int) -> list[dict[str, Any]]:
        messages: list[dict[str, Any]] = (await self.state())["chats"].get(str(user_id), [])
        return [message for message in messages if message["from"]["is_bot"]]

    async def sees(self, user_id: int, words: str) -> dict[str, Any]:
        """Wait until a bot's message with these words stands in the chat. Returns it."""

        async def look() -> dict[str, Any] | None:
            shown = reversed(await self.chat(user_id))
            return next((each for each in shown if words in (each.get("text") or each.get("caption") or "")), None)

        return await until(look, lambda: f"{words!r} for {user_id}")

    async def say(self, user_id: int, text: str, expected: str) -> dict[str, Any]:
        await self.post("/api/say", user_id=user_id, text=text)
        return await self.sees(user_id, expected)

    async def press(self, user_id: int, label: str, expected: str) -> dict[str, Any]:
        """Press the newest button whose label holds `label`, and wait for what it leads to."""
        message_id, data = await self.button(user_id, label)
        await self.post("/api/press", user_id=user_id, message_id=message_id, data=data)
        return await self.sees(user_id, expected)

    async def button(self, user_id: int, label: str) -> tuple[int, str]:
        """Wait for a button whose label holds `label`: the message it stands under, and its data."""

        async def find() -> tuple[int, str] | None:
            for message in reversed(await self.chat(user_id)):
                for row in message.get("reply_markup", {}).get("inline_keyboard", []):
                    for each in row:
                        if label in each["text"] and "callback_data" in each:
                            return message["message_id"], each["callback_data"]
            return None

        return await until(find, lambda: f"no button {label!r}")

    async def document(self, user_id: int) -> bytes:
        """The newest file the bot sent."""

        async def look() -> str | None:
            files = [message["document"]["file_id"] for message in await self.chat(user_id) if "document" in message]
            return files[-1] if files else None

        file_id = await until(look, lambda: "no document")
        async with self.web.get(f"{self.base}/api/file/{file_id}") as response:
            return await response.read()


@pytest.fixture(scope="session")
def ready(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file as the bot's first start leaves it: migrated, seeded, the templates of the papers checked."""
    path = Path(shutil.copy(seeded, tmp_path_factory.mktemp("ready")))

    async def check() -> None:
        store = Store(f"sqlite+aiosqlite:///{path}")
        await templates.approve(store, datetime.now(UTC))
        await store.scrub()
        await store.close()

    asyncio.run(check())
    return path


@pytest.fixture
def folder(ready: Path, tmp_path: Path) -> Path:
    """A folder with the store of a bot that was started before."""
    shutil.copy(ready, tmp_path / "tos.db")
    return tmp_path


@pytest.fixture
async def web() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
async def demo(tmp_path: Path, web: aiohttp.ClientSession) -> AsyncIterator[tuple[Process, Page]]:
    """`python -m bot run` without a token: the demo, and its page."""
    async with running("run", tmp_path) as process:
        page = Page(web, await process.address())
        await page.post("/api/clock", add=until_noon())
        yield process, page
