"""tally → +1, +5, [undo], [refresh] → [end] → [write into the papers]

Several stewards count at once, each with a card of their own; a press shows the sum of all presses.
"""

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.domain.tallies import PRESS_MAX, Came, Tally, TallyOutcome
from bot.logs import get_logger
from handlers.founding.tally_views import TallyPressButton, require_tally, show_tally
from handlers.shared.context import Context
from handlers.shared.parse_numbers import Counted, read_number
from handlers.shared.screens import Pressed, Said, button, keyboard, words_of
from storage.cases import tallies


class Steward(StatesGroup):
    represented = State()


router = Router(name="founding.tally")
router.message.filter(Said(states=Steward))
router.callback_query.filter(Pressed(TallyPressButton))
log = get_logger(__name__)

COUNTED = frozenset({Came.ADULTS, Came.YOUNGER, Came.DELEGATES})
SAID = {
    TallyOutcome.CLOSED: "door-is-ended",
    TallyOutcome.NOTHING: "door-nothing-to-undo",
}


@router.callback_query(TallyPressButton.filter(F.do.in_(COUNTED)))
async def press(query: CallbackQuery, ctx: Context, callback_data: TallyPressButton) -> None:
    tally = await require_tally(query, ctx, callback_data.tally_id)
    if tally is None:
        return
    people = min(max(callback_data.people, 1), PRESS_MAX)
    await count(query, ctx, tally.id, marks(tally, Came(callback_data.do), people))


def marks(tally: Tally, who: Came, people: int) -> dict[Came, int]:
    """The people to count; a delegate also counts as the residents they represent by the norm."""
    return {who: people} | ({Came.REPRESENTED: people * tally.territory.norm} if who is Came.DELEGATES else {})


async def count(event: Message | CallbackQuery, ctx: Context, tally_id: int, came: dict[Came, int]) -> None:
    """Count people, then show the sum."""
    outcome = await ctx.store.write(tallies.press, tally_id, ctx.person_id or 0, came, ctx.now)
    log.info("tally press", tally_id=tally_id, person_id=ctx.person_id, outcome=outcome, **came)
    await show_outcome(event, ctx, tally_id, outcome)


async def show_outcome(event: Message | CallbackQuery, ctx: Context, tally_id: int, outcome: TallyOutcome) -> None:
    await show_tally(event, ctx, tally_id, ctx.tr.plain(SAID[outcome]) if outcome in SAID else "")


@router.callback_query(TallyPressButton.filter(F.do == "look"))
async def look(query: CallbackQuery, ctx: Context, callback_data: TallyPressButton) -> None:
    await show_tally(query, ctx, callback_data.tally_id)


@router.callback_query(TallyPressButton.filter(F.do == "undo"))
async def undo(query: CallbackQuery, ctx: Context, callback_data: TallyPressButton) -> None:
    tally_id = callback_data.tally_id
    outcome = await ctx.store.write(tallies.undo, tally_id, ctx.person_id or 0)
    log.info("tally press undone", tally_id=tally_id, person_id=ctx.person_id, outcome=outcome)
    await show_outcome(query, ctx, tally_id, outcome)


@router.callback_query(TallyPressButton.filter(F.do.in_({"end", "go-on"})))
async def end(query: CallbackQuery, ctx: Context, callback_data: TallyPressButton) -> None:
    """End the tally, or continue it."""
    tally_id, ended_at = callback_data.tally_id, ctx.now if callback_data.do == "end" else None
    outcome = await ctx.store.write(tallies.end, tally_id, ctx.person_id or 0, ended_at)
    log.info("tally switched", tally_id=tally_id, person_id=ctx.person_id, ended=bool(ended_at), outcome=outcome)
    await show_tally(query, ctx, tally_id)


@router.callback_query(TallyPressButton.filter(F.do == "papers"))
async def put_into_papers(query: CallbackQuery, ctx: Context, callback_data: TallyPressButton) -> None:
    """Write the sums into the answers of the case, where the minutes of the meeting take them from."""
    tally_id = callback_data.tally_id
    outcome = await ctx.store.write(tallies.answer, tally_id, ctx.person_id or 0, ctx.now)
    log.info("tally written into papers", tally_id=tally_id, person_id=ctx.person_id, outcome=outcome)
    await show_tally(query, ctx, tally_id, ctx.tr.plain("door-in-papers"))


@router.callback_query(TallyPressButton.filter(F.do == "other"))
async def ask_represented(query: CallbackQuery, ctx: Context, callback_data: TallyPressButton) -> None:
    tally = await require_tally(query, ctx, callback_data.tally_id)
    if tally is None:
        return
    cancel = button(ctx.tr.plain("button-cancel"), TallyPressButton(do="look", tally_id=tally.id))
    await ctx.ask(query, Steward.represented, ctx.tr("door-ask-represented"), keyboard([cancel]), tally_id=tally.id)


@router.message(StateFilter(Steward.represented))
async def take_represented(message: Message, ctx: Context) -> None:
    tally_id = (await ctx.state.get_data()).get("tally_id", 0)
    number = read_number(words_of(message), ctx.tr, Counted.PEOPLE)
    if not number or number > PRESS_MAX:
        await message.answer(ctx.tr("door-no-norm", most=PRESS_MAX))
        return
    await ctx.state.clear()
    await count(message, ctx, tally_id, {Came.DELEGATES: 1, Came.REPRESENTED: number})
