"""The twelve months ahead as a picture shows them: a bar from the opening of a call to its deadline."""

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.grants import TO_DO, Precision, Programme, Round, Stage, StageKind, first_day
from bot.domain.seasons import is_live

MONTHS = 12
# The shortest bar, in months, so that a single day is seen.
SHORTEST = 0.12


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of the year, in months from its first one; a forecast is one whose end nobody has announced."""

    begins: float
    ends: float
    is_forecast: bool


def last_day(month: str) -> date:
    """The last day of a month such as "2027-02"."""
    first = date.fromisoformat(f"{month}-01")
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def bars(programme: Programme, first: date, now: datetime) -> list[Bar]:
    """The calls of a programme in the twelve months from the month of `first` on, and other days to act by."""
    found = [bar for season in programme.rounds if is_live(programme, season) for bar in _of(season, first, now)]
    return [bar for each in found if (bar := _within(each))]


def _of(season: Round, first: date, now: datetime) -> Iterable[Bar]:
    opening = next((each for each in season.stages if each.kind is StageKind.OPEN), None)
    for stage in season.stages:
        if stage.over_at <= now:
            continue
        if stage.kind is StageKind.DEADLINE and opening:
            yield Bar(_begin(opening, first), _end(stage, first), stage.forecast)
        elif stage.kind in TO_DO or (stage is opening and not _has_deadline(season.stages)):
            yield Bar(_begin(stage, first), _end(stage, first), stage.forecast)


def _has_deadline(stages: Sequence[Stage]) -> bool:
    return any(each.kind is StageKind.DEADLINE for each in stages)


def _begin(stage: Stage, first: date) -> float:
    return _place(first_day(stage), first)


def _end(stage: Stage, first: date) -> float:
    day = first_day(stage)
    if stage.precision is Precision.MONTH:
        return _place(day, first) + 1
    return _place(day, first) + 1 / calendar.monthrange(day.year, day.month)[1]


def _place(day: date, first: date) -> float:
    months = (day.year - first.year) * 12 + day.month - first.month
    return months + (day.day - 1) / calendar.monthrange(day.year, day.month)[1]


def _within(bar: Bar) -> Bar | None:
    begins, ends = max(bar.begins, 0.0), min(bar.ends, float(MONTHS))
    if ends <= 0 or begins >= MONTHS:
        return None
    return Bar(begins, max(ends, min(begins + SHORTEST, float(MONTHS))), bar.is_forecast)
