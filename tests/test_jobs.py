"""Background jobs."""

import asyncio

import pytest

from bot import jobs
from tests.chat import Town


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
    while others := asyncio.all_tasks() - {asyncio.current_task()}:
        await asyncio.wait(others)
    assert not [each.message for each in caplog.records if each.levelname == "ERROR"]
