"""Invitations to a role on each engine: one code, one person, one time; each refusal has its reason."""

import asyncio
from datetime import timedelta

from sqlalchemy import Connection, select

from bot.domain.audit import Act
from bot.domain.people import Purpose, Role, RoleKind, Visitor
from bot.domain.retention import INVITATION
from bot.domain.roles import GUESSES_MAX, GUESSES_WITHIN, Actor, InvitationOutcome, RoleInvitation, RoleOutcome
from storage.core import tables
from storage.core.db import Store
from storage.people import invitations, people, personal_data
from tests.clock import START, ZONE

ADMIN, ZEYA = Role(RoleKind.ADMIN), Role(RoleKind.COORDINATOR, "zeya")
CODE, KEY, STRANGER = "a code that nobody guesses", "the chat's key", Actor(0)


def settle(tx: Connection, user_id: int, *held: Role) -> int:
    person = people.agree(tx, Visitor(user_id, user_id, f"Сосед {user_id}"), Purpose.WORK, "words", "ru", ZONE, START)
    for role in held:
        people.grant(tx, person.id, role, START)
    return person.id


async def invite(store: Store) -> tuple[int, int]:
    """An administrator with an invitation to a coordinator of Zeya; the ids of both."""
    anna = await store.write(settle, 101, ADMIN)
    made = await store.write(invitations.make, Actor(anna), [ZEYA], CODE, "Договор", START)
    assert isinstance(made, RoleInvitation)
    return anna, made.id


def acts(tx: Connection) -> list[str]:
    return list(tx.scalars(select(tables.audit.c.act).order_by(tables.audit.c.id)))


async def test_one_person_accepts_it_once(store: Store) -> None:
    anna, _ = await invite(store)
    olga, boris = await store.write(settle, 102), await store.write(settle, 103)
    opened = await store.write(invitations.open_by, CODE, KEY, STRANGER, START)
    assert (opened.outcome, opened.by) == (InvitationOutcome.OPEN, "Сосед 101")
    both = await asyncio.gather(*(store.write(invitations.accept, CODE, Actor(each), START) for each in (olga, boris)))
    assert sorted(each.outcome for each in both) == [InvitationOutcome.DONE, InvitationOutcome.USED]
    held = [await store.read(people.get, each) for each in (olga, boris)]
    assert sorted(len(each.roles) for each in held if each) == [0, 1]
    assert await store.read(acts) == [Act.INVITED, Act.ROLE_GIVEN]
    told = await store.read(lambda tx: tx.execute(select(tables.deliveries)).all())
    assert [row.person_id for row in told] == [anna]


async def test_the_code_itself_is_not_kept(store: Store) -> None:
    await invite(store)
    rows = await store.read(lambda tx: tx.execute(select(tables.role_invitations)).all())
    assert CODE not in str(rows)


async def test_each_refusal_says_which(store: Store) -> None:
    anna, invitation_id = await invite(store)
    late = START + INVITATION.term
    assert (await store.read(invitations.look, CODE, STRANGER, late)).outcome is InvitationOutcome.EXPIRED
    assert (await store.read(invitations.look, CODE, Actor(anna), START)).outcome is InvitationOutcome.OWN
    boris = await store.write(settle, 103, ZEYA)
    assert (await store.read(invitations.look, CODE, Actor(boris), START)).outcome is InvitationOutcome.ALREADY
    assert await store.write(invitations.withdraw, Actor(boris), invitation_id, START) is InvitationOutcome.FOREIGN
    assert await store.write(invitations.withdraw, Actor(anna), invitation_id, START) is InvitationOutcome.DONE
    assert await store.write(invitations.withdraw, Actor(anna), invitation_id, START) is InvitationOutcome.WITHDRAWN
    assert (await store.read(invitations.look, CODE, STRANGER, START)).outcome is InvitationOutcome.WITHDRAWN


async def test_it_ends_with_the_right_of_whoever_made_it(store: Store) -> None:
    anna, _ = await invite(store)
    olga = await store.write(settle, 102)
    await store.write(lambda tx: tx.execute(tables.roles.delete()) and None)
    assert (await store.write(invitations.accept, CODE, Actor(olga), START)).outcome is InvitationOutcome.FOREIGN
    await store.write(personal_data.erase, anna, "", START)
    assert (await store.read(invitations.look, CODE, STRANGER, START)).outcome is InvitationOutcome.FOREIGN


async def test_nothing_is_stored_before_the_consent_to_the_work(store: Store) -> None:
    await invite(store)
    visitor = Visitor(102, 102, "Ольга")
    olga = await store.write(people.agree, visitor, Purpose.SIGN_UPS, "words", "ru", ZONE, START)
    assert (await store.write(invitations.accept, CODE, Actor(olga.id), START)).outcome is InvitationOutcome.OPEN
    found = await store.read(people.get, olga.id)
    assert found
    assert not found.roles


async def test_nobody_invites_to_what_they_cannot_give(store: Store) -> None:
    boris = await store.write(settle, 103, ZEYA)
    for role in (ADMIN, ZEYA, Role(RoleKind.CHAIR, "tynda")):
        made = await store.write(invitations.make, Actor(boris), [role], CODE, "Просит", START)
        assert made is RoleOutcome.FORBIDDEN


async def test_guesses_are_few_and_seen(store: Store) -> None:
    await invite(store)
    for number in range(GUESSES_MAX):
        opened = await store.write(invitations.open_by, f"guess {number}", KEY, STRANGER, START)
        assert opened.outcome is InvitationOutcome.UNKNOWN
    for code in ("guess", CODE):
        opened = await store.write(invitations.open_by, code, KEY, STRANGER, START)
        assert opened.outcome is InvitationOutcome.TOO_OFTEN, "the limit does not tell a right code from a wrong one"
    assert (await store.read(acts)).count(Act.INVITATION_GUESSED) == GUESSES_MAX
    assert (await store.write(invitations.open_by, CODE, "other", STRANGER, START)).outcome is InvitationOutcome.OPEN
    later = START + GUESSES_WITHIN + timedelta(seconds=1)
    assert (await store.write(invitations.open_by, CODE, KEY, STRANGER, later)).outcome is InvitationOutcome.OPEN


async def test_a_coordinator_sees_their_own_open_ones_an_administrator_all(store: Store) -> None:
    anna, _ = await invite(store)
    boris = await store.write(settle, 103, ZEYA)
    await store.write(invitations.make, Actor(boris), [Role(RoleKind.CHAIR, "zeya")], "other", "Выбрали", START)
    assert len(await store.read(invitations.waiting, Actor(anna), START, 10)) == 2
    assert [each.author_id for each in await store.read(invitations.waiting, Actor(boris), START, 10)] == [boris]
    assert await store.read(invitations.waiting, Actor(anna), START + INVITATION.term, 10) == []
