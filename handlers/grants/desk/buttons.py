"""The buttons of the desk of the catalogue."""

from aiogram.filters.callback_data import CallbackData

from bot.domain.grants import RoundStatus, StageKind
from handlers.shared.screens import Number


class CataloguePage(CallbackData, prefix="cat"):
    """A page of the desk, from 0."""

    page: Number


class KeepButton(CallbackData, prefix="catp"):
    """A programme on the desk: `do` is card, seen, fields, history, archive or revive; agree, without a programme,
    is the consent to the work.
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


class EditButton(CallbackData, prefix="cate"):
    """A draft: `do` is announced, forecast, source, today, review, save or discard."""

    do: str
    edit_id: Number


class ZoneButton(CallbackData, prefix="catz"):
    """The zone in which the funder counts the dates of a draft."""

    edit_id: Number
    zone: str
