"""Events: read by everybody, made, moved and called off by coordinators of their scope. See `sign_ups` for joining."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, bindparam, case, func, select, update

from bot.domain import events as rules
from bot.domain.broadcasts.broadcast import AnchorKind
from bot.domain.events import (
    ChangeOutcome,
    Event,
    EventStatus,
    SignUpStatus,
)
from bot.domain.people import REGION, Role, may_coordinate
from bot.domain.time import moment
from storage import outbox
from storage.broadcasts.schedule import anchors
from storage.core.tables import events, sign_ups

CAUSE = "event"
RECENT_MOST = 500
ON_LIST = (SignUpStatus.GOING, SignUpStatus.WAITING)


_TAKEN = func.coalesce(func.sum(case((sign_ups.c.status == SignUpStatus.GOING, sign_ups.c.seats), else_=0)), 0)
_WAITING = func.coalesce(func.sum(case((sign_ups.c.status == SignUpStatus.WAITING, 1), else_=0)), 0)
_WITH_COUNTS = (
    select(events, _TAKEN.label("going"), _WAITING.label("waiting"))
    .outerjoin(sign_ups, and_(sign_ups.c.event_id == events.c.id, sign_ups.c.status.in_(ON_LIST)))
    .group_by(events.c.id)
)
_UPCOMING = (events.c.status == EventStatus.PUBLISHED, events.c.starts_at > bindparam("now"))
# Statements that people ask again and again are built once: building costs more than asking.
_ONE = _WITH_COUNTS.where(events.c.id == bindparam("event_id"))
_PAGE = (
    _WITH_COUNTS.add_columns(func.count().over().label("total"))
    .where(*_UPCOMING)
    .order_by(events.c.starts_at, events.c.id)
    .offset(bindparam("skip"))
    .limit(bindparam("most"))
)


def _event(row: Any) -> Event:
    fields = {name: value for name, value in row._mapping.items() if name not in ("created_at", "total")}
    return Event(**fields | {"status": EventStatus(row.status)})


def get(tx: Connection, event_id: int) -> Event | None:
    row = tx.execute(_ONE, {"event_id": event_id}).one_or_none()
    return _event(row) if row else None


def upcoming(tx: Connection, now: datetime, offset: int, limit: int) -> tuple[list[Event], int]:
    """Published events that have not started, the nearest first: one page and how many there are in all.

    A page behind the last is empty, and so is its count.
    """
    rows = tx.execute(_PAGE, {"now": now, "skip": offset, "most": limit}).all()
    return [_event(row) for row in rows], rows[0].total if rows else 0


def recent(tx: Connection, roles: frozenset[Role], now: datetime) -> list[Event]:
    """What has begun and is remembered of what these roles may change, the newest first."""
    begun = (events.c.status.in_(rules.SHOWN), events.c.starts_at <= now, events.c.starts_at > now - rules.REMEMBERED)
    newest = _WITH_COUNTS.where(*begun).order_by(events.c.starts_at.desc(), events.c.id.desc()).limit(RECENT_MOST)
    return [event for row in tx.execute(newest) if may_coordinate(roles, (event := _event(row)).scope)]


def lock(tx: Connection, event_id: int) -> Event | None:
    """The event, held until the transaction ends: who counts seats counts alone."""
    if tx.execute(select(events.c.id).where(events.c.id == event_id).with_for_update()).one_or_none() is None:
        return None
    return get(tx, event_id)


def remind(tx: Connection, event: Event, person_ids: Sequence[int], now: datetime) -> None:
    if event.starts_at is not None:
        outbox.plan(tx, person_ids, rules.reminders(event.id, event.starts_at, now))


def signed_up(tx: Connection, event_id: int) -> list[int]:
    """The people who are going or waiting."""
    chosen = (sign_ups.c.event_id == event_id, sign_ups.c.status.in_(ON_LIST))
    return list(tx.scalars(select(sign_ups.c.person_id).where(*chosen)))


def going(tx: Connection, event_id: int) -> list[int]:
    """The people who have a seat."""
    chosen = (sign_ups.c.event_id == event_id, sign_ups.c.status == SignUpStatus.GOING)
    return list(tx.scalars(select(sign_ups.c.person_id).where(*chosen)))


def draft(
    tx: Connection,
    roles: frozenset[Role],
    title: str,
    municipality: str | None,
    zone: str,
    author_id: int | None,
    now: datetime,
) -> tuple[ChangeOutcome, int]:
    """A new event that only coordinators of its scope see. Returns its id, and 0 to whom that scope is not open."""
    if refusal := rules.refusal(roles, municipality or REGION):
        return refusal, 0
    row: dict[str, Any] = {"title": title, "status": EventStatus.DRAFT, "municipality": municipality, "zone": zone}
    row |= {"place": "", "description": "", "author_id": author_id, "created_at": now}
    event_id: int = tx.execute(events.insert().values(**row).returning(events.c.id)).scalar_one()
    return ChangeOutcome.DONE, event_id


def drafts(tx: Connection, author_id: int, offset: int, limit: int) -> tuple[list[Event], int]:
    """What a coordinator began and has not published, the newest first: one page and how many there are in all."""
    mine = (events.c.author_id == author_id, events.c.status == EventStatus.DRAFT)
    page = _WITH_COUNTS.where(*mine).order_by(events.c.id.desc()).offset(offset).limit(limit)
    total = tx.scalar(select(func.count()).select_from(events).where(*mine)) or 0
    return [_event(row) for row in tx.execute(page)], total


def own(tx: Connection, event_id: int, roles: frozenset[Role]) -> Event | ChangeOutcome:
    """The event, drafts too, for those who may change it; else why not."""
    return _permitted(get(tx, event_id), roles)


def for_attendance(
    tx: Connection, event_id: int, roles: frozenset[Role], now: datetime, *, held: bool = False
) -> Event | ChangeOutcome:
    """The event, if these roles may tell who came to it by now; else why not. `held` keeps it from moving meanwhile."""
    event = _permitted((lock if held else get)(tx, event_id), roles)
    return (rules.untold(event, now) or event) if isinstance(event, Event) else event


def _permitted(event: Event | None, roles: frozenset[Role]) -> Event | ChangeOutcome:
    if event is None:
        return ChangeOutcome.GONE
    return rules.refusal(roles, event.scope) or event


def _lock_permitted(
    tx: Connection, event_id: int, roles: frozenset[Role], *allowed: EventStatus
) -> Event | ChangeOutcome:
    """The event, locked, if `roles` may change it and it is in an allowed state; else why not."""
    event = _permitted(lock(tx, event_id), roles)
    if not isinstance(event, Event) or event.status in allowed:
        return event
    return ChangeOutcome.CLOSED


# What a coordinator may change of a draft; later only the start, see `move`.
FIELDS = frozenset({"title", "place", "description", "minutes", "seats", "starts_local"})


def change(
    tx: Connection, event_id: int, roles: frozenset[Role], field: str, value: Any, now: datetime
) -> ChangeOutcome:
    """Set one of FIELDS of a draft. `starts_local` is a wall clock in the event's zone, ahead of us."""
    if field not in FIELDS:
        raise ValueError(f"no coordinator sets {field}")
    event = _lock_permitted(tx, event_id, roles, EventStatus.DRAFT)
    if not isinstance(event, Event):
        return event
    values = {field: value}
    if field == "starts_local":
        values["starts_at"] = moment(value, event.zone)
        if values["starts_at"] <= now:
            return ChangeOutcome.PAST
    tx.execute(update(events).where(events.c.id == event_id).values(**values))
    return ChangeOutcome.DONE


def move(
    tx: Connection, event_id: int, roles: frozenset[Role], was: datetime, starts_local: datetime, now: datetime
) -> ChangeOutcome:
    """Move a published event from one start to another, wall clocks in its zone; everybody who signed up is told.

    The old reminders are cancelled, the new ones and the words of the move planned in this same transaction;
    broadcasts that hang on its start move along. Who was ticked as having come has not come yet.
    MEANWHILE when the event does not start at `was` any more: somebody else has moved it, or a button came twice.
    """
    event = _lock_permitted(tx, event_id, roles, EventStatus.PUBLISHED)
    if not isinstance(event, Event):
        return event
    starts_at = moment(starts_local, event.zone)
    if event.starts_local != was:
        return ChangeOutcome.MEANWHILE
    if starts_at <= now:
        return ChangeOutcome.PAST
    tx.execute(update(events).where(events.c.id == event_id).values(starts_local=starts_local, starts_at=starts_at))
    if starts_at != event.starts_at:
        _clear_attendance(tx, event_id)
        _tell_of_move(tx, replace(event, starts_at=starts_at), now)
        anchors.follow(tx, AnchorKind.EVENT, [event_id], now)
    return ChangeOutcome.DONE


def _clear_attendance(tx: Connection, event_id: int) -> None:
    """To what does not take place on its day nobody can have come."""
    ticked = (sign_ups.c.event_id == event_id, sign_ups.c.came_at.is_not(None))
    tx.execute(update(sign_ups).where(*ticked).values(came_at=None))


def _tell_of_move(tx: Connection, event: Event, now: datetime) -> None:
    """Old reminders and old words of a move are void; that a seat came free is still true."""
    outbox.cancel(tx, CAUSE, event.id, kind="reminder")
    outbox.cancel(tx, CAUSE, event.id, occasion="moved")
    have_seats = going(tx, event.id)
    remind(tx, event, have_seats, now)
    outbox.plan(tx, have_seats, [rules.notice(event.id, "moved", now, event.starts_at)])
    waiting = sorted({*signed_up(tx, event.id)} - {*have_seats})
    outbox.plan(tx, waiting, [rules.notice(event.id, "moved-waiting", now, event.starts_at)])


def publish(tx: Connection, event_id: int, roles: frozenset[Role], now: datetime) -> ChangeOutcome:
    """Show a draft to everybody; it needs a title, a place and a start that lies ahead."""
    event = _lock_permitted(tx, event_id, roles, EventStatus.DRAFT)
    if not isinstance(event, Event):
        return event
    if not event.is_complete():
        return ChangeOutcome.INCOMPLETE
    if event.starts_at is None or event.starts_at <= now:
        return ChangeOutcome.PAST
    _set_status(tx, event_id, EventStatus.PUBLISHED)
    return ChangeOutcome.DONE


def call_off(tx: Connection, event_id: int, roles: frozenset[Role], now: datetime) -> ChangeOutcome:
    """Cancel a published event: no reminder goes out any more, and everybody who signed up is told.

    A draft is simply deleted.
    """
    event = _lock_permitted(tx, event_id, roles, EventStatus.DRAFT, EventStatus.PUBLISHED)
    if not isinstance(event, Event):
        return event
    if event.status is EventStatus.DRAFT:
        tx.execute(events.delete().where(events.c.id == event_id))
        return ChangeOutcome.DONE
    _set_status(tx, event_id, EventStatus.CANCELLED)
    _clear_attendance(tx, event_id)
    outbox.cancel(tx, CAUSE, event_id)
    anchors.follow(tx, AnchorKind.EVENT, [event_id], now)
    until = rules.ends_at(event.starts_at, event.minutes) if event.starts_at else None
    outbox.plan(tx, signed_up(tx, event_id), [rules.notice(event_id, "cancelled", now, until)])
    return ChangeOutcome.DONE


def _set_status(tx: Connection, event_id: int, status: EventStatus) -> None:
    tx.execute(update(events).where(events.c.id == event_id).values(status=status))


def finish(tx: Connection, now: datetime) -> int:
    """Published events that are over become finished. Returns how many."""
    running = (events.c.status == EventStatus.PUBLISHED, events.c.starts_at < now)
    over = [
        row.id
        for row in tx.execute(select(events.c.id, events.c.starts_at, events.c.minutes).where(*running))
        if rules.ends_at(row.starts_at, row.minutes) <= now
    ]
    # The condition again: an event that was moved meanwhile is not over.
    done = update(events).where(events.c.id.in_(over), *running).values(status=EventStatus.FINISHED)
    return tx.execute(done).rowcount if over else 0
