"""Two accounts become one person's: by a code that works once, in one transaction, and nothing is lost."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, func, select, update

from bot.domain.deliveries import DeliveryStatus, Plan, Record
from bot.domain.events import JoinOutcome, SignUpStatus
from bot.domain.linking import LinkOutcome, UnlinkOutcome
from bot.domain.people import Purpose, Role, RoleKind, Visitor
from bot.domain.retention import LINK_CODE
from bot.domain.roles import GUESSES_MAX, GUESSES_WITHIN
from storage import outbox
from storage.core import tables
from storage.core.db import Store
from storage.core.holdings import Holds, holding
from storage.core.tables import metadata, personal_tables
from storage.events import queue, sign_ups
from storage.people import accounts, linking, people, personal_data
from tests.clock import START, ZONE
from tests.storage.apollinaria import CHAT, KEY, NAME, Street, settle

DIGEST, OTHER = "digest of a code", "digest of another"
BORIS, NEW = Visitor(102, 102, "Борис"), Visitor(777, 777, "Новый телефон", "second_phone")
APOLLINARIA = Visitor(CHAT, CHAT, NAME)


@pytest.fixture
async def street(store: Store) -> Street:
    found = await store.write(settle)
    await store.write(linking.offer, found.apollinaria, DIGEST, START)
    await store.write(linking.offer, found.boris, OTHER, START)
    return found


def leading_to(tx: Connection, person_id: int) -> dict[str, int]:
    """The number of values that lead to a person, by table."""
    found = {
        table.name: sum(
            tx.scalar(select(func.count()).select_from(table).where(column == person_id)) or 0
            for column in holding(table, Holds.PERSON)
        )
        for table in metadata.sorted_tables
    }
    return {name: count for name, count in found.items() if count}


async def test_a_stranger_becomes_the_second_account(store: Store, street: Street) -> None:
    seen = await store.write(linking.look, DIGEST, NEW, "key", START)
    assert (seen.outcome, seen.name) == (LinkOutcome.OPEN, NAME)
    assert (await store.write(linking.link, DIGEST, NEW, START)).outcome is LinkOutcome.DONE
    person = (await store.read(people.arrive, "", NEW.chat_id)).person
    assert person == await store.read(people.get, street.apollinaria)
    assert [(each.username, each.is_told) for each in await store.read(accounts.of, street.apollinaria)] == [
        ("apollinaria_pz", False),
        ("second_phone", True),
    ]


@pytest.mark.parametrize("whose", ["apollinaria", "boris"])
async def test_everything_of_two_people_is_one_persons(store: Store, street: Street, whose: str) -> None:
    """Whichever of them gave the code: every row is kept or falls away as a double, and nothing leads to the other."""
    kept, gone = street.apollinaria, street.boris
    digest, visitor = DIGEST, BORIS
    if whose == "boris":
        kept, gone, digest, visitor = gone, kept, OTHER, APOLLINARIA
    tables_before = {*await store.read(leading_to, kept), *await store.read(leading_to, gone)}
    assert (await store.write(linking.link, digest, visitor, START)).outcome is LinkOutcome.DONE
    assert await store.read(leading_to, gone) == {}
    assert set(await store.read(leading_to, kept)) == tables_before - {"account_links"}
    person = await store.read(people.get, kept)
    assert person
    assert person.consents == frozenset(Purpose)
    assert person.roles == {Role(RoleKind.COORDINATOR)}
    assert person.municipality == "blagoveshchensk"


async def test_a_double_sign_up_frees_the_seat(store: Store, street: Street) -> None:
    """Apollinaria goes and Boris waits: they are one person now, so nobody waits and the seat stays theirs."""
    done = await store.write(linking.link, OTHER, APOLLINARIA, START)
    assert done.doubles == 1
    seen = await store.read(sign_ups.look, street.meeting, street.boris)
    assert seen
    assert (seen.mine, seen.event.going, seen.event.waiting) == (SignUpStatus.GOING, 1, 0)


async def test_the_next_in_line_gets_the_seat_that_was_held_twice(store: Store, street: Street) -> None:
    await store.write(lambda tx: tx.execute(update(tables.events).values(seats=2)) and None)
    await store.write(queue.promote, street.meeting, START)
    assert await store.write(sign_ups.join, street.meeting, street.vera, START) is JoinOutcome.WAITING
    await store.write(linking.link, DIGEST, BORIS, START)
    seen = await store.read(sign_ups.look, street.meeting, street.vera)
    assert seen
    assert seen.mine is SignUpStatus.OFFERED


async def test_a_seat_is_not_lost_to_the_place_in_line_of_the_other_account(store: Store, street: Street) -> None:
    """Vera waits longer than Boris: still the seat that his other account has stays his."""
    assert await store.write(sign_ups.join, street.meeting, street.vera, START) is JoinOutcome.WAITING
    earlier = update(tables.sign_ups).where(tables.sign_ups.c.person_id == street.vera)
    await store.write(lambda tx: tx.execute(earlier.values(turn=0)) and None)
    await store.write(linking.link, OTHER, APOLLINARIA, START)
    seen = await store.read(sign_ups.look, street.meeting, street.boris)
    assert seen
    assert seen.mine is SignUpStatus.GOING


@pytest.mark.parametrize("whose", ["apollinaria", "boris"])
async def test_what_one_account_heard_the_other_does_not_hear_again(store: Store, street: Street, whose: str) -> None:
    plan = Plan(kind="answer", cause="event", cause_id=77, occasion="once", due_at=START)
    first = {"apollinaria": street.apollinaria, "boris": street.boris}[whose]
    await store.write(outbox.plan, [first], [plan])
    (row,) = [each for each in await store.write(outbox.claim, START, 100) if each.cause_id == 77]
    await store.write(outbox.record, [Record(row.id, row.account_id, DeliveryStatus.SENT, message_ids=(1,))], START)
    await store.write(outbox.plan, [street.apollinaria, street.boris], [plan])
    await store.write(linking.link, DIGEST, BORIS, START)
    assert [each for each in await store.write(outbox.claim, START, 100) if each.cause_id == 77] == []


async def test_the_other_account_is_told(store: Store, street: Street) -> None:
    await store.write(linking.link, DIGEST, NEW, START)
    told = [row for row in await store.write(outbox.claim, START, 100) if row.cause == "account"]
    assert [row.chat_id for row in told] == [CHAT]


async def test_a_code_works_once_and_not_for_long(store: Store, street: Street) -> None:
    late = START + LINK_CODE.term
    assert (await store.write(linking.look, DIGEST, NEW, "key", late)).outcome is LinkOutcome.UNKNOWN
    assert (await store.write(linking.link, DIGEST, NEW, late)).outcome is LinkOutcome.UNKNOWN
    assert (await store.write(linking.link, DIGEST, NEW, START)).outcome is LinkOutcome.DONE
    assert (await store.write(linking.link, DIGEST, BORIS, START)).outcome is LinkOutcome.UNKNOWN


async def test_ones_own_account_is_no_other(store: Store, street: Street) -> None:
    assert (await store.write(linking.look, DIGEST, APOLLINARIA, "key", START)).outcome is LinkOutcome.OWN
    assert (await store.write(linking.link, DIGEST, APOLLINARIA, START)).outcome is LinkOutcome.OWN
    assert (await store.write(linking.link, DIGEST, NEW, START)).outcome is LinkOutcome.DONE


async def test_the_code_of_somebody_erased_leads_nowhere(store: Store, street: Street) -> None:
    await store.write(personal_data.erase, street.apollinaria, KEY, START)
    assert (await store.write(linking.link, DIGEST, NEW, START)).outcome is LinkOutcome.UNKNOWN


async def test_who_tries_codes_is_stopped_for_an_hour(store: Store, street: Street) -> None:
    for _ in range(GUESSES_MAX):
        assert (await store.write(linking.look, "wrong", NEW, "key", START)).outcome is LinkOutcome.UNKNOWN
    assert (await store.write(linking.look, DIGEST, NEW, "key", START)).outcome is LinkOutcome.TOO_OFTEN
    assert (await store.write(linking.look, DIGEST, NEW, "other", START)).outcome is LinkOutcome.OPEN
    later = START + GUESSES_WITHIN
    await store.write(linking.offer, street.apollinaria, DIGEST, later)
    assert (await store.write(linking.look, DIGEST, NEW, "key", later)).outcome is LinkOutcome.OPEN


async def test_nobody_approves_their_own_broadcast_by_a_second_account(store: Store, street: Street) -> None:
    def approvals(tx: Connection) -> list[Any]:
        return list(tx.scalars(select(tables.broadcast_approvals.c.person_id)))

    await store.write(lambda tx: tx.execute(update(tables.broadcasts).values(started_at=None)) and None)
    await store.write(lambda tx: tx.execute(update(tables.broadcast_approvals).values(person_id=street.boris)) and None)
    assert await store.read(approvals) == [street.boris]
    await store.write(linking.link, DIGEST, BORIS, START)
    assert await store.read(approvals) == []


async def test_an_account_leaves_and_takes_nothing_along(store: Store, street: Street) -> None:
    await store.write(linking.link, DIGEST, NEW, START)
    old, new = await store.read(accounts.of, street.apollinaria)
    before = await store.read(people.get, street.apollinaria)
    assert await store.write(accounts.leave, street.apollinaria, old.id, KEY, START) is UnlinkOutcome.DONE
    assert await store.read(people.get, street.apollinaria) == before
    assert (await store.read(people.arrive, KEY, CHAT)) == people.Arrival()
    assert await store.write(accounts.leave, street.apollinaria, new.id, "", START) is UnlinkOutcome.LAST
    assert await store.write(accounts.leave, street.apollinaria, old.id, "", START) is UnlinkOutcome.GONE


async def test_a_row_in_flight_to_an_account_that_left_is_recorded(store: Store, street: Street) -> None:
    await store.write(linking.link, DIGEST, NEW, START)
    _, new = await store.read(accounts.of, street.apollinaria)
    rows = [row for row in await store.write(outbox.claim, START, 100) if row.account_id == new.id]
    assert rows
    await store.write(accounts.leave, street.apollinaria, new.id, "", START)
    sent = [Record(row.id, row.account_id, DeliveryStatus.SENT, message_ids=(1,)) for row in rows]
    await store.write(outbox.record, sent, START)


async def test_an_erasure_reaches_every_account(store: Store, street: Street) -> None:
    await store.write(linking.link, DIGEST, NEW, START)
    await store.write(personal_data.erase, street.apollinaria, KEY, START)
    for chat_id in (CHAT, NEW.chat_id):
        assert (await store.read(people.arrive, KEY, chat_id)) == people.Arrival()


async def test_of_two_accounts_one_is_named(store: Store, street: Street) -> None:
    await store.write(linking.link, DIGEST, NEW, START)
    old, new = await store.read(accounts.of, street.apollinaria)
    assert await store.write(accounts.name, street.apollinaria, old.id, START)
    assert not await store.write(accounts.name, street.apollinaria, 999_999, START)
    for account_id, told in ((old.id, old.id), (0, new.id)):
        assert await store.write(accounts.name, street.apollinaria, account_id, START)
        assert [each.id for each in await store.read(accounts.of, street.apollinaria) if each.is_told] == [told]


def test_every_table_of_a_person_can_be_merged() -> None:
    """A merge deletes the lesser of two equal rows by its primary key."""
    assert [table.name for table in personal_tables() if not table.primary_key] == []


async def test_a_reminder_follows_the_zone_of_the_person_who_stays(store: Store, street: Street) -> None:
    await store.write(people.change_zone, street.vera, "Europe/Moscow", START)
    await store.write(linking.offer, street.vera, "third", START)
    visitor = Visitor(900, 900, "Вера")
    other = await store.write(people.agree, visitor, Purpose.SUBSCRIPTIONS, "hash", "ru", ZONE, START)
    await store.write(linking.link, "third", visitor, START + timedelta(minutes=1))
    person = await store.read(people.get, street.vera)
    assert person
    assert person.zone == "Europe/Moscow"
    assert await store.read(people.get, other.id) is None
