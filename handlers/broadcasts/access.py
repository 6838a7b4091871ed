"""Access to broadcasts: the coordinator's role and consent, their own drafts, and the refusal of everything else."""

from aiogram.types import CallbackQuery, Message

from bot.domain.broadcasts.broadcast import Broadcast, BroadcastOutcome
from bot.domain.people import Person, Purpose
from handlers.broadcasts.views import REFUSALS, to_home
from handlers.shared.buttons import BroadcastButton
from handlers.shared.context import Context
from handlers.shared.screens import Open, keyboard
from storage.broadcasts.compose import drafts


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
    ctx.note_refusal(event, key)
    if isinstance(event, Message):
        await event.answer(ctx.tr(key), reply_markup=keyboard([to_home(ctx.tr)]))
    else:
        await ctx.refuse(event, key)
