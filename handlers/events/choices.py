"""Choices by a tap in the questions about a new event: its kind, and how long it lasts."""

from collections.abc import Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton

from bot.domain.events import EventKind
from bot.i18n import Translator
from handlers.shared.screens import Number, button

KINDS = {
    EventKind.CLEAN_UP: "kind-clean-up",
    EventKind.MEETING: "kind-meeting",
    EventKind.FEAST: "kind-feast",
    EventKind.SEMINAR: "kind-seminar",
    EventKind.CONFERENCE: "kind-conference",
    EventKind.TRIP: "kind-trip",
    EventKind.HEARING: "kind-hearing",
}
# Lengths in minutes.
LENGTHS = {60: "length-1", 90: "length-1-half", 120: "length-2", 180: "length-3", 240: "length-4", 480: "length-day"}


class ChoiceButton(CallbackData, prefix="evpick"):
    """A choice for the open question about `field`, kind or minutes."""

    field: str
    event_id: Number
    value: str

    @property
    def answer(self) -> str | int | None:
        """The answer that was chosen; None for one that was never offered."""
        if self.field == "minutes":
            return next((minutes for minutes in LENGTHS if str(minutes) == self.value), None)
        return self.value if self.value in [*EventKind] else None


def choices(tr: Translator, field: str, event_id: int) -> Sequence[Sequence[InlineKeyboardButton]]:
    """The rows of choices of a question, two in a row; none for a question that is answered in words."""
    of: dict[str, dict[str, str]] = {
        "kind": {str(kind): key for kind, key in KINDS.items()},
        "minutes": {str(minutes): key for minutes, key in LENGTHS.items()},
    }
    buttons = [
        button(tr.plain(key), ChoiceButton(field=field, event_id=event_id, value=value))
        for value, key in of.get(field, {}).items()
    ]
    return [buttons[first : first + 2] for first in range(0, len(buttons), 2)]
