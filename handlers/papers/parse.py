"""Parsing of typed answers: lenient, and with a reason for every answer that cannot be taken."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from bot.domain.papers.questions import QUESTIONS, AnswerKind, Value
from bot.domain.papers.title import TitleWords, bare_title
from bot.domain.time import wall_clock
from bot.domain.words import says_something
from bot.i18n import Translator
from handlers.papers.texts import OPTIONS
from handlers.shared.parse_dates import UNREAD, Unread, read_when
from handlers.shared.parse_numbers import read_number

# Characters that a .docx cannot hold, or that its library would take for markup.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
NUMERIC = re.compile(r"(\d{1,2})[./-](\d{1,2})(?:[./-](\d{4}|\d{2}))?")
WHOLE_MOMENT = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}),?\s+(?:\w{1,2}\s+)?(\d{1,2})[:.](\d{2})")
YEAR = re.compile(r"\b\d{4}\b")
FAR = timedelta(days=2 * 366)
DATE_MAX = 60


@dataclass(frozen=True, slots=True)
class Unclear:
    """The reason why an answer cannot be taken: a text key and its values. The question stays open."""

    key: str
    values: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """The circumstances of an answer: its question, the reader's language, the moment and the zone of the case."""

    name: str
    tr: Translator
    now: datetime
    zone: str


async def read(typed: str, reading: Reading) -> Value | Unclear:
    """The typed answer as it is stored. `interview.problem` finds out later if it contradicts other answers."""
    question = QUESTIONS[reading.name]
    clean = UNPRINTABLE.sub("", typed.replace("\t", " ")).strip()
    if not clean:  # A sticker, a photo, a voice message.
        return Unclear("want-words")
    if len(clean) > question.most and question.kind in WORDS:
        return Unclear("too-long", {"typed": len(clean), "most": question.most})
    return await READERS[question.kind](clean, reading)


async def _line(typed: str, reading: Reading) -> Value | Unclear:
    return " ".join(typed.split())


async def _text(typed: str, reading: Reading) -> Value | Unclear:
    return typed


async def _title(typed: str, reading: Reading) -> Value | Unclear:
    name = bare_title(typed, title_words(reading.tr))
    return name if says_something(name) else Unclear("want-words")


def title_words(tr: Translator) -> TitleWords:
    """The words around a TOS's name, the longest first."""

    def listed(key: str) -> tuple[str, ...]:
        return tuple(sorted((each.strip() for each in tr.plain(key).split("|")), key=len, reverse=True))

    return TitleWords(listed("paper-title-words"), listed("paper-title-leads"))


async def _number(typed: str, reading: Reading) -> Value | Unclear:
    count = read_number(typed, reading.tr)
    return Unclear("paper-no-number") if count is None else count


async def _choice(typed: str, reading: Reading) -> Value | Unclear:
    """Accept the typed label of a button as well as a press."""
    options = QUESTIONS[reading.name].options
    labels = {reading.tr.plain(OPTIONS[reading.name, option]).casefold(): option for option in options}
    return labels.get(typed.casefold(), Unclear("paper-press-one"))


async def _moment(typed: str, reading: Reading) -> Value | Unclear:
    """Take a complete date as it is, also one in the past: minutes are written after the meeting."""
    if whole := WHOLE_MOMENT.fullmatch(typed):
        day, month, year, hour, minute = map(int, whole.groups())
        try:
            found = wall_clock(reading.now, reading.zone).replace(year=year, month=month, day=day)
            return _near(found.replace(hour=hour, minute=minute, second=0, microsecond=0), reading)
        except ValueError:
            return Unclear("paper-no-moment")
    found_or_not = await read_when(typed, reading.tr, reading.now, reading.zone)
    return Unclear(UNREAD[found_or_not]) if isinstance(found_or_not, Unread) else _near(found_or_not, reading)


def _near(found: datetime, reading: Reading) -> Value | Unclear:
    is_far = abs(found - wall_clock(reading.now, reading.zone)) > FAR
    return Unclear("paper-no-moment") if is_far else found.isoformat(timespec="minutes")


async def _day(typed: str, reading: Reading) -> Value | Unclear:
    today = wall_clock(reading.now, reading.zone)
    found = await asyncio.to_thread(_read_day, typed, reading.tr.locale, today) if len(typed) <= DATE_MAX else None
    if found is None or abs(found - today.date()) > FAR:
        return Unclear("paper-no-date")
    return found.isoformat()


def _read_day(typed: str, locale: str, today: datetime) -> date | None:
    """Parse a day; without a year it is the nearest such day before or after today."""
    if numeric := NUMERIC.fullmatch(typed):
        day, month, year = (int(part) if part else 0 for part in numeric.groups())
        return _nearest(day, month, year + 2000 if 0 < year < 100 else year, today.date())
    # Imported at the first use: loading it is slow, and most runs of the bot never need it.
    from dateparser.date import DateDataParser

    languages = [locale, *({"ru", "en"} - {locale})]
    found = DateDataParser(languages=languages, settings={"RELATIVE_BASE": today}).get_date_data(typed)
    if found.date_obj is None or found.period not in ("day", "time"):
        return None
    said = found.date_obj.date()
    is_relative = abs(said - today.date()) < timedelta(days=32)
    return said if is_relative or YEAR.search(typed) else _nearest(said.day, said.month, 0, today.date())


def _nearest(day: int, month: int, year: int, today: date) -> date | None:
    found = []
    for each in [year] if year else [today.year - 1, today.year, today.year + 1]:
        try:
            found.append(date(each, month, day))
        except ValueError:
            continue
    return min(found, key=lambda said: abs(said - today), default=None)


WORDS = frozenset({AnswerKind.LINE, AnswerKind.TEXT, AnswerKind.TITLE, AnswerKind.PERSON, AnswerKind.FORM})
READERS: dict[AnswerKind, Callable[[str, Reading], Awaitable[Value | Unclear]]] = {
    AnswerKind.LINE: _line,
    AnswerKind.TEXT: _text,
    AnswerKind.TITLE: _title,
    AnswerKind.PERSON: _line,
    AnswerKind.FORM: _line,
    AnswerKind.NUMBER: _number,
    AnswerKind.DAY: _day,
    AnswerKind.MOMENT: _moment,
    AnswerKind.CHOICE: _choice,
}
