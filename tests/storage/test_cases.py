"""Cases on both engines: an invitation admits one person, simultaneous presses all count, erasure is complete."""

import asyncio
from datetime import timedelta

from sqlalchemy import Connection, Table, func, select

from bot.domain.cases import CaseOutcome, StepStatus
from bot.domain.deliveries import DeliveryStatus
from bot.domain.founding import Step
from bot.domain.people import Purpose, Visitor
from bot.domain.quorum import Gathering
from bot.domain.tallies import Came, TallyOutcome, Territory
from storage.cases import cases, membership, tallies
from storage.core import tables
from storage.core.db import Store
from storage.people import people
from tests.clock import START, ZONE

KNOWN = Territory((18, 16), (240, 252))


async def settle(store: Store, count: int = 3) -> list[int]:
    """Neighbours who agreed to keep a case."""
    found = []
    for user_id in range(101, 101 + count):
        visitor = Visitor(user_id, user_id, f"Сосед {user_id}")
        person = await store.write(people.agree, visitor, Purpose.CASES, "hash", "ru", ZONE, START)
        found.append(person.id)
    return found


async def begin(store: Store, person_id: int) -> int:
    case_id = await store.write(cases.begin, person_id, "zeya", ZONE, frozenset(), START)
    assert isinstance(case_id, int)
    return case_id


def count(tx: Connection, table: Table) -> int:
    return tx.scalar(select(func.count()).select_from(table)) or 0


async def test_one_invitation_pressed_by_two_at_once_lets_one_in(store: Store) -> None:
    olga, boris, vera = await settle(store)
    case_id = await begin(store, olga)
    await store.write(membership.invite, case_id, olga, "code", START)
    outcomes = await asyncio.gather(
        *(store.write(membership.join, "code", who, frozenset(), START) for who in (boris, vera))
    )
    assert sorted(outcome for outcome, _ in outcomes) == [CaseOutcome.DONE, CaseOutcome.EXPIRED]
    case = await store.read(cases.get, case_id)
    assert case
    assert len(case.members) == 2


async def test_presses_of_several_stewards_at_once_are_all_counted(store: Store) -> None:
    olga, boris, vera = await settle(store)
    case_id = await begin(store, olga)
    for who in (boris, vera):
        await store.write(membership.invite, case_id, olga, f"code {who}", START)
        await store.write(membership.join, f"code {who}", who, frozenset(), START)
    tally_id = await store.write(tallies.begin, case_id, olga, Gathering.MEETING, KNOWN, START)
    assert tally_id
    presses = [(who, people) for who in (olga, boris, vera) for people in (1, 5, 1, 5)]
    await asyncio.gather(
        *(store.write(tallies.press, tally_id, who, {Came.ADULTS: people}, START) for who, people in presses)
    )
    await store.write(tallies.press, tally_id, vera, {Came.YOUNGER: 2}, START)
    tally = await store.read(tallies.get, tally_id, olga)
    assert tally
    assert tally.present_by_age == (36, 38)
    assert await store.write(tallies.undo, tally_id, olga) is TallyOutcome.DONE
    tally = await store.read(tallies.newest, case_id, boris)
    assert tally
    assert tally.numbers[:2] == (240, 252)
    assert tally.present_by_age[0] in (31, 35)


async def test_two_who_begin_at_once_count_together(store: Store) -> None:
    olga, *_ = await settle(store)
    case_id = await begin(store, olga)
    begun = await asyncio.gather(
        *(store.write(tallies.begin, case_id, olga, Gathering.MEETING, KNOWN, START) for _ in range(3))
    )
    assert len({*begun}) == 1


async def test_the_last_two_who_leave_at_once_leave_nothing_behind(store: Store) -> None:
    olga, boris, _ = await settle(store)
    case_id = await begin(store, olga)
    await store.write(membership.invite, case_id, olga, "code", START)
    await store.write(membership.join, "code", boris, frozenset(), START)
    tally_id = await store.write(tallies.begin, case_id, olga, Gathering.MEETING, KNOWN, START)
    await store.write(tallies.press, tally_id or 0, olga, {Came.ADULTS: 1}, START)
    await store.write(tallies.answer, tally_id or 0, olga, START)
    await store.write(cases.note, case_id, olga, Step.GROUP, StepStatus.DONE, START.date(), frozenset(), START)
    await asyncio.gather(*(store.write(membership.leave, case_id, who, START) for who in (olga, boris)))
    for table in (tables.cases, tables.case_members, tables.case_steps, tables.case_answers, tables.tally_marks):
        assert await store.read(count, table) == 0
    planned = tables.deliveries.c.status == DeliveryStatus.PLANNED
    assert await store.read(lambda tx: tx.scalar(select(func.count()).where(planned))) == 0


async def test_withdrawing_ends_what_was_alone_and_leaves_what_is_shared(store: Store) -> None:
    olga, boris, _ = await settle(store)
    shared, alone = await begin(store, olga), await begin(store, olga)
    await store.write(membership.invite, shared, olga, "code", START)
    await store.write(membership.join, "code", boris, frozenset(), START)
    loss = await store.read(membership.loss, olga)
    assert (loss.shared, loss.alone) == (1, 1)
    await store.write(people.withdraw, olga, Purpose.CASES, START)
    assert await store.read(cases.get, alone) is None
    case = await store.read(cases.get, shared)
    assert case
    assert [each.person_id for each in case.members] == [boris]


async def test_a_coordinator_who_stops_working_stays_named_in_their_case(store: Store) -> None:
    olga, *_ = await settle(store)
    case_id = await begin(store, olga)
    visitor = Visitor(101, 101, "Сосед 101")
    await store.write(people.agree, visitor, Purpose.WORK, "hash", "ru", ZONE, START)
    await store.write(cases.note, case_id, olga, Step.GROUP, StepStatus.DONE, START.date(), frozenset(), START)
    await store.write(people.withdraw, olga, Purpose.WORK, START)
    case = await store.read(cases.get, case_id)
    assert case
    assert case.steps[Step.GROUP].by == "Сосед 101"


async def test_a_day_ahead_is_no_day_of_a_deed(store: Store) -> None:
    """Eleven in the evening in Moscow is tomorrow where the case is."""
    olga, *_ = await settle(store)
    case_id = await begin(store, olga)
    late = START.replace(hour=20)
    tomorrow = START.date() + timedelta(days=1)
    note = (Step.GROUP, StepStatus.DONE)
    assert await store.write(cases.note, case_id, olga, *note, tomorrow, frozenset(), START) is CaseOutcome.AHEAD
    assert await store.write(cases.note, case_id, olga, *note, tomorrow, frozenset(), late) is CaseOutcome.DONE
