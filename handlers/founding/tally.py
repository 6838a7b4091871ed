"""The door: +1, +5, undo the last press, look again, end the count, write it into the papers.

Several stewards count at once, each at their own card: a press shows the sum of all.
"""

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.domain.tallies import PRESS_MAX, Came, Tally, TallyOutcome
from handlers.founding.tally_views import TallyPressButton, look_again, refuse
from handlers.shared.context import Context
from handlers.shared.parse_numbers import read_number
from handlers.shared.screens import Pressed, Said, button, keyboard
from storage.cases import tallies


class Steward(StatesGroup):
    represented = State()


router = Router(name="founding.tally")
router.message.filter(Said(states=Steward))
router.callback_query.filter(Pressed(TallyPressButton))

COUNTED = frozenset({Came.ADULTS, Came.YOUNGER, Came.DELEGATES})
SAID = {
    TallyOutcome.CLOSED: "door-is-ended",
    TallyOutcome.NOTHING: "door-nothing-to-undo",
}


@router.callback_query(TallyPressButton.filter(F.do.in_(COUNTED)))
async def press(query: CallbackQuery, ctx: Context, callback_data: TallyPressButton) -> None:
    tally = await ctx.store.read(tallies.get, callback_data.tally_id, ctx.person.id) if ctx.person else None
    people = min(max(callback_data.people, 1), PRESS_MAX)
    if tally is None or ctx.person is None:
        await refuse(query, ctx)
        return
    came = marks(tally, Came(callback_data.do), people)
    outcome = await ctx.store.write(tallies.press, tally.id, ctx.person.id, came, ctx.now)
    await tell(query, ctx, outcome, tally.id)


def marks(tally: Tally, who: Came, people: int) -> dict[Came, int]:
    """A delegate brings along the residents they stand for by the norm."""
    return {who: people} | ({Came.REPRESENTED: people * tally.territory.norm} if who is Came.DELEGATES else {})


async def tell(event: Message | CallbackQuery, ctx: Context, outcome: TallyOutcome, tally_id: int) -> None:
    alert = ctx.tr.plain(SAID[outcome]) if SAID.get(outcome) else ""
    await look_again(event, ctx, tally_id, alert)


@router.callback_query(TallyPressButton.filter(F.do == "look"))
async def look(query: CallbackQuery, ctx: Context, callback_data: TallyPressButton) -> None:
    await look_again(query, ctx, callback_data.tally_id)


@router.callback_query(TallyPressButton.filter(F.do == "undo"))
async def undo(query: CallbackQuery, ctx: Context, callback_data: TallyPressButton) -> None:
    tally_id = callback_data.tally_id
    outcome = await ctx.store.write(tallies.undo, tally_id, ctx.person.id) if ctx.person else TallyOutcome.NOT_YOURS
    await tell(query, ctx, outcome, tally_id)


@router.callback_query(TallyPressButton.filter(F.do.in_({"end", "go-on"})))
async def end(query: CallbackQuery, ctx: Context, callback_data: TallyPressButton) -> None:
    ended_at = ctx.now if callback_data.do == "end" else None
    if ctx.person is not None:
        await ctx.store.write(tallies.end, callback_data.tally_id, ctx.person.id, ended_at)
    await look_again(query, ctx, callback_data.tally_id)


@router.callback_query(TallyPressButton.filter(F.do == "papers"))
async def put_into_papers(query: CallbackQuery, ctx: Context, callback_data: TallyPressButton) -> None:
    """The minutes of the meeting find the numbers among the case's answers."""
    if ctx.person is not None:
        await ctx.store.write(tallies.answer, callback_data.tally_id, ctx.person.id, ctx.now)
    alert = ctx.tr.plain("door-in-papers")
    await look_again(query, ctx, callback_data.tally_id, alert)


@router.callback_query(TallyPressButton.filter(F.do == "other"))
async def ask_represented(query: CallbackQuery, ctx: Context, callback_data: TallyPressButton) -> None:
    tally = await ctx.store.read(tallies.get, callback_data.tally_id, ctx.person.id) if ctx.person else None
    if tally is None:
        await refuse(query, ctx)
        return
    cancel = button(ctx.tr.plain("button-cancel"), TallyPressButton(do="look", tally_id=tally.id))
    await ctx.ask(query, Steward.represented, ctx.tr("door-ask-represented"), keyboard([cancel]), tally_id=tally.id)


@router.message(StateFilter(Steward.represented))
async def take_represented(message: Message, ctx: Context) -> None:
    number, tally_id = read_number(message.text or "", ctx.tr), (await ctx.state.get_data()).get("tally_id", 0)
    if not number or number > PRESS_MAX:
        await message.answer(ctx.tr("door-no-norm", most=PRESS_MAX))
        return
    await ctx.state.clear()
    came = {Came.DELEGATES: 1, Came.REPRESENTED: number}
    outcome = (
        await ctx.store.write(tallies.press, tally_id, ctx.person.id, came, ctx.now)
        if ctx.person
        else TallyOutcome.NOT_YOURS
    )
    await tell(message, ctx, outcome, tally_id)
