"""[change] on a coordinator's card, or a part of a draft → a question about one part → answer → who hears of it.

A question shows the part as it is. When somebody else changes it meanwhile, it is shown again instead of overwritten.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.domain.events import Attendance, ChangeOutcome, Event, EventStatus
from bot.domain.events.changes import EventPart, EventWish, stamp, values_of
from bot.domain.time_reader import Moment
from bot.i18n import Translator
from bot.logs import get_logger
from handlers.events import reschedule
from handlers.events.fields import FIELDS, Answer, Mending, part_of, pin_of, venue_words
from handlers.events.review import own_event, put_review, put_saved, refuse_change
from handlers.events.views import EventButton, MakeButton, SeatsButton, card, when
from handlers.shared.context import Context
from handlers.shared.parse_dates import NotRead, TimeButton, example, expect, from_minutes
from handlers.shared.screens import Pinned, Pressed, Said, Typed, button, keyboard, zone_name
from storage.events import edits

log = get_logger(__name__)
router = Router(name="events.mend")
router.message.filter(Said(states=Mending))
router.callback_query.filter(Pressed(MakeButton, SeatsButton, TimeButton))

# The parts of a published event, in the order of the buttons; the start has a conversation of its own.
BUTTONS = {
    "title": "make-title",
    "move": "event-move",
    "place": "make-place",
    "seats": "make-seats",
    "about": "make-about",
    "organiser": "make-organiser",
    "stop": "event-stop",
}
# Parts that a place has besides its words, and the buttons that take them away.
DROPS = {"drop-link": (EventPart.LINK, "mend-drop-link"), "drop-pin": (EventPart.PIN, "mend-drop-pin")}


@dataclass(frozen=True, slots=True)
class AskedPart:
    """The open question about one field; `seen` are the marks of all parts when it was put."""

    event_id: int
    field: str
    seen: Mapping[str, str]


async def read_asked(ctx: Context) -> AskedPart:
    data = await ctx.state.get_data()
    return AskedPart(data.get("event_id", 0), data.get("field", "title"), data.get("stamps", {}))


@router.callback_query(MakeButton.filter(F.do == "mend"))
async def choose_part(query: CallbackQuery, ctx: Context, callback_data: MakeButton) -> None:
    event = await own_event(query, ctx, callback_data.event_id)
    if event is None:
        return
    if event.status is EventStatus.DRAFT:
        await put_review(query, ctx, event.id)
        return
    if event.status is not EventStatus.PUBLISHED:
        await refuse_change(query, ctx, event.id, ChangeOutcome.CLOSED)
        return
    parts = [button(ctx.tr.plain(key), MakeButton(do=do, event_id=event.id)) for do, key in BUTTONS.items()]
    back = button(ctx.tr.plain("event-open"), EventButton(do="card", event_id=event.id))
    text = Markup("\n\n").join([card(ctx, Attendance(event)), ctx.tr("mend-choose")])
    await ctx.show(query, text, keyboard(parts[:2], parts[2:4], parts[4:6], parts[6:], [back]))


@router.callback_query(MakeButton.filter(F.do.in_(FIELDS)))
async def ask_part(query: CallbackQuery, ctx: Context, callback_data: MakeButton) -> None:
    event = await own_event(query, ctx, callback_data.event_id)
    if event is None:
        return
    if event.status not in (EventStatus.DRAFT, EventStatus.PUBLISHED):
        await refuse_change(query, ctx, event.id, ChangeOutcome.CLOSED)
    elif callback_data.do == "when" and event.status is EventStatus.PUBLISHED:
        await reschedule.put_question(query, ctx, event)
    else:
        await put_question(query, ctx, event, callback_data.do)


async def put_question(
    update: Message | CallbackQuery, ctx: Context, event: Event, name: str, note: Markup | None = None
) -> None:
    """Ask for one field and show what it is now; `note` says above it why it is asked again."""
    sample = example(ctx.tr, expect(ctx.tr, ctx.now, event.zone))
    text = ctx.tr(FIELDS[name].key, zone=zone_name(ctx.tr, event.zone), example=sample)
    present = ctx.tr("mend-now", value=shown(ctx.tr, event, name)) if shown(ctx.tr, event, name) else None
    lines = [each for each in (note, present, text) if each]
    seen = {str(part): stamp(values_of(event, part)) for part in EventPart}
    buttons = question_buttons(ctx.tr, event, name)
    await ctx.ask(update, Mending.part, Markup("\n\n").join(lines), buttons, event_id=event.id, field=name, stamps=seen)


def shown(tr: Translator, event: Event, name: str) -> str:
    """A field as it is now, in words; "" when there is nothing."""
    seats = tr.plain("event-seats-open") if event.seats is None else str(event.seats)
    start = when(tr, event) if event.starts_at else ""
    of = {"title": event.title, "when": start, "place": event.place, "seats": seats}
    return (of | {"about": event.description, "organiser": event.organiser})[name]


def question_buttons(
    tr: Translator, event: Event, name: str, rows: Sequence[Sequence[InlineKeyboardButton]] = ()
) -> InlineKeyboardMarkup:
    def to(do: str, key: str) -> list[InlineKeyboardButton]:
        return [button(tr.plain(key), MakeButton(do=do, event_id=event.id))]

    skip = to("clear", FIELDS[name].skip) if FIELDS[name].skip else []
    drops = [to(do, key) for do, (part, key) in DROPS.items() if name == "place" and values_of(event, part)[0]]
    return keyboard(*rows, skip, *drops, to("mend", "button-cancel"))


@router.message(StateFilter(Mending.part), Pinned())
async def take_pin(message: Message, ctx: Context) -> None:
    """Take a point on the map for a place; the name and the address of a venue are its words as well."""
    asked, pin = await read_asked(ctx), pin_of(message)
    if asked.field != "place" or pin is None:
        await want_words(message, ctx)
        return
    if words := venue_words(message):
        await write(ctx, asked, pin)
        await save(message, ctx, asked, words)
    else:
        await save(message, ctx, asked, pin)


@router.message(StateFilter(Mending.part), Typed())
async def take_answer(message: Message, ctx: Context, typed: str) -> None:
    asked = await read_asked(ctx)
    event = await own_event(message, ctx, asked.event_id)
    if event is None:
        await ctx.state.clear()
        return
    answer = FIELDS[asked.field].read(typed, ctx.tr, expect(ctx.tr, ctx.now, event.zone))
    if isinstance(answer, NotRead):
        await ctx.show(message, answer.text, question_buttons(ctx.tr, event, asked.field, answer.rows))
    else:
        await save(message, ctx, asked, answer)


@router.callback_query(TimeButton.filter(), StateFilter(Mending.part))
async def take_pressed_start(query: CallbackQuery, ctx: Context, callback_data: TimeButton) -> None:
    asked = await read_asked(ctx)
    if asked.field == "when":
        await save(query, ctx, asked, Moment(from_minutes(callback_data.at)))
    else:
        await ctx.refuse(query, "make-answered")


@router.message(StateFilter(Mending.part))
async def want_words(message: Message, ctx: Context) -> None:
    back = MakeButton(do="mend", event_id=(await read_asked(ctx)).event_id)
    await ctx.answer_once(message, ctx.tr("want-words"), keyboard([button(ctx.tr.plain("button-cancel"), back)]))


@router.callback_query(MakeButton.filter(F.do.in_({"clear", *DROPS})))
async def clear_part(query: CallbackQuery, ctx: Context, callback_data: MakeButton) -> None:
    """Leave a part empty. The button counts only for the question that is open: it shows what would go."""
    if not await ctx.require_coordinator(query):
        return
    asked = await read_asked(ctx)
    is_open = ctx.state.opened == Mending.part.state and asked.event_id == callback_data.event_id
    name, drop = FIELDS.get(asked.field), DROPS.get(callback_data.do)
    if not is_open or name is None or (drop is None and not name.skip) or (drop and asked.field != "place"):
        await ctx.refuse(query, "make-answered")
        return
    part = drop[0] if drop else EventPart(asked.field)
    values = (None, None) if part is EventPart.PIN else ("",) if drop else (name.nothing,)
    wish = EventWish(part, values, asked.seen.get(part, ""))
    outcome = await ctx.store.write(edits.mend, asked.event_id, ctx.roles, wish, ctx.person_id, ctx.now)
    await go_on(query, ctx, asked, outcome)


async def write(ctx: Context, asked: AskedPart, answer: Answer) -> ChangeOutcome:
    part, values = part_of(asked.field, answer)
    wish = EventWish(part, values, asked.seen.get(part, ""))
    return await ctx.store.write(edits.mend, asked.event_id, ctx.roles, wish, ctx.person_id, ctx.now)


async def save(event: Message | CallbackQuery, ctx: Context, asked: AskedPart, answer: Answer) -> None:
    outcome = await write(ctx, asked, answer)
    if outcome is ChangeOutcome.CROWDED and isinstance(answer, int):
        await ask_who_stays(event, ctx, asked, answer)
    elif outcome is ChangeOutcome.PAST and isinstance(answer, Moment):
        await ask_again(event, ctx, asked, ctx.tr("make-past-typed", when=ctx.tr.when(answer.at)))
    else:
        await go_on(event, ctx, asked, outcome)


async def ask_again(event: Message | CallbackQuery, ctx: Context, asked: AskedPart, note: Markup) -> None:
    if found := await own_event(event, ctx, asked.event_id):
        await put_question(event, ctx, found, asked.field, note)


async def go_on(event: Message | CallbackQuery, ctx: Context, asked: AskedPart, outcome: ChangeOutcome) -> None:
    """Show what was saved. What somebody changed meanwhile is asked about again, as it is now."""
    if outcome is ChangeOutcome.MEANWHILE:
        log.info("event change met another", event_id=asked.event_id, person_id=ctx.person_id, field=asked.field)
        await ask_again(event, ctx, asked, ctx.tr("mend-meanwhile"))
        return
    await ctx.state.clear()
    if outcome is not ChangeOutcome.DONE:
        await refuse_change(event, ctx, asked.event_id, outcome)
        return
    log.info("event changed", event_id=asked.event_id, person_id=ctx.person_id, field=asked.field)
    await put_saved(event, ctx, asked.event_id, "mend-done")


async def ask_who_stays(event: Message | CallbackQuery, ctx: Context, asked: AskedPart, seats: int) -> None:
    """Fewer seats than are taken: ask whether everybody stays, or the last ones wait at the head of the queue."""
    found = await own_event(event, ctx, asked.event_id)
    if found is None:
        return
    await ctx.state.clear()
    shown_then = {"event_id": found.id, "seats": seats, "was": found.seats or 0, "taken": found.going}
    keep = button(ctx.tr.plain("mend-keep-all"), SeatsButton(do="keep", **shown_then))
    queue = button(ctx.tr.plain("mend-queue-last"), SeatsButton(do="queue", **shown_then))
    back = button(ctx.tr.plain("button-cancel"), MakeButton(do="mend", event_id=found.id))
    text = ctx.tr("mend-crowded", seats=seats, going=found.going, over=found.going - seats)
    await ctx.show(event, text, keyboard([keep], [queue], [back]))


@router.callback_query(SeatsButton.filter(F.do.in_({"keep", "queue"})))
async def take_seats_away(query: CallbackQuery, ctx: Context, callback_data: SeatsButton) -> None:
    pressed = callback_data
    wish = EventWish(EventPart.SEATS, (pressed.seats,), stamp((pressed.was or None, pressed.taken)))
    keep = pressed.taken if pressed.do == "keep" else pressed.seats
    by = (keep, ctx.person_id, ctx.now)
    outcome = await ctx.store.write(edits.resize, pressed.event_id, ctx.roles, wish, *by)
    await go_on(query, ctx, AskedPart(pressed.event_id, "seats", {}), outcome)


@router.callback_query(MakeButton.filter(F.do == "tell"))
async def tell_now(query: CallbackQuery, ctx: Context, callback_data: MakeButton) -> None:
    outcome = await ctx.store.write(edits.tell_now, callback_data.event_id, ctx.roles, ctx.now)
    if outcome is ChangeOutcome.DONE:
        await put_saved(query, ctx, callback_data.event_id, "mend-done")
    else:
        await refuse_change(query, ctx, callback_data.event_id, outcome)
