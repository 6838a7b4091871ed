"""The schedule of broadcasts on both engines: sent once after moves, pauses and interruptions; fast queries."""

import asyncio
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, event, insert, text

from bot.domain.broadcasts.broadcast import Anchor, AnchorKind, BroadcastOutcome, BroadcastStatus, Window
from bot.domain.broadcasts.sending import approvals as approval_rules
from bot.domain.deliveries import DeliveryStatus, Limits, Plan, Record
from bot.domain.people import Purpose, Role, RoleKind
from storage import outbox
from storage.broadcasts.compose import drafts
from storage.broadcasts.schedule import anchors, timing
from storage.broadcasts.sending import approvals, launches, pauses
from storage.core.db import Store
from storage.core.tables import deliveries
from storage.events import edits, events
from storage.people import people
from tests.clock import START
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

ADMIN = frozenset({Role(RoleKind.ADMIN)})
TOMORROW = START + timedelta(days=1)


@pytest.fixture
async def anna(store: Store) -> int:
    """A coordinator who does not read the news."""
    return await coordinator(store, 900)


async def coordinator(store: Store, user_id: int) -> int:
    person_id = await store.write(agree, user_id, Purpose.WORK)
    await store.write(people.grant, person_id, Role(RoleKind.COORDINATOR), START)
    return person_id


async def status(store: Store, broadcast_id: int) -> BroadcastStatus:
    found = await store.read(drafts.get, broadcast_id)
    assert found
    return found.status


async def scheduled(store: Store, anna: int, anchor: Anchor | None = None) -> int:
    draft = await addressed(store, anna, EVERYBODY)
    if anchor:
        assert await store.write(timing.anchor_to, draft, anna, REGIONAL, anchor, START) is BroadcastOutcome.DONE
    else:
        assert await store.write(timing.schedule, draft, anna, TOMORROW, START) is BroadcastOutcome.DONE
    assert await start(store, draft, anna) is BroadcastOutcome.SCHEDULED
    return draft


async def test_what_is_due_is_launched_once_by_however_many(store: Store, anna: int) -> None:
    heard = await readers(store, 101, 102)
    draft = await scheduled(store, anna)
    assert await store.read(launches.due, TOMORROW - timedelta(seconds=1)) == []
    assert not await store.write(launches.launch, draft, (), START), "not due yet"
    assert await store.read(launches.due, TOMORROW) == [draft]
    launched = await asyncio.gather(*(store.write(launches.launch, draft, (), TOMORROW) for _ in range(5)))
    assert Counter(launched) == {True: 1, False: 4}
    while await store.write(launches.plan_next, draft):
        continue
    assert await store.read(planned) == heard


async def test_moved_and_launched_at_once_it_goes_at_most_once(store: Store, anna: int) -> None:
    await readers(store, 101)
    event_id = await make_event(store, at=START + timedelta(days=3))
    draft = await scheduled(store, anna, Anchor(AnchorKind.EVENT, event_id, 2 * 1440))
    found = await store.read(events.get, event_id)
    assert found
    assert found.starts_local

    def move(tx: Connection, hours: int) -> Any:
        seen = events.get(tx, event_id)
        assert seen
        assert seen.starts_local
        return edits.move(tx, event_id, ADMIN, seen.starts_local, seen.starts_local + timedelta(hours=hours), TOMORROW)

    await asyncio.gather(
        store.write(launches.launch, draft, (), TOMORROW), *(store.write(move, hours) for hours in (1, -1, 2))
    )
    after = await store.read(drafts.get, draft)
    assert after
    assert after.status in (BroadcastStatus.SENDING, BroadcastStatus.SCHEDULED, BroadcastStatus.DRAFT)
    if after.status is BroadcastStatus.SENDING:
        assert after.send_at
        assert after.send_at <= TOMORROW


async def test_a_draft_follows_too_and_loses_what_is_called_off(store: Store, anna: int) -> None:
    event_id = await make_event(store, at=START + timedelta(days=3))
    draft = await addressed(store, anna)
    await store.write(timing.anchor_to, draft, anna, REGIONAL, Anchor(AnchorKind.EVENT, event_id, 60), START)
    found = await store.read(events.get, event_id)
    assert found
    assert found.starts_local
    later = found.starts_local + timedelta(days=1)
    await store.write(edits.move, event_id, ADMIN, found.starts_local, later, START)
    moved = await store.read(drafts.get, draft)
    assert moved
    assert moved.send_at == START + timedelta(days=4, hours=-1)
    await store.write(events.call_off, event_id, ADMIN, START)
    bare = await store.read(drafts.get, draft)
    assert bare
    assert (bare.status, bare.send_at, bare.anchor) == (BroadcastStatus.DRAFT, None, None)
    assert await store.write(outbox.claim, START, 10) == [], "who only drafts need not hear of it"


async def test_a_move_that_leaves_the_moment_alone_halts_nothing_that_is_just_due(store: Store, anna: int) -> None:
    await readers(store, 101)
    event_id = await make_event(store, at=START + timedelta(days=3))
    draft = await scheduled(store, anna, Anchor(AnchorKind.EVENT, event_id, 1440))
    due = START + timedelta(days=2, seconds=1)
    await store.write(anchors.follow, AnchorKind.EVENT, [event_id], due)
    assert await store.write(launches.launch, draft, (), due)


async def test_two_pieces_of_news_at_once_do_not_pass_the_limit_together(
    store: Store, anna: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.domain.broadcasts.schedule.timing.NEWS_A_DAY", 2)
    await readers(store, 101)
    drafts = [await addressed(store, anna) for _ in range(5)]
    outcomes = Counter(await asyncio.gather(*(start(store, draft, anna) for draft in drafts)))
    assert outcomes == {BroadcastOutcome.DONE: 2, BroadcastOutcome.LIMIT: 3}
    for draft in drafts:
        await store.write(timing.schedule, draft, anna, TOMORROW - timedelta(minutes=1), START)
    later = Counter([await start(store, draft, anna) for draft in drafts])
    assert later == {BroadcastOutcome.ALREADY: 2, BroadcastOutcome.LIMIT: 3}, "nor by waiting for a moment"


async def test_two_that_are_agreed_to_at_once_do_not_pass_the_limit_together(
    store: Store, anna: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(approval_rules, "THRESHOLD", 1)
    monkeypatch.setattr("bot.domain.broadcasts.schedule.timing.NEWS_A_DAY", 1)
    await readers(store, 101)
    boris = await coordinator(store, 901)
    asked = []
    for at in (START, START + timedelta(days=2)):
        draft = await addressed(store, anna)
        assert await start(store, draft, anna, at) is BroadcastOutcome.ASKED
        asked.append(await store.read(drafts.get, draft))
    yes = (
        store.write(approvals.agree, each.id, boris, each.seal, 1, (), START + timedelta(days=2))
        for each in asked
        if each
    )
    assert Counter(await asyncio.gather(*yes)) == {BroadcastOutcome.DONE: 1, BroadcastOutcome.LIMIT: 1}


async def test_two_answers_at_once_are_one(store: Store, anna: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(approval_rules, "THRESHOLD", 2)
    await readers(store, 101, 102)
    others = [await coordinator(store, user_id) for user_id in (901, 902)]
    draft = await addressed(store, anna)
    assert await start(store, draft, anna) is BroadcastOutcome.ASKED
    found = await store.read(drafts.get, draft)
    assert found
    answers = [
        *(store.write(approvals.agree, draft, each, found.seal, 2, (), START) for each in others),
        *(store.write(approvals.send_back, draft, each, "нет", (), START) for each in others),
    ]
    outcomes = Counter(await asyncio.gather(*answers))
    assert outcomes == {BroadcastOutcome.DONE: 1, BroadcastOutcome.DECIDED: 3}
    assert await store.write(approvals.agree, draft, anna, found.seal, 2, (), START) is BroadcastOutcome.FORBIDDEN


async def test_paused_nothing_is_claimed_and_what_is_in_hand_comes_back_held(store: Store, anna: int) -> None:
    await readers(store, *range(101, 106))
    draft = await started(store, anna)
    await said(store, DeliveryStatus.SENT)
    [sent, back] = await store.write(outbox.claim, START, 2)
    assert await store.write(pauses.pause, draft, anna, START) is BroadcastOutcome.DONE
    records = [
        Record(sent.id, sent.account_id, DeliveryStatus.SENT),
        Record(back.id, back.account_id, DeliveryStatus.PLANNED),
    ]
    await store.write(outbox.record, records, START)
    assert await store.write(outbox.claim, START, 10) == []
    await store.write(outbox.recover, START + timedelta(hours=1))
    assert await store.write(outbox.claim, START, 10) == []
    assert not await store.write(launches.finish, draft, START)
    assert await store.write(pauses.resume, draft, anna, REGIONAL, START) is BroadcastOutcome.DONE
    assert len(await store.write(outbox.claim, START, 10)) == 3


async def test_who_comes_back_during_a_pause_hears_nothing_before_its_end(store: Store, anna: int) -> None:
    await readers(store, 101)
    draft = await started(store, anna)
    await said(store, DeliveryStatus.BLOCKED)
    await readers(store, 102)
    await store.write(pauses.pause, draft, anna, START)
    await store.write(people.unblock, 101, START)
    assert await store.write(outbox.claim, START, 10) == []
    await store.write(pauses.resume, draft, anna, REGIONAL, START)
    assert len(await store.write(outbox.claim, START, 10)) == 1


async def test_the_rest_that_is_not_planned_yet_pauses_too(
    store: Store, anna: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(launches, "CHUNK", 2)
    heard = await readers(store, *range(101, 106))
    draft = await addressed(store, anna)
    await start(store, draft, anna)
    await store.write(launches.plan_next, draft)
    await store.write(pauses.pause, draft, anna, START)
    assert await store.write(launches.plan_next, draft) == 0
    await store.write(pauses.resume, draft, anna, REGIONAL, START)
    while await store.write(launches.plan_next, draft):
        continue
    assert await store.read(planned) == heard


async def test_a_pause_longer_than_the_limit_asks_and_resuming_counts_anew(store: Store, anna: int) -> None:
    await readers(store, 101, 102)
    draft = await addressed(store, anna)
    await store.write(timing.set_late_after, draft, anna, 60)
    await start(store, draft, anna)
    await store.write(launches.plan_next, draft)
    await store.write(pauses.pause, draft, anna, START)
    late = START + timedelta(minutes=61)
    assert not await store.write(pauses.stop_when_late, draft, late - timedelta(minutes=2))
    asked = await asyncio.gather(*(store.write(pauses.stop_when_late, draft, late) for _ in range(5)))
    assert Counter(asked) == {True: 1, False: 4}
    assert await status(store, draft) is BroadcastStatus.LATE
    assert [row.cause for row in await store.write(outbox.claim, late, 10)] == ["late"]
    assert await store.write(pauses.resume, draft, anna, REGIONAL, late) is BroadcastOutcome.DONE
    assert not await store.write(pauses.stop_when_late, draft, late + timedelta(minutes=59))
    assert len(await store.write(outbox.claim, late + timedelta(minutes=59), 10)) == 2


async def test_a_late_rest_expires_a_day_later_and_the_author_hears_how_it_ended(store: Store, anna: int) -> None:
    await readers(store, 101)
    draft = await started(store, anna)
    late = START + timedelta(days=1)
    assert await store.write(pauses.stop_when_late, draft, late)
    assert not await store.write(launches.finish, draft, late)
    over = late + timedelta(days=1)
    await store.write(outbox.expire, over)
    assert await store.write(launches.finish, draft, over)
    assert await status(store, draft) is BroadcastStatus.LATE
    assert await store.write(pauses.resume, draft, anna, REGIONAL, over) is BroadcastOutcome.OVER
    assert await store.write(drafts.sweep, over) == 1, "and is swept some day"


async def test_of_a_lost_right_nothing_is_resumed(store: Store, anna: int) -> None:
    await readers(store, 101)
    draft = await started(store, anna)
    await store.write(pauses.pause, draft, anna, START)
    local = frozenset({Role(RoleKind.COORDINATOR, "zeya")})
    assert await store.write(pauses.resume, draft, anna, local, START) is BroadcastOutcome.FORBIDDEN
    assert await store.write(pauses.pause, draft, anna + 1, START) is BroadcastOutcome.GONE


async def test_hours_hold_at_claim_whatever_the_row_waited_for(store: Store, anna: int) -> None:
    await readers(store, 101)
    draft = await addressed(store, anna)
    await store.write(timing.set_window, draft, anna, Window(12, 18))
    await start(store, draft, anna)
    await store.write(launches.plan_next, draft)
    evening = START + timedelta(hours=7)
    assert await store.write(outbox.claim, evening, 10) == []
    assert await store.write(outbox.claim, START + timedelta(hours=23), 10) == []
    assert len(await store.write(outbox.claim, START + timedelta(hours=24), 10)) == 1


async def test_a_late_row_is_held_and_what_is_not_late_still_goes(store: Store) -> None:
    olga = await store.write(agree, 101, Purpose.NOTIFICATIONS)
    late = Plan("answer", "event", 1, "late", START, payload=Limits(None, 60).as_data())
    patient = Plan("answer", "event", 1, "patient", START)
    await store.write(outbox.plan, [olga], [late, patient])
    claimed = await store.write(outbox.claim, START + timedelta(hours=1), 10)
    assert [row.occasion for row in claimed] == ["patient"]


def explained(tx: Connection, function: Callable[..., Any], *arguments: Any) -> str:
    """The engine's query plans of every statement of a function."""
    seen: list[tuple[str, Any]] = []

    def see(_: Any, __: Any, statement: str, parameters: Any, ___: Any, many: bool) -> None:
        seen.append((statement, parameters))

    event.listen(tx, "before_cursor_execute", see)
    function(tx, *arguments)
    event.remove(tx, "before_cursor_execute", see)
    word = "EXPLAIN QUERY PLAN " if tx.dialect.name == "sqlite" else "EXPLAIN "
    plans = [tx.exec_driver_sql(word + statement, parameters).all() for statement, parameters in seen]
    return "\n".join(str(row) for plan in plans for row in plan)


async def test_a_paused_many_is_not_looked_at_by_the_claim(store: Store, anna: int) -> None:
    """Held rows are in no index that a claim reads; what asks for them has an index of its own."""
    [olga] = await readers(store, 101)
    draft = await started(store, anna)
    asleep = START + timedelta(hours=10)

    def fill(tx: Connection) -> None:
        row = {"person_id": olga, "kind": "broadcast", "cause": "broadcast", "cause_id": draft, "payload": {}}
        row |= {"priority": 9, "due_at": asleep, "status": "planned", "held": False, "attempts": 0, "repeats": 0}
        tx.execute(insert(deliveries), [row | {"occasion": f"more {n}"} for n in range(20_000)])

    await store.write(fill)
    await said(store, DeliveryStatus.SENT)
    assert await store.write(pauses.pause, draft, anna, START) is BroadcastOutcome.DONE

    def look(tx: Connection) -> tuple[str, str]:
        tx.execute(text("ANALYZE deliveries"))
        claim = explained(tx, outbox.claim, asleep, 100)
        return claim, explained(tx, pauses.stop_when_late, draft, TOMORROW + timedelta(minutes=1))

    claim, behind = await store.write(look)
    assert "ix_deliveries_due" in claim
    assert await status(store, draft) is BroadcastStatus.PAUSED
    assert "ix_deliveries_held" in behind
    for line in (claim + behind).splitlines():
        assert "Seq Scan on deliveries" not in line
        assert "SCAN deliveries" not in line or "USING INDEX ix_deliveries_due" in line
