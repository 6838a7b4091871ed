"""[I come with others] on the card → consent → names, one in a line → all of them signed up, or nothing changed."""

import re

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.domain.events import COMPANIONS_MOST, JoinOutcome
from bot.domain.people import Purpose
from bot.domain.retention import COMPANION
from bot.domain.words import one_line, says_something
from bot.logs import get_logger
from handlers.events.signup import put_card
from handlers.events.views import CompanyButton, EventButton
from handlers.shared.context import Context
from handlers.shared.screens import Pressed, Said, Typed, button, keyboard
from storage.events import companions, sign_ups

NAME_MAX = 120
SEPARATORS = re.compile(r"[\n,;]+")


class Bringing(StatesGroup):
    names = State()


log = get_logger(__name__)
router = Router(name="events.companions")
router.message.filter(Said(states=Bringing))
router.callback_query.filter(Pressed(CompanyButton))

OUTCOMES = {
    JoinOutcome.GOING: "company-going",
    JoinOutcome.WAITING: "company-waiting",
    JoinOutcome.SHORT: "company-short",
    JoinOutcome.EXPIRED: "event-offer-over",
    JoinOutcome.CLOSED: "event-closed",
    JoinOutcome.GONE: "event-gone",
    JoinOutcome.ALREADY: "event-already",
}


@router.callback_query(CompanyButton.filter(F.do.in_({"ask", "agree"})))
async def ask_names(query: CallbackQuery, ctx: Context, callback_data: CompanyButton) -> None:
    if callback_data.do == "agree":
        ctx = await ctx.agreed(query, Purpose.SIGN_UPS)
    event_id = callback_data.event_id
    card = EventButton(do="card", event_id=event_id)
    person = await ctx.require(query, Purpose.SIGN_UPS, CompanyButton(do="agree", event_id=event_id), card)
    seen = await ctx.store.read(sign_ups.look, event_id, person.id) if person else None
    if person is None:
        return
    if seen is None or not seen.event.is_open(ctx.now):
        await ctx.refuse(query, "event-closed" if seen else "event-gone")
        return
    names = await ctx.store.read(companions.of_person, event_id, person.id)
    text = ctx.tr("company-ask", names=", ".join(names), count=len(names), most=COMPANIONS_MOST, days=COMPANION.days)
    alone = [button(ctx.tr.plain("company-alone"), CompanyButton(do="alone", event_id=event_id))] if names else []
    await ctx.ask(
        query, Bringing.names, text, keyboard(alone, [button(ctx.tr.plain("button-cancel"), card)]), event_id=event_id
    )


def read_names(typed: str) -> list[str]:
    """The names that were typed, one in a line or between commas."""
    return [name for part in SEPARATORS.split(typed) if says_something(name := one_line(part))]


@router.message(StateFilter(Bringing.names), Typed())
async def take_names(message: Message, ctx: Context, typed: str) -> None:
    names, event_id = read_names(typed), (await ctx.state.get_data()).get("event_id", 0)
    if not names or len(names) > COMPANIONS_MOST or max(map(len, names)) > NAME_MAX:
        await ctx.refuse(message, "company-unread" if not names else "company-too-many")
        return
    await ctx.state.clear()
    await save(message, ctx, event_id, names)


@router.message(StateFilter(Bringing.names))
async def want_words(message: Message, ctx: Context) -> None:
    await ctx.answer_once(message, ctx.tr("want-words"))


@router.callback_query(CompanyButton.filter(F.do == "alone"))
async def come_alone(query: CallbackQuery, ctx: Context, callback_data: CompanyButton) -> None:
    seen = await ctx.store.read(sign_ups.look, callback_data.event_id, ctx.person_id)
    if seen is None or seen.mine is None:
        await ctx.refuse(query, "event-was-not-in")
        return
    await save(query, ctx, callback_data.event_id, [])


async def save(event: Message | CallbackQuery, ctx: Context, event_id: int, names: list[str]) -> None:
    """Write the party; a consent that was withdrawn while the question was open counts."""
    if ctx.person is None or not ctx.person.agreed(Purpose.SIGN_UPS):
        await ctx.refuse(event, "event-was-not-in")
        return
    outcome = await ctx.store.write(sign_ups.bring, event_id, ctx.person.id, names, ctx.now)
    log.info("companions", event_id=event_id, person_id=ctx.person_id, people=len(names), outcome=outcome)
    await put_card(event, ctx, event_id, OUTCOMES[outcome])
