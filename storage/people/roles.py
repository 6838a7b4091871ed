"""Roles given and taken. The right is checked in the same transaction, on roles that nobody changes meanwhile."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select

from bot.domain.audit import Act, AuditEntry, AuditSubject
from bot.domain.people import Purpose, Role, RoleKind, is_possible, may_appoint
from bot.domain.roles import Actor, RoleOutcome, Told, notice
from storage import outbox
from storage.core import row_locks
from storage.core.tables import audit as table
from storage.core.tables import people as people_table
from storage.core.tables import roles
from storage.law import municipalities
from storage.people import audit, coordinators, directory, handover, people


@dataclass(frozen=True, slots=True)
class News:
    """A change of roles: who did it to whom, and why. A name is None once its person has left."""

    actor_id: int | None
    actor: str | None
    about_id: int | None
    about: str | None
    reason: str
    places: Mapping[str, str]


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


def take(
    tx: Connection, actor: Actor, person_id: int, role: Role, heir_id: int, reason: str, now: datetime
) -> RoleOutcome:
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
    handover.hand_over(
        tx, person_id, heir_id or None, now, scope=role.scope, actor_id=actor.person_id, admin_ids=actor.admin_ids
    )
    return RoleOutcome.DONE


def is_last_admin(tx: Connection, person_id: int, admin_ids: Collection[int]) -> bool:
    """True when nobody would administer the bot without this person. Administrators stay locked: none leaves meanwhile.

    Whoever is named in the settings always administers it.
    """
    held = select(roles.c.person_id).where(roles.c.kind == RoleKind.ADMIN).order_by(roles.c.id).with_for_update()
    return not admin_ids and list(tx.scalars(held)) == [person_id]


def withdraw(tx: Connection, actor: Actor, purpose: Purpose, now: datetime) -> bool | RoleOutcome:
    """`people.withdraw`, but LAST_ADMIN when the only administrator ends their work."""
    row_locks.person(tx, actor.person_id)
    if purpose is Purpose.WORK and is_last_admin(tx, actor.person_id, actor.admin_ids):
        return RoleOutcome.LAST_ADMIN
    return people.withdraw(tx, actor.person_id, purpose, now, actor.admin_ids)


def retire(tx: Connection, actor: Actor, now: datetime) -> RoleOutcome:
    """`people.retire` before an erasure by themselves, but LAST_ADMIN for the only administrator."""
    row_locks.person(tx, actor.person_id)
    if is_last_admin(tx, actor.person_id, actor.admin_ids):
        return RoleOutcome.LAST_ADMIN
    people.retire(tx, actor.person_id, now, actor.admin_ids)
    return RoleOutcome.DONE


def news(tx: Connection, entry_id: int) -> News | None:
    """The change of roles of an entry in the audit, for those who are told; None when it is gone."""
    actor, about = people_table.alias(), people_table.alias()
    chosen = select(table, actor.c.name.label("actor"), about.c.name.label("about")).select_from(
        table.outerjoin(actor, actor.c.id == table.c.actor_id).outerjoin(about, about.c.id == table.c.about_id)
    )
    row = tx.execute(chosen.where(table.c.id == entry_id)).one_or_none()
    if row is None:
        return None
    places = {each.slug: each.name for each in municipalities.all_municipalities(tx)}
    return News(row.actor_id, row.actor, row.about_id, row.about, row.reason, places)


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
