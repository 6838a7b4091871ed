"""Personal data: export is complete, erasure leaves no byte."""

import json
from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import Connection, select

from bot.domain.deliveries import DeliveryStatus
from bot.domain.events import SignUpStatus
from bot.domain.people import Purpose, Visitor
from storage import outbox
from storage.core import tables
from storage.core.db import Store
from storage.core.tables import as_dict, metadata, personal_tables
from storage.events import events
from storage.people import people, personal_data
from tests.clock import START, ZONE
from tests.storage.apollinaria import CHAT, KEY, NAME, Street, settle
from tests.storage.exports import export


def rows(tx: Connection) -> Iterator[tuple[str, str]]:
    """Every row of every table, as text."""
    for table in metadata.sorted_tables:
        for row in tx.execute(select(table).order_by(*table.primary_key)):
            yield table.name, json.dumps(as_dict(row), default=str, ensure_ascii=False)


# Export.


async def test_the_export_holds_a_row_of_every_table(store: Store) -> None:
    street = await store.write(settle)
    held = await store.read(export, street.apollinaria, KEY)
    assert [name for name, found in held.items() if not found] == [], "give the person of this test a row there"
    assert set(held) == {*(table.name for table in personal_tables()), "conversations"}
    seen = await store.read(people.know, street.apollinaria)
    assert seen
    assert seen.rows == {name: len(found) for name, found in held.items() if name != "conversations"}


async def test_the_export_holds_nothing_of_others(store: Store) -> None:
    street = await store.write(settle)
    held = json.dumps(await store.read(export, street.apollinaria, KEY), default=str, ensure_ascii=False)
    assert NAME in held
    assert str(CHAT) in held
    for word in ("Борис", "Вера", str(street.boris), str(street.vera)):
        assert word not in held


# Erasure.


async def erased(store: Store) -> Street:
    street = await store.write(settle)
    await store.write(personal_data.erase, street.apollinaria, KEY, START)
    return street


async def test_after_an_erasure_nothing_in_the_store_leads_to_the_person(store: Store) -> None:
    street = await store.write(settle)
    traces = (NAME, "apollinaria", str(CHAT), str(street.apollinaria))
    before = {name for name, row in await store.read(lambda tx: list(rows(tx))) if any(each in row for each in traces)}
    assert before == {*(table.name for table in personal_tables()), "conversations"}
    await store.write(personal_data.erase, street.apollinaria, KEY, START)
    left = [row for row in await store.read(lambda tx: list(rows(tx))) if any(each in row[1] for each in traces)]
    numbers = [json.loads(row) for name, row in left if name == "audit"]
    assert [(each["act"], each["about_id"], each["reason"]) for each in numbers] == [
        ("role-given", street.apollinaria, ""),
        ("handed-over", street.apollinaria, ""),
        ("handed-over", street.apollinaria, ""),
        ("erased", street.apollinaria, ""),
    ]
    assert len(left) == len(numbers)


async def test_what_others_have_is_untouched(store: Store) -> None:
    street = await store.write(settle)
    before = await store.read(export, street.vera, "")
    await store.write(personal_data.erase, street.apollinaria, KEY, START)
    after = await store.read(export, street.vera, "")
    # The erased coordinator's broadcast was on its way to Vera: the only thing that waits now.
    paused = [row for row in after["deliveries"] if row["cause"] == "broadcast"]
    assert [(row["status"], row["held"]) for row in paused] == [(DeliveryStatus.PLANNED, True)]
    for held in (before, after):
        held["deliveries"] = [row for row in held["deliveries"] if row["cause"] != "broadcast"]
    assert after == before


async def test_a_waiting_person_gets_the_seat_and_a_notice(store: Store) -> None:
    street = await erased(store)
    assert await store.read(events.with_status, street.meeting, SignUpStatus.OFFERED) == [street.boris]
    notices = [row for row in await store.write(outbox.claim, START + timedelta(hours=7), 100) if row.kind == "notice"]
    assert [(row.person_id, row.cause_id, row.occasion.split("@")[0]) for row in notices] == [
        (street.boris, street.meeting, "offer")
    ]


async def test_events_and_broadcasts_of_an_erased_coordinator_stay_without_a_name(store: Store) -> None:
    street = await erased(store)
    event = await store.read(events.get, street.meeting)
    assert event
    assert event.author_id is None
    left = await store.read(lambda tx: as_dict(tx.execute(select(tables.broadcasts)).one()))
    gone = ("author_id", "from_chat_id", "message_id", "progress_message_id")
    assert [left[name] for name in gone] == [None] * 4
    assert left["status"] == "paused"


async def test_who_comes_back_is_somebody_new(store: Store) -> None:
    await erased(store)
    assert (await store.read(people.arrive, KEY, CHAT)) == people.Arrival()
    later = START + timedelta(days=1)
    visitor = Visitor(CHAT, CHAT, "Аполлинария")
    person = await store.write(people.agree, visitor, Purpose.NOTIFICATIONS, "words", "ru", ZONE, later)
    seen = await store.read(people.know, person.id)
    assert seen
    assert seen.person.roles == frozenset()
    assert seen.person.consents == {Purpose.NOTIFICATIONS}
    assert {name for name, number in seen.rows.items() if number} == {"people", "accounts", "consents", "name_words"}


async def test_erasing_twice_changes_nothing(store: Store) -> None:
    street = await erased(store)
    before = await store.read(lambda tx: list(rows(tx)))
    await store.write(personal_data.erase, street.apollinaria, KEY, START)
    assert await store.read(lambda tx: list(rows(tx))) == before
