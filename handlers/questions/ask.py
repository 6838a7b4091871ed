"""[ask a person] → consent → where from, unless we know → text → preview → [send].

Somebody who searched first need not write again: the words that the answers came to are shown as they would be sent.
"""

from datetime import datetime

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.config import Settings
from bot.domain.people import REGION, Person, Purpose, Role, Visitor
from bot.domain.questions import QUESTION_MAX, AskOutcome, Desk
from bot.i18n import Translator
from handlers.questions.views import AskButton, OwnPage, to_person, to_topics, topics_screen
from handlers.shared.screens import (
    Number,
    Open,
    Pressed,
    Said,
    Typed,
    agreed_words,
    ask,
    ask_consent,
    button,
    keyboard,
    operator,
    show,
    to_menu,
)
from storage.core.db import Store
from storage.law import municipalities
from storage.people import people
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
async def begin(
    query: CallbackQuery,
    callback_data: AskButton,
    state: FSMContext,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    now: datetime,
) -> None:
    desk = await store.read(questions.desk, settings.admin_ids)
    if desk.is_empty:
        await show(query, *nobody_screen(tr, settings))
    elif person is None or not person.agreed(Purpose.QUESTIONS):
        agree = callback_data.model_copy(update={"do": _same_way(callback_data, "agree")})
        await ask_consent(query, tr, settings, Purpose.QUESTIONS, agree, Open(place="faq"))
    else:
        await go_on(query, callback_data, desk, state, store, tr, settings, person, now)


@router.callback_query(AskButton.filter(F.do.in_({"agree", "again-agree"})))
async def agree_and_ask(
    query: CallbackQuery,
    callback_data: AskButton,
    state: FSMContext,
    store: Store,
    tr: Translator,
    settings: Settings,
    visitor: Visitor,
    person: Person | None,
    now: datetime,
) -> None:
    """The consent, then the question; to nobody who could answer, nobody need agree."""
    desk = await store.read(questions.desk, settings.admin_ids)
    words = agreed_words(query, tr, settings, Purpose.QUESTIONS)
    if desk.is_empty or words is None:
        await begin(query, callback_data, state, store, tr, settings, person, now)
        return
    person = await store.write(people.agree, visitor, Purpose.QUESTIONS, words, tr.locale, settings.timezone, now)
    await go_on(query, callback_data, desk, state, store, tr, settings, person, now)


def nobody_screen(tr: Translator, settings: Settings) -> tuple[Markup, InlineKeyboardMarkup]:
    """Nobody is there to answer yet: whom one may turn to all the same."""
    return tr("ask-nobody", **operator(tr, settings)), keyboard([to_topics(tr), to_menu(tr)])


async def go_on(
    query: CallbackQuery,
    asked: AskButton,
    desk: Desk,
    state: FSMContext,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person,
    now: datetime,
) -> None:
    """The next thing that is not known yet: where from, then what."""
    previous = await store.read(questions.own, asked.after, person.id)
    slug = asked.slug or (previous.scope if previous else "") or place_of(person, desk)
    if not slug:
        await show(query, tr("ask-place"), await places(asked, desk, store, tr))
        return
    if not desk.reaches(None if slug == REGION else slug):
        await show(query, *nobody_screen(tr, settings))
        return
    typed = "" if is_anew(asked) or asked.after else words_before(query)
    if typed:
        await keep_draft(query, typed, asked.after, slug, store, tr, person, now)
        return
    cancel = button(tr.plain("button-cancel"), Open(place="faq"))
    await ask(query, state, Asking.text, tr("ask-text"), keyboard([cancel]), after=asked.after, slug=slug)


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


async def places(asked: AskButton, desk: Desk, store: Store, tr: Translator) -> InlineKeyboardMarkup:
    """Municipalities with coordinators of their own, two in a row; everybody else is elsewhere."""

    def to(name: str, slug: str) -> InlineKeyboardButton:
        return button(name, AskButton(do=_same_way(asked, "place"), after=asked.after, slug=slug))

    names = {each.slug: each.name for each in await store.read(municipalities.all_municipalities)}
    here = [to(names.get(slug, slug), slug) for slug in desk.slugs]
    pairs = [here[first : first + 2] for first in range(0, len(here), 2)]
    return keyboard(*pairs, [to(tr.plain("ask-elsewhere"), REGION)], [to_topics(tr), to_menu(tr)])


def words_before(query: CallbackQuery) -> str:
    """What the person searched for, when the button stands under the answer to it."""
    message = query.message
    replied = message.reply_to_message if isinstance(message, Message) else None
    return ((replied.text if replied else None) or "").strip()[:QUESTION_MAX]


@router.message(StateFilter(Asking), Typed())
async def take_text(
    message: Message,
    typed: str,
    state: FSMContext,
    store: Store,
    tr: Translator,
    person: Person | None,
    now: datetime,
) -> None:
    cancel = keyboard([button(tr.plain("button-cancel"), Open(place="faq"))])
    if len(typed) > QUESTION_MAX:
        await message.answer(tr("too-long", typed=len(typed), most=QUESTION_MAX), reply_markup=cancel)
        return
    data = await state.get_data()
    await state.clear()
    if person is None or not person.agreed(Purpose.QUESTIONS):
        await message.answer(tr("ask-begin-again"), reply_markup=keyboard([to_person(tr)], [to_menu(tr)]))
        return
    await keep_draft(message, typed, data.get("after", 0), data.get("slug", REGION), store, tr, person, now)


@router.message(StateFilter(Asking))
async def want_words(message: Message, tr: Translator) -> None:
    await message.answer(
        tr("want-words"), reply_markup=keyboard([button(tr.plain("button-cancel"), Open(place="faq"))])
    )


async def keep_draft(
    event: Message | CallbackQuery,
    typed: str,
    after: int,
    slug: str,
    store: Store,
    tr: Translator,
    person: Person,
    now: datetime,
) -> None:
    """What was typed is a row at once; it is shown as it will be sent, and to whom."""
    municipality = None if slug == REGION else slug
    question_id = await store.write(questions.draft, person.id, municipality, typed, after or None, now)
    name = await place_name(municipality, store, tr)
    buttons = keyboard(
        [button(tr.plain("ask-send"), DraftButton(do="send", question=question_id))],
        [button(tr.plain("ask-rewrite"), AskButton(do="again", after=after, slug=slug))],
        [button(tr.plain("ask-drop"), DraftButton(do="drop", question=question_id))],
    )
    await show(event, tr("ask-preview", text=typed, place=name, name=person.name), buttons)


async def place_name(municipality: str | None, store: Store, tr: Translator) -> str:
    found = await store.read(municipalities.get, municipality) if municipality else None
    return found.name if found else municipality or tr.plain("role-region")


@router.callback_query(DraftButton.filter(F.do == "send"))
async def send(
    query: CallbackQuery,
    callback_data: DraftButton,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    outcome = AskOutcome.GONE
    if person and person.agreed(Purpose.QUESTIONS):
        outcome = await store.write(questions.send, callback_data.question, person.id, settings.admin_ids, now)
    if outcome is AskOutcome.SENT:
        mine = button(tr.plain("ask-own"), OwnPage(page=0))
        await show(query, tr("ask-sent"), keyboard([mine], [to_topics(tr), to_menu(tr)]))
    elif outcome is AskOutcome.NOBODY:
        await show(query, *nobody_screen(tr, settings))
    elif outcome is AskOutcome.TOO_MANY:
        await query.answer(tr.plain("ask-too-many"), show_alert=True)
    else:
        gone = tr.plain("ask-already" if outcome is AskOutcome.ALREADY else "ask-gone")
        await show(query, *topics_screen(tr, person, roles), alert=gone)


@router.callback_query(DraftButton.filter(F.do == "drop"))
async def drop(
    query: CallbackQuery,
    callback_data: DraftButton,
    store: Store,
    tr: Translator,
    person: Person | None,
    roles: frozenset[Role],
) -> None:
    """Only a draft is dropped so: what was asked is deleted from its card, after a second question."""
    found = await store.read(questions.own, callback_data.question, person.id) if person else None
    key = "ask-gone"
    if found and found.asked_at:
        key = "ask-already"
    elif found:
        await store.write(questions.discard, found.id, found.person_id)
        key = "ask-dropped"
    await show(query, *topics_screen(tr, person, roles), alert=tr.plain(key))
