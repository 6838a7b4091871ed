"""One-time invitations to a role: made, opened, accepted, withdrawn. Of a code only its SHA-256 is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, delete, select, update

from bot.domain.audit import Act, AuditEntry, AuditSubject
from bot.domain.people import Purpose, Role, RoleKind, is_possible, may_administer, may_appoint
from bot.domain.retention import ENDED_INVITATION, GUESS, INVITATION
from bot.domain.roles import (
    Actor,
    InvitationOutcome,
    RoleInvitation,
    RoleOutcome,
    Told,
    notice,
    standing,
)
from storage import outbox
from storage.core import row_locks
from storage.core.tables import AnyRow, invitation_guesses, role_invitations
from storage.people import audit, coordinators, guesses
from storage.people import people as everybody
from storage.people.directory import Viewer, card


@dataclass(frozen=True, slots=True)
class Opened:
    """An invitation as whoever opens it sees it: None when there is none with its code; `by` is its author's name."""

    outcome: InvitationOutcome
    invitation: RoleInvitation | None = None
    by: str = ""


def make(
    tx: Connection, actor: Actor, wanted: Sequence[Role], code: str, reason: str, now: datetime
) -> RoleInvitation | RoleOutcome:
    """Store an invitation to a role, in each of its scopes, that the actor may give; FORBIDDEN for any other."""
    row_locks.person(tx, actor.person_id)
    mine = coordinators.roles_of(tx, actor.person_id, actor.admin_ids)
    if len({role.kind for role in wanted}) != 1 or not all(
        may_appoint(mine, each) and is_possible(each) for each in wanted
    ):
        return RoleOutcome.FORBIDDEN
    first, *rest = wanted
    row: dict[str, object] = {"kind": first.kind, "scope": first.scope, "also": [each.scope for each in rest] or None}
    row |= {"author_id": actor.person_id, "reason": reason}
    made = role_invitations.insert().values(**row, digest=_digest(code), expires_at=now + INVITATION.term)
    invitation = _invitation(tx.execute(made.returning(role_invitations)).one())
    _note(tx, Act.INVITED, actor.person_id, invitation, now, reason)
    return invitation


def open_by(tx: Connection, code: str, key: str, actor: Actor, now: datetime) -> Opened:
    """Look at an invitation by the code of its link. `key` is that of the chat's conversation.

    A code that does not exist is noted in the audit; TOO_OFTEN after GUESSES_MAX of them, whatever the code.
    """
    if guesses.too_many(tx, key, now):
        return Opened(InvitationOutcome.TOO_OFTEN)
    invitation = _by_code(tx, code)
    if invitation is None:
        guesses.note(tx, key, actor.person_id or None, now)
        return Opened(InvitationOutcome.UNKNOWN)
    return _opened(tx, invitation, actor, now)


def look(tx: Connection, code: str, actor: Actor, now: datetime) -> Opened:
    """Look at an invitation once more; UNKNOWN for a code that does not exist, which is not counted."""
    invitation = _by_code(tx, code)
    return Opened(InvitationOutcome.UNKNOWN) if invitation is None else _opened(tx, invitation, actor, now)


def accept(tx: Connection, code: str, actor: Actor, now: datetime) -> Opened:
    """Accept an invitation, which is used up; its author is told. The audit has the role as given by the author.

    From now on its reason is kept about whoever accepted it, and is erased with them.

    OPEN for a person who has not consented to the work: nothing has happened.
    """
    invitation = _by_code(tx, code)
    if invitation is None:
        return Opened(InvitationOutcome.UNKNOWN)
    row_locks.everybody_of(tx, filter(None, (invitation.author_id, actor.person_id)))
    opened = _opened(tx, invitation, actor, now)
    person = everybody.get(tx, actor.person_id)
    if opened.outcome is not InvitationOutcome.OPEN or person is None or not person.agreed(Purpose.WORK):
        return opened
    unused = (role_invitations.c.id == invitation.id, role_invitations.c.used_at.is_(None))
    still = (*unused, role_invitations.c.withdrawn_at.is_(None))
    if not tx.execute(update(role_invitations).where(*still).values(used_at=now, reason="")).rowcount:
        return look(tx, code, actor, now)
    for role in invitation.roles:
        everybody.grant(tx, actor.person_id, role, now)
    audit.concern(tx, Act.INVITED, invitation.id, actor.person_id)
    entry_id = _note(tx, Act.ROLE_GIVEN, invitation.author_id, invitation, now, invitation.reason, actor.person_id)
    author = [invitation.author_id] if invitation.author_id else []
    outbox.plan(tx, author, [notice(Told.ACCEPTED, entry_id, invitation.roles, now)])
    return Opened(InvitationOutcome.DONE, invitation, opened.by)


def withdraw(tx: Connection, actor: Actor, invitation_id: int, now: datetime) -> InvitationOutcome:
    """Withdraw an open invitation that the actor could have made; FOREIGN for any other."""
    row_locks.person(tx, actor.person_id)
    mine = coordinators.roles_of(tx, actor.person_id, actor.admin_ids)
    row = tx.execute(select(role_invitations).where(role_invitations.c.id == invitation_id)).one_or_none()
    if row is None:
        return InvitationOutcome.UNKNOWN
    invitation = _invitation(row)
    if not all(may_appoint(mine, role) for role in invitation.roles):
        return InvitationOutcome.FOREIGN
    unused = (role_invitations.c.used_at.is_(None), role_invitations.c.withdrawn_at.is_(None))
    gone = update(role_invitations).where(role_invitations.c.id == invitation_id, *unused).values(withdrawn_at=now)
    if not tx.execute(gone).rowcount:
        return InvitationOutcome.USED if invitation.used_at else InvitationOutcome.WITHDRAWN
    _note(tx, Act.INVITATION_WITHDRAWN, actor.person_id, invitation, now)
    return InvitationOutcome.DONE


def waiting(tx: Connection, actor: Actor, now: datetime, limit: int) -> list[RoleInvitation]:
    """The newest open invitations: all for an administrator, their own for a coordinator."""
    mine = coordinators.roles_of(tx, actor.person_id, actor.admin_ids)
    unused = (role_invitations.c.used_at.is_(None), role_invitations.c.withdrawn_at.is_(None))
    own = [] if may_administer(mine) else [role_invitations.c.author_id == actor.person_id]
    chosen = select(role_invitations).where(*unused, *own, role_invitations.c.expires_at > now)
    rows: Sequence[AnyRow] = tx.execute(chosen.order_by(role_invitations.c.id.desc()).limit(limit)).all()
    return [_invitation(row) for row in rows]


def sweep(tx: Connection, now: datetime) -> None:
    """Forget invitations that ended long ago, and the tries of a day."""
    tx.execute(delete(role_invitations).where(role_invitations.c.expires_at <= now - ENDED_INVITATION.term))
    tx.execute(delete(invitation_guesses).where(invitation_guesses.c.at <= now - GUESS.term))


def _digest(code: str) -> str:
    return sha256(code.encode()).hexdigest()


def _by_code(tx: Connection, code: str) -> RoleInvitation | None:
    row = tx.execute(select(role_invitations).where(role_invitations.c.digest == _digest(code))).one_or_none()
    return _invitation(row) if row else None


def _invitation(row: AnyRow) -> RoleInvitation:
    return RoleInvitation(
        id=row.id,
        roles=tuple(Role(RoleKind(row.kind), scope) for scope in (row.scope, *(row.also or ()))),
        author_id=row.author_id,
        reason=row.reason,
        expires_at=row.expires_at,
        used_at=row.used_at,
        withdrawn_at=row.withdrawn_at,
    )


def _opened(tx: Connection, invitation: RoleInvitation, actor: Actor, now: datetime) -> Opened:
    """The invitation as the actor sees it. Its author's roles count also before a newer consent is given."""
    viewer = Viewer(frozenset({Role(RoleKind.ADMIN)}), actor.admin_ids)
    author = card(tx, viewer, invitation.author_id or 0)
    outcome = standing(invitation, author.reach if author else frozenset(), actor.person_id, now)
    person = everybody.get(tx, actor.person_id)
    if outcome is InvitationOutcome.OPEN and person and person.roles.issuperset(invitation.roles):
        outcome = InvitationOutcome.ALREADY
    return Opened(outcome, invitation, author.name if author else "")


def _note(
    tx: Connection,
    act: Act,
    actor_id: int | None,
    invitation: RoleInvitation,
    now: datetime,
    reason: str = "",
    about_id: int | None = None,
) -> int:
    """Keep an entry for each scope, whose coordinators see it. Returns the first one's id."""
    number = None if act is Act.ROLE_GIVEN else invitation.id
    on = AuditSubject(invitation.kind), number
    entries = [AuditEntry(act, actor_id, about_id, *on, role.scope, reason, now) for role in invitation.roles]
    first, *_ = [audit.note(tx, entry) for entry in entries]
    return first
