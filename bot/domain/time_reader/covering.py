"""Covers of a text: every way to read all of its tokens as pieces, and the tokens that no piece takes."""

from collections.abc import Sequence
from itertools import product
from typing import NamedTuple

from bot.domain.time_reader.combinators import Tokens
from bot.domain.time_reader.grammar_clocks import CLOCK_PIECES, LIMIT, RUN
from bot.domain.time_reader.grammar_days import DAY_PIECES
from bot.domain.time_reader.pieces import (
    DAYS,
    Clock,
    ClockStretch,
    DayStretch,
    MonthDay,
    Nothing,
    PartNamed,
    Period,
    Piece,
    WeekdayNamed,
    WeekNamed,
)

# A longer search is given up; real answers have a handful of readings.
COVERS_MOST = 200
# Pieces of one kind exclude each other: two hours, two weekdays. Two days in different words may be the same day.
ALONE = (Period, DayStretch)
CLOCKS = (Clock, ClockStretch)
AROUND_DAYS = (*DAYS, WeekdayNamed, WeekNamed)

Cover = tuple[Piece, ...]


class Taken(NamedTuple):
    """A piece and the place after it."""

    end: int
    piece: Piece


def taken(tokens: Tokens, *, is_limit: bool, needs_hour: bool) -> list[list[Taken]]:
    """The pieces that begin at each token.

    `is_limit` allows the word "until" before a day, `needs_hour` an hour of four figures, which else is a wrong year.
    """
    rules = (*DAY_PIECES, *CLOCK_PIECES, *([LIMIT] if is_limit else ()), *([RUN] if needs_hour else ()))
    return [
        [*dict.fromkeys(Taken(end, piece) for rule in rules for end, piece in rule(tokens, at))]
        for at in range(len(tokens))
    ]


def covers(found: Sequence[Sequence[Taken]]) -> list[Cover] | None:
    """Every reading of the whole text, without repeats; None when the search was given up.

    The beginnings of readings are kept place by place, so the work is bounded by the places and COVERS_MOST.
    """
    can_end = _can_end(found)
    reached: list[dict[Cover, None]] = [{} for _ in range(len(found) + 1)]
    reached[0][()] = None
    for at, beginnings in enumerate(reached[:-1]):
        for cover, (end, piece) in product(beginnings, found[at]):
            if can_end[end] and _fits(cover, piece):
                reached[end][cover if isinstance(piece, Nothing) else (*cover, piece)] = None
            if len(reached[end]) > COVERS_MOST:
                return None
    return [*reached[-1]]


def _can_end(found: Sequence[Sequence[Taken]]) -> list[bool]:
    """For each place, whether pieces lead from it to the end of the text."""
    can = [False] * len(found) + [True]
    for at in reversed(range(len(found))):
        can[at] = any(can[end] for end, _ in found[at])
    return can


def _fits(cover: Cover, piece: Piece) -> bool:
    """Tell whether a piece may follow: no two of a kind, and a bare number only after the piece that explains it."""
    if isinstance(piece, Clock) and piece.is_bare:
        return bool(cover) and isinstance(cover[-1], AROUND_DAYS) and not _has(cover, CLOCKS)
    if isinstance(piece, MonthDay) and piece.is_bare:
        return bool(cover) and isinstance(cover[-1], WeekdayNamed) and not _has(cover, DAYS)
    if isinstance(piece, CLOCKS):
        return not _has(cover, CLOCKS)
    if isinstance(piece, DAYS):
        alone = isinstance(piece, ALONE) or _has(cover, ALONE)
        return not _has(cover, type(piece)) and not (alone and _has(cover, AROUND_DAYS))
    if isinstance(piece, WeekdayNamed | WeekNamed) and _has(cover, ALONE):
        return False
    most = 2 if isinstance(piece, PartNamed) else 1
    return sum(isinstance(each, type(piece)) for each in cover) < most


def _has(cover: Cover, kinds: type | tuple[type, ...]) -> bool:
    return any(isinstance(each, kinds) for each in cover)


def leftover(tokens: Tokens, found: Sequence[Sequence[Taken]]) -> tuple[int, int] | None:
    """The first run of text that is left when as few tokens as possible are left; None when pieces take all of them.

    A bare number is no piece here: nothing explains it.
    """
    ends = [[end for end, piece in each if not getattr(piece, "is_bare", False)] for each in found]
    fewest = [0] * (len(tokens) + 1)
    for at in reversed(range(len(tokens))):
        weight = 2 if tokens[at].text[0].isalnum() else 1
        fewest[at] = min([weight + fewest[at + 1], *(fewest[end] for end in ends[at])])
    left, at = [], 0
    while at < len(tokens):
        best = [end for end in ends[at] if fewest[end] == fewest[at]]
        if not best:
            left.append(at)
        at = max(best, default=at + 1)
    return _around(tokens, left) if left else None


def _around(tokens: Tokens, left: Sequence[int]) -> tuple[int, int]:
    """The first run of left tokens, and what is written together with them; marks at its end are left out."""
    first, last = left[0], next(at for at in left if at + 1 not in left)
    while tokens[first].is_glued:
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].is_glued:
        last += 1
    while last not in left and not tokens[last].text[0].isalnum():
        last -= 1
    return tokens[first].start, tokens[last].end
