"""From the start of the process to the first getUpdates, and the memory after it, ours against a bare aiogram bot's."""

import asyncio
import os
import statistics
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from tests.bench.table import Table, met

# By then the jobs ran for the first time, and the commands are told.
SETTLE_SECONDS = 5.0
ROOT = Path(__file__).parents[2]
BARE = """
import asyncio, sys
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
session = AiohttpSession(api=TelegramAPIServer.from_base(sys.argv[1]))
dispatcher = Dispatcher()
@dispatcher.message()
async def echo(message): await message.answer(message.text)
asyncio.run(dispatcher.start_polling(Bot("42:bench", session=session)))
"""


async def measure(table: Table, folder: Path, *, quick: bool) -> None:
    rounds = 3 if quick else 9
    bare, ours = list[Start](), list[Start]()
    async with Stopwatch() as watch:
        settings = {
            "BOT_TOKEN": "42:bench",
            "BOT_API_URL": watch.base,
            "OPERATOR_NAME": "ТОС",
            "OPERATOR_CONTACT": "Садовая, 1",
            "DATA_LOCATION": "Россия",
            "WEB_PORT": "0",
            "DATABASE_URL": f"sqlite+aiosqlite:///{folder / 'start.db'}",
        }
        # It migrates the store, checks the templates and warms the caches.
        first = await watch.first_poll(["-m", "bot", "run"], settings)
        for _ in range(rounds):
            bare.append(await watch.first_poll(["-c", BARE, watch.base], {}))
            ours.append(await watch.first_poll(["-m", "bot", "run"], settings))
    theirs, seconds = (statistics.median(each.seconds for each in starts) for starts in (bare, ours))
    table.add("bare aiogram: start to first getUpdates", f"{theirs:.2f} s")
    table.add("this bot: start to first getUpdates", f"{seconds:.2f} s")
    table.ratio("start, this bot / bare aiogram", seconds, theirs, 1.2)
    table.add("bare aiogram: resident after it", f"{max(each.megabytes for each in bare):.0f} MiB")
    for name, starts in (("first", [first]), ("a later", ours)):
        resident = max(each.megabytes for each in starts)
        table.add(
            f"this bot: resident after {name} start", f"{resident:.0f} MiB", f"aim <= 200: {met(resident <= 200)}"
        )


@dataclass(frozen=True, slots=True)
class Start:
    """A start: the seconds to its first getUpdates, and the memory that is resident SETTLE_SECONDS later."""

    seconds: float
    megabytes: float


class Stopwatch:
    """A Bot API that answers anything and notes when the first getUpdates comes."""

    async def __aenter__(self) -> "Stopwatch":
        app = web.Application()
        app.router.add_route("*", "/bot42:bench/{method}", self._answer)
        self._polled = asyncio.Event()
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.base = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    async def first_poll(self, arguments: list[str], settings: dict[str, str]) -> Start:
        """Start `python ARGUMENTS`, measure it and end it."""
        self._polled.clear()
        begun = time.perf_counter()
        child = await asyncio.create_subprocess_exec(
            sys.executable,
            *arguments,
            cwd=ROOT,
            env=os.environ | settings,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        await asyncio.wait_for(self._polled.wait(), 120)
        took = time.perf_counter() - begun
        await asyncio.sleep(SETTLE_SECONDS)
        resident = _resident(child.pid)
        child.kill()
        await child.wait()
        return Start(took, resident)

    async def _answer(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        if method == "getUpdates":
            self._polled.set()
            await asyncio.sleep(30)
            return web.json_response({"ok": True, "result": []})
        me = {"id": 42, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
        return web.json_response({"ok": True, "result": me if method == "getMe" else True})


def _resident(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024
