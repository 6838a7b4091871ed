"""Typed text as tokens: numbers, words with their meanings, and marks."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from bot.domain.time_reader.vocabulary import Kind, Phrase, Vocabulary
from bot.domain.words import JOINER, one_line

SCAN = re.compile(r"[0-9]+|[^\W\d_]+|\S")
APOSTROPHE = re.compile(r"(?<=[^\W\d_])['’ʼ`](?=[^\W\d_])")
DASHES = dict.fromkeys(map(ord, "–—−‑‒"), "-")
# Pictures say nothing about time, except the faces of clocks.
PICTURES_FROM = "\u2190"
CLOCK_FACES = ("\U0001f550", "\U0001f567")
ACCENTS = frozenset({"Mn", "Me"})
PICTURES = frozenset({"So", "Sk"})


class Meaning(NamedTuple):
    """A meaning of the phrase that begins at a token; `length` is the number of its tokens."""

    kind: Kind
    value: int | str
    length: int


@dataclass(frozen=True, slots=True)
class Token:
    """A token at `start` to `end` of the visible text; `is_glued` tells that no space stands before it."""

    text: str
    start: int
    end: int
    is_glued: bool
    is_number: bool
    meanings: tuple[Meaning, ...] = ()


def clean(typed: str) -> str:
    """The visible text on one line, without accents that stand alone and without apostrophes inside words."""
    text = APOSTROPHE.sub("", unicodedata.normalize("NFC", one_line(typed)))
    return "".join(each for each in text if each != JOINER and unicodedata.category(each) not in ACCENTS)


def tokenize(text: str, vocabulary: Vocabulary) -> list[Token]:
    """The tokens of a clean text."""
    found = [*_scan(text, vocabulary)]
    return [replace(each, meanings=tuple(_meanings(found, place, vocabulary))) for place, each in enumerate(found)]


def fold(letter: str) -> str:
    """A small letter of the same length; a picture becomes a space."""
    if letter >= PICTURES_FROM and unicodedata.category(letter) in PICTURES:
        return letter if CLOCK_FACES[0] <= letter <= CLOCK_FACES[1] else " "
    small = letter.lower()
    return small if len(small) == 1 else letter


def _scan(text: str, vocabulary: Vocabulary) -> Iterator[Token]:
    folded = "".join(map(fold, text)).replace("\u0451", "\u0435").translate(DASHES)
    last = 0
    for found in SCAN.finditer(folded):
        word, start, end = found[0], found.start(), found.end()
        is_glued, last = start == last and start > 0, end
        if word[0].isalpha() and word not in vocabulary.phrases and (halves := vocabulary.halves(word)):
            middle = start + len(halves[0])
            yield Token(halves[0], start, middle, is_glued, is_number=False)
            yield Token(halves[1], middle, end, is_glued=True, is_number=False)
        else:
            yield Token(word, start, end, is_glued, is_number=word.isascii() and word.isdecimal())


def _meanings(tokens: Sequence[Token], place: int, vocabulary: Vocabulary) -> Iterator[Meaning]:
    first = tokens[place].text
    if not first[0].isalpha():
        return
    for phrase in vocabulary.beginning(first):
        if length := _length(tokens, place, phrase):
            yield Meaning(phrase.kind, phrase.value, length)


def _length(tokens: Sequence[Token], place: int, phrase: Phrase) -> int:
    """The number of tokens of a phrase that begins at `place`, with full stops between words; 0 if it does not."""
    at = place + 1
    for word in phrase.words[1:]:
        at += at < len(tokens) and tokens[at].text == "."
        if at >= len(tokens) or tokens[at].text != word:
            return 0
        at += 1
    return at - place
