"""Coordinators who may answer questions, and who has which question."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, and_, delete, exists, or_, select

from bot.domain.people import REGION, Purpose, RoleKind
from bot.domain.questions import Desk
from storage.core.db import insert
from storage.core.tables import accounts, consents, people, question_holders, roles

ANSWERS = roles.c.kind.in_((RoleKind.COORDINATOR, RoleKind.ADMIN))
REACHABLE = exists().where(accounts.c.person_id == people.c.id, accounts.c.blocked_at.is_(None))


def desk(tx: Connection, admin_ids: Collection[int]) -> Desk:
    """The scopes in which somebody can answer now. `admin_ids` are the administrators named in the settings."""
    held = select(roles.c.kind, roles.c.scope).join(people, people.c.id == roles.c.person_id).where(ANSWERS, REACHABLE)
    found = {(row.kind, row.scope) for row in tx.execute(held.distinct())}
    slugs = sorted(scope for kind, scope in found if kind == RoleKind.COORDINATOR and scope != REGION)
    everywhere = any(kind == RoleKind.ADMIN or scope == REGION for kind, scope in found)
    return Desk(tuple(slugs), everywhere or bool(_admins(tx, admin_ids)))


def responders(tx: Connection, municipality: str | None, admin_ids: Collection[int]) -> list[int]:
    """The ids of people who are notified of a question: coordinators of the municipality, else those of the region."""
    return (_coordinators(tx, municipality) if municipality else []) or _region(tx, admin_ids)


def colleagues(tx: Connection, municipality: str | None, admin_ids: Collection[int]) -> dict[int, str]:
    """All who may answer a question from there, their names by id: its coordinators, those of the region, admins."""
    ids = {*(_coordinators(tx, municipality) if municipality else ()), *_region(tx, admin_ids)}
    chosen = select(people.c.id, people.c.name).where(people.c.id.in_(ids)).order_by(people.c.name, people.c.id)
    return {row.id: row.name for row in tx.execute(chosen)}


def administrators(tx: Connection, admin_ids: Collection[int]) -> list[int]:
    """The ids of administrators who can be told something."""
    held = select(people.c.id).join(roles, roles.c.person_id == people.c.id)
    return sorted({*tx.scalars(held.where(roles.c.kind == RoleKind.ADMIN, REACHABLE)), *_admins(tx, admin_ids)})


def _coordinators(tx: Connection, scope: str) -> list[int]:
    chosen = (roles.c.kind == RoleKind.COORDINATOR, roles.c.scope == scope, REACHABLE)
    return list(tx.scalars(select(people.c.id).join(roles, roles.c.person_id == people.c.id).where(*chosen)))


def _region(tx: Connection, admin_ids: Collection[int]) -> list[int]:
    by_role = or_(roles.c.kind == RoleKind.ADMIN, and_(roles.c.kind == RoleKind.COORDINATOR, roles.c.scope == REGION))
    held = select(people.c.id).join(roles, roles.c.person_id == people.c.id).where(by_role, REACHABLE)
    return sorted({*tx.scalars(held), *_admins(tx, admin_ids)})


def _admins(tx: Connection, admin_ids: Collection[int]) -> list[int]:
    """Administrators named in the settings who consented to the work: the store knows nothing of the others."""
    works = exists().where(
        consents.c.person_id == accounts.c.person_id,
        consents.c.purpose == Purpose.WORK,
        consents.c.withdrawn_at.is_(None),
    )
    chosen = (accounts.c.user_id.in_(admin_ids), accounts.c.blocked_at.is_(None), works)
    return list(tx.scalars(select(accounts.c.person_id).where(*chosen)))


# The holder of a question.


def holder(tx: Connection, question_id: int) -> int | None:
    """The id of the coordinator who has the question; None when nobody has."""
    found: int | None = tx.scalar(
        select(question_holders.c.person_id).where(question_holders.c.question_id == question_id)
    )
    return found


def give(tx: Connection, question_id: int, person_id: int, now: datetime) -> None:
    """Let a coordinator have the question, whoever had it."""
    row = insert(tx, question_holders).values(question_id=question_id, person_id=person_id, taken_at=now)
    theirs = {"person_id": person_id, "taken_at": now}
    tx.execute(row.on_conflict_do_update(index_elements=["question_id"], set_=theirs))


def free(tx: Connection, question_id: int) -> None:
    tx.execute(delete(question_holders).where(question_holders.c.question_id == question_id))
