"""Grants on both engines: reminders of a deadline, moved deadlines, permission to move them."""

import asyncio
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, select, update

from bot.domain.deliveries import DeliveryStatus, Record
from bot.domain.grants import Precision, Stage, StageKind
from bot.domain.people import Purpose, Visitor
from storage import grants, outbox
from storage.core.db import Store
from storage.core.tables import deliveries, programmes
from storage.people import people
from tests.clock import START, ZONE
from tests.moves import reschedule

MOSCOW = "Europe/Moscow"
SLUG = "cultural-initiatives"


async def subscriber(store: Store, user_id: int = 101, zone: str = ZONE) -> int:
    visitor = Visitor(user_id, user_id, "Ольга")
    return (await store.write(people.agree, visitor, Purpose.SUBSCRIPTIONS, "test", "ru", zone, START)).id


async def deadline(store: Store, slug: str = SLUG) -> tuple[int, Stage]:
    """The programme's id and its last deadline."""
    programme = await store.read(grants.find, slug)
    assert programme
    found = [stage for each in programme.rounds for stage in each.stages if stage.kind is StageKind.DEADLINE]
    return programme.id, max(found, key=lambda stage: stage.over_at)


async def move(
    store: Store,
    stage_id: int,
    local: str,
    *,
    zone: str = MOSCOW,
    now: datetime = START,
) -> None:
    precision = {7: Precision.MONTH, 10: Precision.DAY}.get(len(local), Precision.MINUTE)
    await store.write(reschedule, stage_id, local, zone, precision, False, now)


def rows(tx: Connection, kind: str, status: str = "planned") -> list[Any]:
    chosen = (deliveries.c.kind == kind, deliveries.c.status == status)
    return list(tx.execute(select(deliveries).where(*chosen).order_by(deliveries.c.due_at, deliveries.c.id)))


async def occasions(store: Store, kind: str = "grant", status: str = "planned") -> list[str]:
    return [row.occasion.split("@")[0] for row in await store.read(rows, kind, status)]


async def test_catalogue_holds_every_programme_with_its_rounds_by_title(store: Store) -> None:
    found = await store.read(grants.catalogue)
    assert len(found) == 13
    assert [one.title for one in found] == sorted(one.title for one in found)
    assert all(each.stages for one in found for each in one.rounds)
    assert await store.read(grants.get, found[0].id) == found[0]
    assert await store.read(grants.get, 999) is None


async def test_looking_names_the_places_and_whether_one_is_subscribed(store: Store) -> None:
    person_id = await subscriber(store)
    programme = await store.read(grants.find, "better-future-nordgold")
    assert programme
    await store.write(grants.subscribe, programme.id, person_id, START)
    seen = await store.read(grants.look, programme.id, person_id)
    assert seen
    assert seen.subscribed
    assert seen.places == ("Сковородинский муниципальный округ", "Тындинский муниципальный округ")
    stranger = await store.read(grants.look, programme.id, None)
    assert stranger
    assert not stranger.subscribed
    assert await store.read(grants.look, 999, None) is None


async def test_subscribing_twice_plans_once(store: Store) -> None:
    programme_id, stage = await deadline(store)
    await move(store, stage.id, "2027-03-16T23:30")
    person_id = await subscriber(store)
    for _ in range(2):
        assert await store.write(grants.subscribe, programme_id, person_id, START)
    assert await store.read(grants.subscribers, programme_id) == [person_id]
    planned = await store.read(rows, "grant")
    assert [row.payload["days"] for row in planned] == [30, 14, 7, 3, 1]
    assert [row.expires_at for row in planned] == [
        *(row.due_at for row in planned[1:]),
        datetime(2027, 3, 16, 20, 30, tzinfo=UTC),
    ]
    assert planned[0].due_at == datetime(2027, 2, 14, 1, 0, tzinfo=UTC)


async def test_month_alone_plans_a_heads_up(store: Store) -> None:
    programme_id, stage = await deadline(store, "presidential-grants")
    await store.write(grants.subscribe, programme_id, await subscriber(store), START)
    planned = await store.read(rows, "grant")
    assert [(row.payload["days"], row.due_at) for row in planned] == [
        (14, datetime(2027, 2, 15, 1, 0, tzinfo=UTC)),
        (0, datetime(2027, 3, 1, 1, 0, tzinfo=UTC)),
    ]
    assert planned[-1].expires_at == stage.over_at
    assert all(len(row.occasion) <= 64 for row in planned)


async def test_everybody_is_reminded_at_ten_by_their_own_clock(store: Store) -> None:
    programme_id, stage = await deadline(store)
    await move(store, stage.id, "2027-03-16")
    for user_id, zone in ((101, ZONE), (102, MOSCOW), (103, ZONE)):
        await store.write(grants.subscribe, programme_id, await subscriber(store, user_id, zone), START)
    await move(store, stage.id, "2027-03-20")
    last = [row.due_at.hour for row in await store.read(rows, "grant") if row.payload["days"] == 1]
    assert sorted(last) == [1, 1, 7]


async def test_unsubscribing_silences_and_subscribing_again_speaks(store: Store) -> None:
    programme_id, _ = await deadline(store)
    person_id = await subscriber(store)
    await store.write(grants.subscribe, programme_id, person_id, START)
    assert await store.write(grants.unsubscribe, programme_id, person_id)
    assert not await store.write(grants.unsubscribe, programme_id, person_id)
    assert await occasions(store) == []
    await store.write(grants.subscribe, programme_id, person_id, START)
    assert await occasions(store) == ["deadline-0d"]


async def test_subscribing_to_nothing_stores_nothing(store: Store) -> None:
    person_id = await subscriber(store)
    assert await store.write(grants.subscribe, 999, person_id, START) is None
    assert await store.read(grants.subscribed_to, person_id) == []


async def test_moved_deadline_is_told_at_once_and_reminded_of_anew(store: Store) -> None:
    programme_id, stage = await deadline(store)
    await store.write(grants.subscribe, programme_id, await subscriber(store), START)
    await move(store, stage.id, "2027-03-16T23:30")
    (notice,) = await store.read(rows, "notice")
    assert notice.due_at == START
    assert len(notice.occasion) <= 64
    assert notice.payload["was"] == {"local": "2026-12", "zone": MOSCOW, "precision": "month", "forecast": True}
    assert notice.payload["date"]["local"] == "2027-03-16T23:30"
    assert await occasions(store) == [f"deadline-{days}d" for days in (30, 14, 7, 3, 1)]
    assert await occasions(store, status="cancelled") == ["deadline-0d"]


async def told(store: Store, at: datetime) -> None:
    """Everything that is due by then has been sent."""

    def send(tx: Connection) -> None:
        due = (deliveries.c.status == "planned", deliveries.c.due_at <= at)
        tx.execute(update(deliveries).where(*due).values(status="sent", sent_at=at))

    await store.write(send)


async def test_what_changed_is_told_against_what_was_told_last(store: Store) -> None:
    programme_id, stage = await deadline(store)
    await store.write(grants.subscribe, programme_id, await subscriber(store), START)
    for minute, local in enumerate(("2027-03-16", "2027-03-20", "2027-03-18")):
        await move(store, stage.id, local, now=START.replace(minute=minute))
    (notice,) = await store.read(rows, "notice")
    assert (notice.payload["was"]["local"], notice.payload["date"]["local"]) == ("2026-12", "2027-03-18")
    await told(store, START.replace(minute=3))
    await move(store, stage.id, "2027-03-20", now=START.replace(minute=4))
    (notice,) = await store.read(rows, "notice")
    assert (notice.payload["was"]["local"], notice.payload["date"]["local"]) == ("2027-03-18", "2027-03-20")
    await move(store, stage.id, "2027-03-18", now=START.replace(minute=5))
    assert await store.read(rows, "notice") == [], "they still believe the right day"
    assert {row.occasion.split(":")[1] for row in await store.read(rows, "grant")} == {"2027-03-18"}


async def test_each_reader_hears_it_against_their_own_knowledge(store: Store) -> None:
    programme_id, stage = await deadline(store)
    olga = await subscriber(store)
    await store.write(grants.subscribe, programme_id, olga, START)
    await move(store, stage.id, "2027-03-16")
    await told(store, START)
    await move(store, stage.id, "2027-03-20", now=START.replace(minute=1))
    newcomer = await subscriber(store, 102)
    await store.write(grants.subscribe, programme_id, newcomer, START)
    await move(store, stage.id, "2027-03-25", now=START.replace(minute=2))
    found = {row.person_id: row.payload["was"]["local"] for row in await store.read(rows, "notice")}
    assert found == {olga: "2027-03-16", newcomer: "2027-03-20"}


async def test_setting_the_same_date_again_is_no_news(store: Store) -> None:
    programme_id, stage = await deadline(store)
    await move(store, stage.id, "2027-03-16")
    await store.write(grants.subscribe, programme_id, await subscriber(store), START)
    await move(store, stage.id, "2027-03-16")
    assert await occasions(store, "notice") == []
    assert len(await occasions(store)) == 5


async def test_nobody_hears_of_other_programmes(store: Store) -> None:
    other, _ = await deadline(store, "presidential-grants")
    await store.write(grants.subscribe, other, await subscriber(store), START)
    before = await store.read(rows, "grant")
    _, stage = await deadline(store)
    await move(store, stage.id, "2027-03-16")
    assert await store.read(rows, "grant") == before
    assert await occasions(store, "notice") == []


async def test_moved_programme_counts_as_edited(store: Store) -> None:
    programme_id, stage = await deadline(store)
    await move(store, stage.id, "2027-03-16")
    edited = await store.read(
        lambda tx: tx.scalar(select(programmes.c.edited_at).where(programmes.c.id == programme_id))
    )
    assert edited == START


async def test_new_zone_moves_the_reminders(store: Store) -> None:
    programme_id, stage = await deadline(store)
    await move(store, stage.id, "2027-03-16")
    person_id = await subscriber(store)
    await store.write(grants.subscribe, programme_id, person_id, START)
    await store.write(people.change, person_id, zone=MOSCOW)
    await store.write(grants.change_zone, person_id, START)
    planned = await store.read(rows, "grant")
    assert [row.payload["days"] for row in planned] == [30, 14, 7, 3, 1]
    assert {row.due_at.hour for row in planned} == {7}


LAST_DAYS = datetime(2026, 12, 8, 16, tzinfo=UTC)  # after the last reminder in Moscow, before it in Blagoveshchensk


async def last_days(store: Store, zone: str, since: datetime = START) -> tuple[int, int]:
    """Somebody who subscribed to a deadline on Thursday night, and the id of its stage."""
    programme_id, stage = await deadline(store)
    await move(store, stage.id, "2026-12-10T23:30")
    person_id = await subscriber(store, zone=zone)
    await store.write(grants.subscribe, programme_id, person_id, since)
    return person_id, stage.id


async def hears(store: Store, now: datetime) -> list[int]:
    """The reminders that the worker claims now, by days before the deadline."""
    await store.write(outbox.expire, now)
    claimed = await store.write(outbox.claim, now, 10)
    records = [Record(row.id, row.account_id, DeliveryStatus.SENT) for row in claimed]
    await store.write(outbox.record, records, now)
    return [row.payload["days"] for row in claimed]


async def test_a_last_rung_that_a_new_clock_has_passed_goes_at_once(store: Store) -> None:
    person_id, _ = await last_days(store, ZONE)
    for zone in (MOSCOW, "Europe/Kaliningrad"):
        await store.write(people.change_zone, person_id, zone, LAST_DAYS)
    assert await hears(store, LAST_DAYS) == [1]


async def test_a_rung_that_was_heard_by_the_old_clock_is_not_heard_again(store: Store) -> None:
    person_id, _ = await last_days(store, MOSCOW)
    said_at = datetime(2026, 12, 8, 7, tzinfo=UTC)
    assert await hears(store, said_at) == [1]
    for zone in (ZONE, MOSCOW):
        await store.write(people.change_zone, person_id, zone, said_at)
    assert await occasions(store) == []


async def test_a_rung_that_nobody_promised_does_not_come_with_a_new_clock(store: Store) -> None:
    person_id, _ = await last_days(store, MOSCOW, since=LAST_DAYS)
    await store.write(people.change_zone, person_id, "Europe/Kaliningrad", LAST_DAYS)
    assert await occasions(store) == []


async def test_a_rung_that_is_due_survives_a_look_at_the_dates(store: Store) -> None:
    _, stage_id = await last_days(store, MOSCOW)
    await move(store, stage_id, "2026-12-10T23:30", now=datetime(2026, 12, 8, 7, 1, tzinfo=UTC))
    assert await occasions(store) == ["deadline-1d"]


async def test_whoever_subscribes_while_a_date_moves_hears_of_the_new_one(store: Store) -> None:
    programme_id, stage = await deadline(store)
    person_ids = [await subscriber(store, user_id) for user_id in range(101, 109)]
    joins = [store.write(grants.subscribe, programme_id, person_id, START) for person_id in person_ids]
    await asyncio.gather(*joins[:4], move(store, stage.id, "2027-03-16"), *joins[4:])
    planned = await store.read(rows, "grant")
    assert {row.payload["date"]["local"] for row in planned} == {"2027-03-16"}
    assert len(planned) == 5 * len(person_ids)


async def test_withdrawn_consent_ends_every_subscription(store: Store) -> None:
    programme_id, _ = await deadline(store)
    person_id = await subscriber(store)
    await store.write(grants.subscribe, programme_id, person_id, START)
    await store.write(people.withdraw, person_id, Purpose.SUBSCRIPTIONS, START)
    assert await store.read(grants.subscribed_to, person_id) == []
    assert await store.read(outbox.next_due) is None
