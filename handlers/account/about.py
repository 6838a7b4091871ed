"""The profile → [about me] → consent → where I live, from a list or typed; my TOS, typed; what I apply for grants as.

What is said here saves questions elsewhere: /grants shows what fits, a question goes to the coordinator of the place.
"""

from dataclasses import replace

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message
from markupsafe import Markup

from bot.domain.grants import Applicant
from bot.domain.people import Person, Purpose
from bot.domain.places.settlements import Located
from bot.domain.profile import TOS_MAX, Profile
from bot.domain.words import one_line, says_something
from bot.i18n import Translator
from bot.logs import get_logger
from bot.places import Places
from handlers.account.views import about_lines
from handlers.shared.applicant_names import APPLICANTS
from handlers.shared.buttons import AboutButton, FollowOwn
from handlers.shared.context import Context
from handlers.shared.municipality import Picker, municipality_names, settlement_name
from handlers.shared.screens import Number, Open, Pressed, Said, Typed, button, keyboard
from storage import places as gazetteer
from storage.law import municipalities
from storage.people import profile

# Seven and the way back: the kinds that a person, not an office, may be.
KINDS = (
    Applicant.TOS,
    Applicant.TOS_LEGAL,
    Applicant.NKO,
    Applicant.GROUP,
    Applicant.PERSON,
    Applicant.PERSON14_35,
    Applicant.IP,
)


class HomeButton(CallbackData, prefix="home"):
    slug: str


class HomeInButton(CallbackData, prefix="homein"):
    settlement: Number


class HomesPage(CallbackData, prefix="homes"):
    page: int


class ApplicantButton(CallbackData, prefix="applicant"):
    kind: Applicant


class Telling(StatesGroup):
    place = State()
    tos = State()


ABOUT_CONSENT = AboutButton(do="agree"), Open(place="profile")
PICKER = Picker(Telling.place, chosen=HomeButton, page=HomesPage, unlisted="news-unlisted", settled=HomeInButton)

router = Router(name="account.about")
router.message.filter(Said(states=Telling))
router.callback_query.filter(Pressed(AboutButton, HomeButton, HomeInButton, HomesPage, ApplicantButton))
log = get_logger(__name__)


@router.callback_query(AboutButton.filter(F.do == "open"))
async def show_about(query: CallbackQuery, ctx: Context) -> None:
    if person := await ctx.require(query, Purpose.PROFILE, *ABOUT_CONSENT):
        await put_about(query, ctx, person)


@router.callback_query(AboutButton.filter(F.do == "agree"))
async def agree_to_profile(query: CallbackQuery, ctx: Context) -> None:
    await show_about(query, await ctx.agreed(query, Purpose.PROFILE))


async def put_about(event: Message | CallbackQuery, ctx: Context, person: Person, done: str = "") -> None:
    """Show what the person said of themselves; `done` is an alert with the result of the last step."""
    chosen = await ctx.store.read(profile.get, person.id)
    lines = about_lines(ctx.tr, person, chosen, await municipality_names(ctx)) or [ctx.tr("about-nothing")]
    buttons = keyboard(
        [button(ctx.tr.plain("about-to-place"), HomesPage(page=0))],
        [button(ctx.tr.plain("about-to-tos"), AboutButton(do="tos"))],
        [button(ctx.tr.plain("about-to-kinds"), AboutButton(do="kinds"))],
        [button(ctx.tr.plain("follow-to-own"), FollowOwn(do="see"))] if chosen.applicants else [],
        [button(ctx.tr.plain("profile-back"), Open(place="profile"))],
    )
    await ctx.show(event, ctx.tr("about", lines=Markup("\n").join(lines)), buttons, done)


def to_about(tr: Translator) -> InlineKeyboardButton:
    return button(tr.plain("about-back"), AboutButton(do="open"))


@router.callback_query(HomesPage.filter())
async def list_homes(query: CallbackQuery, ctx: Context, callback_data: HomesPage) -> None:
    if await ctx.require(query, Purpose.PROFILE, *ABOUT_CONSENT):
        await PICKER.ask(query, ctx, callback_data.page, ctx.tr("about-ask-place"), [[to_about(ctx.tr)]])


@router.message(StateFilter(Telling.place), Typed())
async def find_home(message: Message, ctx: Context, typed: str, places: Places) -> None:
    if place := await PICKER.find(message, ctx, places, typed, [[to_about(ctx.tr)]]):
        await keep_home(message, ctx, place)


@router.callback_query(HomeButton.filter())
async def choose_municipality(query: CallbackQuery, ctx: Context, callback_data: HomeButton) -> None:
    found = await ctx.store.read(municipalities.get, callback_data.slug)
    await keep_home(query, ctx, Located(found) if found else None)


@router.callback_query(HomeInButton.filter())
async def choose_settlement(query: CallbackQuery, ctx: Context, callback_data: HomeInButton) -> None:
    await keep_home(query, ctx, await ctx.store.read(gazetteer.locate, callback_data.settlement))


async def keep_home(event: Message | CallbackQuery, ctx: Context, place: Located | None) -> None:
    """Save the place of a person who agreed; nothing is saved of anybody else."""
    if place is None or ctx.person is None or not ctx.person.agreed(Purpose.PROFILE):
        await ctx.refuse(event, "news-gone" if place is None else "about-off")
        return
    slug = place.municipality.slug
    settlement = settlement_name(ctx.texts.choose("ru"), place.settlement) if place.settlement else None
    await ctx.store.write(profile.live_in, ctx.person.id, slug, settlement)
    log.info("place of a profile", person_id=ctx.person.id, municipality=slug)
    await put_about(event, ctx, replace(ctx.person, municipality=slug), ctx.tr.plain("about-saved"))


@router.callback_query(AboutButton.filter(F.do == "tos"))
async def ask_tos(query: CallbackQuery, ctx: Context) -> None:
    if await ctx.require(query, Purpose.PROFILE, *ABOUT_CONSENT):
        none = button(ctx.tr.plain("about-no-tos"), AboutButton(do="no-tos"))
        await ctx.ask(query, Telling.tos, ctx.tr("about-ask-tos"), keyboard([none], [to_about(ctx.tr)]))


@router.message(StateFilter(Telling.tos), Typed())
async def take_tos(message: Message, ctx: Context, typed: str) -> None:
    name = one_line(typed)
    if not says_something(name) or len(name) > TOS_MAX:
        await message.answer(ctx.tr("about-tos-unreadable", most=TOS_MAX), reply_markup=keyboard([to_about(ctx.tr)]))
        return
    await ctx.state.clear()
    await keep_tos(message, ctx, name)


@router.callback_query(AboutButton.filter(F.do == "no-tos"))
async def drop_tos(query: CallbackQuery, ctx: Context) -> None:
    await keep_tos(query, ctx, None)


async def keep_tos(event: Message | CallbackQuery, ctx: Context, name: str | None) -> None:
    if ctx.person is None or not ctx.person.agreed(Purpose.PROFILE):
        await ctx.refuse(event, "about-off")
        return
    await ctx.store.write(profile.belong_to, ctx.person.id, name)
    log.info("TOS of a profile", person_id=ctx.person.id, known=name is not None)
    await put_about(event, ctx, ctx.person, ctx.tr.plain("about-saved"))


@router.message(StateFilter(Telling))
async def want_words(message: Message, ctx: Context) -> None:
    await ctx.answer_once(message, ctx.tr("want-words"))


@router.callback_query(AboutButton.filter(F.do == "kinds"))
async def ask_kinds(query: CallbackQuery, ctx: Context) -> None:
    if person := await ctx.require(query, Purpose.PROFILE, *ABOUT_CONSENT):
        await put_kinds(query, ctx, person)


async def put_kinds(query: CallbackQuery, ctx: Context, person: Person) -> None:
    chosen = await ctx.store.read(profile.get, person.id)
    rows = [[_kind(ctx.tr, kind, chosen)] for kind in KINDS]
    await ctx.show(query, ctx.tr("about-ask-kinds"), keyboard(*rows, [to_about(ctx.tr)]))


def _kind(tr: Translator, kind: Applicant, chosen: Profile) -> InlineKeyboardButton:
    name = tr.plain(APPLICANTS[kind])
    label = tr.plain("about-kind-chosen", kind=name) if kind in chosen.applicants else name
    return button(label, ApplicantButton(kind=kind))


@router.callback_query(ApplicantButton.filter())
async def choose_kind(query: CallbackQuery, ctx: Context, callback_data: ApplicantButton) -> None:
    if person := await ctx.require(query, Purpose.PROFILE, *ABOUT_CONSENT):
        kind = callback_data.kind
        is_chosen = await ctx.store.write(profile.apply_as, person.id, kind)
        log.info("kind of applicant", person_id=person.id, kind=kind, chosen=is_chosen)
        await put_kinds(query, ctx, person)
