"""[how many delegates] → residents per delegate → residents of each house → the delegates each house elects."""

import re

from aiogram import Router
from aiogram.filters import StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from markupsafe import Markup

from bot.domain.quorum import MOST_RESIDENTS, delegates_by_house, read_count
from handlers.founding.views import DelegatesButton, QuorumButton
from handlers.shared.context import Context
from handlers.shared.parse_numbers import Counted, read_number
from handlers.shared.screens import Pressed, Said, Typed, button, keyboard, to_menu

NORM_MAX, HOUSES_MAX = 10_000, 60
PARTS = re.compile(r"[,;\n]+|\s+")


class Electing(StatesGroup):
    norm = State()
    houses = State()


router = Router(name="founding.delegates")
router.message.filter(Said(states=Electing))
router.callback_query.filter(Pressed(DelegatesButton))


@router.callback_query(DelegatesButton.filter())
async def ask_norm(query: CallbackQuery, ctx: Context, callback_data: DelegatesButton) -> None:
    back = button(ctx.tr.plain("delegates-back"), QuorumButton(slug=callback_data.slug))
    await ctx.ask(query, Electing.norm, ctx.tr("delegates-ask-norm"), keyboard([back]), slug=callback_data.slug)


@router.message(StateFilter(Electing.norm), Typed())
async def take_norm(message: Message, ctx: Context, typed: str) -> None:
    norm, slug = read_number(typed, ctx.tr, Counted.PEOPLE), (await ctx.state.get_data()).get("slug", "")
    back = keyboard([button(ctx.tr.plain("delegates-back"), QuorumButton(slug=slug))])
    if not norm or norm > NORM_MAX:
        await message.answer(ctx.tr("delegates-no-norm", most=NORM_MAX), reply_markup=back)
        return
    await ctx.ask(message, Electing.houses, ctx.tr("delegates-ask-houses", norm=norm), back, slug=slug, norm=norm)


@router.message(StateFilter(Electing.houses), Typed())
async def take_houses(message: Message, ctx: Context, typed: str) -> None:
    data = await ctx.state.get_data()
    slug, norm = data.get("slug", ""), data.get("norm", 1)
    again = button(ctx.tr.plain("quorum-afresh"), DelegatesButton(slug=slug))
    back = button(ctx.tr.plain("delegates-back"), QuorumButton(slug=slug))
    houses = read_houses(typed)
    if houses is None:
        await message.answer(ctx.tr("delegates-no-houses", most=HOUSES_MAX), reply_markup=keyboard([back]))
        return
    await ctx.state.clear()
    elected = delegates_by_house(houses, norm)
    lines = [
        ctx.tr("delegates-line", place=str(place), residents=residents, delegates=delegates)
        for place, (residents, delegates) in enumerate(zip(houses, elected, strict=True), start=1)
    ]
    total = ctx.tr("delegates-total", delegates=sum(elected), residents=sum(houses), norm=norm)
    text = Markup("\n\n").join([total, Markup("\n").join(lines), ctx.tr("delegates-unconfirmed")])
    await ctx.show(message, text, keyboard([again], [back], [to_menu(ctx.tr)]))


def read_houses(typed: str) -> list[int] | None:
    """Parse the residents of each house, separated by commas, spaces or lines; None if any part is no such number."""
    counts = [read_count(part) for part in PARTS.split(typed) if part]
    known = [count for count in counts if count is not None and 0 < count <= MOST_RESIDENTS]
    return known if known and len(known) == len(counts) and len(known) <= HOUSES_MAX else None


@router.message(StateFilter(Electing))
async def want_words(message: Message, ctx: Context) -> None:
    await message.answer(ctx.tr("want-words"))
