"""Title → when → place → seats → about → kind → how long → review → [publish]: the questions about a new event.

The draft is a row as soon as it has a title: nothing typed is lost. Any answer can be changed on the review card.
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from bot.domain.events import ChangeOutcome, EventStatus
from bot.domain.people import own_scope
from bot.domain.time_reader import Moment
from bot.i18n import Translator
from bot.logs import get_logger
from handlers.events.choices import ChoiceButton, choices
from handlers.events.fields import ASKED, CHAIN, CHOSEN, NEXT, Answer, Link, Making, Pin, length, pin_of, venue_words
from handlers.events.review import own_event, put_review, refuse_change
from handlers.events.views import MakeButton
from handlers.shared.context import Context
from handlers.shared.parse_dates import NotRead, TimeButton, above, example, expect, from_minutes, told
from handlers.shared.screens import Open, Pinned, Pressed, Said, Typed, button, keyboard, zone_name
from storage.events import events

log = get_logger(__name__)
router = Router(name="events.create_steps")
router.message.filter(Said(states=Making))
router.callback_query.filter(Pressed(MakeButton, TimeButton, ChoiceButton))

# Only a field whose question has a button to skip it may be skipped.
SKIPS = {f"no-{name}" for name in CHAIN if ASKED[name].skip}


@dataclass(frozen=True, slots=True)
class Asked:
    """The open question about one field of an event; event 0 has no row yet.

    `chain` asks for the next field afterwards, instead of going back to the review. `slug` is the municipality of an
    event without a row, "" for the whole region.
    """

    field: str
    event_id: int = 0
    chain: bool = False
    slug: str = ""


async def read_asked(ctx: Context) -> Asked:
    """The question that was open when the update came."""
    data = await ctx.state.get_data()
    return Asked(ctx.state.step, data.get("event_id", 0), data.get("chain", False), data.get("slug", ""))


async def put_question(event: Message | CallbackQuery, ctx: Context, asked: Asked, note: NotRead | None = None) -> None:
    """Ask for one field; the text of `note` stands above the question, and its buttons first."""
    field, zone = ASKED[asked.field], ctx.settings.timezone
    sample = example(ctx.tr, expect(ctx.tr, ctx.now, zone))
    text = ctx.tr(field.key, zone=zone_name(ctx.tr, zone), example=sample)
    text, buttons = above(note, text, question_buttons(ctx.tr, asked))
    data = {"event_id": asked.event_id, "chain": asked.chain, "slug": asked.slug}
    await ctx.ask(event, CHAIN[asked.field], text, buttons, **data)


def question_buttons(
    tr: Translator, asked: Asked, rows: Sequence[Sequence[InlineKeyboardButton]] = ()
) -> InlineKeyboardMarkup:
    """The buttons of `rows`, the choices of the question, then the ways besides an answer.

    These are: skip, if the field allows it, mend the start, go back.
    """
    key, event_id = ASKED[asked.field].skip, asked.event_id
    skip = [button(tr.plain(key), MakeButton(do=f"no-{asked.field}", event_id=event_id))] if key else []
    again = button(tr.plain("make-when-again"), MakeButton(do="when-again", event_id=event_id))
    after_start = asked.chain and asked.field == NEXT["when"]
    way_out = MakeButton(do="review", event_id=event_id) if event_id else Open(place="events")
    # A question with choices has no room for a way out: it may be left out.
    cancel = [] if asked.field in CHOSEN else [button(tr.plain("button-cancel"), way_out)]
    return keyboard(*rows, *choices(tr, asked.field, event_id), skip, [again] if after_start else [], cancel)


@router.message(StateFilter(Making.place), Pinned())
async def take_pin(message: Message, ctx: Context) -> None:
    """Take a point on the map; the name and the address of a venue are the place in words as well."""
    asked, pin, words = await read_asked(ctx), pin_of(message), venue_words(message)
    if pin is None or not words:
        await take(message, ctx, asked, pin) if pin else await want_words(message, ctx)
        return
    outcome, _ = await save(ctx, asked, pin)
    if outcome is ChangeOutcome.DONE:
        outcome, _ = await save(ctx, asked, words)
    await go_on(message, ctx, outcome, asked)


@router.message(StateFilter(Making), Typed())
async def take_answer(message: Message, ctx: Context, typed: str) -> None:
    asked = await read_asked(ctx)
    answer = ASKED[asked.field].read(typed, ctx.tr, expect(ctx.tr, ctx.now, ctx.settings.timezone))
    if isinstance(answer, NotRead):
        await ctx.show(message, answer.text, question_buttons(ctx.tr, asked, answer.rows))
        return
    await take(message, ctx, asked, answer)


@router.callback_query(TimeButton.filter(), StateFilter(Making.when))
async def take_pressed_start(query: CallbackQuery, ctx: Context, callback_data: TimeButton) -> None:
    await take(query, ctx, await read_asked(ctx), Moment(from_minutes(callback_data.at)))


@router.callback_query(ChoiceButton.filter())
async def take_choice(query: CallbackQuery, ctx: Context, callback_data: ChoiceButton) -> None:
    """Take a pressed choice; a button of a question that was answered before changes nothing."""
    asked = await read_asked(ctx)
    if await own_event(query, ctx, callback_data.event_id) is None:
        return
    if (asked.field, asked.event_id) != (callback_data.field, callback_data.event_id) or callback_data.answer is None:
        await ctx.refuse(query, "make-answered")
        return
    await take(query, ctx, asked, callback_data.answer)


async def take(event: Message | CallbackQuery, ctx: Context, asked: Asked, answer: Answer) -> None:
    """Save an answer and go on. A start in the past is asked for again."""
    outcome, event_id = await save(ctx, asked, answer)
    if outcome is ChangeOutcome.DONE and isinstance(answer, Link | Pin):
        key = "make-link-taken" if isinstance(answer, Link) else "make-pin-taken"
        await put_question(event, ctx, asked, NotRead(ctx.tr(key)))
    elif not isinstance(answer, Moment):
        await go_on(event, ctx, outcome, replace(asked, event_id=event_id))
    elif outcome is ChangeOutcome.PAST:
        await put_question(event, ctx, asked, NotRead(ctx.tr("make-past-typed", when=ctx.tr.when(answer.at))))
    else:
        when = told(ctx.tr, answer, ctx.settings.timezone)
        await go_on(event, ctx, outcome, asked, NotRead(ctx.tr("make-understood", when=when)))


async def save(ctx: Context, asked: Asked, answer: Answer) -> tuple[ChangeOutcome, int]:
    """Save an answer; a title without an event creates the draft. Return the outcome and the event's id."""
    if asked.field == "title" and not asked.event_id and ctx.person:
        slug = asked.slug or own_scope(ctx.roles)
        draft = (ctx.roles, str(answer), slug, ctx.settings.timezone, ctx.person.id, ctx.now)
        outcome, event_id = await ctx.store.write(events.draft, *draft)
        log.info("event drafted", event_id=event_id, person_id=ctx.person.id, outcome=outcome)
        return outcome, event_id
    if isinstance(answer, Link):
        return await ctx.store.write(
            events.change, asked.event_id, ctx.roles, "link", answer.url, ctx.now
        ), asked.event_id
    if isinstance(answer, Pin):
        return await ctx.store.write(events.pin, asked.event_id, ctx.roles, astuple(answer)), asked.event_id
    fresh = (asked.event_id, ctx.roles, ASKED[asked.field].column)
    if not isinstance(answer, Moment):
        return await ctx.store.write(events.change, *fresh, answer, ctx.now), asked.event_id
    outcome, minutes = await ctx.store.write(events.change, *fresh, answer.at, ctx.now), length(answer)
    # A new start alone keeps the length that a draft has.
    if outcome is ChangeOutcome.DONE and (minutes is not None or asked.chain):
        outcome = await ctx.store.write(events.change, asked.event_id, ctx.roles, "minutes", minutes, ctx.now)
    return outcome, asked.event_id


@router.message(StateFilter(Making))
async def want_words(message: Message, ctx: Context) -> None:
    await ctx.answer_once(message, ctx.tr("want-words"), question_buttons(ctx.tr, await read_asked(ctx)))


@router.callback_query(MakeButton.filter(F.do.in_(SKIPS)))
async def skip_question(query: CallbackQuery, ctx: Context, callback_data: MakeButton) -> None:
    """Take a skip as an answer. A button of a question that was answered before changes nothing."""
    asked = await read_asked(ctx)
    skipped = replace(asked, field=callback_data.do.removeprefix("no-"), event_id=callback_data.event_id)
    if ctx.state.opened in Making.__all_states_names__ and asked != skipped:
        await ctx.refuse(query, "make-answered")
        return
    field = ASKED[skipped.field]
    outcome = await ctx.store.write(events.change, skipped.event_id, ctx.roles, field.column, field.nothing, ctx.now)
    await go_on(query, ctx, outcome, skipped)


async def go_on(
    event: Message | CallbackQuery,
    ctx: Context,
    outcome: ChangeOutcome,
    asked: Asked,
    understood: NotRead | None = None,
) -> None:
    """Ask the next question below what was understood of the last answer; after the last one show the review card."""
    following = NEXT.get(asked.field) if outcome is ChangeOutcome.DONE and asked.chain else None
    if following == "minutes" and await has_length(ctx, asked.event_id):
        following = None
    if following:
        await put_question(event, ctx, Asked(following, asked.event_id, chain=True), understood)
        return
    await ctx.state.clear()
    if outcome is ChangeOutcome.DONE:
        await put_review(event, ctx, asked.event_id)
    else:
        await refuse_change(event, ctx, asked.event_id, outcome)


async def has_length(ctx: Context, event_id: int) -> bool:
    """Tell whether the length of an event was said with its start."""
    found = await ctx.store.read(events.get, event_id)
    return found is not None and found.minutes is not None


@router.callback_query(MakeButton.filter(F.do == "when-again"))
async def ask_start_again(query: CallbackQuery, ctx: Context, callback_data: MakeButton) -> None:
    """Ask for the start of a draft again, while the questions go on."""
    event = await own_event(query, ctx, callback_data.event_id)
    if event is None:
        return
    if event.status is not EventStatus.DRAFT:
        await refuse_change(query, ctx, event.id, ChangeOutcome.CLOSED)
        return
    await put_question(query, ctx, Asked("when", event.id, chain=not event.place))
