"""Changes of events by the coordinators of their scope, also after the publication, and who is told of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, select, update

from bot.domain.audit import Act
from bot.domain.broadcasts.broadcast import AnchorKind
from bot.domain.events import ChangeOutcome, Event, EventStatus, SignUpStatus, changes
from bot.domain.events.changes import CHANGED, FIELDS, EventChange, EventPart, EventWish
from bot.domain.events.seats import OPEN_TO_ALL
from bot.domain.people import Role
from bot.domain.retention import EVENT_CHANGE
from bot.domain.time import moment
from storage import outbox
from storage.broadcasts.schedule import anchors
from storage.core.tables import deliveries, event_changes, events, sign_ups
from storage.events import companions, desk, entry, queue, results, stewards
from storage.events import events as events_of


@dataclass(frozen=True, slots=True)
class Told:
    """An event with its latest changes, and the coordinators' reasons by entry, for the notices that tell them."""

    event: Event
    changes: tuple[EventChange, ...]
    reasons: Mapping[int, str]


def with_changes(tx: Connection, event_id: int) -> Told | None:
    event = events_of.get(tx, event_id)
    if event is None:
        return None
    rows = tx.execute(select(event_changes).where(event_changes.c.event_id == event_id).order_by(event_changes.c.id))
    parts = [(row.id, EventPart(row.field), row.was) for row in rows]
    return Told(
        event,
        tuple(EventChange(id_, part, changes.from_text(part, was)) for id_, part, was in parts),
        desk.reasons(tx, event_id),
    )


def mend(
    tx: Connection, event_id: int, roles: frozenset[Role], wish: EventWish, by: int | None, now: datetime
) -> ChangeOutcome:
    """Change one part of a draft or of a published event.

    MEANWHILE when the part has other values than its author saw. PAST for a start that is not ahead, or an end. CROWDED
    when more people have a seat than there would be: `resize` asks which of them stay. More seats go to the queue.
    """
    event = events_of.lock_permitted(tx, event_id, roles, EventStatus.DRAFT, EventStatus.PUBLISHED)
    if not isinstance(event, Event):
        return event
    if changes.stamp(changes.values_of(event, wish.part)) != wish.seen:
        return ChangeOutcome.MEANWHILE
    if wish.part is EventPart.WHEN and _is_past(event, wish, now):
        return ChangeOutcome.PAST
    if wish.part is EventPart.SEATS and _is_crowded(event, wish):
        return ChangeOutcome.CROWDED
    apply(tx, event, wish, by, now)
    _withdraw(tx, event_id, now)
    queue.promote(tx, event_id, now)
    return ChangeOutcome.DONE


def move(
    tx: Connection,
    event_id: int,
    roles: frozenset[Role],
    was: datetime,
    starts_local: datetime,
    now: datetime,
    by: int | None = None,
) -> ChangeOutcome:
    """Move a published event from start `was` to `starts_local`, wall clocks in its zone; its length stays.

    MEANWHILE when the event no longer starts at `was`: somebody else moved it, or the button was pressed twice.
    """
    event = events_of.lock_permitted(tx, event_id, roles, EventStatus.PUBLISHED)
    if not isinstance(event, Event):
        return event
    seen = changes.stamp((was, event.minutes))
    return mend(tx, event_id, roles, EventWish(EventPart.WHEN, (starts_local, event.minutes), seen), by, now)


def resize(
    tx: Connection, event_id: int, roles: frozenset[Role], wish: EventWish, keep: int, by: int | None, now: datetime
) -> ChangeOutcome:
    """Take seats away although more people have one. `keep` of the taken seats stay, the last ones go to the queue.

    Nobody is sent away: with `keep` as it was shown everybody stays, and no seat is given until enough have left.
    MEANWHILE when the number of taken seats or the limit is another than shown.
    """
    event = events_of.lock_permitted(tx, event_id, roles, EventStatus.PUBLISHED)
    if not isinstance(event, Event):
        return event
    if changes.stamp((*changes.values_of(event, EventPart.SEATS), event.going)) != wish.seen:
        return ChangeOutcome.MEANWHILE
    queue.withdraw(tx, event, keep, now)
    if keep < event.going:
        queue.unseat(tx, event, keep, now)
    apply(tx, event, wish, by, now)
    queue.promote(tx, event_id, now)
    return ChangeOutcome.DONE


def _withdraw(tx: Connection, event_id: int, now: datetime) -> None:
    """Take offers back for which there are no seats any more, or no time before seats are open to all."""
    event = events_of.get(tx, event_id)
    if event and event.is_open(now) and event.starts_at and event.held:
        limit = event.going + event.held if event.seats is None else event.seats
        queue.withdraw(tx, event, limit, now, until=event.starts_at - OPEN_TO_ALL)


def tell_now(tx: Connection, event_id: int, roles: frozenset[Role], now: datetime) -> ChangeOutcome:
    """Tell people of the changes at once, instead of waiting for more of them."""
    event = events_of.own(tx, event_id, roles)
    if not isinstance(event, Event):
        return event
    outbox.hasten(tx, events_of.CAUSE, event_id, CHANGED, now)
    return ChangeOutcome.DONE


def unsent(tx: Connection, event_id: int) -> tuple[int, datetime | None]:
    """The number of people who are going to hear of changes, and the moment when the first of them do."""
    rows = (deliveries.c.cause == events_of.CAUSE, deliveries.c.cause_id == event_id)
    chosen = select(func.count(), func.min(deliveries.c.due_at)).where(outbox.PLANNED, *rows)
    count, due_at = tx.execute(chosen.where(deliveries.c.occasion.startswith(CHANGED))).one()
    return count, due_at


def sweep(tx: Connection, now: datetime) -> None:
    """Delete what has outlived its term: replaced values, names of companions and of those who came, stewards."""
    tx.execute(delete(event_changes).where(event_changes.c.changed_at <= now - EVENT_CHANGE.term))
    companions.sweep(tx, now)
    entry.sweep(tx, now)
    results.sweep(tx, now)
    stewards.sweep(tx, now)


def _is_past(event: Event, wish: EventWish, now: datetime) -> bool:
    starts_local, minutes = wish.values
    if not isinstance(starts_local, datetime) or isinstance(minutes, str | float | datetime):
        return False
    return changes.is_past(event, moment(starts_local, event.zone), minutes, now)


def _is_crowded(event: Event, wish: EventWish) -> bool:
    [limit] = wish.values
    return event.status is EventStatus.PUBLISHED and isinstance(limit, int) and limit < event.going


def apply(tx: Connection, event: Event, wish: EventWish, by: int | None, now: datetime) -> None:
    """Write a change that may be made; of a published event also what it was, the audit and the notices."""
    was = changes.values_of(event, wish.part)
    if was == wish.values:
        return
    values: dict[str, object] = dict(zip(FIELDS[wish.part], wish.values, strict=True))
    if isinstance(starts_local := values.get("starts_local"), datetime):
        values["starts_at"] = moment(starts_local, event.zone)
    live = event.status is EventStatus.PUBLISHED
    changed = {"changed_at": now} if live and wish.part is not EventPart.SEATS else {}
    tx.execute(update(events).where(events.c.id == event.id).values(**values, **changed))
    if not live:
        return
    row = {"event_id": event.id, "author_id": by, "field": wish.part, "was": changes.as_text(was), "changed_at": now}
    change_id: int = tx.execute(event_changes.insert().values(**row).returning(event_changes.c.id)).scalar_one()
    events_of.note(tx, Act.EVENT_CHANGED, event, by, now)
    mended = events_of.get(tx, event.id) or event
    if mended.starts_at != event.starts_at:
        _follow_start(tx, mended, now)
    _tell(tx, mended, wish.part, change_id, changes.told_at(now, event.starts_at, mended.starts_at))


def _follow_start(tx: Connection, event: Event, now: datetime) -> None:
    """Let everything that hangs on the start follow it: ticks, reminders, answers to "still coming?", broadcasts."""
    events_of.clear_attendance(tx, event.id)
    tx.execute(update(sign_ups).where(sign_ups.c.event_id == event.id).values(confirmed_at=None))
    outbox.cancel(tx, events_of.CAUSE, event.id, kind="reminder")
    outbox.cancel(tx, events_of.CAUSE, event.id, occasion="moved")
    events_of.remind(tx, event, events_of.with_status(tx, event.id, SignUpStatus.GOING), now)
    anchors.follow(tx, AnchorKind.EVENT, [event.id], now)


def _tell(tx: Connection, event: Event, part: EventPart, change_id: int, due_at: datetime) -> None:
    """Plan one notice for each person whom the change concerns; whoever has one that is not sent hears it there."""
    planned = {status: changes.news(event, change_id, status, due_at) for status in changes.CONCERNS}
    until = planned[SignUpStatus.GOING].expires_at
    expect_more = outbox.hasten(tx, events_of.CAUSE, event.id, CHANGED, due_at, until)
    for status, parts in changes.CONCERNS.items():
        if part in parts:
            people = events_of.with_status(tx, event.id, status)
            outbox.plan(tx, [each for each in people if each not in expect_more], [planned[status]])
