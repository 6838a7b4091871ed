"""Middlewares of updates, in this order:

    in flight → private → throttle → capitals → context (one update of a person at a time)
    → edited answers → typed words

and the middleware of requests to Telegram.
"""

import asyncio
import time
from collections import OrderedDict, deque
from collections.abc import AsyncGenerator, Awaitable, Callable, Hashable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any
from weakref import WeakValueDictionary

from aiogram import BaseMiddleware, Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware
from aiogram.exceptions import TelegramBadRequest
from aiogram.fsm.storage.base import BaseEventIsolation, StorageKey
from aiogram.methods import AnswerCallbackQuery, EditMessageText, SendMessage, TelegramMethod
from aiogram.types import Chat, Message, TelegramObject, Update, User

from bot.config import Settings
from bot.domain.people import Role, RoleKind, Visitor
from bot.i18n import Texts
from handlers.shared.context import Context
from handlers.shared.open_question import OpenQuestion
from storage.core.db import Store
from storage.core.fsm import Conversations
from storage.people import inactivity, people
from storage.people.people import Arrival

Request = Callable[[Bot, TelegramMethod[Any]], Awaitable[Any]]
Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]

FLOOD_UPDATES, FLOOD_SECONDS = 30, 10.0
FLOODERS_KEPT = 10_000
SCREENS_KEPT = 10_000


class InFlight(BaseMiddleware):
    """Counts updates that are being handled, so that a stop can wait for them."""

    def __init__(self) -> None:
        self._count = 0
        self._idle = asyncio.Event()
        self._idle.set()

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        self._count += 1
        self._idle.clear()
        try:
            return await handler(event, data)
        finally:
            self._count -= 1
            if not self._count:
                self._idle.set()

    async def drained(self) -> None:
        """Wait until no update is in flight."""
        await self._idle.wait()


class PrivateOnly(BaseMiddleware):
    """Passes updates of private chats only; elsewhere the bot answers a command addressed to it, in one line."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        chat, user = data.get("event_chat"), data.get("event_from_user")
        if not isinstance(chat, Chat) or not isinstance(user, User):
            return None
        if chat.type == "private":
            return await handler(event, data)
        if isinstance(event, Update) and event.message and await _addressed(event.message, data["bot"]):
            tr = self._texts.choose(user.language_code)
            me = await data["bot"].me()
            await event.message.reply(tr("group-hint", link=f"https://t.me/{me.username}"))
        return None


async def _addressed(message: Message, bot: Bot) -> bool:
    me = await bot.me()
    command = (message.text or "").split(maxsplit=1)[:1]
    return bool(command) and command[0].startswith("/") and command[0].lower().endswith(f"@{me.username}".lower())


class Throttle(BaseMiddleware):
    """Drops updates of a person who sends over 30 in 10 s, after one line about it, until they slow down.

    Presses are still acknowledged, so that buttons stop spinning.
    """

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._seen: OrderedDict[int, deque[float]] = OrderedDict()
        self._told: set[int] = set()

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        user: User = data["event_from_user"]
        if not self._floods(user.id):
            self._told.discard(user.id)
            return await handler(event, data)
        if isinstance(event, Update) and event.callback_query:
            await event.callback_query.answer()
        if user.id not in self._told:
            self._told.add(user.id)
            tr = self._texts.choose(user.language_code)
            await data["bot"].send_message(data["event_chat"].id, tr("too-fast"))
        return None

    def _floods(self, user_id: int) -> bool:
        now = time.monotonic()
        times = self._seen.setdefault(user_id, deque(maxlen=FLOOD_UPDATES + 1))
        self._seen.move_to_end(user_id)
        times.append(now)
        if len(self._seen) > FLOODERS_KEPT:
            forgotten, _ = self._seen.popitem(last=False)
            self._told.discard(forgotten)
        return len(times) > FLOOD_UPDATES and now - times[0] < FLOOD_SECONDS


class Capitals(BaseMiddleware):
    """Makes commands lower case: a phone's keyboard begins a message with a capital. Arguments stay unchanged."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        message = event.message if isinstance(event, Update) else None
        text = (message and message.text) or ""
        command = text.split(maxsplit=1)[0] if text.startswith("/") else ""
        if message and command != command.lower():
            spelt = message.model_copy(update={"text": command.lower() + text.removeprefix(command)})
            event = event.model_copy(update={"message": spelt})
        return await handler(event, data)


class Isolation(BaseEventIsolation):
    """One update of a person at a time, in this process. A lock exists only while it is held or awaited."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[Hashable, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def lock(self, key: StorageKey) -> AsyncGenerator[None, None]:
        lock = self._locks.setdefault(key, asyncio.Lock())
        async with lock:
            yield

    async def close(self) -> None:
        """Nothing to close."""


class MakeContext(BaseMiddleware):
    """Make the update's `Context` in one read of the store, under the person's lock.

    Injects `ctx`; besides, `tr` for the apology of `handlers.errors` and `raw_state` for filters.
    """

    def __init__(
        self,
        store: Store,
        conversations: Conversations,
        isolation: BaseEventIsolation,
        settings: Settings,
        texts: Texts,
        clock: Callable[[], datetime],
    ) -> None:
        self._store, self._conversations, self._isolation = store, conversations, isolation
        self._settings, self._texts, self._clock = settings, texts, clock

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        user, chat = data["event_from_user"], data["event_chat"]
        key = StorageKey(bot_id=data["bot"].id, chat_id=chat.id, user_id=user.id)
        async with self._isolation.lock(key):
            arrival = await self._store.glance(people.arrive, self._conversations.key(key), chat.id)
            if not (isinstance(event, Update) and event.my_chat_member):
                await self._greet(arrival, chat.id)
            ctx = self._context(data["bot"], user, chat, arrival, OpenQuestion(self._conversations, key, arrival.state))
            data.update(ctx=ctx, tr=ctx.tr, raw_state=arrival.state)
            return await handler(event, data)

    def _context(self, bot: Bot, user: User, chat: Chat, arrival: Arrival, question: OpenQuestion) -> Context:
        person = arrival.person
        roles = person.roles if person else frozenset()
        if user.id in self._settings.admin_ids:
            roles |= {Role(RoleKind.ADMIN)}
        # The language a person saved, then the one a stranger chose in this conversation, then Telegram's.
        saved = person.locale if person else None
        return Context(
            store=self._store,
            bot=bot,
            settings=self._settings,
            texts=self._texts,
            tr=self._texts.choose(saved, arrival.locale, user.language_code),
            now=self._clock(),
            visitor=Visitor(user.id, chat.id, user.full_name, user.username, user.language_code),
            person=person,
            roles=roles,
            state=question,
        )

    async def _greet(self, arrival: Arrival, chat_id: int) -> None:
        """Record that the person is active: at most one write a day, and one more after they had blocked the bot."""
        now = self._clock()
        if arrival.was_blocked:
            # Also when Telegram's update about their return was lost.
            await self._store.write(people.unblock, chat_id, now)
        if arrival.person and arrival.seen_on != now.date():
            await self._store.write(inactivity.mark_seen, arrival.person.id, now.date())


class AlreadySo(BaseRequestMiddleware):
    """Skips requests that would change nothing, such as the same screen again, and ignores their refusals.

    The last text of each message is kept in memory; after a restart Telegram's own refusal ("not modified") has the
    same effect. An answer to a press that is too old is ignored, too.
    """

    def __init__(self) -> None:
        self._screens: OrderedDict[tuple[int, int], int] = OrderedDict()

    async def __call__(self, make_request: Request, bot: Bot, method: TelegramMethod[Any]) -> Any:
        if isinstance(method, EditMessageText):
            place = (int(method.chat_id or 0), method.message_id or 0)
            if self._screens.get(place) == _screen(method):
                return True
            done = await _unless(make_request(bot, method), "message is not modified")
            self._remember(place, _screen(method))
            return done
        if isinstance(method, AnswerCallbackQuery):
            return await _unless(make_request(bot, method), "query is too old")
        done = await make_request(bot, method)
        if isinstance(method, SendMessage) and isinstance(sent := done, Message):
            self._remember((sent.chat.id, sent.message_id), _screen(method))
        return done

    def _remember(self, place: tuple[int, int], screen: int) -> None:
        self._screens[place] = screen
        self._screens.move_to_end(place)
        if len(self._screens) > SCREENS_KEPT:
            self._screens.popitem(last=False)


def _screen(method: EditMessageText | SendMessage) -> int:
    markup = method.reply_markup.model_dump_json(exclude_none=True) if method.reply_markup else ""
    return hash((method.text, markup))


async def _unless(request: Awaitable[Any], words: str) -> Any:
    try:
        return await request
    except TelegramBadRequest as error:
        if words in error.message:
            return True
        raise
