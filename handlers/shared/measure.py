"""Measures handled updates for `/metrics`, by conversation."""

from collections.abc import Awaitable, Callable
from time import perf_counter
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject

from bot.monitoring.metrics import HANDLER_SECONDS, UPDATES

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class Measure(BaseMiddleware):
    """Counts the updates of one conversation and the time of its handlers."""

    def __init__(self, conversation: str) -> None:
        self._count, self._seconds = UPDATES.labels(conversation), HANDLER_SECONDS.labels(conversation)

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        self._count.inc()
        began = perf_counter()
        try:
            return await handler(event, data)
        finally:
            self._seconds.observe(perf_counter() - began)
