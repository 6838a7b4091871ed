"""The session of requests to Telegram: aiogram's, with timeouts of its own, egresses, and a report of each result."""

import time
from typing import Any, cast

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramNetworkError
from aiogram.methods import GetUpdates, TelegramMethod
from aiogram.methods.base import TelegramType
from aiohttp import BaseConnector, ClientSession, ClientTimeout, TCPConnector

from bot.bot_api import BotApiSession
from bot.logs import get_logger
from bot.monitoring.metrics import PROXY_SWITCHES
from bot.network.egress import Egress, Egresses
from bot.network.line import Line
from bot.network.losses import EgressError, is_loss
from bot.network.timeouts import UPLOADS, Timeouts

log = get_logger(__name__)

# An idle connection is used again for so long: a middlebox that cuts it later without a word costs no request.
IDLE_SECONDS = 10.0


class LineSession(BotApiSession):
    """The session over one of several egresses, each with connections of its own.

    A switch to another egress ends no request that is under way on the one before. Errors of a proxy are raised as
    TelegramNetworkError.
    """

    def __init__(
        self,
        *,
        egresses: Egresses | None = None,
        timeouts: Timeouts | None = None,
        line: Line | None = None,
        limit: int = 100,
        **options: Any,
    ) -> None:
        super().__init__(limit=limit, **options)
        self.egresses, self.timeouts, self._line = egresses or Egresses(), timeouts or Timeouts(), line or Line()
        self._clients: dict[int, ClientSession] = {}
        self._egress_errors: tuple[type[Exception], ...] = (OSError,)

    async def create_session(self) -> ClientSession:
        """The connections of the egress in use."""
        egress = self.egresses.current
        client = self._clients.get(egress.number)
        if client is None or client.closed:
            client = self._clients[egress.number] = ClientSession(connector=self._connector(egress))
        return client

    def _connector(self, egress: Egress) -> BaseConnector:
        options = {**self._connector_init, "keepalive_timeout": IDLE_SECONDS}
        if egress.address is None:
            return TCPConnector(**options)
        from bot.network import proxies

        self._egress_errors = proxies.REFUSALS
        return proxies.connector(egress.address, **options)

    async def close(self) -> None:
        """Close all connections."""
        clients, self._clients = [*self._clients.values()], {}
        for self._session in clients:
            await super().close()

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109  aiogram's own name
    ) -> TelegramType:
        egress, begun = self.egresses.current, time.monotonic()
        try:
            result = await self._request(bot, method, self.timeouts.of(method, timeout))
        except TelegramAPIError as error:
            self._judge(egress, method, begun, error)
            raise
        except self._egress_errors as error:
            self._lost(egress, begun, error, is_refused=True)
            refusal = EgressError(type(error).__name__)
            raise TelegramNetworkError(method=method, message=f"{type(error).__name__}: {error}") from refusal
        self._line.accepted()
        self._answered(egress, method, begun)
        return result

    async def _request(self, bot: Bot, method: TelegramMethod[TelegramType], limits: ClientTimeout) -> TelegramType:
        """Make the request once on the egress in use."""
        return await super().make_request(bot, method, cast(int, limits))

    def _judge(self, egress: Egress, method: TelegramMethod[Any], begun: float, error: TelegramAPIError) -> None:
        if is_loss(error):
            self._lost(egress, begun, error)
            return
        self._line.refused(error)
        self._answered(egress, method, begun)

    def _answered(self, egress: Egress, method: TelegramMethod[Any], begun: float) -> None:
        now = time.monotonic()
        seconds = now - begun
        if isinstance(method, GetUpdates):
            # An empty poll tells how long the way took beyond what it was to wait; one with updates tells nothing.
            beyond = seconds - (method.timeout or 0)
            self._tell_switch(self.egresses.answered(egress, beyond if beyond >= 0 else None, now))
        else:
            self._tell_switch(self.egresses.answered(egress, None if isinstance(method, UPLOADS) else seconds, now))

    def _lost(self, egress: Egress, begun: float, error: Exception, *, is_refused: bool = False) -> None:
        now = time.monotonic()
        self._line.lost(now - begun, type(error).__name__)
        self._tell_switch(self.egresses.lost(egress, now, is_refused=is_refused))

    def _tell_switch(self, why: str | None) -> None:
        if why:
            PROXY_SWITCHES.inc()
            log.warning("proxy switched", number=self.egresses.current.number, reason=why)  # Its address is a secret.
