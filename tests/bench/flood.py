"""The time that others wait while one person, or a thousand people, send 10,000 updates a minute."""

import asyncio
import gc
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count, cycle
from pathlib import Path
from typing import Any

from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Update

from bot.app import App, assemble
from bot.config import Settings
from storage.core.db import Store
from storage.core.migrate import migrate
from storage.core.seed import load_all
from tests.bench.papers import p95
from tests.bench.table import Table
from tests.bench.telegram import TOKEN, telegram

A_SECOND = 10_000 / 60
# Each of the others sends an update in fifty seconds.
OTHERS, CROWD, FLOODER = range(1000, 1500), range(1500, 2500), 2500
OTHERS_A_SECOND = 10
LATENCY = 0.02
SAID = cycle(("/start", "/help", "/events", "/grants"))
PRESSED = cycle(("open:menu", "open:help", "open:events"))

_numbers, _others = count(1), cycle(OTHERS)


def message(who: int) -> dict[str, Any]:
    number = next(_numbers)
    chat = {"id": who, "type": "private", "first_name": "Сосед"}
    said = {"message_id": number, "date": int(time.time()), "chat": chat, "text": next(SAID)}
    return {"update_id": number, "message": said | {"from": chat | {"is_bot": False}}}


def press(who: int) -> dict[str, Any]:
    number = next(_numbers)
    user = {"id": who, "is_bot": False, "first_name": "Сосед"}
    chat = {"id": who, "type": "private", "first_name": "Сосед"}
    shown = {"message_id": number, "date": int(time.time()), "chat": chat, "text": "Меню"}
    query = {"id": str(number), "from": user, "message": shown, "chat_instance": "1", "data": next(PRESSED)}
    return {"update_id": number, "callback_query": query}


async def handle(app: App, update: dict[str, Any]) -> float:
    begun = time.perf_counter()
    await app.dispatcher.feed_update(app.bot, Update.model_validate(update, context={"bot": app.bot}))
    return time.perf_counter() - begun


async def waits(app: App, seconds: float, flood: Iterator[dict[str, Any]] | None = None) -> list[float]:
    """The seconds until an answer of those who are not in the flood, each in turn."""
    begun = time.perf_counter()
    measured: list[asyncio.Task[float]] = []
    async with asyncio.TaskGroup() as group:
        sent = 0
        while (passed := time.perf_counter() - begun) < seconds:
            while flood is not None and sent < passed * A_SECOND:
                group.create_task(handle(app, next(flood)))
                sent += 1
            if len(measured) < passed * OTHERS_A_SECOND:
                measured.append(group.create_task(handle(app, message(next(_others)))))
            await asyncio.sleep(0.003)
    return [each.result() for each in measured]


def of_one() -> Iterator[dict[str, Any]]:
    while True:
        yield message(FLOODER)
        yield press(FLOODER)


def of_many(crowd: range) -> Iterator[dict[str, Any]]:
    for who in cycle(crowd):
        yield message(who) if next(_numbers) % 2 else press(who)


async def measure(table: Table, folder: Path, *, quick: bool) -> None:
    seconds = 10.0 if quick else 60.0
    async with telegram(latency=LATENCY) as base:
        store = Store(f"sqlite+aiosqlite:///{folder / 'flood.db'}")
        await migrate(store)
        await load_all(store, datetime.now(UTC))
        session, outbox_session = (AiohttpSession(api=TelegramAPIServer.from_base(base), limit=100) for _ in range(2))
        settings = Settings(_env_file=None, bot_token=TOKEN, bot_api_url=base)
        app = assemble(settings, store, lambda: datetime.now(UTC), session, outbox_session)
        await waits(app, 2)
        gc.freeze()  # as the running bot does
        crowd = CROWD[:167] if quick else CROWD  # Everybody sends ten in the whole time.
        for name, flood in (("one person", of_one()), (f"{len(crowd)} people", of_many(crowd))):
            quiet = p95(await waits(app, seconds))
            cpu, begun = time.process_time(), time.perf_counter()
            flooded = p95(await waits(app, seconds, flood))
            used = (time.process_time() - cpu) / (time.perf_counter() - begun)
            table.add("an answer while it is quiet, p95", f"{quiet * 1000:.0f} ms")
            table.add(f"... while {name} send 10,000 updates a minute", f"{flooded * 1000:.0f} ms")
            table.add("... CPU of the bot meanwhile", f"{used:.0%}")
            table.ratio(f"p95 in a flood of {name} / quiet", flooded, quiet, 2)
        await session.close()
        await outbox_session.close()
        await store.close()
