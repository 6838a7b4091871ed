"""Parsing of typed answers: lenient, and with a reason for every answer that cannot be taken."""

import math
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.domain.papers.questions import QUESTIONS, AnswerKind, Value
from bot.domain.papers.title import TitleWords, bare_title
from bot.domain.papers.votes import VoteWord, read_votes
from bot.domain.time_reader import Expected, Leaning
from bot.domain.words import says_something
from bot.i18n import Translator
from handlers.papers.texts import OPTIONS
from handlers.shared.parse_dates import NotRead, expect, read_day, read_moment, read_start
from handlers.shared.parse_numbers import Counted, read_number

# Characters that a .docx cannot hold, or that its library would take for markup.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Unclear:
    """The reason why an answer cannot be taken: a text key and its values. The question stays open."""

    key: str
    values: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """The circumstances of an answer: its question, the reader's language, the moment and the zone of the case.

    `came` is the number of people who vote, where the question is about votes and it is known; `meeting_at` the wall
    clock of the meeting.
    """

    name: str
    tr: Translator
    now: datetime
    zone: str
    came: int | None = None
    meeting_at: datetime | None = None


async def read(typed: str, reading: Reading) -> Value | Unclear | NotRead:
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
    count = read_number(typed, reading.tr, COUNTED.get(reading.name, Counted.PEOPLE))
    if count is None and reading.name == "premises_hours":
        count = _hours_from_start(typed, reading)
    return Unclear("paper-no-number") if count is None else count


def _hours_from_start(typed: str, reading: Reading) -> int | None:
    """The hours of a span "from 18 to 20" that begins with the meeting, begun hours in full; None for any other."""
    at = reading.meeting_at
    if at is None:
        return None
    found = read_moment(f"{at:%d.%m.%Y} {typed}", reading.tr, replace(expected(reading), needs_hour=True))
    if isinstance(found, NotRead) or found.at != at or found.until is None or found.typed:
        return None
    return math.ceil((found.until - at) / timedelta(hours=1))


async def _choice(typed: str, reading: Reading) -> Value | Unclear:
    """Accept the typed label of a button as well as a press."""
    options = QUESTIONS[reading.name].options
    labels = {reading.tr.plain(OPTIONS[reading.name, option]).casefold(): option for option in options}
    return labels.get(typed.casefold(), Unclear("paper-press-one"))


async def _votes(typed: str, reading: Reading) -> Value | Unclear:
    found = read_votes(typed, vote_words(reading.tr), reading.came)
    return Unclear("paper-votes-unclear") if found is None else str(found)


def vote_words(tr: Translator) -> dict[str, VoteWord]:
    """The words of typed votes, in small letters, with their meaning."""
    return {word: meaning for meaning, key in VOTE_WORDS.items() for word in tr.plain(key).split()}


async def _moment(typed: str, reading: Reading) -> Value | Unclear | NotRead:
    """The nearest such moment: minutes are written after the meeting, a notice before it."""
    found = read_start(typed, reading.tr, expected(reading))
    return found if isinstance(found, NotRead) else found.isoformat(timespec="minutes")


async def _day(typed: str, reading: Reading) -> Value | Unclear | NotRead:
    found = read_day(typed, reading.tr, expected(reading))
    return found if isinstance(found, NotRead) else found.isoformat()


def expected(reading: Reading) -> Expected:
    """The answer that a question about a day or a moment expects."""
    needs_hour = QUESTIONS[reading.name].kind is AnswerKind.MOMENT
    return expect(reading.tr, reading.now, reading.zone, Leaning.NEAREST, needs_hour=needs_hour)


def pressed(local: datetime, name: str) -> Value | None:
    """The value of a wall clock that was chosen with a button; None when the question takes none."""
    match QUESTIONS[name].kind:
        case AnswerKind.MOMENT:
            return local.isoformat(timespec="minutes")
        case AnswerKind.DAY:
            return local.date().isoformat()
    return None


WORDS = frozenset({AnswerKind.LINE, AnswerKind.TEXT, AnswerKind.TITLE, AnswerKind.PERSON, AnswerKind.FORM})
# Numbers that count something else than people.
COUNTED = {
    "premises_hours": Counted.HOURS,
    "term": Counted.YEARS,
    "charter_notice": Counted.DAYS,
    "copies": Counted.COPIES,
}
VOTE_WORDS = {
    VoteWord.YES: "paper-votes-words-yes",
    VoteWord.NO: "paper-votes-words-no",
    VoteWord.ABSTAINED: "paper-votes-words-abstained",
    VoteWord.NOBODY: "paper-votes-words-nobody",
    VoteWord.EVERYBODY: "paper-votes-words-everybody",
    VoteWord.FILLER: "paper-votes-words-filler",
}
READERS: dict[AnswerKind, Callable[[str, Reading], Awaitable[Value | Unclear | NotRead]]] = {
    AnswerKind.LINE: _line,
    AnswerKind.TEXT: _text,
    AnswerKind.TITLE: _title,
    AnswerKind.PERSON: _line,
    AnswerKind.FORM: _line,
    AnswerKind.NUMBER: _number,
    AnswerKind.DAY: _day,
    AnswerKind.MOMENT: _moment,
    AnswerKind.CHOICE: _choice,
    AnswerKind.VOTES: _votes,
}
