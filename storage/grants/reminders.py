"""The outbox rows of a programme: reminders of its deadlines, notices of those that changed.

When dates change, the reminders of all subscribers are replanned in the transaction of the change, and each subscriber
who was told otherwise gets a notice of it.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from bot.domain.broadcasts.broadcast import AnchorKind
from bot.domain.deliveries import DeliveryStatus, Plan
from bot.domain.grants import Programme, Stage
from bot.domain.seasons import DeadlineChange, Reminder, changes, having_the_word, ladder
from storage import outbox
from storage.applications import reminders as applications
from storage.broadcasts.schedule import anchors
from storage.core.tables import deliveries, people, subscriptions
from storage.grants.programmes import existing

CAUSE = "programme"
ROWS_AT_ONCE = 1000

Told = Mapping[str, Any] | None


class News(NamedTuple):
    """A notice and its readers."""

    plan: Plan
    readers: set[int]


def subscribers(tx: Connection, programme_id: int) -> list[int]:
    chosen = subscriptions.c.programme_id == programme_id
    return list(tx.scalars(select(subscriptions.c.person_id).where(chosen)))


def replan(tx: Connection, before: Programme, now: datetime) -> int:
    """Replan the reminders of a programme whose dates may have changed since `before` was read.

    Subscribers get a notice of every deadline that is not as they were told. Returns the number of people with a
    notice. The caller locks the programme.
    """
    after = existing(tx, before.id)
    remind(tx, after, now)
    found = news(tx, before, after, now)
    for change in changes(before, after, now):
        outbox.cancel(tx, CAUSE, after.id, kind="notice", occasion=f"moved@{change.stage.id}:", in_flight=False)
    for each in found:
        outbox.plan(tx, each.readers, [each.plan])
    readers = set[int]().union(*(each.readers for each in found))
    applications.follow(tx, before, after, readers, now)
    anchors.follow(tx, AnchorKind.STAGE, [stage.id for each in after.rounds for stage in each.stages], now)
    return len(readers)


def news(tx: Connection, before: Programme, after: Programme, now: datetime) -> list[News]:
    """The notices of changed deadlines. Each says what its readers were told last, and nobody hears what they know."""
    found: list[News] = []
    for change in changes(before, after, now):
        told = _told(tx, after.id, change.stage.id)
        became = None if change.ended else _date(change.stage)
        by_date: dict[str, tuple[Told, set[int]]] = {}
        for person_id in subscribers(tx, after.id):
            was = told.get(person_id, _date(change.was) if change.was else None)
            if was != became:
                by_date.setdefault(repr(was), (was, set()))[1].add(person_id)
        found += [News(_notice(after.id, change, was, now), readers) for was, readers in by_date.values()]
    return found


def _told(tx: Connection, programme_id: int, stage_id: int) -> dict[int, Told]:
    """The date of a stage that each person was told last. A notice that is still to come tells what they know now."""
    told: dict[int, Told] = {}
    statement = select(deliveries.c.person_id, deliveries.c.status, deliveries.c.payload)
    rows = tx.execute(statement.where(_said(programme_id, stage_id)).order_by(deliveries.c.id))
    for row in rows.yield_per(ROWS_AT_ONCE):
        if row.status == DeliveryStatus.PLANNED:
            told.setdefault(row.person_id, row.payload["was"])
        else:
            told[row.person_id] = row.payload["date"]
    return told


def _said(programme_id: int, stage_id: int) -> ColumnElement[bool]:
    """Rows that were sent about a stage, and its notices that wait."""
    of_stage = or_(
        *(deliveries.c.occasion.like(f"{prefix}@{stage_id}:%") for prefix in ("moved", "deadline-%")),
    )
    waiting = and_(deliveries.c.status == DeliveryStatus.PLANNED, deliveries.c.kind == "notice")
    gone = deliveries.c.status.in_((DeliveryStatus.SENT, DeliveryStatus.CLAIMED))
    same = (deliveries.c.cause == CAUSE, deliveries.c.cause_id == programme_id, deliveries.c.person_id.is_not(None))
    return and_(*same, of_stage, or_(waiting, gone))


def remind(tx: Connection, programme: Programme, now: datetime, person_id: int | None = None) -> None:
    """Replan the reminders of one subscriber, by default of all; they are the same for everybody in a time zone.

    A reminder that was planned, is not sent yet and is due by the new dates is sent now.
    """
    by_zone = _by_zone(tx, programme.id, person_id)
    due = {zone: [_plan(programme.id, each) for each in having_the_word(programme, zone, now)] for zone in by_zone}
    unsent = {plan.occasion: outbox.planned_recipients(tx, plan) for plans in due.values() for plan in plans}
    outbox.cancel(tx, CAUSE, programme.id, kind="grant", person_id=person_id)
    for zone, person_ids in by_zone.items():
        outbox.plan(tx, person_ids, [_plan(programme.id, each) for each in ladder(programme, zone, now)])
        for plan in due[zone]:
            outbox.plan(tx, unsent[plan.occasion] & person_ids, [plan])


def _by_zone(tx: Connection, programme_id: int, person_id: int | None) -> dict[str, set[int]]:
    theirs = select(people.c.id, people.c.zone).join(subscriptions, subscriptions.c.person_id == people.c.id)
    chosen = theirs.where(subscriptions.c.programme_id == programme_id)
    if person_id is not None:
        chosen = chosen.where(people.c.id == person_id)
    found: dict[str, set[int]] = {}
    for each, zone in tx.execute(chosen):
        found.setdefault(zone, set()).add(each)
    return found


def _plan(programme_id: int, reminder: Reminder) -> Plan:
    stage = reminder.stage
    return Plan(
        kind="grant",
        cause=CAUSE,
        cause_id=programme_id,
        occasion=f"deadline-{reminder.days}d@{stage.id}:{stage.local}",
        due_at=reminder.due_at,
        expires_at=reminder.ends_at,
        payload={"stage_id": stage.id, "date": _date(stage), "days": reminder.days},
    )


def _notice(programme_id: int, change: DeadlineChange, was: Told, now: datetime) -> Plan:
    """The notice of a deadline; its date is None when nobody can apply by it any more."""
    stage = change.stage
    return Plan(
        kind="notice",
        cause=CAUSE,
        cause_id=programme_id,
        occasion=f"moved@{stage.id}:{now:%Y-%m-%dT%H:%M:%S.%fZ}",
        due_at=now,
        expires_at=stage.over_at if stage.over_at > now else None,
        priority=0,
        payload={"stage_id": stage.id, "date": None if change.ended else _date(stage), "was": was},
    )


def _date(stage: Stage) -> Mapping[str, Any]:
    """The announced date of a stage, as an outbox row keeps it."""
    return {"local": stage.local, "zone": stage.zone, "precision": stage.precision.value, "forecast": stage.forecast}
