"""[ask a person] → consent → where from, unless we know → text → preview → [send].

A person who searched first need not write again: the searched words become the draft that is shown.
"""

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.domain.people import REGION, Person, Purpose
from bot.domain.questions import QUESTION_MAX, AskOutcome, Desk
from bot.i18n import Translator
from bot.logs import get_logger
from handlers.questions.views import AskButton, OwnPage, to_person, to_topics, topics_screen
from handlers.shared.consent import operator
from handlers.shared.context import Context
from handlers.shared.municipality import municipality_names
from handlers.shared.screens import Number, Open, Pressed, Said, Typed, button, keyboard, to_menu
from storage.law import municipalities
from storage.questions import questions


class Asking(StatesGroup):
    text = State()


class QuestionDraftButton(CallbackData, prefix="askd"):
    """`do`: send, drop."""

    do: str
    question: Number


log = get_logger(__name__)
router = Router(name="questions.ask")
router.message.filter(Said(states=Asking))
router.callback_query.filter(Pressed(AskButton, QuestionDraftButton))


@router.callback_query(AskButton.filter(F.do.in_({"begin", "place", "again", "again-place"})))
async def begin(query: CallbackQuery, ctx: Context, callback_data: AskButton) -> None:
    desk = await ctx.store.read(questions.desk, ctx.settings.admin_ids)
    if desk.is_empty:
        await ctx.show(query, *nobody_screen(ctx))
        return
    agree = callback_data.model_copy(update={"do": _same_way(callback_data, "agree")})
    if person := await ctx.require(query, Purpose.QUESTIONS, agree, Open(place="faq")):
        await ask_next(query, ctx, callback_data, desk, person)


@router.callback_query(AskButton.filter(F.do.in_({"agree", "again-agree"})))
async def agree_and_ask(query: CallbackQuery, ctx: Context, callback_data: AskButton) -> None:
    """Record the consent and ask the question; when nobody can answer, ask for no consent."""
    desk = await ctx.store.read(questions.desk, ctx.settings.admin_ids)
    await begin(query, ctx if desk.is_empty else await ctx.agreed(query, Purpose.QUESTIONS), callback_data)


def nobody_screen(ctx: Context) -> tuple[Markup, InlineKeyboardMarkup]:
    """The screen when no coordinator can answer yet: the operator's contact."""
    return ctx.tr("ask-nobody", **operator(ctx.tr, ctx.settings)), keyboard([to_topics(ctx.tr), to_menu(ctx.tr)])


async def ask_next(query: CallbackQuery, ctx: Context, asked: AskButton, desk: Desk, person: Person) -> None:
    """Ask for what is not known yet: the municipality, then the text."""
    previous = await ctx.store.read(questions.own, asked.after, person.id)
    slug = asked.slug or (previous.scope if previous else "") or place_of(person, desk)
    if not slug:
        await ctx.show(query, ctx.tr("ask-place"), await places(ctx, asked, desk))
        return
    if not desk.reaches(None if slug == REGION else slug):
        await ctx.show(query, *nobody_screen(ctx))
        return
    typed = "" if is_anew(asked) or asked.after else words_before(query)
    if typed:
        await keep_draft(query, ctx, typed, asked.model_copy(update={"slug": slug}), person)
        return
    await ctx.ask(query, Asking.text, ctx.tr("ask-text"), cancel_button(ctx.tr), after=asked.after, slug=slug)


def cancel_button(tr: Translator) -> InlineKeyboardMarkup:
    return keyboard([button(tr.plain("button-cancel"), Open(place="faq"))])


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


def _same_way(asked: AskButton, do: str) -> str:
    return f"again-{do}" if is_anew(asked) else do


async def places(ctx: Context, asked: AskButton, desk: Desk) -> InlineKeyboardMarkup:
    """The municipalities that have coordinators, two in a row, and the region for everybody else."""

    def to(name: str, slug: str) -> InlineKeyboardButton:
        return button(name, AskButton(do=_same_way(asked, "place"), after=asked.after, slug=slug))

    names = await municipality_names(ctx)
    here = [to(names.get(slug, slug), slug) for slug in desk.slugs]
    pairs = [here[first : first + 2] for first in range(0, len(here), 2)]
    return keyboard(*pairs, [to(ctx.tr.plain("ask-elsewhere"), REGION)], [to_topics(ctx.tr), to_menu(ctx.tr)])


def words_before(query: CallbackQuery) -> str:
    """The words of the search whose answers the button stands under; "" when there was no search."""
    message = query.message
    replied = message.reply_to_message if isinstance(message, Message) else None
    return ((replied.text if replied else None) or "").strip()[:QUESTION_MAX]


@router.message(StateFilter(Asking), Typed())
async def take_text(message: Message, ctx: Context, typed: str) -> None:
    if len(typed) > QUESTION_MAX:
        await ctx.show(message, ctx.tr("too-long", typed=len(typed), most=QUESTION_MAX), cancel_button(ctx.tr))
        return
    data = await ctx.state.get_data()
    await ctx.state.clear()
    if ctx.person is None or not ctx.person.agreed(Purpose.QUESTIONS):
        await ctx.refuse(message, "ask-begin-again", to_person(ctx.tr))
        return
    asked = AskButton(do="again", after=data.get("after", 0), slug=data.get("slug", REGION))
    await keep_draft(message, ctx, typed, asked, ctx.person)


@router.message(StateFilter(Asking))
async def want_words(message: Message, ctx: Context) -> None:
    await ctx.show(message, ctx.tr("want-words"), cancel_button(ctx.tr))


async def keep_draft(
    event: Message | CallbackQuery, ctx: Context, typed: str, asked: AskButton, person: Person
) -> None:
    """Save the typed text as a draft at once and show it as it will be sent, with its addressee."""
    municipality, after = None if asked.slug == REGION else asked.slug, asked.after
    question_id = await ctx.store.write(questions.draft, person.id, municipality, typed, after or None, ctx.now)
    name = await place_name(ctx, municipality)
    buttons = keyboard(
        [button(ctx.tr.plain("ask-send"), QuestionDraftButton(do="send", question=question_id))],
        [button(ctx.tr.plain("ask-rewrite"), AskButton(do="again", after=after, slug=asked.slug))],
        [button(ctx.tr.plain("ask-drop"), QuestionDraftButton(do="drop", question=question_id))],
    )
    await ctx.show(event, ctx.tr("ask-preview", text=typed, place=name, name=person.name), buttons)


async def place_name(ctx: Context, municipality: str | None) -> str:
    found = await ctx.store.read(municipalities.get, municipality) if municipality else None
    return found.name if found else municipality or ctx.tr.plain("role-region")


@router.callback_query(QuestionDraftButton.filter(F.do == "send"))
async def send(query: CallbackQuery, ctx: Context, callback_data: QuestionDraftButton) -> None:
    outcome = AskOutcome.GONE
    if ctx.person and ctx.person.agreed(Purpose.QUESTIONS):
        asked = (callback_data.question, ctx.person.id, ctx.settings.admin_ids, ctx.now)
        outcome = await ctx.store.write(questions.send, *asked)
    log_sent(ctx, callback_data.question, outcome)
    if outcome is AskOutcome.SENT:
        mine = button(ctx.tr.plain("ask-own"), OwnPage(page=0))
        await ctx.show(query, ctx.tr("ask-sent"), keyboard([mine], [to_topics(ctx.tr), to_menu(ctx.tr)]))
    elif outcome is AskOutcome.NOBODY:
        await ctx.show(query, *nobody_screen(ctx))
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
        await ctx.store.write(questions.discard, found.id, found.person_id)
        key = "ask-dropped"
    await ctx.show(query, *topics_screen(ctx), alert=ctx.tr.plain(key))
