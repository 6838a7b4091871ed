"""One deadline that moves with 50,000 subscribers: the CPU and the memory of it, and who waits meanwhile; a new round
against 100,000 filters: it must grow with those it fits, not with all.
"""

import asyncio
import resource
import statistics
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, insert, select, text

from bot.domain.grants import Precision, Programme, StageKind
from bot.domain.people import Purpose, Visitor
from bot.jobs import go_through_readers
from storage import grants
from storage.core import fsm
from storage.core.db import Store
from storage.core.migrate import migrate
from storage.core.seed import load_all
from storage.core.tables import grant_filters, municipalities
from storage.grants import reminders
from storage.people import people
from tests.bench.table import Table, met
from tests.moves import reschedule

NOON = datetime(2026, 11, 24, 3, tzinfo=UTC)
SUBSCRIBERS, FILTERS, FITTING = 50_000, 100_000, 1_000
EVERY = 0.05
ROUNDS = 20

PEOPLE = text("""
    WITH RECURSIVE numbers(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM numbers WHERE n < :count)
    INSERT INTO people (id, name, locale, zone, created_at)
    SELECT n, 'Сосед', 'ru', CASE n % 2 WHEN 0 THEN 'Asia/Yakutsk' ELSE 'Europe/Moscow' END, :now FROM numbers
""")
SUBSCRIPTIONS = text("""
    INSERT INTO subscriptions (person_id, programme_id, created_at) SELECT id, :programme, :now FROM people WHERE id > 1
""")
READERS = text("INSERT INTO grant_readers (person_id) SELECT id FROM people WHERE id > 1")


async def measure(table: Table, folder: Path, *, quick: bool) -> None:
    count = SUBSCRIBERS // 10 if quick else SUBSCRIBERS
    store = await _town(folder / "following.db")
    await _moved(table, store, count)
    await store.close()
    many = FILTERS // 10 if quick else FILTERS
    costs = [await _fitting(folder / f"filters{filters}.db", filters) for filters in (many // 10, many)]
    table.add(f"a new round that fits {FITTING:,} of {many // 10:,} filters", f"{costs[0] * 1000:.1f} ms")
    table.ratio(f"  the same {FITTING:,} of {many:,}", costs[1], costs[0], 1.5)


async def _town(path: Path) -> Store:
    store = Store(f"sqlite+aiosqlite:///{path}")
    await migrate(store)
    await load_all(store, NOON)
    visitor = Visitor(1, 1, "Ольга")
    await store.write(people.agree, visitor, Purpose.SUBSCRIPTIONS, "bench", "ru", "Asia/Yakutsk", NOON)
    return store


async def _moved(table: Table, store: Store, count: int) -> None:
    found = await store.read(grants.find, "presidential-grants")
    assert found
    await store.write(_settle, count, found.id)
    stage = next(each for each in found.rounds[-1].stages if each.kind is StageKind.DEADLINE)
    await store.write(reschedule, stage.id, "2027-03-16", "Europe/Moscow", Precision.DAY, False, NOON)
    await go_through_readers(store, NOON)
    before, cpu, begun = _peak(), time.process_time(), time.perf_counter()
    async with asyncio.TaskGroup() as tasks:
        answering = tasks.create_task(_answer(store))
        await store.write(reschedule, stage.id, "2027-03-20", "Europe/Moscow", Precision.DAY, False, NOON)
        await go_through_readers(store, NOON + timedelta(days=1))
        took, cpu = time.perf_counter() - begun, time.process_time() - cpu
        answering.cancel()
    waits = sorted(_WAITS)
    p95 = statistics.quantiles(waits, n=20)[-1]
    table.add(f"a moved deadline with {count:,} subscribers, CPU", f"{cpu:.1f} s", f"aim < 10: {met(cpu < 10)}")
    table.add("  until everybody's message is planned", f"{took:.1f} s")
    table.add("  more memory at its peak", f"{(_peak() - before) / 1024:.0f} MiB")
    table.add(
        "  a read and a write for somebody meanwhile, p95", f"{p95 * 1000:.0f} ms", f"aim < 100: {met(p95 < 0.1)}"
    )
    table.add("  the slowest of them", f"{waits[-1] * 1000:.0f} ms")


def _settle(tx: Connection, count: int, programme_id: int) -> None:
    now = str(NOON.replace(tzinfo=None)) + ".000000"
    tx.execute(PEOPLE, {"count": count + 1, "now": now})
    tx.execute(SUBSCRIPTIONS, {"programme": programme_id, "now": now})
    tx.execute(READERS)


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


_WAITS: list[float] = []


async def _answer(store: Store) -> None:
    """The work of the store for one answer: a look at who they are, and the open question."""
    _WAITS.clear()
    while True:
        begun = time.perf_counter()
        await store.read(people.arrive, "", 1)
        await store.write(fsm.put, "bench", NOON, state="Making:title", data={})
        _WAITS.append(time.perf_counter() - begun)
        await asyncio.sleep(EVERY)


async def _fitting(path: Path, filters: int) -> float:
    """The least seconds of CPU of the query for a programme of one place, of so many filters that FITTING fit."""
    store = await _town(path)
    await store.write(_fill, filters)
    found = await store.read(grants.find, "good-deeds-sibur")
    assert found
    took = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        count = await store.read(_count, found)
        took.append(time.process_time() - begun)
        assert count == FITTING
    await store.close()
    return min(took)


def _count(tx: Connection, programme: Programme) -> int:
    return len(reminders.followers(tx, programme))


def _fill(tx: Connection, filters: int) -> None:
    now = str(NOON.replace(tzinfo=None)) + ".000000"
    tx.execute(PEOPLE, {"count": filters + 1, "now": now})
    others = [slug for slug in tx.scalars(select(municipalities.c.slug)) if slug != "svobodny"]
    places = ["svobodny" if number < FITTING else others[number % len(others)] for number in range(filters)]
    row = {"own": False, "kind": "nko", "theme": "", "at_least": 0, "created_at": NOON}
    rows = [row | {"person_id": number + 2, "municipality": place} for number, place in enumerate(places)]
    tx.execute(insert(grant_filters), rows)
