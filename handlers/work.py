"""/work → the desks of a coordinator, a button each. A new desk is a row of DESKS."""

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.domain.people import may_administer
from handlers.shared.context import Context
from handlers.shared.screens import Open, Place, Pressed, Said, button, keyboard, to_menu

router = Router(name="work")
router.message.filter(Said("work"))
router.callback_query.filter(Pressed(places=("work",)))

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
