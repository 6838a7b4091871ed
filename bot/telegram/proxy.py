"""Proxies on the way to Telegram. Imported only where `BOT_PROXY` is set."""

from collections.abc import Awaitable, Callable, Sequence
from itertools import cycle
from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.session.middlewares.base import BaseRequestMiddleware
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import TelegramMethod
from aiohttp_socks import ProxyConnectionError, ProxyError, ProxyTimeoutError

from bot.logs import get_logger

log = get_logger(__name__)

Request = Callable[[Bot, TelegramMethod[Any]], Awaitable[Any]]

# aiogram lets these errors through unchanged; a proxy that does not answer counts as a network error.
AWAY = (ProxyConnectionError, ProxyError, ProxyTimeoutError, OSError)


class ProxySwitch(BaseRequestMiddleware):
    """Turns errors of a proxy into TelegramNetworkError; with several proxies the next request uses the next one."""

    def __init__(self, session: AiohttpSession, proxies: Sequence[str]) -> None:
        """`session` uses the first of `proxies` already."""
        numbered = [*enumerate(proxies, 1)]
        self._session, self._proxies = session, cycle((*numbered[1:], numbered[0]))
        self._is_choice = len(proxies) > 1

    async def __call__(self, make_request: Request, bot: Bot, method: TelegramMethod[Any]) -> Any:
        used = self._session.proxy
        try:
            return await make_request(bot, method)
        except TelegramNetworkError:
            self._switch_from(used)
            raise
        except AWAY as error:
            self._switch_from(used)
            raise TelegramNetworkError(method=method, message=f"{type(error).__name__}: {error}") from error

    def _switch_from(self, used: object) -> None:
        """Use the next proxy. Requests that failed together switch once: twice could lead back to where they failed."""
        if self._is_choice and self._session.proxy is used:
            number, self._session.proxy = next(self._proxies)
            log.warning("proxy switched", number=number)  # Its address may hold a password.
