"""Texts that coordinators answer with again and again, each of one scope."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, select, true

from bot.domain.people import REGION, Role, may_coordinate
from storage.core.tables import answer_templates as table

TEMPLATES_MOST = 50


@dataclass(frozen=True, slots=True)
class AnswerTemplate:
    id: int
    scope: str
    text: str


def of_roles(tx: Connection, held: frozenset[Role]) -> list[AnswerTemplate]:
    """The templates of these roles' scopes and of the region, the newest first."""
    chosen = select(table.c.id, table.c.scope, table.c.text).where(_within(held)).order_by(table.c.id.desc())
    return [AnswerTemplate(*row) for row in tx.execute(chosen.limit(TEMPLATES_MOST))]


def _within(held: frozenset[Role]) -> ColumnElement[bool]:
    if may_coordinate(held):
        return true()
    return table.c.scope.in_([REGION, *(role.scope for role in held if may_coordinate(held, role.scope))])


def get(tx: Connection, template_id: int, held: frozenset[Role]) -> AnswerTemplate | None:
    return next((each for each in of_roles(tx, held) if each.id == template_id), None)


def keep(tx: Connection, scope: str, text: str, held: frozenset[Role], person_id: int, now: datetime) -> bool:
    """Keep a text for a scope. False when these roles may not."""
    if not may_coordinate(held, scope):
        return False
    tx.execute(table.insert().values(scope=scope, text=text, author_id=person_id, created_at=now))
    return True


def drop(tx: Connection, template_id: int, held: frozenset[Role]) -> bool:
    """Delete a template of a scope that these roles coordinate. False when there is none."""
    found = get(tx, template_id, held)
    if found is None or not may_coordinate(held, found.scope):
        return False
    return tx.execute(delete(table).where(table.c.id == template_id)).rowcount > 0
