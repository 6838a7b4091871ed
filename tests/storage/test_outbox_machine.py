"""A state machine of the outbox: no order of plans, claims, crashes, records, cancels and pauses loses a row.

Hypothesis plays the worker and all planners; a few plain dicts hold what must be true.
"""

import asyncio
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import Connection, delete, select

from bot.domain.deliveries import Delivery, DeliveryStatus, Plan, Record
from bot.domain.people import Purpose, Visitor
from storage import outbox
from storage.core.db import Store
from storage.core.tables import deliveries
from storage.outbox.claiming import LEASE
from storage.people import people
from tests.clock import START, ZONE
from tests.conftest import postgres_store, sqlite_store

PEOPLE = 3
WHO = st.integers(0, PEOPLE - 1)
EVENTS = st.integers(1, 2)
OCCASIONS = ("start-1d", "start-2h", "changed")
OVER = {DeliveryStatus.SENT, DeliveryStatus.FAILED, DeliveryStatus.EXPIRED, DeliveryStatus.CANCELLED}

Key = tuple[int, int, str]


class OutboxMachine(RuleBasedStateMachine):
    """A worker that may crash at any moment, over the real store."""

    runner: asyncio.Runner
    store: Store

    def __init__(self) -> None:
        super().__init__()
        self.now = START
        self.planned: set[Key] = set()
        self.cancelled: set[Key] = set()
        self.held: set[Key] = set()
        self.left: Counter[int] = Counter()  # what went out to Telegram, by row
        self.sent: set[int] = set()  # what was written down as sent
        self.again: dict[int, datetime] = {}  # when a lost row may be tried again
        self.in_hand: list[Delivery] = []
        self.write(lambda tx: tx.execute(delete(deliveries)) and None)
        self.people = [self.write(_agree, 700 + n) for n in range(PEOPLE)]

    def write(self, function: Any, *arguments: Any) -> Any:
        return self.runner.run(self.store.write(function, *arguments))

    @initialize(event=EVENTS)
    def begin(self, event: int) -> None:
        self.plan(event, list(OCCASIONS), 0, None)

    @rule(
        event=EVENTS,
        occasions=st.lists(st.sampled_from(OCCASIONS), min_size=1),
        due=st.sampled_from([-60, 0, 0, 300]),
        lives=st.none() | st.integers(1, 900),
    )
    def plan(self, event: int, occasions: list[str], due: int, lives: int | None) -> None:
        due_at = self.now + timedelta(seconds=due)
        expires_at = None if lives is None else due_at + timedelta(seconds=lives)
        plans = [Plan("answer", "event", event, each, due_at, expires_at) for each in set(occasions)]
        self.write(outbox.plan, self.people, plans)
        self.again = {}  # What is planned anew may go at once.
        wished = {(who, event, each) for who in self.people for each in occasions}
        self.planned |= wished
        # A row that was cancelled when the pause came was not held; any other stays held when it is planned anew.
        self.held -= wished & self.cancelled
        self.cancelled -= wished

    @rule(limit=st.integers(1, 5))
    def claim(self, limit: int) -> None:
        rows = self.write(_claim, self.now, limit)
        for row in rows:
            assert (row.person_id, row.cause_id, row.occasion) not in self.cancelled, "cancelled, and sent all the same"
            assert (row.person_id, row.cause_id, row.occasion) not in self.held, "held, and sent all the same"
            assert row.expires_at is None or row.expires_at > self.now, "too late, and sent all the same"
            assert row.id not in {each.id for each in self.in_hand}, "claimed twice"
            assert self.again.pop(row.id, self.now) <= self.now, "lost, and sent again too soon"
        self.in_hand += rows

    @precondition(lambda self: self.in_hand)
    @rule(end=st.sampled_from([DeliveryStatus.SENT, DeliveryStatus.FAILED, DeliveryStatus.PLANNED]))
    def record(self, end: DeliveryStatus) -> None:
        """Record the outcomes of all claimed rows."""
        if end is DeliveryStatus.SENT:
            self.left.update(row.id for row in self.in_hand)
            self.sent.update(row.id for row in self.in_hand)
        self.write(outbox.record, [Record(row.id, row.account_id, end, (5,)) for row in self.in_hand], self.now)
        self.in_hand = []

    @precondition(lambda self: self.in_hand)
    @rule(seconds=st.integers(1, 5), arrived=st.booleans())
    def lose(self, seconds: int, arrived: bool) -> None:
        """The answers of all claimed rows are lost; each keeps its place, and is not claimed before its time."""
        at = self.now + timedelta(seconds=seconds)
        if arrived:
            self.left.update(row.id for row in self.in_hand)
        for row in self.in_hand:
            self.again[row.id] = at
        planned = [
            Record(row.id, row.account_id, DeliveryStatus.PLANNED, retry_at=at, is_lost=True, uncertain=arrived)
            for row in self.in_hand
        ]
        self.write(outbox.record, planned, self.now)
        self.in_hand = []

    @precondition(lambda self: self.in_hand)
    @rule()
    def crash_after_sending(self) -> None:
        """Every claimed row was sent, and no outcome was recorded."""
        self.left.update(row.id for row in self.in_hand)
        self.die()

    @precondition(lambda self: self.in_hand)
    @rule()
    def crash_before_sending(self) -> None:
        self.die()

    def die(self) -> None:
        self.in_hand = []
        self.now += LEASE + timedelta(seconds=1)

    @rule(event=EVENTS)
    def cancel(self, event: int) -> None:
        self.write(outbox.cancel, "event", event)
        self.cancelled |= {key for key in self.planned if key[1] == event}

    @rule(event=EVENTS)
    def pause(self, event: int) -> None:
        self.write(outbox.hold, "event", event)
        self.held |= {key for key in self.planned - self.cancelled if key[1] == event}

    @rule(event=EVENTS)
    def resume(self, event: int) -> None:
        self.write(outbox.release, "event", event, self.now, self.now + timedelta(seconds=300))
        self.held = {key for key in self.held if key[1] != event}

    @rule(who=WHO)
    def block_and_come_back(self, who: int) -> None:
        """Somebody blocks the bot while a message is in flight, and returns."""
        theirs = [row for row in self.in_hand if row.person_id == self.people[who]]
        gone = [Record(row.id, row.account_id, DeliveryStatus.BLOCKED) for row in theirs]
        self.write(outbox.record, gone, self.now)
        self.in_hand = [row for row in self.in_hand if row not in theirs]
        self.write(people.agree, _visitor(700 + who), Purpose.SIGN_UPS, "hash", "ru", ZONE, self.now)
        self.write(people.unblock, 700 + who, self.now)

    @precondition(lambda self: not self.in_hand)
    @rule(seconds=st.integers(1, 600))
    def wait(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @invariant()
    def nothing_is_lost_or_doubled(self) -> None:
        rows = self.runner.run(self.store.read(_rows))
        assert {(row.person_id, row.cause_id, row.occasion) for row in rows} == self.planned
        assert len(rows) == len(self.planned)
        for row in rows:
            assert self.left[row.id] <= 1 + row.repeats, "repeated, and not counted"
            assert row.attempts == 0, "lost, and counted against the row"
            assert row.id not in self.sent or row.status == DeliveryStatus.SENT, "sent, and planned again"

    def teardown(self) -> None:
        """After the last pause every planned row was sent, failed or expired."""
        self.die()
        for event in (1, 2):
            self.pause(event)
        assert not self.write(_claim, self.now, 100), "held, and sent all the same"
        self.now += timedelta(hours=1)
        for event in (1, 2):
            self.resume(event)
        while rows := self.write(_claim, self.now, 100):
            self.write(outbox.record, [Record(row.id, row.account_id, DeliveryStatus.SENT) for row in rows], self.now)
        assert all(row.status in OVER for row in self.runner.run(self.store.read(_rows)))


def _claim(tx: Connection, now: Any, limit: int) -> list[Delivery]:
    outbox.recover(tx, now)
    outbox.expire(tx, now)
    return outbox.claim(tx, now, limit)


def _rows(tx: Connection) -> list[Any]:
    return list(tx.execute(select(deliveries)))


def _visitor(user_id: int) -> Visitor:
    return Visitor(user_id, user_id, "Ольга")


def _agree(tx: Connection, user_id: int) -> int:
    return people.agree(tx, _visitor(user_id), Purpose.SIGN_UPS, "hash", "ru", ZONE, START).id


@pytest.fixture(params=["sqlite", "postgresql"])
def machine(request: pytest.FixtureRequest, seeded: Path, tmp_path: Path) -> Iterator[type[OutboxMachine]]:
    with asyncio.Runner() as runner:
        opened = sqlite_store(seeded, tmp_path) if request.param == "sqlite" else postgres_store()
        store = runner.run(opened)
        yield type("OutboxMachine", (OutboxMachine,), {"runner": runner, "store": store})
        runner.run(store.close())


def test_no_order_of_events_loses_a_row(machine: type[OutboxMachine]) -> None:
    habits = settings(
        max_examples=40,
        phases=[Phase.generate, Phase.reuse],
        stateful_step_count=30,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    run_state_machine_as_test(machine, settings=habits)
