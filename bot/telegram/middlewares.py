"""Middlewares of updates, in this order:

    in flight → valid ids → throttle → private or the staff's group (`groups`) → capitals → one paper (`one_paper`)
    → one update of a person at a time (`one_at_a_time`) → others first (`others_first`) → each once (`act_once`)
    → context → edited answers → typed words → shared places

and the middleware of requests to Telegram. What drops an update comes before what costs: a flood reads nothing.
"""

import asyncio
import time
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial
from typing import Any

from aiogram import BaseMiddleware, Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware
from aiogram.exceptions import TelegramBadRequest
from aiogram.fsm.storage.base import StorageKey
from aiogram.methods import AnswerCallbackQuery, EditMessageText, SendMessage, TelegramMethod
from aiogram.types import Message, TelegramObject, Update, User

from bot.config import Settings
from bot.domain.channels import TELEGRAM
from bot.domain.people import Role, RoleKind, Visitor
from bot.i18n import Texts
from handlers.shared.context import Context
from handlers.shared.open_question import OpenQuestion
from storage.core.db import Store
from storage.core.fsm import Conversations
from storage.core.once import RepeatedUpdateError, UpdateKey, UpdateStore
from storage.people import addresses, inactivity, people
from storage.people.people import Arrival

Request = Callable[[Bot, TelegramMethod[Any]], Awaitable[Any]]
Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]

FLOOD_UPDATES, FLOOD_SECONDS = 30, 10.0
LATELY_SECONDS = 60.0
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


class Throttle(BaseMiddleware):
    """Drops updates of a person who sends over 30 in 10 s, after one line about it, until they slow down.

    Injects `sent_lately()`, how many of their last 31 updates came within a minute.

    Presses are still acknowledged, so that buttons stop spinning. Messages that waited for hours at Telegram come all
    at once: they are judged by their own dates, and nobody is told that they were fast.
    """

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._seen: OrderedDict[tuple[int, bool], deque[float]] = OrderedDict()
        self._told: set[int] = set()

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        user, waited = data["event_from_user"], data.get("after_outage", False)
        message, query = (event.message, event.callback_query) if isinstance(event, Update) else (None, None)
        dated = message is not None and waited
        sent_at = message.date.timestamp() if message and dated else time.monotonic()
        if not self._floods((user.id, dated), sent_at):
            self._told.discard(user.id)
            data["sent_lately"] = partial(self._sent_lately, (user.id, dated))
            return await handler(event, data)
        if query:
            await query.answer()
        if not waited:
            await self._tell(user, data)
        return None

    async def _tell(self, user: User, data: dict[str, Any]) -> None:
        chat = data.get("event_chat")
        if user.id not in self._told and chat and chat.type == "private":
            self._told.add(user.id)
            await data["bot"].send_message(chat.id, self._texts.choose(user.language_code)("too-fast"))

    def _floods(self, who: tuple[int, bool], at: float) -> bool:
        times = self._seen.setdefault(who, deque(maxlen=FLOOD_UPDATES + 1))
        self._seen.move_to_end(who)
        times.append(at)
        if len(self._seen) > FLOODERS_KEPT:
            (forgotten, _), _ = self._seen.popitem(last=False)
            self._told.discard(forgotten)
        return len(times) > FLOOD_UPDATES and at - times[0] < FLOOD_SECONDS

    def _sent_lately(self, who: tuple[int, bool]) -> int:
        since = time.monotonic() - LATELY_SECONDS
        return sum(each > since for each in self._seen.get(who, ()))


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


class MakeContext(BaseMiddleware):
    """Make the update's `Context` in one read of the store, and write what its handler left to be written.

    Injects `ctx`; besides, `tr` for the apology of `handlers.errors` and `raw_state` for filters. Raises
    RepeatedUpdateError for an update that was handled before.
    """

    def __init__(
        self,
        store: Store,
        conversations: Conversations,
        settings: Settings,
        texts: Texts,
        clock: Callable[[], datetime],
    ) -> None:
        self._store, self._conversations = store, conversations
        self._settings, self._texts, self._clock = settings, texts, clock

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        user, chat, bot = data["event_from_user"], data["event_chat"], data["bot"]
        update = UpdateKey(bot.id, event.update_id if isinstance(event, Update) else 0)
        key = StorageKey(bot_id=bot.id, chat_id=chat.id, user_id=user.id)
        # Whoever writes in a group is known by their private chat, whose id is their own.
        own_id = chat.id if chat.type == "private" else user.id
        asked = (self._conversations.key(key), own_id, update, TELEGRAM.platform)
        arrival = await self._store.glance(people.arrive, *asked)
        if arrival.is_repeated:
            raise RepeatedUpdateError
        if chat.type == "private" and not (isinstance(event, Update) and event.my_chat_member):
            await self._greet(arrival, chat.id)
        store = UpdateStore(self._store, update, self._clock())
        question = OpenQuestion(self._conversations, store, key, arrival.state)
        ctx = self._context(bot, store, user, own_id, arrival, question)
        data.update(ctx=ctx, tr=ctx.tr, raw_state=arrival.state)
        result = await handler(event, data)
        await store.write_rest()
        return result

    def _context(
        self, bot: Bot, store: UpdateStore, user: User, chat_id: int, arrival: Arrival, question: OpenQuestion
    ) -> Context:
        person = arrival.person
        roles = person.roles if person else frozenset()
        if {user.id, *arrival.user_ids} & set(self._settings.admin_ids):
            roles |= {Role(RoleKind.ADMIN)}
        # The language a person saved, then the one a stranger chose in this conversation, then Telegram's.
        saved = person.locale if person else None
        return Context(
            store=store,
            bot=bot,
            settings=self._settings,
            texts=self._texts,
            tr=self._texts.choose(saved, arrival.locale, user.language_code).through(TELEGRAM),
            now=self._clock(),
            visitor=Visitor(user.id, chat_id, user.full_name, user.username, user.language_code, TELEGRAM),
            person=person,
            roles=roles,
            state=question,
        )

    async def _greet(self, arrival: Arrival, chat_id: int) -> None:
        """Record that the person is active: at most one write a day, and one more when they come back to this account.

        They come back after they had blocked the bot, or from another account of theirs.
        """
        now = self._clock()
        if arrival.was_blocked:
            # Also when Telegram's update about their return was lost.
            await self._store.write(people.unblock, chat_id, now, TELEGRAM.platform)
        if arrival.was_elsewhere:
            await self._store.write(addresses.use, chat_id, now, TELEGRAM.platform)
        if arrival.person and (arrival.seen_on is None or arrival.seen_on < now.date()):
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
