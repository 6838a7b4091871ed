"""/work → the desks of a coordinator, a button each. A new desk is a row of DESKS."""

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.shared.context import Context
from handlers.shared.screens import Open, Place, Pressed, Said, button, keyboard, to_menu

router = Router(name="work")
router.message.filter(Said("work"))
router.callback_query.filter(Pressed(places=("work",)))

# The first screen of each desk, in the order of the buttons, and its label. With the way back there are eight at most.
DESKS: dict[Place, str] = {
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
        rows = [[button(ctx.tr.plain(label), Open(place=place))] for place, label in DESKS.items()]
        await ctx.show(event, ctx.tr("work"), keyboard(*rows, [to_menu(ctx.tr)]))
