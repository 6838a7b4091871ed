"""The composition root: the one place where objects are created from settings and joined to a running bot."""

import asyncio
import gc
import logging
import signal
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.session.base import BaseSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.fsm.storage.base import BaseEventIsolation
from aiogram.methods import Response
from aiogram.types import LinkPreviewOptions, Message, MessageId, Update, User

from bot.config import Settings
from bot.files import templates
from bot.files.papers import Printer
from bot.i18n import Texts
from bot.jobs import schedule
from bot.library import Library
from bot.logs import get_logger
from bot.outbox import CountAnswers, RateLimiter, SendSession, Worker
from bot.telegram.correlation import LogUpdateId
from bot.telegram.edited_answers import EditedAnswers
from bot.telegram.middlewares import (
    AlreadySo,
    Capitals,
    InFlight,
    Isolation,
    MakeContext,
    PrivateOnly,
    Throttle,
)
from bot.telegram.polling import TokenRefusedError, introduce, patiently, poll
from bot.telegram.typed_words import LastScreens, TypedWords
from handlers import ANY_WORDS, NOTIFICATIONS, ROUTERS
from handlers.start import tell_commands
from storage.core.db import Store
from storage.core.fsm import Conversations
from storage.core.migrate import migrate, revisions
from storage.core.seed import load_all

log = get_logger(__name__)

# A stop ends within ten seconds: a request that has no answer by then will hardly get one.
DRAIN_SECONDS = 8.0
SETTLE_SECONDS = 0.5
OUTBOX_CONNECTIONS = 300

Clock = Callable[[], datetime]

# pydantic rebuilds a generic model after each garbage collection unless it is referenced.
HELD = (
    Response[Message],
    Response[MessageId],
    Response[Message | bool],
    Response[bool],
    Response[User],
    Response[list[Update]],
)


def make_clock(offset: Path | None) -> Clock:
    """The clock, in UTC; in the demo it is moved by the number of seconds in the file `offset`."""
    if offset is None:
        return lambda: datetime.now(UTC)

    def moved() -> datetime:
        seconds = float(offset.read_text() or 0) if offset.exists() else 0.0
        return datetime.now(UTC) + timedelta(seconds=seconds)

    return moved


@dataclass(frozen=True, slots=True)
class App:
    """The parts of a bot, joined and not yet running."""

    bot: Bot
    dispatcher: Dispatcher
    worker: Worker
    in_flight: InFlight
    texts: Texts
    conversations: Conversations


def assemble(
    settings: Settings,
    store: Store,
    clock: Clock,
    session: BaseSession,
    outbox_session: BaseSession,
    isolation: BaseEventIsolation | None = None,
) -> App:
    """Join the parts. `session` is for answers to people, `outbox_session` for outbox rows."""
    texts = Texts(settings.default_locale)
    bot = make_bot(settings, session)
    rate_limiter = RateLimiter(settings.send_rate)
    screens = LastScreens()
    session.middleware(screens)
    outbox_session.middleware(screens)
    session.middleware(AlreadySo())
    session.middleware(CountAnswers(rate_limiter))
    worker = Worker(
        make_bot(settings, outbox_session), store, texts, clock, rate_limiter, NOTIFICATIONS, settings.timezone
    )
    conversations = Conversations(store, _token(settings), clock)
    dispatcher = Dispatcher(
        disable_fsm=True,
        texts=texts,
        worker=worker,
        printer=Printer(texts.choose("ru")),
        library=Library(texts),
    )
    in_flight = InFlight()
    for middleware in (
        LogUpdateId(),
        in_flight,
        PrivateOnly(texts),
        Throttle(texts),
        Capitals(),
        MakeContext(store, conversations, isolation or Isolation(), settings, texts, clock),
        EditedAnswers(),
        TypedWords(screens, ANY_WORDS),
    ):
        dispatcher.update.outer_middleware(middleware)
    _include_routers(dispatcher)
    return App(bot, dispatcher, worker, in_flight, texts, conversations)


def _include_routers(dispatcher: Dispatcher) -> None:
    for router in ROUTERS:
        # aiogram allows a router one parent for ever; tests assemble many bots in one process.
        router._parent_router = None
        dispatcher.include_router(router)


def make_bot(settings: Settings, session: BaseSession) -> Bot:
    defaults = DefaultBotProperties(parse_mode="HTML", link_preview=LinkPreviewOptions(is_disabled=True))
    return Bot(_token(settings), session=session, default=defaults)


def _token(settings: Settings) -> str:
    if settings.bot_token is None:
        raise ValueError("a bot needs a token")
    return settings.bot_token.get_secret_value()


def make_session(settings: Settings, connections: int, kind: type[AiohttpSession] = AiohttpSession) -> AiohttpSession:
    session = kind(proxy=settings.bot_proxy[0] if settings.bot_proxy else None, limit=connections)
    if settings.bot_api_url:
        session.api = TelegramAPIServer.from_base(settings.bot_api_url)
    if settings.bot_proxy:
        from bot.telegram.proxy import ProxySwitch

        session.middleware(ProxySwitch(session, settings.bot_proxy))
    return session


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
        before = await migrate(store)
        if before != revisions()[-1]:
            log.info("store migrated", before=before, after=revisions()[-1])
        for kept in await load_all(store, clock()):
            log.warning("a row of a seed stays as it was edited here", seed=kept.seed, key=kept.key)
        await templates.approve(store, clock())
        if prepare is not None:
            await prepare(store, clock())
        session, outbox_session = make_session(settings, 100), make_session(settings, OUTBOX_CONNECTIONS, SendSession)
        stack.push_async_callback(session.close)
        stack.push_async_callback(outbox_session.close)
        isolation = make_isolation(settings)
        stack.push_async_callback(isolation.close)
        app = assemble(settings, store, clock, session, outbox_session, isolation)
        return await serve(app, settings, store, clock, stopping)


def make_isolation(settings: Settings) -> BaseEventIsolation:
    """The isolation of updates: in this process, or in Redis for several replicas."""
    if settings.redis_url is None:
        return Isolation()
    from bot.telegram.isolation import RedisIsolation

    return RedisIsolation.at(settings.redis_url)


async def serve(app: App, settings: Settings, store: Store, clock: Clock, stopping: asyncio.Event) -> int:
    """Receive and send concurrently; at a stop both finish their work in flight within DRAIN_SECONDS."""
    scheduler = schedule(app.bot, store, app.worker, clock, settings.tick_seconds, settings.admin_ids)
    scheduler.start()
    async with asyncio.TaskGroup() as group:
        sending = group.create_task(app.worker.run())
        receiving = group.create_task(_receive(app, settings, store, stopping))
        stop = group.create_task(stopping.wait())
        await asyncio.wait({receiving, stop}, return_when=asyncio.FIRST_COMPLETED)
        stopping.set()
        app.worker.stop()
        _, late = await asyncio.wait({receiving, sending}, timeout=DRAIN_SECONDS)
        for task in late:
            log.warning("stopped with work still in flight")
            task.cancel()
    scheduler.shutdown(wait=False)
    log.info("bot stopped")
    return 0 if receiving.cancelled() else receiving.result()


async def _receive(app: App, settings: Settings, store: Store, stopping: asyncio.Event) -> int:
    """Receive updates by long polling or webhook until `stopping`. Returns the exit code."""
    try:
        await introduce(app.bot)
    except TokenRefusedError:
        log.critical("Telegram does not know this BOT_TOKEN")
        return 1
    log.info("bot started", mode="webhook" if settings.webhook_url else "polling")
    async with asyncio.TaskGroup() as group:
        group.create_task(_tell_commands(app))
        if settings.webhook_url:
            if not await serve_web(app, settings, store, stopping):
                return 1
        else:
            await patiently(app.bot.delete_webhook)
            if not settings.on_loopback:
                group.create_task(serve_web(app, settings, store, stopping))
            await poll(app.bot, app.dispatcher, stopping)
        await app.in_flight.drained()
    return 0


async def _tell_commands(app: App) -> None:
    """Tell Telegram the commands, after the first poll: reading the texts takes a moment.

    All objects that exist then are frozen for the garbage collector: a full collection of them would block the loop for
    a third of a second.
    """
    await asyncio.sleep(SETTLE_SECONDS)
    await patiently(partial(tell_commands, app.bot, app.texts), logging.DEBUG)
    gc.freeze()


async def serve_web(app: App, settings: Settings, store: Store, stopping: asyncio.Event) -> bool:
    """Serve health, metrics and, where it is set, the webhook. Imported here, so that long polling starts sooner."""
    from bot.telegram import webhook

    return await webhook.serve(app.bot, app.dispatcher, settings, store, stopping)


async def greet(settings: Settings) -> str:
    """Ask Telegram for the bot's name, once. Without an answer the errors of aiogram are raised."""
    session = make_session(settings, 1)
    try:
        me = await make_bot(settings, session).me()
    finally:
        await session.close()
    return f"@{me.username}"
