"""/work → the desks of a coordinator, a button each. A new desk is a row of DESKS.

The consent that is asked for before things of others are shown is taken here, too.
"""

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.domain.people import Purpose, may_administer
from handlers.shared.buttons import WorkButton
from handlers.shared.context import Context
from handlers.shared.screens import Open, Place, Pressed, Said, button, keyboard, to_menu

router = Router(name="work")
router.message.filter(Said("work"))
router.callback_query.filter(Pressed(WorkButton, places=("work",)))

# The first screen of each desk, in the order of the buttons, and its label. Another is the audit, which administrators
# find in the care for the bot. With it and the way back there are eight buttons at most.
DESKS: dict[Place, str] = {
    "questions": "desk",
    "broadcast": "work-broadcast",
    "cases": "work-cases",
    "law": "work-law",
    "catalogue": "work-catalogue",
    "people": "work-people",
}


@router.message(Command("work"))
@router.callback_query(Open.filter(F.place == "work"))
async def show_desks(event: Message | CallbackQuery, ctx: Context) -> None:
    if await ctx.require_coordinator(event):
        last: dict[Place, str] = {"setup": "work-setup"} if may_administer(ctx.roles) else {"audit": "work-audit"}
        rows = [[button(ctx.tr.plain(label), Open(place=place))] for place, label in (DESKS | last).items()]
        await ctx.show(event, ctx.tr("work"), keyboard(*rows, [to_menu(ctx.tr)]))


@router.callback_query(WorkButton.filter(F.do == "agree"))
async def agree_to_work(query: CallbackQuery, ctx: Context) -> None:
    """Record the consent that a screen with things of others asked for."""
    if ctx.coordinates():
        ctx = await ctx.agreed(query, Purpose.WORK)
    await show_desks(query, ctx)
