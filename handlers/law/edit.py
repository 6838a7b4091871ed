"""[correct] → value → confidence → source → review with the cases concerned → [save]. The draft is a row."""

from collections.abc import Callable
from typing import NamedTuple

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.daysoff import days_off
from bot.domain import corrections as rules
from bot.domain.corrections import SOURCE_MAX, VALUE, Correction, CorrectionOutcome, Subject, Takes
from bot.domain.helpers import NAME_MAX, TEXT_MAX, is_private
from bot.domain.norms import Confidence, Shape, shape
from bot.domain.time import local_date
from bot.domain.time_reader import Leaning
from bot.i18n import Translator
from bot.logs import get_logger
from handlers.law.views import (
    KINDS,
    ORDERS,
    DraftButton,
    FieldButton,
    NormButton,
    PlaceButton,
    may_correct,
    refuse,
    subject_title,
    value_text,
    way_back,
)
from handlers.shared.buttons import HelperButton, HelperFieldButton
from handlers.shared.citations import CONFIDENCE, cite
from handlers.shared.context import Context
from handlers.shared.helpers import patronymics
from handlers.shared.parse_dates import NotRead, TimeButton, above, expect, from_minutes, read_day
from handlers.shared.screens import Pressed, Said, Typed, button, keyboard
from storage import helpers
from storage.law import corrections, municipalities


class Target(NamedTuple):
    """The value to correct: a norm has one, under VALUE; a municipality has fields."""

    subject: Subject
    key: str
    field: str


BACK: dict[Subject, Callable[[str], CallbackData]] = {
    Subject.NORM: lambda key: NormButton(do="card", key=key),
    Subject.PLACE: lambda key: PlaceButton(slug=key),
    Subject.HELPER: lambda key: HelperButton(do="card", helper=key),
}


class Editing(StatesGroup):
    value = State()
    source = State()


router = Router(name="law.edit")
router.message.filter(Said(states=Editing))
router.callback_query.filter(Pressed(NormButton, FieldButton, HelperFieldButton, DraftButton, TimeButton))
log = get_logger(__name__)


@router.callback_query(NormButton.filter(F.do == "edit"))
@router.callback_query(FieldButton.filter(F.do == "edit"))
@router.callback_query(HelperFieldButton.filter(F.do == "edit"))
async def ask_value(
    query: CallbackQuery, ctx: Context, callback_data: NormButton | FieldButton | HelperFieldButton
) -> None:
    target = target_of(callback_data)
    exists, value = await ctx.store.read(corrections.known, *target)
    if not exists or not may_correct(ctx, target.subject, target.key):
        await refuse(query, ctx, CorrectionOutcome.FORBIDDEN if exists else CorrectionOutcome.GONE)
        return
    text, buttons = value_question(ctx.tr, target, value)
    await ctx.ask(query, Editing.value, text, buttons, **target._asdict())


def target_of(pressed: NormButton | FieldButton | HelperFieldButton) -> Target:
    if isinstance(pressed, NormButton):
        return Target(Subject.NORM, pressed.key, VALUE)
    if isinstance(pressed, HelperFieldButton):
        return Target(Subject.HELPER, pressed.helper, pressed.field)
    return Target(Subject.PLACE, pressed.slug, pressed.field)


def takes(field: str, value: str | None) -> Takes | Shape:
    """The kind of value that a field takes; for a norm, the kind of its present value."""
    if field in rules.HELPER_FIELDS:
        return Takes.TEXT
    return rules.FIELDS[field] if field in rules.FIELDS else shape(value or "")


def value_question(tr: Translator, target: Target, value: str | None) -> tuple[Markup, InlineKeyboardMarkup]:
    subject, key, field = target
    kind = takes(field, value)
    text = tr("edit-ask-value", now=value_text(tr, field, value), kind=tr.plain(KINDS[kind]))
    rows = []
    if kind is Takes.ORDER:
        rows = [[button(tr.plain(ORDERS[order]), FieldButton(do=order, slug=key, field=field))] for order in ORDERS]
    if subject is Subject.PLACE and value is not None:
        rows.append([button(tr.plain("edit-unset"), FieldButton(do="unset", slug=key, field=field))])
    if subject is Subject.HELPER and value is not None and field == "contact":
        rows.append([button(tr.plain("helper-no-contact"), HelperFieldButton(do="unset", helper=key, field=field))])
    return text, keyboard(*rows, [button(tr.plain("button-cancel"), BACK[subject](key))])


@router.callback_query(FieldButton.filter(F.do.in_({*ORDERS, "unset"})))
@router.callback_query(HelperFieldButton.filter((F.do == "unset") & (F.field == "contact")))
async def take_pressed(query: CallbackQuery, ctx: Context, callback_data: FieldButton | HelperFieldButton) -> None:
    value = None if callback_data.do == "unset" else callback_data.do
    if value is not None and takes(callback_data.field, None) is not Takes.ORDER:
        await refuse(query, ctx, CorrectionOutcome.GONE)
        return
    await begin(query, ctx, target_of(callback_data), value)


@router.message(StateFilter(Editing.value), Typed())
async def take_value(message: Message, ctx: Context, typed: str) -> None:
    """Begin the draft. Text that is no value of the right kind is asked for again."""
    target = await asked_target(ctx)
    _, before = await ctx.store.read(corrections.known, *target)
    if target.subject is Subject.HELPER:
        value = read_helper(ctx, target.field, typed)
    else:
        value = read_value(ctx, takes(target.field, before), typed)
    if isinstance(value, NotRead):
        await ctx.show(message, *above(value, *value_question(ctx.tr, target, before)))
        return
    await ctx.state.clear()
    await begin(message, ctx, target, value)


@router.callback_query(TimeButton.filter(), StateFilter(Editing.value))
async def take_pressed_day(query: CallbackQuery, ctx: Context, callback_data: TimeButton) -> None:
    """Begin the draft with a day that was offered for a doubtful one."""
    target = await asked_target(ctx)
    _, before = await ctx.store.read(corrections.known, *target)
    if takes(target.field, before) is not Shape.DAY:
        await refuse(query, ctx, CorrectionOutcome.GONE)
        return
    await begin(query, ctx, target, from_minutes(callback_data.at).date().isoformat())


async def asked_target(ctx: Context) -> Target:
    """The value that the open question asks for."""
    data = await ctx.state.get_data()
    return Target(Subject(data.get("subject", Subject.NORM)), data.get("key", ""), data.get("field", VALUE))


def read_helper(ctx: Context, field: str, typed: str) -> str | NotRead:
    """The typed fact of a body; what names or reaches a private person is none."""
    if is_private(typed, patronymics(ctx.tr)):
        return NotRead(ctx.tr("helper-private"))
    most = NAME_MAX if field == "name" else TEXT_MAX
    return NotRead(ctx.tr("too-long", typed=len(typed), most=most)) if len(typed) > most else typed


def read_value(ctx: Context, kind: Takes | Shape, typed: str) -> str | NotRead:
    """The typed value in its stored form. A day may be typed as people write it; ISO 8601 may be far away."""
    value = rules.read_value(kind, typed)
    if value is not None:
        return value
    if kind is not Shape.DAY:
        return NotRead(ctx.tr("edit-wrong"))
    expected = expect(ctx.tr, ctx.now, ctx.settings.timezone, Leaning.NEAREST, needs_hour=False)
    day = read_day(typed, ctx.tr, expected)
    return day if isinstance(day, NotRead) else day.isoformat()


async def begin(event: Message | CallbackQuery, ctx: Context, target: Target, value: str | None) -> None:
    """Begin a draft with the new value, then ask for the confidence."""
    if ctx.person is None or not may_correct(ctx, target.subject, target.key):
        await refuse(event, ctx, CorrectionOutcome.FORBIDDEN)
        return
    today = local_date(ctx.now, ctx.settings.timezone)
    change_id = await ctx.store.write(corrections.draft, *target, value, ctx.person.id, ctx.roles, today)
    if isinstance(change_id, CorrectionOutcome):
        await refuse(event, ctx, change_id)
        return
    log.info("correction drafted", change_id=change_id, person_id=ctx.person.id, **target._asdict())
    rows = [[button(ctx.tr.plain(CONFIDENCE[each]), DraftButton(do=each, change_id=change_id))] for each in Confidence]
    discard = button(ctx.tr.plain("edit-discard"), DraftButton(do="discard", change_id=change_id))
    await ctx.show(event, ctx.tr("edit-ask-confidence"), keyboard(*rows, [discard]))


@router.callback_query(DraftButton.filter(F.do.in_({*Confidence, "source"})))
async def ask_source(query: CallbackQuery, ctx: Context, callback_data: DraftButton) -> None:
    change_id, person_id = callback_data.change_id, ctx.person_id or 0
    if callback_data.do != "source":
        confidence = Confidence(callback_data.do)
        await ctx.store.write(corrections.change, change_id, person_id, ctx.roles, "confidence", confidence)
    if await ctx.store.read(corrections.own_draft, change_id, person_id, ctx.roles) is None:
        await refuse(query, ctx, CorrectionOutcome.GONE)
        return
    discard = button(ctx.tr.plain("edit-discard"), DraftButton(do="discard", change_id=change_id))
    await ctx.ask(query, Editing.source, ctx.tr("edit-ask-source"), keyboard([discard]), change_id=change_id)


@router.message(StateFilter(Editing.source), Typed())
async def take_source(message: Message, ctx: Context, typed: str) -> None:
    if len(typed) > SOURCE_MAX:
        await message.answer(ctx.tr("too-long", typed=len(typed), most=SOURCE_MAX))
        return
    change_id = (await ctx.state.get_data()).get("change_id", 0)
    await ctx.state.clear()
    await ctx.store.write(corrections.change, change_id, ctx.person_id or 0, ctx.roles, "source", typed)
    await put_review(message, ctx, change_id)


@router.message(StateFilter(Editing))
async def want_words(message: Message, ctx: Context) -> None:
    await message.answer(ctx.tr("want-words"))


async def put_review(event: Message | CallbackQuery, ctx: Context, change_id: int) -> None:
    """Show the draft before anybody is notified: old value, new value, source, number of cases and people concerned."""
    found = await ctx.store.read(corrections.own_draft, change_id, ctx.person_id or 0, ctx.roles)
    if found is None or not may_correct(ctx, found.subject, found.key):
        await refuse(event, ctx, CorrectionOutcome.GONE)
        return
    owner_of = helpers.get if found.subject is Subject.HELPER else municipalities.get
    where = await ctx.store.read(owner_of, found.key)
    concerned = await ctx.store.read(corrections.touched, found)
    text = ctx.tr(
        "edit-review",
        title=subject_title(ctx.tr, found, where),
        was=value_text(ctx.tr, found.field, found.was),
        became=value_text(ctx.tr, found.field, found.became),
        source=cite(ctx.tr, found.source, found.as_of, found.confidence),
    )
    parts = [text, ctx.tr("edit-concerns", cases=len(concerned.members), people=concerned.people)]
    shown = parts[:1] if found.subject is Subject.HELPER else parts
    await ctx.show(event, Markup("\n\n").join(shown), review_buttons(ctx.tr, found))


def review_buttons(tr: Translator, found: Correction) -> InlineKeyboardMarkup:
    def to(do: str, key: str) -> list[InlineKeyboardButton]:
        return [button(tr.plain(key), DraftButton(do=do, change_id=found.id))]

    save = to("save", "edit-save") if found.is_complete() else []
    return keyboard(save, to("source", "edit-source"), to("discard", "edit-discard"))


@router.callback_query(DraftButton.filter(F.do == "review"))
async def review(query: CallbackQuery, ctx: Context, callback_data: DraftButton) -> None:
    await put_review(query, ctx, callback_data.change_id)


@router.callback_query(DraftButton.filter(F.do == "save"))
async def save(query: CallbackQuery, ctx: Context, callback_data: DraftButton) -> None:
    change_id, outcome = callback_data.change_id, CorrectionOutcome.FORBIDDEN
    found = await ctx.store.read(corrections.own_draft, change_id, ctx.person_id or 0, ctx.roles)
    if ctx.person is not None:
        outcome = await ctx.store.write(
            corrections.save, change_id, ctx.person.id, ctx.roles, days_off(ctx.now.date()), ctx.now
        )
    if outcome is not CorrectionOutcome.DONE or found is None:
        await refuse(query, ctx, outcome)
        return
    log.info("correction saved", change_id=change_id, person_id=ctx.person_id)
    await ctx.show(query, ctx.tr("edit-saved"), keyboard([way_back(ctx.tr, found)]))


@router.callback_query(DraftButton.filter(F.do == "discard"))
async def discard(query: CallbackQuery, ctx: Context, callback_data: DraftButton) -> None:
    mine = (callback_data.change_id, ctx.person_id or 0, ctx.roles)
    found = await ctx.store.read(corrections.own_draft, *mine)
    outcome = await ctx.store.write(corrections.discard, *mine)
    if outcome is not CorrectionOutcome.DONE or found is None:
        await refuse(query, ctx, outcome)
        return
    log.info("correction discarded", change_id=callback_data.change_id, person_id=ctx.person_id)
    await ctx.show(query, ctx.tr("edit-discarded"), keyboard([way_back(ctx.tr, found)]))
