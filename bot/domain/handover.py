"""The hand-over: when somebody's right ends, what was theirs passes to colleagues in one step.

Whatever the rest of their roles does not reach passes on. The colleague is the one who was named, if their roles reach
the thing. Else, of the coordinators whose roles reach it: one of the municipality before one of the region, this one
before an administrator; among equals whoever was here last.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias

from bot.domain.deliveries import Plan
from bot.domain.people import REGION, Role, RoleKind, may_coordinate

CAUSE = "handover"

# Tells whether roles reach a thing; chooses, by that, the colleague to whom it passes.
Reaches: TypeAlias = Callable[[frozenset[Role]], bool]
Choose: TypeAlias = Callable[[Reaches], int | None]


class Passed(StrEnum):
    """The kinds of things that pass on; SENDING are broadcasts under way, DRAFTS those before their start."""

    SENDING = "sending"
    DRAFTS = "drafts"
    EVENTS = "events"
    ANSWERS = "answers"


@dataclass(frozen=True, slots=True)
class Colleague:
    """A coordinator who can be reached. `seen_on` is the day when they were here last, None when unknown."""

    id: int
    roles: frozenset[Role]
    seen_on: date | None = None

    @property
    def rank(self) -> tuple[int, int, int]:
        """The place among colleagues: the lowest is asked first."""
        if any(role.kind is RoleKind.ADMIN for role in self.roles):
            distance = 2
        else:
            distance = 1 if may_coordinate(self.roles, REGION) else 0
        return distance, -(self.seen_on.toordinal() if self.seen_on else 0), self.id


def heir(colleagues: Iterable[Colleague], named: int | None, reaches: Reaches) -> int | None:
    """The id of the colleague to whom a thing passes; None when nobody's roles reach it."""
    able = sorted((each for each in colleagues if reaches(each.roles)), key=lambda each: each.rank)
    return next((each.id for each in able if each.id == named), able[0].id if able else None)


def notice(entry_id: int, counts: Mapping[Passed, int], now: datetime) -> Plan:
    """The one row that tells a colleague what passed to them; `entry_id` is that of the audit."""
    said = {kind.value: count for kind, count in counts.items()}
    return Plan(kind="answer", cause=CAUSE, cause_id=entry_id, occasion=CAUSE, due_at=now, payload={"passed": said})


def counted(kinds: Sequence[Passed]) -> dict[Passed, int]:
    """The number of things of each kind that occurs."""
    return {kind: kinds.count(kind) for kind in Passed if kind in kinds}
