"""The hand-over (`bot.domain.handover`), in the transaction that takes the right away.

Broadcasts that are not over pass on, those under way pause first; drafts and coming events, answers that were not sent,
and approvals that were asked for. When nobody's roles reach a broadcast, it waits without an author until somebody with
such roles takes it (`storage.broadcasts.sending.ownership`).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, select

from bot.domain import handover as rules
from bot.domain.audit import Act, AuditEntry, AuditSubject
from bot.domain.handover import Colleague, Passed, Reaches
from bot.domain.people import REGION, Role
from storage import outbox
from storage.broadcasts.results import edits
from storage.broadcasts.sending import approval_requests, ownership
from storage.core import row_locks
from storage.core.tables import audit as audit_table
from storage.core.tables import people
from storage.events import handover as event_handover
from storage.people import audit, coordinators
from storage.questions import handover as question_handover


@dataclass(frozen=True, slots=True)
class HandOver:
    """The kinds and numbers of what passed on, by the id of the colleague; None has what waits to be taken."""

    passed: Mapping[int | None, Mapping[Passed, int]]


def hand_over(
    tx: Connection,
    person_id: int,
    to_id: int | None,
    now: datetime,
    *,
    keeps: frozenset[Role] | None = None,
    scope: str = REGION,
    actor_id: int | None = None,
    admin_ids: Collection[int] = (),
) -> HandOver:
    """Pass on what a person's roles do not reach any more; call it after the right was taken.

    `to_id` is the named colleague. `keeps` are the roles that are left, by default those in the store. `scope` is the
    one that was taken, for what has none of its own; `actor_id` whoever took it. A second call finds nothing to pass.
    """
    row_locks.person(tx, person_id)
    left = coordinators.roles_of(tx, person_id, admin_ids) if keeps is None else keeps
    colleagues = _colleagues(tx, person_id, admin_ids)

    def choose(reaches: Reaches) -> int | None:
        return rules.heir(colleagues, to_id, reaches)

    found: list[tuple[int | None, Passed]] = []
    found += [(heir, Passed.EVENTS) for heir in event_handover.pass_on(tx, person_id, left, choose, now)]
    edits.retire(tx, person_id, left, now)
    sent = ownership.pass_on(tx, person_id, left, scope, choose, now)
    found += [(each.heir, Passed.SENDING if each.was_under_way else Passed.DRAFTS) for each in sent]
    found += [(heir, Passed.ANSWERS) for heir in question_handover.pass_on(tx, person_id, left, choose, admin_ids, now)]
    approval_requests.pass_on(tx, person_id, admin_ids, now)
    entry = AuditEntry(Act.HANDED_OVER, actor_id, person_id, AuditSubject.PERSON, None, scope, "", now)
    for each in sent:
        of_it = replace(entry, subject=AuditSubject.BROADCAST, subject_id=each.broadcast_id, scope=each.scope)
        audit.note(tx, of_it)
    passed: dict[int | None, Mapping[Passed, int]] = {
        heir: rules.counted([kind for each, kind in found if each == heir]) for heir, _ in found
    }
    for heir, counts in passed.items():
        entry_id = audit.note(tx, replace(entry, subject_id=heir))
        outbox.plan(tx, [heir] if heir else [], [rules.notice(entry_id, counts, now)])
    return HandOver(passed)


def _colleagues(tx: Connection, person_id: int, admin_ids: Collection[int]) -> list[Colleague]:
    """The coordinators who can be reached, locked so that none of them leaves meanwhile."""
    ids = [each for each in coordinators.reachable(tx, admin_ids) if each != person_id]
    held = select(people.c.id, people.c.seen_on).where(people.c.id.in_(ids)).order_by(people.c.id)
    rows = tx.execute(held.with_for_update(read=True)).all()
    return [Colleague(row.id, coordinators.roles_of(tx, row.id, admin_ids), row.seen_on) for row in rows]


def left_by(tx: Connection, entry_id: int) -> str | None:
    """The name of the person whose work passed on, by the entry of the audit; empty once they are erased.

    None when there is no such entry.
    """
    named = select(people.c.name).select_from(audit_table.outerjoin(people, people.c.id == audit_table.c.about_id))
    row = tx.execute(named.where(audit_table.c.id == entry_id)).one_or_none()
    return (row.name or "") if row else None
