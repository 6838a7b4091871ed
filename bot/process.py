"""The life of the process: the store is opened, updates are received and rows are sent, until it is stopped."""

import asyncio
import gc
import logging
import signal
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import datetime
from functools import partial
from pathlib import Path

from bot.app import (
    ANSWER_CONNECTIONS,
    OUTBOX_CONNECTIONS,
    App,
    assemble,
    make_isolation,
    make_session,
)
from bot.clock_watch import Clock, ClockWatch, hear_dates, make_clock, make_guard, store_file
from bot.config import DATA, Settings
from bot.files import templates
from bot.jobs import (
    CATALOGUE_SECONDS,
    REMINDER_SECONDS,
    SEATS_SECONDS,
    TELLING_SECONDS,
    catalogue_reminder,
    every,
    forgetter,
    reminder,
    schedule,
    seats_job,
    teller,
)
from bot.logs import get_logger
from bot.monitoring.health import Health
from bot.monitoring.service_manager import READY, STOPPING, tell
from bot.network import Egresses, Line
from bot.outbox import SendSession
from bot.telegram.outage import Outage
from bot.telegram.polling import TokenRefusedError, introduce, patiently, poll
from bot.telegram.summary import egress, summary
from bot.telegram.trouble_notices import TroubleNotices
from bot.telegram.watch import Watch
from bot.telegram.webhook_look import LOOK_SECONDS
from handlers.shared.commands import tell_commands
from storage.core.backup import Backups
from storage.core.db import Store
from storage.core.opening import open_store
from storage.core.permissions import tighten
from storage.core.seed import load_all

log = get_logger(__name__)

# A stop ends within ten seconds: a request that has no answer by then will hardly get one.
DRAIN_SECONDS = 8.0
SETTLE_SECONDS = 0.5
BACKUP_LOOK_SECONDS = 600.0


async def run(settings: Settings, prepare: Callable[[Store, datetime], Awaitable[None]] | None = None) -> int:
    """Migrate, start, answer and send until SIGINT or SIGTERM. Returns the exit code.

    `prepare(store, now)` fills a fresh store before the first update: the demo's people and events.
    """
    stopping = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stopping.set)
    clock = make_clock(settings.demo_clock)
    async with AsyncExitStack() as stack:
        store = Store(settings.database_url)
        stack.push_async_callback(store.close)
        if store.file and (loose := tighten(store.file, DATA)):
            log.warning("others could read the store, now they cannot", paths=loose)
        opened = await open_store(store, store_file(settings, store))
        for kept in await load_all(store, clock()):
            log.warning("a row of a seed stays as it was edited here", seed=kept.seed, key=kept.key)
        await templates.approve(store, clock())
        if prepare is not None:
            await prepare(store, clock())
        guard = make_guard(settings, clock, opened.identity)
        clock, health = guard.now, Health(guard.now)
        egresses = Egresses(settings.bot_proxy)
        connect = partial(make_session, settings, egresses=egresses, line=Line(health))
        session, outbox_session = connect(ANSWER_CONNECTIONS), connect(OUTBOX_CONNECTIONS, SendSession)
        hear_dates(session, settings, guard)
        stack.push_async_callback(session.close)
        stack.push_async_callback(outbox_session.close)
        isolation = make_isolation(settings, health)
        stack.push_async_callback(isolation.close)
        health.egress = lambda: egress(settings, egresses.current.address)
        remembered = opened.identity.caught_up_at
        app = assemble(
            settings, store, clock, session, outbox_session, isolation, health, guard=guard, caught_up_at=remembered
        )
        log.info("bot starts", **summary(settings, health))
        return await serve(app, settings, store, clock, stopping)


def make_backups(app: App, settings: Settings, store: Store, folder: Path) -> Backups:
    lock = store.leader_lock("backup")
    return Backups(store, folder, settings.backup_key or "", settings.timezone, app.health, app.guard.now, lock)


async def serve(app: App, settings: Settings, store: Store, clock: Clock, stopping: asyncio.Event) -> int:
    """Receive and send concurrently; at a stop both finish their work in flight within DRAIN_SECONDS."""
    watch = ClockWatch(app.bot, store, app.guard, app.health, app.backlog, store_file(settings, store))
    scheduler = schedule(
        app.bot, store, app.worker, clock, settings.tick_seconds, settings.admin_ids, believed=app.guard.believed
    )
    notices = TroubleNotices(app.bot, store, app.texts, app.health, settings, clock)
    for seconds, job in (*watch.jobs(settings.tick_seconds), *Watch(notices, app.isolation).jobs()):
        every(scheduler, seconds, job)
    believed, admin_ids, zone = app.guard.believed, settings.admin_ids, settings.timezone
    every(scheduler, SEATS_SECONDS, seats_job(store, app.worker, believed))
    every(scheduler, CATALOGUE_SECONDS, catalogue_reminder(store, app.worker, admin_ids, believed, zone))
    if settings.webhook_url:
        every(scheduler, LOOK_SECONDS, app.webhook_look.look)
    if settings.backup_dir:
        every(scheduler, BACKUP_LOOK_SECONDS, make_backups(app, settings, store, settings.backup_dir).look)
    if store.file:
        every(scheduler, BACKUP_LOOK_SECONDS, forgetter(store.file, believed))
    every(scheduler, TELLING_SECONDS, teller(store, app.worker, believed))
    every(scheduler, REMINDER_SECONDS, reminder(store, app.worker, settings, clock))
    scheduler.start()
    tell(READY)
    async with asyncio.TaskGroup() as group:
        if not settings.webhook_url and (settings.public_url or not settings.in_sandbox):
            group.create_task(_serve_monitoring(app, settings, store, clock, stopping))
        sending = group.create_task(app.worker.run(), name="sending")
        receiving = group.create_task(_receive(app, settings, store, clock, stopping), name="receiving")
        stop = group.create_task(stopping.wait())
        await asyncio.wait({receiving, stop}, return_when=asyncio.FIRST_COMPLETED)
        stopping.set()
        tell(STOPPING)
        app.worker.stop()
        app.printer.stop()
        _, late = await asyncio.wait({receiving, sending}, timeout=DRAIN_SECONDS)
        for task in late:
            log.warning("stopped with work still in flight", work=task.get_name())
            task.cancel()
    scheduler.shutdown(wait=False)
    await watch.stop()
    log.info("bot stopped")
    return 0 if receiving.cancelled() else receiving.result()


async def _receive(app: App, settings: Settings, store: Store, clock: Clock, stopping: asyncio.Event) -> int:
    """Receive updates by long polling or webhook until `stopping`. Returns the exit code."""
    async with asyncio.TaskGroup() as group:
        # The server of a webhook comes first, so that /health tells of Telegram's absence, too.
        web = group.create_task(serve_web(app, settings, store, clock, stopping)) if settings.webhook_url else None
        try:
            await introduce(app.bot, app.health)
        except TokenRefusedError:
            log.critical("Telegram does not know this BOT_TOKEN")
            if web:
                web.cancel()
            return 1
        log.info("bot started")
        group.create_task(_tell_commands(app))
        if web is None:
            await patiently(app.bot.delete_webhook, Outage(app.health))
            await poll(app.bot, app.dispatcher, stopping, app.backlog, app.health)
        elif not await web:
            return 1
        await app.in_flight.drained()
    return 0


async def _tell_commands(app: App) -> None:
    """Tell Telegram the commands, after the first poll: reading the texts takes a moment.

    All objects that exist then are frozen for the garbage collector: a full collection of them would block the loop for
    a third of a second.
    """
    await asyncio.sleep(SETTLE_SECONDS)
    await patiently(partial(tell_commands, app.bot, app.texts), Outage(level=logging.DEBUG))
    gc.freeze()


async def _serve_monitoring(app: App, settings: Settings, store: Store, clock: Clock, stopping: asyncio.Event) -> None:
    """Serve health and metrics beside long polling, also while Telegram is out of reach. The first poll goes before."""
    await asyncio.sleep(SETTLE_SECONDS)
    await serve_web(app, settings, store, clock, stopping)


async def serve_web(app: App, settings: Settings, store: Store, clock: Clock, stopping: asyncio.Event) -> bool:
    """Serve health, metrics and, where it is set, the webhook. Imported here, so that long polling starts sooner."""
    from bot import web
    from bot.telegram import monitoring, webhook

    routes = monitoring.routes(app.health, store, clock) + web.routes(app.catalogue, app.texts, settings, clock)
    return await webhook.serve(app.bot, app.dispatcher, settings, routes, stopping, app.webhook_look, app.health)
