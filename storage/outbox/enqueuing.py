"""What is to be said, with its cause: planned, taken back, planned again for those who come back."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, literal, literal_column, or_, select, update

from bot.domain.deliveries import DeliveryStatus, Plan
from storage.core.db import insert
from storage.core.tables import Moment, deliveries, people

# For so many people rows are made here; for more the store makes them, for so many at a time.
FEW, PAGE = 20, 1000

# Written out, not bound: a partial index serves only a condition that the planner can read.
PLANNED = deliveries.c.status == literal_column(f"'{DeliveryStatus.PLANNED}'")
WAITING = and_(PLANNED, deliveries.c.held.is_(False))
OPEN = or_(PLANNED, deliveries.c.status == DeliveryStatus.CLAIMED)
# What a new plan may wake: a sent row stays sent, and a claimed one is on its way. So is one that was cancelled in the
# door's hand: it becomes claimed again, or it would be said twice.
REPLANNABLE = or_(
    *(deliveries.c.status == status for status in (DeliveryStatus.CANCELLED, DeliveryStatus.BLOCKED)),
    deliveries.c.status == DeliveryStatus.PLANNED,
)
REPLANNED_STATUS = case(
    (deliveries.c.claimed_until.is_not(None), DeliveryStatus.CLAIMED.value), else_=DeliveryStatus.PLANNED.value
)


def plan(tx: Connection, person_ids: Iterable[int], plans: Sequence[Plan]) -> None:
    """Plan each of `plans` for each person; what was planned, cancelled or blocked is planned anew."""
    chosen = list(dict.fromkeys(person_ids))
    if len(chosen) > FEW:
        for first in range(0, len(chosen), PAGE):
            for each in plans:
                _put_for_many(tx, chosen[first : first + PAGE], _row(each))
        return
    rows = [_row(each) | {"person_id": person_id} for person_id in chosen for each in plans]
    _put(tx, rows, "person_id", deliveries.c.person_id.is_not(None))


def plan_each(tx: Connection, plans: Iterable[tuple[int, Plan]]) -> None:
    """The same, for each person a plan of their own."""
    rows = [_row(plan) | {"person_id": person_id} for person_id, plan in plans]
    _put(tx, rows, "person_id", deliveries.c.person_id.is_not(None))


def _put_for_many(tx: Connection, person_ids: Sequence[int], row: dict[str, Any]) -> None:
    """The same row for each: the store makes them, a thousand at a time would hold the loop."""
    values = [literal(value, deliveries.c[name].type).label(name) for name, value in row.items()]
    whom = select(people.c.id, *values).where(people.c.id.in_(person_ids)).order_by(people.c.id)
    statement = insert(tx, deliveries).from_select(["person_id", *row], whom)
    tx.execute(_upsert(statement, "person_id", deliveries.c.person_id.is_not(None)))


def plan_for_groups(tx: Connection, account_ids: Iterable[int], plans: Sequence[Plan]) -> None:
    """The same for groups and channels, by their accounts."""
    rows = [_row(plan) | {"account_id": account_id} for account_id in account_ids for plan in plans]
    _put(tx, rows, "account_id", deliveries.c.person_id.is_(None))


def _put(tx: Connection, rows: Sequence[dict[str, Any]], addressee: str, whose: ColumnElement[bool]) -> None:
    if rows:
        tx.execute(_upsert(insert(tx, deliveries), addressee, whose), rows)


def _upsert(statement: Any, addressee: str, whose: ColumnElement[bool]) -> Any:
    """What stands already is planned anew, unless it is sent."""
    fresh = statement.excluded
    return statement.on_conflict_do_update(
        index_elements=[addressee, "cause", "cause_id", "occasion"],
        index_where=whose,
        set_={
            "status": REPLANNED_STATUS,
            "due_at": fresh.due_at,
            "expires_at": fresh.expires_at,
            "payload": fresh.payload,
            "attempts": 0,
            "error": None,
        },
        where=REPLANNABLE,
    )


def _row(plan: Plan) -> dict[str, Any]:
    return {
        "kind": plan.kind,
        "cause": plan.cause,
        "cause_id": plan.cause_id,
        "occasion": plan.occasion,
        "payload": plan.payload,
        "priority": plan.priority,
        "due_at": plan.due_at,
        "expires_at": plan.expires_at,
        "status": DeliveryStatus.PLANNED,
        "held": False,
        "attempts": 0,
        "repeats": 0,
    }


def planned_recipients(tx: Connection, plan: Plan) -> set[int]:
    """The people who are still to hear what `plan` says; the door does not take it up until we are done."""
    same = (deliveries.c.cause == plan.cause, deliveries.c.cause_id == plan.cause_id)
    chosen = select(deliveries.c.person_id).where(PLANNED, *same, deliveries.c.occasion == plan.occasion)
    return set(tx.scalars(chosen.with_for_update()))


def cancel(
    tx: Connection,
    cause: str,
    cause_id: int,
    *,
    kind: str | None = None,
    occasion: str = "",
    person_id: int | None = None,
    in_flight: bool = True,
) -> int:
    """What is planned for a cause will not be said: of one kind, of occasions that begin so. Returns how many rows.

    A row that the door has in hand may still arrive, but never comes back to be planned; `in_flight` False leaves it
    to the door, so that its end is recorded as it was.
    """
    chosen = [OPEN if in_flight else PLANNED, deliveries.c.cause == cause, deliveries.c.cause_id == cause_id]
    if kind is not None:
        chosen.append(deliveries.c.kind == kind)
    if occasion:
        chosen.append(deliveries.c.occasion.startswith(occasion, autoescape=True))
    if person_id is not None:
        chosen.append(deliveries.c.person_id == person_id)
    return tx.execute(update(deliveries).where(*chosen).values(status=DeliveryStatus.CANCELLED)).rowcount


def cancel_for(tx: Connection, person_id: int, cause: str) -> None:
    """One person hears nothing more of all causes of this kind."""
    mine = (OPEN, deliveries.c.person_id == person_id, deliveries.c.cause == cause)
    tx.execute(update(deliveries).where(*mine).values(status=DeliveryStatus.CANCELLED))


def requeue_blocked(tx: Connection, person_id: int, now: datetime) -> None:
    """A person came back: what was blocked and has not expired is planned again."""
    blocked = (deliveries.c.person_id == person_id, deliveries.c.status == DeliveryStatus.BLOCKED)
    lives = or_(deliveries.c.expires_at.is_(None), deliveries.c.expires_at > now)
    tx.execute(update(deliveries).where(*blocked, lives).values(status=DeliveryStatus.PLANNED))


# What a pause reaches: also what is in the door's hand and those who stopped the bot, should they come back.
_HOLDABLE = or_(OPEN, deliveries.c.status == DeliveryStatus.BLOCKED)


def hold(tx: Connection, cause: str, cause_id: int) -> None:
    """Nothing more of a cause is said until `release`; what the door has in hand arrives."""
    chosen = (deliveries.c.cause == cause, deliveries.c.cause_id == cause_id, _HOLDABLE)
    tx.execute(update(deliveries).where(*chosen).values(held=True))


def release(tx: Connection, cause: str, cause_id: int, now: datetime, expires_at: datetime) -> None:
    """What was held goes on. What is overdue is due now, and ends at `expires_at` at the latest."""
    chosen = (deliveries.c.cause == cause, deliveries.c.cause_id == cause_id, _HOLDABLE, deliveries.c.held.is_(True))
    overdue, at = deliveries.c.due_at <= now, literal(now, Moment)
    values = {"due_at": case((overdue, at), else_=deliveries.c.due_at)}
    values |= {"expires_at": case((overdue, literal(expires_at, Moment)), else_=deliveries.c.expires_at)}
    tx.execute(update(deliveries).where(*chosen).values(held=False, **values))
