"""Roles given and taken: at once, or by a one-time invitation that whoever opens its link may accept.

Whose roles reach what is in `bot.domain.people`: `may_appoint` says who gives and takes a role.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.deliveries import Plan
from bot.domain.people import Role, RoleKind, may_appoint

KIND, CAUSE = "notice", "role"
REASON_MIN, REASON_MAX = 3, 300
# A search by fewer letters would find almost everybody.
SEARCH_MIN, SEARCH_MAX = 2, 64
# After so many tries of invitations that do not exist, a chat is refused for that long.
GUESSES_MAX, GUESSES_WITHIN = 5, timedelta(hours=1)


class RoleOutcome(StrEnum):
    """The outcome of giving or taking a role."""

    DONE = "done"
    FORBIDDEN = "forbidden"
    GONE = "gone"
    ALREADY = "already"
    LAST_ADMIN = "last-admin"


class InvitationOutcome(StrEnum):
    """The state of an invitation to a role for whoever opens it; DONE once it was accepted or withdrawn."""

    OPEN = "open"
    DONE = "done"
    USED = "used"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    FOREIGN = "foreign"
    OWN = "own"
    ALREADY = "already"
    UNKNOWN = "unknown"
    TOO_OFTEN = "too-often"


class Told(StrEnum):
    """A change of a role that somebody is told of; texts name each as `role-told-` and its value."""

    GIVEN = "given"
    TAKEN = "taken"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class Actor:
    """A person at work, 0 for a stranger, and those whom the settings name as administrators."""

    person_id: int
    admin_ids: Collection[int] = ()


@dataclass(frozen=True, slots=True)
class RoleInvitation:
    """An invitation to one role, in one scope or several.

    `author_id` is None once its author has left or does no such work any more.
    """

    id: int
    roles: tuple[Role, ...]
    author_id: int | None
    reason: str
    expires_at: datetime
    used_at: datetime | None = None
    withdrawn_at: datetime | None = None

    @property
    def kind(self) -> RoleKind:
        return self.roles[0].kind


def standing(
    invitation: RoleInvitation, author_roles: frozenset[Role], person_id: int, now: datetime
) -> InvitationOutcome:
    """The state of an invitation for a person, 0 for a stranger. `author_roles` are those of its author today."""
    if invitation.used_at:
        return InvitationOutcome.USED
    if invitation.withdrawn_at:
        return InvitationOutcome.WITHDRAWN
    if invitation.expires_at <= now:
        return InvitationOutcome.EXPIRED
    if not all(may_appoint(author_roles, role) for role in invitation.roles):
        return InvitationOutcome.FOREIGN
    return InvitationOutcome.OWN if person_id == invitation.author_id else InvitationOutcome.OPEN


def notice(told: Told, entry_id: int, roles: Iterable[Role], now: datetime) -> Plan:
    """The outbox row that tells of a change; `entry_id` is its entry in the audit."""
    payload = {"roles": [[role.kind.value, role.scope] for role in roles]}
    return Plan(KIND, CAUSE, entry_id, told, due_at=now, priority=1, payload=payload)


def told_roles(payload: dict[str, list[list[str]]]) -> list[Role]:
    """The roles that an outbox row names."""
    return [Role(RoleKind(kind), scope) for kind, scope in payload["roles"]]
