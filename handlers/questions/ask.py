"""[ask a person] → consent → where from, unless we know → text → preview → [send].

Somebody who searched first need not write again: the words that the answers came to are shown as they would be sent.
"""

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.domain.people import REGION, Person, Purpose
from bot.domain.questions import QUESTION_MAX, AskOutcome, Desk
from handlers.questions.views import AskButton, OwnPage, to_person, to_topics, topics_screen
from handlers.shared.consent import operator
from handlers.shared.context import Context
from handlers.shared.screens import Number, Open, Pressed, Said, Typed, button, keyboard, to_menu
from storage.law import municipalities
from storage.questions import questions


class Asking(StatesGroup):
    text = State()


class DraftButton(CallbackData, prefix="askd"):
    """`do`: send, drop."""

    do: str
    question: Number


router = Router(name="questions.ask")
router.message.filter(Said(states=Asking))
router.callback_query.filter(Pressed(AskButton, DraftButton))


@router.callback_query(AskButton.filter(F.do.in_({"begin", "place", "again", "again-place"})))
async def begin(query: CallbackQuery, ctx: Context, callback_data: AskButton) -> None:
    desk = await ctx.store.read(questions.desk, ctx.settings.admin_ids)
    if desk.is_empty:
        await ctx.show(query, *nobody_screen(ctx))
        return
    agree = callback_data.model_copy(update={"do": _same_way(callback_data, "agree")})
    if person := await ctx.require(query, Purpose.QUESTIONS, agree, Open(place="faq")):
        await go_on(query, ctx, callback_data, desk, person)


@router.callback_query(AskButton.filter(F.do.in_({"agree", "again-agree"})))
async def agree_and_ask(query: CallbackQuery, ctx: Context, callback_data: AskButton) -> None:
    """The consent, then the question; to nobody who could answer, nobody need agree."""
    desk = await ctx.store.read(questions.desk, ctx.settings.admin_ids)
    await begin(query, ctx if desk.is_empty else await ctx.agreed(query, Purpose.QUESTIONS), callback_data)


def nobody_screen(ctx: Context) -> tuple[Markup, InlineKeyboardMarkup]:
    """Nobody is there to answer yet: whom one may turn to all the same."""
    return ctx.tr("ask-nobody", **operator(ctx.tr, ctx.settings)), keyboard([to_topics(ctx.tr), to_menu(ctx.tr)])


async def go_on(query: CallbackQuery, ctx: Context, asked: AskButton, desk: Desk, person: Person) -> None:
    """The next thing that is not known yet: where from, then what."""
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
        await keep_draft(query, ctx, typed, asked.after, slug, person)
        return
    cancel = button(ctx.tr.plain("button-cancel"), Open(place="faq"))
    await ctx.ask(query, Asking.text, ctx.tr("ask-text"), keyboard([cancel]), after=asked.after, slug=slug)


def place_of(person: Person, desk: Desk) -> str:
    """Where a question goes without asking: where one's news come from, or the region if there is nobody else."""
    if person.municipality and desk.reaches(person.municipality):
        return person.municipality
    return "" if desk.slugs else REGION


def is_anew(asked: AskButton) -> bool:
    """Whether the question is to be typed, whatever was searched for before."""
    return asked.do.startswith("again")


def _same_way(asked: AskButton, do: str) -> str:
    return f"again-{do}" if is_anew(asked) else do


async def places(ctx: Context, asked: AskButton, desk: Desk) -> InlineKeyboardMarkup:
    """Municipalities with coordinators of their own, two in a row; everybody else is elsewhere."""

    def to(name: str, slug: str) -> InlineKeyboardButton:
        return button(name, AskButton(do=_same_way(asked, "place"), after=asked.after, slug=slug))

    names = {each.slug: each.name for each in await ctx.store.read(municipalities.all_municipalities)}
    here = [to(names.get(slug, slug), slug) for slug in desk.slugs]
    pairs = [here[first : first + 2] for first in range(0, len(here), 2)]
    return keyboard(*pairs, [to(ctx.tr.plain("ask-elsewhere"), REGION)], [to_topics(ctx.tr), to_menu(ctx.tr)])


def words_before(query: CallbackQuery) -> str:
    """What the person searched for, when the button stands under the answer to it."""
    message = query.message
    replied = message.reply_to_message if isinstance(message, Message) else None
    return ((replied.text if replied else None) or "").strip()[:QUESTION_MAX]


@router.message(StateFilter(Asking), Typed())
async def take_text(message: Message, ctx: Context, typed: str) -> None:
    cancel = keyboard([button(ctx.tr.plain("button-cancel"), Open(place="faq"))])
    if len(typed) > QUESTION_MAX:
        await message.answer(ctx.tr("too-long", typed=len(typed), most=QUESTION_MAX), reply_markup=cancel)
        return
    data = await ctx.state.get_data()
    await ctx.state.clear()
    if ctx.person is None or not ctx.person.agreed(Purpose.QUESTIONS):
        await message.answer(ctx.tr("ask-begin-again"), reply_markup=keyboard([to_person(ctx.tr)], [to_menu(ctx.tr)]))
        return
    await keep_draft(message, ctx, typed, data.get("after", 0), data.get("slug", REGION), ctx.person)


@router.message(StateFilter(Asking))
async def want_words(message: Message, ctx: Context) -> None:
    await message.answer(
        ctx.tr("want-words"), reply_markup=keyboard([button(ctx.tr.plain("button-cancel"), Open(place="faq"))])
    )


async def keep_draft(
    event: Message | CallbackQuery, ctx: Context, typed: str, after: int, slug: str, person: Person
) -> None:
    """What was typed is a row at once; it is shown as it will be sent, and to whom."""
    municipality = None if slug == REGION else slug
    question_id = await ctx.store.write(questions.draft, person.id, municipality, typed, after or None, ctx.now)
    name = await place_name(ctx, municipality)
    buttons = keyboard(
        [button(ctx.tr.plain("ask-send"), DraftButton(do="send", question=question_id))],
        [button(ctx.tr.plain("ask-rewrite"), AskButton(do="again", after=after, slug=slug))],
        [button(ctx.tr.plain("ask-drop"), DraftButton(do="drop", question=question_id))],
    )
    await ctx.show(event, ctx.tr("ask-preview", text=typed, place=name, name=person.name), buttons)


async def place_name(ctx: Context, municipality: str | None) -> str:
    found = await ctx.store.read(municipalities.get, municipality) if municipality else None
    return found.name if found else municipality or ctx.tr.plain("role-region")


@router.callback_query(DraftButton.filter(F.do == "send"))
async def send(query: CallbackQuery, ctx: Context, callback_data: DraftButton) -> None:
    outcome = AskOutcome.GONE
    if ctx.person and ctx.person.agreed(Purpose.QUESTIONS):
        outcome = await ctx.store.write(
            questions.send, callback_data.question, ctx.person.id, ctx.settings.admin_ids, ctx.now
        )
    if outcome is AskOutcome.SENT:
        mine = button(ctx.tr.plain("ask-own"), OwnPage(page=0))
        await ctx.show(query, ctx.tr("ask-sent"), keyboard([mine], [to_topics(ctx.tr), to_menu(ctx.tr)]))
    elif outcome is AskOutcome.NOBODY:
        await ctx.show(query, *nobody_screen(ctx))
    elif outcome is AskOutcome.TOO_MANY:
        await query.answer(ctx.tr.plain("ask-too-many"), show_alert=True)
    else:
        gone = ctx.tr.plain("ask-already" if outcome is AskOutcome.ALREADY else "ask-gone")
        await ctx.show(query, *topics_screen(ctx), alert=gone)


@router.callback_query(DraftButton.filter(F.do == "drop"))
async def drop(query: CallbackQuery, ctx: Context, callback_data: DraftButton) -> None:
    """Only a draft is dropped so: what was asked is deleted from its card, after a second question."""
    found = await ctx.store.read(questions.own, callback_data.question, ctx.person.id) if ctx.person else None
    key = "ask-gone"
    if found and found.asked_at:
        key = "ask-already"
    elif found:
        await ctx.store.write(questions.discard, found.id, found.person_id)
        key = "ask-dropped"
    await ctx.show(query, *topics_screen(ctx), alert=ctx.tr.plain(key))
