"""The days on which the members of an application hear of it: one message a day about all of a person's applications.

What is told is worked out anew at the send, so a date that moved or a thing that was done is never told wrongly.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.domain.applications.applications import (
    BEFORE_DEADLINE,
    REPORTS,
    Application,
    ApplicationStatus,
    ChecklistItem,
    hindrance,
)
from bot.domain.deliveries import Plan
from bot.domain.grants import Precision, Stage, StageKind, first_day, last_whole_day
from bot.domain.ladder import last_day
from bot.domain.time import local_date, moment

# The cause of a person's days; its id is the person.
DAYS = "app-days"
REMIND_AT = time(10)
DAY = timedelta(days=1)
# Days before a date; -1 is the day after it.
LADDER = (7, 3, 1, 0, -1)
LONG_LADDER = (30, 14, 7, 3, 1, 0, -1)
DEADLINE_LADDER = (30, 14, 7, 3, 1, 0)
# What takes long to prepare: reports, and what a round wants done before its deadline.
TAKE_LONG = REPORTS | frozenset(BEFORE_DEADLINE.values())
# Days after the deadline on which is asked whether it was handed in.
HANDED_IN_ASKED = (1, 7)
# Days after the results on which is asked how it ended; without a known day of results, after the deadline. The 60 days
# are this bot's own measure: no source says how long funders take.
RESULT_ASKED, RESULT_UNKNOWN_AFTER = (1, 14, 45), 60


class TopicOfDay(StrEnum):
    """The topics of a day's message about an application."""

    ITEM = "item"
    DEADLINE = "deadline"
    HANDED_IN = "handed_in"
    RESULT = "result"


@dataclass(frozen=True, slots=True)
class DayEntry:
    """An entry of a day's message; `days` are left until its date, -1 once it was yesterday."""

    application: Application
    topic: TopicOfDay
    days: int = 0
    item: ChecklistItem | None = None


def entries(application: Application, on: date, zone: str) -> list[DayEntry]:
    """The entries about an application on a day, the nearest first."""
    found = [entry for day, entry in _all(application, zone) if day == on]
    return sorted(found, key=lambda each: (each.topic is not TopicOfDay.DEADLINE, each.days))


def days(application: Application, zone: str, steps: Collection[int] = DEADLINE_LADDER) -> set[date]:
    """All days on which something is told of an application; `steps` are its reader's own days before the deadline."""
    return {day for day, each in _all(application, zone) if each.topic is not TopicOfDay.DEADLINE or each.days in steps}


def _all(application: Application, zone: str) -> Iterator[tuple[date, DayEntry]]:
    if application.status in (ApplicationStatus.REFUSED, ApplicationStatus.DROPPED):
        return
    for item in application.left:
        if item.due_on is not None:
            for before in LONG_LADDER if item.kind in TAKE_LONG else LADDER:
                yield item.due_on - before * DAY, DayEntry(application, TopicOfDay.ITEM, before, item)
    if application.status is ApplicationStatus.PREPARING:
        yield from _of_deadline(application, zone)
    if application.status is ApplicationStatus.HANDED_IN:
        asked = DayEntry(application, TopicOfDay.RESULT)
        yield from ((day, asked) for day in _result_days(application, zone))


def _of_deadline(application: Application, zone: str) -> Iterator[tuple[date, DayEntry]]:
    """The deadline that is announced and known to a day, and afterwards the question whether it was handed in.

    Nothing is said of a round that was cancelled or is gone.
    """
    stage = application.deadline
    before_it = stage.over_at - timedelta(seconds=1) if stage else None
    if stage is None or before_it is None or stage.forecast or stage.precision is Precision.MONTH:
        return
    if hindrance(application, before_it):
        return
    whole = last_whole_day(stage, zone)
    for before in DEADLINE_LADDER:
        day = whole - before * DAY if before else last_day(stage, zone)
        yield day, DayEntry(application, TopicOfDay.DEADLINE, before)
    over = local_date(stage.over_at, zone)
    for after in HANDED_IN_ASKED:
        yield over + after * DAY, DayEntry(application, TopicOfDay.HANDED_IN)


def _result_days(application: Application, zone: str) -> list[date]:
    results, deadline = application.stage(StageKind.RESULTS), application.deadline
    if results is not None:
        since = _over(results, zone)
    elif deadline is not None:
        since = _over(deadline, zone) + RESULT_UNKNOWN_AFTER * DAY
    elif application.handed_in_on is not None:
        since = application.handed_in_on + RESULT_UNKNOWN_AFTER * DAY
    else:
        return []
    return [since + after * DAY for after in RESULT_ASKED]


def _over(stage: Stage, zone: str) -> date:
    """The last day of a stage by the reader's clock."""
    if stage.precision is Precision.MONTH:
        return local_date(stage.over_at, zone) - DAY
    return max(first_day(stage), last_whole_day(stage, zone))


def plans(
    person_id: int,
    mine: Iterable[Application],
    zone: str,
    now: datetime,
    steps: Collection[int] = DEADLINE_LADDER,
) -> list[Plan]:
    """A row for each day ahead on which a person hears of an application, at 10:00 by their clock.

    `steps` are the days before a deadline that they chose. A row is not sent once its day is over: the next one says
    what is still true.
    """
    found = sorted({day for each in mine for day in days(each, zone, steps)})
    rows = [_plan(person_id, day, zone) for day in found]
    return [each for each in rows if each.due_at > now]


def _plan(person_id: int, on: date, zone: str) -> Plan:
    due_at = moment(datetime.combine(on, REMIND_AT), zone)
    expires_at = moment(datetime.combine(on + DAY, time()), zone)
    return Plan("reminder", DAYS, person_id, f"day@{on}", due_at, expires_at, payload={"on": f"{on}"})
