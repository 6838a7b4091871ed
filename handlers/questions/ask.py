"""/ask or [ask a person] → consent → where from, unless we know → any message → more of them → [send] → a number.

A person who searched first need not write again: what they said becomes the draft that is shown.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from aiogram import F, Router
from aiogram.filters import Command, StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message, ReplyParameters

from bot.domain.people import REGION, Person, Purpose
from bot.domain.places.settlements import NAME_MAX
from bot.domain.questions import QUESTION_MAX, AskOutcome, Desk, Origin, Words
from bot.library import Library
from bot.logs import get_logger
from bot.places import Places
from handlers.questions.ask_views import (
    QuestionDraftButton,
    cancel_button,
    draft_screen,
    nobody_screen,
    place_buttons,
    sent_screen,
)
from handlers.questions.office import office_of
from handlers.questions.origin import begun_at, buttons_of, step_of
from handlers.questions.shelf import shelf_of
from handlers.questions.views import AskButton, to_person, topics_screen
from handlers.questions.words import taken
from handlers.shared.context import Context
from handlers.shared.screens import Open, Pressed, Said, Typed
from storage.questions import messages, questions, staff


class Asking(StatesGroup):
    place = State()
    text = State()
    more = State()


log = get_logger(__name__)
router = Router(name="questions.ask")
router.message.filter(Said("ask", states=Asking))
router.callback_query.filter(Pressed(AskButton, QuestionDraftButton, places=("ask",)))

ANEW = AskButton(do="again", after=0, slug="")


@router.message(Command("ask"))
@router.callback_query(Open.filter(F.place == "ask"))
async def begin_anywhere(
    event: Message | CallbackQuery, ctx: Context, library: Library, last_buttons: Callable[[int], list[str]]
) -> None:
    """Begin from any screen: the last one of the chat tells what the question is about."""
    await note_origin(ctx, last_buttons(ctx.visitor.chat_id), library)
    await begin(event, ctx, ANEW)


@router.callback_query(AskButton.filter(F.do.in_({"begin", "again"})))
async def begin_here(query: CallbackQuery, ctx: Context, callback_data: AskButton, library: Library) -> None:
    await note_origin(ctx, buttons_of(query), library)
    await begin(query, ctx, callback_data)


async def note_origin(ctx: Context, pressed: list[str], library: Library) -> None:
    """Keep codes of where the question began until it is written; a draft that is written anew keeps its own."""
    found = begun_at(pressed, await shelf_of(ctx, library))
    if found != Origin():
        await ctx.state.update_data(origin=[found.screen, list(found.offered), found.topic, found.programme_id])


@router.callback_query(AskButton.filter(F.do.in_({"place", "again-place"})))
async def begin_there(query: CallbackQuery, ctx: Context, callback_data: AskButton) -> None:
    await begin(query, ctx, callback_data)


async def begin(event: Message | CallbackQuery, ctx: Context, asked: AskButton) -> None:
    desk = await ctx.store.read(staff.desk, ctx.settings.admin_ids)
    if desk.is_empty:
        await ctx.show(event, *nobody_screen(ctx))
        return
    agree = asked.model_copy(update={"do": "again-agree" if is_anew(asked) else "agree"})
    if person := await ctx.require(event, Purpose.QUESTIONS, agree, Open(place="faq")):
        await ask_next(event, ctx, asked, desk, person)


@router.callback_query(AskButton.filter(F.do.in_({"agree", "again-agree"})))
async def agree_and_ask(query: CallbackQuery, ctx: Context, callback_data: AskButton) -> None:
    """Record the consent and ask the question; when nobody can answer, ask for no consent."""
    desk = await ctx.store.read(staff.desk, ctx.settings.admin_ids)
    await begin(query, ctx if desk.is_empty else await ctx.agreed(query, Purpose.QUESTIONS), callback_data)


async def ask_next(event: Message | CallbackQuery, ctx: Context, asked: AskButton, desk: Desk, person: Person) -> None:
    """Ask for what is not known yet: the municipality, then the question itself."""
    previous = await ctx.store.read(questions.own, asked.after, person.id)
    slug = asked.slug or (previous.scope if previous else "") or place_of(person, desk)
    if reason := await ctx.store.read(questions.ban_of, person.id):
        await ctx.show(event, ctx.tr("ask-banned", reason=reason), cancel_button(ctx.tr))
    elif not slug:
        kept = {"do": asked.do, "after": asked.after, "said": said_in(event), "origin": await origin_of(ctx)}
        await ctx.ask(event, Asking.place, ctx.tr("ask-place"), await place_buttons(ctx, asked, desk.slugs), **kept)
    elif not desk.reaches(None if slug == REGION else slug):
        await ctx.show(event, *nobody_screen(ctx))
    elif words := None if is_anew(asked) or asked.after else said_before(event):
        await keep_draft(event, ctx, words, asked.model_copy(update={"slug": slug}), person)
    else:
        to = {"after": asked.after, "slug": slug, "origin": await origin_of(ctx)}
        await ctx.ask(event, Asking.text, ctx.tr("ask-text"), cancel_button(ctx.tr), **to)


def place_of(person: Person, desk: Desk) -> str:
    """The scope of a question that need not be asked for; "" when the person has to choose.

    It is the municipality of the person's news, or the region when no municipality has a coordinator.
    """
    if person.municipality and desk.reaches(person.municipality):
        return person.municipality
    return "" if desk.slugs else REGION


def is_anew(asked: AskButton) -> bool:
    """True when the question is to be typed, whatever was searched for before."""
    return asked.do.startswith("again")


def replied_in(event: Message | CallbackQuery) -> Message | None:
    """The message that the button's screen replies to: a search, a voice message; None when there is none."""
    message = event.message if isinstance(event, CallbackQuery) else None
    return message.reply_to_message if isinstance(message, Message) else None


def said_before(event: Message | CallbackQuery) -> Words | None:
    replied = replied_in(event)
    words = taken(replied) if replied else None
    return replace(words, text=words.text[:QUESTION_MAX]) if words else None


def said_in(event: Message | CallbackQuery) -> int:
    """The id of what was said before, 0 for nothing."""
    replied = replied_in(event)
    return replied.message_id if replied else 0


async def origin_of(ctx: Context) -> Any:
    """The codes that `note_origin` keeps, None without any."""
    return (await ctx.state.get_data()).get("origin")


@router.message(StateFilter(Asking.place), Typed())
async def find_place(message: Message, ctx: Context, typed: str, places: Places) -> None:
    """Offer the places that were typed, under the words to be sent, so that a press goes on with them.

    What is no place may be the question itself: without other words, it is taken for it.
    """
    data, desk = await ctx.state.get_data(), await ctx.store.read(staff.desk, ctx.settings.admin_ids)
    found = {each.municipality.slug for each in (await places.find(typed)).places} if len(typed) <= NAME_MAX else set()
    near = [slug for slug in desk.slugs if slug in found]
    said, do = data.get("said", 0), data.get("do", ANEW.do)
    if not said and not found:
        said, do = message.message_id, "place"
    key = "ask-place-here" if near else "ask-place-nobody" if found else "ask-place"
    buttons = await place_buttons(ctx, AskButton(do=do, after=data.get("after", 0), slug=""), near or desk.slugs)
    under = ReplyParameters(message_id=said, allow_sending_without_reply=True) if said else None
    await message.answer(ctx.tr(key), reply_markup=ctx.fitting(buttons), reply_parameters=under)


@router.message(StateFilter(Asking))
async def take(message: Message, ctx: Context) -> None:
    """Take any message that Telegram can pass on: the first makes the draft, the others are added to it."""
    words, data = taken(message), await ctx.state.get_data()
    if words is None:
        await ctx.answer_once(message, ctx.tr("ask-cannot"), cancel_button(ctx.tr))
    elif len(words.text) > QUESTION_MAX:
        await ctx.show(message, ctx.tr("too-long", typed=len(words.text), most=QUESTION_MAX), cancel_button(ctx.tr))
    elif ctx.person is None or not ctx.person.agreed(Purpose.QUESTIONS):
        await ctx.state.clear()
        await ctx.refuse(message, "ask-begin-again", to_person(ctx.tr))
    elif question_id := data.get("question_id"):
        await add_to_draft(message, ctx, question_id, words, ctx.person)
    else:
        asked = AskButton(do="again", after=data.get("after", 0), slug=data.get("slug", REGION))
        await keep_draft(message, ctx, words, asked, ctx.person)


async def keep_draft(
    event: Message | CallbackQuery, ctx: Context, words: Words, asked: AskButton, person: Person
) -> None:
    """Save the message as a draft at once, with its origin, and show it."""
    municipality = None if asked.slug == REGION else asked.slug
    origin = await kept_origin(ctx)
    question_id = await ctx.store.write(questions.draft, person.id, municipality, words, asked.after or None, ctx.now)
    await ctx.store.write(questions.place, question_id, origin)
    await show_draft(event, ctx, question_id, person, words.album)


async def kept_origin(ctx: Context) -> Origin:
    kept = (await ctx.state.get_data()).get("origin") or (None, (), None)
    screen, offered, topic, *grant = kept  # What an earlier release kept has no grant.
    return Origin(screen, await step_of(ctx), tuple(offered), topic, *grant)


async def add_to_draft(message: Message, ctx: Context, question_id: int, words: Words, person: Person) -> None:
    outcome = await ctx.store.write(questions.add, question_id, person.id, words, office_of(ctx), ctx.now)
    if outcome is not AskOutcome.SENT:
        await refuse_more(message, ctx, question_id, outcome)
    elif not words.album or words.album != (await ctx.state.get_data()).get("album"):
        await show_draft(message, ctx, question_id, person, words.album)


async def show_draft(
    event: Message | CallbackQuery, ctx: Context, question_id: int, person: Person, album: str | None = None
) -> None:
    """Show the draft and wait for more; the other parts of an album come without a word."""
    drafted = await ctx.store.read(questions.own, question_id, person.id)
    said = [each.words for each in await ctx.store.read(messages.of_draft, question_id)]
    if drafted:
        rest: dict[str, Any] = {"question_id": question_id, "album": album, "origin": await origin_of(ctx)}
        await ctx.ask(event, Asking.more, *await draft_screen(ctx, drafted, said, person), **rest)


async def refuse_more(message: Message, ctx: Context, question_id: int, outcome: AskOutcome) -> None:
    """Say why a message cannot be added."""
    log.info("message refused", question_id=question_id, person_id=ctx.person_id, reason=outcome)
    keys = {AskOutcome.TOO_MANY: "ask-too-long-talk", AskOutcome.ALREADY: "ask-closed"}
    await ctx.refuse(message, keys.get(outcome, "ask-gone"), to_person(ctx.tr, anew=True))


@router.callback_query(QuestionDraftButton.filter(F.do == "send"))
async def send(query: CallbackQuery, ctx: Context, callback_data: QuestionDraftButton) -> None:
    question_id, outcome = callback_data.question, AskOutcome.GONE
    if ctx.person and ctx.person.agreed(Purpose.QUESTIONS):
        outcome = await ctx.store.write(questions.send, question_id, ctx.person.id, office_of(ctx), ctx.now)
    log_sent(ctx, question_id, outcome)
    sent = await ctx.store.read(questions.get, question_id) if outcome is AskOutcome.SENT else None
    if sent:
        await ctx.show(query, *sent_screen(ctx, sent))
    elif outcome is AskOutcome.NOBODY:
        await ctx.show(query, *nobody_screen(ctx))
    elif outcome is AskOutcome.BANNED:
        reason = await ctx.store.read(questions.ban_of, ctx.person_id or 0)
        await ctx.show(query, ctx.tr("ask-banned", reason=reason or "—"), cancel_button(ctx.tr))
    elif outcome is AskOutcome.TOO_MANY:
        await ctx.refuse(query, "ask-too-many")
    else:
        gone = ctx.tr.plain("ask-already" if outcome is AskOutcome.ALREADY else "ask-gone")
        await ctx.show(query, *topics_screen(ctx), alert=gone)


def log_sent(ctx: Context, question_id: int, outcome: AskOutcome) -> None:
    if outcome is AskOutcome.SENT:
        log.info("question asked", question_id=question_id, person_id=ctx.person_id)
    else:
        log.info("question refused", question_id=question_id, person_id=ctx.person_id, reason=outcome)


@router.callback_query(QuestionDraftButton.filter(F.do == "drop"))
async def drop(query: CallbackQuery, ctx: Context, callback_data: QuestionDraftButton) -> None:
    """Delete a draft. A question that was sent is deleted from its card, after a confirmation."""
    found = await ctx.store.read(questions.own, callback_data.question, ctx.person.id) if ctx.person else None
    key = "ask-gone"
    if found and found.asked_at:
        key = "ask-already"
    elif found:
        await ctx.store.write(questions.discard, found.id, found.person_id, ctx.now)
        key = "ask-dropped"
    if not found:
        ctx.note_refusal(query, key)
    await ctx.show(query, *topics_screen(ctx), alert=ctx.tr.plain(key))
