"""Background jobs. APScheduler only wakes them: the store knows what is due, claimed and done."""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from aiogram import Bot
from structlog.contextvars import bound_contextvars

from bot.config import Settings
from bot.logs import get_logger
from bot.outbox import Worker
from handlers import broadcasts, questions
from storage.core.db import Store, StoreTrouble
from storage.core.faults import fault
from storage.core.restore import forget_replaced
from storage.core.retention import sweep
from storage.events import queue
from storage.grants import checks, readers, reminders, telling

if TYPE_CHECKING:
    from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = get_logger(__name__)

Job = Callable[[], Awaitable[object]]

SWEEP_SECONDS = 600
SCRUB_SECONDS = 60
PROGRESS_SECONDS = 2
NEWCOMERS_SECONDS = 60
CATALOGUE_SECONDS = 3600
REMINDER_SECONDS = 60
SEATS_SECONDS = 15
TELLING_SECONDS = 5


def schedule(
    bot: Bot,
    store: Store,
    worker: Worker,
    clock: Callable[[], datetime],
    tick: float,
    admin_ids: Collection[int] = frozenset(),
    believed: Callable[[], datetime | None] | None = None,
) -> "AsyncIOScheduler":
    """A scheduler, not yet started: it wakes the outbox worker every `tick` seconds and sweeps every ten minutes.

    Every two seconds broadcasts go on, and their authors are shown the progress through `bot`, which does not queue.
    Newcomers of an audience get its broadcast within a minute. `believed` is the moment for the sweep, None while the
    clock is in doubt: then it waits. Erased bytes leave the files within a minute.
    """
    from apscheduler.schedulers.asyncio import AsyncIOScheduler

    to_sweep = believed or clock

    async def wake_worker() -> None:  # A plain function would run in a thread, where an asyncio.Event may not be set.
        worker.wake()

    async def sweep_now() -> None:
        if (now := to_sweep()) and (forgotten := await store.write(sweep, now)):
            log.info("inactive people were erased", people=forgotten)

    async def go_on_with_broadcasts() -> None:
        if await broadcasts.go_on(bot, store, worker.texts, clock(), admin_ids):
            worker.wake()

    async def take_newcomers_in() -> None:
        if await broadcasts.take_in(bot, store, worker.texts, clock()):
            worker.wake()

    # A late job still runs, and missed runs become one.
    habits = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
    scheduler = AsyncIOScheduler(job_defaults=habits)
    scheduler.add_job(wake_worker, "interval", seconds=tick)
    scheduler.add_job(Calm(go_on_with_broadcasts).run, "interval", seconds=PROGRESS_SECONDS)
    scheduler.add_job(Calm(take_newcomers_in).run, "interval", seconds=NEWCOMERS_SECONDS)
    scheduler.add_job(Calm(sweep_now).run, "interval", seconds=SWEEP_SECONDS)
    scheduler.add_job(Calm(store.finish_scrubs).run, "interval", seconds=SCRUB_SECONDS)
    return scheduler


def every(scheduler: "AsyncIOScheduler", seconds: float, job: Job) -> None:
    """Run a job at the start of the scheduler and then every so many seconds."""
    now = datetime.now(scheduler.timezone)
    scheduler.add_job(Calm(job).run, "interval", seconds=seconds, next_run_time=now)


def catalogue_reminder(
    store: Store, worker: Worker, admin_ids: Collection[int], believed: Callable[[], datetime | None], zone: str
) -> Job:
    """The job that reminds coordinators, once a week, of programmes that wait to be checked."""

    async def remind_keepers() -> None:
        now = believed()
        reminded = await store.write(checks.remind_keepers, admin_ids, now, zone) if now else 0
        if reminded:
            worker.wake()

    return remind_keepers


def forgetter(store: Path, believed: Callable[[], datetime | None]) -> Job:
    """The job that deletes the files of stores that a restore replaced, once no backup may be as old."""

    async def forget_replaced_stores() -> None:
        if (now := believed()) and (gone := await asyncio.to_thread(forget_replaced, store, now)):
            log.info("replaced stores deleted", files=gone)

    return forget_replaced_stores


def seats_job(store: Store, worker: Worker, believed: Callable[[], datetime | None]) -> Job:
    """The job that passes seats of events on that were held long enough: offers and second thoughts end."""

    async def pass_seats_on() -> None:
        now, ends_at = believed(), await store.glance(queue.next_end)
        if now and ends_at and ends_at <= now:
            log.info("seats passed on", events=await store.write(queue.release, now))
            worker.wake()

    return pass_seats_on


def teller(store: Store, worker: Worker, believed: Callable[[], datetime | None]) -> Job:
    """The job that tells people of the grants they follow: it plans the rows that are due by now."""

    async def tell_of_grants() -> None:
        if (now := believed()) and await go_through_readers(store, now):
            worker.wake()

    return tell_of_grants


async def go_through_readers(store: Store, now: datetime) -> int:
    """Go through the readers of programmes whose dates moved, then through those who are due. Returns their number.

    It is done in small transactions, so that nobody's answer waits for it; a stop or a second process repeats some of
    it, which changes nothing.
    """
    found = 0
    for programme_id, asked_at in await store.glance(reminders.to_wake):
        ids = await store.read(reminders.followers_of, programme_id)
        for first in range(0, len(ids), telling.AT_ONCE):
            await _go_through(store, ids[first : first + telling.AT_ONCE], now)
        await store.write(reminders.woken, programme_id, asked_at)
        found += len(ids)
    while ids := await store.glance(readers.due, now, telling.AT_ONCE):
        await _go_through(store, ids, now)
        found += len(ids)
    return found


async def _go_through(store: Store, person_ids: list[int], now: datetime) -> None:
    """Go through some readers by the catalogue as it is; when it changes meanwhile, by the new one."""
    done = False
    while not done:
        known = await store.remember(telling.board, await store.glance(telling.version))
        done = await store.write(telling.go_through, known, person_ids, now)


def reminder(store: Store, worker: Worker, settings: Settings, clock: Callable[[], datetime]) -> Job:
    """The job that reminds coordinators of the questions that have waited too long."""

    async def remind_of_questions() -> None:
        if reminded := await questions.remind(store, settings, clock()):
            worker.wake()
            log.info("coordinators reminded of questions", questions=reminded)

    return remind_of_questions


@dataclass
class Calm:
    """A job that goes on after an outage of the store; a reason is logged once, until the job succeeds again."""

    job: Job
    _logged: str = ""

    async def run(self) -> None:
        with bound_contextvars(job=self.job.__name__):
            try:
                await self.job()
                self._logged = ""
            except StoreTrouble as error:
                self._log(fault(error).value)
            except asyncio.CancelledError:
                log.debug("a job ends unfinished, the bot stops")  # APScheduler would log an error.

    def _log(self, reason: str) -> None:
        if reason != self._logged:
            log.warning("the store does not answer", reason=reason)
        self._logged = reason
