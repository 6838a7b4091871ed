"""The time that others wait for answers while fifty papers are made."""

import asyncio
import statistics
import time
from collections.abc import Awaitable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from bot.app import assemble
from bot.config import Settings
from bot.domain.papers.interview import Answer
from bot.domain.papers.kit import Paper, kit
from bot.files.papers import Printer
from bot.i18n import Translator
from storage import papers
from storage.core.db import Store
from storage.core.migrate import migrate
from storage.core.seed import load_all
from storage.law import municipalities
from tests.bench.pretend import TOKEN, sandbox
from tests.bench.table import Table
from tests.bench.updates import unthrottle, written

PAPERS = 50
BETWEEN = 0.02
NAMED = {"tos_name": Answer("Сосновый бор")}


async def measure(table: Table, folder: Path, *, quick: bool) -> None:
    async with sandbox(50) as base:
        store = Store(f"sqlite+aiosqlite:///{folder / 'papers.db'}")
        await migrate(store)
        await load_all(store, datetime.now(UTC))
        session, outbox_session = (AiohttpSession(api=TelegramAPIServer.from_base(base)) for _ in range(2))
        settings = Settings(_env_file=None, bot_token=TOKEN, bot_api_url=base)
        app = assemble(settings, store, lambda: datetime.now(UTC), session, outbox_session)
        unthrottle(app.dispatcher)
        basis = await store.read(papers.basis, "blagoveshchensk", datetime.now(UTC).date())
        printer: Printer = app.dispatcher["printer"]
        await printer.docx(Paper.GROUP, {}, basis)  # imports the libraries

        async def answer(number: int) -> float:
            begun = time.perf_counter()
            await app.dispatcher.feed_update(app.bot, written(number, "/start"))
            return time.perf_counter() - begun

        quiet = [await answer(number) for number in range(50)]
        begun = time.perf_counter()
        count = PAPERS // 5 if quick else PAPERS
        making = asyncio.gather(*(printer.docx([*Paper][place % len(Paper)], NAMED, basis) for place in range(count)))
        waited: list[float] = []
        while not making.done():
            waited.append(await answer(100 + len(waited)))
            await asyncio.sleep(BETWEEN)
        took = time.perf_counter() - begun
        await making
        table.add("an answer while nothing is printed, p95", f"{p95(quiet) * 1000:.0f} ms")
        table.add(f"{count} papers made", f"{took:.1f} s")
        late = p95(waited) * 1000
        verdict = "met" if late < 100 else "MISSED"
        table.add("an answer while papers are made, p95", f"{late:.0f} ms", f"aim < 100 ms: {verdict}")
        await shared(table, store, Printer(Translator("ru")), quick=quick)
        await session.close()
        await outbox_session.close()
        await store.close()


async def shared(table: Table, store: Store, printer: Printer, *, quick: bool) -> None:
    """A founder's paper while strangers from every municipality ask for all blank papers at once."""
    today = datetime.now(UTC).date()
    slugs = [each.slug for each in await store.read(municipalities.all_municipalities)][: 10 if quick else 30]
    places = [await store.read(papers.basis, slug, today) for slug in slugs]
    alone = await took(printer.docx(Paper.MINUTES, NAMED, places[0]))
    begun = time.perf_counter()
    strangers = asyncio.gather(*(printer.archive(kit(place.order), {}, place, str) for place in places))
    await asyncio.sleep(0.1)
    meanwhile = [await took(printer.docx(Paper.MINUTES, NAMED, places[0])) for _ in range(5)]
    await strangers
    table.add(f"all blank papers of {len(places)} municipalities", f"{time.perf_counter() - begun:.1f} s")
    table.ratio("a founder's paper meanwhile / alone", max(meanwhile), alone, 3)
    again = await took(printer.archive(kit(places[-1].order), {}, places[-1], str))
    table.add("all blank papers of one of them once more", f"{again * 1000:.0f} ms")


async def took(work: Awaitable[Any]) -> float:
    begun = time.perf_counter()
    await work
    return time.perf_counter() - begun


def p95(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=20)[-1]
