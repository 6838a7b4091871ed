"""The state of sending, for administrators: how much waits, and a pause that Telegram asked for.

/sending → state → [try now, while a pause lasts] → the pause is lifted, one message is tried
"""

from typing import Literal

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.domain.people import may_administer
from bot.logs import get_logger
from bot.outbox import Worker
from handlers.shared.context import Context
from handlers.shared.screens import Pressed, Said, button, clock, keyboard, to_menu
from storage import outbox

log = get_logger(__name__)
router = Router(name="sending")


class SendingButton(CallbackData, prefix="sending"):
    do: Literal["show", "lift"]


router.message.filter(Said("sending"))
router.callback_query.filter(Pressed(SendingButton))


@router.message(Command("sending"))
@router.callback_query(SendingButton.filter(F.do == "show"))
async def show_state(event: Message | CallbackQuery, ctx: Context) -> None:
    if await require_admin(event, ctx):
        await ctx.show(event, *await state_screen(ctx))


@router.callback_query(SendingButton.filter(F.do == "lift"))
async def lift_pause(query: CallbackQuery, ctx: Context, worker: Worker) -> None:
    if not await require_admin(query, ctx):
        return
    lifted = await ctx.store.write(outbox.lift_pause)
    worker.wake()
    log.info("pause of sending lifted", person_id=ctx.person_id, was_paused=lifted)
    await ctx.show(query, *await state_screen(ctx), toast=ctx.tr.plain("sending-lifted" if lifted else "sending-goes"))


async def require_admin(event: Message | CallbackQuery, ctx: Context) -> bool:
    """Return True for an administrator; refuse everybody else and return False."""
    if may_administer(ctx.roles):
        return True
    await ctx.deny(event, "sending-admins-only")
    return False


async def state_screen(ctx: Context) -> tuple[Markup, InlineKeyboardMarkup]:
    waiting, until = await ctx.store.read(outbox.waiting, ctx.now)
    again = [button(ctx.tr.plain("sending-look"), SendingButton(do="show"))]
    if until is None:
        return ctx.tr("sending-open", waiting=waiting), keyboard(again, [to_menu(ctx.tr)])
    lift = [button(ctx.tr.plain("sending-lift"), SendingButton(do="lift"))]
    text = ctx.tr("sending-paused", waiting=waiting, until=clock(ctx.tr, until, ctx.zone))
    return text, keyboard(lift, again, [to_menu(ctx.tr)])
