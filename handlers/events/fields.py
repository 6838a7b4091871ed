"""What a coordinator is asked about an event, one question at a time, and how an answer is read."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiogram.fsm.state import State, StatesGroup

from bot.domain.events import DESCRIPTION_MAX, PLACE_MAX, SEATS_MAX, TITLE_MAX
from bot.domain.quorum import read_count
from bot.domain.words import one_line, says_something, visible
from bot.i18n import Translator
from handlers.shared.parse_dates import UNREAD, Unread, read_when


class Making(StatesGroup):
    title = State()
    when = State()
    place = State()
    seats = State()
    about = State()


@dataclass(frozen=True, slots=True)
class Unclear:
    """Why an answer cannot be taken: a text and its values. The question stays open."""

    key: str
    values: dict[str, Any] = field(default_factory=dict)


Reader = Callable[[str, Translator, datetime, str], Awaitable[Any]]


def name(most: int) -> Reader:
    """One line that can be read aloud."""

    async def read(typed: str, tr: Translator, now: datetime, zone: str) -> str | Unclear:
        line = one_line(typed)
        return _short(line, most) if says_something(line) else Unclear("make-no-words")

    return read


def text(most: int) -> Reader:
    async def read(typed: str, tr: Translator, now: datetime, zone: str) -> str | Unclear:
        lines = visible(typed)
        return _short(lines, most) if lines else Unclear("make-no-words")

    return read


def _short(words: str, most: int) -> str | Unclear:
    return words if len(words) <= most else Unclear("too-long", {"most": most, "typed": len(words)})


async def start(typed: str, tr: Translator, now: datetime, zone: str) -> datetime | Unclear:
    understood = await read_when(typed, tr, now, zone)
    return Unclear(UNREAD[understood]) if isinstance(understood, Unread) else understood


async def seats(typed: str, tr: Translator, now: datetime, zone: str) -> int | Unclear:
    count = read_count(typed)
    return count if count is not None and 0 < count <= SEATS_MAX else Unclear("make-no-number", {"most": SEATS_MAX})


@dataclass(frozen=True, slots=True)
class Question:
    """`column` is where the answer goes; `skip` labels the button that answers with `nothing`."""

    state: State
    key: str
    button: str
    column: str
    read: Reader
    skip: str = ""
    nothing: Any = None


# In the order they are asked.
QUESTIONS = {
    "title": Question(Making.title, "make-ask-title", "make-title", "title", name(TITLE_MAX)),
    "when": Question(Making.when, "make-ask-when", "make-when", "starts_local", start),
    "place": Question(Making.place, "make-ask-place", "make-place", "place", name(PLACE_MAX)),
    "seats": Question(Making.seats, "make-ask-seats", "make-seats", "seats", seats, "make-no-limit"),
    "about": Question(
        Making.about, "make-ask-about", "make-about", "description", text(DESCRIPTION_MAX), "make-skip", ""
    ),
}
NEXT = dict(zip(QUESTIONS, [*QUESTIONS][1:], strict=False))
