"""The door: +1, +5, undo the last press, look again, end the count, write it into the papers.

Several stewards count at once, each at their own card: a press shows the sum of all.
"""

from datetime import datetime

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.config import Settings
from bot.domain.people import Person
from bot.domain.tallies import PRESS_MAX, Came, Tally, TallyOutcome
from bot.i18n import Translator
from handlers.founding.tally_views import TallyPressButton, look_again, refuse
from handlers.shared.parse_numbers import read_number
from handlers.shared.screens import Pressed, Said, ask, button, keyboard
from storage.cases import tallies
from storage.core.db import Store


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
async def press(
    query: CallbackQuery,
    callback_data: TallyPressButton,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    now: datetime,
) -> None:
    tally = await store.read(tallies.get, callback_data.tally_id, person.id) if person else None
    people = min(max(callback_data.people, 1), PRESS_MAX)
    if tally is None or person is None:
        await refuse(query, tr)
        return
    came = marks(tally, Came(callback_data.do), people)
    outcome = await store.write(tallies.press, tally.id, person.id, came, now)
    await tell(query, outcome, tally.id, person, store, tr, settings, now)


def marks(tally: Tally, who: Came, people: int) -> dict[Came, int]:
    """A delegate brings along the residents they stand for by the norm."""
    return {who: people} | ({Came.REPRESENTED: people * tally.territory.norm} if who is Came.DELEGATES else {})


async def tell(
    event: Message | CallbackQuery,
    outcome: TallyOutcome,
    tally_id: int,
    person: Person | None,
    store: Store,
    tr: Translator,
    settings: Settings,
    now: datetime,
) -> None:
    alert = tr.plain(SAID[outcome]) if SAID.get(outcome) else ""
    await look_again(event, tally_id, person, store, tr, settings, now, alert)


@router.callback_query(TallyPressButton.filter(F.do == "look"))
async def look(
    query: CallbackQuery,
    callback_data: TallyPressButton,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    now: datetime,
) -> None:
    await look_again(query, callback_data.tally_id, person, store, tr, settings, now)


@router.callback_query(TallyPressButton.filter(F.do == "undo"))
async def undo(
    query: CallbackQuery,
    callback_data: TallyPressButton,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    now: datetime,
) -> None:
    tally_id = callback_data.tally_id
    outcome = await store.write(tallies.undo, tally_id, person.id) if person else TallyOutcome.NOT_YOURS
    await tell(query, outcome, tally_id, person, store, tr, settings, now)


@router.callback_query(TallyPressButton.filter(F.do.in_({"end", "go-on"})))
async def end(
    query: CallbackQuery,
    callback_data: TallyPressButton,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    now: datetime,
) -> None:
    ended_at = now if callback_data.do == "end" else None
    if person is not None:
        await store.write(tallies.end, callback_data.tally_id, person.id, ended_at)
    await look_again(query, callback_data.tally_id, person, store, tr, settings, now)


@router.callback_query(TallyPressButton.filter(F.do == "papers"))
async def put_into_papers(
    query: CallbackQuery,
    callback_data: TallyPressButton,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    now: datetime,
) -> None:
    """The minutes of the meeting find the numbers among the case's answers."""
    if person is not None:
        await store.write(tallies.answer, callback_data.tally_id, person.id, now)
    alert = tr.plain("door-in-papers")
    await look_again(query, callback_data.tally_id, person, store, tr, settings, now, alert)


@router.callback_query(TallyPressButton.filter(F.do == "other"))
async def ask_represented(
    query: CallbackQuery,
    callback_data: TallyPressButton,
    state: FSMContext,
    store: Store,
    tr: Translator,
    person: Person | None,
) -> None:
    tally = await store.read(tallies.get, callback_data.tally_id, person.id) if person else None
    if tally is None:
        await refuse(query, tr)
        return
    cancel = button(tr.plain("button-cancel"), TallyPressButton(do="look", tally_id=tally.id))
    await ask(query, state, Steward.represented, tr("door-ask-represented"), keyboard([cancel]), tally_id=tally.id)


@router.message(StateFilter(Steward.represented))
async def take_represented(
    message: Message,
    state: FSMContext,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    now: datetime,
) -> None:
    number, tally_id = read_number(message.text or "", tr), (await state.get_data()).get("tally_id", 0)
    if not number or number > PRESS_MAX:
        await message.answer(tr("door-no-norm", most=PRESS_MAX))
        return
    await state.clear()
    came = {Came.DELEGATES: 1, Came.REPRESENTED: number}
    outcome = await store.write(tallies.press, tally_id, person.id, came, now) if person else TallyOutcome.NOT_YOURS
    await tell(message, outcome, tally_id, person, store, tr, settings, now)
