"""The list of people for those who give roles, page by page, by name; a search in it, and the card of one person.

An administrator sees everybody, a coordinator the chairs of their scope. No page counts or passes over the others, so
a hundred thousand people are as quick as a hundred.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, literal, or_, select, tuple_

from bot.domain.channels import TELEGRAM
from bot.domain.people import ANYWHERE, REGION, Role, RoleKind, may_administer, may_coordinate, scopes
from storage.core.tables import AnyRow, accounts, name_words, people, roles
from storage.people import names
from storage.people.coordinators import HELD_ROLES, WORKS, held_roles

EVERYBODY, AT_WORK = "all", "work"


@dataclass(frozen=True, slots=True)
class Listed:
    """A person of the list. `is_named`: the settings name them as an administrator, whatever their roles."""

    id: int
    name: str
    nick: str | None
    roles: frozenset[Role]
    seen_on: date | None
    is_named: bool

    @property
    def reach(self) -> frozenset[Role]:
        """The roles by which they may do anything: those of the store and of the settings."""
        return self.roles | {Role(RoleKind.ADMIN)} if self.is_named else self.roles


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person who looks: their roles, and the administrators named in the settings."""

    roles: frozenset[Role]
    admin_ids: Collection[int] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """The person where a page begins or ends: the page is what comes after them, or before."""

    person_id: int
    is_before: bool


@dataclass(frozen=True, slots=True)
class PersonalChat:
    """The chat of a person with the bot, their language, and whether their roles make them a coordinator there."""

    name: str
    chat_id: int
    locale: str
    coordinates: bool


@dataclass(frozen=True, slots=True)
class ListPage:
    people: Sequence[Listed]
    has_before: bool
    has_after: bool


_NICK = select(func.min(accounts.c.username)).where(accounts.c.person_id == people.c.id)


def page(tx: Connection, viewer: Viewer, which: str, size: int, edge: Edge | None = None, scope: str = "") -> ListPage:
    """A page of at most `size` people. `which`: EVERYBODY, AT_WORK (any role), or the value of a RoleKind.

    With a scope, those whose role counts there. Without an edge, or when its person has left, it is the first page.
    """
    here = tx.scalar(select(people.c.name).where(people.c.id == edge.person_id)) if edge else None
    chosen = _select(viewer).where(*_among(viewer, which, people.c.id), *_in_scope(which, scope))
    forward = chosen.order_by(people.c.name, people.c.id).limit(size + 1)
    if edge is None or here is None:
        rows = tx.execute(forward).all()
        return ListPage(_listed(rows[:size]), False, len(rows) > size)
    place, edge_place = tuple_(people.c.name, people.c.id), tuple_(literal(here), literal(edge.person_id))
    if not edge.is_before:
        rows = tx.execute(forward.where(place > edge_place)).all()
        return ListPage(_listed(rows[:size]), True, len(rows) > size)
    backward = chosen.order_by(people.c.name.desc(), people.c.id.desc()).limit(size + 1)
    rows = tx.execute(backward.where(place < edge_place)).all()
    return (
        ListPage(_listed(rows[:size][::-1]), len(rows) > size, True)
        if rows
        else page(tx, viewer, which, size, scope=scope)
    )


def search(tx: Connection, viewer: Viewer, typed: str, limit: int) -> list[Listed]:
    """At most `limit` people whose names or nicks have words that begin with the typed ones."""
    found = names.find(tx, typed, limit, _among(viewer, EVERYBODY, name_words.c.person_id))
    rows = tx.execute(_select(viewer).where(people.c.id.in_(found)).order_by(people.c.name, people.c.id))
    return _listed(rows.all())


def card(tx: Connection, viewer: Viewer, person_id: int) -> Listed | None:
    """A person; None when there is none whom the viewer may see."""
    chosen = _select(viewer).where(people.c.id == person_id, *_among(viewer, EVERYBODY, people.c.id))
    return next(iter(_listed(tx.execute(chosen).all())), None)


def colleagues(tx: Connection, viewer: Viewer, scope: str, limit: int) -> list[Listed]:
    """Coordinators to whom the work of a scope may pass, by name: whoever agreed to the work and keeps the scope."""
    wide = (REGION, scope)
    held = select(roles.c.person_id).where(
        or_(roles.c.kind == RoleKind.ADMIN, (roles.c.kind == RoleKind.COORDINATOR) & roles.c.scope.in_(wide))
    )
    keeps = or_(people.c.id.in_(held), people.c.id.in_(_named(viewer)))
    chosen = _select(viewer).where(keeps, WORKS).order_by(people.c.name, people.c.id).limit(limit)
    return _listed(tx.execute(chosen).all())


def chat(tx: Connection, person_id: int, admin_ids: Collection[int] = ()) -> PersonalChat | None:
    """The chat of a person, whatever else they hold; None for somebody who has left."""
    mine = (accounts.c.person_id == person_id, accounts.c.kind == "private")
    columns = (
        people.c.name,
        accounts.c.chat_id,
        accounts.c.user_id,
        people.c.locale,
        HELD_ROLES.scalar_subquery().label("roles"),
    )
    chosen = select(*columns).join(people, people.c.id == accounts.c.person_id).where(*mine)
    row = tx.execute(chosen.order_by(accounts.c.id).limit(1)).one_or_none()
    if row is None:
        return None
    coordinates = may_coordinate(held_roles(row.roles), ANYWHERE) or row.user_id in admin_ids
    return PersonalChat(row.name, row.chat_id, row.locale, coordinates)


def _select(viewer: Viewer) -> Select[*tuple[Any, ...]]:
    named = people.c.id.in_(_named(viewer))
    columns = people.c.id, people.c.name, people.c.seen_on, named.label("is_named")
    return select(*columns, _NICK.scalar_subquery().label("nick"), HELD_ROLES.scalar_subquery().label("roles"))


def _named(viewer: Viewer) -> Select[int | None]:
    """The administrators named in the settings. In a private chat the chat's id, which has an index, is the user's."""
    private = (accounts.c.platform == TELEGRAM.platform, accounts.c.chat_id.in_(list(viewer.admin_ids)))
    return select(accounts.c.person_id).where(*private)


def _among(viewer: Viewer, which: str, person_id: ColumnElement[int]) -> list[ColumnElement[bool]]:
    """The conditions on a person whom the viewer may see and who is of this kind."""
    if not may_administer(viewer.roles):
        own = scopes(viewer.roles)
        chairs = [roles.c.kind == RoleKind.CHAIR, *([] if REGION in own else [roles.c.scope.in_(own)])]
        return [person_id.in_(select(roles.c.person_id).where(*chairs))]
    if which == EVERYBODY:
        return []
    held = select(roles.c.person_id).where(*([] if which == AT_WORK else [roles.c.kind == which]))
    with_named = which in (AT_WORK, RoleKind.ADMIN)
    return [or_(person_id.in_(held), person_id.in_(_named(viewer))) if with_named else person_id.in_(held)]


def _in_scope(which: str, scope: str) -> list[ColumnElement[bool]]:
    """The condition that a role of this kind, or any role, counts in a scope; none without a scope."""
    if not scope:
        return []
    kind = [] if which in (EVERYBODY, AT_WORK) else [roles.c.kind == which]
    return [people.c.id.in_(select(roles.c.person_id).where(roles.c.scope == scope, *kind))]


def _listed(rows: Sequence[AnyRow]) -> list[Listed]:
    return [Listed(row.id, row.name, row.nick, held_roles(row.roles), row.seen_on, bool(row.is_named)) for row in rows]
