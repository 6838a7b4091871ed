"""The way to Telegram through proxies. Imported only where `BOT_PROXY` is set."""

from collections.abc import Awaitable, Callable, Sequence
from itertools import cycle
from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.session.middlewares.base import BaseRequestMiddleware
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import TelegramMethod
from aiohttp_socks import ProxyConnectionError, ProxyError, ProxyTimeoutError

Request = Callable[[Bot, TelegramMethod[Any]], Awaitable[Any]]

# aiogram lets these through as they are; to us a proxy that is away is a network that is away.
AWAY = (ProxyConnectionError, ProxyError, ProxyTimeoutError, OSError)


class ProxySwitch(BaseRequestMiddleware):
    """A proxy that is away is TelegramNetworkError; of several, the next request then goes through the next."""

    def __init__(self, session: AiohttpSession, proxies: Sequence[str]) -> None:
        """`session` goes through the first of `proxies` by now."""
        self._session, self._proxies = session, cycle((*proxies[1:], proxies[0]))
        self._is_choice = len(proxies) > 1

    async def __call__(self, make_request: Request, bot: Bot, method: TelegramMethod[Any]) -> Any:
        used = self._session.proxy
        try:
            return await make_request(bot, method)
        except TelegramNetworkError:
            self._turn_from(used)
            raise
        except AWAY as error:
            self._turn_from(used)
            raise TelegramNetworkError(method=method, message=f"{type(error).__name__}: {error}") from error

    def _turn_from(self, used: object) -> None:
        """Requests that failed together turn once: twice would lead back to where they failed."""
        if self._is_choice and self._session.proxy is used:
            self._session.proxy = next(self._proxies)
