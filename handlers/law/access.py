"""The right to the desk of facts about places."""

from aiogram.types import CallbackQuery

from bot.domain.people import Purpose
from handlers.shared.context import Context


async def require_work(query: CallbackQuery, ctx: Context) -> bool:
    """True for a coordinator who agreed to the work; everybody else is refused."""
    if ctx.person is not None and ctx.person.agreed(Purpose.WORK):
        return await ctx.require_coordinator(query)
    await ctx.deny(query)
    return False
