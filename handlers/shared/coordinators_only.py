"""Rooms for coordinators alone: whoever is none (any more) is refused before a handler reads or writes anything."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware, Router
from aiogram.types import CallbackQuery, Message, TelegramObject

from handlers.shared.context import Context


class CoordinatorsOnly(BaseMiddleware):
    """Refuses presses and answers of whoever coordinates nothing; an open question of theirs is closed."""

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        ctx: Context = data["ctx"]
        if ctx.coordinates() or not isinstance(event, Message | CallbackQuery):
            return await handler(event, data)
        if isinstance(event, Message):
            await ctx.state.clear()
        return await ctx.deny(event)


def for_coordinators(router: Router) -> None:
    """Close a router, and those within, to everybody else."""
    router.message.middleware(CoordinatorsOnly())
    router.callback_query.middleware(CoordinatorsOnly())
