"""The questions of the desk, each with its buttons: about a fact, a zone, the certainty of a date, its source."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.domain.catalogue.edits import DeskOutcome, Edit, Wanted
from bot.domain.catalogue.facts import FACTS, FactKind
from bot.i18n import Translator
from handlers.grants.desk.access import refuse
from handlers.grants.desk.buttons import ChoiceButton, ChoicePage, EditButton, ZoneButton
from handlers.grants.desk.words import FIELDS, NAMES, is_unknown, value_text
from handlers.shared.applicant_names import APPLICANTS
from handlers.shared.context import Context
from handlers.shared.screens import button, keyboard, pager, zone_name

MOSCOW = "Europe/Moscow"
# Values to choose from: so many stand on one screen, of more each page has FEW.
ON_A_SCREEN, FEW = 6, 4
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


async def ask_fact(
    event: Message | CallbackQuery,
    ctx: Context,
    edit: Edit | None,
    field: str,
    note: Markup | None = None,
    page: int = 0,
) -> None:
    """Ask for a fact of a draft: typed, or by its buttons."""
    if edit is None or field not in FACTS:
        await refuse(event, ctx, DeskOutcome.GONE)
        return
    text, markup = fact_question(ctx, edit, field, page)
    if note:
        text = Markup("\n\n").join([note, text])
    await ctx.ask(event, Telling.fact, text, markup, edit_id=edit.id, field=field)


def fact_question(ctx: Context, edit: Edit, field: str, page: int) -> tuple[Markup, InlineKeyboardMarkup]:
    tr, held = ctx.tr, value_of(edit, field)
    asked = {"field": tr.plain(FIELDS[field]), "kind": tr.plain(KINDS[FACTS[field]])}
    now = value_text(tr, field, held, ctx.zone)
    text = tr("catalogue-ask-first", **asked) if is_unknown(held) else tr("catalogue-ask-fact", now=now, **asked)
    skip = [ChoiceButton(edit_id=edit.id, field=field, value="")] if field in ("url", "municipalities") else []
    key = "catalogue-everywhere" if field == "municipalities" else "catalogue-skip"
    rows = [*choices(tr, edit, field, held, page), *[[button(tr.plain(key), each)] for each in skip]]
    return text, keyboard(*rows, [discard_button(tr, edit.id)])


def value_of(edit: Edit, field: str) -> Any:
    return edit.changes[field].became if field in edit.changes else None


def names_of(field: str) -> Mapping[Any, str]:
    """The values of a fact that is chosen, each with the key of its name; none for one that is typed."""
    if FACTS[field] is FactKind.SUMS:
        return APPLICANTS
    return NAMES[field] if FACTS[field] in (FactKind.ONE, FactKind.MANY) else {}


def page_of(field: str, value: str) -> int:
    """The page on which a value stands."""
    values = list(map(str, names_of(field)))
    return values.index(value) // FEW if value in values and len(values) > ON_A_SCREEN else 0


def choices(tr: Translator, edit: Edit, field: str, held: Any, page: int) -> list[list[InlineKeyboardButton]]:
    """The buttons of a fact that is chosen, a page of them; chosen ones of several are ticked."""
    names = names_of(field)
    size = len(names) if len(names) <= ON_A_SCREEN else FEW
    pages = max(1, -(-len(names) // size)) if names else 1
    page = min(page, pages - 1)
    chosen = held if isinstance(held, list) else []
    rows = [
        [
            button(
                tr.plain("catalogue-ticked" if each in chosen else "catalogue-unticked", label=tr.plain(key)),
                ChoiceButton(edit_id=edit.id, field=field, value=each),
            )
        ]
        for each, key in list(names.items())[page * size : (page + 1) * size]
    ]
    turn = pager(tr, page, pages, partial(ChoicePage, edit_id=edit.id, field=field))
    is_ready = names and FACTS[field] is not FactKind.ONE and held
    return [*rows, turn, [to_review(tr, edit.id, "catalogue-ready")] if is_ready else []]
