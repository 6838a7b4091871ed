"""A date → typed as the funder announced it → [the year?] → a draft, which asks for the rest (`drafts`)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from aiogram import Router
from aiogram.filters import StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.domain.catalogue.announced import Announced, Doubted, Unclear, read_announced
from bot.domain.catalogue.edits import DeskOutcome, date_of
from bot.domain.catalogue.entries import entry_of, stage_field
from bot.domain.grants import Precision, StageKind
from bot.domain.time import wall_clock
from bot.domain.time_reader import Ask, Leaning
from bot.i18n import Translator
from bot.vocabulary import passing_words, words_of_time
from handlers.grants import dates
from handlers.grants.desk.access import refuse
from handlers.grants.desk.buttons import PostponeButton, RoundButton, StageButton
from handlers.grants.desk.drafts import begin
from handlers.grants.desk.rounds import kept_round
from handlers.grants.desk.words import value_text
from handlers.shared.context import Context
from handlers.shared.parse_dates import NotRead, TimeButton, above, expect, from_minutes, minutes, question
from handlers.shared.screens import Pressed, Said, Typed, button, keyboard


class Announcing(StatesGroup):
    date = State()


router = Router(name="grants.desk.stages")
router.message.filter(Said(states=Announcing))
router.callback_query.filter(Pressed(StageButton, PostponeButton, TimeButton))


@router.callback_query(StageButton.filter())
async def ask_date(query: CallbackQuery, ctx: Context, callback_data: StageButton) -> None:
    if screen := await date_question(query, ctx, callback_data):
        await ctx.ask(query, Announcing.date, *screen, **callback_data.model_dump(mode="json"))


@router.callback_query(PostponeButton.filter())
async def ask_new_deadline(query: CallbackQuery, ctx: Context, callback_data: PostponeButton) -> None:
    """Ask for the deadline that the funder has moved: it is announced, and by the clock that it had, unless typed."""
    asked = StageButton(kind=StageKind.DEADLINE, **callback_data.model_dump())
    if screen := await date_question(query, ctx, asked):
        await ctx.ask(query, Announcing.date, *screen, **asked.model_dump(mode="json"), postponed=True)


async def date_question(
    event: Message | CallbackQuery, ctx: Context, asked: StageButton
) -> tuple[Markup, InlineKeyboardMarkup] | None:
    found = await kept_round(event, ctx, asked.programme_id, asked.round_id)
    if found is None:
        return None
    programme, each = found
    field = stage_field(each.season, asked.kind)
    now = value_text(ctx.tr, field, entry_of(programme).get(field), ctx.zone)
    back = RoundButton(do="card", programme_id=programme.id, round_id=each.id)
    year = str(wall_clock(ctx.now, ctx.settings.timezone).year + 1)
    text = ctx.tr("catalogue-ask-date", label=ctx.tr.plain(dates.LABELS[asked.kind]), now=now, year=year)
    return text, keyboard([button(ctx.tr.plain("button-cancel"), back)])


@router.message(StateFilter(Announcing.date), Typed())
async def take_date(message: Message, ctx: Context, typed: str) -> None:
    """Begin the draft. A date that is not understood, has no year or is counted from today is asked for again."""
    data = await ctx.state.get_data()
    asked = asked_stage(data)
    found = read_announced(typed, words_of_time(), wall_clock(ctx.now, ctx.settings.timezone), ctx.settings.timezone)
    if isinstance(found, Announced):
        await begin_date(message, ctx, asked, found, postponed="postponed" in data)
        return
    if isinstance(found, Doubted) and found.choices:
        held = found.choices[0]
        await ctx.state.update_data(precision=held.precision.value, typed_zone=held.zone)
    if screen := await date_question(message, ctx, asked):
        await ctx.show(message, *above(doubt(ctx, typed, found), *screen))


def asked_stage(data: Mapping[str, Any]) -> StageButton:
    """The date that the open question asks for."""
    kind = data.get("kind")
    kind = StageKind(kind) if kind in set(StageKind) else StageKind.DEADLINE
    return StageButton(kind=kind, programme_id=data.get("programme_id", 0), round_id=data.get("round_id", 0))


def doubt(ctx: Context, typed: str, found: Ask | Doubted) -> NotRead:
    """The reason why a date was not taken, with the dates that may be meant."""
    if isinstance(found, Ask) and (word := passing_words().search(typed)):
        return NotRead(ctx.tr("catalogue-passing", word=word[0]))
    if isinstance(found, Ask):
        expected = expect(ctx.tr, ctx.now, ctx.settings.timezone, Leaning.NEAREST, needs_hour=False)
        return question(replace(found, choices=()), ctx.tr, expected)
    if found.why is Unclear.RELATIVE:
        return NotRead(ctx.tr("catalogue-relative"))
    rows = [[button(choice_label(ctx.tr, each), TimeButton(at=minutes(each.at)))] for each in found.choices]
    return NotRead(ctx.tr("catalogue-which-year"), rows)


def choice_label(tr: Translator, choice: Announced) -> str:
    if choice.precision is Precision.MONTH:
        return tr.month(choice.at.date())
    return tr.day(choice.at.date()) if choice.precision is Precision.DAY else tr.when(choice.at)


@router.callback_query(TimeButton.filter(), StateFilter(Announcing.date))
async def take_year(query: CallbackQuery, ctx: Context, callback_data: TimeButton) -> None:
    """Begin the draft with one of the years that were offered."""
    data = await ctx.state.get_data()
    if "precision" not in data:
        await refuse(query, ctx, DeskOutcome.GONE)
        return
    at: datetime = from_minutes(callback_data.at)
    chosen = Announced(at, Precision(data["precision"]), data.get("typed_zone"))
    await begin_date(query, ctx, asked_stage(data), chosen, postponed="postponed" in data)


async def begin_date(
    event: Message | CallbackQuery, ctx: Context, asked: StageButton, found: Announced, *, postponed: bool
) -> None:
    """Begin the draft. Of a postponed deadline only the date, its source and the day it was seen are asked for."""
    kept = await kept_round(event, ctx, asked.programme_id, asked.round_id)
    if kept is None:
        return
    programme, each = kept
    value = {
        "local": found.local,
        "zone": known_zone(found, each.stages[0].zone if each.stages else ctx.settings.timezone),
        "precision": found.precision.value,
        "forecast": False if postponed else None,
    }
    old = next((stage for stage in each.stages if stage.kind is asked.kind), None)
    if postponed and old is not None:
        value["zone"] = value["zone"] or old.zone
    await begin(event, ctx, programme.id, date_of(entry_of(programme), each.season, StageKind(asked.kind), value))


def known_zone(found: Announced, of_round: str) -> str | None:
    """The zone that was typed, if it has a name; of a month, that of the round. None has to be asked."""
    if found.precision is Precision.MONTH:
        return of_round
    return found.zone if found.zone and "/" in found.zone else None


@router.message(StateFilter(Announcing))
async def want_words(message: Message, ctx: Context) -> None:
    await message.answer(ctx.tr("want-words"))
