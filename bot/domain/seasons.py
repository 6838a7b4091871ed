"""The calendar of grants: the standing of each round, the next stage, the reminders, the changed deadlines."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.grants import (
    ENDED,
    REPORTS,
    TO_DO,
    Applicant,
    Programme,
    Round,
    RoundStatus,
    Stage,
    StageKind,
)
from bot.domain.troubles import STALE_AFTER

# No call in the catalogue was open for longer: without a known deadline it is taken to be over then.
LONGEST_CALL = timedelta(days=120)
# Dates that come true after a round is closed, for those who applied.
AFTER_DEADLINE = frozenset({StageKind.RESULTS, StageKind.PROJECT_START}) | REPORTS


class Standing(StrEnum):
    """The standing of a round at a moment, by its status and its dates.

    UNTIL_UNKNOWN: it is open, and its deadline is unknown. PROBABLY_OVER: the same, and it opened long ago.
    PASSED_UNSEEN: its forecast deadline has passed, and nobody has seen an announcement.
    """

    EXPECTED = "expected"
    ANNOUNCED = "announced"
    OPEN = "open"
    UNTIL_UNKNOWN = "until_unknown"
    PROBABLY_OVER = "probably_over"
    PASSED_UNSEEN = "passed_unseen"
    CLOSED = "closed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class DateChange:
    """A changed date; `was` is None for a new one. `ended` tells that nobody can apply by it any more."""

    stage: Stage
    was: Stage | None
    ended: bool = False


def deadlines(programme: Programme) -> Iterator[tuple[Round, Stage]]:
    """The stages by which something has to be done, with their rounds."""
    for each in programme.rounds:
        for stage in each.stages:
            if stage.kind in TO_DO:
                yield each, stage


def is_live(programme: Programme, season: Round) -> bool:
    """Tell whether a round can still be applied in, as far as its status says."""
    return season.status not in ENDED and programme.archived_at is None


def holds(programme: Programme, season: Round, stage: Stage) -> bool:
    """Tell whether a date still counts: one of applying in a live round, a later one in a round not cancelled."""
    if stage.kind in AFTER_DEADLINE:
        return season.status is not RoundStatus.CANCELLED and programme.archived_at is None
    return is_live(programme, season)


def coming(programme: Programme, now: datetime, *kinds: StageKind) -> Stage | None:
    """The nearest stage that is not over, of a live round; by default an opening or what has to be done by its date."""
    wanted = kinds or (StageKind.OPEN, *TO_DO)
    ahead = [
        stage
        for each in programme.rounds
        if is_live(programme, each)
        for stage in each.stages
        if stage.kind in wanted and stage.over_at > now
    ]
    return min(ahead, key=lambda stage: stage.over_at, default=None)


def by_nearest(programmes: Iterable[Programme], now: datetime) -> list[Programme]:
    """Programmes in the order of their next stage; those without one at the end, by title."""

    def place(programme: Programme) -> tuple[bool, datetime, str]:
        stage = coming(programme, now)
        return stage is None, stage.over_at if stage else now, programme.title

    return sorted(programmes, key=place)


def is_vote(programme: Programme) -> bool:
    """Tell whether people vote here, and nothing is applied for."""
    return Applicant.VOTER14 in programme.applicants


def standing(season: Round, now: datetime) -> Standing:
    """The standing of a round. A confirmed deadline that has passed closes it, whatever its status says."""
    dates = {stage.kind: stage for stage in season.stages}
    deadline, opening = dates.get(StageKind.DEADLINE), dates.get(StageKind.OPEN)
    if season.status in ENDED:
        return Standing(season.status)
    if deadline is not None and deadline.over_at <= now:
        return Standing.PASSED_UNSEEN if deadline.forecast else Standing.CLOSED
    opened = opening is not None and not opening.forecast and opening.over_at <= now
    if deadline is None and opening and _says_open(season, opened) and now - opening.over_at > LONGEST_CALL:
        return Standing.PROBABLY_OVER
    if season.status is RoundStatus.OPEN or opened:
        return Standing.OPEN if deadline else Standing.UNTIL_UNKNOWN
    if season.status is RoundStatus.FORECAST and all(stage.forecast for stage in season.stages):
        return Standing.EXPECTED
    return Standing.ANNOUNCED


def _says_open(season: Round, opened: bool) -> bool:
    """Tell whether somebody has seen the call open. What was seen in February says nothing about November."""
    return opened or season.status is RoundStatus.OPEN


def is_stale(programme: Programme, now: datetime) -> bool:
    """Tell whether a forecast deadline passed STALE_AFTER ago or earlier, and nobody has looked for as long."""
    then, seen = now - STALE_AFTER, looked_at_on(programme)
    return (seen is None or seen < then.date()) and any(
        standing(each, then) is Standing.PASSED_UNSEEN for each in programme.rounds
    )


def looked_at_on(programme: Programme) -> date | None:
    """The last day on which somebody looked at the programme's facts or dates."""
    seen = [stage.seen_on for each in programme.rounds for stage in each.stages if stage.seen_on]
    if programme.as_of is not None and len(programme.as_of) == len("2026-01-15"):
        seen.append(date.fromisoformat(programme.as_of))
    return max([*seen, *([programme.seen_on] if programme.seen_on else [])], default=None)


def seasons(programme: Programme, now: datetime) -> list[Round]:
    """The rounds to show, in order of time: the last one that is wholly over, and the next two."""
    known = sorted((each for each in programme.rounds if each.stages), key=_last_moment)
    over = [each for each in known if _last_moment(each) <= now]
    return over[-1:] + known[len(over) : len(over) + 2]


def _last_moment(season: Round) -> datetime:
    """The end of the last date of a round; reports come much later, and are dates of those who won alone."""
    own = [stage.over_at for stage in season.stages if stage.kind not in REPORTS]
    return max(own or [stage.over_at for stage in season.stages])


def changes(before: Programme | None, after: Programme, now: datetime) -> list[DateChange]:
    """The changed dates of which those who follow the programme hear: those that moved, that ended early, and new ones
    that are announced. A date that is live again counts as new.

    A new forecast is not told, nor a date that was over before and still is.
    """
    known = {stage.id: stage for each, stage in dates(before) if holds(before, each, stage)} if before else {}
    found = [
        DateChange(stage, known.get(stage.id), ended=not holds(after, each, stage)) for each, stage in dates(after)
    ]
    return [change for change in found if _is_news(change) and _matters(change, now)]


def dates(programme: Programme) -> Iterator[tuple[Round, Stage]]:
    """All stages, with their rounds."""
    for each in programme.rounds:
        for stage in each.stages:
            yield each, stage


def _is_news(change: DateChange) -> bool:
    if change.was is None:
        return not change.stage.forecast and not change.ended
    return change.ended or same_date(change.was, change.stage) != change.stage


def same_date(stage: Stage, other: Stage) -> Stage:
    """`stage` with the source of `other`: equal to it when only their sources differ."""
    return replace(stage, source=other.source, seen_on=other.seen_on)


def _matters(change: DateChange, now: datetime) -> bool:
    return any(stage.over_at > now for stage in (change.stage, change.was) if stage)
