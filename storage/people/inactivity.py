"""Inactivity: the day each person was last seen, the warning, and the erasure of those who did not come back."""

from datetime import date, datetime

from sqlalchemy import Connection, String, cast, func, literal, or_, select, update

from bot.domain.deliveries import DeliveryStatus, Plan
from bot.domain.inactivity import AWAY, CAUSE, KIND, last_day, occasion
from bot.domain.retention import ABSENCE, ABSENCE_WARNING
from storage import outbox
from storage.core.tables import deliveries, people
from storage.people import personal_data

# A sweep must not lock the store for long: the next one, ten minutes later, continues.
WARNED_AT_ONCE, ERASED_AT_ONCE = 200, 20
# A warning that could not be delivered counts as well: the person has left the bot.
WARNED_STATUSES = (DeliveryStatus.SENT, DeliveryStatus.BLOCKED, DeliveryStatus.FAILED)

_WARNING = (
    (deliveries.c.person_id == people.c.id)
    & (deliveries.c.cause == CAUSE)
    & (deliveries.c.occasion == literal(AWAY) + cast(people.c.seen_on, String))
)


def mark_seen(tx: Connection, person_id: int, today: date) -> None:
    """Note that a person was seen: the year begins anew, and a warning that is not sent yet is cancelled.

    The day never goes back: a clock that is behind must not make anybody look absent.
    """
    later = or_(people.c.seen_on.is_(None), people.c.seen_on < today)
    tx.execute(update(people).where(people.c.id == person_id, later).values(seen_on=today))
    outbox.cancel(tx, CAUSE, person_id)


def seen_on(tx: Connection, person_id: int) -> date | None:
    """The day (UTC) when a person was last seen; None when there is no such person or nobody noted it."""
    day: date | None = tx.scalar(select(people.c.seen_on).where(people.c.id == person_id))
    return day


def sweep(tx: Connection, now: datetime) -> int:
    """Warn people who have been away for almost a year; erase those who were warned and did not come back.

    Returns the number of erased people. People without a day, from a store that is older than this rule, count as seen
    today.
    """
    tx.execute(update(people).where(people.c.seen_on.is_(None)).values(seen_on=now.date()))
    _warn(tx, now)
    return _forget(tx, now)


def _warn(tx: Connection, now: datetime) -> None:
    away = select(people.c.id, people.c.seen_on).outerjoin(deliveries, _WARNING)
    away = away.where(people.c.seen_on <= now.date() - (ABSENCE.term - ABSENCE_WARNING.term), deliveries.c.id.is_(None))
    for row in tx.execute(away.order_by(people.c.seen_on, people.c.id).limit(WARNED_AT_ONCE)).all():
        outbox.plan(tx, [row.id], [Plan(KIND, CAUSE, row.id, occasion(row.seen_on), due_at=now)])


def _forget(tx: Connection, now: datetime) -> int:
    """Erase people whose `last_day` is over; a person who comes at this very moment keeps everything.

    A day after it the day is over in every time zone.
    """
    told_at = func.coalesce(deliveries.c.sent_at, deliveries.c.due_at)
    warned = select(people.c.id, people.c.seen_on, deliveries.c.sent_at, deliveries.c.due_at).join(deliveries, _WARNING)
    is_over = (people.c.seen_on <= now.date() - ABSENCE.term, told_at <= now - ABSENCE_WARNING.term)
    rows = tx.execute(
        warned.where(*is_over, deliveries.c.status.in_(WARNED_STATUSES))
        .order_by(people.c.id)
        .limit(ERASED_AT_ONCE)
        .with_for_update(of=people, skip_locked=True)
    ).all()
    gone = [row.id for row in rows if last_day(row.seen_on, (row.sent_at or row.due_at).date()) < now.date()]
    for person_id in gone:
        personal_data.erase(tx, person_id, "", now)
    return len(gone)
