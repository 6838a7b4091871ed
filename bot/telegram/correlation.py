"""Correlation of log lines: each line that is written while an update is handled carries its `update_id`."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject, Update
from structlog.contextvars import bound_contextvars

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class LogUpdateId(BaseMiddleware):
    """Binds the id of the update to all log lines of its handling."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        if not isinstance(event, Update):
            return await handler(event, data)
        with bound_contextvars(update_id=event.update_id):
            return await handler(event, data)
