"""Roles on each engine: who gives and takes them, the last administrator, two at once, and what the audit keeps."""

import asyncio
from collections.abc import Iterable

import pytest
from sqlalchemy import Connection, select

from bot.domain.audit import Act
from bot.domain.people import Purpose, Role, RoleKind, Visitor, is_possible, may_appoint
from bot.domain.roles import Actor, RoleOutcome
from storage.core import tables
from storage.core.db import Store
from storage.people import audit, coordinators, people, roles
from tests.clock import START, ZONE
from tests.conftest import postgres_store
from tests.storage.interleaving import overlap

ADMIN, REGIONAL = Role(RoleKind.ADMIN), Role(RoleKind.COORDINATOR)
ZEYA, ZEYA_CHAIR, TYNDA_CHAIR = (
    Role(RoleKind.COORDINATOR, "zeya"),
    Role(RoleKind.CHAIR, "zeya"),
    Role(RoleKind.CHAIR, "tynda"),
)


def settle(tx: Connection, user_id: int, *held: Role) -> int:
    """Somebody who agreed to the work, with these roles."""
    person = people.agree(tx, Visitor(user_id, user_id, f"Сосед {user_id}"), Purpose.WORK, "words", "ru", ZONE, START)
    for role in held:
        people.grant(tx, person.id, role, START)
    return person.id


def kept(tx: Connection) -> list[tuple[str, int, int, str, str, str]]:
    """The audit: act, actor, person, role, scope, reason."""
    rows = tx.execute(select(tables.audit).order_by(tables.audit.c.id))
    return [(row.act, row.actor_id, row.about_id, row.subject, row.scope, row.reason) for row in rows]


def admins(tx: Connection, person_ids: Iterable[int]) -> list[int]:
    return [each for each in person_ids if ADMIN in coordinators.roles_of(tx, each, ())]


@pytest.mark.parametrize(
    ("mine", "role", "may"),
    [
        (ADMIN, ADMIN, True),
        (ADMIN, ZEYA, True),
        (REGIONAL, ZEYA_CHAIR, True),
        (ZEYA, ZEYA_CHAIR, True),
        (ZEYA, TYNDA_CHAIR, False),
        (ZEYA, ZEYA, False),
        (REGIONAL, ADMIN, False),
        (ZEYA_CHAIR, ZEYA_CHAIR, False),
    ],
)
async def test_who_gives_and_takes_what(store: Store, mine: Role, role: Role, may: bool) -> None:
    assert may_appoint(frozenset({mine}), role) is may
    anna, olga = [await store.write(settle, 101, mine), await store.write(settle, 102, ZEYA_CHAIR, TYNDA_CHAIR, ADMIN)]
    await store.write(people.grant, olga, role, START)
    outcome = await store.write(roles.take, Actor(anna), olga, role, 0, "Устала", START)
    assert outcome is (RoleOutcome.DONE if may else RoleOutcome.FORBIDDEN)
    found = await store.read(people.get, olga)
    assert found
    assert (role in found.roles) is not may


@pytest.mark.parametrize("role", [Role(RoleKind.ADMIN, "zeya"), Role(RoleKind.CHAIR)])
async def test_nobody_holds_a_role_that_makes_no_sense(store: Store, role: Role) -> None:
    assert not is_possible(role)
    anna, olga = await store.write(settle, 101, ADMIN), await store.write(settle, 102)
    assert await store.write(roles.give, Actor(anna), olga, [role], "Просит", START) is RoleOutcome.FORBIDDEN


async def test_what_is_given_is_kept_told_and_given_once(store: Store) -> None:
    anna, olga = await store.write(settle, 101, ADMIN), await store.write(settle, 102, ZEYA)
    both = [ZEYA, Role(RoleKind.COORDINATOR, "tynda")]
    assert await store.write(roles.give, Actor(anna), olga, both, "Договор", START) is RoleOutcome.DONE
    assert await store.write(roles.give, Actor(anna), olga, both, "Договор", START) is RoleOutcome.ALREADY
    assert await store.read(kept) == [(Act.ROLE_GIVEN, anna, olga, "coordinator", "tynda", "Договор")]
    told = await store.read(lambda tx: tx.execute(select(tables.deliveries)).all())
    assert [(row.person_id, row.payload) for row in told] == [(olga, {"roles": [["coordinator", "tynda"]]})]


async def test_a_coordinator_cannot_reach_people_by_their_numbers(store: Store) -> None:
    """A forged press names nobody whom the list does not show: it would tell a name by a number."""
    anna, olga = await store.write(settle, 101, ZEYA), await store.write(settle, 102)
    assert await store.write(roles.give, Actor(anna), olga, [ZEYA_CHAIR], "Выбрали", START) is RoleOutcome.GONE


async def test_without_the_consent_to_the_work_there_is_no_right(store: Store) -> None:
    anna, olga = await store.write(settle, 101, ADMIN), await store.write(settle, 102)
    await store.write(
        lambda tx: tx.execute(tables.consents.delete().where(tables.consents.c.person_id == anna)) and None
    )
    assert await store.write(roles.give, Actor(anna), olga, [ZEYA], "Договор", START) is RoleOutcome.FORBIDDEN


async def test_the_last_administrator_cannot_go(store: Store) -> None:
    anna = await store.write(settle, 101, ADMIN)
    assert await store.write(roles.take, Actor(anna), anna, ADMIN, 0, "Устала", START) is RoleOutcome.LAST_ADMIN
    assert await store.write(roles.withdraw, Actor(anna), Purpose.WORK, START) is RoleOutcome.LAST_ADMIN
    assert await store.write(roles.retire, Actor(anna), START) is RoleOutcome.LAST_ADMIN
    assert await store.read(admins, [anna]) == [anna]
    await store.write(settle, 102, ADMIN)
    assert await store.write(roles.retire, Actor(anna), START) is RoleOutcome.DONE
    assert await store.read(admins, [anna]) == []


async def test_whoever_is_named_in_the_settings_is_left(store: Store) -> None:
    anna = await store.write(settle, 101, ADMIN)
    assert await store.write(roles.take, Actor(anna, {7}), anna, ADMIN, 0, "Устала", START) is RoleOutcome.DONE


async def test_two_administrators_who_take_each_others_role_at_once(store: Store) -> None:
    """One wins; the other has no right any more. There is always an administrator."""
    anna, boris = await store.write(settle, 101, ADMIN), await store.write(settle, 102, ADMIN)
    outcomes = await asyncio.gather(
        store.write(roles.take, Actor(anna), boris, ADMIN, 0, "Ушёл", START),
        store.write(roles.take, Actor(boris), anna, ADMIN, 0, "Ушла", START),
    )
    assert sorted(outcomes) == [RoleOutcome.DONE, RoleOutcome.FORBIDDEN]
    assert len(await store.read(admins, [anna, boris])) == 1


async def test_who_takes_waits_for_whoever_takes_from_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """On PostgreSQL, where only row locks prevent it: the second one sees that their right is gone."""
    server = await postgres_store()
    anna, boris = await server.write(settle, 101, ADMIN), await server.write(settle, 102, ADMIN)
    first, second = ((Actor(anna), boris), (Actor(boris), anna))
    both = [server.write(roles.take, *each, ADMIN, 0, "Ушёл", START) for each in (first, second)]
    outcomes = await overlap(server, monkeypatch, (audit, "note"), *both)
    assert outcomes == (RoleOutcome.DONE, RoleOutcome.FORBIDDEN)
    await server.close()


async def test_two_administrators_who_both_leave_at_once(store: Store) -> None:
    anna, boris = await store.write(settle, 101, ADMIN), await store.write(settle, 102, ADMIN)
    outcomes = await asyncio.gather(
        *(store.write(roles.take, Actor(each), each, ADMIN, 0, "Устал", START) for each in (anna, boris))
    )
    assert sorted(outcomes) == [RoleOutcome.DONE, RoleOutcome.LAST_ADMIN]
    assert len(await store.read(admins, [anna, boris])) == 1
