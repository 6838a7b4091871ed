"""The outbox: a row is planned once, claimed by one worker, dropped when late, revived when a person returns."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Connection, select

from bot.domain.deliveries import ATTEMPTS_MAX, DeliveryStatus, Plan, Record
from bot.domain.people import Purpose, Visitor
from storage import outbox
from storage.core.db import Store
from storage.core.tables import accounts
from storage.core.tables import deliveries as table
from storage.people import people
from tests.clock import START, ZONE

PLAN = Plan(kind="reminder", cause="event", cause_id=7, occasion="start-1d@x", due_at=START)


def somebody(tx: Connection, user_id: int = 101) -> int:
    visitor = Visitor(user_id, user_id, "Ольга")
    return people.agree(tx, visitor, Purpose.SIGN_UPS, "hash", "ru", ZONE, START).id


def statuses(tx: Connection) -> list[str]:
    return list(tx.scalars(select(table.c.status).order_by(table.c.id)))


@pytest.fixture
async def olga(store: Store) -> int:
    return await store.write(somebody)


def sent(row_id: int, account_id: int) -> Record:
    return Record(row_id, account_id, DeliveryStatus.SENT, message_ids=(5,))


async def test_planning_twice_is_planning_once(store: Store, olga: int) -> None:
    for _ in range(2):
        await store.write(outbox.plan, [olga], [PLAN])
    assert await store.read(statuses) == ["planned"]


def end_as(tx: Connection, person_id: int, end: DeliveryStatus) -> None:
    theirs = table.update().where(table.c.person_id == person_id)
    tx.execute(theirs.values(status=end, attempts=3, error="x"))


@pytest.mark.parametrize("few", [0, 100])
async def test_many_are_planned_just_as_few_are(few: int, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.outbox.enqueuing.FEW", few)
    monkeypatch.setattr("storage.outbox.enqueuing.PAGE", 2)
    who = [await store.write(somebody, 101 + n) for n in range(5)]
    await store.write(outbox.plan, who, [PLAN, replace(PLAN, occasion="other")])
    ends = [DeliveryStatus.SENT, DeliveryStatus.BLOCKED, DeliveryStatus.CANCELLED, DeliveryStatus.FAILED]
    for person_id, end in zip(who, ends, strict=False):
        await store.write(end_as, person_id, end)
    later = replace(PLAN, due_at=START + timedelta(hours=1), expires_at=START + timedelta(hours=2), payload={"a": "ы"})
    await store.write(outbox.plan, [*who, *who], [later])
    rows = await store.read(
        lambda tx: tx.execute(
            select(table.c.status, table.c.due_at, table.c.expires_at, table.c.payload, table.c.attempts, table.c.error)
            .where(table.c.occasion == PLAN.occasion)
            .order_by(table.c.person_id)
        ).all()
    )
    old: tuple[object, ...] = (START, None, {}, 3, "x")
    new: tuple[object, ...] = (later.due_at, later.expires_at, {"a": "ы"}, 0, None)
    assert [tuple(row) for row in rows] == [
        ("sent", *old),
        ("planned", *new),
        ("planned", *new),
        ("failed", *old),
        ("planned", *new),
    ]


async def test_a_claimed_row_is_claimed_by_nobody_else(store: Store, olga: int) -> None:
    await store.write(outbox.plan, [olga], [PLAN])
    assert [row.chat_id for row in await store.write(outbox.claim, START, 10)] == [101]
    assert await store.write(outbox.claim, START, 10) == []


async def test_what_was_sent_stays_sent_when_planned_again(store: Store, olga: int) -> None:
    await store.write(outbox.plan, [olga], [PLAN])
    [row] = await store.write(outbox.claim, START, 10)
    await store.write(outbox.record, [sent(row.id, row.account_id)], START)
    await store.write(outbox.plan, [olga], [PLAN])
    assert await store.read(statuses) == ["sent"]
    assert await store.read(lambda tx: tx.scalar(select(table.c.message_ids))) == [5]


async def test_cancelled_rows_are_planned_anew(store: Store, olga: int) -> None:
    await store.write(outbox.plan, [olga], [PLAN])
    assert await store.write(outbox.cancel, "event", 7) == 1
    assert await store.read(statuses) == ["cancelled"]
    await store.write(outbox.plan, [olga], [PLAN])
    assert await store.read(statuses) == ["planned"]


async def test_a_dead_door_gives_its_rows_back_and_they_are_counted(store: Store, olga: int) -> None:
    await store.write(outbox.plan, [olga], [PLAN])
    await store.write(outbox.claim, START, 10)
    assert await store.write(outbox.recover, START + timedelta(seconds=30)) == 0
    assert await store.write(outbox.recover, START + timedelta(seconds=61)) == 1
    [row] = await store.write(outbox.claim, START + timedelta(seconds=61), 10)
    await store.write(outbox.record, [Record(row.id, row.account_id, DeliveryStatus.SENT)], START)
    assert await store.read(outbox.counts, "event", 7) == {"sent": 1, "repeats": 1}


async def test_late_is_never(store: Store, olga: int) -> None:
    await store.write(outbox.plan, [olga], [replace(PLAN, expires_at=START + timedelta(hours=1))])
    assert await store.write(outbox.expire, START + timedelta(hours=1)) == 1
    assert await store.write(outbox.claim, START + timedelta(hours=2), 10) == []


async def test_at_night_what_can_wait_waits_for_the_morning(store: Store, olga: int) -> None:
    night = START + timedelta(hours=11)  # 23:00 in Blagoveshchensk
    await store.write(outbox.plan, [olga], [replace(PLAN, due_at=night)])
    assert await store.write(outbox.claim, night, 10) == []
    morning = START + timedelta(hours=21)  # 09:00
    assert await store.write(outbox.claim, morning - timedelta(seconds=1), 10) == []
    assert len(await store.write(outbox.claim, morning, 10)) == 1


async def test_at_night_what_cannot_wait_goes(store: Store, olga: int) -> None:
    night = START + timedelta(hours=11)
    soon = replace(PLAN, due_at=night, expires_at=night + timedelta(hours=2))
    await store.write(outbox.plan, [olga], [soon])
    assert len(await store.write(outbox.claim, night, 10)) == 1


async def test_who_is_awake_is_found_behind_any_number_of_sleepers(
    store: Store, olga: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.outbox.claiming.EXAMINED", 2)
    sleepers = [await store.write(somebody, user_id) for user_id in range(201, 208)]
    for sleeper in sleepers:
        await store.write(people.change, sleeper, zone="America/New_York")  # ten in the evening
    await store.write(people.block, 201, START)
    await store.write(outbox.plan, sleepers, [replace(PLAN, priority=0)])
    await store.write(outbox.plan, [olga], [PLAN])
    assert [row.chat_id for row in await store.write(outbox.claim, START, 1)] == [101]
    assert (await store.read(statuses)) == ["blocked", *["planned"] * 6, "claimed"]
    assert len(await store.write(outbox.claim, START + timedelta(hours=11), 10)) == 6


async def test_the_urgent_goes_first(store: Store, olga: int) -> None:
    plans = [replace(PLAN, occasion=f"o{n}", priority=n) for n in (9, 0, 5)]
    await store.write(outbox.plan, [olga], plans)
    assert [row.occasion for row in await store.write(outbox.claim, START, 2)] == ["o0", "o5"]


async def test_a_group_takes_its_turns_and_is_followed_to_its_new_chat(store: Store) -> None:
    group = {"platform": "telegram", "kind": "group", "chat_id": -77, "created_at": START}
    account_id = await store.write(
        lambda tx: tx.execute(accounts.insert().returning(accounts.c.id), group).scalar_one()
    )
    for _ in range(2):
        await store.write(outbox.plan_for_groups, [account_id], [PLAN, replace(PLAN, occasion="next")])
    [first] = await store.write(outbox.claim, START, 10, ZONE)
    assert (first.person_id, first.account_id, first.chat_id, first.locale, first.zone) == (
        None, account_id, -77, "", ZONE
    )  # fmt: skip
    assert await store.write(outbox.claim, START + timedelta(seconds=2), 10, ZONE) == []
    await store.write(outbox.record, [sent(first.id, account_id)], START + timedelta(seconds=3))
    assert await store.write(outbox.claim, START + timedelta(seconds=5), 10, ZONE) == []
    [second] = await store.write(outbox.claim, START + timedelta(seconds=6), 10, ZONE)
    moved = Record(second.id, account_id, DeliveryStatus.PLANNED, moved_to=-10077)
    await store.write(outbox.record, [moved], START)
    [again] = await store.write(outbox.claim, START + timedelta(seconds=9), 10, ZONE)
    assert (again.id, again.chat_id) == (second.id, -10077)


async def test_whoever_blocked_us_gets_it_after_coming_back(store: Store, olga: int) -> None:
    await store.write(outbox.plan, [olga], [PLAN])
    [row] = await store.write(outbox.claim, START, 10)
    blocked = Record(row.id, row.account_id, DeliveryStatus.BLOCKED, error="bot was blocked by the user")
    await store.write(outbox.record, [blocked], START)
    assert await store.read(statuses) == ["blocked"]
    await store.write(outbox.plan, [olga], [replace(PLAN, occasion="another")])
    assert await store.write(outbox.claim, START, 10) == []
    await store.write(people.unblock, 101, START)
    assert len(await store.write(outbox.claim, START, 10)) == 2


async def test_a_row_that_fails_too_often_ends(store: Store, olga: int) -> None:
    await store.write(outbox.plan, [olga], [PLAN])
    for _ in range(ATTEMPTS_MAX):
        [row] = await store.write(outbox.claim, START, 10)
        again = Record(row.id, row.account_id, DeliveryStatus.PLANNED, error="odd", retry_at=START)
        await store.write(outbox.record, [again], START)
    assert await store.read(statuses) == ["failed"]


async def test_a_lost_row_keeps_its_place_and_is_passed_over_until_its_time(store: Store, olga: int) -> None:
    plans = [replace(PLAN, occasion=each, due_at=START + timedelta(seconds=n)) for n, each in enumerate("ab")]
    await store.write(outbox.plan, [olga], plans)
    now = START + timedelta(seconds=10)
    for _ in range(ATTEMPTS_MAX + 1):
        [row] = await store.write(outbox.claim, now, 1)
        assert row.occasion == "a"
        later = now + timedelta(seconds=4)
        lost = Record(row.id, row.account_id, DeliveryStatus.PLANNED, retry_at=later, is_lost=True, uncertain=True)
        await store.write(outbox.record, [lost], now)
        [other] = await store.write(outbox.claim, now, 10)
        assert other.occasion == "b"
        back = Record(other.id, other.account_id, DeliveryStatus.PLANNED)
        await store.write(outbox.record, [back], now)
        now = later
    assert await store.read(statuses) == ["planned", "planned"]


async def test_a_pause_is_lifted_once(store: Store) -> None:
    assert not await store.write(outbox.lift_pause)
    await store.write(outbox.pause, START + timedelta(days=1))
    assert (await store.read(outbox.waiting, START))[1] == START + timedelta(days=1)
    assert await store.write(outbox.lift_pause)
    assert await store.read(outbox.waiting, START) == (0, None)


async def test_a_longer_pause_wins(store: Store) -> None:
    for seconds in (5, 60, 10):
        await store.write(outbox.pause, START + timedelta(seconds=seconds))
    assert await store.read(outbox.paused_until) == START + timedelta(seconds=60)


async def test_old_pages_of_the_ledger_are_torn_out(store: Store, olga: int) -> None:
    await store.write(outbox.plan, [olga], [PLAN, replace(PLAN, occasion="kept")])
    [first, _] = await store.write(outbox.claim, START, 10)
    await store.write(outbox.record, [sent(first.id, first.account_id)], START)
    assert await store.write(outbox.sweep, START + timedelta(days=1)) == 1
    assert await store.read(statuses) == ["claimed"]
