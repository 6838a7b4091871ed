"""Outbox rows before they are sent: planned with their cause, cancelled, held, planned again after an unblock."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, case, literal, literal_column, or_, select, update

from bot.domain.deliveries import DeliveryStatus, Plan
from storage.core.db import Insert, insert
from storage.core.tables import Moment, deliveries, people

# Up to FEW people, the rows are built here; beyond that the store builds them, PAGE people at a time.
FEW, PAGE = 20, 1000

# Literals, not bound values: the planner uses a partial index only for a condition that it can read.
PLANNED = deliveries.c.status == literal_column(f"'{DeliveryStatus.PLANNED}'")
WAITING = and_(PLANNED, deliveries.c.held.is_(False))
OPEN = or_(PLANNED, deliveries.c.status == DeliveryStatus.CLAIMED)
# Rows that a new plan may change: a sent row stays sent, and a claimed one is in flight. So is a row that was cancelled
# while it was claimed: it becomes claimed again, else it would be sent twice.
REPLANNABLE = or_(
    *(deliveries.c.status == status for status in (DeliveryStatus.CANCELLED, DeliveryStatus.BLOCKED)),
    deliveries.c.status == DeliveryStatus.PLANNED,
)
REPLANNED_STATUS = case(
    (deliveries.c.claimed_until.is_not(None), DeliveryStatus.CLAIMED.value), else_=DeliveryStatus.PLANNED.value
)


def plan(tx: Connection, person_ids: Iterable[int], plans: Sequence[Plan]) -> None:
    """Plan each of `plans` for each person. A planned, cancelled or blocked row of the occasion is planned anew."""
    chosen = list(dict.fromkeys(person_ids))
    if len(chosen) > FEW:
        for first in range(0, len(chosen), PAGE):
            for each in plans:
                _put_for_many(tx, chosen[first : first + PAGE], _row(each))
        return
    rows = [_row(each) | {"person_id": person_id} for person_id in chosen for each in plans]
    _put(tx, rows, "person_id", deliveries.c.person_id.is_not(None))


def plan_each(tx: Connection, plans: Iterable[tuple[int, Plan]]) -> None:
    """Plan, like `plan`, one row for each pair of a person and a plan."""
    rows = [_row(plan) | {"person_id": person_id} for person_id, plan in plans]
    _put(tx, rows, "person_id", deliveries.c.person_id.is_not(None))


def _put_for_many(tx: Connection, person_ids: Sequence[int], row: dict[str, object]) -> None:
    """Write the same row for many people; the store builds the rows, which would block the loop for too long here."""
    values = [literal(value, deliveries.c[name].type).label(name) for name, value in row.items()]
    whom = select(people.c.id, *values).where(people.c.id.in_(person_ids)).order_by(people.c.id)
    statement = insert(tx, deliveries).from_select(["person_id", *row], whom)
    tx.execute(_upsert(statement, "person_id", deliveries.c.person_id.is_not(None)))


def plan_for_groups(tx: Connection, account_ids: Iterable[int], plans: Sequence[Plan]) -> None:
    """Plan, like `plan`, for groups and channels, by the ids of their accounts."""
    rows = [_row(plan) | {"account_id": account_id} for account_id in account_ids for plan in plans]
    _put(tx, rows, "account_id", deliveries.c.person_id.is_(None))


def _put(tx: Connection, rows: Sequence[dict[str, object]], addressee: str, whose: ColumnElement[bool]) -> None:
    if rows:
        tx.execute(_upsert(insert(tx, deliveries), addressee, whose), rows)


def _upsert(statement: Insert, addressee: str, whose: ColumnElement[bool]) -> Insert:
    """Plan rows anew that already exist, unless they are sent or in flight."""
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
            "retry_at": None,
            "error": None,
        },
        where=REPLANNABLE,
    )


def _row(plan: Plan) -> dict[str, object]:
    return {
        "kind": plan.kind,
        "cause": plan.cause,
        "cause_id": plan.cause_id,
        "occasion": plan.occasion,
        "payload": plan.payload,
        "account_id": plan.account_id,
        "priority": plan.priority,
        "due_at": plan.due_at,
        "expires_at": plan.expires_at,
        "status": DeliveryStatus.PLANNED,
        "held": False,
        "attempts": 0,
        "repeats": 0,
    }


def planned_recipients(tx: Connection, plan: Plan) -> set[int]:
    """The people with a planned row for the occasion of `plan`. The rows stay locked, so no worker claims them."""
    same = (deliveries.c.cause == plan.cause, deliveries.c.cause_id == plan.cause_id)
    chosen = select(deliveries.c.person_id).where(PLANNED, *same, deliveries.c.occasion == plan.occasion)
    return set(tx.scalars(chosen.with_for_update()))


def hasten(
    tx: Connection, cause: str, cause_id: int, occasion: str, due_at: datetime, expires_at: datetime | None = None
) -> set[int]:
    """Let planned rows of occasions with a prefix be due at `due_at`, unless they are sooner; set when they expire.

    Without `expires_at` that stays. Returns the ids of their people.
    """
    chosen = (PLANNED, deliveries.c.cause == cause, deliveries.c.cause_id == cause_id)
    rows = update(deliveries).where(*chosen, deliveries.c.occasion.startswith(occasion, autoescape=True))
    sooner = case((deliveries.c.due_at > due_at, literal(due_at, Moment)), else_=deliveries.c.due_at)
    values = {"due_at": sooner} | ({"expires_at": literal(expires_at, Moment)} if expires_at else {})
    return {each for each in tx.scalars(rows.values(values).returning(deliveries.c.person_id)) if each is not None}


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
    """Cancel planned rows of a cause, by choice of one kind, of occasions with a prefix, of one person.

    Returns the number of rows. A claimed row may still arrive but is not retried; with `in_flight` False it is left
    alone, so that its outcome is recorded.
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
    """Cancel one person's rows of all causes of this kind, such as all events."""
    mine = (OPEN, deliveries.c.person_id == person_id, deliveries.c.cause == cause)
    tx.execute(update(deliveries).where(*mine).values(status=DeliveryStatus.CANCELLED))


def requeue_blocked(tx: Connection, person_id: int, now: datetime) -> None:
    """Plan a person's blocked rows again that have not expired: the person has unblocked the bot."""
    blocked = (deliveries.c.person_id == person_id, deliveries.c.status == DeliveryStatus.BLOCKED)
    lives = or_(deliveries.c.expires_at.is_(None), deliveries.c.expires_at > now)
    tx.execute(update(deliveries).where(*blocked, lives).values(status=DeliveryStatus.PLANNED))


# Rows that `hold` reaches: also claimed ones, if they are retried, and blocked ones, if their reader comes back.
_HOLDABLE = or_(OPEN, deliveries.c.status == DeliveryStatus.BLOCKED)


def hold(tx: Connection, cause: str, cause_id: int) -> None:
    """Hold the rows of a cause: none is claimed until `release`. Rows in flight still arrive."""
    chosen = (deliveries.c.cause == cause, deliveries.c.cause_id == cause_id, _HOLDABLE)
    tx.execute(update(deliveries).where(*chosen).values(held=True))


def release(tx: Connection, cause: str, cause_id: int, now: datetime, expires_at: datetime) -> None:
    """Release the held rows of a cause. Overdue rows become due now and expire at `expires_at`."""
    chosen = (deliveries.c.cause == cause, deliveries.c.cause_id == cause_id, _HOLDABLE, deliveries.c.held.is_(True))
    overdue, at = deliveries.c.due_at <= now, literal(now, Moment)
    values = {"due_at": case((overdue, at), else_=deliveries.c.due_at)}
    values |= {"expires_at": case((overdue, literal(expires_at, Moment)), else_=deliveries.c.expires_at)}
    tx.execute(update(deliveries).where(*chosen).values(held=False, **values))
