"""Cases as coordinators see them: listed by their members, in the coordinators' scope, without names and answers."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, func, select

from bot.domain.cases import Case, Noted, StepStatus
from bot.domain.founding import Step
from bot.domain.municipalities import Municipality
from bot.domain.papers.kit import Paper
from bot.domain.people import REGION, Role, may_coordinate
from storage.core.tables import AnyRow, case_papers, case_steps, cases
from storage.law import municipalities


def all_of(tx: Connection, roles: frozenset[Role]) -> list[Case]:
    """The open listed cases that `roles` coordinate, the last changed first, without their members."""
    rows = tx.execute(select(cases).where(*_listed(roles)).order_by(cases.c.touched_at.desc(), cases.c.id)).all()
    places = {each.slug: each for each in municipalities.all_municipalities(tx)} if rows else {}
    steps = _steps(tx, [row.id for row in rows])
    return [_case(row, places.get(row.municipality), steps[row.id]) for row in rows]


def get(tx: Connection, case_id: int, roles: frozenset[Role]) -> Case | None:
    """An open listed case that `roles` coordinate; None for any other."""
    return next((each for each in all_of(tx, roles) if each.id == case_id), None)


def papers_made(tx: Connection, roles: frozenset[Role]) -> dict[Paper, int]:
    """The number of these cases in which each paper was made. Papers that no case made are missing."""
    theirs = select(cases.c.id).where(*_listed(roles))
    counted = select(case_papers.c.paper, func.count(case_papers.c.case_id.distinct()))
    counted = counted.where(case_papers.c.case_id.in_(theirs)).group_by(case_papers.c.paper)
    return {Paper(paper): count for paper, count in tx.execute(counted)}


def _listed(roles: frozenset[Role]) -> list[ColumnElement[bool]]:
    chosen: list[ColumnElement[bool]] = [cases.c.listed_at.is_not(None), cases.c.closed_at.is_(None)]
    if not may_coordinate(roles, REGION):
        scopes = {role.scope for role in roles if may_coordinate(roles, role.scope)}
        chosen.append(cases.c.municipality.in_(scopes))
    return chosen


def _steps(tx: Connection, case_ids: Iterable[int]) -> dict[int, dict[Step, Noted]]:
    found: dict[int, dict[Step, Noted]] = defaultdict(dict)
    for row in tx.execute(select(case_steps).where(case_steps.c.case_id.in_(list(case_ids)))):
        step, noted_at = Step(row.step), row.noted_at
        found[row.case_id][step] = Noted(step, StepStatus(row.status), row.happened_on, row.number, None, noted_at)
    return found


def _case(row: AnyRow, where: Municipality | None, steps: dict[Step, Noted]) -> Case:
    return Case(
        id=row.id,
        title=row.title,
        zone=row.zone,
        where=where,
        meeting_local=row.meeting_local,
        listed_at=row.listed_at,
        touched_at=row.touched_at,
        closed_at=row.closed_at,
        steps=steps,
    )
