"""The fields of an event that a coordinator fills in, one question each, and the readers of the answers."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from aiogram.fsm.state import State, StatesGroup
from aiogram.types import Message

from bot.domain.events import DESCRIPTION_MAX, LINK_MAX, ORGANISER_MAX, PLACE_MAX, SEATS_MAX, TITLE_MAX
from bot.domain.events.changes import EventPart, Values
from bot.domain.time_reader import Expected, Moment
from bot.domain.words import one_line, says_something, visible
from bot.i18n import Translator
from handlers.shared.parse_dates import NotRead, read_moment
from handlers.shared.parse_numbers import Counted, read_number


class Making(StatesGroup):
    """The question about a new event that is open."""

    title = State()
    when = State()
    place = State()
    seats = State()
    about = State()
    kind = State()
    minutes = State()


class Mending(StatesGroup):
    """The question about one part of an event that exists."""

    part = State()


@dataclass(frozen=True, slots=True)
class Link:
    """An address on the web, such as a place on a map or a meeting online."""

    url: str


@dataclass(frozen=True, slots=True)
class Pin:
    """A point on the map, in degrees."""

    latitude: float
    longitude: float


Answer = str | int | Moment | Link | Pin


def pin_of(message: Message) -> Pin | None:
    return Pin(message.location.latitude, message.location.longitude) if message.location else None


def venue_words(message: Message) -> str:
    """The name and the address of a venue, "" for a bare point."""
    venue = message.venue
    words = ", ".join(each for each in (one_line(venue.title), one_line(venue.address)) if each) if venue else ""
    return words[:PLACE_MAX] if says_something(words) else ""


HOURS_MOST = 72
LINK = re.compile(r"https?://[^\s/]+\.[^\s]+", re.IGNORECASE)
# The typed answer, or the reason why it cannot be taken: the question then stays open.
Reader = Callable[[str, Translator, Expected], Answer | NotRead]


def name(most: int) -> Reader:
    """A reader of one line that has letters or digits in it."""

    def read(typed: str, tr: Translator, expected: Expected) -> str | NotRead:
        line = one_line(typed)
        return _short(line, most, tr) if says_something(line) else NotRead(tr("make-no-words"))

    return read


def place(typed: str, tr: Translator, expected: Expected) -> Answer | NotRead:
    """A place in words, or a link to it."""
    if not LINK.fullmatch(typed):
        return name(PLACE_MAX)(typed, tr, expected)
    return Link(typed) if len(typed) <= LINK_MAX else NotRead(tr("too-long", most=LINK_MAX, typed=len(typed)))


def text(most: int) -> Reader:
    """A reader of several lines."""

    def read(typed: str, tr: Translator, expected: Expected) -> str | NotRead:
        lines = visible(typed)
        return _short(lines, most, tr) if lines else NotRead(tr("make-no-words"))

    return read


def _short(words: str, most: int, tr: Translator) -> str | NotRead:
    return words if len(words) <= most else NotRead(tr("too-long", most=most, typed=len(words)))


def seats(typed: str, tr: Translator, expected: Expected) -> int | NotRead:
    count = read_number(typed, tr, Counted.SEATS)
    if count is None or not 0 < count <= SEATS_MAX:
        return NotRead(tr("make-no-number", most=SEATS_MAX))
    return count


def hours(typed: str, tr: Translator, expected: Expected) -> int | NotRead:
    """A reader of a length in whole hours, as minutes."""
    count = read_number(typed, tr, Counted.HOURS)
    return count * 60 if count and count <= HOURS_MOST else NotRead(tr("make-length-unread"))


def no_words(typed: str, tr: Translator, expected: Expected) -> NotRead:
    """The answer to words where only a button is one; the label of a button, typed, is a press."""
    return NotRead(tr("make-kind-unread"))


@dataclass(frozen=True, slots=True)
class EventField:
    """A field: `column` keeps the answer; `skip` is the label of the button that answers with `nothing`."""

    key: str
    button: str
    column: str
    read: Reader
    skip: str = ""
    nothing: str | None = None


FIELDS = {
    "title": EventField("make-ask-title", "make-title", "title", name(TITLE_MAX)),
    "when": EventField("make-ask-when", "make-when", "starts_local", read_moment),
    "place": EventField("make-ask-place", "make-place", "place", place),
    "seats": EventField("make-ask-seats", "make-seats", "seats", seats, "make-no-limit"),
    "about": EventField("make-ask-about", "make-about", "description", text(DESCRIPTION_MAX), "make-skip", ""),
    "organiser": EventField(
        "make-ask-organiser", "make-organiser", "organiser", name(ORGANISER_MAX), "make-no-organiser", ""
    ),
}
# Fields with buttons to choose from, which are asked for once: their questions stand in `choices`.
CHOSEN = {
    "kind": EventField("make-ask-kind", "", "kind", no_words, "make-other-kind"),
    "minutes": EventField("make-ask-length", "", "minutes", hours, "make-no-length"),
}
ASKED = FIELDS | CHOSEN
# What a new event is asked for, in this order; `mend` adds the rest.
CHAIN = {
    "title": Making.title,
    "when": Making.when,
    "place": Making.place,
    "seats": Making.seats,
    "about": Making.about,
    "kind": Making.kind,
    "minutes": Making.minutes,
}
NEXT = dict(zip(CHAIN, [*CHAIN][1:], strict=False))


def length(answer: Moment) -> int | None:
    """The length of an answer with an end, in minutes."""
    return (answer.until - answer.at) // timedelta(minutes=1) if answer.until else None


def part_of(field: str, answer: Answer | None) -> tuple[EventPart, Values]:
    """The part of an event that an answer to the question about `field` changes, and its new values."""
    match answer:
        case Link(url):
            return EventPart.LINK, (url,)
        case Pin(latitude, longitude):
            return EventPart.PIN, (latitude, longitude)
        case Moment():
            return EventPart.WHEN, (answer.at, length(answer))
        case _:
            return EventPart(field), (answer,)
