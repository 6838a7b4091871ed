"""The registration sheet of an event: who stands on it, in the order of the alphabet, and which columns it has."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntFlag

from bot.domain.events.event import Event
from bot.domain.municipalities import fold
from bot.domain.words import one_line

BLANK_ROWS = (0, 10, 30)


class SheetColumn(IntFlag):
    """The columns beside number and name. All but CAME are empty: people fill them in by hand."""

    FROM = 1
    PHONE = 2
    CAME = 4
    SIGNATURE = 8


USUAL = SheetColumn.FROM | SheetColumn.SIGNATURE
ALL_COLUMNS = sum(SheetColumn)


@dataclass(frozen=True, slots=True)
class OnSheet:
    """A person on the sheet; `with_whom` is the guest who brings them along."""

    name: str
    came: bool
    with_whom: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """An event and everybody on its sheet, in any order."""

    event: Event
    people: Sequence[OnSheet]


def in_order(people: Sequence[OnSheet]) -> list[OnSheet]:
    """The people by the alphabet of the language, each name on one line. It takes a while for thousands."""
    lined = [OnSheet(one_line(each.name) or "–", each.came, one_line(each.with_whom)) for each in people]
    return sorted(lined, key=lambda each: fold(each.name))
