"""[correct] → the value → how sure we are → who says so → whom it concerns → [save]. The draft is a row."""

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.daysoff import days_off
from bot.domain import corrections as rules
from bot.domain.corrections import SOURCE_MAX, VALUE, Correction, CorrectionOutcome, Subject, Takes
from bot.domain.norms import Confidence, Shape, shape
from bot.domain.time import local_date
from bot.i18n import Translator
from handlers.law.views import (
    KINDS,
    ORDERS,
    DraftButton,
    FieldButton,
    NormButton,
    PlaceButton,
    may,
    refuse,
    said,
    subject_title,
    to_law,
)
from handlers.shared.citations import CONFIDENCE, cite
from handlers.shared.context import Context
from handlers.shared.screens import Pressed, Said, Typed, button, keyboard
from storage.law import corrections, municipalities


class Editing(StatesGroup):
    value = State()
    source = State()


router = Router(name="law.edit")
router.message.filter(Said(states=Editing))
router.callback_query.filter(Pressed(NormButton, FieldButton, DraftButton))


@router.callback_query(NormButton.filter(F.do == "edit"))
@router.callback_query(FieldButton.filter(F.do == "edit"))
async def ask_value(query: CallbackQuery, ctx: Context, callback_data: NormButton | FieldButton) -> None:
    subject, key, field = named(callback_data)
    exists, value = await ctx.store.read(corrections.known, subject, key, field)
    if not exists or not may(ctx, subject, key):
        await refuse(query, ctx, CorrectionOutcome.FORBIDDEN if exists else CorrectionOutcome.GONE)
        return
    text, buttons = value_question(ctx.tr, subject, key, field, value)
    await ctx.ask(query, Editing.value, text, buttons, subject=subject, key=key, field=field)


def named(data: NormButton | FieldButton) -> tuple[Subject, str, str]:
    """What a button names: a norm has one value, a municipality has fields."""
    if isinstance(data, NormButton):
        return Subject.NORM, data.key, VALUE
    return Subject.PLACE, data.slug, data.field


def takes(field: str, value: str | None) -> Takes | Shape:
    return rules.FIELDS[field] if field in rules.FIELDS else shape(value or "")


def value_question(
    tr: Translator, subject: Subject, key: str, field: str, value: str | None
) -> tuple[Markup, InlineKeyboardMarkup]:
    kind = takes(field, value)
    text = tr("edit-ask-value", now=said(tr, field, value), kind=tr.plain(KINDS[kind]))
    rows = []
    if kind is Takes.ORDER:
        rows = [[button(tr.plain(ORDERS[order]), FieldButton(do=order, slug=key, field=field))] for order in ORDERS]
    if subject is Subject.PLACE and value is not None:
        rows.append([button(tr.plain("edit-unset"), FieldButton(do="unset", slug=key, field=field))])
    back = PlaceButton(slug=key) if subject is Subject.PLACE else NormButton(do="card", key=key)
    return text, keyboard(*rows, [button(tr.plain("button-cancel"), back)])


@router.callback_query(FieldButton.filter(F.do.in_({*ORDERS, "unset"})))
async def take_pressed(query: CallbackQuery, ctx: Context, callback_data: FieldButton) -> None:
    value = None if callback_data.do == "unset" else callback_data.do
    if value is not None and takes(callback_data.field, None) is not Takes.ORDER:
        await refuse(query, ctx, CorrectionOutcome.GONE)
        return
    what = named(callback_data)
    await begin(query, ctx, what, value)


@router.message(StateFilter(Editing.value), Typed())
async def take_value(message: Message, ctx: Context, typed: str) -> None:
    """A value of another kind than the one there was is asked for again."""
    data = await ctx.state.get_data()
    subject, key, field = Subject(data.get("subject", Subject.NORM)), data.get("key", ""), data.get("field", VALUE)
    _, before = await ctx.store.read(corrections.known, subject, key, field)
    value = rules.read_value(takes(field, before), typed)
    if value is None:
        text, buttons = value_question(ctx.tr, subject, key, field, before)
        await ctx.show(message, Markup("\n\n").join([ctx.tr("edit-wrong"), text]), buttons)
        return
    await ctx.state.clear()
    await begin(message, ctx, (subject, key, field), value)


async def begin(
    event: Message | CallbackQuery, ctx: Context, what: tuple[Subject, str, str], value: str | None
) -> None:
    """The draft, then how sure we are of it."""
    if ctx.person is None or not may(ctx, what[0], what[1]):
        await refuse(event, ctx, CorrectionOutcome.FORBIDDEN)
        return
    today = local_date(ctx.now, ctx.settings.timezone)
    change_id = await ctx.store.write(corrections.draft, *what, value, ctx.person.id, ctx.roles, today)
    if isinstance(change_id, CorrectionOutcome):
        await refuse(event, ctx, change_id)
        return
    rows = [[button(ctx.tr.plain(CONFIDENCE[each]), DraftButton(do=each, change_id=change_id))] for each in Confidence]
    discard = button(ctx.tr.plain("edit-discard"), DraftButton(do="discard", change_id=change_id))
    await ctx.show(event, ctx.tr("edit-ask-confidence"), keyboard(*rows, [discard]))


@router.callback_query(DraftButton.filter(F.do.in_({*Confidence, "source"})))
async def ask_source(query: CallbackQuery, ctx: Context, callback_data: DraftButton) -> None:
    change_id = callback_data.change_id
    if callback_data.do != "source" and ctx.person is not None:
        await ctx.store.write(corrections.change, change_id, ctx.person.id, "confidence", Confidence(callback_data.do))
    found = await ctx.store.read(corrections.get, change_id)
    if found is None or found.changed_at is not None or ctx.person is None:
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
    if ctx.person is not None:
        await ctx.store.write(corrections.change, change_id, ctx.person.id, "source", typed)
    await put_review(message, ctx, change_id)


@router.message(StateFilter(Editing))
async def want_words(message: Message, ctx: Context) -> None:
    await message.answer(ctx.tr("want-words"))


async def put_review(event: Message | CallbackQuery, ctx: Context, change_id: int) -> None:
    """What was, what will be, who says so, and whom it concerns: before anybody hears of it."""
    found = await ctx.store.read(corrections.get, change_id)
    if found is None or found.changed_at is not None or not may(ctx, found.subject, found.key):
        await refuse(event, ctx, CorrectionOutcome.GONE)
        return
    where = await ctx.store.read(municipalities.get, found.key)
    concerned = await ctx.store.read(corrections.touched, found)
    text = ctx.tr(
        "edit-review",
        title=subject_title(ctx.tr, found, where),
        was=said(ctx.tr, found.field, found.was),
        became=said(ctx.tr, found.field, found.became),
        source=cite(ctx.tr, found.source, found.as_of, found.confidence),
    )
    count = ctx.tr("edit-concerns", cases=len(concerned.members), people=concerned.people)
    await ctx.show(event, Markup("\n\n").join([text, count]), review_buttons(ctx.tr, found))


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
    outcome = CorrectionOutcome.FORBIDDEN
    if ctx.person is not None:
        outcome = await ctx.store.write(
            corrections.save, callback_data.change_id, ctx.person.id, ctx.roles, days_off(ctx.now.date()), ctx.now
        )
    if outcome is not CorrectionOutcome.DONE:
        await refuse(query, ctx, outcome)
        return
    await ctx.show(query, ctx.tr("edit-saved"), keyboard([to_law(ctx.tr)]))


@router.callback_query(DraftButton.filter(F.do == "discard"))
async def discard(query: CallbackQuery, ctx: Context, callback_data: DraftButton) -> None:
    if ctx.person is not None:
        await ctx.store.write(corrections.discard, callback_data.change_id, ctx.person.id)
    await ctx.show(query, ctx.tr("edit-discarded"), keyboard([to_law(ctx.tr)]))
