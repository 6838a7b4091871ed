"""Roles given and taken. The right is checked in the same transaction, on roles that nobody changes meanwhile."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection, delete, select

from bot.domain.audit import Act, AuditEntry, AuditSubject
from bot.domain.people import Role, RoleKind, is_possible, may_appoint
from bot.domain.roles import Actor, RoleOutcome, Told, notice
from storage import outbox
from storage.core import row_locks
from storage.core.tables import roles
from storage.people import audit, coordinators, directory, handover, people

T = TypeVar("T")


def give(
    tx: Connection, actor: Actor, person_id: int, wanted: Sequence[Role], reason: str, now: datetime
) -> RoleOutcome:
    """Give roles to a person whom the actor may see, tell the person, and note each in the audit.

    ALREADY when the person has all of them.
    """
    row_locks.everybody_of(tx, (actor.person_id, person_id))
    mine = coordinators.roles_of(tx, actor.person_id, actor.admin_ids)
    if not all(may_appoint(mine, role) and is_possible(role) for role in wanted):
        return RoleOutcome.FORBIDDEN
    listed = directory.card(tx, directory.Viewer(mine, actor.admin_ids), person_id)
    if listed is None:
        return RoleOutcome.GONE
    fresh = [role for role in wanted if role not in listed.roles]
    if not fresh:
        return RoleOutcome.ALREADY
    for role in fresh:
        people.grant(tx, person_id, role, now)
    _note_and_tell(tx, Act.ROLE_GIVEN, actor.person_id, person_id, fresh, reason, now)
    return RoleOutcome.DONE


def take(tx: Connection, actor: Actor, person_id: int, role: Role, reason: str, now: datetime) -> RoleOutcome:
    """Take a role from a person, pass on what their roles do not reach any more, and tell the person.

    Anybody may give up a role of their own. GONE when the person does not hold it, LAST_ADMIN for the only
    administrator.
    """
    row_locks.everybody_of(tx, (actor.person_id, person_id))
    mine = coordinators.roles_of(tx, actor.person_id, actor.admin_ids)
    if not may_appoint(mine, role) and not (actor.person_id == person_id and role in mine):
        return RoleOutcome.FORBIDDEN
    if role.kind is RoleKind.ADMIN and is_last_admin(tx, person_id, actor.admin_ids):
        return RoleOutcome.LAST_ADMIN
    held = (roles.c.person_id == person_id, roles.c.kind == role.kind, roles.c.scope == role.scope)
    if not tx.execute(delete(roles).where(*held)).rowcount:
        return RoleOutcome.GONE
    _note_and_tell(tx, Act.ROLE_TAKEN, actor.person_id, person_id, [role], reason, now)
    handover.hand_over(tx, person_id, None, now, scope=role.scope, actor_id=actor.person_id, admin_ids=actor.admin_ids)
    return RoleOutcome.DONE


def is_last_admin(tx: Connection, person_id: int, admin_ids: Collection[int]) -> bool:
    """True when nobody would administer the bot without this person. Administrators stay locked: none leaves meanwhile.

    Whoever is named in the settings always administers it.
    """
    held = select(roles.c.person_id).where(roles.c.kind == RoleKind.ADMIN).order_by(roles.c.id).with_for_update()
    return not admin_ids and list(tx.scalars(held)) == [person_id]


def unless_last_admin(
    tx: Connection, person_id: int, admin_ids: Collection[int], leave: Callable[[Connection], T]
) -> T | RoleOutcome:
    """Run `leave(tx)`, which ends a person's work, and return its result; LAST_ADMIN for the only administrator."""
    row_locks.person(tx, person_id)
    return RoleOutcome.LAST_ADMIN if is_last_admin(tx, person_id, admin_ids) else leave(tx)


def _note_and_tell(
    tx: Connection,
    act: Act,
    actor_id: int,
    person_id: int,
    changed: Sequence[Role],
    reason: str,
    now: datetime,
) -> None:
    entries = [
        AuditEntry(act, actor_id, person_id, AuditSubject(role.kind), None, role.scope, reason, now) for role in changed
    ]
    first, *_ = [audit.note(tx, entry) for entry in entries]
    told = Told.GIVEN if act is Act.ROLE_GIVEN else Told.TAKEN
    outbox.plan(tx, [person_id] if person_id != actor_id else [], [notice(told, first, changed, now)])
