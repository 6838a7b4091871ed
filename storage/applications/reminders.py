"""The outbox rows of applications: the days of each member, and the news of a round for those who prepare for it."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from bot.domain.applications import calendar
from bot.domain.applications.applications import CAUSE, Application, ApplicationStatus, ChecklistItem, days_of_round
from bot.domain.applications.rounds import RoundNews, new_days, round_news
from bot.domain.deliveries import Plan
from bot.domain.grants import Programme
from storage import outbox
from storage.applications import applications as reading
from storage.core.tables import application_items, application_members, applications, people
from storage.grants import readers


def replan(tx: Connection, application_id: int, now: datetime) -> None:
    """Replan the days of everybody in an application."""
    members = select(application_members.c.person_id).where(application_members.c.application_id == application_id)
    for person_id in tx.scalars(members.order_by(application_members.c.person_id)).all():
        replan_person(tx, person_id, now)


def replan_person(tx: Connection, person_id: int, now: datetime) -> None:
    """Replan a person's days of all their applications; a day that was sent is not sent again.

    What they are told of the grants that they follow is made anew, too: it leaves out what an application says.
    """
    outbox.cancel_for(tx, person_id, calendar.DAYS)
    zone = tx.scalar(select(people.c.zone).where(people.c.id == person_id))
    readers.silence(tx, person_id)
    if zone is not None:
        reader = readers.get(tx, person_id)
        steps = reader.steps if reader else calendar.DEADLINE_LADDER
        outbox.plan(tx, [person_id], calendar.plans(person_id, heard_of(tx, person_id), zone, now, steps))


def heard_of(tx: Connection, person_id: int) -> list[Application]:
    """The applications of which a person is reminded."""
    mine = [(each, each.member(person_id)) for each in reading.of_person(tx, person_id)]
    return [each for each, member in mine if member and not member.quiet]


def tell(
    tx: Connection, application_id: int, person_ids: Collection[int], what: str, now: datetime, **more: Any
) -> None:
    """Plan a notice to members. The row names nobody, since an erased person must not stay in the rows of others."""
    occasion = f"{what}@{now:%Y-%m-%dT%H:%M:%S.%fZ}"
    payload = {"at": now.isoformat(), **more}
    outbox.plan(tx, person_ids, [Plan("notice", CAUSE, application_id, occasion, now, payload=payload)])


def follow(tx: Connection, before: Programme, after: Programme, told: Collection[int], now: datetime) -> None:
    """Let the applications for a programme follow a change of it, in the transaction of the change.

    `before` and `after` are the programme as it was and is; those of a programme that was merged move to the other one.
    Members hear what it means for their application, except those who are `told` of the change itself.
    """
    chosen = select(applications.c.id).where(applications.c.programme_id == before.id).order_by(applications.c.id)
    ids = tx.scalars(chosen).all()
    if ids and after.merged_into is not None:
        tx.execute(update(applications).where(applications.c.id.in_(ids)).values(programme_id=after.merged_into))
    heard: set[int] = set()
    for application_id in ids:
        found = reading.get(tx, application_id)
        days = _set_days(tx, found, before) if found else {}
        news = (round_news(found, before, now) or (RoundNews.DAYS if days else None)) if found else None
        if found and news:
            is_told = news is RoundNews.MOVED or (news is RoundNews.DAYS and found.status is not ApplicationStatus.WON)
            others = [each.person_id for each in found.members if not (is_told and each.person_id in told)]
            outbox.cancel(tx, CAUSE, application_id, kind="notice", occasion="round", in_flight=False)
            tell(tx, application_id, others, "round", now, news=news.value, was=_was(found, before), days=days)
        heard |= {each.person_id for each in found.members} if found else set()
    for person_id in sorted(heard):
        replan_person(tx, person_id, now)


def _set_days(tx: Connection, application: Application, before: Programme) -> dict[str, str | None]:
    """Give the entries of the checklist the new days of their round; a day of the members' own stays.

    Returns the new days by the kind of entry.
    """
    owner = application.owner
    zone = tx.scalar(select(people.c.zone).where(people.c.id == owner.person_id)) if owner else None
    fresh = new_days(application, before, zone or "UTC")
    then = days_of_round(replace(application, programme=before), zone or "UTC")
    held = {each.kind for each in application.items}
    for kind, day in fresh.items():
        theirs = [each.id for each in application.items if each.kind is kind and each.due_on in (None, then.get(kind))]
        tx.execute(update(application_items).where(application_items.c.id.in_(theirs)).values(due_on=day))
        if day and kind not in held and kind not in then:
            reading.add_items(tx, application.id, None, [ChecklistItem(0, kind, due_on=day)])
    return {kind.value: f"{day}" if day else None for kind, day in fresh.items()}


def _was(application: Application, before: Programme) -> Mapping[str, Any] | None:
    stage = replace(application, programme=before).deadline
    return {"local": stage.local, "zone": stage.zone, "precision": stage.precision.value} if stage else None
