"""The fields of an event that a coordinator fills in, one question each, and the readers of the answers."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiogram.fsm.state import State, StatesGroup

from bot.domain.events import DESCRIPTION_MAX, PLACE_MAX, SEATS_MAX, TITLE_MAX
from bot.domain.words import one_line, says_something, visible
from bot.i18n import Translator
from handlers.shared.parse_dates import UNREAD, Unread, read_when
from handlers.shared.parse_numbers import read_number


class Making(StatesGroup):
    title = State()
    when = State()
    place = State()
    seats = State()
    about = State()


@dataclass(frozen=True, slots=True)
class UnclearAnswer:
    """The reason why an answer cannot be taken: a text key and its values. The question stays open."""

    key: str
    values: dict[str, Any] = field(default_factory=dict)


Answer = str | int | datetime
Reader = Callable[[str, Translator, datetime, str], Awaitable[Answer | UnclearAnswer]]


def name(most: int) -> Reader:
    """A reader of one line that has letters or digits in it."""

    async def read(typed: str, tr: Translator, now: datetime, zone: str) -> str | UnclearAnswer:
        line = one_line(typed)
        return _short(line, most) if says_something(line) else UnclearAnswer("make-no-words")

    return read


def text(most: int) -> Reader:
    """A reader of several lines."""

    async def read(typed: str, tr: Translator, now: datetime, zone: str) -> str | UnclearAnswer:
        lines = visible(typed)
        return _short(lines, most) if lines else UnclearAnswer("make-no-words")

    return read


def _short(words: str, most: int) -> str | UnclearAnswer:
    return words if len(words) <= most else UnclearAnswer("too-long", {"most": most, "typed": len(words)})


async def start(typed: str, tr: Translator, now: datetime, zone: str) -> datetime | UnclearAnswer:
    understood = await read_when(typed, tr, now, zone)
    return UnclearAnswer(UNREAD[understood]) if isinstance(understood, Unread) else understood


async def seats(typed: str, tr: Translator, now: datetime, zone: str) -> int | UnclearAnswer:
    count = read_number(typed, tr)
    if count is None or not 0 < count <= SEATS_MAX:
        return UnclearAnswer("make-no-number", {"most": SEATS_MAX})
    return count


@dataclass(frozen=True, slots=True)
class EventField:
    """A field: `column` keeps the answer; `skip` is the label of the button that answers with `nothing`."""

    state: State
    key: str
    button: str
    column: str
    read: Reader
    skip: str = ""
    nothing: str | None = None


# In the order they are asked.
FIELDS = {
    "title": EventField(Making.title, "make-ask-title", "make-title", "title", name(TITLE_MAX)),
    "when": EventField(Making.when, "make-ask-when", "make-when", "starts_local", start),
    "place": EventField(Making.place, "make-ask-place", "make-place", "place", name(PLACE_MAX)),
    "seats": EventField(Making.seats, "make-ask-seats", "make-seats", "seats", seats, "make-no-limit"),
    "about": EventField(
        Making.about, "make-ask-about", "make-about", "description", text(DESCRIPTION_MAX), "make-skip", ""
    ),
}
NEXT = dict(zip(FIELDS, [*FIELDS][1:], strict=False))
