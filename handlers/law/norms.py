"""/law → every norm, those past their day first → one → [checked, unchanged] | [correct]."""

from datetime import datetime

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message
from markupsafe import Markup

from bot.config import Settings
from bot.domain.corrections import CorrectionOutcome, Subject
from bot.domain.norms import is_due
from bot.domain.people import Person, Purpose, Role, Visitor, coordinates_somewhere
from bot.i18n import Translator
from handlers.law.views import NormButton, NormsPage, PlacesPage, history, may, refuse, to_law
from handlers.shared.citations import Law, read_law
from handlers.shared.norm_titles import title, words
from handlers.shared.screens import (
    Open,
    Pressed,
    Said,
    agreed_words,
    ask_consent,
    button,
    keyboard,
    pager,
    show,
    to_menu,
)
from storage.core.db import Store
from storage.law import corrections
from storage.people import people

PAGE_SIZE = 6

router = Router(name="law.norms")
router.message.filter(Said("law"))
router.callback_query.filter(Pressed(NormsPage, NormButton, places=("law",)))


@router.message(Command("law"))
@router.callback_query(Open.filter())
@router.callback_query(NormsPage.filter())
async def show_norms(
    event: Message | CallbackQuery,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
    callback_data: Open | NormsPage | None = None,
) -> None:
    """Who works with what the law says agrees to the work first: corrections keep a name."""
    if not coordinates_somewhere(roles):
        await refuse(event, tr, CorrectionOutcome.FORBIDDEN)
        return
    if person is None or not person.agreed(Purpose.WORK):
        agree = NormButton(do="agree", key="")
        await ask_consent(event, tr, settings, Purpose.WORK, agree, Open(place="menu"))
        return
    law = await read_law(store, tr, settings, now)
    page = callback_data.page if isinstance(callback_data, NormsPage) else 0
    await put_norms(event, law, page)


async def put_norms(event: Message | CallbackQuery, law: Law, page: int) -> None:
    tr = law.tr
    due = {key for key, norm in law.norms.items() if is_due(norm, law.today)}
    keys = sorted(law.norms, key=lambda key: (key not in due, key))
    pages = max(1, -(-len(keys) // PAGE_SIZE))
    page = min(page, pages - 1)
    shown = keys[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]
    rows = [
        [
            button(
                tr.plain("law-due" if key in due else "law-fresh", title=title(tr, key)), NormButton(do="card", key=key)
            )
        ]
        for key in shown
    ]
    places = button(tr.plain("law-places"), PlacesPage(page=0))
    buttons = keyboard(*rows, pager(tr, page, pages, NormsPage), [places], [to_menu(tr)])
    await show(event, tr("law", count=len(keys), due=len(due)), buttons)


@router.callback_query(NormButton.filter(F.do == "agree"))
async def agree(
    query: CallbackQuery,
    store: Store,
    tr: Translator,
    settings: Settings,
    visitor: Visitor,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    given = agreed_words(query, tr, settings, Purpose.WORK)
    if given is not None and coordinates_somewhere(roles):
        person = await store.write(people.agree, visitor, Purpose.WORK, given, tr.locale, settings.timezone, now)
    await show_norms(query, store, tr, settings, person, roles, now)


@router.callback_query(NormButton.filter(F.do == "card"))
async def show_norm(
    query: CallbackQuery,
    callback_data: NormButton,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    law = await read_law(store, tr, settings, now)
    if not coordinates_somewhere(roles) or callback_data.key not in law.norms:
        await refuse(query, tr, CorrectionOutcome.GONE if coordinates_somewhere(roles) else CorrectionOutcome.FORBIDDEN)
        return
    await put_norm(query, callback_data.key, law, store, person, roles)


async def put_norm(
    query: CallbackQuery,
    key: str,
    law: Law,
    store: Store,
    person: Person | None,
    roles: frozenset[Role],
    alert: str = "",
) -> None:
    tr, norm = law.tr, law.norms[key]
    value = words(tr, law.value(key))
    parts = [tr("law-norm", title=title(tr, key), value=value, source=law.source(key))]
    if norm.recheck_on:
        parts.append(tr("law-recheck", day=tr.day(norm.recheck_on)))
    parts += history(tr, await store.read(corrections.history, Subject.NORM, key))
    rows = []
    if may(person, roles, Subject.NORM, key):
        rows = [
            [button(tr.plain("law-checked"), NormButton(do="checked", key=key))],
            [button(tr.plain("law-correct"), NormButton(do="edit", key=key))],
        ]
    await show(query, Markup("\n\n").join(parts), keyboard(*rows, [to_law(tr)]), alert)


@router.callback_query(NormButton.filter(F.do == "checked"))
async def mark_checked(
    query: CallbackQuery,
    callback_data: NormButton,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    key = callback_data.key
    law = await read_law(store, tr, settings, now)
    if not may(person, roles, Subject.NORM, key):
        await refuse(query, tr, CorrectionOutcome.FORBIDDEN)
        return
    outcome = await store.write(corrections.check, key, roles, law.today, now)
    if outcome is not CorrectionOutcome.DONE:
        await refuse(query, tr, outcome)
        return
    law = await read_law(store, tr, settings, now)
    await put_norm(query, key, law, store, person, roles, tr.plain("law-is-checked"))
