"""A bad line: how much of what is possible this worker carries, beside a plain retry loop and the named peers.

The server counts a message against the limit, then loses its share. It tolerates a burst of a second: how evenly
messages come is measured by `sending`. The ratio is to the limit times what is not lost, over the time until nine
tenths of the people were reached. `python -m tests.bench.lossy GIVEN` is the process of ours.
"""

import asyncio
import json
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.bench.peers import PEERS, PLAIN, Start, install, starting
from tests.bench.table import Table, met
from tests.bench.telegram import LOSSES, TOKEN, Seen, on_core, output, seen, telegram, told

LATENCY, FAST_LATENCY = 0.2, 0.05
SLOW, FAST = 25, 1000
PEOPLE, MANY = 900, 10_000
AIM, SHARE = 0.9, 0.9
AWAY, BACK = 10.0, 30.0
# A sender that is this many times slower than the limit is not waited for.
PATIENCE = 5

Case = tuple[float, tuple[str, ...]]
CASES: tuple[Case, ...] = (
    *((loss, LOSSES) for loss in (0.0, 0.05, 0.2, 0.4)),
    *((0.4, (how,)) for how in LOSSES),
    (0.25, ("hang",)),
)
PEER_CASES: tuple[Case, ...] = ((0.05, LOSSES), (0.2, LOSSES), (0.25, ("hang",)))


async def measure(table: Table, folder: Path, *, quick: bool) -> None:
    for loss in (0.0, 0.05, 0.1):
        await _add_ours(table, folder, FAST, MANY // 5 if quick else MANY, loss, LOSSES)
    people = PEOPLE // 3 if quick else PEOPLE
    # They leave the machine idle, so they run side by side, a few at a time: too many would wait for the processor.
    for some in _in_threes(CASES):
        async with asyncio.TaskGroup() as group:
            for loss, how in some:
                group.create_task(_add_ours(table, folder, SLOW, people, loss, how))
    await _add_outage(table, folder, people)
    await _add_others(table, folder, people // 3)


def _in_threes(cases: tuple[Case, ...]) -> Iterable[tuple[Case, ...]]:
    return (cases[first : first + 3] for first in range(0, len(cases), 3))


def _words(loss: float, how: tuple[str, ...]) -> str:
    return f"{loss:.0%} lost ({'mixed' if how == LOSSES else how[0]})"


async def _ours(folder: Path, rate: int, people: int, **habits: Any) -> tuple[dict[str, Any], Seen]:
    store = f"sqlite+aiosqlite:///{folder}/lossy-{time.monotonic_ns()}.db"
    await output("-m", "tests.bench.town", store, str(people))
    async with telegram(rate=rate, burst=rate, **habits) as base:
        ran: dict[str, Any] = await told("tests.bench.lossy", base=base, store=store, rate=rate, people=people)
        return ran, await seen(base)


async def _add_ours(table: Table, folder: Path, rate: int, people: int, loss: float, how: tuple[str, ...]) -> None:
    latency = FAST_LATENCY if rate == FAST else LATENCY
    ran, came = await _ours(folder, rate, people, latency=latency, loss=loss, how=how)
    what = f"{people} at {rate}/s, {latency * 1000:.0f} ms, {_words(loss, how)}: of the possible"
    table.ratio(what, came.rate_of(SHARE), rate * (1 - loss), AIM, least=True)
    lost, repeated = people - len(came.got), came.count - len(came.got)
    is_right = not lost and not came.refused and repeated <= ran["uncertain"]
    table.add(
        "  people left out, repeats (counted as possible), 429s, pauses",
        f"{lost}, {repeated} ({ran['uncertain']}), {came.refused}, {ran['pauses']}",
        f"aim 0, only where an answer was lost, 0, 0: {met(is_right and not ran['pauses'])}",
    )


async def _add_outage(table: Table, folder: Path, people: int) -> None:
    """Telegram is away for twenty seconds amid the sending."""
    ran, came = await _ours(folder, SLOW, people, latency=LATENCY, away=AWAY, back=BACK)
    table.add(f"Telegram away for {BACK - AWAY:.0f} s: probes at a time, probes", f"{came.at_once}, {came.probes}", "")
    table.add("  back to sending after", f"{came.back_after:.1f} s", f"aim <= 5: {met(0 < came.back_after <= 5)}")
    table.add(
        "  people left out, pauses",
        f"{people - len(came.got)}, {ran['pauses']}",
        f"aim 0, 1: {met(ran['pauses'] == 1)}",
    )


async def _add_others(table: Table, folder: Path, people: int) -> None:
    """The plain loop and the named peers on the same server, a few conditions."""
    starts: dict[str, Start] = {"a plain retry loop of aiogram": starting(sys.executable, PLAIN, people)}
    for peer in PEERS:
        python, words = await install(peer, folder)
        if python:
            starts[peer.package] = starting(python, peer.program, people)
        else:
            table.add(f"  {peer.package}", "not installed", words)
    for name, start in starts.items():
        async with asyncio.TaskGroup() as group:
            for loss, how in PEER_CASES:
                group.create_task(_add_other(table, folder, name, start, people, loss, how))


async def _add_other(
    table: Table, folder: Path, name: str, start: Start, people: int, loss: float, how: tuple[str, ...]
) -> None:
    place = folder / f"other-{time.monotonic_ns()}"
    place.mkdir()
    async with telegram(rate=SLOW, burst=SLOW, latency=LATENCY, loss=loss, how=how) as base:
        child = await start(base, place, False)
        await _begun(base)
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE * people / SLOW):
                await child.wait()
        came = await seen(base)
        if child.returncode is None:
            child.kill()
            await child.wait()
    ratio = came.rate_of(SHARE) / (SLOW * (1 - loss))
    lost, repeated = people - len(came.got), came.count - len(came.got)
    is_late = "in time" if child.returncode is None or child.returncode < 0 else "in the end"
    told = f"left out {is_late} {lost}, repeated {repeated}, 429s {came.refused}"
    table.add(f"  {name}, {people}, {_words(loss, how)}", f"{ratio:.3f}", told)


async def _begun(base: str) -> None:
    """Wait until the first message came: the time of a start is not measured; not for ever, if there is none."""
    for _ in range(600):
        if (await seen(base)).lost or (await seen(base)).count:
            return
        await asyncio.sleep(0.1)


async def send(base: str, store: str, rate: float, people: int) -> dict[str, float]:
    """Send a broadcast with the worker as it runs in the bot, until every row has ended."""
    from prometheus_client import REGISTRY
    from sqlalchemy import Connection, func, select

    from bot.app import ANSWER_CONNECTIONS, OUTBOX_CONNECTIONS, assemble, make_session
    from bot.config import Settings
    from bot.outbox import SendSession
    from storage.broadcasts.sending import launches
    from storage.core.db import Store
    from storage.core.tables import deliveries
    from tests.bench.sending import settle
    from tests.bench.town import NOON, begin

    def count(tx: Connection) -> tuple[int, int]:
        sent = tx.scalar(select(func.count()).where(deliveries.c.status == "sent")) or 0
        return sent, tx.scalar(select(func.sum(deliveries.c.repeats))) or 0

    opened = Store(store)
    settings = Settings(_env_file=None, bot_token=TOKEN, bot_api_url=base, send_rate=rate, paid_broadcast=True)
    sessions = make_session(settings, ANSWER_CONNECTIONS), make_session(settings, OUTBOX_CONNECTIONS, SendSession)
    born = time.monotonic()
    app = assemble(settings, opened, lambda: NOON + timedelta(seconds=time.monotonic() - born), *sessions)
    broadcast_id = await opened.write(begin, 1)
    while await opened.write(launches.plan_next, broadcast_id):
        pass
    settle(app.texts)
    async with asyncio.TaskGroup() as group:
        group.create_task(app.worker.run())
        while (await opened.read(count))[0] < people:
            await asyncio.sleep(1)
            app.worker.wake()
        app.worker.stop()
    _, uncertain = await opened.read(count)
    for session in sessions:
        await session.close()
    await opened.close()
    return {"uncertain": uncertain, "pauses": int(REGISTRY.get_sample_value("tos_sending_pauses_total") or 0)}


if __name__ == "__main__":
    on_core(0)
    print(json.dumps(asyncio.run(send(**json.loads(sys.argv[1])))))
