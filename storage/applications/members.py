"""Members of an application: invited by a one-time code, joining, leaving, removed, made its owner.

An application ends with its last member; when the owner leaves, the helper of longest standing owns it.
"""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, delete, func, select, update

from bot.domain.applications.applications import (
    CAUSE,
    INVITATIONS_MAX,
    MEMBERS_MAX,
    Access,
    Application,
    ApplicationOutcome,
    heir,
)
from bot.domain.retention import ENDED_INVITATION, INVITATION
from storage import outbox
from storage.applications import applications, reminders
from storage.core import scrub, tables
from storage.core.db import insert
from storage.core.tables import AnyRow, application_members
from storage.core.tables import application_invitations as invitations
from storage.people import guesses


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation as whoever opens it sees it; without an application for any outcome but DONE."""

    outcome: ApplicationOutcome
    application: Application | None = None
    access: Access = Access.VIEWER
    by: str = ""


def invite(
    tx: Connection, application_id: int, person_id: int, access: Access, code: str, now: datetime
) -> ApplicationOutcome:
    """Store a one-time invitation by the owner. TOO_MANY while INVITATIONS_MAX of the application are open."""
    held = applications.lock_for(tx, application_id, person_id, Access.OWNER)
    if isinstance(held, ApplicationOutcome):
        return held
    open_ones = (invitations.c.application_id == application_id, invitations.c.used_at.is_(None))
    chosen = select(func.count()).select_from(invitations).where(*open_ones, invitations.c.expires_at > now)
    if (tx.scalar(chosen) or 0) >= INVITATIONS_MAX:
        return ApplicationOutcome.TOO_MANY
    row = {"digest": _digest(code), "application_id": application_id, "person_id": person_id, "access": access}
    tx.execute(invitations.insert().values(**row, expires_at=now + INVITATION.term))
    return ApplicationOutcome.DONE


def withdraw_all(tx: Connection, application_id: int, person_id: int) -> ApplicationOutcome:
    """Make every open invitation of an application void."""
    held = applications.lock_for(tx, application_id, person_id, Access.OWNER)
    if isinstance(held, ApplicationOutcome):
        return held
    _void(tx, application_id)
    return ApplicationOutcome.DONE


def open_by(tx: Connection, code: str, key: str, person_id: int, now: datetime) -> Invited:
    """Look at an invitation by the code of its link. `key` is that of the chat's conversation.

    A code that does not exist is counted; TOO_OFTEN after many of them, whatever the code.
    """
    if guesses.too_many(tx, key, now):
        return Invited(ApplicationOutcome.TOO_OFTEN)
    row = _by_code(tx, code)
    if row is None:
        guesses.note(tx, key, person_id or None, now)
        return Invited(ApplicationOutcome.UNKNOWN)
    return _opened(tx, row, person_id, now)


def _digest(code: str) -> str:
    return sha256(code.encode()).hexdigest()


def _by_code(tx: Connection, code: str) -> AnyRow | None:
    return tx.execute(select(invitations).where(invitations.c.digest == _digest(code))).one_or_none()


def _opened(tx: Connection, row: AnyRow, person_id: int, now: datetime) -> Invited:
    """The invitation while it counts: unused, in time, and made by whoever still owns the application."""
    found = applications.get(tx, row.application_id)
    if found is not None and person_id and found.member(person_id):
        return Invited(ApplicationOutcome.ALREADY, found)
    if row.used_at is not None:
        return Invited(ApplicationOutcome.USED)
    host = found.owner if found else None
    if found is None or row.expires_at <= now or host is None or host.person_id != row.person_id:
        return Invited(ApplicationOutcome.EXPIRED)
    return Invited(ApplicationOutcome.DONE, found, Access(row.access), host.name)


def join(tx: Connection, code: str, person_id: int, now: datetime) -> Invited:
    """Join an application by a code, which is used up; the other members are told."""
    row = _by_code(tx, code)
    if row is None:
        return Invited(ApplicationOutcome.UNKNOWN)
    applications.lock(tx, row.application_id)
    row = _by_code(tx, code)
    opened = _opened(tx, row, person_id, now) if row is not None else Invited(ApplicationOutcome.EXPIRED)
    if row is None or opened.application is None or opened.outcome is not ApplicationOutcome.DONE:
        return opened
    if len(opened.application.members) >= MEMBERS_MAX:
        return Invited(ApplicationOutcome.TOO_MANY)
    tx.execute(update(invitations).where(invitations.c.id == row.id).values(used_at=now))
    member = {"application_id": row.application_id, "person_id": person_id, "access": row.access, "joined_at": now}
    tx.execute(insert(tx, application_members).values(**member).on_conflict_do_nothing())
    applications.take_answer(tx, row.application_id, person_id)
    others = [each.person_id for each in opened.application.members]
    reminders.tell(tx, row.application_id, others, "joined", now)
    applications.touch(tx, row.application_id, now)
    return opened


def hand_over(tx: Connection, application_id: int, person_id: int, whom: int, now: datetime) -> ApplicationOutcome:
    """Make another member the owner, who is told; the former owner stays a helper. Open invitations become void."""
    held = applications.lock_for(tx, application_id, person_id, Access.OWNER)
    if isinstance(held, ApplicationOutcome):
        return held
    if held.member(whom) is None or whom == person_id:
        return ApplicationOutcome.GONE
    _give(tx, application_id, person_id, Access.HELPER)
    _give(tx, application_id, whom, Access.OWNER)
    _void(tx, application_id)
    reminders.tell(tx, application_id, [whom], "yours", now)
    return ApplicationOutcome.DONE


def _give(tx: Connection, application_id: int, person_id: int, access: Access) -> None:
    theirs = (application_members.c.application_id == application_id, application_members.c.person_id == person_id)
    tx.execute(update(application_members).where(*theirs).values(access=access))


def _void(tx: Connection, application_id: int) -> None:
    open_ones = (invitations.c.application_id == application_id, invitations.c.used_at.is_(None))
    tx.execute(delete(invitations).where(*open_ones))


def give_access(
    tx: Connection, application_id: int, person_id: int, whom: int, access: Access, now: datetime
) -> ApplicationOutcome:
    """Let another member change things, or only look."""
    held = applications.lock_for(tx, application_id, person_id, Access.OWNER)
    if isinstance(held, ApplicationOutcome):
        return held
    if held.member(whom) is None or whom == person_id or access is Access.OWNER:
        return ApplicationOutcome.GONE
    _give(tx, application_id, whom, access)
    return ApplicationOutcome.DONE


def remove(tx: Connection, application_id: int, person_id: int, whom: int, now: datetime) -> ApplicationOutcome:
    """Remove another member, who is told. Only the owner may."""
    held = applications.lock_for(tx, application_id, person_id, Access.OWNER)
    if isinstance(held, ApplicationOutcome):
        return held
    if held.member(whom) is None or whom == person_id:
        return ApplicationOutcome.GONE
    _take_out(tx, application_id, whom, now)
    reminders.tell(tx, application_id, [whom], "removed", now)
    return ApplicationOutcome.DONE


def leave(tx: Connection, application_id: int, person_id: int, now: datetime) -> ApplicationOutcome:
    """Leave an application: the others are told, and one of them owns it. Without others it is deleted."""
    held = applications.lock(tx, application_id)
    leaver = held.member(person_id) if held else None
    if held is None or leaver is None:
        return ApplicationOutcome.NOT_YOURS
    _take_out(tx, application_id, person_id, now)
    others = [each for each in held.members if each.person_id != person_id]
    if not others:
        _delete(tx, application_id)
        return ApplicationOutcome.DONE
    next_owner = heir(others) if leaver.access is Access.OWNER else None
    if next_owner:
        _give(tx, application_id, next_owner.person_id, Access.OWNER)
        reminders.tell(tx, application_id, [next_owner.person_id], "yours", now)
    rest = [each.person_id for each in others if not next_owner or each.person_id != next_owner.person_id]
    reminders.tell(tx, application_id, rest, "left", now)
    return ApplicationOutcome.DONE


def _take_out(tx: Connection, application_id: int, person_id: int, now: datetime) -> None:
    scrub.ask(tx)
    for table in (invitations, application_members):
        tx.execute(delete(table).where(table.c.application_id == application_id, table.c.person_id == person_id))
    for table, column in (
        (tables.application_items, "person_id"),
        (tables.application_items, "done_by"),
        (tables.application_lines, "person_id"),
    ):
        theirs = (table.c.application_id == application_id, table.c[column] == person_id)
        tx.execute(update(table).where(*theirs).values({column: None}))
    for column in ("author_id", "counted_by"):
        table = tables.applications
        theirs = (table.c.id == application_id, table.c[column] == person_id)
        tx.execute(update(table).where(*theirs).values({column: None}))
    outbox.cancel(tx, CAUSE, application_id, person_id=person_id)
    reminders.replan_person(tx, person_id, now)


def _delete(tx: Connection, application_id: int) -> None:
    """Delete an application with everything in it."""
    for table in reversed(tables.metadata.sorted_tables):
        if "application_id" in table.c:
            tx.execute(delete(table).where(table.c.application_id == application_id))
    tx.execute(delete(tables.applications).where(tables.applications.c.id == application_id))
    outbox.cancel(tx, CAUSE, application_id)


def leave_all(tx: Connection, person_id: int, now: datetime) -> None:
    """Leave every application, before an erasure or when the consent ends."""
    theirs = select(application_members.c.application_id).where(application_members.c.person_id == person_id)
    for application_id in tx.scalars(theirs.order_by(application_members.c.application_id)).all():
        leave(tx, application_id, person_id, now)


def set_quiet(tx: Connection, application_id: int, person_id: int, quiet: bool, now: datetime) -> ApplicationOutcome:
    """Switch the reminders of one application off or on for one member."""
    mine = (application_members.c.application_id == application_id, application_members.c.person_id == person_id)
    changed = tx.execute(update(application_members).where(*mine).values(quiet_at=now if quiet else None)).rowcount
    if not changed:
        return ApplicationOutcome.NOT_YOURS
    reminders.replan_person(tx, person_id, now)
    return ApplicationOutcome.DONE


def sweep(tx: Connection, now: datetime) -> None:
    """Forget invitations that ended long ago."""
    tx.execute(delete(invitations).where(invitations.c.expires_at <= now - ENDED_INVITATION.term))
