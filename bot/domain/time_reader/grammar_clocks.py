"""The grammar of hours: "18:30", "at half past six in the evening", "from 11 to 13", "Moscow time"."""

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
from bot.domain.time_reader.grammar_days import AT, CARDINAL, DOT, FROM, HYPHEN, ORDINAL_WORD
from bot.domain.time_reader.pieces import Clock, ClockStretch, Limit, Nothing, PartNamed, ZoneNamed
from bot.domain.time_reader.vocabulary import Kind

HALF, QUARTER, HOUR = 30, 15, 60
# Figures without a mark between hour and minute; above, they may be a year.
RUN_FIRST, RUN_LAST = 800, 2000
OFFSET_MOST = 14

HOUR_FIGURES = either(number(0, 24, 1), number(0, 24, 2))
MINUTE_FIGURES = number(0, 59, 2)
PART = maybe(word(Kind.PART), "")
HOURS = shared(sequence(lambda: True, drop(word(Kind.HOURS)), DOT))
MINUTES = optional(sequence(lambda: True, drop(word(Kind.MINUTES)), DOT))
MAYBE_HOURS = optional(HOURS)
AT_WORD = drop(either(word(Kind.AT), word(Kind.FROM)))

# A figure 07 is in the notation of 24 hours.
LEADING_ZERO = before(number(0, 9, 2))
FULL = sequence(lambda hour: (hour, True), LEADING_ZERO, number(0, 9, 2))
HOUR_SHORT = sequence(lambda hour: (hour, False), before(number(0, 9, 2), is_there=False), HOUR_FIGURES)
HOUR_SAID = shared(either(FULL, HOUR_SHORT))


def _clock(hour: tuple[int, bool], minute: int = 0, part: str = "") -> Clock:
    return Clock(hour[0], minute, part, is_full=hour[1])


def _marked(marks: str) -> Parser:
    seconds = optional(sequence(lambda: True, drop(glued(mark(":"))), drop(glued(number(0, 0, 2)))))
    parts = HOUR_SAID, drop(glued(mark(marks))), glued(MINUTE_FIGURES), seconds
    return sequence(_clock, *parts, MAYBE_HOURS, MINUTES, PART)


MARKED = either(*map(_marked, ":.-,"))
SPACED = sequence(_clock, HOUR_SAID, apart(MINUTE_FIGURES), MAYBE_HOURS, PART)
UNITS = either(
    sequence(_clock, HOUR_SAID, drop(HOURS), MINUTE_FIGURES, MINUTES, PART),
    sequence(_clock, HOUR_SAID, drop(HOURS), number(0, 9, 1), drop(word(Kind.MINUTES)), DOT, PART),
)
WORD_HOUR = shared(mapped(lambda hour: (hour, False) if hour <= 24 else None, CARDINAL))
ONE = mapped(lambda hour: (hour, False), word(Kind.ONE))
ANY_HOUR = shared(either(HOUR_SAID, WORD_HOUR))
WHOLE = either(
    sequence(lambda hour, part: _clock(hour, 0, part), AT_WORD, either(ANY_HOUR, ONE), MAYBE_HOURS, PART),
    sequence(lambda hour, part: _clock(hour, 0, part), ANY_HOUR, MAYBE_HOURS, word(Kind.PART)),
    sequence(lambda hour, part: _clock(hour, 0, part), ANY_HOUR, drop(HOURS), PART),
    sequence(lambda hour, part: _clock(hour, 0, part), ONE, word(Kind.PART)),
)
ZERO = word(Kind.NUMBER, 0)
WORD_MINUTE = either(
    sequence(lambda _, minute: minute, ZERO, optional(mark("-")), either(ZERO, word(Kind.NUMBER, *range(1, 10)))),
    mapped(lambda minute: minute if minute >= 10 else None, CARDINAL),
)
SPOKEN = WORD_HOUR, MAYBE_HOURS, HYPHEN, WORD_MINUTE
# "twenty two" is an hour, "twenty two zero zero" has minutes, "eighteen thirty" too. "twenty, twenty first" is a day
# behind an hour; with "at" before it both are read, and it is asked which.
IN_WORDS = either(
    sequence(_clock, *SPOKEN, before(word(Kind.ORDINAL), is_there=False), MINUTES, PART),
    sequence(_clock, AT_WORD, *SPOKEN, MINUTES, PART),
)
RUN = sequence(
    lambda run, part: Clock(run // 100, run % 100, part, is_full=True) if run % 100 < HOUR else None,
    number(RUN_FIRST, RUN_LAST, 4),
    MAYBE_HOURS,
    PART,
)


def _towards(hour: int, minute: int, part: str) -> Clock | None:
    """Minutes of the hour before: half of the seventh hour is 6:30."""
    return Clock(hour - 1 or 12, minute, part) if 1 <= hour <= 12 else None


def _after(minute: int, hour: int, part: str) -> Clock | None:
    return Clock(hour, minute, part) if 1 <= hour <= 12 else None


def _minutes(value: int) -> int | None:
    return value if 1 <= value < HOUR else None


ONE_HOUR = mapped(lambda hour: hour[0], either(ANY_HOUR, ONE))
MINUTE_COUNT = mapped(_minutes, either(number(1, 59, 1, 2), CARDINAL))
TOWARDS = either(
    mapped(lambda _: HALF, word(Kind.HALF)),
    mapped(lambda _: QUARTER, word(Kind.QUARTER)),
    sequence(lambda minute: minute, MINUTE_COUNT, drop(word(Kind.MINUTES)), DOT),
)
LEFT = either(
    mapped(lambda _: QUARTER, word(Kind.QUARTER)),
    sequence(lambda minute: minute, MINUTE_COUNT, MINUTES),
)
COLLOQUIAL = either(
    sequence(lambda minute, hour, part: _towards(hour, minute, part), TOWARDS, HYPHEN, ORDINAL_WORD, MAYBE_HOURS, PART),
    sequence(lambda hour, part: _towards(hour, HALF, part), drop(word(Kind.HALF)), HYPHEN, number(1, 12, 1, 2), PART),
    sequence(
        lambda left, hour, part: _towards(hour, HOUR - left, part),
        drop(word(Kind.MINUS)),
        LEFT,
        ONE_HOUR,
        MAYBE_HOURS,
        PART,
    ),
    sequence(_after, mapped(lambda _: HALF, word(Kind.HALF_PAST)), ONE_HOUR, MAYBE_HOURS, PART),
    sequence(_after, LEFT, drop(word(Kind.PAST)), ONE_HOUR, MAYBE_HOURS, PART),
)
# "ten to six" is an hour, and "from ten to six" two.
TO_HOUR = sequence(
    lambda left, hour, part: _towards(hour, HOUR - left, part),
    LEFT,
    drop(word(Kind.BEFORE)),
    ONE_HOUR,
    MAYBE_HOURS,
    PART,
)
NOON = mapped(lambda _: Clock(12, is_full=True), word(Kind.NOON))
MIDNIGHT = mapped(lambda _: Clock(24), word(Kind.MIDNIGHT))
EXACT = shared(either(MARKED, SPACED, UNITS, WHOLE, IN_WORDS, COLLOQUIAL, NOON, MIDNIGHT))
BARE = sequence(lambda hour: Clock(hour[0], is_full=hour[1], is_bare=True), not_after(Kind.AT), apart(HOUR_SAID))

END = shared(
    either(EXACT, sequence(lambda hour, part: _clock(hour, 0, part), either(ANY_HOUR, ONE), MAYBE_HOURS, PART))
)


def _dashed(first: Clock, last: Clock) -> ClockStretch | None:
    """Two hours with a dash between them, the later one behind: 14-10 is no stretch, but ten minutes past two."""
    is_later = bool(last.part) or (last.hour, last.minute) > (first.hour, first.minute)
    return ClockStretch(first, last) if is_later else None


STRETCH = either(
    sequence(ClockStretch, FROM, AT, END, drop(word(Kind.TO)), END),
    sequence(_dashed, FROM, AT, END, drop(mark("-")), END),
)


def _offset(sign: str, hours: int, minutes: int | None = None) -> str:
    return f"{sign}{hours:02}:{minutes or 0:02}"


SIGN = mark("+-")
OFFSET = sequence(
    _offset,
    SIGN,
    glued(number(0, OFFSET_MOST, 1, 2)),
    maybe(sequence(lambda minutes: minutes, drop(glued(mark(":"))), glued(number(0, 59, 2)))),
)
BY = optional(word(Kind.TO))
FILLERS = optional(word(Kind.FILLER))
MOSCOW = 3


def _from_moscow(sign: str, hours: int) -> str | None:
    total = MOSCOW + (hours if sign == "+" else -hours)
    return f"{'+' if total >= 0 else '-'}{abs(total):02}:00"


ZONE = either(
    mapped(ZoneNamed, sequence(lambda zone: zone, BY, FILLERS, word(Kind.ZONE), FILLERS)),
    sequence(lambda offset: ZoneNamed(offset or "+00:00"), BY, drop(word(Kind.UTC)), maybe(OFFSET)),
    sequence(
        lambda sign, hours: ZoneNamed(_from_moscow(sign, hours) or ""),
        BY,
        drop(word(Kind.ZONE, "Europe/Moscow")),
        SIGN,
        glued(number(1, OFFSET_MOST - MOSCOW, 1, 2)),
    ),
    sequence(lambda offset: ZoneNamed(offset) if offset[0] == "+" else None, OFFSET),
)
# "tomorrow - 18:00" has a dash. A sign right before figures, as in "tomorrow at -18:00", may be a slip of anything.
STRAY = sequence(lambda: True, drop(apart(mark(".-/"))), drop(glued(number(0, 10**9, *range(1, 10)))))
AFTER_AT = sequence(lambda: True, not_after(Kind.AT), drop(mark("-/")))
MARKS = either(
    mark(",:;()•!?«»\"“”„'…"),
    sequence(lambda each: each, before(STRAY, is_there=False), mark(".")),
    sequence(lambda each: each, before(STRAY, is_there=False), before(AFTER_AT), mark("-/")),
)
NOTHING = mapped(lambda _: Nothing(), either(MARKS, word(Kind.AT), word(Kind.FILLER), word(Kind.YEAR_WORD)))
LIMIT = mapped(lambda _: Limit(), word(Kind.UNTIL))

CLOCK_PIECES: tuple[Parser, ...] = (
    sequence(lambda clock: clock, FROM, EXACT),
    TO_HOUR,
    BARE,
    STRETCH,
    mapped(PartNamed, word(Kind.PART)),
    ZONE,
    NOTHING,
)
