"""Groups of the staff, connected and disconnected by administrators. The right is checked in the same transaction."""

from datetime import datetime

from sqlalchemy import Connection

from bot.domain.audit import Act, AuditEntry, AuditSubject
from bot.domain.people import may_administer
from bot.domain.roles import Actor
from storage.core import row_locks
from storage.core.db import insert
from storage.core.tables import accounts, staff_groups
from storage.people import audit, coordinators
from storage.questions import groups
from storage.questions.groups import StaffGroup


def connect(tx: Connection, actor: Actor, chat_id: int, title: str, scope: str, now: datetime) -> StaffGroup | None:
    """Connect a group for a scope, in place of the one before. What waits there is written into the group.

    A group that was lost or connected for another scope is connected anew. None when the actor administers nothing.
    """
    if not _may(tx, actor):
        return None
    account = {"platform": groups.PLATFORM, "kind": "group", "chat_id": chat_id, "created_at": now}
    row = insert(tx, accounts).values(**account)
    here = {"blocked_at": None}
    account_id = tx.execute(
        row.on_conflict_do_update(index_elements=["platform", "chat_id"], set_=here).returning(accounts.c.id)
    ).scalar_one()
    for old in groups.all_groups(tx):
        if old.scope == scope or old.account_id == account_id:
            groups.drop(tx, old.id)
    values = {"account_id": account_id, "scope": scope, "title": title[:255]}
    made = staff_groups.insert().values(**values, connected_at=now).returning(staff_groups.c.id)
    group = StaffGroup(tx.execute(made).scalar_one(), account_id, chat_id, scope, title[:255])
    _note(tx, Act.GROUP_CONNECTED, actor, group, now)
    groups.post_waiting(tx, group, now)
    return group


def disconnect(tx: Connection, actor: Actor, group: StaffGroup, now: datetime) -> bool:
    """Forget a group; its topics stay as they are. Coordinators are reminded at once of what waits there.

    False when the actor administers nothing.
    """
    if not _may(tx, actor):
        return False
    _note(tx, Act.GROUP_DISCONNECTED, actor, group, now)
    groups.bring_back(tx, group, now)
    groups.drop(tx, group.id)
    return True


def _may(tx: Connection, actor: Actor) -> bool:
    row_locks.person(tx, actor.person_id)
    return may_administer(coordinators.roles_of(tx, actor.person_id, actor.admin_ids))


def _note(tx: Connection, act: Act, actor: Actor, group: StaffGroup, now: datetime) -> None:
    audit.note(tx, AuditEntry(act, actor.person_id, None, AuditSubject.GROUP, group.id, group.scope, "", now))
