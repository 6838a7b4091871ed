"""A broadcast against a limiter that counts: how near to the limit, how many 429s, how much memory.

Each broadcast runs in a process of its own: `python -m tests.bench.sending GIVEN` is that process.
"""

import asyncio
import gc
import json
import ssl
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select

from tests.bench.lag import Lag
from tests.bench.table import Table, met
from tests.bench.telegram import TOKEN, on_core, output, seen, telegram, told

PEOPLE, FEW = 5000, 600
LATENCY = 0.05
# structlog imports rich where it finds it, and only development has it.
IMPORTING = """
import aiogram, rich.console, rich.traceback
print([line.split()[1] for line in open("/proc/self/status") if "VmRSS" in line][0])
"""


async def measure(table: Table, folder: Path, *, quick: bool) -> None:
    fast = await limited(folder, 1000, PEOPLE, LATENCY, burst=100)
    _add(table, fast)
    _memory(table, fast["rss"], int(await output("-c", IMPORTING)))
    people, few = (PEOPLE // 20, FEW // 6) if quick else (PEOPLE, FEW)
    # The slow ones leave the machine idle: side by side they take three minutes instead of nine.
    async with asyncio.TaskGroup() as group:
        slow = [group.create_task(limited(folder, rate, people, LATENCY)) for rate in (25, 30)]
        strict = group.create_task(_strictly(folder, few))
    for ran in [each.result() for each in slow] + strict.result():
        _add(table, ran)


async def _strictly(folder: Path, people: int) -> list[dict[str, Any]]:
    """At several latencies, one after another."""
    return [await limited(folder, rate, people, latency) for rate in (25, 30) for latency in (0.01, LATENCY, 0.2)]


async def limited(
    folder: Path, rate: int, people: int, latency: float, burst: int = 5, certificate: str = ""
) -> dict[str, Any]:
    """One broadcast against a limit: after a burst everything is refused for three seconds."""
    habits = {"rate": rate, "burst": burst, "penalty_seconds": 3, "latency": latency, "certificate": certificate}
    store = f"sqlite+aiosqlite:///{folder}/sending-{rate}-{people}-{latency}{'-secure' if certificate else ''}.db"
    await output("-m", "tests.bench.town", store, str(people))
    async with telegram(**habits) as base:
        given = {"base": base, "store": store, "rate": rate, "people": people}
        ran: dict[str, Any] = await told("tests.bench.sending", certificate=certificate, **given)
        came = await seen(base)
    ran |= {"limit": rate, "people": people, "latency": latency, "burst": burst}
    return ran | {"rate": came.rate, "refused": came.refused, "server": came.late}


def _add(table: Table, ran: dict[str, Any]) -> None:
    what = f"{ran['people']} at {ran['limit']}/s, burst {ran['burst']}, {ran['latency'] * 1000:.0f} ms: of the limit"
    table.ratio(what, ran["rate"], ran["limit"], 0.98, least=True)
    refused(table, ran)


def refused(table: Table, ran: dict[str, Any]) -> None:
    """The number of 429s, and a hint whether the server itself bunched messages that came evenly."""
    late = f"the server was late by {ran['server'] * 1000:.0f} ms at most"
    table.add("  refused with 429", str(ran["refused"]), f"aim 0: {met(not ran['refused'])}; {late}")


def _memory(table: Table, rss: int, bare: int) -> None:
    above = (rss - bare) / 1024
    table.add("a process that only imports aiogram", f"{bare / 1024:.0f} MiB")
    table.add("resident after the broadcast, above it", f"{above:.0f} MiB", f"aim <= 60: {met(above <= 60)}")


async def send(
    base: str, store: str, rate: float, people: int, certificate: str = "", later: float = 0
) -> dict[str, float]:
    """Plan a broadcast and send it through the outbox: seconds, cores, lags of the event loop and memory at the end.

    The store stands already: Alembic, which makes it, would stay in memory.

    `later`, so many seconds after another process began it and was killed, it goes on.
    """
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer

    from bot.app import OUTBOX_CONNECTIONS, assemble
    from bot.config import Settings
    from bot.outbox import SendSession
    from storage.broadcasts.sending import launches
    from storage.core.db import Store
    from storage.core.tables import deliveries
    from tests.bench.town import NOON, begin

    opened = Store(store)
    settings = Settings(_env_file=None, bot_token=TOKEN, bot_api_url=base, send_rate=rate, paid_broadcast=True)
    api = TelegramAPIServer.from_base(base)
    sessions = AiohttpSession(api=api), SendSession(api=api, limit=OUTBOX_CONNECTIONS)
    if certificate:
        sessions[1]._connector_init["ssl"] = ssl.create_default_context(cafile=certificate)
    born = time.monotonic()
    app = assemble(settings, opened, lambda: NOON + timedelta(seconds=time.monotonic() - born + later), *sessions)
    broadcast_id = 1 if later else await opened.write(begin, 1)
    while await opened.write(launches.plan_next, broadcast_id):
        pass
    settle(app.texts)
    right = opened.leader_lock("door")
    async with Lag() as lag:
        begun, worked = time.perf_counter(), time.process_time()
        idle: float | None = 0.0
        while idle is not None:
            idle = await app.worker.work(right)
            await asyncio.sleep(idle or 0)
        took, worked = time.perf_counter() - begun, time.process_time() - worked

    def count(tx: Connection) -> int:
        return tx.scalar(select(func.count()).where(deliveries.c.status == "sent")) or 0

    assert await opened.read(count) == people
    for session in sessions:
        await session.close()
    await right.release()
    await opened.close()
    return {"seconds": took, "cores": worked / took, "rss": _rss(), "late": lag.p99, "latest": lag.most}


def settle(texts: Any) -> None:
    """As the bot does a second after its start: texts are read, and what stands is left alone."""
    for tr in texts:
        tr.keys()
    gc.freeze()


def _rss() -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1])


if __name__ == "__main__":
    on_core(0)
    print(json.dumps(asyncio.run(send(**json.loads(sys.argv[1])))))
