"""The questions of the desk, each with its buttons: about a fact, a zone, the certainty of a date, its source."""

from collections.abc import Mapping
from typing import Any

from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.domain.catalogue.edits import DeskOutcome, Edit, Wanted
from bot.domain.catalogue.facts import FACTS, FactKind
from bot.i18n import Translator
from handlers.grants.desk.access import refuse
from handlers.grants.desk.buttons import ChoiceButton, EditButton, ZoneButton
from handlers.grants.desk.words import FIELDS, NAMES, is_unknown, value_text
from handlers.shared.applicant_names import APPLICANTS
from handlers.shared.context import Context
from handlers.shared.screens import button, keyboard, zone_name

MOSCOW = "Europe/Moscow"
FEW = 6
KINDS = {
    FactKind.TEXT: "catalogue-wants-text",
    FactKind.LINES: "catalogue-wants-lines",
    FactKind.URL: "catalogue-wants-url",
    FactKind.NUMBER: "catalogue-wants-number",
    FactKind.DAY: "catalogue-wants-day",
    FactKind.ONE: "catalogue-wants-one",
    FactKind.MANY: "catalogue-wants-many",
    FactKind.PLACES: "catalogue-wants-places",
    FactKind.SUMS: "catalogue-wants-sums",
}


Screen = tuple[Markup, InlineKeyboardMarkup]


class Sourcing(StatesGroup):
    zone = State()
    source = State()
    seen = State()


class Telling(StatesGroup):
    fact = State()


def discard_button(tr: Translator, edit_id: int) -> InlineKeyboardButton:
    return button(tr.plain("catalogue-discard"), EditButton(do="discard", edit_id=edit_id))


def zone_question(ctx: Context, edit_id: int) -> Screen:
    zones = dict.fromkeys((MOSCOW, ctx.settings.timezone))
    rows = [[button(zone_name(ctx.tr, zone), ZoneButton(edit_id=edit_id, zone=zone))] for zone in zones]
    return ctx.tr("catalogue-ask-zone"), keyboard(*rows, [discard_button(ctx.tr, edit_id)])


def certainty_question(tr: Translator, edit_id: int) -> Screen:
    rows = [
        [button(tr.plain(key), EditButton(do=do, edit_id=edit_id))]
        for do, key in (("announced", "catalogue-is-announced"), ("forecast", "catalogue-is-forecast"))
    ]
    return tr("catalogue-ask-certainty"), keyboard(*rows, [discard_button(tr, edit_id)])


def source_question(ctx: Context, edit_id: int) -> Screen:
    return ctx.tr("catalogue-ask-source"), keyboard([discard_button(ctx.tr, edit_id)])


def seen_question(ctx: Context, edit_id: int) -> Screen:
    today = button(ctx.tr.plain("catalogue-today"), EditButton(do="today", edit_id=edit_id))
    return ctx.tr("catalogue-ask-seen"), keyboard([today], [discard_button(ctx.tr, edit_id)])


STATES = {Wanted.ZONE: Sourcing.zone, Wanted.SOURCE: Sourcing.source, Wanted.SEEN: Sourcing.seen}
QUESTIONS = {Wanted.ZONE: zone_question, Wanted.SOURCE: source_question, Wanted.SEEN: seen_question}


def to_review(tr: Translator, edit_id: int, key: str = "catalogue-to-review") -> InlineKeyboardButton:
    return button(tr.plain(key), EditButton(do="review", edit_id=edit_id))


def two_in_a_row(buttons: list[InlineKeyboardButton]) -> list[list[InlineKeyboardButton]]:
    return [buttons[first : first + 2] for first in range(0, len(buttons), 2)]


async def ask_fact(
    event: Message | CallbackQuery, ctx: Context, edit: Edit | None, field: str, note: Markup | None = None
) -> None:
    """Ask for a fact of a draft: typed, or by its buttons."""
    if edit is None or field not in FACTS:
        await refuse(event, ctx, DeskOutcome.GONE)
        return
    text, markup = fact_question(ctx, edit, field)
    if note:
        text = Markup("\n\n").join([note, text])
    await ctx.ask(event, Telling.fact, text, markup, edit_id=edit.id, field=field)


def fact_question(ctx: Context, edit: Edit, field: str) -> tuple[Markup, InlineKeyboardMarkup]:
    tr, held = ctx.tr, value_of(edit, field)
    asked = {"field": tr.plain(FIELDS[field]), "kind": tr.plain(KINDS[FACTS[field]])}
    now = value_text(tr, field, held, ctx.zone)
    text = tr("catalogue-ask-first", **asked) if is_unknown(held) else tr("catalogue-ask-fact", now=now, **asked)
    skip = [ChoiceButton(edit_id=edit.id, field=field, value="")] if field in ("url", "municipalities") else []
    key = "catalogue-everywhere" if field == "municipalities" else "catalogue-skip"
    rows = [*choices(tr, edit, field, held), *[[button(tr.plain(key), each)] for each in skip]]
    return text, keyboard(*rows, [discard_button(tr, edit.id)])


def value_of(edit: Edit, field: str) -> Any:
    return edit.changes[field].became if field in edit.changes else None


def choices(tr: Translator, edit: Edit, field: str, held: Any) -> list[list[InlineKeyboardButton]]:
    """The buttons of a fact that is chosen; chosen ones of several are ticked."""
    kind = FACTS[field]
    if kind is FactKind.SUMS:
        names: Mapping[Any, str] = APPLICANTS
    elif kind in (FactKind.ONE, FactKind.MANY):
        names = NAMES[field]
    else:
        return []
    chosen = held if isinstance(held, list) else []
    labels = [
        button(
            tr.plain("catalogue-ticked" if each in chosen else "catalogue-unticked", label=tr.plain(key)),
            ChoiceButton(edit_id=edit.id, field=field, value=each),
        )
        for each, key in names.items()
    ]
    ready = [to_review(tr, edit.id, "catalogue-ready")] if kind is not FactKind.ONE and held else []
    return [*(two_in_a_row(labels) if len(labels) > FEW else [[each] for each in labels]), ready]
