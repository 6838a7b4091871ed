"""Grants by the calendar: where each round stands, what comes next, what there is to remind of, what has changed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.domain.grants import Programme, Round, RoundStatus, Stage, StageKind, heads_up, reminders


class Standing(StrEnum):
    """Where a round stands at a moment, by its status and its dates.

    UNTIL_UNKNOWN: it has opened, nobody knows until when. PASSED_UNSEEN: its forecast deadline has gone by, and we have
    seen no word of it.
    """

    EXPECTED = "expected"
    ANNOUNCED = "announced"
    OPEN = "open"
    UNTIL_UNKNOWN = "until_unknown"
    PASSED_UNSEEN = "passed_unseen"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Reminder:
    """A word about a deadline `days` before it. From `ends_at` it is not worth saying: the next one has the word."""

    stage: Stage
    days: int
    due_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class DeadlineChange:
    """A deadline that is not what it was; `was` is None for a new one."""

    stage: Stage
    was: Stage | None


def deadlines(programme: Programme) -> Iterator[tuple[Round, Stage]]:
    for each in programme.rounds:
        for stage in each.stages:
            if stage.kind is StageKind.DEADLINE:
                yield each, stage


def ladder(programme: Programme, reader_zone: str, now: datetime) -> list[Reminder]:
    """Every reminder still ahead of every deadline of a round that is not closed, the earliest first."""
    ahead = [reminder for reminder in _rungs(programme, reader_zone) if reminder.due_at > now]
    return sorted(ahead, key=lambda reminder: reminder.due_at)


def having_the_word(programme: Programme, reader_zone: str, now: datetime) -> list[Reminder]:
    """The reminders whose hour has come and whose next one is not due yet, one for a deadline at most."""
    return [reminder for reminder in _rungs(programme, reader_zone) if reminder.due_at <= now < reminder.ends_at]


def _rungs(programme: Programme, reader_zone: str) -> Iterator[Reminder]:
    for each, stage in deadlines(programme):
        if each.status is not RoundStatus.CLOSED:
            rungs = reminders(stage, reader_zone) or heads_up(stage, reader_zone)
            ends = [*(at for _, at in rungs[1:]), stage.over_at]
            yield from (Reminder(stage, *rung, end) for rung, end in zip(rungs, ends, strict=True))


def coming(programme: Programme, now: datetime, *kinds: StageKind) -> Stage | None:
    """The nearest stage of these kinds that is not over, of a round that is not closed; an opening or a deadline."""
    wanted = kinds or (StageKind.OPEN, StageKind.DEADLINE)
    ahead = [
        stage
        for each in programme.rounds
        if each.status is not RoundStatus.CLOSED
        for stage in each.stages
        if stage.kind in wanted and stage.over_at > now
    ]
    return min(ahead, key=lambda stage: stage.over_at, default=None)


def by_nearest(programmes: Iterable[Programme], now: datetime) -> list[Programme]:
    """Programmes by what comes next; those with nothing ahead at the end, by title."""

    def place(programme: Programme) -> tuple[bool, datetime, str]:
        stage = coming(programme, now)
        return stage is None, stage.over_at if stage else now, programme.title

    return sorted(programmes, key=place)


def standing(season: Round, now: datetime) -> Standing:
    """Where a round stands. A confirmed deadline that is over closes it, whatever its status still says."""
    dates = {stage.kind: stage for stage in season.stages}
    deadline, opening = dates.get(StageKind.DEADLINE), dates.get(StageKind.OPEN)
    if season.status is RoundStatus.CLOSED:
        return Standing.CLOSED
    if deadline is not None and deadline.over_at <= now:
        return Standing.PASSED_UNSEEN if deadline.forecast else Standing.CLOSED
    if season.status is RoundStatus.OPEN or (opening and not opening.forecast and opening.over_at <= now):
        return Standing.OPEN if deadline else Standing.UNTIL_UNKNOWN
    if season.status is RoundStatus.FORECAST and all(stage.forecast for stage in season.stages):
        return Standing.EXPECTED
    return Standing.ANNOUNCED


def seasons(programme: Programme, now: datetime) -> list[Round]:
    """The rounds worth showing, in order of time: the last one that is wholly over, and the next two."""
    known = sorted((each for each in programme.rounds if each.stages), key=_last_moment)
    over = [each for each in known if _last_moment(each) <= now]
    return over[-1:] + known[len(over) : len(over) + 2]


def _last_moment(season: Round) -> datetime:
    return max(stage.over_at for stage in season.stages)


def changes(before: Programme, after: Programme, now: datetime) -> list[DeadlineChange]:
    """The deadlines that subscribers have to hear of at once: those that moved, and new ones that are announced.

    A new forecast is no news, and neither is a date that was over before and still is.
    """
    known = {stage.id: stage for _, stage in deadlines(before)}
    found = [DeadlineChange(stage, known.get(stage.id)) for _, stage in deadlines(after)]
    return [change for change in found if _is_news(change) and _matters(change, now)]


def _is_news(change: DeadlineChange) -> bool:
    if change.was is None:
        return not change.stage.forecast
    return replace(change.was, source=change.stage.source) != change.stage


def _matters(change: DeadlineChange, now: datetime) -> bool:
    return any(stage.over_at > now for stage in (change.stage, change.was) if stage)
