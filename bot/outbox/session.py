"""The door's own way to Telegram: what it says all day goes without the forms and the models of the stock session."""

from typing import Any, cast

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import CopyMessage, SendMessage, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import MessageId
from aiohttp import ClientError

# None of these carries a file.
QUICK = (SendMessage, CopyMessage)
HEADERS = {"Content-Type": "application/json"}


class SendSession(AiohttpSession):
    """aiogram's session, at half the cost for SendMessage and CopyMessage: other methods go as they always did.

    Their body is JSON, and of the answer only the message's id is read: both return a `MessageId`. Whatever is no such
    answer (a refusal, a page instead of JSON) is judged by aiogram itself, so what is raised is the same.
    """

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109  aiogram's own name
    ) -> TelegramType:
        if not isinstance(method, QUICK):
            return await super().make_request(bot, method, timeout)
        status, content = await self._post(bot, method, self.timeout if timeout is None else timeout)
        message_id = self._message_id(content) if status == 200 else None
        if message_id is None:
            judged: Any = self.check_response(bot, cast(Any, method), status, content.decode(errors="replace"))
            return cast(TelegramType, judged.result)
        return cast(TelegramType, MessageId(message_id=message_id))

    async def _post(self, bot: Bot, method: TelegramMethod[Any], seconds: Any) -> tuple[int, bytes]:
        session = await self.create_session()
        url = self.api.api_url(token=bot.token, method=method.__api_method__)
        body = self.json_dumps(self._body(bot, method)).encode()
        try:
            async with session.post(url, data=body, headers=HEADERS, timeout=seconds) as response:
                return response.status, await response.read()
        except TimeoutError as error:
            raise TelegramNetworkError(method=method, message="Request timeout error") from error
        except ClientError as error:
            raise TelegramNetworkError(method=method, message=f"{type(error).__name__}: {error}") from error

    def _body(self, bot: Bot, method: TelegramMethod[Any]) -> dict[str, Any]:
        """What is set, and what the bot's defaults add; None is not said."""
        given = {name: value for name, value in method if value is not None}
        prepared = {name: self.prepare_value(value, bot, {}, _dumps_json=False) for name, value in given.items()}
        return {name: value for name, value in prepared.items() if value is not None}

    def _message_id(self, content: bytes) -> int | None:
        """The id in Telegram's "ok"; None when the answer is anything else."""
        try:
            answer = self.json_loads(content)
            return int(answer["result"]["message_id"]) if answer["ok"] else None
        except (ValueError, LookupError, TypeError):
            return None
