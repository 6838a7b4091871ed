"""Requests of the worker: a session that is cheaper than aiogram's, and the errors that tell too little."""

from typing import Any, cast

from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramUnauthorizedError,
)
from aiogram.methods import CopyMessage, GetChat, SendMessage, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import MessageId
from aiohttp import ClientError, ClientTimeout

from bot.network import LineSession
from bot.network.losses import is_answer
from bot.outbox.errors import LOGGED_OUT, NO_CHAT, SourceGoneError

# Methods that carry no file.
QUICK = (SendMessage, CopyMessage)
HEADERS = {"Content-Type": "application/json"}


class SendSession(LineSession):
    """The session of the worker, with half the cost for SendMessage and CopyMessage; other methods are unchanged.

    The body of these two is JSON, and only the message's id is read from the answer: both return a `MessageId`. Any
    other answer (a refusal, a page instead of JSON) is left to aiogram, so the same errors are raised.
    """

    async def _request(self, bot: Bot, method: TelegramMethod[TelegramType], limits: ClientTimeout) -> TelegramType:
        if not isinstance(method, QUICK):
            return await super()._request(bot, method, limits)
        status, content = await self._post(bot, method, limits)
        message_id = self._message_id(content) if status == 200 else None
        if message_id is None:
            judged: Any = self.check_response(bot, cast(Any, method), status, content.decode(errors="replace"))
            return cast(TelegramType, judged.result)
        return cast(TelegramType, MessageId(message_id=message_id))

    async def _post(self, bot: Bot, method: TelegramMethod[Any], limits: ClientTimeout) -> tuple[int, bytes]:
        session = await self.create_session()
        url = self.api.api_url(token=bot.token, method=method.__api_method__)
        body = self.json_dumps(self._body(bot, method)).encode()
        try:
            async with session.post(url, data=body, headers=HEADERS, timeout=limits) as response:
                return response.status, await response.read()
        except TimeoutError as error:
            raise TelegramNetworkError(method=method, message="Request timeout error") from error
        except ClientError as error:
            raise TelegramNetworkError(method=method, message=f"{type(error).__name__}: {error}") from error

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
        except (ValueError, LookupError, TypeError):
            return None


async def send(bot: Bot, message: TelegramMethod[Any], patience: float | None = None) -> list[int]:
    """Send a message and return the ids of the messages in Telegram's answer; the answer to a deletion has none.

    An answer that says "ok" in a form that aiogram does not know is an answer, too. For a copy Telegram's "chat not
    found" does not tell which chat is missing, so the source is looked up: SourceGoneError when it is gone. Being
    logged out is raised as TelegramUnauthorizedError. `patience` is the most seconds to wait, None for the
    session's own limits.
    """
    try:
        answer = await bot(message, cast(int | None, patience))
    except ClientDecodeError as error:
        if not is_answer(error.data):
            raise
        return _ids(error.data["result"])
    except TelegramBadRequest as error:
        if LOGGED_OUT in error.message:
            raise TelegramUnauthorizedError(method=message, message=error.message) from error
        source = getattr(message, "from_chat_id", None)
        if source is None or NO_CHAT not in error.message or await _exists(bot, source):
            raise
        raise SourceGoneError from error
    sent = answer if isinstance(answer, list) else [answer]
    return [each.message_id for each in sent if hasattr(each, "message_id")]


def _ids(result: Any) -> list[int]:
    """The ids of messages in a decoded result, whatever else is in it."""
    sent = result if isinstance(result, list) else [result]
    found = [each.get("message_id") for each in sent if isinstance(each, dict)]
    return [each for each in found if isinstance(each, int)]


async def _exists(bot: Bot, chat_id: int | str) -> bool:
    try:
        await bot(GetChat(chat_id=chat_id))
    except (TelegramBadRequest, TelegramForbiddenError):
        return False
    return True
