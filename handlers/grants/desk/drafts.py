"""A draft → the zone? → announced or a forecast? → its source → the day it was seen → review → [save]. It is a row."""

from collections.abc import Mapping
from datetime import date

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.domain.catalogue.announced import read_zone
from bot.domain.catalogue.edits import SOURCE_MAX, Change, DeskOutcome, Edit, Wanted, touched_seasons
from bot.domain.catalogue.entries import EntryFault
from bot.domain.grants import Interest
from bot.domain.seasons import is_vote
from bot.domain.time import local_date, wall_clock
from bot.domain.time_reader import Leaning
from bot.i18n import Translator
from bot.logs import get_logger
from bot.vocabulary import words_of_time
from handlers.grants.desk.access import FAULTS, passing, refuse, to_catalogue, to_programme, worker
from handlers.grants.desk.buttons import EditButton, FactsPage, TipDeskButton, ZoneButton
from handlers.grants.desk.questions import (
    QUESTIONS,
    STATES,
    Sourcing,
    ask_fact,
    certainty_question,
    seen_question,
    zone_question,
)
from handlers.grants.desk.words import changes_text, field_name
from handlers.grants.views import card, season
from handlers.shared.context import Context
from handlers.shared.parse_dates import NotRead, TimeButton, above, expect, from_minutes, read_day
from handlers.shared.screens import Pressed, Said, Typed, button, keyboard
from storage.grants import edits, tips
from storage.grants.edits import Review

router = Router(name="grants.desk.drafts")
router.message.filter(Said(states=Sourcing))
router.callback_query.filter(Pressed(EditButton, ZoneButton, TimeButton))
log = get_logger(__name__)


async def begin(
    event: Message | CallbackQuery, ctx: Context, programme_id: int | None, changes: Mapping[str, Change]
) -> None:
    """Begin a draft and ask for what it lacks."""
    person = await worker(event, ctx)
    if person is None:
        return
    await ctx.state.clear()
    edit_id = await ctx.store.write(edits.draft, programme_id, changes, person.id, ctx.roles, ctx.now)
    if isinstance(edit_id, DeskOutcome):
        await refuse(event, ctx, edit_id)
        return
    log.info("catalogue edit drafted", edit_id=edit_id, programme_id=programme_id, person_id=person.id)
    await go_on(event, ctx, await ctx.store.read(edits.own_draft, edit_id, person.id))


async def go_on(event: Message | CallbackQuery, ctx: Context, edit: Edit | None, alert: str = "") -> None:
    """Ask for what the draft lacks; a whole one is reviewed."""
    if edit is None:
        await refuse(event, ctx, DeskOutcome.GONE)
    elif edit.wants_fact:
        await ask_fact(event, ctx, edit, edit.wants_fact)
    elif edit.wants is None:
        await put_review(event, ctx, edit.id, alert)
    elif edit.wants is Wanted.CERTAINTY:
        await ctx.show(event, *certainty_question(ctx.tr, edit.id))
    else:
        await ctx.ask(event, STATES[edit.wants], *QUESTIONS[edit.wants](ctx, edit.id), edit_id=edit.id)


async def asked_draft(ctx: Context) -> int:
    """The draft that the open question belongs to."""
    edit_id: int = (await ctx.state.get_data()).get("edit_id", 0)
    return edit_id


@router.callback_query(ZoneButton.filter())
async def take_zone(query: CallbackQuery, ctx: Context, callback_data: ZoneButton) -> None:
    await set_zone(query, ctx, callback_data.edit_id, callback_data.zone)


@router.message(StateFilter(Sourcing.zone), Typed())
async def take_typed_zone(message: Message, ctx: Context, typed: str) -> None:
    """Take a zone by the name of a city, or by that of the tz database."""
    edit_id, now = await asked_draft(ctx), wall_clock(ctx.now, ctx.settings.timezone)
    zone = read_zone(typed, words_of_time(), now)
    if zone is None:
        await ctx.show(message, *above(NotRead(ctx.tr("catalogue-zone-unknown")), *zone_question(ctx, edit_id)))
        return
    await set_zone(message, ctx, edit_id, zone)


async def set_zone(event: Message | CallbackQuery, ctx: Context, edit_id: int, zone: str) -> None:
    await ctx.state.clear()
    edit = await ctx.store.write(edits.say_of_dates, edit_id, ctx.person_id or 0, zone=zone)
    await go_on(event, ctx, edit)


@router.callback_query(EditButton.filter(F.do.in_({"announced", "forecast"})))
async def take_certainty(query: CallbackQuery, ctx: Context, callback_data: EditButton) -> None:
    forecast = callback_data.do == "forecast"
    edit = await ctx.store.write(edits.say_of_dates, callback_data.edit_id, ctx.person_id or 0, forecast=forecast)
    await go_on(query, ctx, edit)


@router.callback_query(EditButton.filter(F.do == "source"))
async def ask_source_again(query: CallbackQuery, ctx: Context, callback_data: EditButton) -> None:
    edit = await ctx.store.write(edits.amend, callback_data.edit_id, ctx.person_id or 0, source="", seen_on=None)
    await go_on(query, ctx, edit)


@router.message(StateFilter(Sourcing.source), Typed())
async def take_source(message: Message, ctx: Context, typed: str) -> None:
    if len(typed) > SOURCE_MAX:
        await message.answer(ctx.tr("too-long", typed=len(typed), most=SOURCE_MAX))
        return
    if told := passing(ctx.tr, "source", typed):
        await message.answer(told)
        return
    edit_id = await asked_draft(ctx)
    await ctx.state.clear()
    await go_on(message, ctx, await ctx.store.write(edits.amend, edit_id, ctx.person_id or 0, source=typed))


@router.callback_query(EditButton.filter(F.do == "today"))
async def take_today(query: CallbackQuery, ctx: Context, callback_data: EditButton) -> None:
    await set_seen(query, ctx, callback_data.edit_id, local_date(ctx.now, ctx.settings.timezone))


@router.message(StateFilter(Sourcing.seen), Typed())
async def take_seen(message: Message, ctx: Context, typed: str) -> None:
    edit_id = await asked_draft(ctx)
    expected = expect(ctx.tr, ctx.now, ctx.settings.timezone, Leaning.PAST, needs_hour=False)
    day = read_day(typed, ctx.tr, expected)
    if isinstance(day, NotRead):
        await ctx.show(message, *above(day, *seen_question(ctx, edit_id)))
        return
    await set_seen(message, ctx, edit_id, day)


@router.callback_query(TimeButton.filter(), StateFilter(Sourcing.seen))
async def take_offered_day(query: CallbackQuery, ctx: Context, callback_data: TimeButton) -> None:
    await set_seen(query, ctx, await asked_draft(ctx), from_minutes(callback_data.at).date())


async def set_seen(event: Message | CallbackQuery, ctx: Context, edit_id: int, day: date) -> None:
    await ctx.state.clear()
    await go_on(event, ctx, await ctx.store.write(edits.amend, edit_id, ctx.person_id or 0, seen_on=day))


@router.message(StateFilter(Sourcing))
async def want_words(message: Message, ctx: Context) -> None:
    await message.answer(ctx.tr("want-words"))


@router.callback_query(EditButton.filter(F.do == "review"))
async def review(query: CallbackQuery, ctx: Context, callback_data: EditButton) -> None:
    await go_on(query, ctx, await ctx.store.read(edits.own_draft, callback_data.edit_id, ctx.person_id))


async def put_review(event: Message | CallbackQuery, ctx: Context, edit_id: int, alert: str = "") -> None:
    """Show the draft before anybody is notified: before and after, the source, the readers, the card as they see it."""
    found = await ctx.store.read(edits.review, edit_id, ctx.person_id, ctx.now)
    if found is None:
        await refuse(event, ctx, DeskOutcome.GONE)
        return
    parts = [ctx.tr("catalogue-review"), changes_text(ctx.tr, found.edit, ctx.zone), sourced(ctx.tr, found.edit)]
    parts += [fault_line(ctx.tr, each) for each in found.faults] or seen_by_readers(ctx, found)
    await ctx.show(event, Markup("\n\n").join(parts), review_buttons(ctx.tr, found), alert)


def sourced(tr: Translator, edit: Edit) -> Markup:
    return tr("catalogue-sourced", source=edit.source, day=tr.day(edit.seen_on) if edit.seen_on else "")


def seen_by_readers(ctx: Context, found: Review) -> list[Markup]:
    """The number of readers who hear of it, and what all of them will see."""
    if found.after is None:
        return []
    seasons = touched_seasons(found.edit.changes)
    shown = [season(ctx, each, vote=is_vote(found.after)) for each in found.after.rounds if each.season in seasons]
    if found.before is None or not shown:
        shown = [card(ctx, Interest(found.after), None)]
    told = ctx.tr("catalogue-will-hear", readers=found.readers, subscribers=found.subscribers)
    return [told, ctx.tr("catalogue-as-seen"), *shown]


def fault_line(tr: Translator, fault: EntryFault) -> Markup:
    return tr(FAULTS[fault.kind], field=field_name(tr, fault.field))


def review_buttons(tr: Translator, found: Review) -> InlineKeyboardMarkup:
    def to(do: str, key: str) -> list[InlineKeyboardButton]:
        return [button(tr.plain(key), EditButton(do=do, edit_id=found.edit.id))]

    save = to("save", "catalogue-save") if found.after else []
    more = [button(tr.plain("catalogue-more-facts"), FactsPage(programme_id=0, edit_id=found.edit.id, page=0))]
    is_of_facts = not touched_seasons(found.edit.changes) and "archived" not in found.edit.changes
    rows = [save, *([more] if is_of_facts else [])]
    return keyboard(*rows, to("source", "catalogue-other-source"), to("discard", "catalogue-discard"))


@router.callback_query(EditButton.filter(F.do == "save"))
async def save(query: CallbackQuery, ctx: Context, callback_data: EditButton) -> None:
    edit_id, person = callback_data.edit_id, await worker(query, ctx)
    if person is None:
        return
    done = await ctx.store.write(edits.save, edit_id, person.id, ctx.roles, ctx.now)
    if done.outcome is not DeskOutcome.DONE:
        await refuse_save(query, ctx, edit_id, done.outcome)
        return
    log.info("catalogue edit saved", edit_id=edit_id, person_id=person.id, readers=done.readers)
    saved = await ctx.store.read(edits.get, edit_id)
    programme_id = saved.programme_id if saved else None
    waiting = await ctx.store.read(tips.waiting, programme_id) if programme_id else []
    told = [button(ctx.tr.plain("tip-answer"), TipDeskButton(do="card", tip_id=each.id)) for each in waiting[:1]]
    back = [to_programme(ctx.tr, programme_id)] if programme_id else []
    buttons = keyboard(told, back, [to_catalogue(ctx.tr)])
    await ctx.show(query, ctx.tr("catalogue-saved", readers=done.readers), buttons)


async def refuse_save(query: CallbackQuery, ctx: Context, edit_id: int, outcome: DeskOutcome) -> None:
    """Give the reason; a draft that was overtaken or has a fault is reviewed again."""
    if outcome not in (DeskOutcome.CHANGED, DeskOutcome.FAULTY):
        await refuse(query, ctx, outcome)
        return
    log.info("catalogue edit refused", edit_id=edit_id, person_id=ctx.person_id, reason=outcome)
    await put_review(query, ctx, edit_id, ctx.tr.plain("catalogue-changed") if outcome is DeskOutcome.CHANGED else "")


@router.callback_query(EditButton.filter(F.do == "discard"))
async def discard(query: CallbackQuery, ctx: Context, callback_data: EditButton) -> None:
    if not await ctx.store.write(edits.discard, callback_data.edit_id, ctx.person_id or 0):
        await refuse(query, ctx, DeskOutcome.GONE)
        return
    log.info("catalogue edit discarded", edit_id=callback_data.edit_id, person_id=ctx.person_id)
    await ctx.show(query, ctx.tr("catalogue-discarded"), keyboard([to_catalogue(ctx.tr)]))
