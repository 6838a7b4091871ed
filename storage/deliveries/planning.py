"""What is to be said, with its cause: planned, taken back, planned again for those who come back."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, literal_column, or_, select, update

from bot.domain.deliveries import DeliveryStatus, Plan
from storage.db import insert
from storage.tables import deliveries

# Written out, not bound: a partial index serves only a condition that the planner can read.
PLANNED = deliveries.c.status == literal_column(f"'{DeliveryStatus.PLANNED}'")
OPEN = or_(PLANNED, deliveries.c.status == DeliveryStatus.CLAIMED)
# What a new plan may wake: a sent row stays sent, and a claimed one is on its way. So is one that was cancelled in the
# door's hand: it becomes claimed again, or it would be said twice.
WAKES = or_(
    *(deliveries.c.status == status for status in (DeliveryStatus.CANCELLED, DeliveryStatus.BLOCKED)),
    deliveries.c.status == DeliveryStatus.PLANNED,
)
AWAKE = case(
    (deliveries.c.claimed_until.is_not(None), DeliveryStatus.CLAIMED.value), else_=DeliveryStatus.PLANNED.value
)


def plan(tx: Connection, person_ids: Iterable[int], plans: Sequence[Plan]) -> None:
    """Plan each of `plans` for each person; what was planned, cancelled or blocked is planned anew."""
    rows = [_row(plan) | {"person_id": person_id} for person_id in person_ids for plan in plans]
    _put(tx, rows, "person_id", deliveries.c.person_id.is_not(None))


def plan_for_groups(tx: Connection, account_ids: Iterable[int], plans: Sequence[Plan]) -> None:
    """The same for groups and channels, by their accounts."""
    rows = [_row(plan) | {"account_id": account_id} for account_id in account_ids for plan in plans]
    _put(tx, rows, "account_id", deliveries.c.person_id.is_(None))


def _put(tx: Connection, rows: Sequence[dict[str, Any]], addressee: str, whose: ColumnElement[bool]) -> None:
    if not rows:
        return
    statement = insert(tx, deliveries)
    fresh = statement.excluded
    tx.execute(
        statement.on_conflict_do_update(
            index_elements=[addressee, "cause", "cause_id", "occasion"],
            index_where=whose,
            set_={
                "status": AWAKE,
                "due_at": fresh.due_at,
                "expires_at": fresh.expires_at,
                "payload": fresh.payload,
                "attempts": 0,
                "error": None,
            },
            where=WAKES,
        ),
        rows,
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


def unsaid(tx: Connection, plan: Plan) -> set[int]:
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


def revive(tx: Connection, person_id: int, now: datetime) -> None:
    """A person came back: what was blocked and has not expired is planned again."""
    blocked = (deliveries.c.person_id == person_id, deliveries.c.status == DeliveryStatus.BLOCKED)
    lives = or_(deliveries.c.expires_at.is_(None), deliveries.c.expires_at > now)
    tx.execute(update(deliveries).where(*blocked, lives).values(status=DeliveryStatus.PLANNED))
