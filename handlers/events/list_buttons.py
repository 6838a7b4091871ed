"""Buttons of the search for events and of series."""

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.domain.events.series import TIMES_MOST, Every
from handlers.shared.screens import Number


class FindButton(CallbackData, prefix="evfind"):
    """A search for events: `do` is open, or places with a page."""

    do: str
    page: Number


class FoundPage(CallbackData, prefix="evby"):
    """A page of the coming events of one kind or municipality; an empty value is the whole region."""

    by: str
    value: str
    page: Number


class RepeatButton(CallbackData, prefix="evagain"):
    """More events like one, `times` of them: `do` is ask (show the dates) or sure."""

    do: str
    event_id: Number
    every: Every
    times: Annotated[int, Field(ge=1, le=TIMES_MOST)]


class DatesPage(CallbackData, prefix="evdates"):
    """A page of the coming events of a series."""

    event_id: Number
    page: Number
