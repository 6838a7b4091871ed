"""A broadcast to a million accounts on SQLite: how long it is planned, in how much memory, and who waits meanwhile.

`python -m tests.bench.millions GIVEN` is the bot: it plans, sends at 25/s, and answers somebody ten times a second.
"""

import asyncio
import json
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.bench.lag import Lag
from tests.bench.sending import IMPORTING, settle
from tests.bench.table import Table, met
from tests.bench.telegram import TOKEN, on_core, output, seen, telegram, told
from tests.bench.town import FIRST, begin, settled

MANY = 1_000_000
EVERY = 0.1
RATE = 25


async def measure(table: Table, folder: Path, *, quick: bool) -> None:
    people = MANY // 20 if quick else MANY
    store = f"sqlite+aiosqlite:///{folder / 'millions.db'}"
    opened = await settled(store, people)
    broadcast_id = await opened.write(begin, 1)
    await opened.close()
    async with telegram() as base:
        ran = await told("tests.bench.millions", base=base, store=store, broadcast_id=broadcast_id)
        told_people = await seen(base)
    bare = int(await output("-c", IMPORTING))
    above = (ran["peak"] - bare) / 1024
    table.add(f"planning a broadcast to {people:,}", f"{ran['seconds'] / 60:.1f} min", "aim: minutes")
    table.add("  most memory meanwhile, above import aiogram", f"{above:.0f} MiB", f"aim <= 80: {met(above <= 80)}")
    table.add(
        "  answers to people meanwhile, p95", f"{ran['p95'] * 1000:.0f} ms", f"aim < 100: {met(ran['p95'] < 0.1)}"
    )
    table.add("  the slowest of them", f"{ran['slowest'] * 1000:.0f} ms")
    table.add("  event loop late meanwhile, p99", f"{ran['late'] * 1000:.0f} ms")
    table.add("  said meanwhile, answers among it", f"{told_people.rate:.1f}/s", f"SEND_RATE={RATE}")


async def plan(store: Any, broadcast_id: int) -> None:
    """As the bot's own job does it: each chunk is a transaction of its own."""
    from storage.broadcasts.sending import launches

    while await store.write(launches.plan_next, broadcast_id):
        continue


async def run(base: str, store: str, broadcast_id: int) -> dict[str, float]:
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer

    from bot.app import assemble
    from bot.config import Settings
    from bot.outbox import SendSession
    from storage.core.db import Store
    from tests.bench.town import NOON

    opened = Store(store)
    settings = Settings(_env_file=None, bot_token=TOKEN, bot_api_url=base, send_rate=RATE)
    api = TelegramAPIServer.from_base(base)
    sessions = AiohttpSession(api=api), SendSession(api=api)
    born = time.monotonic()
    app = assemble(settings, opened, lambda: NOON + timedelta(seconds=time.monotonic() - born), *sessions)
    settle(app.texts)
    answers: list[float] = []
    async with asyncio.TaskGroup() as group:
        sending = group.create_task(app.worker.run())
        talking = group.create_task(_talk(app, answers))
        waking = group.create_task(_wake(app))
        async with Lag() as lag:
            begun = time.perf_counter()
            await plan(opened, broadcast_id)
            took = time.perf_counter() - begun
        talking.cancel()
        waking.cancel()
        app.worker.stop()
        await sending
    for session in sessions:
        await session.close()
    await opened.close()
    p95 = sorted(answers)[int(len(answers) * 0.95)]
    return {"seconds": took, "peak": _peak(), "p95": p95, "slowest": max(answers), "late": lag.p99}


async def _talk(app: Any, answers: list[float]) -> None:
    """Somebody else every time: whoever comes first that day is written down, too."""
    from tests.bench.updates import written

    number = 0
    while True:
        begun = time.perf_counter()
        await app.dispatcher.feed_update(app.bot, written(number, "/help", FIRST + number))
        answers.append(time.perf_counter() - begun)
        number += 1
        await asyncio.sleep(EVERY)


async def _wake(app: Any) -> None:
    while True:
        app.worker.wake()
        await asyncio.sleep(1)


def _peak() -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1])


if __name__ == "__main__":
    on_core(0)
    print(json.dumps(asyncio.run(run(**json.loads(sys.argv[1])))))
