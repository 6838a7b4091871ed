"""The meaning of a change of the catalogue for those who prepare an application for its round."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum

from bot.domain.applications.applications import (
    Application,
    ApplicationStatus,
    Hindrance,
    ItemKind,
    days_of_round,
    hindrance,
)
from bot.domain.grants import Programme, Stage


class RoundNews(StrEnum):
    """The news of a round. MERGED: the programme became a part of another one, REOPENED: it is open after all.

    DAYS: a date of the checklist was announced, moved or taken back.
    """

    MOVED = "moved"
    SET = "set"
    CANCELLED = "cancelled"
    CLOSED = "closed"
    ARCHIVED = "archived"
    ROUND_GONE = "round_gone"
    MERGED = "merged"
    REOPENED = "reopened"
    DAYS = "days"


def round_news(application: Application, before: Programme, now: datetime) -> RoundNews | None:
    """The news for the members of an application, which has its programme as it is now; None when there are none.

    Whoever has handed in hears only of a cancellation. A deadline that simply passes is no news.
    """
    was = replace(application, programme=before)
    then, today = hindrance(was, now), hindrance(application, now)
    if application.status is ApplicationStatus.HANDED_IN:
        return RoundNews.CANCELLED if today is Hindrance.CANCELLED and then is not today else None
    if application.status is not ApplicationStatus.PREPARING:
        return None
    if today is not None:
        return None if today in (then, Hindrance.OVER) else RoundNews(today)
    if then not in (None, Hindrance.OVER):
        return RoundNews.REOPENED
    if before.id != application.programme.id:
        return RoundNews.MERGED
    return _of_deadline(was.deadline, application.deadline)


def new_days(application: Application, before: Programme, zone: str) -> Mapping[ItemKind, date | None]:
    """The days of the checklist that its round has otherwise than the programme as it was before; None: no day now."""
    then = days_of_round(replace(application, programme=before), zone)
    is_now = days_of_round(application, zone)
    return {kind: is_now.get(kind) for kind in ItemKind if then.get(kind) != is_now.get(kind)}


def _of_deadline(was: Stage | None, is_now: Stage | None) -> RoundNews | None:
    if is_now is None or is_now.forecast or (was is not None and _date(was) == _date(is_now)):
        return None
    return RoundNews.SET if was is None or was.forecast else RoundNews.MOVED


def _date(stage: Stage) -> tuple[object, ...]:
    return stage.local, stage.zone, stage.precision, stage.forecast
