"""Coordinators of today: people with a role, or named in the settings as administrators, who consented to the work."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, exists, func, or_, select

from bot.domain.people import CONSENT_VERSION, Purpose, Role, RoleKind
from storage.core.tables import accounts, consents, people, roles
from storage.people.addresses import told_account

REACHABLE = exists().where(accounts.c.person_id == people.c.id, accounts.c.blocked_at.is_(None))
WORKS = exists().where(
    consents.c.person_id == people.c.id,
    consents.c.purpose == Purpose.WORK,
    consents.c.version == CONSENT_VERSION,
    consents.c.withdrawn_at.is_(None),
)
# One value of a query on people, read by `held_roles`.
HELD_ROLES = select(func.aggregate_strings(roles.c.kind + ":" + roles.c.scope, ",")).where(
    roles.c.person_id == people.c.id
)


def held_roles(written: str | None) -> frozenset[Role]:
    """The roles of HELD_ROLES, one value: "chair:zeya,coordinator:region"."""
    held = [each.split(":") for each in written.split(",")] if written else []
    return frozenset(Role(RoleKind(kind), scope) for kind, scope in held)


@dataclass(frozen=True, slots=True)
class Staff:
    """The numbers of administrators and of coordinators."""

    admins: int
    coordinators: int


def roles_of(tx: Connection, person_id: int, admin_ids: Collection[int]) -> frozenset[Role]:
    """The roles that a person holds now; none without the consent to the work."""
    if tx.scalar(select(people.c.id).where(people.c.id == person_id, WORKS)) is None:
        return frozenset()
    rows = tx.execute(select(roles.c.kind, roles.c.scope).where(roles.c.person_id == person_id))
    held = frozenset(Role(RoleKind(kind), scope) for kind, scope in rows)
    is_named = tx.scalar(select(people.c.id).where(people.c.id == person_id, _named(admin_ids)))
    return held | {Role(RoleKind.ADMIN)} if is_named else held


def reachable(tx: Connection, admin_ids: Collection[int]) -> list[int]:
    """The ids, in order, of coordinators who consented to the work and have not blocked the bot."""
    kinds = (RoleKind.COORDINATOR, RoleKind.ADMIN)
    appointed = exists().where(roles.c.person_id == people.c.id, roles.c.kind.in_(kinds))
    chosen = select(people.c.id).where(WORKS, REACHABLE, or_(appointed, _named(admin_ids)))
    return list(tx.scalars(chosen.order_by(people.c.id)))


def chat_of(tx: Connection, person_id: int | None) -> int | None:
    """The chat in which the bot works with a coordinator; None when they are gone or have blocked the bot."""
    told = select(told_account(people.c.id)).where(people.c.id == person_id).scalar_subquery()
    chat_id: int | None = tx.scalar(select(accounts.c.chat_id).where(accounts.c.id == told))
    return chat_id


def staff(tx: Connection, admin_ids: Collection[int]) -> Staff:
    """Count those who keep the bot. Whoever is named in the settings counts, whether the bot knows them or not."""
    others = select(roles.c.person_id).where(
        roles.c.kind == RoleKind.ADMIN, ~exists().where(people.c.id == roles.c.person_id, _named(admin_ids))
    )
    admins = tx.scalar(select(func.count()).select_from(others.distinct().subquery())) or 0
    held = select(func.count(roles.c.person_id.distinct())).where(roles.c.kind == RoleKind.COORDINATOR)
    return Staff(admins + len(admin_ids), tx.scalar(held) or 0)


def administrators(tx: Connection, admin_ids: Collection[int]) -> dict[int, str]:
    """The chats of administrators, one for each, with the person's language, empty where it is unknown.

    Those named in the settings are among them whether they consented to anything or not: they run the bot. Who has
    blocked the bot is left out.
    """
    appointed = exists().where(roles.c.person_id == people.c.id, roles.c.kind == RoleKind.ADMIN)
    chosen = or_(and_(appointed, WORKS), _named(admin_ids))
    is_told = (accounts.c.id == told_account(people.c.id)).label("is_told")
    found = select(accounts.c.chat_id, accounts.c.user_id, people.c.locale, is_told)
    rows = tx.execute(found.join(people, people.c.id == accounts.c.person_id).where(chosen)).all()
    unknown = dict.fromkeys(set(admin_ids) - {row.user_id for row in rows}, "")
    return unknown | {row.chat_id: row.locale for row in rows if row.is_told}


def _named(admin_ids: Collection[int]) -> ColumnElement[bool]:
    theirs = accounts.alias("theirs")
    return exists().where(theirs.c.person_id == people.c.id, theirs.c.user_id.in_(list(admin_ids)))
