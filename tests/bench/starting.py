"""From the start of the process to the first getUpdates, ours against a bare aiogram bot's."""

import asyncio
import os
import statistics
import sys
import time
from pathlib import Path

from aiohttp import web

from tests.bench.table import Table

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
    bare, ours = [], []
    async with Stopwatch() as watch:
        settings = {
            "BOT_TOKEN": "42:bench",
            "BOT_API_URL": watch.base,
            "OPERATOR_NAME": "ТОС",
            "OPERATOR_CONTACT": "Садовая, 1",
            "WEB_PORT": "0",
            "DATABASE_URL": f"sqlite+aiosqlite:///{folder / 'start.db'}",
        }
        await watch.first_poll(["-m", "bot", "run"], settings)  # migrates the store, warms the caches
        for _ in range(rounds):
            bare.append(await watch.first_poll(["-c", BARE, watch.base], {}))
            ours.append(await watch.first_poll(["-m", "bot", "run"], settings))
    table.add("bare aiogram: start to first getUpdates", f"{statistics.median(bare):.2f} s")
    table.add("this bot: start to first getUpdates", f"{statistics.median(ours):.2f} s")
    table.ratio("start, this bot / bare aiogram", statistics.median(ours), statistics.median(bare), 1.2)


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

    async def first_poll(self, arguments: list[str], settings: dict[str, str]) -> float:
        """Seconds from the start of `python ARGUMENTS` to its first getUpdates."""
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
        await asyncio.wait_for(self._polled.wait(), 60)
        took = time.perf_counter() - begun
        child.kill()
        await child.wait()
        return took

    async def _answer(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        if method == "getUpdates":
            self._polled.set()
            await asyncio.sleep(30)
            return web.json_response({"ok": True, "result": []})
        me = {"id": 42, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
        return web.json_response({"ok": True, "result": me if method == "getMe" else True})
