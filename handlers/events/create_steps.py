"""Title → when → place → seats → about → review → [publish]: the questions about a new event, one after another.

The draft is a row as soon as it has a title: nothing typed is lost. Any answer can be changed on the review card.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.domain.events import ChangeOutcome, EventStatus
from bot.domain.people import own_scope
from bot.i18n import Translator
from bot.logs import get_logger
from handlers.events.fields import FIELDS, NEXT, Answer, Making, UnclearAnswer
from handlers.events.review import own_event, put_review, refuse_change
from handlers.events.views import MakeButton
from handlers.shared.context import Context
from handlers.shared.screens import Open, Pressed, Said, Typed, button, keyboard, zone_name
from storage.events import events

log = get_logger(__name__)
router = Router(name="events.create_steps")
router.message.filter(Said(states=Making))
router.callback_query.filter(Pressed(MakeButton))

# Only a field whose question has a button to skip it may be skipped.
SKIPS = {f"no-{name}" for name, field in FIELDS.items() if field.skip}


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


async def put_question(event: Message | CallbackQuery, ctx: Context, asked: Asked, head: Markup | None = None) -> None:
    """Ask for one field; `head` stands above the question."""
    field = FIELDS[asked.field]
    text = ctx.tr(field.key, zone=zone_name(ctx.tr, ctx.settings.timezone))
    text = Markup("\n\n").join([head, text]) if head else text
    data = {"event_id": asked.event_id, "chain": asked.chain, "slug": asked.slug}
    await ctx.ask(event, field.state, text, question_buttons(ctx.tr, asked), **data)


def question_buttons(tr: Translator, asked: Asked) -> InlineKeyboardMarkup:
    """The ways besides an answer: skip, if the field allows it, or go back."""
    key, event_id = FIELDS[asked.field].skip, asked.event_id
    skip = [button(tr.plain(key), MakeButton(do=f"no-{asked.field}", event_id=event_id))] if key else []
    way_out = MakeButton(do="review", event_id=event_id) if event_id else Open(place="events")
    return keyboard(skip, [button(tr.plain("button-cancel"), way_out)])


@router.message(StateFilter(Making), Typed())
async def take_answer(message: Message, ctx: Context, typed: str) -> None:
    asked = await read_asked(ctx)
    answer = await FIELDS[asked.field].read(typed, ctx.tr, ctx.now, ctx.settings.timezone)
    if isinstance(answer, UnclearAnswer):
        await ctx.show(message, ctx.tr(answer.key, **answer.values), question_buttons(ctx.tr, asked))
        return
    outcome, event_id = await save(ctx, asked, answer)
    if outcome is ChangeOutcome.PAST and isinstance(answer, datetime):
        await ctx.show(message, ctx.tr("make-past-typed", when=ctx.tr.when(answer)), question_buttons(ctx.tr, asked))
        return
    understood = ctx.tr("make-understood", when=ctx.tr.when(answer)) if isinstance(answer, datetime) else None
    await go_on(message, ctx, outcome, replace(asked, event_id=event_id), understood)


async def save(ctx: Context, asked: Asked, answer: Answer) -> tuple[ChangeOutcome, int]:
    """Save an answer; a title without an event creates the draft. Return the outcome and the event's id."""
    if asked.field == "title" and not asked.event_id and ctx.person:
        slug = asked.slug or own_scope(ctx.roles)
        draft = (ctx.roles, str(answer), slug, ctx.settings.timezone, ctx.person.id, ctx.now)
        outcome, event_id = await ctx.store.write(events.draft, *draft)
        log.info("event drafted", event_id=event_id, person_id=ctx.person.id, outcome=outcome)
        return outcome, event_id
    column = FIELDS[asked.field].column
    return await ctx.store.write(events.change, asked.event_id, ctx.roles, column, answer, ctx.now), asked.event_id


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
    field = FIELDS[skipped.field]
    outcome = await ctx.store.write(events.change, skipped.event_id, ctx.roles, field.column, field.nothing, ctx.now)
    await go_on(query, ctx, outcome, skipped)


async def go_on(
    event: Message | CallbackQuery, ctx: Context, outcome: ChangeOutcome, asked: Asked, understood: Markup | None = None
) -> None:
    """Ask the next question below what was understood of the last answer; after the last one show the review card."""
    if outcome is ChangeOutcome.DONE and asked.chain and asked.field in NEXT:
        await put_question(event, ctx, Asked(NEXT[asked.field], asked.event_id, chain=True), understood)
        return
    await ctx.state.clear()
    if outcome is ChangeOutcome.DONE:
        await put_review(event, ctx, asked.event_id)
    else:
        await refuse_change(event, ctx, asked.event_id, outcome)


@router.callback_query(MakeButton.filter(F.do.in_(FIELDS)))
async def change_field(query: CallbackQuery, ctx: Context, callback_data: MakeButton) -> None:
    """Ask for one field of a draft again, from the review card."""
    event = await own_event(query, ctx, callback_data.event_id)
    if event is None:
        return
    if event.status is not EventStatus.DRAFT:
        await refuse_change(query, ctx, event.id, ChangeOutcome.CLOSED)
        return
    await put_question(query, ctx, Asked(callback_data.do, event.id))
