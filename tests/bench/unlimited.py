"""With no limit, 50 ms away, on one core: the outbox and its worker against plain aiogram.

`python -m tests.bench.unlimited GIVEN` is the process of either.
"""

import asyncio
import gc
import json
import sys
import time
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.methods import SendMessage

from tests.bench.table import Table, met
from tests.bench.telegram import TOKEN, on_core, telegram, told

PEOPLE, ROUNDS = 5000, 3
LATENCY = 0.05
AT_ONCE = 200
WORDS = "Завтра субботник, приходите"
NO_LIMIT = 1_000_000
HOW = {
    "plain": "plain aiogram, no outbox",
    "frozen": "plain aiogram, no outbox, gc.freeze",
    "door": "this worker, its outbox on SQLite",
}


async def measure(table: Table, folder: Path, *, quick: bool) -> None:
    took: dict[str, list[dict[str, float]]] = {how: [] for how in HOW}
    for turn in range(1 if quick else ROUNDS):
        for how, ran in took.items():
            store = f"sqlite+aiosqlite:///{folder / f'unlimited{turn}.db'}"
            async with telegram(latency=LATENCY) as base:
                ran.append(await told("tests.bench.unlimited", how=how, base=base, store=store, people=PEOPLE))
    table.add(f"{PEOPLE} unlimited, {LATENCY * 1000:.0f} ms away", "", "CPU of a message")
    for how, ran in took.items():
        cpu = median(each["cpu"] for each in ran) / PEOPLE
        table.add(f"  {HOW[how]}", f"{PEOPLE / median(each['seconds'] for each in ran):.0f}/s", f"{cpu * 1e6:.0f} us")
    ratio = median(each["seconds"] for each in took["plain"]) / median(each["seconds"] for each in took["door"])
    aim = f"floor >= 0.95: {met(ratio >= 0.95)}, aim >= 1.2: {met(ratio >= 1.2)}"
    table.add("  this worker in plain aiograms", f"{ratio:.2f}", aim)


async def frozen(base: str, store: str, people: int) -> dict[str, float]:
    """The library in a process that spares the garbage collector what stands, as this bot does."""
    gc.freeze()
    return await plain(base, store, people)


async def plain(base: str, store: str, people: int) -> dict[str, float]:
    """Nothing but the library: so many at once, nothing is written down."""
    from tests.bench.town import FIRST

    session = AiohttpSession(api=TelegramAPIServer.from_base(base), limit=AT_ONCE)
    bot, slots = Bot(TOKEN, session=session), asyncio.Semaphore(AT_ONCE)

    async def send(chat_id: int) -> None:
        async with slots:
            await bot.send_message(chat_id, WORDS)

    begun, worked = time.perf_counter(), time.process_time()
    async with asyncio.TaskGroup() as group:
        for number in range(people):
            group.create_task(send(FIRST + number))
    ran = {"seconds": time.perf_counter() - begun, "cpu": time.process_time() - worked}
    await session.close()
    return ran


async def worker(base: str, store: str, people: int) -> dict[str, float]:
    """The outbox worker itself, with every outcome recorded."""
    from bot.app import OUTBOX_CONNECTIONS
    from bot.domain.deliveries import Plan
    from bot.i18n import Texts
    from bot.outbox import Notification, RateLimiter, SendSession, Worker
    from storage import outbox
    from tests.bench.town import FIRST, NOON, settled

    def say(subject: object, row: Any, tr: object) -> SendMessage:
        return SendMessage(chat_id=row.chat_id, text=WORDS)

    opened = await settled(store, people)
    for first in range(FIRST, FIRST + people, 1000):
        due = Plan("reminder", "bench", 1, "once", NOON)
        await opened.write(outbox.plan, range(first, min(first + 1000, FIRST + people)), [due])
    session = SendSession(api=TelegramAPIServer.from_base(base), limit=OUTBOX_CONNECTIONS)
    born = time.monotonic()
    made = Worker(
        bot=Bot(TOKEN, session=session),
        store=opened,
        texts=Texts("ru"),
        clock=lambda: NOON + timedelta(seconds=time.monotonic() - born),
        rate_limiter=RateLimiter(NO_LIMIT),
        notifications={("reminder", "bench"): Notification(lambda tx, cause_id: None, say)},
        home="Asia/Yakutsk",
    )
    right = opened.leader_lock("door")
    gc.freeze()  # As the bot does, a second after its start.
    begun, worked = time.perf_counter(), time.process_time()
    await made.work(right)
    ran = {"seconds": time.perf_counter() - begun, "cpu": time.process_time() - worked}
    counted = await opened.read(outbox.counts, "bench", 1)
    assert counted["sent"] == people, counted
    await session.close()
    await right.release()
    await opened.close()
    return ran


if __name__ == "__main__":
    on_core(0)
    asked = json.loads(sys.argv[1])
    print(json.dumps(asyncio.run({"plain": plain, "frozen": frozen, "door": worker}[asked.pop("how")](**asked))))
