"""Attendance in the store: permissions, the time when it may be recorded, two coordinators at once."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import Connection, delete, select, update

from bot.domain.events import DOORS, REMEMBERED, Arrivals, ChangeOutcome
from bot.domain.events.entry import Door, Ticket, code, payload, read, remainder
from bot.domain.people import Role, RoleKind
from storage.core.db import Store
from storage.core.tables import people
from storage.core.tables import sign_ups as table
from storage.events import attendance, edits, entry, events, sign_ups
from tests.clock import START
from tests.conftest import postgres_store
from tests.storage.events import ADMIN, AT_FIRST, NOBODY, OF_ZEYA, add_people, open_event
from tests.storage.interleaving import overlap

BEGUN = START + timedelta(days=3)


async def the_arrivals(store: Store, event_id: int) -> Arrivals:
    found = await store.read(attendance.look, event_id, ADMIN, BEGUN)
    assert isinstance(found, Arrivals)
    return found


async def came(store: Store, event_id: int) -> list[bool]:
    return [guest.came for guest in (await the_arrivals(store, event_id)).guests]


async def full_event(store: Store, seats: int, guests: int) -> tuple[int, list[int]]:
    """An event, and the ids of its sign-ups in the order of the list."""
    event_id = await store.write(open_event, seats)
    for minute, each in enumerate(await store.write(add_people, guests)):
        await store.write(sign_ups.join, event_id, each, START + timedelta(minutes=minute))
    return event_id, [guest.id for guest in (await the_arrivals(store, event_id)).guests]


async def test_seats_come_before_the_queue_and_each_by_name(store: Store) -> None:
    event_id, _ = await full_event(store, seats=3, guests=5)
    names = ("Яна", "ёжик", "борис", "Юлия", "Анна")

    def rename(tx: Connection) -> None:
        for person_id, name in zip(tx.scalars(select(people.c.id).order_by(people.c.id)).all(), names, strict=True):
            tx.execute(update(people).where(people.c.id == person_id).values(name=name))

    await store.write(rename)
    found = (await the_arrivals(store, event_id)).guests
    assert [(guest.name, guest.has_seat) for guest in found] == [
        ("борис", True),
        ("ёжик", True),
        ("Яна", True),
        ("Анна", False),
        ("Юлия", False),
    ]


async def test_a_tick_said_twice_is_one_and_is_taken_back(store: Store) -> None:
    event_id, [first, _, waiting] = await full_event(store, seats=2, guests=3)
    for each in (first, first, waiting):
        assert await store.write(attendance.tick, event_id, each, True, ADMIN, BEGUN) is ChangeOutcome.DONE
    found = await the_arrivals(store, event_id)
    assert (found.came, found.seats, found.queued) == (1, 2, 1)
    await store.write(attendance.tick, event_id, first, False, ADMIN, BEGUN)
    assert await came(store, event_id) == [False, False, True]
    assert await store.write(attendance.tick_everybody, event_id, ADMIN, BEGUN) is ChangeOutcome.DONE
    assert await came(store, event_id) == [True, True, True]


async def test_who_left_or_signed_up_elsewhere_is_not_ticked(store: Store) -> None:
    event_id, [first, second] = await full_event(store, seats=2, guests=2)
    other = await store.write(open_event, 2)
    assert await store.write(attendance.tick, other, first, True, ADMIN, BEGUN) is ChangeOutcome.LEFT
    leave = update(table).where(table.c.id == second).values(status="left")
    await store.write(lambda tx: tx.execute(leave) and None)
    assert await store.write(attendance.tick, event_id, second, True, ADMIN, BEGUN) is ChangeOutcome.LEFT
    assert await store.write(attendance.tick_everybody, event_id, ADMIN, BEGUN) is ChangeOutcome.DONE
    assert await came(store, event_id) == [True]
    ticked = await store.read(lambda tx: tx.scalars(select(table.c.id).where(table.c.came_at.is_not(None))).all())
    assert list(ticked) == [first]


@pytest.mark.parametrize(
    ("roles", "refusal"),
    [
        (NOBODY, ChangeOutcome.FORBIDDEN),
        (frozenset({Role(RoleKind.CHAIR)}), ChangeOutcome.FORBIDDEN),
        (OF_ZEYA, ChangeOutcome.ELSEWHERE),
    ],
)
async def test_only_a_coordinator_of_the_scope_tells_who_came(
    store: Store, roles: frozenset[Role], refusal: ChangeOutcome
) -> None:
    event_id, [first] = await full_event(store, seats=1, guests=1)
    assert await store.read(attendance.look, event_id, roles, BEGUN) is refusal
    assert await store.write(attendance.tick, event_id, first, True, roles, BEGUN) is refusal
    assert await store.write(attendance.tick_everybody, event_id, roles, BEGUN) is refusal
    assert await store.read(events.recent, roles, BEGUN) == []
    assert await came(store, event_id) == [False]


async def test_who_came_is_told_from_the_doors_on_and_not_for_ever(store: Store) -> None:
    event_id, [first] = await full_event(store, seats=1, guests=1)
    last = BEGUN + REMEMBERED
    doors = BEGUN - DOORS
    assert await store.write(attendance.tick, event_id, first, True, ADMIN, doors) is ChangeOutcome.DONE
    for at, outcome in (
        (doors - timedelta(seconds=1), ChangeOutcome.EARLY),
        (BEGUN, ChangeOutcome.DONE),
        (last - timedelta(seconds=1), ChangeOutcome.DONE),
        (last, ChangeOutcome.FORGOTTEN),
    ):
        assert await store.write(attendance.tick, event_id, first, True, ADMIN, at) is outcome
        assert len(await store.read(events.recent, ADMIN, at)) == (outcome is ChangeOutcome.DONE)
    await store.write(events.finish, last)
    assert await store.write(attendance.tick, event_id, first, False, ADMIN, BEGUN) is ChangeOutcome.DONE
    _, draft = await store.write(events.draft, ADMIN, "Встреча", None, "UTC", None, START)
    for gone in (draft, 999):
        assert await store.write(attendance.tick, gone, first, True, ADMIN, BEGUN) is ChangeOutcome.GONE


async def test_to_what_is_called_off_nobody_came(store: Store) -> None:
    event_id, [first] = await full_event(store, seats=1, guests=1)
    await store.write(attendance.tick, event_id, first, True, ADMIN, BEGUN)
    await store.write(events.call_off, event_id, ADMIN, BEGUN)
    assert await store.write(attendance.tick, event_id, first, True, ADMIN, BEGUN) is ChangeOutcome.CALLED_OFF
    assert await store.read(lambda tx: tx.scalar(select(table.c.came_at))) is None


async def test_to_what_is_still_to_come_nobody_came(store: Store) -> None:
    event_id, [first] = await full_event(store, seats=1, guests=1)
    await store.write(attendance.tick, event_id, first, True, ADMIN, BEGUN)
    later = AT_FIRST + timedelta(days=1)
    assert await store.write(edits.move, event_id, ADMIN, AT_FIRST, later, BEGUN) is ChangeOutcome.DONE
    assert await store.write(attendance.tick, event_id, first, True, ADMIN, BEGUN) is ChangeOutcome.EARLY
    assert await store.read(lambda tx: tx.scalar(select(table.c.came_at))) is None


async def test_two_coordinators_at_once_lose_no_tick(store: Store) -> None:
    event_id, everybody = await full_event(store, seats=30, guests=40)
    ticks = [store.write(attendance.tick, event_id, each, True, ADMIN, BEGUN) for each in everybody[1:] * 2]
    done = await asyncio.gather(*ticks, store.write(attendance.tick_everybody, event_id, ADMIN, BEGUN))
    assert {*done} == {ChangeOutcome.DONE}
    assert await came(store, event_id) == [True] * 40


async def test_the_number_of_a_sign_up_is_never_given_out_again(store: Store) -> None:
    event_id, [_, last] = await full_event(store, seats=5, guests=2)
    await store.write(lambda tx: tx.execute(delete(table).where(table.c.id == last)) and None)
    *_, newcomer = await store.write(add_people, 1)
    await store.write(sign_ups.join, event_id, newcomer, START)
    assert last not in [guest.id for guest in (await the_arrivals(store, event_id)).guests]


@pytest.fixture
async def server() -> AsyncIterator[Store]:
    """The store on PostgreSQL only: SQLite runs one write transaction at a time."""
    made = await postgres_store()
    yield made
    await made.close()


async def test_a_tick_does_not_outlive_a_move_at_the_same_moment(
    server: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    event_id, [first] = await full_event(server, seats=1, guests=1)
    ticking = server.write(attendance.tick, event_id, first, True, ADMIN, BEGUN)
    moving = server.write(edits.move, event_id, ADMIN, AT_FIRST, AT_FIRST + timedelta(days=1), BEGUN)
    await overlap(server, monkeypatch, (events, "for_attendance"), ticking, moving, after=True)
    assert await server.read(lambda tx: tx.scalar(select(table.c.came_at))) is None


async def test_who_leaves_while_they_are_ticked_is_not_on_the_list(
    server: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    event_id, [first, _] = await full_event(server, seats=2, guests=2)
    ticking = server.write(attendance.tick, event_id, first, True, ADMIN, BEGUN)
    leaving = server.write(lambda tx: tx.execute(delete(table).where(table.c.id == first)) and None)
    outcome, _ = await overlap(server, monkeypatch, (events, "for_attendance"), ticking, leaving, after=True)
    assert outcome is ChangeOutcome.LEFT
    assert await came(server, event_id) == [False]


async def test_one_pass_at_two_doors_at_once_counts_once(store: Store) -> None:
    event_id, everybody = await full_event(store, seats=20, guests=20)
    tries = [store.write(entry.let_in, Ticket(event_id, each), (ADMIN, None), BEGUN) for each in everybody * 3]
    outcomes = [outcome for outcome, _ in await asyncio.gather(*tries)]
    assert outcomes.count(ChangeOutcome.DONE) == 20
    assert outcomes.count(ChangeOutcome.ALREADY) == 40
    seen = await store.read(entry.door, event_id, (ADMIN, None), BEGUN)
    assert isinstance(seen, Door)
    assert (seen.came, seen.queued) == (20, 0)


async def test_a_name_written_by_two_at_once_stands_once(store: Store) -> None:
    event_id, _ = await full_event(store, seats=1, guests=1)
    tries = [store.write(entry.write_in, event_id, (ADMIN, None), ["Зоя Ли"], BEGUN) for _ in range(5)]
    await asyncio.gather(*tries)
    assert [each.name for each in await store.read(entry.in_without, event_id)] == ["Зоя Ли"]


def test_a_code_is_of_one_guest_and_a_pass_of_one_event() -> None:
    numbers = range(1, 9_501)
    codes = [code("secret", Ticket(7, number)) for number in numbers]
    assert len({*codes}) == len(codes)
    assert all(remainder("secret", 7, each) == number for number, each in zip(numbers, codes, strict=True))
    assert {len(each) for each in codes} == {4}
    assert read("secret", payload("secret", Ticket(7, 12))) == Ticket(7, 12)
    assert read("other", payload("secret", Ticket(7, 12))) is None
    assert len(payload("secret", Ticket(10**15 - 1, 10**15 - 1))) <= 64
