"""Votes on one item of an agenda: the numbers as they are stored and as they are typed, and the majority.

An answer "84/3/1/0" has the votes for, against and abstained, and the people present who did not vote.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class VoteWord(StrEnum):
    """The meaning of a word in typed votes."""

    YES = "yes"
    NO = "no"
    ABSTAINED = "abstained"
    NOBODY = "nobody"
    EVERYBODY = "everybody"
    FILLER = "filler"  # "people", "votes"


@dataclass(frozen=True, slots=True)
class Votes:
    """The votes on one item, and the people present who did not vote."""

    yes: int
    no: int
    abstained: int
    silent: int = 0

    def __str__(self) -> str:
        return f"{self.yes}/{self.no}/{self.abstained}/{self.silent}"

    @property
    def present(self) -> int:
        return self.yes + self.no + self.abstained + self.silent

    @property
    def is_unanimous(self) -> bool:
        """Tell whether everybody present was for it."""
        return self.yes == self.present

    @property
    def has_majority(self) -> bool:
        """Tell whether more than half of those present were for it."""
        return self.yes >= more_than_half(self.present)


def parse(answer: str) -> Votes:
    """The votes of a stored answer."""
    return Votes(*map(int, answer.split("/")))


def more_than_half(present: int) -> int:
    """The least number of votes that is more than half of those present."""
    return present // 2 + 1


def two_thirds(present: int) -> int:
    """The least number of votes that is at least two thirds of those present."""
    return -(-present * 2 // 3)


def read_votes(typed: str, words: Mapping[str, VoteWord], came: int | None) -> Votes | None:
    """The votes in a typed text; None when it is unclear. `came` is the number of people present, if it is known.

    "80 for, 3 against, 1 abstained", "80 3 1" and a word for everybody are read; what nobody said is nothing. Of fewer
    votes than people present the rest did not vote.
    """
    marks = _marks(typed, words)
    if marks is None:
        return None
    if came is not None and marks in _ALL_FOR | {(came,)}:
        return Votes(came, 0, 0)
    counts = _counts(marks)
    if counts is None:
        return None
    given = Votes(*(counts.get(word, 0) for word in _SIDES))
    return Votes(given.yes, given.no, given.abstained, max(0, (came or 0) - given.present)) if given.present else None


_SIDES = (VoteWord.YES, VoteWord.NO, VoteWord.ABSTAINED)
_ALL_FOR = {
    (VoteWord.EVERYBODY,),
    (VoteWord.EVERYBODY, VoteWord.YES),
    (VoteWord.YES, VoteWord.EVERYBODY),
}
_DIGITS_MOST = 7


def _marks(typed: str, words: Mapping[str, VoteWord]) -> tuple[VoteWord | int, ...] | None:
    """The numbers and the known words of a text; None when there are others, or shares instead of votes."""
    if "%" in typed:
        return None
    found: list[VoteWord | int] = []
    for each in re.findall(r"[0-9]+|[^\W\d_]+", typed.casefold()):
        word = words.get(each)
        if each.isdecimal() and len(each) <= _DIGITS_MOST:
            found.append(int(each))
        elif word is None:
            return None
        elif word is not VoteWord.FILLER:
            found.append(0 if word is VoteWord.NOBODY else word)
    return tuple(found)


def _counts(marks: tuple[VoteWord | int, ...]) -> dict[VoteWord, int] | None:
    """Three bare numbers, or numbers that all stand before their words or all behind them."""
    if len(marks) == len(_SIDES) and not any(isinstance(mark, VoteWord) for mark in marks):
        return {side: number for side, number in zip(_SIDES, marks, strict=True) if isinstance(number, int)}
    for sides, numbers in ((marks[::2], marks[1::2]), (marks[1::2], marks[::2])):
        counts = {
            side: number
            for side, number in zip(sides, numbers, strict=False)
            if side in _SIDES and isinstance(side, VoteWord) and isinstance(number, int)
        }
        if counts and len(counts) * 2 == len(marks):
            return counts
    return None
