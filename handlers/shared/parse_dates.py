"""Days and hours as people type them: what they mean, or a question back with the answers to choose from.

The words stand in `locales/*/time.yaml`, the rules in `bot.domain.time_reader`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from markupsafe import Markup
from pydantic import Field

from bot.domain.time import wall_clock
from bot.domain.time_reader import Ask, Day, Doubt, Expected, Leaning, Moment, Reading, read
from bot.i18n import Translator
from bot.vocabulary import words_of_time
from handlers.shared.screens import button, keyboard, stretch, zone_name

# A wall clock in a button: minutes since 1970, to the year 2160.
Minutes = Annotated[int, Field(ge=0, le=10**8)]
DAY_ONE = datetime(1970, 1, 1)  # noqa: DTZ001 - a wall clock
# Examples are a Saturday or so ahead, or a few days back.
EXAMPLE_AHEAD, EXAMPLE_BACK = timedelta(days=11), timedelta(days=4)
END_OF_DAY = time(23, 59)

DOUBTS = {
    Doubt.UNKNOWN: "when-unknown",
    Doubt.SEVERAL: "when-several",
    Doubt.NO_DAY: "when-no-day",
    Doubt.NO_HOUR: "when-no-hour",
    Doubt.PERIOD: "when-period",
    Doubt.HALF: "when-half",
    Doubt.MIDNIGHT: "when-midnight",
    Doubt.NIGHT: "when-which-night",
    Doubt.WEEK: "when-week",
    Doubt.MONTH: "when-month",
    Doubt.YEAR: "when-year",
    Doubt.AHEAD: "when-ahead",
    Doubt.READINGS: "when-readings",
    Doubt.WEEKDAY: "when-weekday",
    Doubt.PART: "when-part",
    Doubt.MISSING: "when-missing",
    Doubt.FAR: "when-far",
}
# What has to be confirmed: an hour of another zone, an end that is not kept, or both.
CONFIRMED = {
    (False, True): "when-start-only",
    (True, False): "when-converted",
    (True, True): "when-converted-start-only",
}
# The parts of the day by the hour before which each ends.
PARTS = {4: "when-night", 12: "when-morning", 17: "when-afternoon", 24: "when-evening"}


class TimeButton(CallbackData, prefix="time"):
    """An answer to the open question about a time: a wall clock by the clocks of the question."""

    at: Minutes


@dataclass(frozen=True, slots=True)
class NotRead:
    """A question back: its text, and a row of buttons for each answer to choose from."""

    text: Markup
    rows: Sequence[Sequence[InlineKeyboardButton]] = ()


def above(note: NotRead | None, text: Markup, markup: InlineKeyboardMarkup) -> tuple[Markup, InlineKeyboardMarkup]:
    """A screen with the text of `note` above its own and the note's buttons first."""
    if note is None:
        return text, markup
    return Markup("\n\n").join([note.text, text]), keyboard(*note.rows, *markup.inline_keyboard)


def minutes(local: datetime) -> int:
    """A wall clock as a button carries it."""
    return (local - DAY_ONE) // timedelta(minutes=1)


def from_minutes(count: int) -> datetime:
    return DAY_ONE + timedelta(minutes=count)


def expect(
    tr: Translator, now: datetime, zone: str, leaning: Leaning = Leaning.AHEAD, *, needs_hour: bool = True
) -> Expected:
    """The answer that a question in this language expects at the moment `now`."""
    return Expected(wall_clock(now, zone), zone, leaning, needs_hour, month_may_lead=tr.locale == "en")


def example(tr: Translator, expected: Expected) -> str:
    """An answer as somebody would type it today: "5 December at 11:00"."""
    today = expected.now.date()
    day = tr.day_month(today - EXAMPLE_BACK if expected.leaning is Leaning.PAST else today + EXAMPLE_AHEAD)
    return tr.plain("when-example", day=day) if expected.needs_hour else day


def read_moment(typed: str, tr: Translator, expected: Expected) -> Moment | NotRead:
    """The typed moment, with its end if one was typed."""
    found = read(typed, words_of_time(), expected)
    return found if isinstance(found, Moment) else question(found, tr, expected)


def read_start(typed: str, tr: Translator, expected: Expected) -> datetime | NotRead:
    """The typed moment where no end is kept. An end, or an hour of another zone, has to be confirmed first."""
    found = read_moment(typed, tr, expected)
    if not isinstance(found, Moment):
        return found
    if found.until is None and found.typed is None:
        return found.at
    key = CONFIRMED[found.typed is not None, found.until is not None]
    yes = button(tr.plain("when-right", when=tr.when(found.at)), TimeButton(at=minutes(found.at)))
    return NotRead(tr(key, when=tr.when(found.at)), [[yes]])


def read_day(typed: str, tr: Translator, expected: Expected) -> date | NotRead:
    """The typed day; `expected` needs no hour."""
    found = read(typed, words_of_time(), expected)
    return found.on if isinstance(found, Day) else question(found, tr, expected)


def read_limit(typed: str, tr: Translator, expected: Expected) -> datetime | NotRead:
    """The typed moment until which something lasts; of a day without an hour its last minute."""
    expected = replace(expected, is_limit=True)
    found = read(typed, words_of_time(), expected)
    if not isinstance(found, Ask) or found.doubt is not Doubt.NO_HOUR:
        return read_start(typed, tr, expected)
    by_day = replace(expected, needs_hour=False)
    day = read(typed, words_of_time(), by_day)
    if isinstance(day, Day):
        return datetime.combine(day.on, END_OF_DAY)
    if isinstance(day, Ask):
        day = replace(day, choices=tuple(datetime.combine(each.date(), END_OF_DAY) for each in day.choices))
    return question(day, tr, by_day)


def told(tr: Translator, found: Moment, zone: str) -> str:
    """A moment as it was understood: its end, and the hour of another zone that it was typed in."""
    when = stretch(tr, found.at, found.until)
    if found.typed is None:
        return when
    elsewhere = f"UTC{found.typed.zone}" if found.typed.zone[0] in "+-" else zone_name(tr, found.typed.zone)
    here, typed = zone_name(tr, zone), tr.when(found.typed.at)
    return tr.plain("when-elsewhere", when=when, zone=here, typed=typed, typed_zone=elsewhere)


def question(found: Reading, tr: Translator, expected: Expected) -> NotRead:
    """The reason why a text was not taken, the answers to choose from, and an example of today."""
    ask = found if isinstance(found, Ask) else Ask(Doubt.PERIOD)
    rows = [[button(_label(tr, each, ask, expected), TimeButton(at=minutes(each)))] for each in ask.choices]
    hint = "when-hint-choose" if rows else "when-hint"
    return NotRead(Markup(" ").join([_reason(ask, tr), tr(hint, example=example(tr, expected))]), rows)


def _reason(ask: Ask, tr: Translator) -> Markup:
    if ask.doubt is Doubt.UNKNOWN and not ask.words:
        return tr("when-nothing")
    day, weekday = (tr.day(ask.day), tr.weekday(ask.day)) if ask.day else ("", "")
    if ask.doubt is Doubt.AHEAD and ask.choices:
        return tr("when-ahead-or", day=day)
    return tr(DOUBTS[ask.doubt], words=ask.words, day=day, weekday=weekday)


def _label(tr: Translator, at: datetime, ask: Ask, expected: Expected) -> str:
    """An answer on a button. Of one day only the hour, in the words of the language."""
    if not expected.needs_hour:
        return tr.day(at.date())
    if ask.doubt is not Doubt.HALF or len({each.date() for each in ask.choices}) > 1:
        return tr.when(at)
    part = next(key for hour, key in PARTS.items() if at.hour < hour)
    return tr.plain(part, clock=f"{(at.hour - 1) % 12 + 1}:{at:%M}")
