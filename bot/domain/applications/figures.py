"""Numbers of people and applications that coordinators see without learning of anybody.

The rule: a number from 1 to FEWEST - 1 is not shown, only that it is small; a sum of money is shown only where at least
FEWEST applications stand behind it. In a table with a total at least two numbers are hidden, or none: the only hidden
one would be the total less the others. The hidden numbers are together at least FEWEST, so that even their sum names
nobody; where that cannot be reached, the total is hidden, too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

FEWEST = 5
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Published(Generic[Key]):
    """A table of numbers as it may be seen: None is a number that is hidden since it is small."""

    rows: Mapping[Key, int | None]
    total: int | None


def is_small(count: int) -> bool:
    return 0 < count < FEWEST


def published(counts: Mapping[Key, int]) -> Published[Key]:
    """The numbers that may be seen, with their total."""
    hidden = _hidden(counts)
    whole = sum(counts.values())
    is_open = not is_small(whole) and not (hidden and sum(counts[key] for key in hidden) < FEWEST)
    rows = {key: None if key in hidden else count for key, count in counts.items()}
    return Published(rows, whole if is_open else None)


def _hidden(counts: Mapping[Key, int]) -> set[Key]:
    """The keys whose numbers are hidden: the small ones, and of the others the smallest until nothing is worked out.

    A zero says nothing of anybody, and hiding it hides nothing.
    """
    hidden = {key for key, count in counts.items() if is_small(count)}
    rest = sorted((key for key, count in counts.items() if count >= FEWEST), key=lambda key: counts[key])
    while hidden and rest and (len(hidden) < 2 or sum(counts[key] for key in hidden) < FEWEST):
        hidden.add(rest.pop(0))
    return hidden


@dataclass(frozen=True, slots=True)
class Applied:
    """The counted applications of one place and year: how many, how many of them won, sums in kopecks.

    `place` is a municipality's slug, "" where none was named. `subscribed` are the people there who follow a grant.
    """

    place: str
    subscribed: int = 0
    applied: int = 0
    won: int = 0
    asked_sum: int = 0
    won_sum: int = 0


@dataclass(frozen=True, slots=True)
class PlaceFigures:
    """A row as coordinators see it; None is hidden."""

    place: str
    subscribed: int | None
    applied: int | None
    won: int | None
    asked_sum: int | None
    won_sum: int | None


@dataclass(frozen=True, slots=True)
class YearFigures:
    """The figures of a year by place, the places with the most first, and of the whole."""

    rows: tuple[PlaceFigures, ...]
    whole: PlaceFigures


def year_figures(found: Sequence[Applied]) -> YearFigures:
    """The figures that may be seen.

    A sum goes where its count goes: the sum of hidden applications would say what a small number does not. How many
    applications were not won is the difference of two numbers, so `won` is hidden, too, where that difference is small.
    """
    subscribed = published({each.place: each.subscribed for each in found})
    applied = published({each.place: each.applied for each in found})
    won = published({each.place: each.won for each in found})
    lost = published({each.place: each.applied - each.won for each in found})

    def row(place: str, each: Applied) -> PlaceFigures:
        seen_won = won.rows[place] if lost.rows[place] is not None and applied.rows[place] is not None else None
        return _row(place, subscribed.rows[place], applied.rows[place], seen_won, each)

    ordered = sorted(found, key=lambda each: (-each.applied, -each.subscribed, each.place))
    rows = tuple(row(each.place, each) for each in ordered)
    whole = Applied(
        "",
        applied=sum(each.applied for each in found),
        won=sum(each.won for each in found),
        asked_sum=sum(each.asked_sum for each in found),
        won_sum=sum(each.won_sum for each in found),
    )
    # One hidden row beside a total that is seen would be worked out from it.
    won_total = won.total if lost.total is not None and _hides_none_or_two(rows) else None
    return YearFigures(rows, _row("", subscribed.total, applied.total, won_total, whole))


def _hides_none_or_two(rows: Sequence[PlaceFigures]) -> bool:
    return sum(each.won is None for each in rows) != 1


def _row(place: str, subscribed: int | None, applied: int | None, won: int | None, each: Applied) -> PlaceFigures:
    return PlaceFigures(
        place,
        subscribed,
        applied,
        won,
        each.asked_sum if applied else None,
        each.won_sum if won and each.won >= FEWEST else None,
    )
