"""Reading the catalogue: a list, a search, a year at 40 programmes and at 10,000, as the time that an answer takes.

The catalogue is that of the seeds again and again under other names. An answer is measured whole, from the update to
the message. What a change costs is told apart: the shelf is then made anew, in a thread.
"""

import statistics
import time
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from bot.config import Settings
from bot.web import feed, page
from bot.web.page import Reading
from storage.core.db import Store
from storage.core.migrate import migrate
from storage.core.seed import load_all
from storage.core.tables import metadata, programmes, rounds, stages
from tests.bench.table import Table
from tests.chat import START, Neighbour, Town

Act = Callable[[Neighbour], Awaitable[Any]]
FEW, MANY, AIM = 40, 10_000, 1.5
READER = 101
PRESSED = {
    "a list": "/grants",
    "a later page of a narrowed list": "grf:t...2703:2",
    "a card": "grc:card:7::0",
    "the year in words": "grk:text::",
    "a month": "grk:month:2027-03:",
}
TYPED = "гранты для нко в марте"


async def measure(table: Table, folder: Path, *, quick: bool) -> None:
    took = {count: await _took(table, folder / str(count), count, 5 if quick else 30) for count in (FEW, MANY)}
    for what, few in took[FEW].items():
        table.add(f"{what}, {FEW} and {MANY:,} programmes", f"{few:.1f} and {took[MANY][what]:.1f} ms")
        table.ratio(f"{what}: {MANY:,} to {FEW}", took[MANY][what], few, AIM)


async def _took(table: Table, folder: Path, count: int, times: int) -> dict[str, float]:
    """Milliseconds of the processor for each answer, where there are so many programmes."""
    folder.mkdir()
    town = await _town(folder, count)
    olga = town.somebody(READER)
    begun = time.perf_counter()
    await olga.say(TYPED)
    table.add(
        f"the first search, with {count:,} programmes to put on the shelf", f"{time.perf_counter() - begun:.1f} s"
    )
    took = {what: await _median(town, _press(data), times) for what, data in PRESSED.items()}
    took["a search"] = await _median(town, lambda who: who.say(TYPED), times)
    version, shelf = await town.app.catalogue.edition(town.clock())
    reading = Reading(town.app.texts.choose("ru"), town.settings, town.clock(), frozenset(), 1)
    took["the public page"] = _time(partial(page.render, shelf, version, reading))
    took["the calendar to follow"] = _time(partial(feed.render, shelf, version, reading))
    await town.store.close()
    return took


def _press(data: str) -> Act:
    return (lambda who: who.say(data)) if data.startswith("/") else (lambda who: who.press_data(data))


async def _median(town: Town, act: Act, times: int) -> float:
    """The median of an answer to somebody new each time: whoever presses so often is asked to wait."""
    took = []
    for number in range(times + 1):
        who = town.somebody(READER + 1 + number)
        await who.say("/start")
        await town.pass_time(seconds=20)
        begun = time.process_time()
        await act(who)
        took.append((time.process_time() - begun) * 1000)
        await town.pass_time(seconds=20)
    return statistics.median(took[1:])


def _time(act: Callable[[], object]) -> float:
    act()
    took = []
    for _ in range(5):
        begun = time.process_time()
        act()
        took.append((time.process_time() - begun) * 1000)
    return statistics.median(took)


async def _town(folder: Path, count: int) -> Town:
    url = f"sqlite+aiosqlite:///{folder / 'tos.db'}"
    store = Store(url)
    await migrate(store)
    await load_all(store, START)
    await store.write(_crowd, count)
    known: dict[str, Any] = {"bot_token": "42:sandbox", "bot_api_url": "http://127.0.0.1:1", "database_url": url}
    return Town(store, Settings(_env_file=None, **known, public_url="https://tos.example.org"))


def _crowd(tx: Connection, count: int) -> None:
    """As many programmes as are asked for: those of the seeds in turn."""
    seeds = [row._mapping for row in tx.execute(select(programmes))]
    held = {each["id"]: [row._mapping for row in tx.execute(_rounds(each["id"]))] for each in seeds}
    dates = {row.id: [each._mapping for each in tx.execute(_stages(row.id))] for row in tx.execute(select(rounds))}
    keys = (key for table in metadata.tables.values() for key in table.foreign_keys)
    pointing = {key.parent.table for key in keys if key.column.table is programmes} - {programmes}
    for table in (stages, *pointing, programmes):
        tx.execute(delete(table))
    own: list[dict[str, Any]] = []
    seasons: list[dict[str, Any]] = []
    days: list[dict[str, Any]] = []
    for number in range(1, count + 1):
        seed = seeds[number % len(seeds)]
        titles = {name: f"{seed[name]} {number}" for name in ("title", "short_title")}
        own.append({**seed, **titles, "id": number, "slug": f"{seed['slug']}-{number}"})
        for season in held[seed["id"]]:
            seasons.append({**season, "id": len(seasons) + 1, "programme_id": number})
            for each in dates[season["id"]]:
                days.append({**each, "id": len(days) + 1, "round_id": len(seasons)})
    for table, rows in ((programmes, own), (rounds, seasons), (stages, days)):
        tx.execute(insert(table), rows)


def _rounds(programme_id: int) -> Any:
    return select(rounds).where(rounds.c.programme_id == programme_id)


def _stages(round_id: int) -> Any:
    return select(stages).where(stages.c.round_id == round_id)
