"""A broadcast to 5,000 people against a limiter that counts: how near to the limit, how many 429s, how much memory.

Each broadcast runs in a process of its own: `python -m tests.bench.sending BASE STORE RATE PEOPLE` is that process.
"""

import asyncio
import json
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
from sqlalchemy import Connection

from bot.domain.people import REGION, Purpose, Visitor
from tests.bench.pretend import ROOT, TOKEN, sandbox
from tests.bench.table import Table

NOON = datetime(2026, 11, 24, 3, tzinfo=UTC)  # nobody's quiet hours
PEOPLE = 5000


async def measure(table: Table, folder: Path, *, quick: bool) -> None:
    for rate in (1000, 25):
        people = PEOPLE if rate == 1000 else PEOPLE // (20 if quick else 1)
        async with sandbox(people, rate=rate, burst=max(5, rate / 10), penalty_seconds=3) as base:
            store = f"sqlite+aiosqlite:///{folder / f'sending{rate}.db'}"
            told = json.loads(await _output("-m", "tests.bench.sending", base, store, str(rate), str(people)))
            refused = await _refused(base)
        table.ratio(f"broadcast to {people} at SEND_RATE={rate}, of the limit", told["rate"], rate, 0.97, least=True)
        table.add("  refused with 429", str(refused), f"aim 0: {'met' if not refused else 'MISSED'}")
        if rate == 1000:
            _memory(table, told["rss"], json.loads(await _output("-c", IMPORTING)))


IMPORTING = "import aiogram; print([line.split()[1] for line in open('/proc/self/status') if 'VmRSS' in line][0])"


def _memory(table: Table, rss: int, bare: int) -> None:
    above = (rss - bare) / 1024
    table.add("a process that only imports aiogram", f"{bare / 1024:.0f} MiB")
    table.add("resident after the broadcast, above it", f"{above:.0f} MiB", f"aim <= 60: {_met(above <= 60)}")


def _met(met: bool) -> str:
    return "met" if met else "MISSED"


async def _output(*arguments: str) -> bytes:
    child = await asyncio.create_subprocess_exec(sys.executable, *arguments, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    output, _ = await child.communicate()
    assert child.returncode == 0, arguments
    return output


async def _refused(base: str) -> int:
    async with aiohttp.ClientSession(base) as web, web.get("/control/stats") as response:
        stats = await response.json()
    return sum(count for words, count in stats["refused"].items() if "Too Many Requests" in words)


async def send(base: str, url: str, rate: float, count: int) -> dict[str, float]:
    """Plan a broadcast to `count` people, send it through the door; the rate reached and the memory at the end."""
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer

    from bot.app import DOOR_CONNECTIONS, assemble
    from bot.config import Settings
    from storage import broadcasts
    from storage.db import Store
    from storage.migrate import migrate

    store = Store(url)
    await migrate(store)
    settings = Settings(_env_file=None, bot_token=TOKEN, bot_api_url=base, send_rate=rate, paid_broadcast=True)
    sessions = [AiohttpSession(api=TelegramAPIServer.from_base(base), limit=DOOR_CONNECTIONS) for _ in range(2)]
    started = time.monotonic()
    app = assemble(
        settings, store, lambda: NOON + timedelta(seconds=time.monotonic() - started), sessions[0], sessions[1]
    )
    message = await app.bot.send_message(1000, "Завтра субботник, приходите")
    for first in range(0, count, 500):
        await store.write(_add_people, 1000 + first, min(500, count - first))
    broadcast_id = await store.write(_begin, 1000, message.message_id)
    while await store.write(broadcasts.plan_next, broadcast_id):
        pass
    begun = time.perf_counter()
    right = store.sole("door")
    idle: float | None = 0.0
    while idle is not None:
        idle = await app.door.work(right)
        await asyncio.sleep(idle or 0)
    took = time.perf_counter() - begun
    sent = (await store.read(_statuses)).count("sent")
    assert sent == count, f"{sent} of {count} were sent"
    for session in sessions:
        await session.close()
    await right.release()
    await store.close()
    return {"rate": count / took, "rss": _rss()}


def _add_people(tx: Connection, first: int, count: int) -> None:
    from storage import people

    for user_id in range(first, first + count):
        visitor = Visitor(user_id, user_id, f"Сосед {user_id}")
        people.agree(tx, visitor, Purpose.NOTIFICATIONS, "bench", "ru", "Asia/Yakutsk", NOON)


def _begin(tx: Connection, chat_id: int, message_id: int) -> int:
    from bot.domain.broadcasts import Audience, AudienceKind
    from bot.domain.people import Role, RoleKind
    from storage import broadcasts, people

    roles = frozenset({Role(RoleKind.COORDINATOR, REGION)})
    author = people.arrive(tx, "", chat_id).person
    assert author
    broadcast_id = broadcasts.draft(tx, author.id, chat_id, message_id, NOON)
    broadcasts.address(tx, broadcast_id, author.id, roles, Audience(AudienceKind.EVERYBODY), NOON)
    found = broadcasts.get(tx, broadcast_id)
    assert found
    broadcasts.start(tx, broadcast_id, author.id, roles, found.seal, None, NOON)
    return broadcast_id


def _statuses(tx: Connection) -> list[Any]:
    from sqlalchemy import select

    from storage.tables import deliveries

    return list(tx.scalars(select(deliveries.c.status)))


def _rss() -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1])


if __name__ == "__main__":
    given = sys.argv[1:]
    print(json.dumps(asyncio.run(send(given[0], given[1], float(given[2]), int(given[3])))))
