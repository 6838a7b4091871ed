"""Events: drafts visible to their coordinators only, seats and waitlist, changes in one transaction."""

import asyncio
import sys
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, select, update

from bot.domain.events import ChangeOutcome, Event, EventStatus, JoinOutcome, LeaveOutcome, SignUpStatus
from bot.domain.people import Role, RoleKind
from storage import outbox
from storage.core.db import Store
from storage.core.tables import deliveries, people
from storage.events import edits, events, sign_ups
from tests.clock import START
from tests.storage.events import ADMIN, AT_FIRST, NOBODY, OF_ZEYA, add_people, open_event


def planned(tx: Connection) -> list[tuple[int, str]]:
    chosen = select(deliveries.c.person_id, deliveries.c.occasion).where(deliveries.c.status == "planned")
    return [(person, occasion.split("@")[0]) for person, occasion in tx.execute(chosen)]


async def the_event(store: Store, event_id: int) -> Event:
    event = await store.read(events.get, event_id)
    assert event
    return event


async def test_joining_plans_two_reminders_and_leaving_cancels_them(store: Store) -> None:
    [olga] = await store.write(add_people, 1)
    event_id = await store.write(open_event, 5)
    await store.write(sign_ups.join, event_id, olga, START)
    assert sorted(await store.read(planned)) == [(olga, "start-1d"), (olga, "start-2h")]
    assert await store.write(sign_ups.leave, event_id, olga, START) is LeaveOutcome.LEFT
    assert await store.read(planned) == []
    assert await store.write(sign_ups.join, event_id, olga, START) is JoinOutcome.GOING
    assert len(await store.read(planned)) == 2


async def test_who_joins_today_does_not_hear_tomorrow(store: Store) -> None:
    [olga] = await store.write(add_people, 1)
    event_id = await store.write(open_event, 5)
    await store.write(sign_ups.join, event_id, olga, START + timedelta(days=2, hours=3))
    assert await store.read(planned) == [(olga, "start-2h")]


async def test_the_queue_is_first_come_first_served(store: Store) -> None:
    who = await store.write(add_people, 4)
    event_id = await store.write(open_event, 1)
    for minute, each in enumerate(who):
        await store.write(sign_ups.join, event_id, each, START + timedelta(minutes=minute))
    places = [(await store.read(sign_ups.look, event_id, each)) for each in who[1:]]
    assert [seen.place for seen in places if seen] == [1, 2, 3]
    await store.write(sign_ups.leave, event_id, who[2], START)
    await store.write(sign_ups.leave, event_id, who[0], START)
    seen = await store.read(sign_ups.look, event_id, who[1])
    assert seen
    assert seen.mine is SignUpStatus.OFFERED
    last = await store.read(sign_ups.look, event_id, who[3])
    assert last
    assert last.place == 1
    assert (who[1], "offer") in await store.read(planned)


async def test_joining_twice_keeps_one_seat(store: Store) -> None:
    [olga] = await store.write(add_people, 1)
    event_id = await store.write(open_event, 5)
    outcomes = await asyncio.gather(*(store.write(sign_ups.join, event_id, olga, START) for _ in range(5)))
    assert sorted(outcomes) == sorted([JoinOutcome.GOING, *[JoinOutcome.ALREADY] * 4])
    assert (await the_event(store, event_id)).going == 1


async def test_two_processes_never_oversell(store: Store) -> None:
    who = await store.write(add_people, 60)
    event_id = await store.write(open_event, 25)
    program = (
        "import asyncio, sys\n"
        "from datetime import datetime\n"
        "from storage.events import sign_ups\n"
        "from storage.core.db import Store\n"
        "async def rush(url, event_id, now, *who):\n"
        "    store = Store(url)\n"
        "    moment = datetime.fromisoformat(now)\n"
        "    await asyncio.gather(*(store.write(sign_ups.join, int(event_id), int(each), moment) for each in who))\n"
        "    await store.close()\n"
        "asyncio.run(rush(*sys.argv[1:]))\n"
    )
    url = store.url.render_as_string(hide_password=False)
    halves = (who[:30], who[30:])
    children = [
        await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", program, url, str(event_id), START.isoformat(), *map(str, half)),
            cwd=Path(__file__).parents[2],
        )
        for half in halves
    ]
    assert [await child.wait() for child in children] == [0, 0]
    event = await the_event(store, event_id)
    assert (event.going, event.waiting) == (25, 35)


async def test_moving_plans_anew_and_tells_everybody_in_the_same_transaction(store: Store) -> None:
    going, waiting = await store.write(add_people, 2)
    event_id = await store.write(open_event, 1)
    for each in (going, waiting):
        await store.write(sign_ups.join, event_id, each, START)
    later = (START + timedelta(days=9)).replace(tzinfo=None)
    assert await store.write(edits.move, event_id, ADMIN, AT_FIRST, later, START) is ChangeOutcome.DONE
    plans = await store.read(planned)
    told = [(going, "changed"), (waiting, "changed-waiting")]
    assert sorted(plans) == sorted([(going, "start-1d"), (going, "start-2h"), *told])
    due = await store.read(
        lambda tx: tx.scalar(select(func.max(deliveries.c.due_at)).where(deliveries.c.status == "planned"))
    )
    assert due == START + timedelta(days=9, hours=-2)


async def test_an_event_that_moves_to_and_fro_before_anybody_heard_is_told_of_once(store: Store) -> None:
    [olga] = await store.write(add_people, 1)
    event_id = await store.write(open_event, 1)
    await store.write(sign_ups.join, event_id, olga, START)
    starts = [(START + timedelta(days=days)).replace(tzinfo=None) for days in (3, 5, 3, 5)]
    for minute, (was, start) in enumerate(pairwise(starts)):
        await store.write(edits.move, event_id, ADMIN, was, start, START + timedelta(minutes=minute))
    told = await store.read(lambda tx: tx.scalar(select(func.count()).where(deliveries.c.occasion.like("changed@%"))))
    assert told == 1


async def test_calling_off_cancels_reminders_and_tells(store: Store) -> None:
    [olga] = await store.write(add_people, 1)
    event_id = await store.write(open_event, 1)
    await store.write(sign_ups.join, event_id, olga, START)
    assert await store.write(events.call_off, event_id, ADMIN, START) is ChangeOutcome.DONE
    assert await store.read(planned) == [(olga, "cancelled")]
    assert (await the_event(store, event_id)).status is EventStatus.CANCELLED
    assert await store.write(sign_ups.join, event_id, olga, START) is JoinOutcome.CLOSED
    assert await store.write(events.call_off, event_id, ADMIN, START) is ChangeOutcome.CLOSED


@pytest.mark.parametrize(
    ("roles", "refusal"),
    [
        (NOBODY, ChangeOutcome.FORBIDDEN),
        (frozenset({Role(RoleKind.CHAIR)}), ChangeOutcome.FORBIDDEN),
        (OF_ZEYA, ChangeOutcome.ELSEWHERE),
    ],
)
async def test_only_a_coordinator_of_the_scope_changes_an_event(
    store: Store, roles: frozenset[Role], refusal: ChangeOutcome
) -> None:
    event_id = await store.write(open_event, 1)
    later = datetime(2027, 1, 1, 12)  # noqa: DTZ001 - a wall clock
    assert await store.write(events.draft, roles, "Встреча", None, "UTC", None, START) == (refusal, 0)
    assert await store.write(events.change, event_id, roles, "place", "Сад", START) is refusal
    assert await store.write(edits.move, event_id, roles, AT_FIRST, later, START) is refusal
    assert await store.write(events.publish, event_id, roles, START) is refusal
    assert await store.write(events.call_off, event_id, roles, START) is refusal
    assert await store.read(events.own, event_id, roles) is refusal
    assert await store.read(sign_ups.attendees, event_id, roles) is refusal
    assert await store.write(events.call_off, 999, roles, START) is ChangeOutcome.GONE


async def test_an_incomplete_or_past_draft_is_not_published(store: Store) -> None:
    _, event_id = await store.write(events.draft, OF_ZEYA, "Встреча", "zeya", "UTC", None, START)
    assert await store.write(events.publish, event_id, OF_ZEYA, START) is ChangeOutcome.INCOMPLETE
    soon = (START + timedelta(hours=1)).replace(tzinfo=None)
    await store.write(events.change, event_id, OF_ZEYA, "starts_local", soon, START)
    await store.write(events.change, event_id, OF_ZEYA, "place", "Двор", START)
    assert await store.write(events.publish, event_id, OF_ZEYA, START + timedelta(hours=2)) is ChangeOutcome.PAST
    assert await store.write(events.publish, event_id, OF_ZEYA, START) is ChangeOutcome.DONE
    assert await store.write(events.change, event_id, OF_ZEYA, "title", "Иначе", START) is ChangeOutcome.CLOSED


async def test_what_has_started_is_closed_and_what_is_over_is_finished(store: Store) -> None:
    [olga] = await store.write(add_people, 1)
    event_id = await store.write(open_event, 1)
    late = START + timedelta(days=3)
    assert await store.write(sign_ups.join, event_id, olga, late) is JoinOutcome.CLOSED
    assert await store.write(events.finish, late) == 0
    assert await store.write(events.finish, late + timedelta(days=1)) == 1
    assert (await the_event(store, event_id)).status is EventStatus.FINISHED


async def test_a_draft_that_is_called_off_is_gone(store: Store) -> None:
    _, event_id = await store.write(events.draft, ADMIN, "Встреча", None, "UTC", None, START)
    assert await store.write(events.call_off, event_id, ADMIN, START) is ChangeOutcome.DONE
    assert await store.read(events.get, event_id) is None


async def test_an_offered_seat_is_told_of_although_the_event_moves(store: Store) -> None:
    going, waiting = await store.write(add_people, 2)
    event_id = await store.write(open_event, 1)
    for each in (going, waiting):
        await store.write(sign_ups.join, event_id, each, START)
    await store.write(sign_ups.leave, event_id, going, START)
    later = (START + timedelta(days=9)).replace(tzinfo=None)
    await store.write(edits.move, event_id, ADMIN, AT_FIRST, later, START)
    assert {(waiting, "offer"), (waiting, "changed-offered")} <= set(await store.read(planned))


async def test_calling_off_what_has_begun_is_still_told(store: Store) -> None:
    [olga] = await store.write(add_people, 1)
    event_id = await store.write(open_event, 1)
    await store.write(sign_ups.join, event_id, olga, START)
    begun = START + timedelta(days=3, minutes=5)
    await store.write(events.call_off, event_id, ADMIN, begun)
    await store.write(outbox.expire, begun)
    assert (olga, "cancelled") in await store.read(planned)


async def test_a_yes_to_a_move_counts_once_and_only_from_the_start_that_was_shown(store: Store) -> None:
    [olga] = await store.write(add_people, 1)
    event_id = await store.write(open_event, 1)
    await store.write(sign_ups.join, event_id, olga, START)
    later, latest = (AT_FIRST + timedelta(days=days) for days in (1, 2))
    assert await store.write(edits.move, event_id, ADMIN, AT_FIRST, later, START) is ChangeOutcome.DONE
    for start in (later, latest):
        assert await store.write(edits.move, event_id, ADMIN, AT_FIRST, start, START) is ChangeOutcome.MEANWHILE
    assert (await the_event(store, event_id)).starts_local == later
    assert [told for told in await store.read(planned) if told[1] == "changed"] == [(olga, "changed")]


async def test_nothing_moves_into_the_past_and_no_draft_moves(store: Store) -> None:
    event_id = await store.write(open_event, 1)
    past = START.replace(tzinfo=None)
    assert await store.write(edits.move, event_id, ADMIN, AT_FIRST, past, START) is ChangeOutcome.PAST
    _, draft_id = await store.write(events.draft, ADMIN, "Встреча", None, "UTC", None, START)
    assert await store.write(edits.move, draft_id, ADMIN, AT_FIRST, AT_FIRST, START) is ChangeOutcome.CLOSED


async def test_drafts_come_in_pages(store: Store) -> None:
    [anna] = await store.write(add_people, 1)
    for number in range(5):
        await store.write(events.draft, ADMIN, f"Встреча {number}", None, "UTC", anna, START)
    found, total = await store.read(events.drafts, ADMIN, 2, 2)
    assert ([draft.title for draft in found], total) == (["Встреча 2", "Встреча 1"], 5)
    assert await store.read(events.drafts, ADMIN, 8, 2) == ([], 5)


async def test_who_left_the_queue_and_who_had_a_seat_are_told_apart_and_afterwards_nobody_leaves(store: Store) -> None:
    going, waiting, outsider = await store.write(add_people, 3)
    event_id = await store.write(open_event, 1)
    for each in (going, waiting):
        await store.write(sign_ups.join, event_id, each, START)
    assert await store.write(sign_ups.leave, event_id, waiting, START) is LeaveOutcome.UNQUEUED
    begun = START + timedelta(days=3)
    assert await store.write(sign_ups.leave, event_id, going, begun) is LeaveOutcome.OVER
    assert await store.write(sign_ups.leave, event_id, outsider, begun) is LeaveOutcome.WAS_NOT_IN
    assert await store.write(sign_ups.leave, event_id, going, START) is LeaveOutcome.LEFT


async def test_guests_are_listed_by_name_and_the_queue_by_turn(store: Store) -> None:
    def rename(tx: Connection, person_id: int, name: str) -> None:
        tx.execute(update(people).where(people.c.id == person_id).values(name=name))

    who = await store.write(add_people, 7)
    event_id = await store.write(open_event, 4)
    names = ("Яна", "ёжик", "Жанна", "борис", "Юлия", "Анна", "Никто")
    for minute, (each, name) in enumerate(zip(who, names, strict=True)):
        await store.write(rename, each, name)
        if name != "Никто":
            await store.write(sign_ups.join, event_id, each, START + timedelta(minutes=minute))
    found = await store.read(sign_ups.attendees, event_id, ADMIN)
    assert not isinstance(found, ChangeOutcome)
    assert found.going == ("борис", "ёжик", "Жанна", "Яна")
    assert found.waiting == ("Юлия", "Анна")
    assert await store.read(sign_ups.attendees, 999, ADMIN) is ChangeOutcome.GONE
