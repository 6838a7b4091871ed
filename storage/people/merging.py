"""Two people who turn out to be one: everything of the second becomes the first's, and doubles fall away.

It goes by the registry of `storage.core.holdings` and by the unique constraints, so that a new table is merged, too.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Index,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    delete,
    func,
    select,
    text,
    update,
)

from bot.domain.applications.applications import ACCESS
from bot.domain.deliveries import DeliveryStatus
from bot.domain.events import SignUpStatus
from bot.domain.inactivity import CAUSE as ABSENCE
from storage import grants, outbox
from storage.applications import reminders as applications
from storage.core import tables
from storage.core.holdings import Holds, holding
from storage.core.tables import AnyRow, metadata, people
from storage.events import companions, events, queue
from storage.questions import groups

Worth = tuple[float, ...]
Condition = str | None

_SENDING = (DeliveryStatus.PLANNED, DeliveryStatus.CLAIMED, DeliveryStatus.SENT)
_SIGNED_UP = (
    *(SignUpStatus.LEFT, SignUpStatus.LEAVING, SignUpStatus.WAITING),
    *(SignUpStatus.OFFERED, SignUpStatus.GOING),
)


def _worth_of_delivery(row: AnyRow) -> Worth:
    """A row that was sent is not sent again; one in flight is not planned again."""
    return (_SENDING.index(row.status) + 1 if row.status in _SENDING else 0,)


def _worth_of_sign_up(row: AnyRow) -> Worth:
    return _SIGNED_UP.index(row.status), row.came_at is not None, -(row.turn or 0)


def _worth_of_any(_: AnyRow) -> Worth:
    return ()


# Of two rows that would be equal, the one of more worth stays, and else the first person's.
WORTH: Mapping[str, Callable[[AnyRow], Worth]] = {
    "deliveries": _worth_of_delivery,
    "sign_ups": _worth_of_sign_up,
    "answers": lambda row: (row.sent_at is not None,),
    "application_members": lambda row: (ACCESS.index(row.access),),
    "case_members": lambda row: (-row.joined_at.timestamp(),),
}


def merge(tx: Connection, kept: int, gone: int, now: datetime) -> int:
    """Give everything of the person `gone` to `kept` and delete them. Both are locked by the caller.

    The name, language, zone and municipality of `kept` count; what they have not said is taken over. Freed seats go to
    the waitlist, reminders follow the zone, and nobody stays their own second pair of eyes. Returns the number of
    events to which both had signed up.
    """
    twice = _signed_up_twice(tx, kept, gone)
    _drop_lesser_company(tx, kept, gone, twice)
    outbox.cancel(tx, ABSENCE, gone)
    groups.join(tx, kept, gone, now)
    tx.execute(delete(tables.account_links).where(tables.account_links.c.person_id == gone))
    for table in metadata.sorted_tables:
        for column in holding(table, Holds.PERSON):
            if table is not people:
                _move(tx, table, column, kept, gone)
    _join_profiles(tx, kept, gone)
    tx.execute(delete(people).where(people.c.id == gone))
    _drop_own_approvals(tx, kept)
    for event_id in twice:
        events.lock(tx, event_id)
        queue.promote(tx, event_id, now)
    grants.change_zone(tx, kept, now)
    applications.replan_person(tx, kept, now)
    return len(twice)


def _signed_up_twice(tx: Connection, kept: int, gone: int) -> list[int]:
    """The events that both are on the list of."""
    table = tables.sign_ups
    on_list = (table.c.person_id.in_((kept, gone)), table.c.status != SignUpStatus.LEFT)
    both = select(table.c.event_id).where(*on_list).group_by(table.c.event_id).having(func.count() > 1)
    return list(tx.scalars(both.order_by(table.c.event_id)))


def _drop_lesser_company(tx: Connection, kept: int, gone: int, event_ids: Sequence[int]) -> None:
    """Drop those who would come along with the sign-up that falls away."""
    for event_id in event_ids:
        mine, other = (queue.held_by(tx, event_id, each) for each in (kept, gone))
        if mine and other:
            lesser = kept if _worth_of_sign_up(other) > _worth_of_sign_up(mine) else gone
            companions.drop(tx, event_id, lesser)


def _move(tx: Connection, table: Table, column: Column[Any], kept: int, gone: int) -> None:
    for others, where in _uniques(table, column):
        _drop_doubles(tx, table, column, others, where, kept, gone)
    tx.execute(update(table).where(column == gone).values({column.name: kept}))


def _uniques(table: Table, column: Column[Any]) -> Iterator[tuple[list[Column[Any]], Condition]]:
    """Columns that have to be unique together with `column`, each with the condition of a partial index."""
    keys = [each for each in table.constraints if isinstance(each, (UniqueConstraint, PrimaryKeyConstraint))]
    indexes = [each for each in table.indexes if each.unique]
    for each in (*keys, *indexes):
        if column in (columns := list(each.columns)):
            where = each.dialect_options["sqlite"].get("where") if isinstance(each, Index) else None
            yield [other for other in columns if other is not column], None if where is None else where.text


def _drop_doubles(
    tx: Connection, table: Table, column: Column[Any], others: list[Column[Any]], where: Condition, kept: int, gone: int
) -> None:
    """Delete one of each two rows that would be equal."""
    held = {_key(row, others): row for row in _rows(tx, table, column, where, kept)}
    worth = WORTH.get(table.name, _worth_of_any)
    for row in _rows(tx, table, column, where, gone):
        double = held.get(_key(row, others))
        if double is not None:
            lesser = double if worth(row) > worth(double) else row
            tx.execute(delete(table).where(*(each == lesser._mapping[each.name] for each in table.primary_key)))


def _rows(tx: Connection, table: Table, column: Column[Any], where: Condition, person_id: int) -> list[AnyRow]:
    chosen = select(table).where(column == person_id)
    return list(tx.execute(chosen if where is None else chosen.where(text(where))))


def _key(row: AnyRow, others: list[Column[Any]]) -> tuple[object, ...]:
    return tuple(row._mapping[each.name] for each in others)


def _join_profiles(tx: Connection, kept: int, gone: int) -> None:
    first, second = (tx.execute(select(people).where(people.c.id == each)).one() for each in (kept, gone))
    joined = {name: second._mapping[name] for name, value in first._mapping.items() if value is None}
    joined["created_at"] = min(first.created_at, second.created_at)
    joined["seen_on"] = max(filter(None, (first.seen_on, second.seen_on)), default=None)
    tx.execute(update(people).where(people.c.id == kept).values(**joined))


def _drop_own_approvals(tx: Connection, person_id: int) -> None:
    """An approval of one's own broadcast is none, as long as the broadcast has not begun."""
    sent, approvals = tables.broadcasts, tables.broadcast_approvals
    own = select(sent.c.id).where(sent.c.author_id == person_id, sent.c.started_at.is_(None))
    tx.execute(delete(approvals).where(approvals.c.person_id == person_id, approvals.c.broadcast_id.in_(own)))
