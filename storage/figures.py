"""Figures of the store for monitoring: counts and ages, nothing of people."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, func, select

from storage.core.tables import deliveries, questions


@dataclass(frozen=True, slots=True)
class Figures:
    """`ledger` counts the outbox rows by (kind, status); `question_age` is the longest wait, in seconds."""

    ledger: Mapping[tuple[str, str], int] = field(default_factory=dict)
    questions_open: int = 0
    question_age: float = 0.0


def figures(tx: Connection, now: datetime) -> Figures:
    """All figures. It reads every outbox row: a second for a few million of them."""
    return Figures(_ledger(tx), *open_questions(tx, now))


def _ledger(tx: Connection) -> dict[tuple[str, str], int]:
    rows = tx.execute(
        select(deliveries.c.kind, deliveries.c.status, func.count()).group_by(deliveries.c.kind, deliveries.c.status)
    )
    return {(kind, status): count for kind, status, count in rows}


def open_questions(tx: Connection, now: datetime) -> tuple[int, float]:
    """The number of questions that wait for the staff, and for how many seconds the first has (0 without any)."""
    waiting = select(func.count(), func.min(questions.c.waiting_at)).where(questions.c.waiting_at.is_not(None))
    count, oldest = tx.execute(waiting).one()
    return count, (now - oldest).total_seconds() if oldest else 0.0
