"""Broadcasts in the store: audience, permissions, planning once and in chunks, interruptions."""

import asyncio
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, update

from bot.domain.broadcasts.audience.audience import Audience, AudienceKind
from bot.domain.broadcasts.broadcast import BroadcastOutcome, BroadcastStatus
from bot.domain.deliveries import DeliveryStatus, Record
from bot.domain.people import Purpose, Role, RoleKind
from storage import grants, outbox
from storage.broadcasts.audience import parts
from storage.broadcasts.compose import drafts
from storage.broadcasts.results import reports
from storage.broadcasts.sending import launches
from storage.core.db import Store
from storage.core.tables import consents, deliveries
from storage.core.tables import people as people_table
from storage.events import sign_ups
from storage.people import people, personal_data
from tests.clock import START, ZONE
from tests.storage.broadcasts import (
    EVERYBODY,
    REGIONAL,
    addressed,
    agree,
    make_event,
    planned,
    readers,
    said,
    start,
    started,
)

LOCAL = frozenset({Role(RoleKind.COORDINATOR, "belogorsk")})
BELOGORSK = Audience.of(AudienceKind.MUNICIPALITY, "belogorsk")
ZEYA = Audience.of(AudienceKind.MUNICIPALITY, "zeya")
NIGHT = START + timedelta(hours=12)  # midnight in Blagoveshchensk, six in the evening in Moscow
MORNING = START + timedelta(hours=21)


@pytest.fixture
async def anna(store: Store) -> int:
    """A coordinator who does not read the news."""
    return await store.write(agree, 900, Purpose.WORK)


def of_event(event_id: int) -> Audience:
    return Audience.of(AudienceKind.EVENT, str(event_id))


async def test_everybody_is_everybody_with_the_consent_to_news(store: Store, anna: int) -> None:
    [olga, viktor, gone, old, _] = await readers(store, 101, 102, 103, 104, 105)
    await store.write(people.withdraw, gone, Purpose.NOTIFICATIONS, START)
    outdated = update(consents).where(consents.c.person_id == old).values(version="2020-01")
    await store.write(lambda tx: tx.execute(outdated) and None)
    await store.write(people.block, 105, START)
    await started(store, anna)
    assert await store.read(planned) == [olga, viktor]


async def test_a_municipality_is_its_people_with_the_consent_to_news(store: Store, anna: int) -> None:
    [olga] = await readers(store, 101, municipality="belogorsk")
    await readers(store, 102, municipality="zeya")
    await readers(store, 103)
    await started(store, anna, BELOGORSK)
    assert await store.read(planned) == [olga]


async def test_participants_are_those_who_go_and_those_who_wait(store: Store, anna: int) -> None:
    event_id, other = await make_event(store), await make_event(store)
    going, waiting, left, elsewhere = [await store.write(agree, id_, Purpose.SIGN_UPS) for id_ in range(101, 105)]
    for person_id in (going, waiting, left):
        await store.write(sign_ups.join, event_id, person_id, START)
    await store.write(sign_ups.leave, event_id, left, START)
    await store.write(sign_ups.join, other, elsewhere, START)
    await started(store, anna, of_event(event_id))
    assert await store.read(planned) == [going, waiting]


async def test_subscribers_of_a_grant_are_those_who_follow_it(store: Store, anna: int) -> None:
    first, second = [each.id for each in (await store.read(grants.catalogue))[:2]]
    olga, viktor = [await store.write(agree, user_id, Purpose.SUBSCRIPTIONS) for user_id in (101, 102)]
    await store.write(grants.subscribe, first, olga, START)
    await store.write(grants.subscribe, second, viktor, START)
    await started(store, anna, Audience.of(AudienceKind.GRANT, str(first)))
    assert await store.read(planned) == [olga]


async def test_people_on_paper_are_not_counted(store: Store, anna: int) -> None:
    event_id = await make_event(store)

    def sign_up_on_paper(tx: Connection) -> None:
        guest = {"name": "Сосед", "locale": "ru", "zone": ZONE, "created_at": START}
        [person_id] = tx.execute(people_table.insert().values(**guest).returning(people_table.c.id)).one()
        sign_ups.join(tx, event_id, person_id, START)

    await store.write(sign_up_on_paper)
    found = await store.read(drafts.review, await addressed(store, anna, of_event(event_id)), anna, START)
    assert found
    assert found.recipients == 0


async def test_a_coordinator_of_one_municipality_reaches_it_and_its_events_only(store: Store, anna: int) -> None:
    grant = (await store.read(grants.catalogue))[0].id
    reached = {
        EVERYBODY: BroadcastOutcome.FORBIDDEN,
        BELOGORSK: BroadcastOutcome.DONE,
        ZEYA: BroadcastOutcome.FORBIDDEN,
        of_event(await make_event(store, "belogorsk")): BroadcastOutcome.DONE,
        of_event(await make_event(store, "zeya")): BroadcastOutcome.FORBIDDEN,
        of_event(await make_event(store)): BroadcastOutcome.FORBIDDEN,
        Audience.of(AudienceKind.GRANT, str(grant)): BroadcastOutcome.FORBIDDEN,
    }
    draft = await store.write(drafts.begin, anna, 900, 7, START)
    for audience, expected in reached.items():
        assert await store.write(drafts.address, draft, anna, LOCAL, audience, START) is expected, audience
        assert await store.write(drafts.address, draft, anna, frozenset(), audience, START) is not (
            BroadcastOutcome.DONE
        )
        assert await store.write(drafts.address, draft, anna, REGIONAL, audience, START) is BroadcastOutcome.DONE


async def test_only_audiences_within_reach_are_offered(store: Store) -> None:
    own, foreign = await make_event(store, "belogorsk"), await make_event(store, "zeya")
    local = {kind: await store.read(parts.choices, kind, LOCAL, START) for kind in AudienceKind}
    assert [key for key, _ in local[AudienceKind.MUNICIPALITY]] == ["belogorsk"]
    assert local[AudienceKind.EVENT] == [(str(own), "Субботник")]
    assert local[AudienceKind.GRANT] == local[AudienceKind.EVERYBODY] == []
    region = await store.read(parts.choices, AudienceKind.EVENT, REGIONAL, START)
    assert [key for key, _ in region] == [str(own), str(foreign)]
    assert len(await store.read(parts.choices, AudienceKind.MUNICIPALITY, REGIONAL, START)) == 29


async def test_a_right_that_was_lost_meanwhile_sends_nothing(store: Store, anna: int) -> None:
    await readers(store, 101)
    draft = await addressed(store, anna)
    found = await store.read(drafts.get, draft)
    assert found
    outcome = await store.write(launches.start, draft, anna, LOCAL, found.seal, None, START)
    assert outcome is BroadcastOutcome.FORBIDDEN


@pytest.mark.parametrize(
    "audience",
    [
        of_event(999),
        Audience.of(AudienceKind.EVENT, "abc"),
        Audience.of(AudienceKind.EVENT, "9" * 30),
        Audience.of(AudienceKind.GRANT, "999"),
        Audience.of(AudienceKind.MUNICIPALITY, "nowhere"),
    ],
    ids=str,
)
async def test_what_does_not_exist_is_no_audience(store: Store, anna: int, audience: Audience) -> None:
    draft = await store.write(drafts.begin, anna, 900, 7, START)
    outcome = await store.write(drafts.address, draft, anna, REGIONAL, audience, START)
    assert outcome is BroadcastOutcome.NOWHERE


async def test_participants_of_an_event_that_has_begun_hear_nothing(store: Store, anna: int) -> None:
    event_id = await make_event(store)
    await store.write(sign_ups.join, event_id, await store.write(agree, 101, Purpose.SIGN_UPS), START)
    draft = await addressed(store, anna, of_event(event_id))
    assert await start(store, draft, anna, START + timedelta(days=3)) is BroadcastOutcome.NOWHERE


async def test_pressed_by_twenty_at_once_it_is_sent_once(store: Store, anna: int) -> None:
    people_ids = await readers(store, 101, 102, 103)
    draft = await addressed(store, anna)
    outcomes = Counter(await asyncio.gather(*(start(store, draft, anna) for _ in range(20))))
    assert outcomes == {BroadcastOutcome.DONE: 1, BroadcastOutcome.ALREADY: 19}
    await asyncio.gather(*(store.write(launches.plan_next, draft) for _ in range(5)))
    assert await store.read(planned) == people_ids


async def test_people_are_planned_in_chunks_each_once(store: Store, anna: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launches, "CHUNK", 2)
    people_ids = await readers(store, *range(101, 106))
    draft = await addressed(store, anna)
    await start(store, draft, anna)
    assert [await store.write(launches.plan_next, draft) for _ in range(4)] == [2, 2, 1, 0]
    assert await store.read(planned) == people_ids


async def test_a_crash_in_the_middle_of_a_chunk_leaves_no_trace(
    store: Store, anna: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(launches, "CHUNK", 2)
    people_ids = await readers(store, *range(101, 106))
    draft = await addressed(store, anna)
    await start(store, draft, anna)
    await store.write(launches.plan_next, draft)

    def crash(tx: Connection) -> None:
        launches.plan_next(tx, draft)
        raise ConnectionError

    with pytest.raises(ConnectionError):
        await store.write(crash)
    assert await store.read(planned) == people_ids[:2]
    while await store.write(launches.plan_next, draft):
        continue
    assert await store.read(planned) == people_ids


async def test_who_withdraws_before_their_chunk_hears_nothing_and_is_not_counted(
    store: Store, anna: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(launches, "CHUNK", 2)
    *heard, gone = await readers(store, *range(101, 106))
    draft = await addressed(store, anna)
    await start(store, draft, anna)
    await store.write(launches.plan_next, draft)
    await store.write(people.withdraw, gone, Purpose.NOTIFICATIONS, START)
    while await store.write(launches.plan_next, draft):
        continue
    assert await store.read(planned) == heard
    found = await store.read(drafts.get, draft)
    assert found
    assert found.recipients == 4


@pytest.mark.parametrize(
    ("audience", "purpose"),
    [(EVERYBODY, Purpose.NOTIFICATIONS), (of_event(1), Purpose.SIGN_UPS)],
    ids=["news", "event"],
)
async def test_who_withdraws_before_the_morning_hears_nothing(
    store: Store, anna: int, audience: Audience, purpose: Purpose
) -> None:
    assert await make_event(store) == 1
    olga = await store.write(agree, 101, purpose)
    await store.write(sign_ups.join, 1, olga, START)
    draft = await started(store, anna, audience, NIGHT)
    await store.write(people.withdraw, olga, purpose, NIGHT)
    assert [row for row in await store.write(outbox.claim, MORNING, 10) if row.cause == "broadcast"] == []
    assert (await progress(store, draft)).left_out == 1


async def progress(store: Store, broadcast_id: int, at: datetime = NIGHT) -> Any:
    found = await store.read(reports.report, broadcast_id, at)
    assert found
    return found.progress


async def test_who_sleeps_is_counted_and_gets_it_in_their_own_morning(store: Store, anna: int) -> None:
    await readers(store, 101, 102)
    await readers(store, 103, zone="Europe/Moscow")
    draft = await addressed(store, anna, now=NIGHT)
    found = await store.read(drafts.review, draft, anna, NIGHT)
    assert found
    assert (found.recipients, found.asleep) == (3, 2)
    await start(store, draft, anna, NIGHT)
    await store.write(launches.plan_next, draft)
    assert [row.chat_id for row in await store.write(outbox.claim, NIGHT, 10)] == [103]
    assert (await progress(store, draft)).asleep == 2
    before = MORNING - timedelta(seconds=1)
    assert await store.write(outbox.claim, before, 10) == []
    assert {row.chat_id for row in await store.write(outbox.claim, MORNING, 10)} == {101, 102}


async def of_sleepers(store: Store, author_id: int, starts_at: datetime) -> int:
    """A broadcast at midnight to participants of an event: for one of them it is midnight, for one evening."""
    event_id = await make_event(store, at=starts_at)
    for user_id, zone in ((101, ZONE), (102, "Europe/Moscow")):
        person_id = await store.write(agree, user_id, Purpose.SIGN_UPS, zone=zone)
        await store.write(sign_ups.join, event_id, person_id, START)
    return await addressed(store, author_id, of_event(event_id), NIGHT)


async def test_before_an_early_event_nobody_sleeps_through_the_message(store: Store, anna: int) -> None:
    draft = await of_sleepers(store, anna, MORNING - timedelta(minutes=30))
    found = await store.read(drafts.review, draft, anna, NIGHT)
    assert found
    assert (found.recipients, found.asleep, found.woken) == (2, 0, 1)
    await start(store, draft, anna, NIGHT)
    await store.write(launches.plan_next, draft)
    heard = {row.chat_id for row in await store.write(outbox.claim, NIGHT, 10) if row.cause == "broadcast"}
    assert heard == {101, 102}


async def test_before_a_late_event_they_sleep_and_hear_it_before_it_starts(store: Store, anna: int) -> None:
    starts_at = MORNING + timedelta(minutes=30)
    draft = await of_sleepers(store, anna, starts_at)
    found = await store.read(drafts.review, draft, anna, NIGHT)
    assert found
    assert (found.recipients, found.asleep, found.woken) == (2, 1, 0)
    await start(store, draft, anna, NIGHT)
    await store.write(launches.plan_next, draft)
    assert await store.write(outbox.expire, starts_at - timedelta(seconds=1)) == 0
    await store.write(outbox.expire, starts_at)
    assert (await progress(store, draft)).expired == 2


async def test_after_a_day_it_is_not_said_and_after_two_it_is_no_news(store: Store, anna: int) -> None:
    await readers(store, 101)
    draft = await started(store, anna)
    late = START + timedelta(hours=24)
    await store.write(outbox.expire, late)
    assert await store.write(outbox.claim, late, 10) == []
    assert (await progress(store, draft)).waiting == 1
    await store.write(outbox.expire, late + timedelta(hours=24))
    assert (await progress(store, draft)).expired == 1


async def test_reminders_go_before_broadcasts(store: Store, anna: int) -> None:
    [olga] = await readers(store, 101)
    await started(store, anna)
    event_id = await make_event(store)
    await store.write(sign_ups.join, event_id, olga, START)
    soon = START + timedelta(days=2)
    await store.write(lambda tx: tx.execute(update(deliveries).values(expires_at=soon + timedelta(hours=1))) and None)
    assert [row.cause for row in await store.write(outbox.claim, soon, 1)] == ["event"]


async def test_stopping_cancels_what_is_planned_and_keeps_what_was_sent(
    store: Store, anna: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(launches, "CHUNK", 3)
    await readers(store, *range(101, 108))
    draft = await addressed(store, anna)
    await start(store, draft, anna)
    await store.write(launches.plan_next, draft)
    await said(store, DeliveryStatus.SENT)
    assert await store.write(launches.stop, draft, anna) is BroadcastOutcome.DONE
    assert await store.write(launches.plan_next, draft) == 0
    assert await store.write(outbox.claim, START, 10) == []
    found = await progress(store, draft)
    assert (found.sent, found.left_out) == (1, 6)
    assert await store.write(launches.stop, draft, anna) is BroadcastOutcome.OVER


async def test_it_ends_once_when_nothing_is_in_flight_and_the_author_hears_once(store: Store, anna: int) -> None:
    await readers(store, 101, 102)
    draft = await started(store, anna)
    [olga, viktor] = await store.write(outbox.claim, START, 10)
    await store.write(outbox.record, [Record(olga.id, olga.account_id, DeliveryStatus.SENT)], START)
    assert not await store.write(launches.finish, draft, START)
    await store.write(outbox.record, [Record(viktor.id, viktor.account_id, DeliveryStatus.BLOCKED)], START)
    ended = await asyncio.gather(*(store.write(launches.finish, draft, START) for _ in range(5)))
    assert sorted(ended) == [False, False, False, False, True]
    assert await store.read(launches.running) == []
    found = await progress(store, draft)
    assert (found.recipients, found.sent, found.blocked, found.undelivered, found.left_out) == (2, 1, 1, 1, 0)
    assert [(row.chat_id, row.cause) for row in await store.write(outbox.claim, START, 10)] == [(900, "report")]


async def test_a_stopped_broadcast_ends_only_when_what_is_in_flight_has_arrived(store: Store, anna: int) -> None:
    await readers(store, 101)
    draft = await started(store, anna)
    [row] = await store.write(outbox.claim, START, 10)
    await store.write(launches.stop, draft, anna)
    assert not await store.write(launches.finish, draft, START)
    await store.write(outbox.record, [Record(row.id, row.account_id, DeliveryStatus.SENT)], START)
    assert await store.write(launches.finish, draft, START)
    found = await store.read(drafts.get, draft)
    assert found
    assert found.status is BroadcastStatus.CANCELLED


async def test_a_dead_door_may_repeat_and_the_report_says_so(store: Store, anna: int) -> None:
    await readers(store, 101)
    draft = await started(store, anna)
    await store.write(outbox.claim, START, 10)
    later = START + timedelta(minutes=2)
    await store.write(outbox.recover, later)
    await said(store, DeliveryStatus.SENT, now=later)
    assert (await progress(store, draft)).repeated == 1


async def test_a_draft_belongs_to_its_author(store: Store, anna: int) -> None:
    await readers(store, 101)
    draft = await addressed(store, anna)
    boris = await store.write(agree, 901, Purpose.WORK)
    found = await store.read(drafts.get, draft)
    assert found
    assert await store.read(drafts.own, draft, boris) is None
    assert await store.read(drafts.review, draft, boris, START) is None
    assert await store.read(drafts.begun, boris, 5) == []
    for refused in (
        store.write(drafts.address, draft, boris, REGIONAL, EVERYBODY, START),
        store.write(drafts.replace_message, draft, boris, 901, 8),
        store.write(drafts.copy_from, draft, boris, 901, 8),
        store.write(drafts.discard, draft, boris),
        store.write(launches.start, draft, boris, REGIONAL, found.seal, None, START),
        store.write(launches.stop, draft, boris),
    ):
        assert await refused is BroadcastOutcome.GONE
    assert await store.read(drafts.get, draft) == found


async def test_what_was_not_reviewed_is_not_sent(store: Store, anna: int) -> None:
    await readers(store, 101, municipality="belogorsk")
    draft = await addressed(store, anna)
    reviewed = await store.read(drafts.get, draft)
    assert reviewed
    for change in (
        store.write(drafts.address, draft, anna, REGIONAL, BELOGORSK, START),
        store.write(drafts.replace_message, draft, anna, 900, 8),
        store.write(drafts.copy_from, draft, anna, 900, 9),
    ):
        assert await change is BroadcastOutcome.DONE
        outcome = await store.write(launches.start, draft, anna, REGIONAL, reviewed.seal, None, START)
        assert outcome is BroadcastOutcome.CHANGED
    bare = await store.write(drafts.begin, anna, 900, 7, START)
    assert await start(store, bare, anna) is BroadcastOutcome.CHANGED


async def test_nobody_is_nobody_to_send_to(store: Store, anna: int) -> None:
    assert await start(store, await addressed(store, anna), anna) is BroadcastOutcome.NOBODY


async def test_what_was_sent_is_no_draft_any_more(store: Store, anna: int) -> None:
    await readers(store, 101)
    draft = await started(store, anna)
    for refused in (
        store.write(drafts.address, draft, anna, REGIONAL, EVERYBODY, START),
        store.write(drafts.replace_message, draft, anna, 900, 8),
        store.write(drafts.copy_from, draft, anna, 900, 8),
        store.write(drafts.discard, draft, anna),
    ):
        assert await refused is BroadcastOutcome.ALREADY


async def test_the_last_broadcasts_come_first(store: Store, anna: int) -> None:
    await readers(store, 101)
    sent = [await started(store, anna, now=START + timedelta(minutes=minute)) for minute in range(3)]
    begun = [await addressed(store, anna) for _ in range(3)]
    found = await store.read(reports.reports, anna, START, 2)
    assert [each.broadcast.id for each in found] == [sent[2], sent[1]]
    assert [each.id for each in await store.read(drafts.begun, anna, 2)] == [begun[2], begun[1]]


async def test_what_an_author_leaves_under_way_without_a_colleague_waits_for_one(store: Store, anna: int) -> None:
    await readers(store, 101)
    draft = await started(store, anna)
    await store.write(personal_data.erase, anna, "", START)
    assert await store.write(outbox.claim, START, 10) == []
    assert [each.status for each in await store.read(launches.running)] == ["paused"]
    found = await store.read(drafts.get, draft)
    assert found
    assert (found.author_id, found.from_chat_id, found.message_id) == (None, None, None)


async def test_old_broadcasts_are_swept_unless_they_are_being_sent(store: Store, anna: int) -> None:
    await readers(store, 101)
    under_way, old = await started(store, anna), await addressed(store, anna)
    fresh = await addressed(store, anna, now=NIGHT)
    assert await store.write(drafts.sweep, NIGHT) == 1
    kept = [await store.read(drafts.get, each) is not None for each in (under_way, old, fresh)]
    assert kept == [True, False, True]
