"""A crowd that sends much waits for the people who send little, while the bot is too busy for all."""

import asyncio
from collections.abc import Awaitable, Callable
from heapq import heappop, heappush
from itertools import count
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]

FREELY = 10
LOOK_SECONDS = 0.001
LATE_SECONDS = 0.005


class OthersFirst(BaseMiddleware):
    """Lets updates in one by one while more than FREELY are being handled: first those of people who sent the least.

    The next one is let in as soon as the event loop keeps its times again, that is, as soon as there is CPU for it. A
    slow network holds nobody up: a thousand answers may be under way. `sent_lately` of an update is how many its person
    sent in the last minute (`Throttle`).
    """

    def __init__(self) -> None:
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []
        self._numbers = count()
        self._handled_now = 0

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        if self._waiting or self._handled_now >= FREELY:
            await self._stand_in_line(data.get("sent_lately", 0))
        self._handled_now += 1
        try:
            return await handler(event, data)
        finally:
            self._handled_now -= 1

    async def _stand_in_line(self, sent_lately: int) -> None:
        mine = asyncio.get_running_loop().create_future()
        if not self._waiting:
            self._look_later()
        heappush(self._waiting, (sent_lately, next(self._numbers), mine))
        await mine

    def _look_later(self) -> None:
        loop = asyncio.get_running_loop()
        loop.call_later(LOOK_SECONDS, self._look, loop.time() + LOOK_SECONDS)

    def _look(self, due: float) -> None:
        is_late = asyncio.get_running_loop().time() - due > LATE_SECONDS
        if not is_late or self._handled_now < FREELY:
            *_, first = heappop(self._waiting)
            if not first.cancelled():
                first.set_result(None)
        if self._waiting:
            self._look_later()
