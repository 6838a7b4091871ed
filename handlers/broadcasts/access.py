"""Access to broadcasts: the coordinator's role and consent, their own drafts, and the refusal of everything else."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import CallbackQuery, Message, TelegramObject

from bot.domain.broadcasts.broadcast import Broadcast, BroadcastOutcome
from bot.domain.people import Person, Purpose
from bot.logs import get_logger
from handlers.broadcasts.views import REFUSALS, BroadcastButton, to_home
from handlers.shared.context import Context
from handlers.shared.screens import Open, keyboard
from storage.broadcasts.compose import drafts

log = get_logger(__name__)


async def require_author(event: Message | CallbackQuery, ctx: Context) -> Person | None:
    """The coordinator who has agreed to the consent of their work; None for others, who are refused or asked for it."""
    if not await ctx.require_coordinator(event):
        return None
    agree = BroadcastButton(do="agree", broadcast_id=0)
    return await ctx.require(event, Purpose.WORK, agree, Open(place="menu"))


def author_id(ctx: Context) -> int:
    """The id under which storage looks for an author's broadcasts; 0, which has none, for a stranger."""
    return ctx.person_id or 0


async def own_draft(event: Message | CallbackQuery, ctx: Context, broadcast_id: int) -> Broadcast | None:
    """A broadcast of this author, whatever its status; None after a refusal when there is none."""
    found = await ctx.store.read(drafts.own, broadcast_id, author_id(ctx))
    if found is None:
        await refuse(event, ctx, REFUSALS[BroadcastOutcome.GONE])
    return found


async def refuse(event: Message | CallbackQuery, ctx: Context, key: str) -> None:
    """Say why not: an alert on a press; under a message only the button to all broadcasts."""
    if isinstance(event, Message):
        await event.answer(ctx.tr(key), reply_markup=keyboard([to_home(ctx.tr)]))
    else:
        await ctx.refuse(event, key)


class CoordinatorsOnly(BaseMiddleware):
    """Refuses presses and answers of whoever does not coordinate (any more), before a handler reads anything."""

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        ctx: Context = data["ctx"]
        if ctx.coordinates() or not isinstance(event, Message | CallbackQuery):
            return await handler(event, data)
        log.info("broadcast refused", person_id=ctx.person_id)
        if isinstance(event, Message):
            await ctx.state.clear()
        return await ctx.refuse(event, "not-allowed")
