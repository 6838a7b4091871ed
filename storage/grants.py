"""Grants: programmes with their rounds and stages, and subscriptions to them.

A subscription plans the reminders of every deadline ahead. When dates change, the reminders of all subscribers are
replanned and a notice of each moved deadline is planned for now, in the transaction of the change.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, String, bindparam, cast, delete, func, select, update

from bot.domain.broadcasts.broadcast import AnchorKind
from bot.domain.deliveries import Plan
from bot.domain.grants import (
    Applicant,
    Certainty,
    Interest,
    Level,
    Precision,
    Programme,
    RescheduleOutcome,
    Round,
    RoundStatus,
    Stage,
    StageKind,
    moment,
)
from bot.domain.people import Role, may_coordinate
from bot.domain.seasons import DeadlineChange, Reminder, changes, having_the_word, ladder
from storage import outbox
from storage.broadcasts.schedule import anchors
from storage.core import row_locks
from storage.core.db import insert
from storage.core.tables import AnyRow, people, programmes, rounds, stages, subscriptions, versions
from storage.law import municipalities

CAUSE = "programme"

# Built once: building a statement costs more than running it.
_VERSION_AND_SUBSCRIPTIONS = select(
    select(versions.c.number).where(versions.c.name == "grants").scalar_subquery().label("version"),
    select(func.aggregate_strings(cast(subscriptions.c.programme_id, String), ","))
    .where(subscriptions.c.person_id == bindparam("person_id"))
    .scalar_subquery()
    .label("mine"),
)


def catalogue(tx: Connection) -> tuple[Programme, ...]:
    """All programmes with their rounds and stages, sorted by title."""
    return tuple(sorted(_programmes(tx), key=lambda programme: programme.title))


def version_and_subscriptions(tx: Connection, person_id: int | None) -> tuple[int, frozenset[int]]:
    """The version of the catalogue, for `Store.remember`, and the ids of a person's subscriptions; one statement."""
    row = tx.execute(_VERSION_AND_SUBSCRIPTIONS, {"person_id": person_id}).one()
    return row.version or 0, frozenset(map(int, row.mine.split(","))) if row.mine else frozenset()


def get(tx: Connection, programme_id: int) -> Programme | None:
    found = _programmes(tx, programmes.c.id == programme_id)
    return found[0] if found else None


def find(tx: Connection, slug: str) -> Programme | None:
    found = _programmes(tx, programmes.c.slug == slug)
    return found[0] if found else None


def look(tx: Connection, programme_id: int, person_id: int | None) -> Interest | None:
    """A programme with its places and whether the person is subscribed; None when there is no such programme."""
    programme = get(tx, programme_id)
    if programme is None:
        return None
    places = [place.name for slug in programme.municipalities if (place := municipalities.get(tx, slug))]
    subscribed = person_id is not None and is_subscribed(tx, programme_id, person_id)
    return Interest(programme, tuple(places), subscribed)


def _programmes(tx: Connection, *chosen: ColumnElement[bool]) -> list[Programme]:
    """The chosen programmes, all of them by default."""
    found = tx.execute(select(programmes).where(*chosen)).all()
    ids = [row.id for row in found]
    held: dict[int, list[Stage]] = {}
    of_these = select(stages).join(rounds, rounds.c.id == stages.c.round_id).where(rounds.c.programme_id.in_(ids))
    for row in tx.execute(of_these.order_by(stages.c.at)):
        held.setdefault(row.round_id, []).append(_stage(row))
    seasons: dict[int, list[Round]] = {}
    for row in tx.execute(select(rounds).where(rounds.c.programme_id.in_(ids)).order_by(rounds.c.season)):
        one = Round(row.id, row.season, RoundStatus(row.status), tuple(held.get(row.id, ())))
        seasons.setdefault(row.programme_id, []).append(one)
    return [_programme(row, seasons.get(row.id, [])) for row in found]


def _stage(row: AnyRow) -> Stage:
    return Stage(
        id=row.id,
        kind=StageKind(row.kind),
        local=row.local,
        zone=row.zone,
        precision=Precision(row.precision),
        forecast=row.forecast,
        source=row.source,
    )


def _programme(row: AnyRow, seasons: Sequence[Round]) -> Programme:
    fields = {name: value for name, value in row._mapping.items() if name != "edited_at"}
    return Programme(
        **fields
        | {
            "level": Level(row.level),
            "applicants": frozenset(map(Applicant, row.applicants)),
            "municipalities": tuple(row.municipalities),
            "confidence": Certainty(row.confidence),
            "rounds": tuple(seasons),
        }
    )


def is_subscribed(tx: Connection, programme_id: int, person_id: int) -> bool:
    mine = (subscriptions.c.programme_id == programme_id, subscriptions.c.person_id == person_id)
    return tx.execute(select(subscriptions.c.id).where(*mine)).one_or_none() is not None


def subscribed_to(tx: Connection, person_id: int) -> list[int]:
    """The ids of the programmes to which a person is subscribed."""
    return list(tx.scalars(select(subscriptions.c.programme_id).where(subscriptions.c.person_id == person_id)))


def subscribe(tx: Connection, programme_id: int, person_id: int, now: datetime) -> Programme | None:
    """Subscribe a person to a programme and plan the reminders of its deadlines. None when either does not exist.

    The programme is locked, so that nobody subscribes between a change of its dates and the replanning after it.
    """
    is_there = row_locks.person_shared(tx, person_id)
    row_locks.programmes_shared(tx, [programme_id])
    programme = get(tx, programme_id)
    if programme is None or not is_there:
        return None
    row = {"person_id": person_id, "programme_id": programme_id, "created_at": now}
    tx.execute(insert(tx, subscriptions).values(**row).on_conflict_do_nothing())
    _remind(tx, programme, now, person_id)
    return programme


def unsubscribe(tx: Connection, programme_id: int, person_id: int) -> bool:
    """Unsubscribe a person and cancel the reminders. False when the person was not subscribed."""
    row_locks.person(tx, person_id)
    row_locks.programmes_shared(tx, [programme_id])
    mine = (subscriptions.c.programme_id == programme_id, subscriptions.c.person_id == person_id)
    left = tx.execute(delete(subscriptions).where(*mine)).rowcount
    outbox.cancel(tx, CAUSE, programme_id, person_id=person_id)
    return left > 0


def unsubscribe_from_all(tx: Connection, person_id: int) -> None:
    """Unsubscribe a person from everything, before an erasure or when the consent ends. The caller locks the person."""
    row_locks.programmes_shared(tx, subscribed_to(tx, person_id))
    tx.execute(delete(subscriptions).where(subscriptions.c.person_id == person_id))
    outbox.cancel_for(tx, person_id, CAUSE)


def subscribers(tx: Connection, programme_id: int) -> list[int]:
    chosen = subscriptions.c.programme_id == programme_id
    return list(tx.scalars(select(subscriptions.c.person_id).where(chosen)))


def reschedule(
    tx: Connection,
    stage_id: int,
    roles: frozenset[Role],
    local: str,
    zone: str,
    precision: Precision,
    forecast: bool,
    now: datetime,
) -> RescheduleOutcome:
    """Set a stage's date as its funder announced it. Seeds of later releases leave the programme alone after that.

    In the same transaction the reminders of all subscribers are replanned and moved deadlines are announced.
    UNREADABLE for a date, a time zone or a precision that does not exist.
    """
    home = select(rounds.c.programme_id).join(stages, stages.c.round_id == rounds.c.id).where(stages.c.id == stage_id)
    programme_id = tx.scalar(home)
    if programme_id is None:
        return RescheduleOutcome.GONE
    row_locks.programme(tx, programme_id)
    before = _existing(tx, programme_id)
    if not may_coordinate(roles, before.scope):
        return RescheduleOutcome.FORBIDDEN
    try:
        at = moment(local, zone, precision)
    except (ValueError, OSError, LookupError):
        return RescheduleOutcome.UNREADABLE
    changed = {"local": local, "zone": zone, "precision": precision, "forecast": forecast, "at": at}
    tx.execute(update(stages).where(stages.c.id == stage_id).values(**changed))
    tx.execute(update(programmes).where(programmes.c.id == programme_id).values(edited_at=now))
    replan(tx, before, now)
    return RescheduleOutcome.DONE


def _existing(tx: Connection, programme_id: int) -> Programme:
    programme = get(tx, programme_id)
    if programme is None:
        raise LookupError(f"no programme {programme_id}")
    return programme


def replan(tx: Connection, before: Programme, now: datetime) -> None:
    """Replan the reminders of a programme whose dates may have changed since `before` was read.

    Subscribers get a notice of every deadline that moved or was announced. The caller locks the programme.
    """
    after = _existing(tx, before.id)
    _remind(tx, after, now)
    news = [_notice(after.id, change, now) for change in changes(before, after, now)]
    outbox.plan(tx, subscribers(tx, after.id), news)
    anchors.follow(tx, AnchorKind.STAGE, [stage.id for each in after.rounds for stage in each.stages], now)


def change_zone(tx: Connection, person_id: int, now: datetime) -> None:
    """Replan all reminders of a person whose time zone has changed. The caller locks the person."""
    mine = subscribed_to(tx, person_id)
    row_locks.programmes_shared(tx, mine)
    for programme_id in mine:
        _remind(tx, _existing(tx, programme_id), now, person_id)


def _remind(tx: Connection, programme: Programme, now: datetime, person_id: int | None = None) -> None:
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


def _notice(programme_id: int, change: DeadlineChange, now: datetime) -> Plan:
    stage = change.stage
    return Plan(
        kind="notice",
        cause=CAUSE,
        cause_id=programme_id,
        occasion=f"moved@{stage.id}:{now:%Y-%m-%dT%H:%M:%S.%fZ}",
        due_at=now,
        expires_at=stage.over_at if stage.over_at > now else None,
        priority=0,
        payload={"stage_id": stage.id, "date": _date(stage), "was": _date(change.was) if change.was else None},
    )


def _date(stage: Stage) -> Mapping[str, object]:
    """The announced date of a stage, as an outbox row keeps it."""
    return {"local": stage.local, "zone": stage.zone, "precision": stage.precision, "forecast": stage.forecast}
