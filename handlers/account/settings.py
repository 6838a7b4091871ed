"""[news] → consent → municipality, from a list or typed → what news comes; [time zone]."""

from dataclasses import replace
from datetime import datetime

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from bot.config import Settings
from bot.domain.people import Person, Purpose, Visitor
from bot.i18n import Translator
from handlers.account.news import put_news
from handlers.account.views import ChoiceButton, MunicipalitiesPage, put_privacy
from handlers.shared.municipality import Picker
from handlers.shared.screens import (
    ZONE_NAMES,
    Open,
    Pressed,
    Said,
    Typed,
    agreed_words,
    answer_once,
    ask_consent,
    button,
    clock,
    keyboard,
    show,
    zone_name,
)
from storage.core.db import Store
from storage.law import municipalities
from storage.people import people


class MunicipalityButton(CallbackData, prefix="news-of"):
    """An empty slug is the whole region."""

    slug: str = ""


class ZoneButton(CallbackData, prefix="zone"):
    zone: str


class Settling(StatesGroup):
    municipality = State()


PICKER = Picker(Settling.municipality, chosen=MunicipalityButton, page=MunicipalitiesPage)

router = Router(name="account.settings")
router.message.filter(Said(states=Settling))
router.callback_query.filter(Pressed(ChoiceButton, MunicipalityButton, MunicipalitiesPage, ZoneButton))


@router.callback_query(ChoiceButton.filter(F.do == "news"))
async def show_news(
    query: CallbackQuery, store: Store, tr: Translator, settings: Settings, person: Person | None
) -> None:
    """News need their consent; with it, people see what comes."""
    if person and person.agreed(Purpose.NOTIFICATIONS):
        await put_news(query, person, store, tr)
    else:
        await ask_to_agree(query, tr, settings)


async def ask_to_agree(query: CallbackQuery, tr: Translator, settings: Settings) -> None:
    agree, refuse = ChoiceButton(do="news-agree"), Open(place="privacy")
    await ask_consent(query, tr, settings, Purpose.NOTIFICATIONS, agree, refuse)


@router.callback_query(MunicipalitiesPage.filter())
async def list_municipalities(
    query: CallbackQuery,
    callback_data: MunicipalitiesPage,
    state: FSMContext,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
) -> None:
    """With the consent, people say of which municipality they want to hear."""
    if person and person.agreed(Purpose.NOTIFICATIONS):
        await ask_municipality(query, callback_data.page, state, store, tr)
    else:
        await ask_to_agree(query, tr, settings)


@router.callback_query(ChoiceButton.filter(F.do == "news-agree"))
async def agree_to_news(
    query: CallbackQuery,
    state: FSMContext,
    store: Store,
    tr: Translator,
    settings: Settings,
    visitor: Visitor,
    person: Person | None,
    now: datetime,
) -> None:
    words = agreed_words(query, tr, settings, Purpose.NOTIFICATIONS)
    if words is None:
        await show_news(query, store, tr, settings, person)
        return
    await store.write(people.agree, visitor, Purpose.NOTIFICATIONS, words, tr.locale, settings.timezone, now)
    await ask_municipality(query, 0, state, store, tr)


async def ask_municipality(query: CallbackQuery, page: int, state: FSMContext, store: Store, tr: Translator) -> None:
    everywhere = button(tr.plain("news-everywhere"), MunicipalityButton())
    above, below = [[everywhere]], [[to_news(tr)]]
    await PICKER.ask(query, page, state, store, tr, tr("news-ask"), above=above, below=below)


def to_news(tr: Translator) -> InlineKeyboardButton:
    return button(tr.plain("news-back"), ChoiceButton(do="news"))


def to_privacy(tr: Translator) -> InlineKeyboardButton:
    return button(tr.plain("privacy-back"), Open(place="privacy"))


@router.message(StateFilter(Settling), Typed())
async def find_municipality(
    message: Message,
    typed: str,
    state: FSMContext,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
) -> None:
    everywhere = button(tr.plain("news-everywhere"), MunicipalityButton())
    below = [[everywhere], [to_news(tr)]]
    one = await PICKER.find(message, typed, state, store, tr, unlisted=tr("news-unlisted"), below=below)
    if one:
        await settle(message, one.slug, store, tr, settings, person)


@router.message(StateFilter(Settling))
async def want_words(message: Message, state: FSMContext, tr: Translator) -> None:
    await answer_once(message, state, tr("want-words"))


@router.callback_query(MunicipalityButton.filter())
async def choose_municipality(
    query: CallbackQuery,
    callback_data: MunicipalityButton,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
) -> None:
    slug = callback_data.slug
    if slug and await store.read(municipalities.get, slug) is None:
        await query.answer(tr.plain("news-gone"), show_alert=True)
        return
    await settle(query, slug, store, tr, settings, person)


async def settle(
    event: Message | CallbackQuery, slug: str, store: Store, tr: Translator, settings: Settings, person: Person | None
) -> None:
    """Keep the municipality of those who agreed to news; of others nothing is kept."""
    if person is None or not person.agreed(Purpose.NOTIFICATIONS):
        await put_privacy(event, person, store, tr, settings, tr.plain("news-off"))
        return
    await store.write(people.change, person.id, municipality=slug or None)
    await put_news(event, replace(person, municipality=slug or None), store, tr, tr.plain("news-on"))


@router.callback_query(ChoiceButton.filter(F.do == "zones"))
async def show_zones(
    query: CallbackQuery, store: Store, tr: Translator, settings: Settings, person: Person | None, now: datetime
) -> None:
    if person is None:
        await put_privacy(query, person, store, tr, settings)
        return
    buttons = [button(zone_name(tr, zone), ZoneButton(zone=zone)) for zone in zones(settings)]
    pairs = [buttons[first : first + 2] for first in range(0, len(buttons), 2)]
    await show(query, tr("zone-ask", clock=clock(tr, now, person.zone)), keyboard(*pairs, [to_privacy(tr)]))


def zones(settings: Settings) -> list[str]:
    """What may be chosen, the usual one first."""
    return list(dict.fromkeys((settings.timezone, *ZONE_NAMES)))


@router.callback_query(ZoneButton.filter())
async def choose_zone(
    query: CallbackQuery,
    callback_data: ZoneButton,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    now: datetime,
) -> None:
    """Grant reminders move to 10:00 of the new clock; an event's keep their moment, for it starts when it starts."""
    if callback_data.zone not in zones(settings):
        await query.answer(tr.plain("button-stale"), show_alert=True)
        return
    if person:
        await store.write(people.change_zone, person.id, callback_data.zone, now)
    done = tr.plain("zone-chosen", zone=zone_name(tr, callback_data.zone)) if person else ""
    await put_privacy(query, person, store, tr, settings, done)
