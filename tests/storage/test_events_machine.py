"""A state machine of an event: whatever people and coordinators do, seats are neither oversold nor idle."""

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import Connection, delete, func, select

from bot.domain.events import ChangeOutcome, Event, SignUpStatus
from bot.domain.events.changes import EventPart, EventWish, stamp, values_of
from bot.domain.events.entry import Door, Ticket
from bot.domain.events.seats import OFFER_MOST, is_open_to_all
from storage.core.db import Store
from storage.core.tables import AnyRow, companions, deliveries, event_changes, people, sign_ups
from storage.core.tables import events as event_rows
from storage.events import edits, entry, events, queue
from storage.events import sign_ups as seats
from tests.clock import START
from tests.conftest import postgres_store, sqlite_store
from tests.storage.events import ADMIN, add_people, open_event

PEOPLE = 6
WHO = st.integers(0, PEOPLE - 1)
COMPANY = st.sampled_from([(), (), (), ("Пётр",), ("Пётр", "Мария")])
S = SignUpStatus


class CrashError(Exception):
    """The process dies before its transaction is saved."""


class EventMachine(RuleBasedStateMachine):
    """One event and the people of a street, over the real store."""

    runner: asyncio.Runner
    store: Store

    def __init__(self) -> None:
        super().__init__()
        self.now = START
        self.write(clear)
        self.people = self.write(add_people, PEOPLE)
        self.event_id = self.write(open_event, 2)
        self.over = 0  # seats above the limit that a coordinator let people keep

    def write(self, function: Any, *arguments: Any) -> Any:
        return self.runner.run(self.store.write(function, *arguments))

    def event(self) -> Event:
        found: Event | None = self.runner.run(self.store.read(events.get, self.event_id))
        assert found
        return found

    @rule(who=WHO, names=COMPANY)
    def join(self, who: int, names: tuple[str, ...]) -> None:
        self.write(seats.join, self.event_id, self.people[who], self.now, names)

    @rule(who=WHO, names=COMPANY)
    def bring(self, who: int, names: tuple[str, ...]) -> None:
        self.write(seats.bring, self.event_id, self.people[who], names, self.now)

    @rule(who=WHO)
    def leave(self, who: int) -> None:
        self.write(seats.step_out, self.event_id, self.people[who], self.now)

    @rule(who=WHO)
    def leave_for_good(self, who: int) -> None:
        self.write(seats.leave, self.event_id, self.people[who], self.now)

    @rule(who=WHO)
    def take_back(self, who: int) -> None:
        self.write(seats.take_back, self.event_id, self.people[who], self.now)

    @rule(who=WHO)
    def take(self, who: int) -> None:
        self.write(seats.take, self.event_id, self.people[who], self.now)

    @rule(by=st.sampled_from([timedelta(seconds=61), timedelta(hours=3), OFFER_MOST]))
    def wait(self, by: timedelta) -> None:
        self.now += by
        self.write(queue.release, self.now)

    @rule(days=st.integers(0, 3), hours=st.integers(1, 9))
    def move(self, days: int, hours: int) -> None:
        to = (self.now + timedelta(days=days, hours=hours)).replace(tzinfo=None)
        self.mend(EventPart.WHEN, to, None)

    @rule(limit=st.sampled_from([None, 1, 2, 3, 5]), keeps=st.booleans())
    def resize(self, limit: int | None, keeps: bool) -> None:
        event = self.event()
        if self.mend(EventPart.SEATS, limit) is ChangeOutcome.CROWDED and limit:
            wish = EventWish(EventPart.SEATS, (limit,), stamp((event.seats, event.going)))
            keep = event.going if keeps else limit
            done = self.write(edits.resize, self.event_id, ADMIN, wish, keep, None, self.now)
            assert done is ChangeOutcome.DONE
            self.over = event.going if keeps else 0

    def mend(self, part: EventPart, *values: Any) -> ChangeOutcome:
        wish = EventWish(part, values, stamp(values_of(self.event(), part)))
        outcome: ChangeOutcome = self.write(edits.mend, self.event_id, ADMIN, wish, None, self.now)
        return outcome

    @rule(who=WHO)
    def crash(self, who: int) -> None:
        def die(tx: Connection) -> None:
            seats.leave(tx, self.event_id, self.people[who], self.now)
            raise CrashError

        with pytest.raises(CrashError):
            self.write(die)

    @rule()
    def call_off_and_begin_anew(self) -> None:
        self.write(events.call_off, self.event_id, ADMIN, self.now)
        self.event_id = self.write(later_event, self.now)
        self.over = 0

    @rule(one=WHO, other=WHO)
    def let_in_at_the_door(self, one: int, other: int) -> None:
        """The evening: a guest with a seat is let in once, nobody else is; then there is another event."""
        event = self.event()
        assert event.starts_at
        self.now = max(self.now, event.starts_at - timedelta(hours=1))
        rows = {row.person_id: row for row in self.runner.run(self.store.read(listed, self.event_id))}
        inside: set[int] = set()
        for who in (one, other, one):
            if row := rows.get(self.people[who]):
                outcome, _ = self.write(entry.let_in, Ticket(self.event_id, row.id), (ADMIN, None), self.now)
                again = ChangeOutcome.ALREADY if row.id in inside else ChangeOutcome.DONE
                waits = ChangeOutcome.CROWDED if row.status in (S.WAITING, S.OFFERED) else ChangeOutcome.LEFT
                assert outcome is (again if row.status == S.GOING else waits), row
                inside |= {row.id} if row.status == S.GOING else set()
        door = self.runner.run(self.store.read(entry.door, self.event_id, (ADMIN, None), self.now))
        assert isinstance(door, Door)
        assert (door.came, door.queued) == (sum(row.seats for row in rows.values() if row.id in inside), 0)
        self.event_id = self.write(later_event, self.now)
        self.over = 0

    @invariant()
    def seats_are_neither_oversold_nor_idle(self) -> None:
        event, rows = self.event(), self.runner.run(self.store.read(listed, self.event_id))
        taken = sum(row.seats for row in rows if row.status in (S.GOING, S.OFFERED, S.LEAVING))
        assert taken == event.going + event.held
        if event.seats is not None:
            assert taken <= max(event.seats, self.over), "oversold"
            self.over = taken if taken > event.seats else 0  # What was let go above the limit never comes back.
        waiting = [row for row in rows if row.status == S.WAITING]
        if event.is_open(self.now) and event.starts_at and not is_open_to_all(event.starts_at, self.now):
            assert not any(event.has_room(row.seats) for row in waiting), "a seat is idle while somebody waits"

    @invariant()
    def nobody_is_in_two_states(self) -> None:
        rows = self.runner.run(self.store.read(listed, self.event_id))
        brought = self.runner.run(self.store.read(company, self.event_id))
        for row in rows:
            waits, holds = row.status in (S.WAITING, S.OFFERED), row.status in (S.OFFERED, S.LEAVING)
            assert (row.turn is not None) == waits or row.status in (S.LEFT, S.LEAVING), row
            assert (row.held_until is not None) == holds or row.status == S.LEFT, row
            if row.status != S.LEFT:
                assert row.seats == 1 + brought.get(row.person_id, 0), row
        turns = [row.turn for row in rows if row.status == S.WAITING]
        assert len(turns) == len({*turns}), "two at one place"

    @invariant()
    def reminders_are_for_those_who_go_and_for_nobody_else(self) -> None:
        rows = self.runner.run(self.store.read(listed, self.event_id))
        reminded = self.runner.run(self.store.read(with_reminders, self.event_id))
        assert reminded <= {row.person_id for row in rows if row.status == S.GOING}


def clear(tx: Connection) -> None:
    for table in (deliveries, companions, sign_ups, event_changes, event_rows, people):
        tx.execute(delete(table))


def later_event(tx: Connection, now: datetime) -> int:
    event_id = open_event(tx, 2)
    start = (now + timedelta(days=3)).replace(tzinfo=None)
    seen = stamp(values_of(found, EventPart.WHEN)) if (found := events.get(tx, event_id)) else ""
    edits.mend(tx, event_id, ADMIN, EventWish(EventPart.WHEN, (start, None), seen), None, now)
    return event_id


def listed(tx: Connection, event_id: int) -> list[AnyRow]:
    return list(tx.execute(select(sign_ups).where(sign_ups.c.event_id == event_id)).all())


def company(tx: Connection, event_id: int) -> dict[int, int]:
    counted = select(companions.c.person_id, func.count()).where(companions.c.event_id == event_id)
    return {row[0]: row[1] for row in tx.execute(counted.group_by(companions.c.person_id))}


def with_reminders(tx: Connection, event_id: int) -> set[int]:
    planned = (deliveries.c.status == "planned", deliveries.c.kind == "reminder", deliveries.c.cause_id == event_id)
    return {*tx.scalars(select(deliveries.c.person_id).where(*planned))}


@pytest.fixture(params=["sqlite", "postgresql"])
def machine(request: pytest.FixtureRequest, seeded: Path, tmp_path: Path) -> Iterator[type[EventMachine]]:
    with asyncio.Runner() as runner:
        make = sqlite_store(seeded, tmp_path) if request.param == "sqlite" else postgres_store()
        store = runner.run(make)
        yield type("Machine", (EventMachine,), {"runner": runner, "store": store})
        runner.run(store.close())


def test_no_order_of_what_people_do_oversells_or_wastes_a_seat(machine: type[EventMachine]) -> None:
    habits = settings(
        max_examples=10,
        stateful_step_count=25,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        phases=[Phase.generate, Phase.shrink],
        database=None,
    )
    run_state_machine_as_test(machine, settings=habits)
