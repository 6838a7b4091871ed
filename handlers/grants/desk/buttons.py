"""The buttons of the desk of the catalogue."""

from aiogram.filters.callback_data import CallbackData

from bot.domain.grants import RoundStatus, StageKind
from handlers.shared.screens import Number


class CataloguePage(CallbackData, prefix="cat"):
    """A page of the desk, from 0."""

    page: Number


class KeepButton(CallbackData, prefix="catp"):
    """A programme on the desk: `do` is card, seen, site, history, more, season, archive or revive.

    Without a programme it is new, or agree: the consent to the work.
    """

    do: str
    programme_id: Number


class RoundButton(CallbackData, prefix="catr"):
    """A round: `do` is card, more (its other dates) or copy."""

    do: str
    programme_id: Number
    round_id: Number


class RoundStatusButton(CallbackData, prefix="catrs"):
    """The new status of a round."""

    status: RoundStatus
    programme_id: Number
    round_id: Number


class StageButton(CallbackData, prefix="cats"):
    """A date to enter or to move."""

    kind: StageKind
    programme_id: Number
    round_id: Number


class PostponeButton(CallbackData, prefix="catpp"):
    """The deadline of a round that the funder has moved."""

    programme_id: Number
    round_id: Number


class FactsPage(CallbackData, prefix="catfp"):
    """A page of the facts of a programme or, with an `edit_id`, of a draft."""

    programme_id: Number
    edit_id: Number
    page: Number


class FactButton(CallbackData, prefix="catf"):
    """A fact of a programme to edit."""

    programme_id: Number
    field: str


class DraftFactButton(CallbackData, prefix="catd"):
    """A fact of a draft to fill in."""

    edit_id: Number
    field: str


class ChoiceButton(CallbackData, prefix="catc"):
    """A value of a fact of a draft: chosen, or of several taken in and left out; "" skips the fact."""

    edit_id: Number
    field: str
    value: str


class ChoicePage(CallbackData, prefix="catcp"):
    """A page of the values of a fact of a draft, from 0."""

    edit_id: Number
    field: str
    page: Number


class TipDeskButton(CallbackData, prefix="tipd"):
    """An announcement that somebody sent: `do` is card, photo, or what came of it."""

    do: str
    tip_id: Number


class TipEditButton(CallbackData, prefix="tipe"):
    """The edit that came of an announcement."""

    tip_id: Number
    edit_id: Number


class TableButton(CallbackData, prefix="catx"):
    """The catalogue as a table: `do` is show, export, load, save or undo."""

    do: str


class MergeButton(CallbackData, prefix="catm"):
    """A double and the programme that stays; 0 is the question which one."""

    programme_id: Number
    into: Number
    page: Number


class EditButton(CallbackData, prefix="cate"):
    """A draft: `do` is announced, forecast, source, today, review, save or discard."""

    do: str
    edit_id: Number


class ZoneButton(CallbackData, prefix="catz"):
    """The zone in which the funder counts the dates of a draft."""

    edit_id: Number
    zone: str
