"""/profile → the choices of a person → [name] → typed; [what and when] → kinds, quiet hours; [few buttons] on or off.

Language, zone, news, accounts and data have screens of their own, and each leads back here. A stranger has no profile.
"""

from collections.abc import Mapping
from dataclasses import replace

from aiogram import F, Router
from aiogram.filters import Command, StateFilter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.domain.people import Person
from bot.domain.profile import NAME_MAX, QUIET_CHOICES, Hearing, Profile, read_name
from bot.i18n import Translator
from bot.logs import get_logger
from handlers.account.views import AccountButton, ChoiceButton, about_lines
from handlers.shared.buttons import AboutButton
from handlers.shared.context import Context
from handlers.shared.municipality import municipality_names
from handlers.shared.screens import Number, Open, Pressed, Said, Typed, button, keyboard, to_menu, zone_name
from storage.people import people, profile

HEARINGS = {Hearing.EVENTS: "hear-events", Hearing.GRANTS: "hear-grants", Hearing.CASES: "hear-cases"}


class ProfileButton(CallbackData, prefix="prof"):
    """`do` is name, hear, quiet, screen, few or many; "about me" has buttons of its own."""

    do: str


class HearButton(CallbackData, prefix="hear"):
    """To mute or unmute one kind of notifications."""

    what: Hearing


class QuietButton(CallbackData, prefix="quiet"):
    """Quiet hours: when they begin and end; equal ones are none."""

    first: Number
    until: Number


class Introducing(StatesGroup):
    name = State()


router = Router(name="account.profile")
router.message.filter(Said("profile", states=Introducing))
router.callback_query.filter(Pressed(ProfileButton, HearButton, QuietButton, places=("profile",)))
log = get_logger(__name__)


@router.message(Command("profile"))
@router.callback_query(Open.filter(F.place == "profile"))
async def show_profile(event: Message | CallbackQuery, ctx: Context) -> None:
    await put_profile(event, ctx)


async def put_profile(event: Message | CallbackQuery, ctx: Context, done: str = "") -> None:
    """Show the choices of the person; `done` is an alert with the result of the last step."""
    if ctx.person is None:
        await ctx.show(event, ctx.tr("profile-stranger"), stranger_buttons(ctx.tr), done)
        return
    chosen = await ctx.store.read(profile.get, ctx.person.id)
    text = profile_text(ctx.tr, ctx.person, chosen, await municipality_names(ctx))
    await ctx.show(event, text, profile_buttons(ctx.tr), done)


def stranger_buttons(tr: Translator) -> InlineKeyboardMarkup:
    enter = button(tr.plain("account-enter"), AccountButton(do="enter", account_id=0))
    return keyboard([_language(tr)], [enter], [_privacy(tr)], [to_menu(tr)])


def _language(tr: Translator) -> InlineKeyboardButton:
    return button(tr.plain("menu-language"), Open(place="language"))


def _privacy(tr: Translator) -> InlineKeyboardButton:
    return button(tr.plain("profile-privacy"), Open(place="privacy"))


def profile_text(tr: Translator, person: Person, chosen: Profile, names: Mapping[str, str]) -> Markup:
    lines = [
        tr("profile-name", name=person.name),
        *about_lines(tr, person, chosen, names),
        tr("profile-zone", zone=zone_name(tr, person.zone)),
        tr("profile-quiet", hours=quiet_hours(tr, chosen.quiet)),
        *([tr("profile-muted", kinds=_kinds(tr, chosen))] if chosen.muted else []),
        tr("profile-few" if person.few_buttons else "profile-many"),
    ]
    return Markup("\n\n").join([tr("profile"), Markup("\n").join(lines), tr("profile-ask")])


def quiet_hours(tr: Translator, quiet: tuple[int, int]) -> str:
    first, until = quiet
    return tr.plain("quiet-none") if first == until else tr.plain("quiet-hours", first=first, until=until)


def _kinds(tr: Translator, chosen: Profile) -> str:
    return ", ".join(tr.plain(key) for kind, key in HEARINGS.items() if kind in chosen.muted)


def profile_buttons(tr: Translator) -> InlineKeyboardMarkup:
    name = button(tr.plain("profile-to-name"), ProfileButton(do="name"))
    return keyboard(
        [name, button(tr.plain("profile-to-about"), AboutButton(do="open"))],
        [button(tr.plain("profile-to-hear"), ProfileButton(do="hear"))],
        [button(tr.plain("hear-news"), ChoiceButton(do="news"))],
        [button(tr.plain("profile-to-accounts"), AccountButton(do="list", account_id=0))],
        [button(tr.plain("profile-to-screen"), ProfileButton(do="screen"))],
        [_privacy(tr), to_menu(tr)],
    )


@router.callback_query(ProfileButton.filter(F.do == "screen"))
async def show_screen(query: CallbackQuery, ctx: Context) -> None:
    """Show the choices about screens: the language and the number of buttons."""
    if ctx.person is None:
        await put_profile(query, ctx)
        return
    few, label = ("many", "profile-to-many") if ctx.person.few_buttons else ("few", "profile-to-few")
    change = button(ctx.tr.plain(label), ProfileButton(do=few))
    text = ctx.tr("profile-few" if ctx.person.few_buttons else "profile-many")
    await ctx.show(query, text, keyboard([change], [_language(ctx.tr)], [_back(ctx.tr)]))


@router.callback_query(ProfileButton.filter(F.do == "name"))
async def ask_name(query: CallbackQuery, ctx: Context) -> None:
    if ctx.person is None:
        await put_profile(query, ctx)
        return
    await ctx.ask(query, Introducing.name, ctx.tr("name-ask", name=ctx.person.name), keyboard([_back(ctx.tr)]))


def _back(tr: Translator) -> InlineKeyboardButton:
    return button(tr.plain("profile-back"), Open(place="profile"))


@router.message(StateFilter(Introducing), Typed())
async def take_name(message: Message, ctx: Context, typed: str) -> None:
    """Save the name. It stands in the lists of events that the person goes to and with what they ask."""
    name = read_name(typed)
    if not name:
        await message.answer(ctx.tr("name-unreadable", most=NAME_MAX), reply_markup=keyboard([_back(ctx.tr)]))
        return
    await ctx.state.clear()
    if ctx.person:
        await ctx.store.write(people.change, ctx.person.id, name=name)
        log.info("name changed", person_id=ctx.person.id)
        ctx = replace(ctx, person=replace(ctx.person, name=name))
    await put_profile(message, ctx)


@router.message(StateFilter(Introducing))
async def want_name(message: Message, ctx: Context) -> None:
    await ctx.answer_once(message, ctx.tr("want-words"))


@router.callback_query(ProfileButton.filter(F.do == "hear"))
async def show_hearing(query: CallbackQuery, ctx: Context) -> None:
    await put_hearing(query, ctx)


async def put_hearing(query: CallbackQuery, ctx: Context, done: str = "") -> None:
    """Show what the person hears of, and when; `done` is an alert with the result of the last step."""
    if ctx.person is None:
        await put_profile(query, ctx)
        return
    chosen = await ctx.store.read(profile.get, ctx.person.id)
    text = ctx.tr("hear", hours=quiet_hours(ctx.tr, chosen.quiet))
    kinds = [[_toggle(ctx.tr, kind, is_muted=kind in chosen.muted)] for kind in HEARINGS]
    zone = button(ctx.tr.plain("privacy-choose-zone"), ChoiceButton(do="zones"))
    quiet = button(ctx.tr.plain("hear-quiet"), ProfileButton(do="quiet"))
    await ctx.show(query, text, keyboard(*kinds, [quiet], [zone], [_back(ctx.tr)]), done)


def _toggle(tr: Translator, kind: Hearing, *, is_muted: bool) -> InlineKeyboardButton:
    name = tr.plain(HEARINGS[kind])
    return button(tr.plain("hear-off" if is_muted else "hear-on", kind=name), HearButton(what=kind))


@router.callback_query(HearButton.filter())
async def mute(query: CallbackQuery, ctx: Context, callback_data: HearButton) -> None:
    """Mute or unmute a kind: what is planned of it is dropped when it is due, or sent again."""
    done = ""
    if ctx.person:
        is_muted = await ctx.store.write(profile.mute, ctx.person.id, callback_data.what)
        log.info("notifications muted", person_id=ctx.person.id, what=callback_data.what, muted=is_muted)
        done = ctx.tr.plain("hear-muted" if is_muted else "hear-unmuted")
    await put_hearing(query, ctx, done)


@router.callback_query(ProfileButton.filter(F.do == "quiet"))
async def ask_quiet(query: CallbackQuery, ctx: Context) -> None:
    rows = [[button(quiet_hours(ctx.tr, each), QuietButton(first=each[0], until=each[1]))] for each in QUIET_CHOICES]
    back = button(ctx.tr.plain("hear-back"), ProfileButton(do="hear"))
    await ctx.show(query, ctx.tr("quiet-ask"), keyboard(*rows, [back]))


@router.callback_query(QuietButton.filter())
async def choose_quiet(query: CallbackQuery, ctx: Context, callback_data: QuietButton) -> None:
    quiet = callback_data.first, callback_data.until
    if quiet not in QUIET_CHOICES:
        await ctx.refuse(query, "button-stale")
        return
    if ctx.person:
        await ctx.store.write(profile.be_quiet, ctx.person.id, quiet)
        log.info("quiet hours chosen", person_id=ctx.person.id, first=quiet[0], until=quiet[1])
    await put_hearing(query, ctx, ctx.tr.plain("quiet-chosen", hours=quiet_hours(ctx.tr, quiet)) if ctx.person else "")


@router.callback_query(ProfileButton.filter(F.do.in_(("few", "many"))))
async def change_buttons(query: CallbackQuery, ctx: Context, callback_data: ProfileButton) -> None:
    """Show few buttons on each screen from now on, or as many as there are."""
    few = callback_data.do == "few"
    if ctx.person:
        await ctx.store.write(profile.show_few_buttons, ctx.person.id, few)
        log.info("few buttons", person_id=ctx.person.id, on=few)
        ctx = replace(ctx, person=replace(ctx.person, few_buttons=few))
    await put_profile(query, ctx)
