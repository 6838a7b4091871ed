"""/clock → the bot's clock beside Telegram's date → [the bot's clock is right]. For administrators.

While the two disagree, nothing is finished, expired or erased. It goes on by itself once they agree again; where
Telegram's date is the wrong one, as on a Bot API server of one's own, an administrator says so here.
"""

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, Message

from bot.domain.clock_guard import LIMIT, Witness
from bot.domain.people import RoleKind
from bot.logs import get_logger
from bot.monitoring.clock_guard import ClockGuard
from handlers.shared.context import Context
from handlers.shared.screens import Pressed, Said, button, clock, keyboard, to_menu
from storage.core import identity

log = get_logger(__name__)


class ClockButton(CallbackData, prefix="clock"):
    """`do` is show or right; `seconds` is the difference that the administrator has seen."""

    do: str
    seconds: int


DOUBTS = {Witness.TELEGRAM: "clock-against-telegram", Witness.STORE: "clock-against-store"}

router = Router(name="clock")
router.message.filter(Said("clock"))
router.callback_query.filter(Pressed(ClockButton))


async def _require_admin(event: Message | CallbackQuery, ctx: Context) -> bool:
    if any(role.kind is RoleKind.ADMIN for role in ctx.roles):
        return True
    await ctx.deny(event, "clock-not-allowed")
    return False


@router.message(Command("clock"))
@router.callback_query(ClockButton.filter(F.do == "show"))
async def show_clock(event: Message | CallbackQuery, ctx: Context, clock_guard: ClockGuard) -> None:
    """Show what the clock says; in doubt, also what is expected, and what to do."""
    if not await _require_admin(event, ctx):
        return
    own, gap = clock_guard.shown(), clock_guard.gap
    shown = clock(ctx.tr, own, ctx.zone)
    if clock_guard.is_believed:
        await ctx.show(event, ctx.tr("clock-right", own=shown), keyboard([to_menu(ctx.tr)]))
        return
    text = ctx.tr(DOUBTS[clock_guard.reference.witness], own=shown, other=clock(ctx.tr, own - gap, ctx.zone))
    seconds = round(gap.total_seconds())
    again = button(ctx.tr.plain("clock-look-again"), ClockButton(do="show", seconds=0))
    right = button(ctx.tr.plain("clock-is-right"), ClockButton(do="right", seconds=seconds))
    await ctx.show(event, text, keyboard([again], [right], [to_menu(ctx.tr)]))


@router.callback_query(ClockButton.filter(F.do == "right"))
async def confirm_clock(
    query: CallbackQuery, ctx: Context, callback_data: ClockButton, clock_guard: ClockGuard
) -> None:
    """Believe the clock as it is, also after a restart. The difference must be the one that was shown."""
    if not await _require_admin(query, ctx):
        return
    gap = clock_guard.gap
    if clock_guard.is_believed or abs(gap.total_seconds() - callback_data.seconds) > LIMIT.total_seconds():
        await show_clock(query, ctx, clock_guard)
        return
    clock_guard.confirm(gap)
    await ctx.store.write(identity.note_alive, clock_guard.shown(), gap)
    log.warning("clock confirmed", person_id=ctx.person_id, seconds=round(gap.total_seconds()))
    await ctx.show(query, ctx.tr("clock-confirmed"), keyboard([to_menu(ctx.tr)]))
