"""The catalogue on a shelf: the programmes in the order of their next date, all dates in order, and marks to filter by.

A mark is a whole number whose bits are the places of what has it, so a filter of ten thousand programmes is a few
operations on whole numbers, and a page of the result costs what is on it. Making a shelf takes a second for so many.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import reduce
from operator import or_
from typing import Generic, TypeVar

from bot.domain.catalogue.wishes import GrantWish, mark, reach
from bot.domain.grants import Precision, Programme, Round, RoundStatus, Stage, first_day
from bot.domain.search import KnownWords
from bot.domain.seasons import by_nearest, is_live

T = TypeVar("T")
WordsOf = Callable[[Programme], Iterable[str]]
"""The dictionary words of a programme."""
NO_SUM, ANYWHERE, ANY_THEME = ("sum", None), ("place", None), ("theme", None)


@dataclass(frozen=True, slots=True)
class DatedStage:
    """A date of a live round; `on` is its day by the funder's calendar, the first of the month for a month."""

    on: date
    programme: Programme
    season: Round
    stage: Stage


class Rows(Generic[T]):
    """Things in an order, and where in it those with a mark are."""

    def __init__(self, items: Sequence[T], marks_of: Callable[[T], Iterable[Hashable]]) -> None:
        self.items = items
        self.all = (1 << len(items)) - 1
        places: dict[Hashable, list[int]] = defaultdict(list)
        for place, item in enumerate(items):
            for each in set(marks_of(item)):
                places[each].append(place)
        self._bits = {each: _bits(found, len(items)) for each, found in places.items()}
        self.sums = sorted({each[1] for each in places if isinstance(each, tuple) and each[0] == "sum" and each[1]})

    def any_of(self, marks: Iterable[Hashable]) -> int:
        """The places of what has one of these marks."""
        return reduce(or_, (self._bits.get(each, 0) for each in marks), 0)

    def fitting(self, wish: GrantWish) -> int:
        """The places of what fits a wish. Of two words both count, or either where nothing has both."""
        found = self.all
        if wish.kinds:
            found &= self.any_of(("kind", kind) for kind in wish.kinds)
        if wish.theme:
            found &= self.any_of((("theme", wish.theme), ANY_THEME))
        if wish.place:
            found &= self.any_of((("place", wish.place), ANYWHERE))
        if wish.month:
            found &= self.any_of([("month", wish.month)])
        if wish.roubles:
            enough = self.sums[bisect_left(self.sums, wish.roubles) :]
            found &= self.any_of([*(("sum", each) for each in enough), NO_SUM])
        return found & self._with_words(wish.words) if wish.words else found

    def _with_words(self, words: Sequence[str]) -> int:
        each = [self.any_of([("word", word)]) for word in words]
        every = reduce(lambda one, other: one & other, each)
        return every or reduce(or_, each)

    def page(self, found: int, number: int, size: int) -> list[T]:
        """A page of what was found, from 0."""
        return [self.items[place] for place in _places(found, number * size, size)]


def _bits(places: Iterable[int], count: int) -> int:
    held = bytearray(count // 8 + 1)
    for place in places:
        held[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(held, "little")


def _places(bits: int, skip: int, most: int) -> Iterator[int]:
    """The places of the bits that are set, without the first `skip`."""
    text, place = bin(bits)[:1:-1], -1
    for number in range(skip + most):
        place = text.find("1", place + 1)
        if place < 0:
            return
        if number >= skip:
            yield place


class Shelf:
    """The catalogue as it is read from `now` until `fresh_until`: then one of its dates is over, and the order another.

    `words_of` gives the dictionary words of a programme; without it nothing can be found by words.
    """

    def __init__(self, programmes: Iterable[Programme], now: datetime, words_of: WordsOf | None = None) -> None:
        self.can_search = words_of is not None
        ordered = by_nearest(programmes, now)
        marks = {each.id: frozenset(_marks(each)) for each in ordered}
        words = {each.id: frozenset(words_of(each) if words_of else ()) for each in ordered}
        marked = {each.id: marks[each.id] | {("word", mark(word)) for word in words[each.id]} for each in ordered}
        dated, over = (
            sorted((date for each in ordered for date in _dates(each, now, which)), key=_order)
            for which in (is_live, _is_cancelled)
        )
        self.programmes = Rows(ordered, lambda each: marked[each.id] | set(_months(each, now)))
        self.dates, self.cancelled = (
            Rows(each, lambda date: marked[date.programme.id] | {("month", _month(date.on))}) for each in (dated, over)
        )
        self.words = KnownWords(frozenset().union(*words.values()))
        self._marks = {mark(word): word for known in words.values() for word in known}
        self._days = [each.on for each in dated]
        self._by_id = {each.id: each for each in ordered}
        self.fresh_until = min(
            (each.stage.over_at for each in [*dated, *over]), default=datetime.max.replace(tzinfo=UTC)
        )

    def get(self, programme_id: int) -> Programme | None:
        return self._by_id.get(programme_id)

    def word(self, packed: str) -> str | None:
        """The dictionary word of a mark."""
        return self._marks.get(packed)

    def calendar(self, wish: GrantWish, most: int) -> list[DatedStage]:
        """The nearest dates of what fits a wish; then those of cancelled rounds, for calendars that have them."""
        return [each for rows in (self.dates, self.cancelled) for each in rows.page(rows.fitting(wish), 0, most)]

    def between(self, found: int, first: date, last: date) -> int:
        """Those of the dates that were found which are on the days from `first` to `last`."""
        low, high = bisect_left(self._days, first), bisect_right(self._days, last)
        return found & ((1 << high) - 1) & ~((1 << low) - 1) if high > low else 0


def _marks(programme: Programme) -> Iterator[Hashable]:
    found = reach(programme)
    yield from (("kind", kind) for kind in found.kinds if kind)
    yield from (("theme", theme) for theme in programme.themes or (None,))
    yield from (("place", slug) for slug in programme.municipalities or (None,))
    yield ("sum", found.most)


def _is_cancelled(programme: Programme, season: Round) -> bool:
    return season.status is RoundStatus.CANCELLED and programme.archived_at is None


def _dates(
    programme: Programme, now: datetime, which: Callable[[Programme, Round], bool] = is_live
) -> Iterator[DatedStage]:
    for season in programme.rounds:
        if which(programme, season):
            yield from (
                DatedStage(first_day(each), programme, season, each) for each in season.stages if each.over_at > now
            )


def _order(dated: DatedStage) -> tuple[date, bool, str, int]:
    """By day; a month that is all that is known comes before its days."""
    return dated.on, dated.stage.precision is not Precision.MONTH, dated.programme.short_title, dated.stage.id


def _months(programme: Programme, now: datetime) -> Iterator[Hashable]:
    return (("month", _month(each.on)) for each in _dates(programme, now))


def _month(on: date) -> str:
    return f"{on:%Y-%m}"
