"""Buttons of the time after an event."""

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.domain.events.results import STARS
from handlers.shared.screens import Number


class StarsButton(CallbackData, prefix="evstars"):
    """A rating by somebody who came."""

    event_id: Number
    stars: Annotated[int, Field(ge=STARS[0], le=STARS[-1])]


class AgreeButton(CallbackData, prefix="evagree"):
    """A consent given after the event, then the rating; with 0 stars the certificate."""

    event_id: Number
    stars: Annotated[int, Field(ge=0, le=STARS[-1])]


class AfterButton(CallbackData, prefix="evafter"):
    """For somebody who came: `do` is open, paper (ask for the name on the certificate) or own (their own name)."""

    do: str
    event_id: Number


class ResultsButton(CallbackData, prefix="evres"):
    """The numbers of an event, for its coordinators: `do` is open or xlsx."""

    do: str
    event_id: Number


class WordsPage(CallbackData, prefix="evwords"):
    """A page of what people said of an event, for its coordinators."""

    event_id: Number
    page: Number
