"""/case → my cases → card; [keep a case] → consent → the card of a new one."""

from datetime import datetime

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.config import Settings
from bot.daysoff import days_off
from bot.domain.cases import CASES_MAX, Case, CaseOutcome
from bot.domain.people import Person, Purpose, Visitor
from bot.i18n import Translator
from handlers.cases.views import TITLE_ON_BUTTON, put_card, refuse, see, steps_screen, title, where
from handlers.shared.buttons import CaseButton, CaseNewButton
from handlers.shared.screens import Open, Pressed, Said, agreed_words, ask_consent, button, keyboard, show, to_menu
from storage.cases import cases
from storage.core.db import Store
from storage.law import municipalities
from storage.people import people

router = Router(name="cases.my_cases")
router.message.filter(Said("case"))
router.callback_query.filter(Pressed(CaseButton, CaseNewButton, places=("case",)))


@router.message(Command("case"))
@router.callback_query(Open.filter())
async def show_mine(
    event: Message | CallbackQuery,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    now: datetime,
) -> None:
    """The only case opens at once; of several the person chooses; without one, we say what it is."""
    mine = await store.read(cases.of_person, person.id) if person else []
    if len(mine) == 1:
        await put_card(event, mine[0].id, person, store, tr, settings, now)
        return
    begin = button(tr.plain("case-begin"), CaseNewButton(do="begin", slug=""))
    choose = button(tr.plain("case-choose-place"), Open(place="tos"))
    rows = [[button(name_of(tr, case), CaseButton(do="card", case_id=case.id))] for case in mine]
    text = tr("case-list", count=len(mine)) if mine else tr("case-none")
    await show(event, text, keyboard(*rows, [begin], [choose], [to_menu(tr)]))


def name_of(tr: Translator, case: Case) -> str:
    return f"{title(tr, case)} · {where(tr, case)}"[:TITLE_ON_BUTTON]


@router.callback_query(CaseNewButton.filter(F.do == "begin"))
async def begin(
    query: CallbackQuery,
    callback_data: CaseNewButton,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    now: datetime,
) -> None:
    """Who has a case already is asked whether this is another one, or the place of the one there is."""
    slug = callback_data.slug
    if person is None or not person.agreed(Purpose.CASES):
        await ask_consent(query, tr, settings, Purpose.CASES, CaseNewButton(do="agree", slug=slug), Open(place="case"))
        return
    mine = await store.read(cases.of_person, person.id)
    if mine:
        place = await store.read(municipalities.get, slug)
        rows = [[button(name_of(tr, case), CaseButton(do="card", case_id=case.id))] for case in mine]
        another = button(tr.plain("case-begin-another"), CaseNewButton(do="sure", slug=slug))
        is_only = place and len(mine) == 1
        move = [button(tr.plain("case-place-here"), CaseNewButton(do="place", slug=slug))] if is_only else []
        await show(query, tr("case-have-already"), keyboard(*rows, move, [another], [to_menu(tr)]))
        return
    await open_new(query, slug, store, tr, settings, person, now)


async def open_new(
    query: CallbackQuery,
    slug: str,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person,
    now: datetime,
) -> None:
    """A municipality that is no more is none: the case begins all the same."""
    known = await store.read(municipalities.get, slug)
    begun = await store.write(
        cases.begin, person.id, known.slug if known else None, settings.timezone, days_off(now.date()), now
    )
    if isinstance(begun, CaseOutcome):
        await query.answer(tr.plain("case-too-many", most=CASES_MAX), show_alert=True)
        return
    await put_card(query, begun, person, store, tr, settings, now, tr.plain("case-begun"))


@router.callback_query(CaseNewButton.filter(F.do == "agree"))
async def agree_and_begin(
    query: CallbackQuery,
    callback_data: CaseNewButton,
    store: Store,
    tr: Translator,
    settings: Settings,
    visitor: Visitor,
    person: Person | None,
    now: datetime,
) -> None:
    words = agreed_words(query, tr, settings, Purpose.CASES)
    if words is not None:
        person = await store.write(people.agree, visitor, Purpose.CASES, words, tr.locale, settings.timezone, now)
    await begin(query, callback_data, store, tr, settings, person if words else None, now)


@router.callback_query(CaseNewButton.filter(F.do == "sure"))
async def begin_another(
    query: CallbackQuery,
    callback_data: CaseNewButton,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    now: datetime,
) -> None:
    if person is None or not person.agreed(Purpose.CASES):
        await begin(query, callback_data, store, tr, settings, person, now)
        return
    await open_new(query, callback_data.slug, store, tr, settings, person, now)


@router.callback_query(CaseNewButton.filter(F.do == "place"))
async def choose_whose_place(
    query: CallbackQuery,
    callback_data: CaseNewButton,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    now: datetime,
) -> None:
    """The municipality of the only case is set."""
    place = await store.read(municipalities.get, callback_data.slug)
    mine = await store.read(cases.of_person, person.id) if person else []
    if person is None or place is None or len(mine) != 1:
        await show_mine(query, store, tr, settings, person, now)
        return
    case_id = mine[0].id
    await store.write(cases.change, case_id, person.id, "municipality", place.slug, days_off(now.date()), now)
    await put_card(query, case_id, person, store, tr, settings, now, tr.plain("case-placed", where=place.name))


@router.callback_query(CaseButton.filter(F.do == "card"))
async def show_card(
    query: CallbackQuery,
    callback_data: CaseButton,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    now: datetime,
) -> None:
    await put_card(query, callback_data.case_id, person, store, tr, settings, now)


@router.callback_query(CaseButton.filter(F.do == "steps"))
async def show_steps(
    query: CallbackQuery,
    callback_data: CaseButton,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    now: datetime,
) -> None:
    view = await see(callback_data.case_id, person, store, tr, settings, now)
    if view is None:
        await refuse(query, tr)
        return
    await show(query, *steps_screen(tr, view.case))
