"""A page of /people and of /questions among a hundred or a hundred thousand rows: it must not matter how many.

The time is that of the processor: other work on the machine does not count.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text

from bot.domain.people import Role, RoleKind
from storage.core.db import Store
from storage.core.migrate import migrate
from storage.people import directory
from storage.people.directory import EVERYBODY, Edge, Viewer
from storage.questions import inbox
from tests.bench.table import Table

NOON = datetime(2026, 11, 24, 3, tzinfo=UTC)
FEW, MANY, ROUNDS = 100, 100_000, 60
ADMIN, LOCAL = frozenset({Role(RoleKind.ADMIN)}), frozenset({Role(RoleKind.COORDINATOR, "zeya")})
PEOPLE = text("""
    WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :rows)
    INSERT INTO people (id, name, locale, zone, created_at, seen_on, few_buttons)
    SELECT n, 'Человек ' || printf('%06d', n), 'ru', 'Asia/Yakutsk', :now, :day, 0 FROM numbers
""")
QUESTIONS = text("""
    WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :rows)
    INSERT INTO questions (id, person_id, municipality, text, created_at, asked_at, due_at, waiting_at)
    SELECT n, n, CASE n % 3 WHEN 0 THEN 'zeya' WHEN 1 THEN 'tynda' END, 'Где взять бланк устава?', :now, :now, :now,
           datetime(:now, '+' || n || ' seconds') || '.000000' FROM numbers
""")


async def measure(table: Table, folder: Path, *, quick: bool) -> None:
    many = MANY // 10 if quick else MANY
    stores = {rows: await _filled(folder / f"desks{rows}.db", rows) for rows in (FEW, many)}
    for name, page in PAGES.items():
        few, most = await _least(stores, page)
        table.add(f"{name} among {FEW}", f"{few * 1000:.2f} ms")
        table.ratio(f"  the same among {many:,}", most, few, 1.5)
    for store in stores.values():
        await store.close()


def _people(tx: Connection, rows: int) -> Any:
    return directory.page(tx, Viewer(ADMIN), EVERYBODY, 4, Edge(rows // 2, False))


def _waiting(tx: Connection, rows: int) -> Any:
    return inbox.waiting(tx, ADMIN, (NOON + timedelta(seconds=rows // 2), rows // 2), 5)


def _waiting_here(tx: Connection, rows: int) -> Any:
    return inbox.waiting(tx, LOCAL, None, 5)


PAGES: dict[str, Callable[[Connection, int], Any]] = {
    "a page of /people, in the middle": _people,
    "a page of /questions, in the middle": _waiting,
    "the first page of /questions of one place": _waiting_here,
}


async def _filled(path: Path, rows: int) -> Store:
    store = Store(f"sqlite+aiosqlite:///{path}")
    await migrate(store)
    await store.write(_fill, rows)
    return store


async def _least(stores: dict[int, Store], page: Callable[[Connection, int], Any]) -> list[float]:
    """The least seconds of a page in each store: other work only adds to it, and they take turns to have the same."""
    rounds = [[await store.read(_timed, page, rows) for rows, store in stores.items()] for _ in range(ROUNDS)]
    return [min(found) for found in zip(*rounds, strict=True)]


def _timed(tx: Connection, page: Callable[[Connection, int], Any], rows: int) -> float:
    begun = time.process_time()
    page(tx, rows)
    return time.process_time() - begun


def _fill(tx: Connection, rows: int) -> None:
    now = f"{NOON:%Y-%m-%d %H:%M:%S}.000000"
    tx.execute(PEOPLE, {"rows": rows, "now": now, "day": f"{NOON:%Y-%m-%d}"})
    tx.execute(QUESTIONS, {"rows": rows, "now": now})
    tx.execute(text("ANALYZE"))
