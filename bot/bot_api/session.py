"""Requests to the Bot API whose answers may have any shape."""

from http import HTTPStatus
from typing import Any, TypeVar, cast, get_args, get_origin

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.session.base import BaseSession
from aiogram.exceptions import TelegramNetworkError, TelegramServerError
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import Chat, ChatFullInfo, Message, MessageId
from aiohttp import ClientError
from aiohttp.http import HttpProcessingError
from pydantic import BaseModel

from bot.bot_api.tolerance import decode
from bot.logs import get_logger

log = get_logger(__name__)

LONGEST_RETRY_AFTER = 86_400
RETRY_AFTER_UNSAID = 5  # seconds, after a 429 of a proxy that names none

Made = TypeVar("Made", bound=BaseModel)


class TolerantAnswers(BaseSession):
    """Judges answers of the Bot API without trust in their shape.

    What Telegram did is done, even if the answer breaks aiogram's models: the caller gets what can be read of it. An
    "ok" without a result, and anything that is no answer of the Bot API (a proxy's page), is an outage:
    TelegramServerError with a status from 500 on, else TelegramNetworkError.
    """

    _told: frozenset[tuple[str, str]] = frozenset()

    def check_response(
        self, bot: Bot, method: TelegramMethod[TelegramType], status_code: int, content: str
    ) -> Response[TelegramType]:
        body = self._read(content)
        is_done, result = body.get("ok"), body.get("result")
        if is_done is False:
            return super().check_response(bot, method, status_code, self.json_dumps(_refusal(body, status_code)))
        if is_done is not True or result is None or not HTTPStatus.OK <= status_code < HTTPStatus.MULTIPLE_CHOICES:
            raise _no_answer(method, status_code)
        return self._success(bot, method, result)

    def _read(self, content: str) -> dict[str, Any]:
        """The JSON object in an answer; empty when there is none."""
        try:
            body = self.json_loads(content)
        except (ValueError, RecursionError):
            return {}
        return body if isinstance(body, dict) else {}

    def _success(self, bot: Bot, method: TelegramMethod[TelegramType], result: Any) -> Response[TelegramType]:
        # The generic model is asked for by name: mypy does not follow a type that is only known at runtime.
        model = cast(type[Response[TelegramType]], Response[method.__returning__])  # type: ignore[name-defined]
        response, left_out = decode(model, {"ok": True, "result": result}, bot)
        for path in left_out:
            self._tell_once(method.__api_method__, path)
        if response is None or response.result is None:
            response = model.model_construct(ok=True, result=_all_that_is_readable(bot, method, result))
        return response

    def _tell_once(self, method: str, path: str) -> None:
        if (method, path) not in self._told:
            self._told |= {(method, path)}
            log.warning("an answer of the Bot API was not understood in full", method=method, left_out=path)


class BotApiSession(TolerantAnswers, AiohttpSession):
    """aiogram's session with tolerant answers; whatever goes wrong on the way is an error of aiogram."""

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109  aiogram's own name
    ) -> TelegramType:
        form = self.build_form_data(bot, method)
        status, content = await self.post(bot, method, self.timeout if timeout is None else timeout, data=form)
        response = self.check_response(bot, method, status, content.decode(errors="replace"))
        return cast(TelegramType, response.result)

    async def post(self, bot: Bot, method: TelegramMethod[Any], seconds: Any, **body: Any) -> tuple[int, bytes]:
        """The status and the body of the answer; TelegramNetworkError when none arrived whole.

        A Bot API never redirects. Who does is another server, which must not get the request.
        """
        session = await self.create_session()
        url = self.api.api_url(token=bot.token, method=method.__api_method__)
        try:
            async with session.post(url, timeout=seconds, allow_redirects=False, **body) as response:
                return response.status, await response.read()
        except TimeoutError as error:
            raise TelegramNetworkError(method=method, message="Request timeout error") from error
        except (ClientError, HttpProcessingError) as error:
            raise TelegramNetworkError(method=method, message=f"{type(error).__name__}: {error}") from error


def _no_answer(method: TelegramMethod[Any], status: int) -> TelegramNetworkError | TelegramServerError:
    kind = TelegramServerError if status >= HTTPStatus.INTERNAL_SERVER_ERROR else TelegramNetworkError
    return kind(method=method, message=f"no answer of the Bot API, HTTP {status}")


def _refusal(body: dict[str, Any], status: int) -> dict[str, Any]:
    """A refusal as Telegram words it: a description, and numbers that can be waited for."""
    given, description = body.get("parameters"), body.get("description")
    numbers = {
        name: value
        for name, value in (given.items() if isinstance(given, dict) else ())
        if name in ("retry_after", "migrate_to_chat_id") and type(value) is int
    }
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        numbers["retry_after"] = min(max(numbers.get("retry_after", RETRY_AFTER_UNSAID), 1), LONGEST_RETRY_AFTER)
    return {"ok": False, "description": description if isinstance(description, str) else "", "parameters": numbers}


def _all_that_is_readable(bot: Bot, method: TelegramMethod[Any], result: Any) -> Any:
    """The least that stands for a result which fits no model; TelegramNetworkError where the caller needs more.

    A message of which no id can be read has the id 0, as Telegram itself has for a message that cannot be used yet.
    """
    returning = method.__returning__
    kinds = get_args(returning) or (returning,)
    if bool in kinds:
        return True
    if kinds[0] in (Message, MessageId):
        if get_origin(returning) is list:
            return [_bare(kinds[0], bot, method, each) for each in (result if isinstance(result, list) else ())]
        return _bare(kinds[0], bot, method, result)
    if returning is ChatFullInfo:  # Asked for only to see whether the chat exists.
        return Chat.model_construct(id=0, type="private")
    raise _no_answer(method, HTTPStatus.OK)


def _bare(kind: type[Made], bot: Bot, method: TelegramMethod[Any], result: Any) -> Made:
    """A message of which only its id and its chat are known."""
    message_id, chat_id = result.get("message_id") if isinstance(result, dict) else 0, getattr(method, "chat_id", 0)
    known = {
        "message_id": message_id if type(message_id) is int else 0,
        "date": 0,
        "chat": {"id": chat_id if type(chat_id) is int else 0, "type": "private"},
    }
    return kind.model_validate(known, context={"bot": bot})
