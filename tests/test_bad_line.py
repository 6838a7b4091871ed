"""A bad line over real HTTP, on both engines: the worker stays open on a lossy one, and probes a dead one."""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from aiogram.methods import SendMessage
from aiohttp import web
from sqlalchemy import Connection, select

from bot.app import App, assemble, make_session
from bot.config import Settings
from bot.domain.deliveries import Plan
from bot.domain.people import Purpose, Visitor
from bot.outbox import Notification, SendSession
from bot.sandbox.clock import Clock
from bot.sandbox.faults import Faults, Rule
from bot.sandbox.server import application
from bot.sandbox.world import World
from storage import outbox
from storage.core.db import Store
from storage.core.tables import deliveries as table
from storage.people import people
from tests.chat import START, ZONE
from tests.e2e.conftest import until

FIRST = 1001
LOSS = 0.4
KINDS: dict[str, dict[str, Any]] = {
    "5xx": {"kind": "500"},
    "pages": {"kind": "502", "html": True},
    "cut before": {"kind": "cut_before"},
    "cut after": {"kind": "cut_after"},
    "hang": {"kind": "cut_before", "ms": 1500},
}


class Counted(Faults):
    """Faults with a seed, and a count of the requests that are answered at one time."""

    def __init__(self) -> None:
        super().__init__(random.Random(19).random)
        self.now = self.most = self.all = 0

    async def before(self, method: str, rule: Rule | None, params: Mapping[str, str]) -> None:
        self.now, self.all = self.now + 1, self.all + 1
        self.most = max(self.most, self.now)
        try:
            await super().before(method, rule, params)
        finally:
            self.now -= 1


class Sandbox(World):
    """A world that is served at `base`."""

    base = ""


@pytest.fixture
async def world() -> AsyncIterator[Sandbox]:
    """A sandbox on loopback with seeded faults; nobody is there yet."""
    world = Sandbox(clock=START.timestamp)
    world.faults = Counted()
    runner = web.AppRunner(application(world, Clock(), []), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    world.base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield world
    await runner.cleanup()


@asynccontextmanager
async def due(world: Sandbox, store: Store, settings: Settings, count: int) -> AsyncIterator[App]:
    """A bot over HTTP whose outbox has a due row for each of `count` people."""
    settings = settings.model_copy(update={"bot_api_url": world.base, "read_timeout": 1.0, "send_rate": 50})
    sessions = make_session(settings, 20), make_session(settings, 300, SendSession)
    born = time.monotonic()
    app = assemble(settings, store, lambda: START + timedelta(seconds=time.monotonic() - born), *sessions)
    said = Notification(lambda tx, cause_id: None, lambda subject, row, tr: SendMessage(chat_id=row.chat_id, text="x"))
    app.worker.notifications = {("answer", "question"): said}
    world.add_silent_people(FIRST, count)
    await store.write(_plan, count)
    try:
        yield app
    finally:
        for session in sessions:
            await session.close()


def _plan(tx: Connection, count: int) -> None:
    visitors = [Visitor(user_id, user_id, "Сосед") for user_id in range(FIRST, FIRST + count)]
    found = [people.agree(tx, each, Purpose.NOTIFICATIONS, "x", "ru", ZONE, START).id for each in visitors]
    outbox.plan(tx, found, [Plan("answer", "question", 1, "o", START)])


def rows(tx: Connection) -> list[tuple[str, int, int]]:
    """The status, repeats and attempts of each row."""
    return [(each.status, each.repeats, each.attempts) for each in tx.execute(select(table).order_by(table.c.id))]


async def all_sent(app: App, store: Store) -> None:
    async def look() -> bool:
        app.worker.wake()
        return all(status == "sent" for status, _, _ in await store.read(rows))

    await until(look)
    app.worker.stop()


@pytest.mark.parametrize("kind", KINDS)
async def test_a_lossy_line_closes_nothing_loses_nothing_and_repeats_only_lost_answers(
    kind: str,
    world: Sandbox,
    store: Store,
    settings: Settings,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.outbox.pausing.LOST_SECONDS", 0.2)
    count = 40
    async with due(world, store, settings, count) as app, asyncio.TaskGroup() as group:
        world.faults.rules = [Rule(**KINDS[kind], method="sendMessage", probability=LOSS)]
        group.create_task(app.worker.run())
        await all_sent(app, store)
    assert "sending paused" not in caplog.text
    arrived = [world.sent[chat] for chat in range(FIRST, FIRST + count)]
    ended = await store.read(rows)
    assert min(arrived) == 1
    assert all(each - 1 <= repeats for each, (_, repeats, _) in zip(arrived, ended, strict=True))
    assert sum(repeats for _, repeats, _ in ended) > 0
    assert (max(arrived) > 1) is (kind == "cut after")
    assert {attempts for _, _, attempts in ended} == {0}


@pytest.mark.parametrize("kind", ["cut_before", "502"])
async def test_a_dead_line_is_probed_by_one_row_at_a_time_until_it_is_back(
    kind: str, world: Sandbox, store: Store, settings: Settings
) -> None:
    count, faults = 40, world.faults
    assert isinstance(faults, Counted)
    async with due(world, store, settings, count) as app, asyncio.TaskGroup() as group:
        faults.rules = [Rule(kind=kind, method="sendMessage", ms=50)]  # type: ignore[arg-type]
        group.create_task(app.worker.run())

        async def closed() -> bool:
            return app.worker.pausing.backoff.by_line and not faults.now

        async def probed() -> bool:
            return faults.all >= 4

        await until(closed)
        faults.most = faults.all = 0
        await until(probed)
        assert faults.most == 1
        assert {status for status, _, _ in await store.read(rows)} <= {"planned", "claimed"}
        faults.rules = []
        await all_sent(app, store)
        assert app.worker.pausing.backoff.seconds == 0
    assert [world.sent[chat] for chat in range(FIRST, FIRST + count)] == [1] * count


async def test_rows_in_flight_when_the_line_dies_go_back_and_hang_upon_nobody(
    world: Sandbox, store: Store, settings: Settings
) -> None:
    """Requests that hang for ten seconds keep neither the probes nor the others waiting."""
    faults = world.faults
    assert isinstance(faults, Counted)
    async with due(world, store, settings, 30) as app, asyncio.TaskGroup() as group:
        hung = [Rule("cut_before", "sendMessage", chat_id=chat, ms=10_000, times=1) for chat in range(FIRST, FIRST + 5)]
        faults.rules = hung
        group.create_task(app.worker.run())

        async def others_heard() -> bool:
            return sum(world.sent[chat] for chat in range(FIRST + 5, FIRST + 30)) == 25

        await until(others_heard)
        await all_sent(app, store)
    assert all(world.sent[chat] == 1 for chat in range(FIRST, FIRST + 30))
