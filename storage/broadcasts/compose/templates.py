"""Templates: texts to begin a broadcast with, shared by the coordinators of a scope."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from bot.domain.broadcasts.compose.wording import Content
from bot.domain.people import REGION, Role, may_coordinate, scopes
from storage.core.tables import AnyRow
from storage.core.tables import broadcast_templates as templates


@dataclass(frozen=True, slots=True)
class Template:
    id: int
    scope: str
    name: str
    content: Content


def own_scope(roles: Iterable[Role]) -> str:
    """The scope of a coordinator's new templates: the region, or else their first municipality."""
    known = scopes(frozenset(roles))
    return REGION if REGION in known or not known else known[0]


def keep(tx: Connection, author_id: int, roles: frozenset[Role], name: str, content: Content, now: datetime) -> int:
    """Save a template, unless its scope already has one with the same content. Returns its id."""
    for each in known(tx, roles):
        if (each.scope, each.content) == (own_scope(roles), content):
            return each.id
    row = {"author_id": author_id, "scope": own_scope(roles), "name": name, "content": content.as_data()}
    template_id: int = tx.execute(
        templates.insert().values(**row, created_at=now).returning(templates.c.id)
    ).scalar_one()
    return template_id


def known(tx: Connection, roles: frozenset[Role]) -> list[Template]:
    """The templates that these roles reach, sorted by name."""
    found = [_template(row) for row in tx.execute(select(templates))]
    return sorted((each for each in found if may_coordinate(roles, each.scope)), key=lambda each: each.name.casefold())


def get(tx: Connection, template_id: int, roles: frozenset[Role]) -> Template | None:
    """A template, if these roles reach it; else None."""
    row = tx.execute(select(templates).where(templates.c.id == template_id)).one_or_none()
    return _template(row) if row and may_coordinate(roles, row.scope) else None


def rename(tx: Connection, template_id: int, roles: frozenset[Role], name: str) -> bool:
    """Rename a template. False when these roles reach no such template."""
    if get(tx, template_id, roles) is None:
        return False
    tx.execute(update(templates).where(templates.c.id == template_id).values(name=name))
    return True


def drop(tx: Connection, template_id: int, roles: frozenset[Role]) -> bool:
    """Delete a template. False when these roles reach no such template."""
    if get(tx, template_id, roles) is None:
        return False
    tx.execute(delete(templates).where(templates.c.id == template_id))
    return True


def _template(row: AnyRow) -> Template:
    return Template(row.id, row.scope, row.name, Content.from_data(row.content))
