"""The grammar of days: "5 December", "05.12.2026", "the second Saturday of December", "in two weeks"."""

from bot.domain.time_reader.combinators import (
    Parser,
    apart,
    before,
    drop,
    either,
    glued,
    mapped,
    mark,
    maybe,
    not_after,
    number,
    optional,
    sequence,
    shared,
    word,
)
from bot.domain.time_reader.pieces import (
    Dated,
    DayStretch,
    FromToday,
    MonthDay,
    NthWeekday,
    Period,
    Shift,
    WeekdayNamed,
    WeekNamed,
)
from bot.domain.time_reader.vocabulary import Kind

YEARS = 1900, 2199
# A year of two figures cannot be an hour, and a paper is never that old.
SHORT_YEARS = 24, 99
TENS = 20, 30, 40, 50
QUARTER_MONTHS = 3


def _sum(tens: int, units: int) -> int | None:
    return tens + units if 0 < units < 10 else None


DOT = optional(mark("."))
HYPHEN = optional(mark("-"))
FROM, OF, AT = optional(word(Kind.FROM)), optional(word(Kind.OF)), optional(word(Kind.AT))
CARDINAL = shared(either(word(Kind.NUMBER), sequence(_sum, word(Kind.NUMBER, *TENS), HYPHEN, word(Kind.NUMBER))))
COUNT = either(number(1, 999, 1, 2, 3), CARDINAL)
TENFOLD = word(Kind.NUMBER, 20, 30)
ORDINAL_WORD = shared(either(word(Kind.ORDINAL, *range(1, 31)), sequence(_sum, TENFOLD, HYPHEN, word(Kind.ORDINAL))))
SUFFIXED = sequence(lambda day: day, number(1, 31, 1, 2), optional(glued(mark("-"))), drop(glued(word(Kind.SUFFIX))))
ORDINAL = either(SUFFIXED, ORDINAL_WORD)
# Figures beyond the calendar are read too: the answer then says that there is no such day.
DAY_FIGURES, MONTH_FIGURES = number(0, 99, 1, 2), number(0, 99, 1, 2)
DAY = either(DAY_FIGURES, ORDINAL)

YEAR_FIGURES = number(*YEARS, 4)
SHORT_YEAR = mapped(lambda year: 2000 + year, number(*SHORT_YEARS, 2))
YEAR_WORD = sequence(lambda: None, drop(word(Kind.YEAR_WORD)), DOT)
YEAR_TAIL = optional(sequence(lambda: True, drop(word(Kind.YEAR_WORD)), DOT))
YEAR_SUFFIX = optional(sequence(lambda: True, optional(glued(mark("-"))), drop(glued(word(Kind.SUFFIX)))))
WHICH = shared(sequence(lambda which: which, word(Kind.WHICH), DOT))
NAMED_YEAR = sequence(lambda which: which, WHICH, drop(word(Kind.YEAR_WORD)))
YEAR = either(
    sequence(lambda year: year, either(YEAR_FIGURES, SHORT_YEAR), YEAR_SUFFIX, YEAR_TAIL),
    sequence(lambda year: 2000 + year, number(0, 99, 2), drop(word(Kind.YEAR_WORD)), DOT),
    NAMED_YEAR,
)
COMMA = optional(mark(",."))
MAYBE_YEAR = shared(maybe(sequence(lambda year: year, COMMA, YEAR)))

NAMED_MONTH = shared(sequence(lambda month: month, word(Kind.MONTH), DOT))
ROMAN = word(Kind.ROMAN)
PAIR = mapped(lambda year: 2000 + year, number(0, 99, 2))


def _separated(marks: str) -> Parser:
    """Day, month and year with one of these marks between them; the year may be left out."""
    between, year = drop(glued(mark(marks))), either(glued(YEAR_FIGURES), glued(PAIR))
    may_swap = marks == "/"

    def make(day: int, month: int, year: int | None = None) -> Dated:
        return Dated(day, month, year, may_swap)

    parts = DAY_FIGURES, between, glued(either(MONTH_FIGURES, ROMAN))
    return either(sequence(make, *parts, between, year, YEAR_TAIL), sequence(make, *parts))


FIGURES = either(*map(_separated, "./-,"))
ANY_MARK = optional(mark("./-"))
SPACED = sequence(Dated, number(1, 31, 1, 2), ANY_MARK, apart(MONTH_FIGURES), ANY_MARK, apart(YEAR_FIGURES), YEAR_TAIL)
LOOSE = sequence(
    lambda dated, year: None if dated.year else Dated(dated.day, dated.month, year),
    FIGURES,
    drop(mark(".")),
    apart(YEAR_FIGURES),
    YEAR_TAIL,
)
ROMAN_SPACED = sequence(Dated, number(1, 31, 1, 2), apart(ROMAN), MAYBE_YEAR)


def _iso(marks: str) -> Parser:
    between = drop(glued(mark(marks)))
    parts = YEAR_FIGURES, between, glued(number(0, 99, 1, 2)), between, glued(number(0, 99, 1, 2))
    return sequence(lambda year, month, day: Dated(day, month, year), *parts)


QUOTED_DAY = sequence(lambda day: day, optional(mark('«"“„')), DAY, optional(mark('»"”“')))
DATE_WORD = optional(word(Kind.DATE_WORD))
DAY_MONTH = sequence(Dated, QUOTED_DAY, DATE_WORD, OF, NAMED_MONTH, MAYBE_YEAR)
MONTH_DAY = sequence(
    lambda month, day, year: Dated(day, month, year),
    NAMED_MONTH,
    either(DAY_FIGURES, SUFFIXED, ORDINAL_WORD),
    # "10 December 27 of the year" has no 27 December.
    before(word(Kind.YEAR_WORD), is_there=False),
    MAYBE_YEAR,
)
DATED = shared(either(FIGURES, SPACED, LOOSE, ROMAN_SPACED, *map(_iso, "-./"), DAY_MONTH, MONTH_DAY))

OF_MONTH = either(
    sequence(lambda month, year: (month, 0, year), OF, NAMED_MONTH, MAYBE_YEAR),
    sequence(lambda which: (None, which, None), OF, maybe(WHICH, 0), drop(word(Kind.MONTH_WORD))),
)
WEEKDAY = shared(sequence(lambda weekday: weekday, word(Kind.WEEKDAY), DOT))
NTH = either(word(Kind.ORDINAL, -1, 1, 2, 3, 4, 5), mapped(lambda nth: nth if nth < 6 else None, SUFFIXED))
NTH_WEEKDAY = sequence(lambda nth, weekday, of: NthWeekday(nth, weekday, *of), NTH, WEEKDAY, OF_MONTH)

OF_THIS_MONTH = maybe(sequence(lambda which: which, WHICH, drop(word(Kind.MONTH_WORD))))
# "In the second hour" is between one and two.
NO_DAY_BEFORE = either(NAMED_MONTH, word(Kind.ONE))
MONTH_DAY_ONLY = either(
    sequence(MonthDay, ORDINAL, DATE_WORD, before(NO_DAY_BEFORE, is_there=False), OF_THIS_MONTH),
    sequence(MonthDay, DAY_FIGURES, drop(word(Kind.DATE_WORD)), OF_THIS_MONTH),
    sequence(MonthDay, DAY_FIGURES, sequence(lambda which: which, WHICH, drop(word(Kind.MONTH_WORD)))),
)
HOUR_FOLLOWS = before(either(word(Kind.PART), word(Kind.HOURS), word(Kind.MONTH), word(Kind.UNIT)))
# "Saturday 28": a number right after a weekday may be the day of the month.
BARE_DAY = sequence(
    lambda day: MonthDay(day, is_bare=True),
    not_after(Kind.AT),
    number(1, 31, 1, 2),
    before(HOUR_FOLLOWS, is_there=False),
)

UNIT = word(Kind.UNIT)


def _ahead(count: int, unit: str) -> Shift | None:
    """One day is no shift: in Russian "through a day" is said of every other day and of the day after tomorrow."""
    return None if (count, unit) == (1, "day") else Shift(count, unit)


SHIFT_AHEAD = sequence(_ahead, drop(word(Kind.THROUGH)), maybe(COUNT, 1), UNIT, DOT)
SHIFT_BACK = sequence(lambda count, unit: Shift(-count, unit), maybe(COUNT, 1), UNIT, DOT, drop(word(Kind.AGO)))
HALVES = either(mapped(lambda _: 30, word(Kind.HALF)), mapped(lambda _: 90, word(Kind.ONE_AND_HALF)))
HALF_SHIFT = sequence(
    lambda minutes, unit: Shift(minutes, "minute") if unit == "hour" else None,
    drop(word(Kind.THROUGH)),
    HALVES,
    UNIT,
)

WEEK = either(
    sequence(WeekNamed, WHICH, drop(word(Kind.WEEK))),
    sequence(lambda: WeekNamed(None), drop(word(Kind.THAT)), drop(word(Kind.WEEK))),
)
NAMED_WEEKDAY = either(
    mapped(WeekdayNamed, WEEKDAY),
    sequence(lambda which, weekday: WeekdayNamed(weekday, which), WHICH, WEEKDAY),
    sequence(WeekdayNamed, drop(word(Kind.NEAREST)), WEEKDAY),
)


def _stretch(first: int, last: int, month: int, year: int | None) -> DayStretch:
    return DayStretch(Dated(first, month, year), Dated(last, month, year))


THROUGH = drop(either(word(Kind.TO), mark("-")))
STRETCH = either(
    sequence(_stretch, FROM, DAY, THROUGH, DAY, OF, NAMED_MONTH, MAYBE_YEAR),
    sequence(DayStretch, FROM, DATED, THROUGH, DATED),
)


def _quarter(quarter: int, year: int | None) -> Period:
    first = quarter * QUARTER_MONTHS - 2
    return Period(first, first + 2, year)


PERIOD = either(
    sequence(lambda month, year: Period(month, month, year), NAMED_MONTH, MAYBE_YEAR),
    sequence(
        _quarter,
        either(number(1, 4, 1), word(Kind.ROMAN, 1, 2, 3, 4), NTH),
        drop(word(Kind.QUARTER_WORD)),
        DOT,
        MAYBE_YEAR,
    ),
    sequence(
        lambda *_: Period(), word(Kind.EDGE), either(NAMED_MONTH, OF_MONTH, word(Kind.WEEK), NAMED_YEAR), MAYBE_YEAR
    ),
    sequence(lambda *_: Period(), WHICH, either(word(Kind.MONTH_WORD), word(Kind.YEAR_WORD))),
    sequence(lambda year: Period(1, 12, year), YEAR_FIGURES, drop(word(Kind.YEAR_WORD))),
)

DAY_PIECES: tuple[Parser, ...] = (
    sequence(lambda dated: dated, FROM, DATED),
    NTH_WEEKDAY,
    MONTH_DAY_ONLY,
    BARE_DAY,
    mapped(FromToday, word(Kind.DAY)),
    mapped(lambda _: FromToday(0, "evening"), word(Kind.TONIGHT)),
    SHIFT_AHEAD,
    SHIFT_BACK,
    HALF_SHIFT,
    WEEK,
    NAMED_WEEKDAY,
    STRETCH,
    PERIOD,
)
