"""Events: everybody reads them; coordinators of their scope create, move and cancel them. See also `sign_ups`."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, and_, bindparam, case, delete, exists, func, select, update

from bot.domain import events as rules
from bot.domain.audit import Act, AuditEntry, AuditSubject
from bot.domain.broadcasts.broadcast import AnchorKind
from bot.domain.events import ChangeOutcome, Event, EventStatus, SignUpStatus
from bot.domain.events.entry import steward_until
from bot.domain.people import REGION, Role, may_coordinate, scopes
from bot.domain.time import moment
from storage import outbox
from storage.broadcasts.schedule import anchors
from storage.core import scrub
from storage.core.tables import AnyRow, event_stewards, events, sign_ups, walk_ins
from storage.people import audit

CAUSE = "event"
RECENT_MOST = 500
ON_LIST = (SignUpStatus.GOING, SignUpStatus.WAITING, SignUpStatus.OFFERED)
HELD = (SignUpStatus.OFFERED, SignUpStatus.LEAVING)


_TAKEN = func.coalesce(func.sum(case((sign_ups.c.status == SignUpStatus.GOING, sign_ups.c.seats), else_=0)), 0)
_HELD = func.coalesce(func.sum(case((sign_ups.c.status.in_(HELD), sign_ups.c.seats), else_=0)), 0)
_WAITING = func.coalesce(func.sum(case((sign_ups.c.status == SignUpStatus.WAITING, 1), else_=0)), 0)
_SURE = func.coalesce(
    func.sum(case((and_(sign_ups.c.status == SignUpStatus.GOING, sign_ups.c.confirmed_at.is_not(None)), 1), else_=0)), 0
)
_WITH_COUNTS = (
    select(events, _TAKEN.label("going"), _HELD.label("held"), _WAITING.label("waiting"), _SURE.label("confirmed"))
    .outerjoin(sign_ups, and_(sign_ups.c.event_id == events.c.id, sign_ups.c.status != SignUpStatus.LEFT))
    .group_by(events.c.id)
)
_UPCOMING = (events.c.status == EventStatus.PUBLISHED, events.c.starts_at > bindparam("now"))
_before = events.alias()
# Of a series the list shows the next event; its card leads to the others.
_NOT_NEXT = exists().where(
    _before.c.series_id == events.c.series_id,
    _before.c.status == EventStatus.PUBLISHED,
    _before.c.starts_at > bindparam("now"),
    _before.c.starts_at < events.c.starts_at,
)
# Frequent statements are built once: building a statement costs more than running it.
_ONE = _WITH_COUNTS.where(events.c.id == bindparam("event_id"))
_PAGE = (
    _WITH_COUNTS.add_columns(func.count().over().label("total"))
    .where(*_UPCOMING, ~_NOT_NEXT)
    .order_by(events.c.starts_at, events.c.id)
    .offset(bindparam("skip"))
    .limit(bindparam("most"))
)


def _event(row: AnyRow) -> Event:
    fields = {name: value for name, value in row._mapping.items() if name not in ("created_at", "total")}
    return Event(**fields | {"status": EventStatus(row.status)})


def get(tx: Connection, event_id: int) -> Event | None:
    row = tx.execute(_ONE, {"event_id": event_id}).one_or_none()
    return _event(row) if row else None


def upcoming(tx: Connection, now: datetime, offset: int, limit: int) -> tuple[list[Event], int]:
    """One page of the published events that have not started, the nearest first, and the number of all of them.

    A series stands there with its next event. Both are empty for a page behind the last.
    """
    rows = tx.execute(_PAGE, {"now": now, "skip": offset, "most": limit}).all()
    return [_event(row) for row in rows], rows[0].total if rows else 0


def recent(tx: Connection, roles: frozenset[Role], now: datetime) -> list[Event]:
    """Events of these roles' scopes that began within REMEMBERED, the newest first, at most RECENT_MOST."""
    begun = (events.c.status.in_(rules.SHOWN), events.c.starts_at <= now, events.c.starts_at > now - rules.REMEMBERED)
    newest = _WITH_COUNTS.where(*begun).order_by(events.c.starts_at.desc(), events.c.id.desc()).limit(RECENT_MOST)
    return [event for row in tx.execute(newest) if may_coordinate(roles, (event := _event(row)).scope)]


def lock(tx: Connection, event_id: int) -> Event | None:
    """Lock an event until the transaction ends, so that only one transaction counts its seats; None when it is gone."""
    if tx.execute(select(events.c.id).where(events.c.id == event_id).with_for_update()).one_or_none() is None:
        return None
    return get(tx, event_id)


def remind(tx: Connection, event: Event, person_ids: Sequence[int], now: datetime) -> None:
    if event.starts_at is not None:
        outbox.plan(tx, person_ids, rules.reminders(event.id, event.starts_at, now))


def signed_up(tx: Connection, event_id: int) -> list[int]:
    """The ids of people who have a seat or wait for one."""
    chosen = (sign_ups.c.event_id == event_id, sign_ups.c.status.in_(ON_LIST))
    return list(tx.scalars(select(sign_ups.c.person_id).where(*chosen)))


def with_status(tx: Connection, event_id: int, status: SignUpStatus) -> list[int]:
    """The ids of people whose sign-up has this status, such as those who have a seat."""
    chosen = (sign_ups.c.event_id == event_id, sign_ups.c.status == status)
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
    """Create a draft, which only coordinators of its scope see. Returns its id, 0 for roles that do not reach it."""
    if refusal := rules.refusal(roles, municipality or REGION):
        return refusal, 0
    row: dict[str, object] = {"title": title, "status": EventStatus.DRAFT, "municipality": municipality, "zone": zone}
    row |= {"place": "", "description": "", "author_id": author_id, "created_at": now}
    event_id: int = tx.execute(events.insert().values(**row).returning(events.c.id)).scalar_one()
    return ChangeOutcome.DONE, event_id


def drafts(tx: Connection, roles: frozenset[Role], offset: int, limit: int) -> tuple[list[Event], int]:
    """One page of the drafts that these roles reach, the newest first, and the number of all of them."""
    shared = [events.c.status == EventStatus.DRAFT]
    if not may_coordinate(roles, REGION):
        shared.append(events.c.municipality.in_(scopes(roles)))
    page = _WITH_COUNTS.where(*shared).order_by(events.c.id.desc()).offset(offset).limit(limit)
    total = tx.scalar(select(func.count()).select_from(events).where(*shared)) or 0
    return [_event(row) for row in tx.execute(page)], total


def own(tx: Connection, event_id: int, roles: frozenset[Role]) -> Event | ChangeOutcome:
    """The event, also a draft, for roles that may change it; else the reason why not."""
    return _permitted(get(tx, event_id), roles)


def for_attendance(
    tx: Connection,
    event_id: int,
    roles: frozenset[Role],
    now: datetime,
    *,
    locked: bool = False,
    steward_id: int | None = None,
) -> Event | ChangeOutcome:
    """The event, if these roles, or this steward, may tick by now who came; else the reason why not.

    `locked` also locks it. A steward's right ends a day after the event.
    """
    found = (lock if locked else get)(tx, event_id)
    event = _permitted(found, roles)
    if found and event is not found and _is_steward(tx, found, steward_id, now):
        event = found
    return (rules.untold(event, now) or event) if isinstance(event, Event) else event


def _is_steward(tx: Connection, event: Event, person_id: int | None, now: datetime) -> bool:
    until = steward_until(event)
    return until is not None and now < until and has_steward(tx, event.id, person_id)


def has_steward(tx: Connection, event_id: int, person_id: int | None) -> bool:
    """Tell whether somebody was named as a steward of an event, also when that right has ended since."""
    mine = (event_stewards.c.event_id == event_id, event_stewards.c.person_id == person_id)
    return person_id is not None and tx.execute(select(event_stewards.c.event_id).where(*mine)).first() is not None


def _permitted(event: Event | None, roles: frozenset[Role]) -> Event | ChangeOutcome:
    if event is None:
        return ChangeOutcome.GONE
    return rules.refusal(roles, event.scope) or event


def lock_permitted(
    tx: Connection, event_id: int, roles: frozenset[Role], *allowed: EventStatus
) -> Event | ChangeOutcome:
    """Lock the event, if these roles may change it and its state is allowed; else return the reason why not."""
    event = _permitted(lock(tx, event_id), roles)
    if not isinstance(event, Event) or event.status in allowed:
        return event
    return ChangeOutcome.CLOSED


# Fields that the questions about a new event fill in. `edits` mends everything afterwards.
FIELDS = frozenset({"title", "kind", "place", "link", "description", "minutes", "seats", "starts_local"})


def change(
    tx: Connection, event_id: int, roles: frozenset[Role], field: str, value: object, now: datetime
) -> ChangeOutcome:
    """Set one of FIELDS of a draft. `starts_local` is a wall clock in the event's zone; in the past it is PAST."""
    if field not in FIELDS:
        raise ValueError(f"no coordinator sets {field}")
    event = lock_permitted(tx, event_id, roles, EventStatus.DRAFT)
    if not isinstance(event, Event):
        return event
    values: dict[str, object] = {field: value}
    if isinstance(value, datetime):
        values["starts_at"] = starts_at = moment(value, event.zone)
        if starts_at <= now:
            return ChangeOutcome.PAST
    tx.execute(update(events).where(events.c.id == event_id).values(**values))
    return ChangeOutcome.DONE


def clear_attendance(tx: Connection, event_id: int) -> None:
    """Clear all ticks: nobody can have come to an event that was moved or cancelled."""
    ticked = (sign_ups.c.event_id == event_id, sign_ups.c.came_at.is_not(None))
    tx.execute(update(sign_ups).where(*ticked).values(came_at=None, came_seats=0, came_by=None))
    if tx.execute(delete(walk_ins).where(walk_ins.c.event_id == event_id)).rowcount:
        scrub.ask(tx)


def pin(tx: Connection, event_id: int, roles: frozenset[Role], point: tuple[float, float]) -> ChangeOutcome:
    """Put a draft on the map: `point` is its latitude and longitude."""
    event = lock_permitted(tx, event_id, roles, EventStatus.DRAFT)
    if not isinstance(event, Event):
        return event
    tx.execute(update(events).where(events.c.id == event_id).values(latitude=point[0], longitude=point[1]))
    return ChangeOutcome.DONE


def publish(
    tx: Connection, event_id: int, roles: frozenset[Role], now: datetime, by: int | None = None
) -> ChangeOutcome:
    """Publish a draft. INCOMPLETE without a title, a place and a start; PAST when the start is not ahead."""
    event = lock_permitted(tx, event_id, roles, EventStatus.DRAFT)
    if not isinstance(event, Event):
        return event
    if not event.is_complete():
        return ChangeOutcome.INCOMPLETE
    if event.starts_at is None or event.starts_at <= now:
        return ChangeOutcome.PAST
    _set_status(tx, event_id, EventStatus.PUBLISHED)
    note(tx, Act.EVENT_PUBLISHED, event, by, now)
    return ChangeOutcome.DONE


def call_off(
    tx: Connection, event_id: int, roles: frozenset[Role], now: datetime, by: int | None = None
) -> ChangeOutcome:
    """Cancel a published event and its reminders, and notify everybody who signed up. A draft is deleted."""
    event = lock_permitted(tx, event_id, roles, EventStatus.DRAFT, EventStatus.PUBLISHED)
    if not isinstance(event, Event):
        return event
    if event.status is EventStatus.DRAFT:
        tx.execute(events.delete().where(events.c.id == event_id))
        return ChangeOutcome.DONE
    _set_status(tx, event_id, EventStatus.CANCELLED, changed_at=now)
    note(tx, Act.EVENT_CANCELLED, event, by, now)
    clear_attendance(tx, event_id)
    outbox.cancel(tx, CAUSE, event_id)
    anchors.follow(tx, AnchorKind.EVENT, [event_id], now)
    until = rules.ends_at(event.starts_at, event.minutes) if event.starts_at else None
    outbox.plan(tx, signed_up(tx, event_id), [rules.notice(event_id, "cancelled", now, until)])
    return ChangeOutcome.DONE


def note(
    tx: Connection, act: Act, event: Event, by: int | None, now: datetime, *, about: int | None = None, reason: str = ""
) -> int:
    """Keep an act on an event in the audit; returns the entry's id. `by` is None when the bot itself did it."""
    return audit.note(tx, AuditEntry(act, by, about, AuditSubject.EVENT, event.id, event.scope, reason, now))


def _set_status(tx: Connection, event_id: int, status: EventStatus, **values: datetime) -> None:
    tx.execute(update(events).where(events.c.id == event_id).values(status=status, **values))


def finish(tx: Connection, now: datetime) -> int:
    """Mark published events as finished that are over. Returns the number of events."""
    running = (events.c.status == EventStatus.PUBLISHED, events.c.starts_at < now)
    over = [
        row.id
        for row in tx.execute(select(events.c.id, events.c.starts_at, events.c.minutes).where(*running))
        if rules.ends_at(row.starts_at, row.minutes) <= now
    ]
    # The condition is repeated, since an event that was moved meanwhile is not over.
    done = update(events).where(events.c.id.in_(over), *running).values(status=EventStatus.FINISHED)
    return tx.execute(done).rowcount if over else 0
