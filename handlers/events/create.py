"""/new_event → consent → [municipality] → the questions of `making`; [a new event] in the list."""

from datetime import datetime

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.config import Settings
from bot.domain import events as rules
from bot.domain.events import ChangeOutcome
from bot.domain.people import REGION, Person, Purpose, Role, Visitor, coordinates_somewhere, own_scope, scopes
from bot.i18n import Translator
from handlers.events.create_steps import put_question
from handlers.events.review import refuse
from handlers.events.views import MakeButton, ScopeButton
from handlers.shared.screens import Open, Pressed, Said, agreed_words, ask_consent, button, keyboard, show
from storage.core.db import Store
from storage.law import municipalities
from storage.people import people

router = Router(name="events.create")
router.message.filter(Said("new_event"))
router.callback_query.filter(Pressed(MakeButton, ScopeButton))


@router.message(Command("new_event"))
@router.callback_query(MakeButton.filter(F.do == "new"))
async def begin(
    event: Message | CallbackQuery,
    state: FSMContext,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    roles: frozenset[Role],
) -> None:
    if not coordinates_somewhere(roles):
        await refuse(event, tr, ChangeOutcome.FORBIDDEN)
    elif person is None or not person.agreed(Purpose.WORK):
        agree = MakeButton(do="agree", event_id=0)
        await ask_consent(event, tr, settings, Purpose.WORK, agree, Open(place="events"))
    else:
        await ask_first(event, state, store, tr, settings, roles)


@router.callback_query(MakeButton.filter(F.do == "agree"))
async def agree_and_begin(
    query: CallbackQuery,
    state: FSMContext,
    store: Store,
    tr: Translator,
    settings: Settings,
    visitor: Visitor,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    if not coordinates_somewhere(roles):
        await refuse(query, tr, ChangeOutcome.FORBIDDEN)
        return
    shown = agreed_words(query, tr, settings, Purpose.WORK)
    if shown is None:
        await begin(query, state, store, tr, settings, person, roles)
        return
    await store.write(people.agree, visitor, Purpose.WORK, shown, tr.locale, settings.timezone, now)
    await ask_first(query, state, store, tr, settings, roles)


async def ask_first(
    event: Message | CallbackQuery,
    state: FSMContext,
    store: Store,
    tr: Translator,
    settings: Settings,
    roles: frozenset[Role],
) -> None:
    """For which municipality, when the roles leave a choice; else at once the title."""
    known = scopes(roles)
    if len(known) == 1:
        await put_question(event, "title", 0, state, tr, settings, chain=True, slug=own_scope(roles) or "")
        return
    names = {each.slug: each.name for each in await store.read(municipalities.all_municipalities)}
    rows = [[button(names.get(slug, slug), ScopeButton(slug=slug))] for slug in known if slug != REGION]
    everywhere = [button(tr.plain("make-everywhere"), ScopeButton())] if REGION in known else []
    cancel = button(tr.plain("button-cancel"), Open(place="events"))
    await show(event, tr("make-ask-scope"), keyboard(everywhere, *rows, [cancel]))


@router.callback_query(ScopeButton.filter())
async def choose_scope(
    query: CallbackQuery,
    callback_data: ScopeButton,
    state: FSMContext,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    roles: frozenset[Role],
) -> None:
    slug = callback_data.slug
    if refusal := rules.refusal(roles, slug or REGION):
        await refuse(query, tr, refusal)
    elif person is None or not person.agreed(Purpose.WORK):
        await begin(query, state, store, tr, settings, person, roles)
    else:
        await put_question(query, "title", 0, state, tr, settings, chain=True, slug=slug)
