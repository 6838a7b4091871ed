"""Checks: the programmes that somebody has to look at, and why. Nothing becomes fresh by itself."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.catalogue.tips import TipKind
from bot.domain.grants import Programme, StageKind, first_day
from bot.domain.seasons import Standing, is_live, looked_at_on, standing
from bot.domain.time import local_date

# An announcement is looked for a month before the forecast, and a look counts for two weeks.
NEAR, LOOKED_AT_FOR = timedelta(days=30), timedelta(days=14)
OLD, FRESH_FOR = timedelta(days=182), timedelta(days=92)


class CheckReason(StrEnum):
    """The reason to look at a programme, the most urgent first."""

    TOLD = "told"  # people sent an announcement
    LINK = "link"  # people say that the link is dead
    NEAR = "near"  # the month of a forecast is near or has begun
    PASSED = "passed"  # a forecast has passed
    DUE = "due"  # the day to look again has come
    OLD = "old"  # nobody has looked for half a year, and no day to look again is set


@dataclass(frozen=True, slots=True)
class Check:
    """A programme on the desk; `reason` None when there is nothing to look at."""

    programme: Programme
    reason: CheckReason | None


@dataclass(frozen=True, slots=True)
class Freshness:
    """The freshness of programmes that are not archived: their number, how many somebody looked at within FRESH_FOR,
    how many have an announced date ahead, and the one that nobody has looked at for longest, with that day.
    """

    programmes: int
    fresh: int
    confirmed: int
    oldest: Programme | None = None
    oldest_on: date | None = None


def freshness(programmes: Iterable[Programme], now: datetime, zone: str) -> Freshness:
    """The freshness of these programmes; one whose day is not known counts as the oldest."""
    kept = [each for each in programmes if each.archived_at is None]
    today = local_date(now, zone)
    oldest = min(kept, key=lambda each: (looked_at_on(each) or date.min, each.short_title), default=None)
    return Freshness(
        len(kept),
        sum((seen := looked_at_on(each)) is not None and today - seen <= FRESH_FOR for each in kept),
        sum(_is_confirmed(each, now) for each in kept),
        oldest,
        looked_at_on(oldest) if oldest else None,
    )


def _is_confirmed(programme: Programme, now: datetime) -> bool:
    """Tell whether a date that was announced is still ahead."""
    live = (each for each in programme.rounds if is_live(programme, each))
    return any(not stage.forecast and stage.over_at > now for each in live for stage in each.stages)


def reason_to_check(programme: Programme, tips: Collection[TipKind], now: datetime, zone: str) -> CheckReason | None:
    """The most urgent reason to look at a programme; `tips` are those that wait, `zone` is the desk's."""
    if tips:
        return CheckReason.TOLD if TipKind.ANNOUNCEMENT in tips else CheckReason.LINK
    today, seen = local_date(now, zone), looked_at_on(programme)
    if programme.archived_at is not None or (seen is not None and today - seen < LOOKED_AT_FOR):
        return None
    if is_soon(programme, now, today):
        return CheckReason.NEAR
    if any(standing(each, now) is Standing.PASSED_UNSEEN for each in programme.rounds):
        return CheckReason.PASSED
    if programme.recheck_on is not None:
        return CheckReason.DUE if programme.recheck_on <= today else None
    return CheckReason.OLD if seen is None or today - seen > OLD else None


def is_soon(programme: Programme, now: datetime, today: date) -> bool:
    """Tell whether the month of a forecast is near or has begun."""
    return any(
        stage.forecast and stage.over_at > now and first_day(stage) - today <= NEAR
        for each in programme.rounds
        if is_live(programme, each)
        for stage in each.stages
        if stage.kind in (StageKind.OPEN, StageKind.DEADLINE)
    )


def queue(checks: Iterable[Check]) -> list[Check]:
    """The checks, the most urgent first, then what needs none, each by title."""
    order = {reason: place for place, reason in enumerate(CheckReason)}
    return sorted(
        checks, key=lambda each: (order[each.reason] if each.reason else len(order), each.programme.short_title)
    )
