"""Title → when → place → seats → about → review → [publish]: the questions of `beginning`, one after another.

The draft is a row as soon as it has a title: nothing typed is lost. Any answer can be changed on the review card.
"""

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.domain.events import ChangeOutcome, EventStatus
from bot.domain.people import own_scope
from bot.i18n import Translator
from handlers.events.fields import NEXT, QUESTIONS, Making, Unclear
from handlers.events.review import own_event, put_review, refuse
from handlers.events.views import MakeButton
from handlers.shared.context import Context
from handlers.shared.screens import Open, Pressed, Said, Typed, button, keyboard, zone_name
from storage.events import events

router = Router(name="events.create_steps")
router.message.filter(Said(states=Making))
router.callback_query.filter(Pressed(MakeButton))

# Only what has a button to skip it may be skipped.
SKIPS = {f"no-{name}" for name, question in QUESTIONS.items() if question.skip}


async def put_question(
    event: Message | CallbackQuery,
    ctx: Context,
    name: str,
    event_id: int,
    *,
    chain: bool,
    slug: str = "",
    head: Markup | None = None,
) -> None:
    """Ask for one field; `chain` tells to ask the next one after it, instead of going back to the review.

    `slug` is the municipality of an event that is no row yet, empty for the whole region; `head` stands above.
    """
    question = QUESTIONS[name]
    text = ctx.tr(question.key, zone=zone_name(ctx.tr, ctx.settings.timezone))
    text = Markup("\n\n").join([head, text]) if head else text
    buttons = question_buttons(ctx.tr, name, event_id)
    await ctx.ask(event, question.state, text, buttons, event_id=event_id, chain=chain, slug=slug)


def question_buttons(tr: Translator, name: str, event_id: int) -> InlineKeyboardMarkup:
    """What else one may do than answer: skip, if the question allows it, or go back."""
    key = QUESTIONS[name].skip
    skip = [button(tr.plain(key), MakeButton(do=f"no-{name}", event_id=event_id))] if key else []
    way_out = MakeButton(do="review", event_id=event_id) if event_id else Open(place="events")
    return keyboard(skip, [button(tr.plain("button-cancel"), way_out)])


@router.message(StateFilter(Making), Typed())
async def take_answer(message: Message, ctx: Context, typed: str) -> None:
    name, data = ctx.state.step, await ctx.state.get_data()
    event_id = data.get("event_id", 0)
    answer = await QUESTIONS[name].read(typed, ctx.tr, ctx.now, ctx.settings.timezone)
    if isinstance(answer, Unclear):
        await message.answer(ctx.tr(answer.key, **answer.values), reply_markup=question_buttons(ctx.tr, name, event_id))
        return
    if name == "title" and not event_id and ctx.person:
        slug = data.get("slug") or own_scope(ctx.roles)
        outcome, event_id = await ctx.store.write(
            events.draft, ctx.roles, answer, slug, ctx.settings.timezone, ctx.person.id, ctx.now
        )
    else:
        outcome = await ctx.store.write(events.change, event_id, ctx.roles, QUESTIONS[name].column, answer, ctx.now)
    if outcome is ChangeOutcome.PAST:
        text = ctx.tr("make-past-typed", when=ctx.tr.when(answer))
        await message.answer(text, reply_markup=question_buttons(ctx.tr, name, event_id))
        return
    understood = ctx.tr("make-understood", when=ctx.tr.when(answer)) if name == "when" else None
    await go_on(message, ctx, outcome, name, event_id, understood)


@router.message(StateFilter(Making))
async def want_words(message: Message, ctx: Context) -> None:
    event_id = (await ctx.state.get_data()).get("event_id", 0)
    await ctx.answer_once(message, ctx.tr("want-words"), question_buttons(ctx.tr, ctx.state.step, event_id))


@router.callback_query(MakeButton.filter(F.do.in_(SKIPS)))
async def skip_question(query: CallbackQuery, ctx: Context, callback_data: MakeButton) -> None:
    """An answer too. A button of a question that was answered before, while the next one is open, changes nothing."""
    name, event_id = callback_data.do.removeprefix("no-"), callback_data.event_id
    question = QUESTIONS[name]
    asked = ctx.state.opened, (await ctx.state.get_data()).get("event_id", 0)
    if ctx.state.opened in Making.__all_states_names__ and asked != (question.state.state, event_id):
        await query.answer(ctx.tr.plain("make-answered"), show_alert=True)
        return
    outcome = await ctx.store.write(events.change, event_id, ctx.roles, question.column, question.nothing, ctx.now)
    await go_on(query, ctx, outcome, name, event_id)


async def go_on(
    event: Message | CallbackQuery,
    ctx: Context,
    outcome: ChangeOutcome,
    name: str,
    event_id: int,
    understood: Markup | None = None,
) -> None:
    """The next question, under what was understood of the last answer; after the last one the review card."""
    chain = (await ctx.state.get_data()).get("chain", False)
    if outcome is ChangeOutcome.DONE and chain and name in NEXT:
        await put_question(event, ctx, NEXT[name], event_id, chain=True, head=understood)
        return
    await ctx.state.clear()
    if outcome is ChangeOutcome.DONE:
        await put_review(event, ctx, event_id)
    else:
        await refuse(event, ctx, outcome)


@router.callback_query(MakeButton.filter(F.do.in_(QUESTIONS)))
async def change_field(query: CallbackQuery, ctx: Context, callback_data: MakeButton) -> None:
    """Ask one field of a draft again, from the review card."""
    event = await own_event(query, ctx, callback_data.event_id)
    if event is None:
        return
    if event.status is not EventStatus.DRAFT:
        await refuse(query, ctx, ChangeOutcome.CLOSED)
        return
    await put_question(query, ctx, callback_data.do, event.id, chain=False)
