"""The fields of an event that a coordinator fills in, one question each, and the readers of the answers."""

from collections.abc import Callable
from dataclasses import dataclass

from aiogram.fsm.state import State, StatesGroup

from bot.domain.events import DESCRIPTION_MAX, PLACE_MAX, SEATS_MAX, TITLE_MAX
from bot.domain.time_reader import Expected, Moment
from bot.domain.words import one_line, says_something, visible
from bot.i18n import Translator
from handlers.shared.parse_dates import NotRead, read_moment
from handlers.shared.parse_numbers import read_number


class Making(StatesGroup):
    title = State()
    when = State()
    place = State()
    seats = State()
    about = State()


Answer = str | int | Moment
# The typed answer, or the reason why it cannot be taken: the question then stays open.
Reader = Callable[[str, Translator, Expected], Answer | NotRead]


def name(most: int) -> Reader:
    """A reader of one line that has letters or digits in it."""

    def read(typed: str, tr: Translator, expected: Expected) -> str | NotRead:
        line = one_line(typed)
        return _short(line, most, tr) if says_something(line) else NotRead(tr("make-no-words"))

    return read


def text(most: int) -> Reader:
    """A reader of several lines."""

    def read(typed: str, tr: Translator, expected: Expected) -> str | NotRead:
        lines = visible(typed)
        return _short(lines, most, tr) if lines else NotRead(tr("make-no-words"))

    return read


def _short(words: str, most: int, tr: Translator) -> str | NotRead:
    return words if len(words) <= most else NotRead(tr("too-long", most=most, typed=len(words)))


def seats(typed: str, tr: Translator, expected: Expected) -> int | NotRead:
    count = read_number(typed, tr)
    if count is None or not 0 < count <= SEATS_MAX:
        return NotRead(tr("make-no-number", most=SEATS_MAX))
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
    "when": EventField(Making.when, "make-ask-when", "make-when", "starts_local", read_moment),
    "place": EventField(Making.place, "make-ask-place", "make-place", "place", name(PLACE_MAX)),
    "seats": EventField(Making.seats, "make-ask-seats", "make-seats", "seats", seats, "make-no-limit"),
    "about": EventField(
        Making.about, "make-ask-about", "make-about", "description", text(DESCRIPTION_MAX), "make-skip", ""
    ),
}
NEXT = dict(zip(FIELDS, [*FIELDS][1:], strict=False))
