"""Refusals of the desk, and the right to come to it."""

from aiogram.types import CallbackQuery, InlineKeyboardButton, Message
from markupsafe import Markup

from bot.domain.catalogue.edits import DeskOutcome
from bot.domain.catalogue.entries import FaultKind, passing_word
from bot.domain.grants import Programme
from bot.domain.people import Person, Purpose
from bot.i18n import Translator
from bot.logs import get_logger
from bot.vocabulary import passing_words
from handlers.grants.desk.buttons import KeepButton
from handlers.shared.context import Context
from handlers.shared.screens import Open, button
from storage import grants
from storage.grants.edits import may_edit

log = get_logger(__name__)

REFUSALS = {
    DeskOutcome.FORBIDDEN: "not-allowed",
    DeskOutcome.GONE: "catalogue-gone",
    DeskOutcome.INCOMPLETE: "catalogue-incomplete",
    DeskOutcome.CHANGED: "catalogue-changed",
    DeskOutcome.EXISTS: "catalogue-exists",
}
FAULTS = {
    FaultKind.MISSING: "catalogue-fault-missing",
    FaultKind.TOO_LONG: "catalogue-fault-too-long",
    FaultKind.WRONG: "catalogue-fault-wrong",
    FaultKind.DATE: "catalogue-fault-date",
    FaultKind.ZONE: "catalogue-fault-zone",
    FaultKind.URL: "catalogue-fault-url",
    FaultKind.ORDER: "catalogue-fault-order",
    FaultKind.NO_SOURCE: "catalogue-fault-source",
    FaultKind.PLACE: "catalogue-fault-place",
    FaultKind.RELATIVE: "catalogue-fault-relative",
    FaultKind.TWICE: "catalogue-fault-twice",
    FaultKind.FOREIGN: "catalogue-fault-foreign",
    FaultKind.OVERTAKEN: "catalogue-fault-overtaken",
    FaultKind.FORMULA: "catalogue-fault-formula",
    FaultKind.MERGED: "catalogue-fault-merged",
}


async def refuse(event: Message | CallbackQuery, ctx: Context, outcome: DeskOutcome) -> None:
    log.info("catalogue edit refused", person_id=ctx.person_id, reason=outcome)
    await ctx.refuse(event, REFUSALS[outcome], to_catalogue(ctx.tr))


async def worker(event: Message | CallbackQuery, ctx: Context) -> Person | None:
    """The coordinator who presses or types, if they agreed to the work: the history keeps their name."""
    if ctx.coordinates() and ctx.person is not None and ctx.person.agreed(Purpose.WORK):
        return ctx.person
    await refuse(event, ctx, DeskOutcome.FORBIDDEN)
    return None


async def kept(event: Message | CallbackQuery, ctx: Context, programme_id: int) -> Programme | None:
    """The programme, if the person keeps it; else the reason is given and None returned."""
    if not await worker(event, ctx):
        return None
    found = await ctx.store.read(grants.get, programme_id)
    if found is not None and may_edit(ctx.roles, found):
        return found
    await refuse(event, ctx, DeskOutcome.GONE if found is None else DeskOutcome.FORBIDDEN)
    return None


def passing(tr: Translator, field: str, typed: str) -> Markup | None:
    """The refusal of typed words that mean another day to every reader; None for words that last."""
    word = passing_word(field, typed, passing_words())
    return tr("catalogue-passing", word=word) if word else None


def to_catalogue(tr: Translator) -> InlineKeyboardButton:
    return button(tr.plain("catalogue-back"), Open(place="catalogue"))


def to_programme(tr: Translator, programme_id: int) -> InlineKeyboardButton:
    return button(tr.plain("catalogue-to-programme"), KeepButton(do="card", programme_id=programme_id))
