"""The words for roles, for their scopes, and for the people who hold or held them."""

from collections.abc import Iterable, Mapping, Sequence

from bot.domain.people import REGION, Role, RoleKind
from bot.i18n import Translator

ROLES = {
    RoleKind.CHAIR: "role-chair",
    RoleKind.COORDINATOR: "role-coordinator",
    RoleKind.ADMIN: "role-admin",
}


def scope_name(tr: Translator, scope: str, places: Mapping[str, str]) -> str:
    """The name of a municipality, or of the region. `places` are the names by slug."""
    return tr.plain("role-region") if scope == REGION else places.get(scope, scope)


def role_name(tr: Translator, role: Role, places: Mapping[str, str]) -> str:
    """A role with its scope in one line; an administrator's is always the whole bot."""
    if role.kind is RoleKind.ADMIN:
        return tr.plain(ROLES[role.kind])
    return tr.plain("role-in", role=tr.plain(ROLES[role.kind]), scope=scope_name(tr, role.scope, places))


def roles_name(tr: Translator, roles: Sequence[Role], places: Mapping[str, str]) -> str:
    """One role with its scopes, several after one another."""
    first, *rest = roles
    return ", ".join([role_name(tr, first, places), *(scope_name(tr, each.scope, places) for each in rest)])


def role_lines(tr: Translator, roles: Iterable[Role], places: Mapping[str, str]) -> str:
    """Several roles, each in a line of its own."""
    held = sorted(roles, key=lambda role: (role.kind, role.scope))
    return "\n".join(tr.plain("role-line", role=role_name(tr, role, places)) for role in held)


def person_name(tr: Translator, person_id: int | None, name: str | None) -> str:
    """The name of a person; of one who has left, what stays of them: the number."""
    if person_id is None:
        return tr.plain("person-nobody")
    return name or tr.plain("person-left", number=str(person_id))
