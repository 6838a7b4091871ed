"""Days from their pieces: years that were left out, weekdays, weeks, and what contradicts."""

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

from bot.domain.time_reader.calendars import WEEK, existing, in_week, month_from, nth
from bot.domain.time_reader.pieces import (
    YEARS_FROM_NOW,
    Dated,
    DayStretch,
    FromToday,
    MonthDay,
    NthWeekday,
    Period,
    Piece,
    Shift,
    WeekdayNamed,
    WeekNamed,
)
from bot.domain.time_reader.results import Ask, Days, Doubt, Expected, Leaning

# A day without a year that comes so late is meant in the near past.
NEARLY_A_YEAR = timedelta(days=300)
# A day of the past without a year that comes again so soon is rather meant ahead.
SOON = timedelta(days=14)
# The nearest of two such days is meant only if it is much nearer than the other.
CLEARLY_NEARER = timedelta(days=120)
YEARS_AHEAD, YEARS_BACK, DAYS_AROUND = 2, 3, timedelta(days=2 * 366)
LEAP_YEARS_APART = 8
A_YEAR = timedelta(days=366)


# The weeks that "that week" may be, by the days that a question asks for.
THAT_WEEK = {Leaning.AHEAD: (1,), Leaning.PAST: (-1,), Leaning.NEAREST: (-1, 1)}


@dataclass(frozen=True, slots=True)
class DayOptions:
    """The days that may be meant, in order; more than one, or a doubt about a single one, has to be asked about."""

    dates: tuple[date, ...]
    doubt: Doubt | None = None


Found = DayOptions | Days | Ask


def days_of(pieces: Sequence[Piece], expected: Expected) -> Found:
    """The day that the pieces name together: every one of them has to agree. Without pieces of a day no dates."""
    weekday = next((each for each in pieces if isinstance(each, WeekdayNamed)), None)
    week = next((each for each in pieces if isinstance(each, WeekNamed)), None)
    shift = next((each for each in pieces if isinstance(each, Shift) and each.unit == "week" and weekday), None)
    named = [found for piece in pieces if piece is not shift and (found := _day_of(piece, expected)) is not None]
    if unclear := next((each for each in named if not isinstance(each, DayOptions)), None):
        return unclear
    options = [each for each in named if isinstance(each, DayOptions)]
    if week and not weekday and not options:
        return Ask(Doubt.PERIOD)
    options += _of_week(weekday, week, shift, expected, is_alone=not options)
    if not options:
        return DayOptions(())
    common = _common(options)
    if common is None:
        return Ask(Doubt.SEVERAL)
    return _agreeing(common, weekday.weekday, expected) if weekday else _possible(common, expected)


def _of_week(
    weekday: WeekdayNamed | None, week: WeekNamed | None, shift: Shift | None, expected: Expected, *, is_alone: bool
) -> list[DayOptions]:
    """The days that a weekday and a week allow. A weekday beside a date allows any that is this weekday."""
    if weekday is None:
        return [_in_weeks(week, range(1, WEEK + 1), expected)] if week else []
    found = [_in_weeks(week, [weekday.weekday], expected)] if week else []
    if shift is not None:
        found.append(_weeks_from(weekday, shift.count, expected))
    if weekday.which is not None or (is_alone and not found):
        found.append(_weekday(weekday, expected))
    return found


def _in_weeks(week: WeekNamed, weekdays: Iterable[int], expected: Expected) -> DayOptions:
    """The weekdays of a week; of "that week" those where the question looks, or of both weeks."""
    weeks = THAT_WEEK[expected.leaning] if week.weeks is None else (week.weeks,)
    days = [in_week(expected.now.date(), each, weekday) for each, weekday in product(weeks, weekdays)]
    return DayOptions(tuple(days), Doubt.WEEK if len(weeks) > 1 else None)


def _common(options: Sequence[DayOptions]) -> DayOptions | None:
    """The days that all options allow, with a doubt when there are several; None when there is no such day."""
    if len(options) == 1:
        return options[0]
    same = set.intersection(*(set(each.dates) for each in options))
    doubt = next((each.doubt for each in options if each.doubt), None)
    return DayOptions(tuple(sorted(same)), doubt if len(same) > 1 else None) if same else None


def _agreeing(options: DayOptions, weekday: int, expected: Expected) -> Found:
    """The dates that are this weekday; if none is, ask about the date and the weekday nearest to it."""
    agreeing = tuple(each for each in options.dates if each.isoweekday() == weekday)
    if agreeing:
        return _possible(DayOptions(agreeing, options.doubt if len(agreeing) > 1 else None), expected)
    typed = options.dates[0]
    around = [typed + timedelta(days=days) for days in range(-3, 4)]
    near = [each for each in around if each.isoweekday() == weekday]
    return DayOptions((typed, *near), Doubt.WEEKDAY)


def _possible(options: DayOptions, expected: Expected) -> Found:
    """Leave out years that cannot be meant."""
    near = tuple(each for each in options.dates if is_near(each, expected))
    return DayOptions(near, options.doubt) if near or not options.dates else Ask(Doubt.FAR, day=options.dates[0])


def is_near(on: date, expected: Expected) -> bool:
    """Tell whether a day may be meant, and not a typing error in the year.

    A question about the past gets any day of the future, to say that it is ahead.
    """
    today = expected.now.date()
    if expected.leaning is Leaning.AHEAD:
        return today.year <= on.year <= today.year + YEARS_AHEAD
    if expected.leaning is Leaning.PAST:
        return today.year - YEARS_BACK <= on.year
    return abs(on - today) <= DAYS_AROUND


def _day_of(piece: Piece, expected: Expected) -> Found | None:
    """The days of one piece; None when it is no day."""
    today = expected.now.date()
    match piece:
        case Dated():
            return dated(piece, expected)
        case MonthDay():
            return _month_day(piece, expected)
        case NthWeekday():
            return _nth_weekday(piece, expected)
        case FromToday(days):
            return DayOptions((today + timedelta(days=days),))
        case Shift():
            return _shifted(piece, expected)
        case DayStretch(first, last):
            return _stretch(first, last, expected)
        case Period():
            return _period(piece, expected)
    return None


def dated(piece: Dated, expected: Expected) -> DayOptions | Ask:
    today = expected.now.date()
    if piece.year is not None:
        year = piece.year if piece.year >= YEARS_FROM_NOW else today.year + piece.year
        exact = existing(year, piece.month, piece.day)
        return DayOptions((exact,)) if exact else Ask(Doubt.MISSING)
    years = range(today.year - LEAP_YEARS_APART, today.year + LEAP_YEARS_APART + 1)
    return _of_years([found for year in years if (found := existing(year, piece.month, piece.day))], expected)


def _of_years(dates: Sequence[date], expected: Expected) -> DayOptions | Ask:
    """Of the same day in several years, the one that the question leans to."""
    if not dates:
        return Ask(Doubt.MISSING)
    today = expected.now.date()
    before = max((each for each in dates if each <= today), default=date.min)
    after = min((each for each in dates if each >= today), default=date.max)
    if expected.leaning is Leaning.PAST:
        is_ahead = timedelta() < after - today <= SOON
        # 29 February of years ago is rather a slip.
        is_old = Doubt.YEAR if today - before > A_YEAR else None
        return DayOptions((after, before), Doubt.AHEAD) if is_ahead else DayOptions((before,), is_old)
    if expected.leaning is Leaning.AHEAD:
        is_past = after - today > NEARLY_A_YEAR and today - before < A_YEAR - NEARLY_A_YEAR
        return DayOptions((before if is_past else after,))
    nearest, other = (
        sorted({before, after}, key=lambda each: abs(each - today))[:2] if before != after else (after,) * 2
    )
    return (
        DayOptions((nearest,)) if abs(nearest - today) <= CLEARLY_NEARER else DayOptions((nearest, other), Doubt.YEAR)
    )


def _month_day(piece: MonthDay, expected: Expected) -> DayOptions | Ask:
    given = piece.months_from_now
    months = [month_from(expected.now.date(), by) for by in (range(-2, 4) if given is None else (given,))]
    dates = [found for first in months if (found := existing(first.year, first.month, piece.day))]
    if not dates:
        return Ask(Doubt.MISSING)
    if given is not None:
        return DayOptions(tuple(dates))
    return _leaning(dates, Doubt.MONTH, expected)


def _leaning(dates: Iterable[date], doubt: Doubt, expected: Expected) -> DayOptions:
    """Of days that recur, the next one, the latest one, or both when the question leans to neither."""
    today, ordered = expected.now.date(), sorted(dates)
    before = [each for each in ordered if each <= today][-1:]
    after = [each for each in ordered if each >= today][:1]
    if expected.leaning is Leaning.AHEAD:
        return DayOptions(tuple(after))
    if expected.leaning is Leaning.PAST:
        return DayOptions(tuple(before))
    either = tuple(sorted({*before, *after}))
    return DayOptions(either, doubt if len(either) > 1 else None)


def _nth_weekday(piece: NthWeekday, expected: Expected) -> DayOptions | Ask:
    today = expected.now.date()
    if piece.month is None:
        first = month_from(today, piece.months_from_now)
        exact = nth(piece.nth, piece.weekday, first.year, first.month)
        return DayOptions((exact,)) if exact else Ask(Doubt.MISSING)
    given = piece.year if piece.year is None or piece.year >= YEARS_FROM_NOW else today.year + piece.year
    years = [given] if given else [today.year - 1, today.year, today.year + 1]
    dates = [found for year in years if (found := nth(piece.nth, piece.weekday, year, piece.month))]
    if given:
        return DayOptions(tuple(dates)) if dates else Ask(Doubt.MISSING)
    return _of_years(dates, expected)


def _shifted(shift: Shift, expected: Expected) -> DayOptions | Ask:
    today, count = expected.now.date(), shift.count
    match shift.unit:
        case "day" | "week":
            return DayOptions((today + timedelta(days=count * (WEEK if shift.unit == "week" else 1)),))
        case "month" | "year":
            months = count * (12 if shift.unit == "year" else 1)
            first = month_from(today, months)
            found = existing(first.year, first.month, today.day)
            return DayOptions((found,)) if found else Ask(Doubt.PERIOD)
    minutes = timedelta(minutes=count * (60 if shift.unit == "hour" else 1))
    return DayOptions(((expected.now + minutes).date(),))


def _stretch(first: Dated, last: Dated, expected: Expected) -> Days | Ask:
    begins = dated(Dated(first.day, first.month, first.year or last.year), expected)
    ends = dated(last, expected)
    if isinstance(begins, DayOptions) and isinstance(ends, DayOptions) and begins.dates[0] < ends.dates[0]:
        return Days(begins.dates[0], ends.dates[0])
    return Ask(Doubt.PERIOD)


def _period(piece: Period, expected: Expected) -> Days | Ask:
    if not piece.first:
        return Ask(Doubt.PERIOD)
    begins = dated(Dated(1, piece.first, piece.year), expected)
    if isinstance(begins, Ask):
        return begins
    first = begins.dates[0]
    last = first.replace(month=piece.last, day=calendar.monthrange(first.year, piece.last)[1])
    return Days(first, last)


def _weekday(named: WeekdayNamed, expected: Expected) -> DayOptions:
    today = expected.now.date()
    around = [in_week(today, weeks, named.weekday) for weeks in (-1, 0, 1)]
    if named.which is None:
        return _plain_weekday(around, expected)
    wanted = around[named.which + 1]
    other = {
        1: min(each for each in around if each > today),
        0: _plain_weekday(around, expected).dates[0] if wanted != today else today,
        -1: max(each for each in around if each < today),
    }[named.which]
    return DayOptions((wanted,)) if other == wanted else DayOptions(tuple(sorted((wanted, other))), Doubt.WEEK)


def _plain_weekday(around: Sequence[date], expected: Expected) -> DayOptions:
    """A weekday without "next" or "last": today's own weekday may be today or a week away."""
    today = expected.now.date()
    before, after = [each for each in around if each < today], [each for each in around if each > today]
    near = {Leaning.AHEAD: after[:1], Leaning.PAST: before[-1:], Leaning.NEAREST: [*before[-1:], *after[:1]]}
    dates = sorted({*near[expected.leaning], *(each for each in around if each == today)})
    return DayOptions(tuple(dates), Doubt.WEEK if len(dates) > 1 else None)


def _weeks_from(named: WeekdayNamed, weeks: int, expected: Expected) -> DayOptions:
    """The weekday of the week so far away, and the coming weekday moved by so many weeks: often the same day."""
    today = expected.now.date()
    of_week = in_week(today, weeks, named.weekday)
    ahead = min(each for each in (in_week(today, by, named.weekday) for by in (0, 1)) if each >= today)
    counted = ahead + timedelta(days=weeks * WEEK)
    dates = tuple(sorted({of_week, counted}))
    return DayOptions(dates, Doubt.WEEK if len(dates) > 1 else None)
