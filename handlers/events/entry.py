"""[at the door] on the card → a pass by any phone's camera, four digits or a name → the guest is in, with undo.

Also [came without a sign-up] → names, one in a line → in. A pass opens `/start pass_…`; only coordinators of its event
and its stewards can use it.
"""

from aiogram import F, Router
from aiogram.filters import Command, StateFilter
from aiogram.filters.command import CommandObject
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from bot.domain.events import ChangeOutcome
from bot.domain.events.entry import CODES, PASS, WALK_INS_AT_ONCE, Arrival, Door, Ticket, WalkIn, read, remainder
from bot.domain.retention import ENTRY
from bot.domain.time import wall_clock
from bot.domain.words import one_line
from bot.logs import get_logger
from handlers.events.companions import NAME_MAX, read_names
from handlers.events.door_buttons import DoorButton, PartyButton, WalkInButton
from handlers.events.meeting import quorum_row
from handlers.events.passes import key_of
from handlers.events.review import REFUSALS, refuse_entry
from handlers.events.signup import put_card
from handlers.events.views import EventButton
from handlers.shared.buttons import ArrivalsPage, TallyButton
from handlers.shared.context import Context
from handlers.shared.screens import Pressed, Said, Typed, button, keyboard
from storage.events import entry, events, sign_ups
from storage.people import looks

FOUND_MOST = 5
NAME_ON_BUTTON = 40


class Entering(StatesGroup):
    guest = State()
    walk_in = State()


log = get_logger(__name__)
router = Router(name="events.entry")
router.message.filter(Said(link=f"{PASS}_", states=Entering))
router.callback_query.filter(Pressed(DoorButton, PartyButton, WalkInButton))


def who(ctx: Context) -> entry.Who:
    """The person at the door, with the roles and as a steward."""
    return ctx.roles, ctx.person_id


@router.callback_query(DoorButton.filter(F.do == "open"))
async def open_door(query: CallbackQuery, ctx: Context, callback_data: DoorButton) -> None:
    await put_door(query, ctx, callback_data.event_id)


async def put_door(event: Message | CallbackQuery, ctx: Context, event_id: int) -> None:
    """Show the door and wait for a code or a name."""
    seen = await ctx.store.read(entry.door, event_id, who(ctx), ctx.now)
    if not isinstance(seen, Door):
        await refuse_entry(event, ctx, event_id, seen)
        return
    numbers = {"came": seen.came, "going": seen.event.going, "queued": seen.queued, "walked": seen.walked_in}
    text = ctx.tr("entry-door", title=seen.event.title, **numbers)
    await ctx.ask(event, Entering.guest, text, door_buttons(ctx, seen), event_id=event_id)


def door_buttons(ctx: Context, seen: Door) -> InlineKeyboardMarkup:
    event_id = seen.event.id
    walk_in = button(ctx.tr.plain("entry-walk-in"), DoorButton(do="walkin", event_id=event_id))
    names = button(ctx.tr.plain("entry-names"), ArrivalsPage(event_id=event_id, page=0))
    wall = button(ctx.tr.plain("entry-wall"), DoorButton(do="wall", event_id=event_id))
    back = button(ctx.tr.plain("event-open"), EventButton(do="card", event_id=event_id))
    meeting = []
    if seen.case_id:
        outsiders = button(ctx.tr.plain("entry-outsiders"), DoorButton(do="outsiders", event_id=event_id))
        meeting = [outsiders, button(ctx.tr.plain("entry-quorum"), TallyButton(case_id=seen.case_id))]
    return keyboard([walk_in], meeting, [names], [wall] if ctx.coordinates(seen.event.scope) else [], [back])


@router.message(Command("start"))
async def take_pass(message: Message, ctx: Context, command: CommandObject) -> None:
    """Take a pass that a phone's camera has read."""
    ticket = read(key_of(ctx), command.args or "")
    if ticket is None or not ticket.sign_up_id:
        ctx.note_refusal(message, "pass-forged")
        await ctx.refuse(message, "pass-forged")
        return
    if ctx.person_id and ticket.sign_up_id == await ctx.store.read(sign_ups.number, ticket.event_id, ctx.person_id):
        await put_card(message, ctx, ticket.event_id, "pass-own")
        return
    await let_in(message, ctx, ticket)


async def let_in(event: Message | CallbackQuery, ctx: Context, ticket: Ticket, seats: int | None = None) -> None:
    """Let a guest in and show who it was; the next code or name may follow at once."""
    outcome, guest = await ctx.store.write(entry.let_in, ticket, who(ctx), ctx.now, seats)
    done = {"event_id": ticket.event_id, "sign_up_id": ticket.sign_up_id, "outcome": outcome}
    log.info("guest at the door", person_id=ctx.person_id, seats=guest.came if guest else 0, **done)
    if guest is None:
        await refuse_pass(event, ctx, ticket, outcome)
        return
    known = await ctx.store.read(events.get, ticket.event_id)
    zone, title = (known.zone, known.title) if known else (ctx.zone, "")
    at = f"{wall_clock(guest.came_at, zone):%H:%M}" if guest.came_at else ""
    key = {ChangeOutcome.ALREADY: "guest-already", ChangeOutcome.CROWDED: "guest-queued"}.get(outcome, "guest-in")
    key = key if guest.came or outcome is ChangeOutcome.CROWDED else "guest-out"
    said = {"name": shown(guest.name), "title": title, "at": at, "came": guest.came, "seats": guest.seats}
    text = ctx.tr(key, company=", ".join(guest.companions), brought=len(guest.companions), **said)
    buttons = guest_buttons(ctx, ticket.event_id, guest, outcome, await quorum_row(ctx, ticket, guest))
    await ctx.ask(event, Entering.guest, text, buttons, event_id=ticket.event_id)
    if isinstance(event, CallbackQuery):
        await event.answer()


def shown(name: str) -> str:
    return one_line(name) or "–"


def guest_buttons(
    ctx: Context, event_id: int, guest: Arrival, outcome: ChangeOutcome, quorum: list[InlineKeyboardButton]
) -> InlineKeyboardMarkup:
    """To let in or out again, to say that not all of them came, whether they count, and back to the door."""

    def so_many(key: str, seats: int) -> InlineKeyboardButton:
        to = PartyButton(event_id=event_id, sign_up_id=guest.sign_up_id, seats=seats)
        return button(ctx.tr.plain(key, count=seats), to)

    others = [so_many("guest-only", seats) for seats in range(1, guest.seats) if seats != guest.came]
    enter = [so_many("guest-let-in", guest.seats)] if outcome is ChangeOutcome.CROWDED or not guest.came else []
    undo = [so_many("guest-undo", 0)] if guest.came else []
    back = button(ctx.tr.plain("entry-open"), DoorButton(do="open", event_id=event_id))
    return keyboard(enter, others if guest.came else [], quorum, undo, [back])


async def refuse_pass(event: Message | CallbackQuery, ctx: Context, ticket: Ticket, outcome: ChangeOutcome) -> None:
    """Say why a pass does not count, to somebody at another event's door with its title."""
    known = await ctx.store.read(events.get, ticket.event_id)
    log.info("pass refused", event_id=ticket.event_id, person_id=ctx.person_id, reason=outcome)
    if outcome is ChangeOutcome.LEFT or known is None or not isinstance(event, Message):
        await refuse_entry(event, ctx, ticket.event_id, outcome)
        return
    if outcome in (ChangeOutcome.FORBIDDEN, ChangeOutcome.ELSEWHERE):
        ctx.note_refusal(event, "pass-not-yours")
        await event.answer(ctx.tr("pass-not-yours", title=known.title))
        return
    await event.answer(ctx.tr("pass-not-now", title=known.title, reason=ctx.tr.plain(REFUSALS[outcome])))


@router.callback_query(PartyButton.filter())
async def set_party(query: CallbackQuery, ctx: Context, callback_data: PartyButton) -> None:
    """Say how many of a sign-up came; 0 lets them out again."""
    await let_in(query, ctx, Ticket(callback_data.event_id, callback_data.sign_up_id), callback_data.seats)


@router.message(StateFilter(Entering.guest), Typed())
async def find_guest(message: Message, ctx: Context, typed: str) -> None:
    """Take a code, which lets in at once, or a name, which is chosen from those found."""
    event_id = (await ctx.state.get_data()).get("event_id", 0)
    digits = "".join(typed.split())
    if len(digits) == len(str(CODES)) - 1 and digits.isascii() and digits.isdecimal():
        left = remainder(key_of(ctx), event_id, digits)
        found = await ctx.store.read(entry.by_code, event_id, who(ctx), left, ctx.now)
        if len(found) == 1:
            await let_in(message, ctx, Ticket(event_id, found[0].sign_up_id))
            return
    else:
        found = await ctx.store.read(entry.by_name, event_id, who(ctx), typed, FOUND_MOST + 1, ctx.now)
    await put_found(message, ctx, event_id, found)


async def put_found(message: Message, ctx: Context, event_id: int, found: list[Arrival]) -> None:
    seen = await ctx.store.read(entry.door, event_id, who(ctx), ctx.now)
    if not isinstance(seen, Door):
        await refuse_entry(message, ctx, event_id, seen)
        return
    person = ctx.person or await ctx.require_work(message)
    if person is None:
        return
    if found:
        await ctx.store.write(looks.at_sign_ups, person.id, [each.sign_up_id for each in found], ctx.now)
    rows = [[_choice(ctx, event_id, each)] for each in found[:FOUND_MOST]]
    walk_in = button(ctx.tr.plain("entry-walk-in"), DoorButton(do="walkin", event_id=event_id))
    back = button(ctx.tr.plain("entry-open"), DoorButton(do="open", event_id=event_id))
    text = ctx.tr("entry-found", count=min(len(found), FOUND_MOST + 1), most=FOUND_MOST)
    await ctx.ask(message, Entering.guest, text, keyboard(*rows, [walk_in], [back]), event_id=event_id)


def _choice(ctx: Context, event_id: int, guest: Arrival) -> InlineKeyboardButton:
    """A guest who was found: a press lets in; of somebody who is in it shows when they came."""
    name = " + ".join([shown(guest.name), *guest.companions])[:NAME_ON_BUTTON]
    key = "arrivals-ticked" if guest.came else "arrivals-unticked"
    name = name if guest.has_seat else ctx.tr.plain("arrivals-queued", name=name)
    seats = guest.came or guest.seats
    return button(
        ctx.tr.plain(key, name=name), PartyButton(event_id=event_id, sign_up_id=guest.sign_up_id, seats=seats)
    )


@router.callback_query(DoorButton.filter(F.do.in_({"walkin", "outsiders"})))
async def ask_walk_ins(query: CallbackQuery, ctx: Context, callback_data: DoorButton) -> None:
    event_id = callback_data.event_id
    seen = await ctx.store.read(entry.door, event_id, who(ctx), ctx.now)
    if not isinstance(seen, Door):
        await refuse_entry(query, ctx, event_id, seen)
        return
    back = button(ctx.tr.plain("entry-open"), DoorButton(do="open", event_id=event_id))
    counts = callback_data.do == "walkin"
    text = ctx.tr("walk-in-ask" if counts else "outsiders-ask", days=ENTRY.days, most=WALK_INS_AT_ONCE)
    await ctx.ask(query, Entering.walk_in, text, keyboard([back]), event_id=event_id, counts=counts)


@router.message(StateFilter(Entering.walk_in), Typed())
async def write_in(message: Message, ctx: Context, typed: str) -> None:
    data = await ctx.state.get_data()
    names, event_id, counts = read_names(typed), data.get("event_id", 0), data.get("counts", True)
    if not names or len(names) > WALK_INS_AT_ONCE or max(map(len, names)) > NAME_MAX:
        await ctx.refuse(message, "walk-in-unread")
        return
    outcome, made, twice = await ctx.store.write(entry.write_in, event_id, who(ctx), names, ctx.now, counts)
    log.info(
        "guests without a sign-up",
        event_id=event_id,
        person_id=ctx.person_id,
        people=len(made),
        twice=len(twice),
        outcome=outcome,
    )
    if outcome is not ChangeOutcome.DONE:
        await refuse_entry(message, ctx, event_id, outcome)
        return
    known = await ctx.store.read(events.get, event_id)
    at = f"{wall_clock(twice[0].came_at, known.zone if known else ctx.zone):%H:%M}" if twice else ""
    names_in, names_twice = (", ".join(each.name for each in part) for part in (made, twice))
    text = ctx.tr("walk-in-done", names=names_in, count=len(made), twice=names_twice, doubles=len(twice), at=at)
    undo = [[_walk_in(ctx, "walk-in-undo", "drop", each)] for each in made[:FOUND_MOST]] if made else []
    again = [[_walk_in(ctx, "walk-in-namesake", "another", each)] for each in twice[:FOUND_MOST]]
    back = button(ctx.tr.plain("entry-open"), DoorButton(do="open", event_id=event_id))
    await ctx.ask(message, Entering.walk_in, text, keyboard(*undo, *again, [back]), event_id=event_id, counts=counts)


def _walk_in(ctx: Context, key: str, do: str, each: WalkIn) -> InlineKeyboardButton:
    return button(ctx.tr.plain(key, name=each.name[:NAME_ON_BUTTON]), WalkInButton(do=do, walk_in_id=each.id))


@router.callback_query(WalkInButton.filter(F.do == "drop"))
async def write_out(query: CallbackQuery, ctx: Context, callback_data: WalkInButton) -> None:
    outcome, event_id = await ctx.store.write(entry.write_out, callback_data.walk_in_id, who(ctx), ctx.now)
    log.info("guest without a sign-up taken back", event_id=event_id, person_id=ctx.person_id, outcome=outcome)
    if outcome is ChangeOutcome.DONE:
        await put_door(query, ctx, event_id)
        return
    await refuse_entry(query, ctx, event_id, outcome)


@router.callback_query(WalkInButton.filter(F.do == "another"))
async def write_namesake(query: CallbackQuery, ctx: Context, callback_data: WalkInButton) -> None:
    """Write down somebody else of the same name."""
    outcome, made = await ctx.store.write(entry.write_namesake, callback_data.walk_in_id, who(ctx), ctx.now)
    log.info("another guest of a known name", person_id=ctx.person_id, outcome=outcome)
    if made is None:
        await refuse_entry(query, ctx, 0, outcome)
        return
    text = ctx.tr("walk-in-done", names=made.name, count=1, twice="", doubles=0, at="")
    event_id = (await ctx.state.get_data()).get("event_id", 0)
    back = [button(ctx.tr.plain("entry-open"), DoorButton(do="open", event_id=event_id))] if event_id else []
    await ctx.show(query, text, keyboard([_walk_in(ctx, "walk-in-undo", "drop", made)], back))


@router.message(StateFilter(Entering.guest, Entering.walk_in))
async def want_words(message: Message, ctx: Context) -> None:
    await ctx.answer_once(message, ctx.tr("want-words"))
