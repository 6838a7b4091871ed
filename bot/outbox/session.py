"""Requests of the worker: a session that is cheaper than aiogram's, and the errors that tell too little."""

from typing import Any, cast

from aiogram import Bot
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramUnauthorizedError,
)
from aiogram.methods import CopyMessage, GetChat, SendMessage, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import ForumTopic, MessageId
from aiohttp import ClientTimeout

from bot.network import LineSession
from bot.outbox.errors import LOGGED_OUT, NO_CHAT, SourceGoneError

# Methods that carry no file.
QUICK = (SendMessage, CopyMessage)
HEADERS = {"Content-Type": "application/json"}


class SendSession(LineSession):
    """The session of the worker, with half the cost for SendMessage and CopyMessage; other methods are unchanged.

    The body of these two is JSON, and only the message's id is read from the answer: both return a `MessageId`. Any
    other answer (a refusal, a page instead of JSON) is left to `BotApiSession`, so the same errors are raised.
    """

    async def _request(self, bot: Bot, method: TelegramMethod[TelegramType], limits: ClientTimeout) -> TelegramType:
        if not isinstance(method, QUICK):
            return await super()._request(bot, method, limits)
        body = self.json_dumps(self._body(bot, method)).encode()
        status, content = await self.post(bot, method, limits, data=body, headers=HEADERS)
        message_id = self._message_id(content) if status == 200 else None
        if message_id is None:
            judged: Any = self.check_response(bot, cast(Any, method), status, content.decode(errors="replace"))
            return cast(TelegramType, judged.result)
        return cast(TelegramType, MessageId(message_id=message_id))

    def _body(self, bot: Bot, method: TelegramMethod[Any]) -> dict[str, Any]:
        """The parameters that are set or have a default of the bot; None is left out."""
        given = {name: value for name, value in method if value is not None}
        prepared = {name: self.prepare_value(value, bot, {}, _dumps_json=False) for name, value in given.items()}
        return {name: value for name, value in prepared.items() if value is not None}

    def _message_id(self, content: bytes) -> int | None:
        """The id in Telegram's "ok"; None for any other answer."""
        try:
            answer = self.json_loads(content)
            return int(answer["result"]["message_id"]) if answer["ok"] else None
        except (ValueError, LookupError, TypeError, OverflowError, RecursionError):
            return None


async def send(bot: Bot, message: TelegramMethod[Any], patience: float | None = None) -> list[int]:
    """Send a message and return the ids of the messages in Telegram's answer; the answer to a deletion has none,
    a new topic has the id of its thread.

    For a copy Telegram's "chat not found" does not tell which chat is missing, so the source is looked up:
    SourceGoneError when it is gone. Being logged out is raised as TelegramUnauthorizedError. `patience` is the most
    seconds to wait, None for the session's own limits.
    """
    try:
        answer = await bot(message, cast(int | None, patience))
    except TelegramBadRequest as error:
        if LOGGED_OUT in error.message:
            raise TelegramUnauthorizedError(method=message, message=error.message) from error
        source = getattr(message, "from_chat_id", None)
        if source is None or NO_CHAT not in error.message or await _exists(bot, source):
            raise
        raise SourceGoneError from error
    if isinstance(answer, ForumTopic):
        return [answer.message_thread_id]
    sent = answer if isinstance(answer, list) else [answer]
    return [each.message_id for each in sent if hasattr(each, "message_id")]


async def _exists(bot: Bot, chat_id: int | str) -> bool:
    try:
        await bot(GetChat(chat_id=chat_id))
    except (TelegramBadRequest, TelegramForbiddenError):
        return False
    return True
