"""Buttons at the door of an event."""

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.domain.events import COMPANIONS_MOST
from bot.domain.events.sheet import ALL_COLUMNS, BLANK_ROWS
from bot.domain.tallies import CountedAs
from handlers.shared.screens import Number


class DoorButton(CallbackData, prefix="evdoor"):
    """The door of an event: `do` is open, walkin, outsiders (who do not count for a quorum) or wall."""

    do: str
    event_id: Number


class PartyButton(CallbackData, prefix="evin"):
    """So many people of a sign-up are in; 0 is nobody."""

    event_id: Number
    sign_up_id: Number
    seats: Annotated[int, Field(ge=0, le=COMPANIONS_MOST + 1)]


class CountButton(CallbackData, prefix="evcounts"):
    """As whom a guest of a case's meeting counts for the quorum."""

    event_id: Number
    sign_up_id: Number
    counts_as: CountedAs


class WalkInButton(CallbackData, prefix="evwalk"):
    """Somebody without a sign-up: `do` is drop, or another (of the same name)."""

    do: str
    walk_in_id: Number


class StewardsButton(CallbackData, prefix="evhelpers"):
    """The stewards of an event: `do` is list, choose or invite."""

    do: str
    event_id: Number


class StewardButton(CallbackData, prefix="evhelper"):
    """One steward, or one guest who may be: `do` is name or drop."""

    do: str
    event_id: Number
    person_id: Number


class HelpButton(CallbackData, prefix="evhelp"):
    """The code of an invitation to help at the door: `do` is yes, or agree (to the consent, then yes)."""

    do: str
    code: str


class SheetButton(CallbackData, prefix="evsheet"):
    """The registration sheet: `do` is open, docx or xlsx; `columns` are those of SheetColumn, `blank` rows."""

    do: str
    event_id: Number
    columns: Annotated[int, Field(ge=0, le=ALL_COLUMNS)]
    blank: Annotated[int, Field(ge=0, le=BLANK_ROWS[-1])]
