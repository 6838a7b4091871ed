"""The reader: typed words → every reading of all of them → one meaning, or the reason to ask again."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from bot.domain.time_reader.clocks import HourOptions, hours_of
from bot.domain.time_reader.combinators import Tokens
from bot.domain.time_reader.covering import Cover, covers, leftover, taken
from bot.domain.time_reader.days import DayOptions, days_of
from bot.domain.time_reader.pieces import (
    Clock,
    ClockStretch,
    Dated,
    FromToday,
    PartNamed,
    Piece,
    Shift,
    ZoneNamed,
)
from bot.domain.time_reader.results import (
    Ask,
    Day,
    Days,
    Doubt,
    Elsewhere,
    Expected,
    Leaning,
    Moment,
    Reading,
)
from bot.domain.time_reader.tokens import clean, tokenize
from bot.domain.time_reader.vocabulary import Vocabulary

TYPED_MAX, TOKENS_MAX = 100, 40
CHOICES_MAX = 4
# Doubts about a reading that may still be right, the most helpful first; any other doubt says that it is wrong.
OPEN = (
    Doubt.READINGS,
    Doubt.HALF,
    Doubt.WEEK,
    Doubt.MONTH,
    Doubt.YEAR,
    Doubt.AHEAD,
    Doubt.MIDNIGHT,
    Doubt.NIGHT,
    Doubt.NO_HOUR,
    Doubt.NO_DAY,
)
WRONG = (Doubt.WEEKDAY, Doubt.PART, Doubt.MISSING, Doubt.SEVERAL, Doubt.PERIOD, Doubt.FAR, Doubt.UNKNOWN)


def read(typed: str, vocabulary: Vocabulary, expected: Expected) -> Reading:
    """The one meaning of a typed time in which every word has a part; Ask when there is none or more than one."""
    text = clean(typed)
    tokens = Tokens(tokenize(text[:TYPED_MAX], vocabulary))
    if len(text) > TYPED_MAX or len(tokens) > TOKENS_MAX or not tokens:
        return Ask(Doubt.UNKNOWN)
    found = taken(tokens, is_limit=expected.is_limit, needs_hour=expected.needs_hour)
    every = covers(found)
    if every is None:
        return Ask(Doubt.READINGS)
    if every:
        return _agreed([_meaning(cover, expected) for cover in _swapped(every, expected)])
    left = leftover(tokens, found)
    return Ask(Doubt.UNKNOWN, text[slice(*left)]) if left else Ask(Doubt.SEVERAL)


def _swapped(found: Iterable[Cover], expected: Expected) -> Iterator[Cover]:
    """The covers, and those with month and day in the other order where the language allows it."""
    for cover in found:
        yield cover
        if expected.month_may_lead and any(isinstance(each, Dated) and each.may_swap for each in cover):
            yield tuple(_swap(each) if isinstance(each, Dated) and each.may_swap else each for each in cover)


def _swap(piece: Dated) -> Dated:
    return replace(piece, day=piece.month, month=piece.day)


def _agreed(readings: Sequence[Reading]) -> Reading:
    """The only meaning that the readings leave. Two meanings, or one beside a doubt, have to be asked about."""
    sure = [*dict.fromkeys(each for each in readings if not isinstance(each, Ask))]
    asks = [*dict.fromkeys(each for each in readings if isinstance(each, Ask))]
    open_asks = [each for each in asks if each.doubt in OPEN]
    if len(sure) == 1 and not open_asks:
        return sure[0]
    if sure:
        return Ask(Doubt.READINGS, choices=_choices([*map(_start, sure), *_chosen(open_asks)]))
    if open_asks:
        first = min(open_asks, key=lambda each: OPEN.index(each.doubt))
        same = [each for each in open_asks if each.doubt is first.doubt]
        return replace(first, choices=_choices(_chosen(same)))
    return min(asks, key=lambda each: WRONG.index(each.doubt))


def _chosen(asks: Iterable[Ask]) -> Iterator[datetime]:
    return (each for ask in asks for each in ask.choices)


def _choices(moments: Iterable[datetime]) -> tuple[datetime, ...]:
    """The moments in order, none when they are too many to choose from."""
    ordered = tuple(sorted({*moments}))
    return ordered if len(ordered) <= CHOICES_MAX else ()


def _start(reading: Moment | Day | Days | Ask) -> datetime:
    match reading:
        case Moment(at):
            return at
        case Day(on):
            return datetime.combine(on, time())
        case Days(first):
            return datetime.combine(first, time())
    raise TypeError(reading)


def _meaning(cover: Cover, expected: Expected) -> Reading:
    """The meaning of one cover."""
    cover = _joined(cover)
    exact = next((each for each in cover if isinstance(each, Shift) and each.unit in ("hour", "minute")), None)
    clock = next((each for each in cover if isinstance(each, Clock | ClockStretch)), None)
    if exact:
        return _exact(exact, expected) if clock is None else Ask(Doubt.SEVERAL)
    days = days_of(cover, expected)
    if not isinstance(days, DayOptions):
        return Ask(Doubt.PERIOD) if clock and isinstance(days, Days) else days
    if not expected.needs_hour:
        return _day(days, expected)
    parts = {each.part for each in cover if isinstance(each, PartNamed | FromToday) and each.part}
    if len(parts) > 1:
        return Ask(Doubt.PART)
    if clock is None:
        return _no_hour(days)
    zone = next((each.zone for each in cover if isinstance(each, ZoneNamed)), "")
    return _moment(days, hours_of(clock, "".join(parts)), zone, expected)


def _joined(cover: Cover) -> Cover:
    """The cover with a part of the day that follows an hour as the hour's own."""
    joined: list[Piece] = []
    for piece in cover:
        hour = joined[-1] if joined else None
        if isinstance(piece, PartNamed) and isinstance(hour, Clock) and not hour.part:
            joined[-1] = replace(hour, part=piece.part)
        else:
            joined.append(piece)
    return tuple(joined)


def _exact(shift: Shift, expected: Expected) -> Reading:
    """So many hours or minutes from now."""
    minutes = shift.count * (60 if shift.unit == "hour" else 1)
    at = expected.now.replace(second=0, microsecond=0) + timedelta(minutes=minutes)
    return Moment(at) if expected.needs_hour else Day(at.date())


def _no_hour(days: DayOptions) -> Ask:
    if not days.dates:
        return Ask(Doubt.UNKNOWN)
    is_wrong = days.doubt is Doubt.WEEKDAY
    return Ask(
        Doubt.WEEKDAY if is_wrong else Doubt.NO_HOUR, day=days.dates[0] if len(days.dates) == 1 or is_wrong else None
    )


def _day(days: DayOptions, expected: Expected) -> Reading:
    if not days.dates:
        return Ask(Doubt.UNKNOWN)
    first, today = days.dates[0], expected.now.date()
    if days.doubt is None:
        is_ahead = expected.leaning is Leaning.PAST and first > today
        return Ask(Doubt.AHEAD, day=first) if is_ahead else Day(first)
    midnights = [datetime.combine(each, time()) for each in days.dates]
    if expected.leaning is Leaning.PAST:
        midnights = [each for each in midnights if each <= expected.now]
    return Ask(days.doubt, choices=_choices(midnights), day=first)


def _moment(days: DayOptions, hours: HourOptions, zone: str, expected: Expected) -> Reading:
    """The moment of a day and an hour; with a doubt about either, the moments to choose from."""
    if hours.doubt is Doubt.PART:
        return Ask(Doubt.PART)
    dates, doubt = days.dates, days.doubt or hours.doubt
    if not dates:
        today, doubt = expected.now.date(), Doubt.NO_DAY
        dates = (today, today + timedelta(days=1)) if expected.leaning is Leaning.AHEAD else ()
    moments = [
        _on(on, start, end, zone, expected) for on in dates for start, end in zip(hours.starts, hours.ends, strict=True)
    ]
    if doubt is None:
        return moments[0]
    return Ask(doubt, choices=_choices(_wanted(moments, expected)), day=dates[0] if dates else None)


def _wanted(moments: Iterable[Moment], expected: Expected) -> list[datetime]:
    """The moments on the side of now that the question leans to."""
    if expected.leaning is Leaning.AHEAD:
        return [each.at for each in moments if each.at > expected.now]
    if expected.leaning is Leaning.PAST:
        return [each.at for each in moments if each.at <= expected.now]
    return [each.at for each in moments]


def _on(on: date, start: int, end: int | None, zone: str, expected: Expected) -> Moment:
    """The moment on the clocks of the question's zone; `zone` is the one that was typed, "" for the same."""
    midnight = datetime.combine(on, time())
    typed = midnight + timedelta(minutes=start)
    until = None if end is None else midnight + timedelta(minutes=end)
    if not zone or zone == expected.zone:
        return Moment(typed, until)
    there, here = _zone(zone), ZoneInfo(expected.zone)
    moved = [
        each.replace(tzinfo=there).astimezone(here).replace(tzinfo=None) for each in (typed, until) if each is not None
    ]
    return Moment(moved[0], moved[1] if until else None, Elsewhere(typed, zone))


def _zone(name: str) -> ZoneInfo | timezone:
    """A zone by its name, or by its distance from UTC such as "+10:00"."""
    if name[0] not in "+-":
        return ZoneInfo(name)
    hours, minutes = name[1:].split(":")
    distance = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(distance if name[0] == "+" else -distance) if distance else UTC
