"""Races between two transactions of one person or two, on PostgreSQL, where only row locks prevent them."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import Connection, func, select

from bot.domain.broadcasts.audience.audience import Audience, AudienceKind
from bot.domain.deliveries import DeliveryStatus
from bot.domain.grants import Precision, StageKind
from bot.domain.linking import LinkOutcome
from bot.domain.people import Purpose, Role, RoleKind, Visitor
from bot.jobs import go_through_readers
from storage import grants, outbox
from storage.broadcasts.compose import drafts
from storage.broadcasts.sending import launches
from storage.core.backup import erased_people
from storage.core.db import Store
from storage.core.tables import accounts, consents, deliveries, grant_readers
from storage.core.tables import people as people_table
from storage.grants import readers, reminders
from storage.people import accounts as accounts_of_people
from storage.people import linking, merging, people, personal_data
from tests.clock import START, ZONE
from tests.conftest import postgres_store
from tests.moves import reschedule
from tests.storage.interleaving import overlap

ADMIN = frozenset({Role(RoleKind.ADMIN)})
MOSCOW = "Europe/Moscow"
OLGA = Visitor(101, 101, "Ольга")


@pytest.fixture
async def server() -> AsyncIterator[Store]:
    """The store on PostgreSQL only: SQLite runs one write transaction at a time."""
    made = await postgres_store()
    yield made
    await made.close()


async def somebody(store: Store, user_id: int, *purposes: Purpose, zone: str = ZONE) -> int:
    visitor = Visitor(user_id, user_id, "Сосед")
    given = [await store.write(people.agree, visitor, each, "words", "ru", zone, START) for each in purposes]
    return given[-1].id


def coming(tx: Connection, person_id: int) -> list[Any]:
    """A person's planned outbox rows."""
    mine = (deliveries.c.person_id == person_id, deliveries.c.status == DeliveryStatus.PLANNED)
    return list(tx.execute(select(deliveries).where(*mine).order_by(deliveries.c.due_at)))


# Broadcasts.


async def begun(store: Store) -> int:
    """A broadcast to everybody that has started and has no outbox rows yet."""
    anna = await somebody(store, 900, Purpose.WORK)

    def begin(tx: Connection) -> int:
        broadcast_id = drafts.begin(tx, anna, 900, 7, START)
        drafts.address(tx, broadcast_id, anna, ADMIN, Audience.of(AudienceKind.EVERYBODY), START)
        found = drafts.get(tx, broadcast_id)
        assert found
        launches.start(tx, broadcast_id, anna, ADMIN, found.seal, None, START)
        return broadcast_id

    return await store.write(begin)


async def test_who_withdraws_while_they_are_planned_hears_nothing(
    server: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    olga, viktor = [await somebody(server, user_id, Purpose.NOTIFICATIONS) for user_id in (101, 102)]
    planning = server.write(launches.plan_next, await begun(server))
    leaving = server.write(people.withdraw, olga, Purpose.NOTIFICATIONS, START)
    await overlap(server, monkeypatch, (outbox, "plan"), planning, leaving)
    assert await server.read(coming, olga) == []
    assert len(await server.read(coming, viktor)) == 1


async def test_who_is_planned_while_they_withdraw_hears_nothing(server: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    olga = await somebody(server, 101, Purpose.NOTIFICATIONS)
    await somebody(server, 102, Purpose.NOTIFICATIONS)
    planning = server.write(launches.plan_next, await begun(server))
    leaving = server.write(lambda tx: people.withdraw(tx, olga, Purpose.NOTIFICATIONS, START))
    await overlap(server, monkeypatch, (people, "withdraw"), leaving, planning, after=True)
    assert await server.read(coming, olga) == []


async def test_who_erases_everything_while_they_are_planned_is_gone(
    server: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    olga, viktor = [await somebody(server, user_id, Purpose.NOTIFICATIONS) for user_id in (101, 102)]
    planning = server.write(launches.plan_next, await begun(server))
    erasing = server.write(personal_data.erase, olga, "", START)
    await overlap(server, monkeypatch, (outbox, "plan"), planning, erasing)
    assert await server.read(people.get, olga) is None
    assert len(await server.read(coming, viktor)) == 1


async def test_two_planners_at_once_plan_everybody_once(server: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launches, "CHUNK", 2)
    who = [await somebody(server, user_id, Purpose.NOTIFICATIONS) for user_id in range(101, 106)]
    broadcast_id = await begun(server)
    both = [server.write(launches.plan_next, broadcast_id) for _ in range(2)]
    assert await overlap(server, monkeypatch, (outbox, "plan"), *both) == (2, 2)
    while await server.write(launches.plan_next, broadcast_id):
        continue
    assert [len(await server.read(coming, each)) for each in who] == [1] * 5
    found = await server.read(drafts.get, broadcast_id)
    assert found
    assert found.recipients == 5


# Grants.


async def programme_of(store: Store) -> tuple[int, int]:
    """A programme with a deadline of a day, and the stage that is its deadline."""
    found = await store.read(grants.find, "cultural-initiatives")
    assert found
    [stage] = [each for one in found.rounds[-1:] for each in one.stages if each.kind is StageKind.DEADLINE]
    await store.write(move, stage.id, "2027-03-10")
    return found.id, stage.id


def move(tx: Connection, stage_id: int, local: str) -> None:
    reschedule(tx, stage_id, local, MOSCOW, Precision.DAY, False, START)


async def subscriber(store: Store, programme_id: int) -> int:
    person_id = await somebody(store, 101, Purpose.SUBSCRIPTIONS)
    await store.write(grants.subscribe, programme_id, person_id, START)
    return person_id


@pytest.mark.parametrize("leave", ["withdraw", "unsubscribe"])
async def test_who_leaves_while_a_deadline_moves_hears_nothing(
    server: Store, monkeypatch: pytest.MonkeyPatch, leave: str
) -> None:
    programme_id, stage_id = await programme_of(server)
    olga = await subscriber(server, programme_id)
    leaving = {
        "withdraw": lambda: server.write(people.withdraw, olga, Purpose.SUBSCRIPTIONS, START),
        "unsubscribe": lambda: server.write(grants.unsubscribe, programme_id, olga, START),
    }[leave]()
    moving = server.write(move, stage_id, "2027-03-16")
    await overlap(server, monkeypatch, (reminders, "ask_to_wake"), moving, leaving)
    await go_through_readers(server, START)
    assert await server.read(coming, olga) == []


async def test_who_erases_everything_while_a_deadline_moves_is_gone(
    server: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    programme_id, stage_id = await programme_of(server)
    olga = await subscriber(server, programme_id)
    moving, erasing = server.write(move, stage_id, "2027-03-16"), server.write(personal_data.erase, olga, "", START)
    await overlap(server, monkeypatch, (reminders, "ask_to_wake"), moving, erasing)
    await go_through_readers(server, START)
    assert await server.read(people.get, olga) is None


async def test_a_new_clock_counts_from_the_moment_on_which_it_was_chosen(
    server: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    programme_id, _ = await programme_of(server)
    olga = await somebody(server, 101, Purpose.SUBSCRIPTIONS)
    planning: Any = server.write(grants.subscribe, programme_id, olga, START)
    travelling = server.write(people.change_zone, olga, MOSCOW, START)
    await overlap(server, monkeypatch, (readers, "enrol"), planning, travelling)
    await go_through_readers(server, START)
    next_at = await server.read(lambda tx: tx.scalar(select(grant_readers.c.next_at)))
    assert next_at is not None
    assert next_at.hour == 7


async def test_two_processes_that_go_through_a_reader_tell_them_once(
    server: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    programme_id, stage_id = await programme_of(server)
    olga = await subscriber(server, programme_id)
    await server.write(move, stage_id, "2027-03-16")
    both = [go_through_readers(server, START) for _ in range(2)]
    await overlap(server, monkeypatch, (readers, "take_back"), *both)
    assert len(await server.read(coming, olga)) == 1


# Consents.


def held(tx: Connection) -> tuple[int, ...]:
    """The numbers of people, accounts and consents."""
    return tuple(tx.scalar(select(func.count()).select_from(each)) or 0 for each in (people_table, accounts, consents))


def agreeing(store: Store, purpose: Purpose = Purpose.SIGN_UPS) -> Any:
    return store.write(people.agree, OLGA, purpose, "words", "ru", ZONE, START)


@pytest.mark.parametrize(("step", "after"), [("insert", False), ("get", True)])
async def test_two_first_consents_at_once_make_one_person(
    server: Store, monkeypatch: pytest.MonkeyPatch, step: str, after: bool
) -> None:
    both = agreeing(server), agreeing(server)
    one, other = await overlap(server, monkeypatch, (people, step), *both, after=after)
    assert one == other
    assert await server.read(held) == (1, 1, 1)


async def test_two_purposes_at_once_are_two_consents_of_one_person(
    server: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = agreeing(server), agreeing(server, Purpose.NOTIFICATIONS)
    await overlap(server, monkeypatch, (people, "insert"), *both)
    assert await server.read(held) == (1, 1, 2)


async def test_agreeing_twice_at_once_is_journaled_once(server: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    await agreeing(server, Purpose.NOTIFICATIONS)
    both = agreeing(server), agreeing(server)
    await overlap(server, monkeypatch, (people, "get"), *both, after=True)
    assert await server.read(held) == (1, 1, 2)


async def test_agreeing_while_one_is_erased_begins_anew(server: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = await agreeing(server)
    erasing = server.write(personal_data.erase, gone.id, "", START)
    new, _ = await overlap(server, monkeypatch, (people, "insert"), agreeing(server), erasing)
    assert new.id != gone.id
    assert await server.read(held) == (1, 1, 1)


async def test_agreeing_many_times_at_once_is_agreeing_once(store: Store) -> None:
    seen = await asyncio.gather(*(agreeing(store) for _ in range(8)))
    assert len({each.id for each in seen}) == 1
    assert await store.read(held) == (1, 1, 1)


async def test_who_becomes_one_with_another_while_they_erase_is_not_said_to_be_erased(
    server: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The link was first: the account is somebody's who has not asked for anything."""
    olga, boris = [await somebody(server, user_id, Purpose.NOTIFICATIONS) for user_id in (101, 102)]
    await server.write(linking.offer, olga, "code", START)
    joining = server.write(linking.link, "code", Visitor(102, 102, "Борис"), START)
    await overlap(server, monkeypatch, (merging, "merge"), joining, server.write(personal_data.erase, boris, "", START))
    assert await server.read(people.get, olga)
    assert await server.read(erased_people) == []


async def test_of_two_accounts_that_use_one_code_at_once_one_is_linked(
    server: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    olga, boris = [await somebody(server, user_id, Purpose.NOTIFICATIONS) for user_id in (101, 102)]
    await server.write(linking.offer, olga, "code", START)
    joining = server.write(linking.link, "code", Visitor(102, 102, "Борис"), START)
    stranger = server.write(linking.link, "code", Visitor(103, 103, "Чужой"), START)
    one, two = await overlap(server, monkeypatch, (merging, "merge"), joining, stranger)
    assert (one.outcome, two.outcome) == (LinkOutcome.DONE, LinkOutcome.UNKNOWN)
    assert len(await server.read(accounts_of_people.of, olga)) == 2
    assert await server.read(people.get, boris) is None


async def test_two_people_who_link_each_other_at_once_are_one(server: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    olga, boris = [await somebody(server, user_id, Purpose.NOTIFICATIONS) for user_id in (101, 102)]
    await server.write(linking.offer, olga, "hers", START)
    await server.write(linking.offer, boris, "his", START)
    his = server.write(linking.link, "hers", Visitor(102, 102, "Борис"), START)
    hers = server.write(linking.link, "his", OLGA, START)
    one, two = await overlap(server, monkeypatch, (merging, "merge"), his, hers)
    assert one.outcome is LinkOutcome.DONE
    assert two.outcome in (LinkOutcome.UNKNOWN, LinkOutcome.OWN)
    left = [each for each in (olga, boris) if await server.read(people.get, each)]
    assert left == [olga]
    assert {each.chat_id for each in await server.read(accounts_of_people.of, olga)} == {101, 102}
