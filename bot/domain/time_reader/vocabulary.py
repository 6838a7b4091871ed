"""The words of time, as data: phrases of several languages with their meanings, and their nearest words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

# Words that may be guessed at. Shorter ones have too many neighbours.
GUESSED_LEAST = 5


class Kind(StrEnum):
    """The kinds of phrases, as the files of words call them."""

    MONTH = "month"
    ROMAN = "roman"
    WEEKDAY = "weekday"
    DAY = "day"
    TONIGHT = "tonight"
    WHICH = "which"
    THAT = "that"
    NEAREST = "nearest"
    NUMBER = "number"
    ORDINAL = "ordinal"
    SUFFIX = "suffix"
    UNIT = "unit"
    WEEK = "week"
    MONTH_WORD = "month_word"
    YEAR_WORD = "year_word"
    QUARTER_WORD = "quarter_word"
    DATE_WORD = "date_word"
    HOURS = "hours"
    MINUTES = "minutes"
    ONE = "one"
    HALF = "half"
    HALF_PAST = "half_past"
    ONE_AND_HALF = "one_and_half"
    QUARTER = "quarter"
    MINUS = "minus"
    PAST = "past"
    BEFORE = "before"
    THROUGH = "through"
    AGO = "ago"
    PART = "part"
    NOON = "noon"
    MIDNIGHT = "midnight"
    AT = "at"
    OF = "of"
    FROM = "from"
    TO = "to"
    UNTIL = "until"
    FILLER = "filler"
    EDGE = "edge"
    UTC = "utc"
    ZONE = "zone"
    FOREIGN = "foreign"
    LOOKALIKE = "lookalike"


GUESSED = (Kind.MONTH, Kind.WEEKDAY, Kind.DAY)


class Phrase(NamedTuple):
    words: tuple[str, ...]
    kind: Kind
    value: int | str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Phrases by their first word; `singles` are those of one word that a mistyped word may be near to.

    `lookalikes` are letters of one alphabet typed for those of another.
    """

    phrases: Mapping[str, tuple[Phrase, ...]]
    singles: tuple[Phrase, ...]
    lookalikes: Mapping[int, int]

    def beginning(self, word: str) -> tuple[Phrase, ...]:
        """The phrases that begin with a folded word, or else with the only word of time that is one edit from it."""
        for spelling in self._spellings(word):
            if spelling in self.phrases:
                return self.phrases[spelling]
        near = [each for each in self.singles if is_one_edit(word, each.words[0])]
        is_one = len({(each.kind, each.value) for each in near}) == 1
        return tuple(near[:1]) if is_one and near[0].kind in GUESSED else ()

    def halves(self, word: str) -> tuple[str, str] | None:
        """Split "half" off a word that is written together with its hour."""
        for length in range(3, len(word)):
            half, hour = word[:length], word[length:]
            if any(each.kind is Kind.HALF for each in self.phrases.get(half, ())) and hour in self.phrases:
                return half, hour
        return None

    def _spellings(self, word: str) -> Iterator[str]:
        yield word
        yield word.translate(self.lookalikes)
        yield word.translate({to: of for of, to in self.lookalikes.items()})


def build(languages: list[Mapping[str, Mapping[int | str, str]]]) -> Vocabulary:
    """A vocabulary of kind → value → phrases separated by commas. ValueError for a kind that nobody reads."""
    phrases: dict[str, tuple[Phrase, ...]] = {}
    lookalikes: dict[int, int] = {}
    for phrase in (each for language in languages for each in _phrases(language)):
        if phrase.kind is Kind.LOOKALIKE:
            lookalikes[ord(str(phrase.value))] = ord(phrase.words[0])
        else:
            phrases[phrase.words[0]] = (*phrases.get(phrase.words[0], ()), phrase)
    every = (each for found in phrases.values() for each in found if len(each.words) == 1)
    return Vocabulary(phrases, tuple(each for each in every if len(each.words[0]) >= GUESSED_LEAST), lookalikes)


def _phrases(language: Mapping[str, Mapping[int | str, str]]) -> Iterator[Phrase]:
    for kind, values in language.items():
        for value, phrases in values.items():
            for phrase in phrases.split(","):
                yield Phrase(tuple(phrase.split()), Kind(kind), value)


def is_one_edit(typed: str, word: str) -> bool:
    """Tell whether one letter was added, left out, mistaken, or two neighbours swapped."""
    if abs(len(typed) - len(word)) > 1 or typed == word:
        return False
    start = next((place for place, (a, b) in enumerate(zip(typed, word, strict=False)) if a != b), None)
    if start is None:
        return True
    a, b = typed[start:], word[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
