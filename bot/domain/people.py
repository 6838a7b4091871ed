"""People, their consents and their roles.

A *visitor* is what a messenger tells about the sender of an update; it is kept in memory only. A *person* has given a
consent and is a row of the store. A role has a scope: a municipality's slug, or the whole region.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.channels import TELEGRAM, Channel

REGION = "region"
# Any scope at all: no slug that a button could carry.
ANYWHERE = None

# Raise it whenever the words of a consent change: everybody is asked again.
CONSENT_VERSION = "2026-11-30-13"


class RoleKind(StrEnum):
    CHAIR = "chair"
    COORDINATOR = "coordinator"
    ADMIN = "admin"


class Purpose(StrEnum):
    """The purpose of a consent; each has a text and a journal row of its own."""

    SIGN_UPS = "sign_ups"
    SUBSCRIPTIONS = "subscriptions"
    NOTIFICATIONS = "notifications"
    WORK = "work"
    CASES = "cases"
    QUESTIONS = "questions"
    PROFILE = "profile"
    LEARNING = "learning"
    APPLICATIONS = "applications"
    FIGURES = "figures"


@dataclass(frozen=True, slots=True)
class Role:
    kind: RoleKind
    scope: str = REGION


@dataclass(frozen=True, slots=True)
class Visitor:
    """The sender of an update as their messenger describes them. None of it is stored without a consent."""

    user_id: int
    chat_id: int
    name: str
    username: str | None = None
    language: str | None = None
    channel: Channel = TELEGRAM


@dataclass(frozen=True, slots=True)
class Person:
    id: int
    name: str
    locale: str
    zone: str
    municipality: str | None = None
    roles: frozenset[Role] = frozenset()
    consents: frozenset[Purpose] = frozenset()
    few_buttons: bool = False

    def agreed(self, purpose: Purpose) -> bool:
        return purpose in self.consents


def may_coordinate(roles: frozenset[Role], scope: str | None = REGION) -> bool:
    """True when these roles keep events, broadcasts and questions of `scope`; with ANYWHERE, of any scope.

    An administrator may everywhere, a coordinator of the region in every municipality.
    """
    return any(
        role.kind is RoleKind.ADMIN
        or (role.kind is RoleKind.COORDINATOR and (scope is ANYWHERE or role.scope in (scope, REGION)))
        for role in roles
    )


def may_administer(roles: frozenset[Role]) -> bool:
    """True when these roles keep the bot itself: roles of others, its sending, its troubles."""
    return any(role.kind is RoleKind.ADMIN for role in roles)


def may_appoint(roles: frozenset[Role], role: Role) -> bool:
    """True when these roles give and take `role`: an administrator any, a coordinator the chairs of their scope."""
    return may_administer(roles) or (role.kind is RoleKind.CHAIR and may_coordinate(roles, role.scope))


def is_possible(role: Role) -> bool:
    """True for a role that somebody can hold: an administrator has no scope but the region, a chair has a TOS's own."""
    return (role.kind is not RoleKind.ADMIN or role.scope == REGION) and (
        role.kind is not RoleKind.CHAIR or role.scope != REGION
    )


def scopes(roles: frozenset[Role]) -> list[str]:
    """The scopes of a coordinator's roles: municipalities' slugs and REGION, in a stable order."""
    return sorted({role.scope for role in roles if role.kind is not RoleKind.CHAIR})


def own_scope(roles: frozenset[Role]) -> str | None:
    """The municipality of a coordinator's new events: the only one they coordinate, else None, the whole region."""
    known = scopes(roles)
    return known[0] if len(known) == 1 and REGION not in known else None
