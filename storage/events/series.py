"""Series of events: made at once, mended and cancelled singly, or from one of them on."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, select, update

from bot.domain.audit import Act
from bot.domain.events import ChangeOutcome, Event, EventStatus
from bot.domain.events.changes import EventPart, EventWish, from_text, stamp, values_of
from bot.domain.events.series import Every, dates
from bot.domain.people import Role
from bot.domain.time import moment, wall_clock
from storage.core.tables import event_changes
from storage.core.tables import events as table
from storage.events import edits, events
from storage.events.copies import COPIED


def repeat(
    tx: Connection, event_id: int, roles: frozenset[Role], every: Every, times: int, by: int | None, now: datetime
) -> tuple[ChangeOutcome, int]:
    """Publish so many more events like one that is published or over, on the next days of its series.

    A day on which the series has an event already gets no second one. Returns the number of new events.
    """
    event = events.lock_permitted(tx, event_id, roles, EventStatus.PUBLISHED, EventStatus.FINISHED)
    if not isinstance(event, Event):
        return event, 0
    series = event.series_id or event.id
    tx.execute(update(table).where(table.c.id == event.id).values(series_id=series))
    known = set(tx.scalars(select(table.c.starts_local).where(table.c.series_id == series)))
    made = [at for at in ahead(event, every, times, now) if at not in known]
    for at in made:
        row = {name: getattr(event, name) for name in COPIED}
        row |= {"status": EventStatus.PUBLISHED, "author_id": by, "created_at": now, "series_id": series}
        row |= {"starts_local": at, "starts_at": moment(at, event.zone)}
        new: int = tx.execute(table.insert().values(**row).returning(table.c.id)).scalar_one()
        if found := events.get(tx, new):
            events.note(tx, Act.EVENT_PUBLISHED, found, by, now)
    return ChangeOutcome.DONE, len(made)


def ahead(event: Event, every: Every, times: int, now: datetime) -> list[datetime]:
    """The wall clocks of the events that `repeat` would make."""
    if event.starts_local is None:
        return []
    return dates(event.starts_local, every, times, wall_clock(now, event.zone))


def later(tx: Connection, event: Event, now: datetime) -> list[Event]:
    """The published events of the same series that begin after this one and have not begun, in their order."""
    return _of_series(tx, event, now, table.c.starts_at > event.starts_at)


def coming(tx: Connection, event: Event, now: datetime) -> list[Event]:
    """All published events of the same series that have not begun, in their order."""
    return _of_series(tx, event, now)


def _of_series(tx: Connection, event: Event, now: datetime, *which: ColumnElement[bool]) -> list[Event]:
    if event.series_id is None:
        return []
    same = (table.c.series_id == event.series_id, table.c.status == EventStatus.PUBLISHED, table.c.starts_at > now)
    found = tx.scalars(select(table.c.id).where(*same, *which).order_by(table.c.starts_at, table.c.id)).all()
    return [each for event_id in found if (each := events.get(tx, event_id))]


def rest(tx: Connection, event_id: int, now: datetime) -> int:
    """The number of events of the series after this one."""
    event = events.get(tx, event_id)
    return len(later(tx, event, now)) if event else 0


def spread(
    tx: Connection, event_id: int, roles: frozenset[Role], by: int | None, now: datetime
) -> tuple[ChangeOutcome, int, int]:
    """Make the latest change of an event in all later ones of its series, too; their guests are told.

    A new start moves them by as much. Returns the numbers of events that were changed and of those that could not be,
    since more people have a seat there than there would be, or the start would be over.
    """
    event = events.lock_permitted(tx, event_id, roles, EventStatus.PUBLISHED)
    if not isinstance(event, Event):
        return event, 0, 0
    newest = select(event_changes).where(event_changes.c.event_id == event_id).order_by(event_changes.c.id.desc())
    row = tx.execute(newest.limit(1)).one_or_none()
    if row is None:
        return ChangeOutcome.MEANWHILE, 0, 0
    part = EventPart(row.field)
    was = from_text(part, row.was)
    outcomes = []
    for other in later(tx, event, now):
        values = values_of(event, part)
        if part is EventPart.WHEN and other.starts_local and event.starts_local and isinstance(was[0], datetime):
            values = (other.starts_local + (event.starts_local - was[0]), event.minutes)
        wish = EventWish(part, values, stamp(values_of(other, part)))
        outcomes.append(edits.mend(tx, other.id, roles, wish, by, now))
    done = sum(each is ChangeOutcome.DONE for each in outcomes)
    return ChangeOutcome.DONE, done, len(outcomes) - done


def call_off_from(
    tx: Connection, event_id: int, roles: frozenset[Role], by: int | None, now: datetime
) -> tuple[ChangeOutcome, int]:
    """Cancel an event and all later ones of its series. Returns the number of cancelled events."""
    event = events.lock_permitted(tx, event_id, roles, EventStatus.PUBLISHED)
    if not isinstance(event, Event):
        return event, 0
    found = [event, *later(tx, event, now)]
    outcomes = [events.call_off(tx, each.id, roles, now, by) for each in found]
    return outcomes[0], sum(each is ChangeOutcome.DONE for each in outcomes)
