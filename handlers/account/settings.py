"""[news] → consent → municipality, from a list or typed → what news comes; [time zone]."""

from dataclasses import replace

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from bot.config import Settings
from bot.domain.people import Purpose
from bot.i18n import Translator
from bot.places import Places
from handlers.account.news import put_news
from handlers.account.profile import put_profile
from handlers.account.views import ChoiceButton, NewsMunicipalitiesPage, put_privacy
from handlers.shared.context import Context
from handlers.shared.municipality import Picker, place_label
from handlers.shared.screens import ZONE_NAMES, Open, Pressed, Said, Typed, button, clock, keyboard, zone_name
from storage.law import municipalities
from storage.people import people


class MunicipalityButton(CallbackData, prefix="news-of"):
    """An empty slug is the whole region."""

    slug: str = ""


class ZoneButton(CallbackData, prefix="zone"):
    zone: str


class Settling(StatesGroup):
    municipality = State()


NEWS_CONSENT = ChoiceButton(do="news-agree"), Open(place="privacy")
PICKER = Picker(
    Settling.municipality,
    chosen=MunicipalityButton,
    page=NewsMunicipalitiesPage,
    unlisted="news-unlisted",
    everywhere="news-everywhere",
)

router = Router(name="account.settings")
router.message.filter(Said(states=Settling))
router.callback_query.filter(Pressed(ChoiceButton, MunicipalityButton, NewsMunicipalitiesPage, ZoneButton))


@router.callback_query(ChoiceButton.filter(F.do == "news"))
async def show_news(query: CallbackQuery, ctx: Context) -> None:
    """Show what news come; without their consent, ask for it."""
    if person := await ctx.require(query, Purpose.NOTIFICATIONS, *NEWS_CONSENT):
        await put_news(query, ctx, person)


@router.callback_query(NewsMunicipalitiesPage.filter())
async def list_municipalities(query: CallbackQuery, ctx: Context, callback_data: NewsMunicipalitiesPage) -> None:
    if await ctx.require(query, Purpose.NOTIFICATIONS, *NEWS_CONSENT):
        await ask_municipality(query, ctx, callback_data.page)


@router.callback_query(ChoiceButton.filter(F.do == "news-agree"))
async def agree_to_news(query: CallbackQuery, ctx: Context) -> None:
    agreed = await ctx.agreed(query, Purpose.NOTIFICATIONS)
    if agreed is ctx:  # The message showed other words, so the consent is asked for again.
        await show_news(query, ctx)
    else:
        await ask_municipality(query, agreed, 0)


async def ask_municipality(query: CallbackQuery, ctx: Context, page: int) -> None:
    await PICKER.ask(query, ctx, page, ctx.tr("news-ask"), [[to_news(ctx.tr)]])


def to_news(tr: Translator) -> InlineKeyboardButton:
    return button(tr.plain("news-back"), ChoiceButton(do="news"))


@router.message(StateFilter(Settling), Typed())
async def find_municipality(message: Message, ctx: Context, typed: str, places: Places) -> None:
    if place := await PICKER.find(message, ctx, places, typed, [[to_news(ctx.tr)]]):
        if not place.is_whole:
            await message.answer(ctx.tr("place-taken", place=place_label(ctx.tr, place)))
        await keep_municipality(message, ctx, place.municipality.slug)


@router.message(StateFilter(Settling))
async def want_words(message: Message, ctx: Context) -> None:
    await ctx.answer_once(message, ctx.tr("want-words"))


@router.callback_query(MunicipalityButton.filter())
async def choose_municipality(query: CallbackQuery, ctx: Context, callback_data: MunicipalityButton) -> None:
    slug = callback_data.slug
    if slug and await ctx.store.read(municipalities.get, slug) is None:
        await ctx.refuse(query, "news-gone")
        return
    await keep_municipality(query, ctx, slug)


async def keep_municipality(event: Message | CallbackQuery, ctx: Context, slug: str) -> None:
    """Save the municipality of a person who agreed to news; nothing is saved of anybody else."""
    if ctx.person is None or not ctx.person.agreed(Purpose.NOTIFICATIONS):
        await put_privacy(event, ctx, ctx.tr.plain("news-off"))
        return
    await ctx.store.write(people.change, ctx.person.id, municipality=slug or None)
    await put_news(event, ctx, replace(ctx.person, municipality=slug or None), ctx.tr.plain("news-on"))


@router.callback_query(ChoiceButton.filter(F.do == "zones"))
async def show_zones(query: CallbackQuery, ctx: Context) -> None:
    if ctx.person is None:
        await put_profile(query, ctx)
        return
    buttons = [button(zone_name(ctx.tr, zone), ZoneButton(zone=zone)) for zone in zones(ctx.settings)]
    pairs = [buttons[first : first + 2] for first in range(0, len(buttons), 2)]
    back = button(ctx.tr.plain("profile-back"), Open(place="profile"))
    await ctx.show(query, ctx.tr("zone-ask", clock=clock(ctx.tr, ctx.now, ctx.zone)), keyboard(*pairs, [back]))


def zones(settings: Settings) -> list[str]:
    """The zones to choose from, the bot's own first."""
    return list(dict.fromkeys((settings.timezone, *ZONE_NAMES)))


@router.callback_query(ZoneButton.filter())
async def choose_zone(query: CallbackQuery, ctx: Context, callback_data: ZoneButton) -> None:
    """Save the zone. Grant reminders move to 10:00 there; reminders of events keep their moment."""
    zone, done = callback_data.zone, ""
    if zone not in zones(ctx.settings):
        await ctx.refuse(query, "button-stale")
        return
    if ctx.person:
        await ctx.store.write(people.change_zone, ctx.person.id, zone, ctx.now)
        done = ctx.tr.plain("zone-chosen", zone=zone_name(ctx.tr, zone))
        ctx = replace(ctx, person=replace(ctx.person, zone=zone))
    await put_profile(query, ctx, done)
