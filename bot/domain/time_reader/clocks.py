"""Hours from their pieces: the part of the day, morning or evening, midnight, the end of a stretch."""

from dataclasses import dataclass

from bot.domain.time_reader.pieces import Clock, ClockStretch
from bot.domain.time_reader.results import Doubt

DAY, HALF_DAY = 24 * 60, 12 * 60
# Hours that people say of the morning and of the evening.
HALVES_FIRST, HALVES_LAST = 1, 7
NIGHT_LAST, NOON = 5 * 60 + 59, 12
# The hours of each part of the day: as they are said, and after noon.
SAID = {
    "am": range(1, 12),
    "pm": range(12, 24),
    "morning": range(1, 12),
    "afternoon": range(10, 18),
    "evening": range(16, 24),
    "night": (*range(6), 22, 23),
}
PAST_NOON = {"pm": range(1, 12), "afternoon": range(1, 6), "evening": range(4, 12), "night": (10, 11)}


@dataclass(frozen=True, slots=True)
class HourOptions:
    """The minutes since the beginning of the day that may be meant; an end beside each, or None."""

    starts: tuple[int, ...]
    ends: tuple[int | None, ...] = (None,)
    doubt: Doubt | None = None


def hours_of(said: Clock | ClockStretch, part: str) -> HourOptions:
    """The hours of a piece, given the part of the day that was named apart from it ("" for none).

    No hours with the doubt PART: the hour is not in that part of the day.
    """
    if isinstance(said, Clock):
        starts, doubt = _minutes(said, part)
        if part == "night" and doubt is None and starts[0] <= NIGHT_LAST:
            starts, doubt = (starts[0], starts[0] + DAY), Doubt.NIGHT
        return HourOptions(starts, (None,) * len(starts), doubt)
    shared = [said.first.part or part] if said.first.part or part else [said.last.part, ""]
    found = (_stretch(said, each) for each in shared)
    return next((each for each in found if each.starts), HourOptions((), (), Doubt.PART))


def _stretch(said: ClockStretch, part: str) -> HourOptions:
    """The starts that have an end after them, when the first hour is in this part of the day."""
    starts, doubt = _minutes(said.first, part)
    ends = [(start, end) for start in starts if (end := _end(start, said.last)) is not None]
    return HourOptions(tuple(start for start, _ in ends), tuple(end for _, end in ends), doubt)


def _minutes(clock: Clock, part: str) -> tuple[tuple[int, ...], Doubt | None]:
    """The minutes since midnight; several, with the doubt, when it has to be asked which."""
    parts = {each for each in (clock.part, part) if each}
    if not parts:
        return _without_part(clock)
    read = {_with_part(clock, each) for each in parts}
    if len(read) > 1:
        return (), Doubt.PART
    found = read.pop()
    if found is None:
        return (), Doubt.PART
    return ((0, DAY), Doubt.MIDNIGHT) if found == DAY else ((found,), None)


def _with_part(clock: Clock, part: str) -> int | None:
    """The minutes since midnight, DAY for a midnight of which day is unclear; None when the hour is not in the part."""
    hour = clock.hour
    if hour in (NOON, 24, 0) and part in ("night", "evening", "am"):
        is_midnight = clock.minute == 0 and (part != "am" or hour != NOON)
        return DAY if is_midnight else (clock.minute if part != "evening" else None)
    if hour == NOON and part == "afternoon":
        return HALF_DAY + clock.minute
    if hour in SAID[part]:
        return hour * 60 + clock.minute
    return (hour + 12) * 60 + clock.minute if hour in PAST_NOON.get(part, ()) else None


def _without_part(clock: Clock) -> tuple[tuple[int, ...], Doubt | None]:
    minutes = clock.hour * 60 + clock.minute
    if clock.hour == 24 or minutes == 0:
        return ((0, DAY), Doubt.MIDNIGHT) if clock.minute == 0 else ((), Doubt.PART)
    if HALVES_FIRST <= clock.hour <= HALVES_LAST and not clock.is_full:
        return (minutes, minutes + HALF_DAY), Doubt.HALF
    return (minutes,), None


def _end(start: int, last: Clock) -> int | None:
    """The first such hour after the start; an hour of the evening may be said without it."""
    if last.part:
        ends = [found for found in [_with_part(last, last.part)] if found]
    else:
        said = last.hour * 60 + last.minute
        ends = [said] if last.is_full or last.hour > NOON else [said, said + HALF_DAY]
    return min((end for end in ends if end > start), default=None)
