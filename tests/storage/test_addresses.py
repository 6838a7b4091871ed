"""A person with two accounts is told once: where they named it, else where they were last, never where they blocked."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection

from bot.domain.deliveries import DeliveryStatus, Plan, Record
from bot.domain.people import Purpose, Visitor
from storage import outbox
from storage.core.db import Store
from storage.core.tables import accounts
from storage.people import addresses, coordinators, people
from tests.clock import START, ZONE

PLAN = Plan(kind="answer", cause="event", cause_id=7, occasion="once", due_at=START)
OLD, NEW = 101, 201


def with_two_phones(tx: Connection) -> int:
    """A person with an older and a newer account."""
    person = people.agree(tx, Visitor(OLD, OLD, "Ольга"), Purpose.SIGN_UPS, "hash", "ru", ZONE, START)
    row = {"person_id": person.id, "platform": "telegram", "kind": "private", "user_id": NEW, "chat_id": NEW}
    tx.execute(accounts.insert().values(**row, created_at=START))
    return person.id


def mark(tx: Connection, chat_id: int, /, **values: datetime) -> None:
    tx.execute(accounts.update().where(accounts.c.chat_id == chat_id).values(**values))


@pytest.fixture
async def olga(store: Store) -> int:
    return await store.write(with_two_phones)


async def told_in(store: Store, person_id: int) -> list[int]:
    """The chats to which one planned row goes."""
    await store.write(outbox.plan, [person_id], [PLAN])
    return [row.chat_id for row in await store.write(outbox.claim, START, 10)]


async def test_two_accounts_hear_one_thing_once(store: Store, olga: int) -> None:
    assert await told_in(store, olga) == [NEW]


async def test_the_account_that_was_used_last_is_told(store: Store, olga: int) -> None:
    await store.write(mark, NEW, used_at=START)
    await store.write(mark, OLD, used_at=START + timedelta(hours=1))
    assert await told_in(store, olga) == [OLD]


async def test_the_named_account_is_told_whichever_is_used(store: Store, olga: int) -> None:
    await store.write(mark, OLD, named_at=START)
    await store.write(mark, NEW, used_at=START)
    assert await told_in(store, olga) == [OLD]


async def test_a_blocked_account_is_passed_over(store: Store, olga: int) -> None:
    await store.write(mark, OLD, named_at=START, blocked_at=START)
    assert await told_in(store, olga) == [NEW]


async def test_where_both_are_blocked_the_row_waits_for_a_return(store: Store, olga: int) -> None:
    for chat_id in (OLD, NEW):
        await store.write(mark, chat_id, blocked_at=START)
    assert await told_in(store, olga) == []
    await store.write(people.unblock, OLD, START)
    assert [row.chat_id for row in await store.write(outbox.claim, START, 10)] == [OLD]


async def test_a_block_that_shows_at_the_send_sends_it_to_the_other_account(store: Store, olga: int) -> None:
    await store.write(outbox.plan, [olga], [PLAN])
    for chat_id in (NEW, OLD):
        (row,) = await store.write(outbox.claim, START, 10)
        assert row.chat_id == chat_id
        await store.write(outbox.record, [Record(row.id, row.account_id, DeliveryStatus.BLOCKED)], START)
    assert await store.write(outbox.claim, START, 10) == []


async def test_an_album_that_left_in_part_goes_on_in_the_same_chat(store: Store, olga: int) -> None:
    await store.write(outbox.plan, [olga], [PLAN])
    (row,) = await store.write(outbox.claim, START, 10)
    halfway = Record(row.id, row.account_id, DeliveryStatus.PLANNED, message_ids=(5,))
    await store.write(outbox.record, [halfway], START)
    await store.write(mark, OLD, named_at=START)
    (again,) = await store.write(outbox.claim, START, 10)
    assert (again.chat_id, again.message_ids) == (NEW, (5,))


async def test_a_row_that_belongs_to_a_chat_goes_there(store: Store, olga: int) -> None:
    """A correction edits a message of the chat where it stands."""
    await store.write(outbox.plan, [olga], [PLAN])
    (row,) = await store.write(outbox.claim, START, 10)
    await store.write(mark, OLD, named_at=START)
    edit = Plan(
        kind="correction", cause="correction", cause_id=1, occasion="x", due_at=START, account_id=row.account_id
    )
    await store.write(outbox.plan_each, [(olga, edit)])
    assert [each.chat_id for each in await store.write(outbox.claim, START, 10)] == [NEW]


async def test_a_person_who_comes_over_is_told_where_they_are_now(store: Store, olga: int) -> None:
    await store.write(addresses.use, NEW, START)
    assert (await store.read(people.arrive, "", OLD)).was_elsewhere
    assert not (await store.read(people.arrive, "", NEW)).was_elsewhere
    await store.write(addresses.use, OLD, START + timedelta(hours=1))
    assert not (await store.read(people.arrive, "", OLD)).was_elsewhere
    assert await told_in(store, olga) == [OLD]


async def test_an_administrator_with_two_phones_hears_of_a_trouble_once(store: Store, olga: int) -> None:
    assert await store.read(coordinators.administrators, {OLD, 999}) == {NEW: "ru", 999: ""}
