"""Figures about questions: asked, answered within the promise, the median time, by place and topic."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from sqlalchemy import Connection, select

from bot.domain.people import Role
from storage.core.tables import questions
from storage.questions.inbox import within

COLUMNS = ("municipality", "topic", "asked_at", "due_at", "answered_at", "helped")


@dataclass(frozen=True, slots=True)
class Answered:
    """The questions of one place and topic. `hours` is the median until the first answer; None without any."""

    municipality: str | None
    topic: str | None
    asked: int
    answered: int
    in_time: int
    helped: int
    hours: float | None


def since(tx: Connection, held: frozenset[Role], begin: datetime) -> tuple[Answered, list[Answered]]:
    """All questions of these roles' scopes that were asked since then together, and by place and topic."""
    chosen = select(*(questions.c[name] for name in COLUMNS)).where(questions.c.asked_at >= begin, within(held))
    groups: defaultdict[tuple[str | None, str | None], list[tuple[float | None, bool, bool]]] = defaultdict(list)
    for place, topic, asked_at, due_at, answered_at, helped in tx.execute(chosen):
        hours = (answered_at - asked_at).total_seconds() / 3600 if answered_at else None
        is_in_time = bool(answered_at and (due_at is None or answered_at <= due_at))
        groups[place, topic].append((hours, is_in_time, bool(helped)))
    parts = [_sum(place, topic, rows) for (place, topic), rows in groups.items()]
    parts.sort(key=lambda part: (-part.asked, part.municipality or "", part.topic or ""))
    return _sum(None, None, [row for rows in groups.values() for row in rows]), parts


def _sum(place: str | None, topic: str | None, rows: list[tuple[float | None, bool, bool]]) -> Answered:
    hours = [taken for taken, _, _ in rows if taken is not None]
    in_time, helped = sum(row[1] for row in rows), sum(row[2] for row in rows)
    return Answered(place, topic, len(rows), len(hours), in_time, helped, round(median(hours), 1) if hours else None)
