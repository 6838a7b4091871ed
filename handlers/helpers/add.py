"""[a new one] → the place → name → what it helps with → contact → source → topic → the entry, still hidden."""

from collections.abc import Mapping
from dataclasses import dataclass

from aiogram import Router
from aiogram.filters import StateFilter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.domain.corrections import SOURCE_MAX, CorrectionOutcome
from bot.domain.helpers import NAME_MAX, TEXT_MAX, HelpTopic, is_private
from bot.domain.people import REGION
from bot.domain.time import local_date
from bot.i18n import Translator
from bot.logs import get_logger
from bot.places import Places
from handlers.helpers.keep import REFUSALS, put_entry, require_keeper
from handlers.helpers.views import TOPICS, KeptHelpers, NewHelper
from handlers.shared.context import Context
from handlers.shared.helpers import patronymics
from handlers.shared.municipality import Picker
from handlers.shared.screens import Number, Pressed, Said, Typed, button, keyboard
from storage import helpers


class Registering(StatesGroup):
    place = State()
    name = State()
    does = State()
    contact = State()
    source = State()


class HelperPlace(CallbackData, prefix="helpplace"):
    """The municipality of a new entry; an empty one is the whole oblast."""

    slug: str


class HelperPlacesPage(CallbackData, prefix="helpplaces"):
    page: Number


class HelperWithoutContact(CallbackData, prefix="helpnocontact"):
    helper: str


class HelperTopic(CallbackData, prefix="helptopic"):
    helper: str
    topic: HelpTopic


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the new entry: its text, the most letters of an answer, and the question behind it."""

    text: str
    most: int
    then: State | None


QUESTIONS: Mapping[State, Question] = {
    Registering.name: Question("helper-ask-name", NAME_MAX, Registering.does),
    Registering.does: Question("helper-ask-does", TEXT_MAX, Registering.contact),
    Registering.contact: Question("helper-ask-contact", TEXT_MAX, Registering.source),
    Registering.source: Question("helper-ask-source", SOURCE_MAX, None),
}
PICKER = Picker(Registering.place, HelperPlace, HelperPlacesPage, "role-unlisted", "role-everywhere")

router = Router(name="helpers.add")
router.message.filter(Said(states=Registering))
router.callback_query.filter(Pressed(NewHelper, HelperPlace, HelperPlacesPage, HelperWithoutContact, HelperTopic))
log = get_logger(__name__)


@router.callback_query(NewHelper.filter())
@router.callback_query(HelperPlacesPage.filter())
async def ask_place(query: CallbackQuery, ctx: Context, callback_data: NewHelper | HelperPlacesPage) -> None:
    if not await require_keeper(query, ctx):
        return
    page = callback_data.page if isinstance(callback_data, HelperPlacesPage) else 0
    back = button(ctx.tr.plain("button-cancel"), KeptHelpers(do="list", page=0))
    await PICKER.ask(query, ctx, page, ctx.tr("helper-ask-place"), [[back]])


@router.message(StateFilter(Registering.place), Typed())
async def find_place(message: Message, ctx: Context, typed: str, places: Places) -> None:
    if found := await PICKER.find(message, ctx, places, typed):
        await ask_name(message, ctx, found.municipality.slug)


@router.callback_query(HelperPlace.filter())
async def take_place(query: CallbackQuery, ctx: Context, callback_data: HelperPlace) -> None:
    if await require_keeper(query, ctx):
        await ask_name(query, ctx, callback_data.slug)


async def ask_name(event: Message | CallbackQuery, ctx: Context, municipality: str) -> None:
    """Ask for the name; a coordinator of another place is refused before they type anything."""
    if not ctx.coordinates(municipality or REGION):
        await ctx.deny(event)
        return
    await ctx.ask(event, Registering.name, ctx.tr("helper-ask-name"), way_out(ctx.tr), municipality=municipality)


def way_out(tr: Translator, slug: str = "", question: State | None = None) -> InlineKeyboardMarkup:
    without = button(tr.plain("helper-no-contact"), HelperWithoutContact(helper=slug))
    cancel = button(tr.plain("button-cancel"), KeptHelpers(do="list", page=0))
    return keyboard([without] if question is Registering.contact else [], [cancel])


@router.message(StateFilter(*QUESTIONS), Typed())
async def take_answer(message: Message, ctx: Context, typed: str, raw_state: str) -> None:
    """Take the answer to the open question and ask the next one. A private person's contact is refused."""
    state, question = next((state, found) for state, found in QUESTIONS.items() if state.state == raw_state)
    if reason := wrong(ctx.tr, typed, question, is_source=state is Registering.source):
        await message.answer(reason)
        return
    data = await ctx.state.get_data()
    if state is Registering.name:
        outcome: str | CorrectionOutcome = await begin(ctx, typed, data.get("municipality", ""))
    else:
        field = raw_state.rpartition(":")[2]
        outcome = await ctx.store.write(helpers.write, data.get("slug", ""), ctx.roles, field, typed, ctx.now)
    if isinstance(outcome, CorrectionOutcome) and outcome is not CorrectionOutcome.DONE:
        await ctx.state.clear()
        await ctx.deny(message, REFUSALS[outcome])
        return
    slug = outcome if state is Registering.name else data.get("slug", "")
    await go_on(message, ctx, slug, question.then)


def wrong(tr: Translator, typed: str, question: Question, *, is_source: bool) -> Markup | None:
    """The reason for which an answer is not taken; None when it is. A source may be signed by anybody."""
    if len(typed) > question.most:
        return tr("too-long", typed=len(typed), most=question.most)
    return tr("helper-private") if not is_source and is_private(typed, patronymics(tr)) else None


async def begin(ctx: Context, name: str, municipality: str) -> str | CorrectionOutcome:
    today = local_date(ctx.now, ctx.settings.timezone)
    slug = await ctx.store.write(helpers.begin, name, municipality or None, ctx.roles, today, ctx.now)
    if not isinstance(slug, CorrectionOutcome):
        log.info("helper begun", slug=slug, person_id=ctx.person_id)
    return slug


async def go_on(event: Message | CallbackQuery, ctx: Context, slug: str, then: State | None) -> None:
    """Ask the next question, or for the topic after the last."""
    if then is not None:
        await ctx.ask(event, then, ctx.tr(QUESTIONS[then].text), way_out(ctx.tr, slug, then), slug=slug)
        return
    await ctx.state.clear()
    rows = [[button(ctx.tr.plain(label), HelperTopic(helper=slug, topic=topic))] for topic, label in TOPICS.items()]
    await ctx.show(event, ctx.tr("helper-ask-topic"), keyboard(*rows))


@router.callback_query(HelperWithoutContact.filter())
async def take_no_contact(query: CallbackQuery, ctx: Context, callback_data: HelperWithoutContact) -> None:
    if not await require_keeper(query, ctx):
        return
    outcome = await ctx.store.write(helpers.write, callback_data.helper, ctx.roles, "contact", "", ctx.now)
    if outcome is not CorrectionOutcome.DONE:
        await ctx.deny(query, REFUSALS[outcome])
        return
    await go_on(query, ctx, callback_data.helper, Registering.source)


@router.callback_query(HelperTopic.filter())
async def take_topic(query: CallbackQuery, ctx: Context, callback_data: HelperTopic) -> None:
    """Take the topic, and show the entry as people will see it: it is still hidden."""
    if not await require_keeper(query, ctx):
        return
    slug = callback_data.helper
    outcome = await ctx.store.write(helpers.write, slug, ctx.roles, "topics", [callback_data.topic], ctx.now)
    if outcome is not CorrectionOutcome.DONE:
        await ctx.deny(query, REFUSALS[outcome])
        return
    await put_entry(query, ctx, slug)


@router.message(StateFilter(Registering))
async def want_words(message: Message, ctx: Context) -> None:
    await message.answer(ctx.tr("want-words"))
