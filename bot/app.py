"""The composition root: the one place where objects are created from settings and joined to a running bot."""

import time
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aiogram import BaseMiddleware, Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.base import BaseSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.methods import Response
from aiogram.types import LinkPreviewOptions, Message, MessageId, User

from bot.catalogue import Catalogue
from bot.clock_watch import Clock
from bot.config import Settings
from bot.files.papers import Printer
from bot.i18n import Texts
from bot.library import Library
from bot.logs import get_logger
from bot.monitoring.backlog import Backlog
from bot.monitoring.clock_guard import ClockGuard
from bot.monitoring.health import Health
from bot.monitoring.metrics import SEND_RATE
from bot.monitoring.telegram_date import HearMessageDates
from bot.network import Egresses, Line, LineSession, Timeouts
from bot.outbox import CountAnswers, RateLimiter, SendSession, Worker
from bot.places import Places
from bot.telegram.act_once import ActOnce
from bot.telegram.answers import WatchAnswers
from bot.telegram.correlation import LogUpdateId
from bot.telegram.edited_answers import EditedAnswers
from bot.telegram.groups import InPrivate, PrivateOnly, ValidIds
from bot.telegram.middlewares import AlreadySo, Capitals, InFlight, MakeContext, Throttle
from bot.telegram.one_at_a_time import Isolation, OneAtATime
from bot.telegram.one_paper import OnePaper
from bot.telegram.others_first import OthersFirst
from bot.telegram.retry import RetryAnswers
from bot.telegram.session import AnsweringSession
from bot.telegram.shared_places import SharedPlaces
from bot.telegram.typed_words import LastScreens, TypedWords
from bot.telegram.webhook_look import WebhookLook
from handlers import ANY_WORDS, NOTIFICATIONS, ROUTERS, TOWNS, VENUES
from handlers.questions import StaffChats
from storage.core.db import Store
from storage.core.fsm import Conversations

log = get_logger(__name__)

ANSWER_CONNECTIONS, OUTBOX_CONNECTIONS = 100, 300

# pydantic rebuilds a generic model after each garbage collection unless it is referenced.
HELD = (
    Response[Message],
    Response[MessageId],
    Response[Message | bool],
    Response[bool],
    Response[User],
    Response[list[Any]],
)


@dataclass(frozen=True, slots=True)
class App:
    """The parts of a bot, joined and not yet running."""

    bot: Bot
    dispatcher: Dispatcher
    worker: Worker
    in_flight: InFlight
    texts: Texts
    conversations: Conversations
    health: Health
    guard: ClockGuard
    isolation: Isolation
    printer: Printer
    catalogue: Catalogue
    backlog: Backlog
    webhook_look: WebhookLook


def assemble(
    settings: Settings,
    store: Store,
    clock: Clock,
    session: BaseSession,
    outbox_session: BaseSession,
    isolation: Isolation | None = None,
    health: Health | None = None,
    *,
    guard: ClockGuard | None = None,
    caught_up_at: datetime | None = None,
) -> App:
    """Join the parts. `session` is for answers to people, `outbox_session` for outbox rows.

    With a `guard`, whose `now` is the clock, the clock is compared with Telegram's date; else it is always believed.
    At `caught_up_at` nothing waited for the process before this one.
    """
    health = health or Health(clock)
    if guard:
        session.middleware(HearMessageDates(guard.hear))
    guard = guard or ClockGuard(clock, reading=lambda: clock().timestamp())
    texts, rate_limiter, screens = Texts(settings.default_locale), RateLimiter(settings.send_rate), LastScreens()
    SEND_RATE.set_function(lambda: rate_limiter.allowed)
    _watch_requests(session, outbox_session, rate_limiter, screens, health)
    sender = make_bot(settings, outbox_session)
    worker = Worker(sender, store, texts, clock, rate_limiter, NOTIFICATIONS, settings.timezone, health=health)
    worker.is_clock_believed = lambda: guard.is_believed
    conversations, in_flight = Conversations(store, _token(settings), clock), InFlight()
    context = MakeContext(store, conversations, settings, texts, clock)
    isolation = isolation or Isolation()
    # What a conversation alone needs comes to its handlers by name.
    printer, catalogue = Printer(texts.choose("ru")), Catalogue(store)
    own: dict[str, Any] = {"worker": worker, "printer": printer, "library": Library(texts), "catalogue": catalogue}
    own |= {"places": Places(store, texts), "clock_guard": guard, "last_buttons": screens.buttons_of}
    staff_chats = own["staff_chats"] = StaffChats(store, settings.admin_ids)
    dispatcher = Dispatcher(disable_fsm=True, texts=texts, **own)
    for each in (
        *_gates(texts, in_flight, staff_chats),
        OneAtATime(isolation),
        OthersFirst(),
        ActOnce(texts),
        context,
        *_words(screens),
    ):
        dispatcher.update.outer_middleware(each)
    _include_routers(dispatcher)
    bot, backlog = make_bot(settings, session), Backlog(guard.believed, caught_up_at)
    return App(
        bot=bot,
        dispatcher=dispatcher,
        worker=worker,
        in_flight=in_flight,
        texts=texts,
        conversations=conversations,
        health=health,
        guard=guard,
        isolation=isolation,
        printer=printer,
        catalogue=catalogue,
        backlog=backlog,
        webhook_look=WebhookLook(bot, backlog),
    )


def _watch_requests(
    session: BaseSession, outbox_session: BaseSession, rate_limiter: RateLimiter, screens: LastScreens, health: Health
) -> None:
    """Add the middlewares of requests to Telegram. The first is the outermost.

    So each try takes a slot, and "not modified" after a repeated edit is no refusal.
    """
    for each in (screens, AlreadySo(), RetryAnswers(), CountAnswers(rate_limiter), WatchAnswers(health)):
        session.middleware(each)
    for each in (screens, WatchAnswers(health)):
        outbox_session.middleware(each)


def _gates(texts: Texts, in_flight: InFlight, staff_chats: StaffChats) -> tuple[BaseMiddleware, ...]:
    """The middlewares that an update passes before anything of its sender is looked up."""
    return (
        LogUpdateId(),
        in_flight,
        ValidIds(),
        Throttle(texts),
        PrivateOnly(texts, staff_chats),
        Capitals(),
        OnePaper(texts),
    )


def _words(screens: LastScreens) -> tuple[BaseMiddleware, ...]:
    """The middlewares that read the words of a message before a conversation does."""
    return tuple(map(InPrivate, (EditedAnswers(), TypedWords(screens, ANY_WORDS), SharedPlaces(VENUES, TOWNS))))


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


def make_session(
    settings: Settings,
    connections: int,
    kind: type[LineSession] = AnsweringSession,
    *,
    egresses: Egresses | None = None,
    line: Line | None = None,
) -> LineSession:
    """A session for answers or, as `kind` SendSession, for outbox rows.

    `egresses` and `line` are those of the process, which its sessions share.
    """
    read = settings.read_timeout if issubclass(kind, SendSession) else settings.answer_timeout
    timeouts = Timeouts(settings.connect_timeout, read, settings.total_timeout)
    session = kind(egresses=egresses or Egresses(settings.bot_proxy), timeouts=timeouts, line=line, limit=connections)
    if settings.bot_api_url:
        session.api = TelegramAPIServer.from_base(settings.bot_api_url)
    return session


def make_isolation(settings: Settings, health: Health) -> Isolation:
    """The isolation of updates: in this process, or in Redis for several replicas."""
    if settings.redis_url is None:
        return Isolation()
    from bot.telegram.isolation import RedisIsolation

    return RedisIsolation.at(settings.redis_url, health)


async def greet(settings: Settings, address: str | None = None) -> str:
    """Ask Telegram for the bot's name, once, through the proxy at `address`; the name and the seconds it took.

    Without an answer the errors of aiogram are raised.
    """
    async with make_session(settings, 1, egresses=Egresses([address] if address else ())) as session:
        began = time.monotonic()
        me = await make_bot(settings, session).me()
    return f"@{me.username}, {time.monotonic() - began:.2f} s"
