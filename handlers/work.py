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

# The first screen of each desk, in the order of the buttons, and its label. With the way back there are eight at most.
DESKS: dict[Place, str] = {
    "questions": "desk",
    "broadcast": "work-broadcast",
    "cases": "work-cases",
    "law": "work-law",
    "catalogue": "work-catalogue",
    "people": "work-people",
    "audit": "work-audit",
}


@router.message(Command("work"))
@router.callback_query(Open.filter(F.place == "work"))
async def show_desks(event: Message | CallbackQuery, ctx: Context) -> None:
    if await ctx.require_coordinator(event):
        rows = [[button(ctx.tr.plain(label), Open(place=place))] for place, label in DESKS.items()]
        setup = [button(ctx.tr.plain("work-setup"), Open(place="setup"))] if may_administer(ctx.roles) else []
        await ctx.show(event, ctx.tr("work"), keyboard(*rows, setup, [to_menu(ctx.tr)]))
