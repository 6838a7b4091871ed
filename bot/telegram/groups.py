"""Updates that no private conversation can take: groups, channels, presses without a chat, impossible ids."""

import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

from aiogram import BaseMiddleware, Bot
from aiogram.types import CallbackQuery, Chat, Message, TelegramObject, Update, User

from bot.domain.channels import TELEGRAM
from bot.i18n import Texts
from bot.logs import get_logger
from handlers.questions import StaffChats

log = get_logger(__name__)

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]

STAFF_COMMANDS = ("/connect", "/disconnect")
LARGEST = 2**63 - 1  # of a BIGINT; Telegram's own ids have at most 52 bits
HINT_SECONDS = 60.0
HINTS_KEPT = 10_000


class ValidIds(BaseMiddleware):
    """Drops updates without a user, and those whose ids fit no column of the store."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        user, chat = data.get("event_from_user"), data.get("event_chat")
        if not isinstance(event, Update) or not isinstance(user, User):
            return None
        if user.id < 0 or any(abs(each) > LARGEST for each in _ids(event, user, chat)):
            log.debug("update refused, an id is out of range")
            return None
        return await handler(event, data)


def _ids(update: Update, user: User, chat: Chat | None) -> Iterator[int]:
    yield from (update.update_id, user.id, chat.id if chat else 0)
    message = update.message or update.edited_message or (update.callback_query and update.callback_query.message)
    yield message.message_id if message else 0


class PrivateOnly(BaseMiddleware):
    """Passes updates of private chats, and of groups only what the staff's conversation there takes.

    Elsewhere a command addressed to the bot gets one line, a press an alert. A chat and a person get the line once a
    minute: a group must not hear one bot a hundred times.
    """

    def __init__(self, texts: Texts, staff_chats: StaffChats) -> None:
        self._texts, self._staff_chats = texts, staff_chats
        self._hinted: OrderedDict[int, float] = OrderedDict()

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        chat, user, bot = data.get("event_chat"), data["event_from_user"], data["bot"]
        if chat and (chat.type == "private" or await self._is_for_staff(event, chat, user)):
            return await handler(event, data)
        if isinstance(event, Update) and event.callback_query:
            await self._answer(event.callback_query, bot)
        elif isinstance(event, Update) and event.message and await _addressed(event.message, bot):
            await self._hint(event.message, user, bot)
        return None

    async def _is_for_staff(self, event: TelegramObject, chat: Chat, user: User) -> bool:
        """Tell whether the staff's conversation may take an update of a group; for nobody else a message is read."""
        if not isinstance(event, Update):
            return False
        message = event.message or event.edited_message
        if event.message and _command(event.message) in STAFF_COMMANDS:
            return True
        if not await self._staff_chats.has(chat.id):
            return False
        if event.my_chat_member or (message and message.migrate_to_chat_id):
            return True
        is_talk = event.callback_query or (message and message.is_topic_message)
        return bool(is_talk) and await self._staff_chats.knows(user.id)

    async def _answer(self, query: CallbackQuery, bot: Bot) -> None:
        tr, me = self._texts.choose(query.from_user.language_code), await bot.me()
        log.info("press in a group refused", chat_id=query.message.chat.id if query.message else None)
        await query.answer(tr.plain("group-press", name=f"@{me.username}"), show_alert=True)

    async def _hint(self, message: Message, user: User, bot: Bot) -> None:
        if self._was_hinted(message.chat.id, user.id):
            return
        tr, me = self._texts.choose(user.language_code), await bot.me()
        await message.reply(tr("group-hint", link=TELEGRAM.link(me.username or "")))

    def _was_hinted(self, *ids: int) -> bool:
        """Tell whether one of them got the line less than a minute ago; if none did, they get it now."""
        now = time.monotonic()
        if any(now - self._hinted.get(each, -HINT_SECONDS) < HINT_SECONDS for each in ids):
            return True
        for each in ids:
            self._hinted[each] = now
            self._hinted.move_to_end(each)
        while len(self._hinted) > HINTS_KEPT:
            self._hinted.popitem(last=False)
        return False


def _command(message: Message) -> str:
    """The command of a message in small letters, without the name of a bot."""
    first = (message.text or "").split(maxsplit=1)[:1]
    return first[0].partition("@")[0].lower() if first else ""


async def _addressed(message: Message, bot: Bot) -> bool:
    me = await bot.me()
    command = (message.text or "").split(maxsplit=1)[:1]
    return bool(command) and command[0].startswith("/") and command[0].lower().endswith(f"@{me.username}".lower())


class InPrivate(BaseMiddleware):
    """A middleware for private chats alone: updates of groups pass it by."""

    def __init__(self, inner: BaseMiddleware) -> None:
        self._inner = inner

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        chat = data.get("event_chat")
        if chat and chat.type != "private":
            return await handler(event, data)
        return await self._inner(handler, event, data)
