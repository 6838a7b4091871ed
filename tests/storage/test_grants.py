"""Following grants on both engines: what is told against what was told, filters, rests, profiles, clocks, doubles."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select

from bot.domain.catalogue.wishes import Filter
from bot.domain.deliveries import DeliveryStatus, Record
from bot.domain.grants import Applicant, Precision, Stage, StageKind
from bot.domain.people import Purpose, Visitor
from bot.domain.profile import Hearing
from bot.jobs import go_through_readers
from storage import grants, outbox
from storage.core.db import Store
from storage.core.tables import grant_readers, programmes
from storage.grants import readers, subscriptions, telling
from storage.people import people, profile
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


async def wake(store: Store, now: datetime = START) -> None:
    """Go through the readers who are due, as the job does."""
    await go_through_readers(store, now)


async def told(store: Store, now: datetime = START, status: DeliveryStatus = DeliveryStatus.SENT) -> list[Any]:
    """All that is said by now: (person, kind, items) of each message that leaves, in the order of the people."""
    await wake(store, now)
    await store.write(outbox.expire, now)
    claimed = await store.write(outbox.claim, now, 100)
    await store.write(finish, claimed, status, now)
    return [
        (row.person_id, row.kind, row.payload["items"]) for row in sorted(claimed, key=lambda each: each.person_id or 0)
    ]


def finish(tx: Connection, claimed: list[Any], status: DeliveryStatus, now: datetime) -> None:
    """The worker's part: what a row is about is loaded, settled and recorded."""
    for row in claimed:
        load = telling.one if row.cause == readers.CAUSE else telling.several
        telling.settle(tx, load(tx, row.cause_id), row, Record(row.id, row.account_id, status))
    outbox.record(tx, [Record(row.id, row.account_id, status) for row in claimed], now)


async def topics(store: Store, now: datetime = START) -> list[list[str]]:
    return [[item["topic"] for item in items] for _, _, items in await told(store, now)]


def later(**by: float) -> datetime:
    return START + timedelta(**by)


async def look_at(store: Store, person_id: int) -> datetime | None:
    """The moment at which a person is gone through next."""
    chosen = select(grant_readers.c.next_at).where(grant_readers.c.person_id == person_id)
    return await store.read(lambda tx: tx.scalar(chosen))


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


async def test_subscribing_twice_is_one_subscription_and_looks_ahead(store: Store) -> None:
    programme_id, stage = await deadline(store)
    await move(store, stage.id, "2027-03-16T23:30")
    person_id = await subscriber(store)
    for _ in range(2):
        assert await store.write(grants.subscribe, programme_id, person_id, START)
    assert await store.read(grants.subscribers, programme_id) == [person_id]
    assert await told(store) == []
    assert await look_at(store, person_id) == datetime(2027, 2, 14, 1, 0, tzinfo=UTC)


async def test_everybody_is_reminded_at_ten_by_their_own_clock(store: Store) -> None:
    programme_id, stage = await deadline(store)
    await move(store, stage.id, "2027-03-16")
    who = [await subscriber(store, user_id, zone) for user_id, zone in ((101, ZONE), (102, MOSCOW), (103, ZONE))]
    for person_id in who:
        await store.write(grants.subscribe, programme_id, person_id, START)
    for hour, heard in ((1, [who[0], who[2]]), (7, [who[1]])):
        found = await told(store, datetime(2027, 3, 15, hour, tzinfo=UTC))
        assert [person_id for person_id, _, _ in found] == heard
        assert [items[0]["days"] for _, _, items in found] == [1] * len(heard)


async def test_unsubscribing_silences_and_subscribing_again_floods_nobody(store: Store) -> None:
    programme_id, stage = await deadline(store)
    await move(store, stage.id, "2026-12-24")
    person_id = await subscriber(store)
    await store.write(grants.subscribe, programme_id, person_id, START)
    await move(store, stage.id, "2026-12-26")
    await wake(store)
    assert await store.write(grants.unsubscribe, programme_id, person_id, START)
    assert not await store.write(grants.unsubscribe, programme_id, person_id, START)
    assert await told(store) == []
    await move(store, stage.id, "2026-12-28")
    await store.write(grants.subscribe, programme_id, person_id, later(hours=1))
    assert await told(store, later(hours=1)) == [], "they saw the new date when they subscribed again"
    assert await topics(store, later(days=4)) == [["step"]]


async def test_subscribing_to_nothing_stores_nothing(store: Store) -> None:
    person_id = await subscriber(store)
    assert await store.write(grants.subscribe, 999, person_id, START) is None
    assert await store.read(grants.subscribed_to, person_id) == []


async def test_what_changed_is_told_against_what_was_told_last(store: Store) -> None:
    programme_id, stage = await deadline(store)
    await store.write(grants.subscribe, programme_id, await subscriber(store), START)
    for local in ("2027-03-16", "2027-03-20", "2027-03-18"):
        await move(store, stage.id, local)
    [(_, kind, [item])] = await told(store)
    assert (kind, item["topic"]) == ("notice", "confirmed")
    assert item["was"] == {"local": "2026-12", "zone": MOSCOW, "precision": "month", "forecast": True}
    assert item["date"]["local"] == "2027-03-18"
    await move(store, stage.id, "2027-03-20")
    await wake(store, later(minutes=1))
    await move(store, stage.id, "2027-03-18")
    assert await told(store, later(minutes=2)) == [], "they still believe the right day"


async def test_each_reader_hears_it_against_their_own_knowledge(store: Store) -> None:
    programme_id, stage = await deadline(store)
    olga = await subscriber(store)
    await store.write(grants.subscribe, programme_id, olga, START)
    await move(store, stage.id, "2027-03-16")
    await told(store)
    await move(store, stage.id, "2027-03-20")
    newcomer = await subscriber(store, 102)
    await store.write(grants.subscribe, programme_id, newcomer, later(minutes=1))
    await move(store, stage.id, "2027-03-25")
    found = {person_id: items[0]["was"]["local"] for person_id, _, items in await told(store, later(minutes=2))}
    assert found == {olga: "2027-03-16", newcomer: "2027-03-20"}


async def test_what_never_left_is_told_the_next_time_in_one_message(store: Store) -> None:
    programme_id, stage = await deadline(store)
    await store.write(grants.subscribe, programme_id, await subscriber(store), START)
    await move(store, stage.id, "2026-12-05")
    assert len(await told(store, status=DeliveryStatus.FAILED)) == 1
    [(_, _, [item])] = await told(store, later(days=8))  # a step would be due, but the news is first
    assert item["topic"] == "confirmed"
    assert await told(store, later(days=8, hours=1)) == []


async def test_several_routes_and_programmes_make_one_message(store: Store) -> None:
    person_id = await subscriber(store)
    for slug in (SLUG, "best-practice-oatos"):
        programme_id, stage = await deadline(store, slug)
        await move(store, stage.id, "2026-12-24" if slug == SLUG else "2026-12-01")
        await store.write(grants.subscribe, programme_id, person_id, START)
    for wanted in (Filter(), Filter(kind="tos")):
        assert await store.write(subscriptions.follow, person_id, wanted, START)
    [(_, kind, items)] = await told(store, datetime(2026, 11, 30, 1, tzinfo=UTC))
    assert kind == "grant"
    assert [(item["days"], item["date"]["local"]) for item in items] == [(1, "2026-12-01")]
    [(_, _, items)] = await told(store, datetime(2026, 12, 17, 1, tzinfo=UTC))
    steps = [(item["days"], item["date"]["local"]) for item in items if item["topic"] == "step"]
    assert steps == [(7, "2026-12-24")]


async def test_a_new_round_is_told_to_whoever_follows_a_filter_that_it_fits(store: Store) -> None:
    _, stage = await deadline(store, "blagoveshchensk-nko")
    wanted = {
        101: Filter(kind="tos", municipality="blagoveshchensk"),
        102: Filter(kind="tos", municipality="zeya"),
        103: Filter(kind="biz"),
        104: Filter(theme="sport"),
    }
    who = {user_id: await subscriber(store, user_id) for user_id in wanted}
    for user_id, each in wanted.items():
        await store.write(subscriptions.follow, who[user_id], each, START)
    await wake(store)
    await move(store, stage.id, "2027-03-16")
    assert [person_id for person_id, _, _ in await told(store)] == [who[101], who[104]]


async def test_one_programme_of_a_filter_can_be_silenced_and_heard_again(store: Store) -> None:
    programme_id, stage = await deadline(store)
    person_id = await subscriber(store)
    await store.write(subscriptions.follow, person_id, Filter(), START)
    assert await store.write(grants.unsubscribe, programme_id, person_id, START)
    await move(store, stage.id, "2027-03-16")
    assert await told(store) == []
    await store.write(grants.subscribe, programme_id, person_id, START)
    await move(store, stage.id, "2027-03-20")
    assert await topics(store) == [["moved"]]


async def test_a_rest_keeps_silent_and_ends_with_one_message(store: Store) -> None:
    person_id = await subscriber(store)
    for slug in (SLUG, "presidential-grants"):
        programme_id, stage = await deadline(store, slug)
        await store.write(grants.subscribe, programme_id, person_id, START)
        each = await store.read(subscriptions.look_up, person_id, programme_id, 0)
        assert each
        await store.write(subscriptions.rest, person_id, each, datetime(2027, 1, 10, 1, tzinfo=UTC))
        for local in ("2027-03-16", "2027-02-01"):
            await move(store, stage.id, local)
    for days in (0, 20, 40):
        assert await told(store, later(days=days)) == []
    [(_, _, items)] = await told(store, datetime(2027, 1, 10, 1, tzinfo=UTC))
    assert [(item["topic"], item["date"]["local"]) for item in items] == [("confirmed", "2027-02-01")] * 2


async def test_mute_and_unmute_flood_nobody(store: Store) -> None:
    programme_id, stage = await deadline(store)
    await move(store, stage.id, "2026-12-24")
    person_id = await subscriber(store)
    await store.write(grants.subscribe, programme_id, person_id, START)
    await store.write(profile.mute, person_id, Hearing.GRANTS)
    assert await topics(store, later(days=20)) == []
    await store.write(profile.mute, person_id, Hearing.GRANTS)
    assert await topics(store, later(days=25, hours=22)) == [["step"]], "only the newest step"


async def test_own_filters_follow_the_profile(store: Store) -> None:
    _, stage = await deadline(store, "blagoveshchensk-nko")
    person_id = await subscriber(store)
    await store.write(profile.apply_as, person_id, Applicant.TOS)
    await store.write(profile.live_in, person_id, "zeya", None)
    await store.write(subscriptions.follow_own, person_id, START)
    await move(store, stage.id, "2027-03-16")
    assert await told(store) == []
    await store.write(profile.live_in, person_id, "blagoveshchensk", None)
    assert await topics(store) == [["confirmed"]]
    await store.write(profile.forget, person_id)
    assert await store.read(subscriptions.followed, person_id) == []


async def test_a_new_clock_moves_the_reminders_and_repeats_none(store: Store) -> None:
    programme_id, stage = await deadline(store)
    await move(store, stage.id, "2026-12-10T23:30")
    person_id = await subscriber(store, zone=MOSCOW)
    await store.write(grants.subscribe, programme_id, person_id, START)
    said_at = datetime(2026, 12, 8, 7, tzinfo=UTC)  # ten in Moscow: a day before the last whole day
    assert await topics(store, said_at) == [["step"]]
    for zone in (ZONE, MOSCOW, "Europe/Kaliningrad"):
        await store.write(people.change_zone, person_id, zone, said_at)
        assert await told(store, said_at) == []


async def test_a_double_hands_its_readers_over_with_what_they_know(store: Store) -> None:
    kept, stage = await deadline(store)
    double, _ = await deadline(store, "presidential-grants")
    olga, boris = await subscriber(store), await subscriber(store, 102)
    for person_id in (olga, boris):
        await store.write(grants.subscribe, double, person_id, START)
    await store.write(grants.subscribe, kept, boris, START)
    await store.write(subscriptions.move, double, kept, START)
    await move(store, stage.id, "2027-03-16")
    assert [(person_id, len(items)) for person_id, _, items in await told(store)] == [(olga, 1), (boris, 1)]
    assert await store.read(grants.subscribers, double) == []


async def test_whoever_subscribes_while_a_date_moves_knows_the_one_or_hears_the_other(store: Store) -> None:
    programme_id, stage = await deadline(store)
    person_ids = [await subscriber(store, user_id) for user_id in range(101, 109)]
    joins = [store.write(grants.subscribe, programme_id, person_id, START) for person_id in person_ids]
    await asyncio.gather(*joins[:4], move(store, stage.id, "2027-03-16"), *joins[4:])
    heard = {person_id for person_id, _, _ in await told(store)}
    found = await told(store, datetime(2027, 3, 15, 1, tzinfo=UTC))
    assert heard <= set(person_ids)
    assert {item["date"]["local"] for _, _, items in found for item in items} == {"2027-03-16"}
    assert len(found) == len(person_ids)


async def test_withdrawn_consent_ends_everything_that_one_follows(store: Store) -> None:
    programme_id, stage = await deadline(store)
    person_id = await subscriber(store)
    await store.write(grants.subscribe, programme_id, person_id, START)
    await store.write(subscriptions.follow, person_id, Filter(), START)
    await move(store, stage.id, "2026-12-02")
    await wake(store)
    await store.write(people.withdraw, person_id, Purpose.SUBSCRIPTIONS, START)
    assert await told(store, later(days=3)) == []
    assert await store.read(subscriptions.followed, person_id) == []
    assert await look_at(store, person_id) is None


async def test_setting_the_same_date_again_or_another_programmes_is_no_news(store: Store) -> None:
    programme_id, stage = await deadline(store)
    await move(store, stage.id, "2027-03-16")
    await store.write(grants.subscribe, programme_id, await subscriber(store), START)
    await move(store, stage.id, "2027-03-16")
    _, other = await deadline(store, "presidential-grants")
    await move(store, other.id, "2027-03-20")
    assert await told(store) == []


async def test_moved_programme_counts_as_edited(store: Store) -> None:
    programme_id, stage = await deadline(store)
    await move(store, stage.id, "2027-03-16")
    edited = await store.read(
        lambda tx: tx.scalar(select(programmes.c.edited_at).where(programmes.c.id == programme_id))
    )
    assert edited == START
