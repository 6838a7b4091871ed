"""Claiming the next batch while ten thousand or a million rows wait: it must not matter how long the queue is."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, text

from bot.domain.people import Purpose, Visitor
from storage import outbox
from storage.core.db import Store
from storage.core.migrate import migrate
from storage.people import people
from tests.bench.table import Table

NOON = datetime(2026, 11, 24, 3, tzinfo=UTC)
BATCH = 100
ROUNDS = 30
FEW, MANY = 10_000, 1_000_000

QUEUE = text("""
    WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :rows)
    INSERT INTO deliveries (person_id, kind, cause, cause_id, occasion, payload, priority, due_at, expires_at, status,
                            held, attempts, repeats)
    SELECT :person, 'broadcast', 'broadcast', n, 'once', '{}', 5, :due, :expires, 'planned', 0, 0, 0 FROM numbers
""")


async def measure(table: Table, folder: Path, *, quick: bool) -> None:
    many = MANY // 10 if quick else MANY
    costs = [await _cost(folder / f"claiming{rows}.db", rows) for rows in (FEW, many)]
    table.add(f"claim of {BATCH} rows while {FEW:,} wait", f"{costs[0] * 1000:.1f} ms")
    table.ratio(f"  the same while {many:,} wait", costs[1], costs[0], 1.5)


async def _cost(path: Path, rows: int) -> float:
    """The least seconds of one claim, as the worker does it: other work on the machine only adds to it."""
    store = Store(f"sqlite+aiosqlite:///{path}")
    await migrate(store)
    await store.write(_queue, rows)
    took = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        claimed = await store.write(_claim)
        took.append(time.perf_counter() - begun)
        assert claimed == BATCH
    await store.close()
    return min(took)


def _queue(tx: Connection, rows: int) -> None:
    person = people.agree(tx, Visitor(1, 1, "Ольга"), Purpose.NOTIFICATIONS, "bench", "ru", "Asia/Yakutsk", NOON)
    due, expires = (str((NOON + timedelta(hours=hours)).replace(tzinfo=None)) + ".000000" for hours in (-1, 24))
    tx.execute(QUEUE, {"rows": rows, "person": person.id, "due": due, "expires": expires})


def _claim(tx: Connection) -> int:
    outbox.recover(tx, NOON)
    outbox.expire(tx, NOON)
    return len(outbox.claim(tx, NOON, BATCH))
