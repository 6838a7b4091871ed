"""Background jobs."""

import asyncio
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from bot import jobs
from bot.config import Settings
from bot.domain.deliveries import Plan
from bot.domain.people import Purpose
from bot.monitoring.clock_guard import ClockGuard
from storage import outbox
from storage.core.db import Store
from storage.core.tables import deliveries
from tests.chat import START, Clock, Town


async def ended() -> None:
    """Wait for the jobs under way: the store must not be closed under them."""
    while others := asyncio.all_tasks() - {asyncio.current_task()}:
        await asyncio.wait(others)


async def test_a_stop_in_the_middle_of_a_job_is_no_error(
    town: Town, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    began = asyncio.Event()

    async def take_long(*_: object) -> bool:
        began.set()
        await asyncio.Event().wait()
        return False

    monkeypatch.setattr("handlers.broadcasts.go_on", take_long)
    monkeypatch.setattr(jobs, "PROGRESS_SECONDS", 0.01)
    scheduler = jobs.schedule(town.app.bot, town.store, town.worker, town.clock, 0.01)
    scheduler.start()
    await began.wait()
    scheduler.shutdown(wait=False)
    await ended()
    assert not [each.message for each in caplog.records if each.levelname == "ERROR"]


async def test_the_sweep_waits_while_the_clock_is_in_doubt(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    swept: list[datetime] = []
    looked, done, doubt = asyncio.Event(), asyncio.Event(), True

    def believed() -> datetime | None:
        looked.set()
        return None if doubt else START

    def sweep(_: object, now: datetime) -> None:
        swept.append(now)
        done.set()

    monkeypatch.setattr(jobs, "sweep", sweep)
    monkeypatch.setattr(jobs, "SWEEP_SECONDS", 0.01)
    scheduler = jobs.schedule(town.app.bot, town.store, town.worker, town.clock, 1, believed=believed)
    scheduler.start()
    await looked.wait()
    await asyncio.sleep(0.05)
    assert swept == []
    doubt = False
    await done.wait()
    scheduler.shutdown(wait=False)
    await ended()
    assert set(swept) == {START}


async def test_nothing_expires_while_the_clock_is_in_doubt_and_what_is_due_by_both_clocks_goes(
    store: Store, settings: Settings
) -> None:
    """The clock is an hour ahead: one row is over by any clock, one is due by any, one only by the wrong one."""
    right, wrong = Clock(), Clock(START + timedelta(hours=1))
    guard = ClockGuard(wrong, lambda: right.timestamp())
    town = Town(store, settings, clock=right, guard=guard)
    olga = await town.person(101, "Ольга", Purpose.NOTIFICATIONS)
    person = await olga.stored()
    assert person
    rows = {"over": (-120, -60), "due": (-1, 600), "early": (30, 40)}
    plans = [
        Plan("answer", "report", 1, name, START + timedelta(minutes=due), START + timedelta(minutes=ends))
        for name, (due, ends) in rows.items()
    ]
    await store.write(outbox.plan, [person.id], plans)
    guard.hear(right())
    assert not guard.is_believed
    await town.deliver()
    assert await statuses(store) == {"over": "planned", "due": "cancelled", "early": "planned"}
    wrong.now = right.now
    await town.deliver()
    assert await statuses(store) == {"over": "expired", "due": "cancelled", "early": "planned"}


async def statuses(store: Store) -> dict[str, str]:
    rows = await store.read(lambda tx: tx.execute(select(deliveries.c.occasion, deliveries.c.status)).all())
    return {row.occasion: row.status for row in rows}


async def test_a_store_that_is_away_is_one_line_of_a_job_until_the_job_succeeds(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The jobs run every two seconds: their lines must not bury the one that says what is wrong."""
    away = [True, True, True, False, True, True]

    async def ask() -> None:
        if away.pop(0):
            raise ConnectionRefusedError

    calm = jobs.Calm(ask)
    while away:
        await calm.run()
    assert caplog.messages == ["the store does not answer reason=unreachable"] * 2
