"""A new programme, or a fact of one → typed, chosen or pressed together → the draft goes on (`drafts`).

A new programme is asked for what every card has; the rest is added from its review, or later.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.types import CallbackQuery, Message
from markupsafe import Markup

from bot.domain.catalogue.edits import Change, DeskOutcome, Edit
from bot.domain.catalogue.entries import TEXT_MAX, entry_of
from bot.domain.catalogue.facts import FACTS, FactKind, read_fact
from bot.domain.grants import Applicant, Certainty, Level, Theme
from bot.domain.time_reader import Leaning
from bot.places import Places
from handlers.grants.desk.access import kept, passing, refuse, to_programme
from handlers.grants.desk.buttons import ChoiceButton, ChoicePage, DraftFactButton, FactButton, FactsPage, KeepButton
from handlers.grants.desk.drafts import begin, go_on
from handlers.grants.desk.questions import KINDS, Telling, ask_fact, discard_button, page_of, to_review, value_of
from handlers.grants.desk.words import FIELDS
from handlers.shared.applicant_names import APPLICANTS
from handlers.shared.context import Context
from handlers.shared.parse_dates import NotRead, TimeButton, expect, from_minutes, read_day
from handlers.shared.parse_numbers import Counted, read_number
from handlers.shared.screens import Pressed, Said, Typed, button, keyboard, pager
from storage import grants
from storage.grants import edits

PAGE_SIZE = 5
VALUES: Mapping[str, type[Level | Applicant | Theme | Certainty]] = {
    "level": Level,
    "applicants": Applicant,
    "themes": Theme,
    "confidence": Certainty,
}
router = Router(name="grants.desk.facts")
router.message.filter(Said(states=Telling))
router.callback_query.filter(
    Pressed(KeepButton, FactsPage, FactButton, DraftFactButton, ChoiceButton, ChoicePage, TimeButton)
)


@router.callback_query(KeepButton.filter(F.do == "new"))
async def begin_new(query: CallbackQuery, ctx: Context) -> None:
    await begin(query, ctx, None, {})


@router.callback_query(FactsPage.filter())
async def show_facts(query: CallbackQuery, ctx: Context, callback_data: FactsPage) -> None:
    """Show a page of the facts of a programme or of a draft, each a button."""
    tr, edit_id, programme_id = ctx.tr, callback_data.edit_id, callback_data.programme_id
    if not edit_id and not await kept(query, ctx, programme_id):
        return
    pages = -(-len(FACTS) // PAGE_SIZE)
    page = min(callback_data.page, pages - 1)
    rows = [
        [button(tr.plain(FIELDS[field]), fact_of(programme_id, edit_id, field))]
        for field in list(FACTS)[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]
    ]
    turn = pager(tr, page, pages, partial(FactsPage, programme_id=programme_id, edit_id=edit_id))
    back = to_review(tr, edit_id) if edit_id else to_programme(tr, programme_id)
    await ctx.show(query, tr("catalogue-which-fact"), keyboard(*rows, turn, [back]))


def fact_of(programme_id: int, edit_id: int, field: str) -> FactButton | DraftFactButton:
    if edit_id:
        return DraftFactButton(edit_id=edit_id, field=field)
    return FactButton(programme_id=programme_id, field=field)


@router.callback_query(FactButton.filter())
async def begin_fact(query: CallbackQuery, ctx: Context, callback_data: FactButton) -> None:
    """Begin a draft with the fact as it is, and ask for it."""
    programme, field = await kept(query, ctx, callback_data.programme_id), callback_data.field
    if programme is None or field not in FACTS:
        return
    held = entry_of(programme).get(field)
    draft = (programme.id, {field: Change(held, held)}, ctx.person_id or 0, ctx.roles, ctx.now)
    edit_id = await ctx.store.write(edits.draft, *draft)
    if isinstance(edit_id, DeskOutcome):
        await refuse(query, ctx, edit_id)
        return
    await ask_fact(query, ctx, await ctx.store.read(edits.own_draft, edit_id, ctx.person_id), field)


@router.callback_query(DraftFactButton.filter())
async def ask_of_draft(query: CallbackQuery, ctx: Context, callback_data: DraftFactButton) -> None:
    edit = await ctx.store.read(edits.own_draft, callback_data.edit_id, ctx.person_id)
    await ask_fact(query, ctx, edit, callback_data.field)


@router.callback_query(ChoicePage.filter())
async def turn_choices(query: CallbackQuery, ctx: Context, callback_data: ChoicePage) -> None:
    edit = await ctx.store.read(edits.own_draft, callback_data.edit_id, ctx.person_id)
    await ask_fact(query, ctx, edit, callback_data.field, page=callback_data.page)


@router.callback_query(ChoiceButton.filter())
async def take_choice(query: CallbackQuery, ctx: Context, callback_data: ChoiceButton) -> None:
    """Take a choice: one of several is ticked or unticked, a kind of applicant is asked for its sum."""
    edit_id, field, value = callback_data.edit_id, callback_data.field, callback_data.value
    edit = await ctx.store.read(edits.own_draft, edit_id, ctx.person_id)
    kind = FACTS.get(field)
    if edit is None or kind is None or (value and field in VALUES and value not in [*VALUES[field]]):
        await refuse(query, ctx, DeskOutcome.GONE)
    elif kind is FactKind.SUMS and value in [*Applicant]:
        text = ctx.tr("catalogue-ask-sum", who=ctx.tr.plain(APPLICANTS[Applicant(value)]))
        back = keyboard([discard_button(ctx.tr, edit.id)])
        await ctx.ask(query, Telling.fact, text, back, edit_id=edit.id, field=field, kind=value)
    elif kind is FactKind.MANY:
        held = value_of(edit, field) or []
        fresh = [each for each in held if each != value] if value in held else [*held, value]
        await ask_fact(query, ctx, await put_fact(ctx, edit, field, sorted(fresh)), field, page=page_of(field, value))
    else:
        await go_on(query, ctx, await put_fact(ctx, edit, field, value or None))


async def put_fact(ctx: Context, edit: Edit, field: str, value: Any) -> Edit | None:
    """Set a fact of a draft."""
    was = edit.changes[field].was if field in edit.changes else None
    if field not in edit.changes and edit.programme_id is not None:
        programme = await ctx.store.read(grants.get, edit.programme_id)
        was = entry_of(programme).get(field) if programme else None
    changes = {**edit.changes, field: Change(was, value)}
    return await ctx.store.write(edits.amend, edit.id, ctx.person_id or 0, changes=changes)


@router.message(StateFilter(Telling.fact), Typed())
async def take_fact(message: Message, ctx: Context, typed: str, places: Places) -> None:
    data = await ctx.state.get_data()
    edit = await ctx.store.read(edits.own_draft, data.get("edit_id", 0), ctx.person_id)
    field = data.get("field", "")
    if edit is None or field not in FACTS:
        await refuse(message, ctx, DeskOutcome.GONE)
        return
    value = await read_typed(ctx, places, edit, field, typed, data.get("kind"))
    if isinstance(value, Markup):
        await ask_fact(message, ctx, edit, field, value)
        return
    await ctx.state.clear()
    await go_on(message, ctx, await put_fact(ctx, edit, field, value))


async def read_typed(ctx: Context, places: Places, edit: Edit, field: str, typed: str, kind: str | None) -> Any:
    """The typed value of a fact, or the words that say why it is none."""
    if FACTS[field] is FactKind.PLACES:
        return await read_places(ctx, places, typed)
    if FACTS[field] is FactKind.DAY:
        expected = expect(ctx.tr, ctx.now, ctx.settings.timezone, Leaning.AHEAD, needs_hour=False)
        day = read_day(typed, ctx.tr, expected)
        return day.text if isinstance(day, NotRead) else day.isoformat()
    if FACTS[field] is FactKind.SUMS:
        most = read_number(typed, ctx.tr, Counted.MONEY) if kind in [*Applicant] else None
        return ctx.tr("catalogue-no-sum") if most is None else {**(value_of(edit, field) or {}), kind: most}
    if len(typed) > TEXT_MAX:
        return ctx.tr("too-long", typed=len(typed), most=TEXT_MAX)
    if told := passing(ctx.tr, field, typed):
        return told
    value = read_fact(field, typed)
    return ctx.tr("catalogue-wrong", kind=ctx.tr.plain(KINDS[FACTS[field]])) if value is None else value


async def read_places(ctx: Context, places: Places, typed: str) -> list[str] | Markup:
    """The slugs of typed municipalities, a name in a line or between commas; a doubtful name is named."""
    found: list[str] = []
    for name in (each.strip() for line in typed.splitlines() for each in line.split(",")):
        sighting = await places.find(name) if name else None
        if sighting is not None and not sighting.is_sure:
            return ctx.tr("catalogue-place-unsure", name=name)
        if sighting is not None:
            found.append(sighting.places[0].municipality.slug)
    return sorted(dict.fromkeys(found))


@router.callback_query(TimeButton.filter(), StateFilter(Telling.fact))
async def take_offered_day(query: CallbackQuery, ctx: Context, callback_data: TimeButton) -> None:
    data = await ctx.state.get_data()
    edit = await ctx.store.read(edits.own_draft, data.get("edit_id", 0), ctx.person_id)
    if edit is None or FACTS.get(data.get("field", "")) is not FactKind.DAY:
        await refuse(query, ctx, DeskOutcome.GONE)
        return
    day = from_minutes(callback_data.at).date().isoformat()
    await go_on(query, ctx, await put_fact(ctx, edit, data["field"], day))


@router.message(StateFilter(Telling))
async def want_words(message: Message, ctx: Context) -> None:
    await message.answer(ctx.tr("want-words"))
