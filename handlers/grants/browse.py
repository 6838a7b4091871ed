"""/grants → list → [who applies?] → list for them → card → [remind me] → consent → done; /start grant_7 opens a card.

Nothing is remembered: who applies and the page travel in the buttons.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from bot.config import Settings
from bot.domain.grants import Applicant, Eligibility, Programme, StageKind, may_apply
from bot.domain.people import Person, Purpose, Visitor
from bot.domain.seasons import by_nearest, coming, ladder
from bot.i18n import Translator
from handlers.grants import dates
from handlers.grants.views import (
    APPLICANTS,
    GrantButton,
    GrantsMine,
    GrantsPage,
    GrantsWho,
    card,
    card_buttons,
    list_screen,
    who_screen,
)
from handlers.shared.screens import (
    Linked,
    Open,
    Pressed,
    Said,
    agreed_words,
    ask_consent,
    button,
    keyboard,
    show,
    to_menu,
)
from storage import grants
from storage.core.db import Store
from storage.people import people

router = Router(name="grants.browse")
router.message.filter(Said("grants", link="grant_"))
router.callback_query.filter(Pressed(GrantsPage, GrantsMine, GrantsWho, GrantButton, places=("grants",)))


def zone_of(person: Person | None, settings: Settings) -> str:
    """Whose clocks a reader goes by."""
    return person.zone if person else settings.timezone


@router.message(Command("grants"))
@router.callback_query(Open.filter())
@router.callback_query(GrantsPage.filter())
async def show_list(
    event: Message | CallbackQuery,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    now: datetime,
    callback_data: Open | GrantsPage | None = None,
) -> None:
    page = callback_data if isinstance(callback_data, GrantsPage) else GrantsPage(who=None, page=0)
    known, mine = await browse(store, person)
    found = by_nearest(open_to(known, page.who), now)
    if page.who:
        head = tr("grants-list-for", count=len(found), who=tr.plain(APPLICANTS[page.who]))
    else:
        head = tr("grants-list", count=len(found))
    turn = partial(GrantsPage, who=page.who)
    await show(event, *list_screen(tr, head, found, page, turn, list_buttons(tr, mine), zone_of(person, settings), now))


async def browse(store: Store, person: Person | None) -> tuple[Sequence[Programme], frozenset[int]]:
    """The catalogue, and the ids of what one hears of."""
    version, mine = await store.glance(grants.version_and_subscriptions, person.id if person else None)
    return await store.remember(grants.catalogue, version), mine


def open_to(programmes: Sequence[Programme], who: Applicant | None) -> Sequence[Programme]:
    """Those one may apply to, by whatever way."""
    if who is None:
        return programmes
    return [programme for programme in programmes if may_apply(programme, who) is not Eligibility.NO]


def list_buttons(tr: Translator, mine: frozenset[int]) -> list[InlineKeyboardButton]:
    own = [button(tr.plain("grants-mine", count=len(mine)), GrantsMine(page=0))] if mine else []
    return [button(tr.plain("grants-who"), GrantsWho()), *own]


@router.callback_query(GrantsWho.filter())
async def ask_who(query: CallbackQuery, tr: Translator) -> None:
    await show(query, *who_screen(tr))


@router.callback_query(GrantsMine.filter())
async def show_mine(
    query: CallbackQuery,
    callback_data: GrantsMine,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    now: datetime,
) -> None:
    known, mine = await browse(store, person)
    found = by_nearest([programme for programme in known if programme.id in mine], now)
    everything = GrantsPage(who=None, page=0)
    page = GrantsPage(who=None, page=callback_data.page)
    own = [button(tr.plain("grants-to-list"), everything)]
    head = tr("grants-mine-list", count=len(found))
    await show(query, *list_screen(tr, head, found, page, GrantsMine, own, zone_of(person, settings), now))


@router.message(Linked("grant", lambda number: GrantButton(do="card", programme_id=number, who=None, page=0)))
@router.callback_query(GrantButton.filter(F.do == "card"))
async def show_card(
    event: Message | CallbackQuery,
    callback_data: GrantButton,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    now: datetime,
) -> None:
    await put_card(event, callback_data, store, tr, zone_of(person, settings), person, now)


async def put_card(
    event: Message | CallbackQuery,
    pressed: GrantButton,
    store: Store,
    tr: Translator,
    zone: str,
    person: Person | None,
    now: datetime,
    alert: str = "",
) -> None:
    """The card as it is now; `alert` says what has just happened."""
    seen = await store.read(grants.look, pressed.programme_id, person.id if person else None)
    back = GrantsPage(who=pressed.who, page=pressed.page)
    if seen is None:
        to_list = button(tr.plain("grants-to-list"), back)
        await show(event, tr("grant-gone"), keyboard([to_list, to_menu(tr)]))
        return
    await show(event, card(tr, seen, pressed.who, zone, now), card_buttons(tr, seen, back), alert)


@router.callback_query(GrantButton.filter(F.do == "on"))
async def subscribe(
    query: CallbackQuery,
    callback_data: GrantButton,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    now: datetime,
) -> None:
    if person is None or not person.agreed(Purpose.SUBSCRIPTIONS):
        agree, refuse = (callback_data.model_copy(update={"do": do}) for do in ("agree", "card"))
        await ask_consent(query, tr, settings, Purpose.SUBSCRIPTIONS, agree, refuse)
        return
    await follow(query, callback_data, store, tr, person, now)


@router.callback_query(GrantButton.filter(F.do == "agree"))
async def agree_and_subscribe(
    query: CallbackQuery,
    callback_data: GrantButton,
    store: Store,
    tr: Translator,
    settings: Settings,
    visitor: Visitor,
    person: Person | None,
    now: datetime,
) -> None:
    """The consent, then the very thing that was asked for; to no programme nobody need agree."""
    if await store.read(grants.get, callback_data.programme_id) is None:
        await put_card(query, callback_data, store, tr, settings.timezone, person, now)
        return
    words = agreed_words(query, tr, settings, Purpose.SUBSCRIPTIONS)
    if words is None:
        await subscribe(query, callback_data, store, tr, settings, person, now)
        return
    person = await store.write(people.agree, visitor, Purpose.SUBSCRIPTIONS, words, tr.locale, settings.timezone, now)
    await follow(query, callback_data, store, tr, person, now)


async def follow(
    query: CallbackQuery, pressed: GrantButton, store: Store, tr: Translator, person: Person, now: datetime
) -> None:
    programme = await store.write(grants.subscribe, pressed.programme_id, person.id, now)
    alert = promise(tr, programme, person.zone, now) if programme else ""
    await put_card(query, pressed, store, tr, person.zone, person, now, alert)


def promise(tr: Translator, programme: Programme, zone: str, now: datetime) -> str:
    """When a new subscriber will hear of a programme for the first time."""
    reminders = ladder(programme, zone, now)
    if reminders:
        first = reminders[0]
        key = "grant-subscribed-forecast" if first.stage.forecast else "grant-subscribed"
        return tr.plain(key, when=dates.clock(tr, first.due_at, zone))
    deadline = coming(programme, now, StageKind.DEADLINE)
    return tr.plain("grant-subscribed-late" if deadline else "grant-subscribed-unknown")


@router.callback_query(GrantButton.filter(F.do == "off"))
async def unsubscribe(
    query: CallbackQuery,
    callback_data: GrantButton,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    now: datetime,
) -> None:
    heard = person is not None and await store.write(grants.unsubscribe, callback_data.programme_id, person.id)
    alert = tr.plain("grant-unsubscribed" if heard else "grant-was-not-subscribed")
    await put_card(query, callback_data, store, tr, zone_of(person, settings), person, now, alert)
