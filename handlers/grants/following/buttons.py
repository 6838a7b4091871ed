"""Buttons of what one follows, and of the answers under a message."""

from aiogram.filters.callback_data import CallbackData

from handlers.shared.screens import Number


class FollowPage(CallbackData, prefix="fol"):
    """A page of everything that the person follows, from 0."""

    page: Number


class FollowItem(CallbackData, prefix="foli"):
    """One thing that the person follows: a programme, or without one the row of a filter.

    `do` is show, off, rest (asks how long) or on.
    """

    do: str
    programme_id: Number
    row: Number


class FollowRest(CallbackData, prefix="folr"):
    """A rest of so many days."""

    programme_id: Number
    row: Number
    days: Number


class StepsButton(CallbackData, prefix="folt"):
    """To the choice of one's own steps."""


class StepButton(CallbackData, prefix="fols"):
    """A step to add or to take away, in days before the deadline."""

    days: Number


class FilterButton(CallbackData, prefix="folf"):
    """A filter in the making. `do` is the next question (kind, place, theme, themes, sum), see, yes or agree.

    `place` is "here", the person's municipality, or "" for any; the other parts are those of a filter.
    """

    do: str
    kind: str
    place: str
    theme: str
    at_least: Number


class RoundButton(CallbackData, prefix="gra"):
    """An answer about a round: `do` is open, applied, no, later (asks when), undo, or never for the whole programme."""

    do: str
    programme_id: Number
    round_id: Number


class LaterButton(CallbackData, prefix="gral"):
    """To be reminded of a round in so many days."""

    programme_id: Number
    round_id: Number
    days: Number
