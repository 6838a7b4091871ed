"""The buttons, texts and permission check that norms, profiles and their corrections share."""

from datetime import date

from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message
from markupsafe import Markup

from bot.domain.corrections import Correction, CorrectionOutcome, Subject, Takes
from bot.domain.founding import Order
from bot.domain.helpers import Helper
from bot.domain.municipalities import Municipality
from bot.domain.norms import Shape, shape
from bot.domain.people import Purpose
from bot.i18n import Translator
from bot.logs import get_logger
from handlers.shared.buttons import HelperButton
from handlers.shared.context import Context
from handlers.shared.field_names import FIELDS, HELPER_FIELDS
from handlers.shared.norm_titles import title, words
from handlers.shared.screens import Number, Open, button
from storage.law import corrections

log = get_logger(__name__)


class NormsPage(CallbackData, prefix="lawnp"):
    page: Number


class NormButton(CallbackData, prefix="lawn"):
    """A norm: `do` is card, checked or edit; agree, without a key, is the consent to the work."""

    do: str
    key: str


class PlacesPage(CallbackData, prefix="lawpp"):
    page: Number


class MissedPlacesPage(CallbackData, prefix="pmissp"):
    """To the places that people typed and nobody knew."""

    page: Number


class HeadcountsPage(CallbackData, prefix="hcounts"):
    """To the numbers of residents that founders passed on."""

    page: Number


class PlaceButton(CallbackData, prefix="lawp"):
    slug: str


class FieldButton(CallbackData, prefix="lawf"):
    """A field of a profile: `do` is edit, unset or, for the order of steps, the new order."""

    do: str
    slug: str
    field: str


class DraftButton(CallbackData, prefix="lawd"):
    """A draft of a correction: `do` is a Confidence, source, review, save or discard."""

    do: str
    change_id: Number


ORDERS = {
    Order.BOUNDARIES_FIRST: "field-boundaries-first",
    Order.MEETING_FIRST: "field-meeting-first",
    Order.SINGLE_APPLICATION: "field-single-application",
}
KINDS = {
    Takes.DAYS: "edit-wants-number",
    Takes.SHARE: "edit-wants-share",
    Takes.ORDER: "edit-wants-button",
    Takes.TEXT: "edit-wants-text",
    Shape.NUMBER: "edit-wants-number",
    Shape.SHARE: "edit-wants-share",
    Shape.DAY: "edit-wants-day",
    Shape.TEXT: "edit-wants-text",
}
REFUSALS = {
    CorrectionOutcome.FORBIDDEN: "not-allowed",
    CorrectionOutcome.GONE: "edit-gone",
    CorrectionOutcome.INCOMPLETE: "edit-incomplete",
}


async def refuse(event: Message | CallbackQuery, ctx: Context, outcome: CorrectionOutcome) -> None:
    log.info("correction refused", person_id=ctx.person_id, reason=outcome)
    await ctx.refuse(event, REFUSALS[outcome], to_law(ctx.tr))


def may_correct(ctx: Context, subject: Subject, key: str) -> bool:
    """True for a coordinator of the subject who agreed to the work, since the history keeps their name."""
    return ctx.person is not None and ctx.person.agreed(Purpose.WORK) and corrections.may_edit(ctx.roles, subject, key)


def to_law(tr: Translator) -> InlineKeyboardButton:
    return button(tr.plain("law-back"), Open(place="law"))


def way_back(tr: Translator, change: Correction) -> InlineKeyboardButton:
    """The button to where a correction was begun."""
    if change.subject is Subject.HELPER:
        return button(tr.plain("helper-to-card"), HelperButton(do="card", helper=change.key))
    return to_law(tr)


def subject_title(tr: Translator, change: Correction, owner: Municipality | Helper | None) -> str:
    """The title of what is corrected: a norm, or a field with its municipality or helper."""
    if change.subject is Subject.NORM:
        return title(tr, change.key)
    labels = HELPER_FIELDS if change.subject is Subject.HELPER else FIELDS
    name = owner.name if owner else change.key
    return tr.plain("edit-field-of", field=tr.plain(labels[change.field]), place=name)


def value_text(tr: Translator, field: str, value: str | None) -> str:
    """A value as people read it; None is shown as not confirmed."""
    if value is None:
        return tr.plain("edit-unconfirmed")
    if field == "order":
        return tr.plain(ORDERS[Order(value)])
    if shape(value) is Shape.DAY:
        return tr.day(date.fromisoformat(value))
    return words(tr, value)


def history(tr: Translator, found: list[Correction]) -> list[Markup]:
    """The saved corrections, the newest first; empty without any."""
    lines = [
        tr(
            "edit-history-line",
            day=tr.day(each.changed_at.date()),
            field=tr.plain(FIELDS[each.field]) if each.field in FIELDS else title(tr, each.key),
            was=value_text(tr, each.field, each.was),
            became=value_text(tr, each.field, each.became),
            source=each.source,
        )
        for each in found
        if each.changed_at
    ]
    return [Markup("\n").join([tr("edit-history"), *lines])] if lines else []
