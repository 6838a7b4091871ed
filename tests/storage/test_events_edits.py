"""A published event that is mended: nobody's change is overwritten, everybody hears once, no seat is lost."""

from datetime import timedelta

import pytest
from sqlalchemy import Connection, func, select

from bot.domain.audit import Act
from bot.domain.events import ChangeOutcome, SignUpStatus
from bot.domain.events.changes import SETTLES, EventPart, EventWish, Value, Values, stamp, values_of
from storage.core.db import Store
from storage.core.tables import audit, deliveries, event_changes
from storage.events import edits, events, sign_ups
from tests.clock import START
from tests.storage.events import ADMIN, AT_FIRST, OF_ZEYA, add_people, open_event

DONE, MEANWHILE = ChangeOutcome.DONE, ChangeOutcome.MEANWHILE
LATER = AT_FIRST + timedelta(days=2)


def wish(tx: Connection, event_id: int, part: EventPart, *values: Value) -> EventWish:
    """A change by somebody who sees the event as it is."""
    event = events.get(tx, event_id)
    assert event
    return EventWish(part, values, stamp(values_of(event, part)))


async def mend(store: Store, event_id: int, part: EventPart, *values: Value, minutes: int = 0) -> ChangeOutcome:
    def write(tx: Connection) -> ChangeOutcome:
        wanted = wish(tx, event_id, part, *values)
        return edits.mend(tx, event_id, ADMIN, wanted, None, START + timedelta(minutes=minutes))

    return await store.write(write)


def notices(tx: Connection) -> list[tuple[int, str]]:
    chosen = select(deliveries.c.person_id, deliveries.c.occasion)
    rows = tx.execute(chosen.where(deliveries.c.status == "planned", deliveries.c.kind == "notice"))
    return sorted((person, occasion.split("@")[0]) for person, occasion in rows)


async def crowd(store: Store, seats: int, people: int) -> tuple[int, list[int]]:
    """An event and those who signed up one after another."""
    who = await store.write(add_people, people)
    event_id = await store.write(open_event, seats)
    for minute, each in enumerate(who):
        await store.write(sign_ups.join, event_id, each, START + timedelta(minutes=minute))
    return event_id, who


async def places(store: Store, event_id: int, who: list[int]) -> list[int | None]:
    """Places on the waitlist, None for a seat."""
    return [seen.place if (seen := await store.read(sign_ups.look, event_id, each)) else -1 for each in who]


@pytest.mark.parametrize(
    ("part", "values", "hears_waiting"),
    [
        (EventPart.TITLE, ("Чаепитие",), True),
        (EventPart.WHEN, (LATER, 90), True),
        (EventPart.PLACE, ("Сад",), True),
        (EventPart.LINK, ("https://example.org/x",), False),
        (EventPart.PIN, (50.29, 127.53), False),
        (EventPart.ABOUT, ("Перчатки",), False),
        (EventPart.ORGANISER, ("ТОС «Заречный»",), False),
    ],
)
async def test_each_part_of_a_published_event_is_mended_and_told_to_those_whom_it_concerns(
    store: Store, part: EventPart, values: Values, hears_waiting: bool
) -> None:
    event_id, [going, waiting] = await crowd(store, 1, 2)
    assert await mend(store, event_id, part, *values) is DONE
    event = await store.read(events.get, event_id)
    assert event
    assert values_of(event, part) == values
    assert event.changed_at == START
    assert await store.read(notices) == [(going, "changed"), *[(waiting, "changed-waiting")] * hears_waiting]
    assert await store.read(lambda tx: tx.scalars(select(audit.c.act)).all()) == [
        Act.EVENT_PUBLISHED,
        Act.EVENT_CHANGED,
    ]


async def test_several_changes_are_one_notice_a_few_minutes_after_the_first(store: Store) -> None:
    event_id, [going] = await crowd(store, 1, 1)
    await mend(store, event_id, EventPart.TITLE, "Чаепитие", minutes=1)
    await mend(store, event_id, EventPart.PLACE, "Сад", minutes=3)
    assert await store.read(notices) == [(going, "changed")]
    count, due_at = await store.read(edits.unsent, event_id)
    assert (count, due_at) == (1, START + timedelta(minutes=1) + SETTLES)
    await store.write(edits.tell_now, event_id, ADMIN, START + timedelta(minutes=4))
    assert (await store.read(edits.unsent, event_id))[1] == START + timedelta(minutes=4)


async def test_a_change_under_ones_hands_is_not_overwritten(store: Store) -> None:
    event_id, _ = await crowd(store, 1, 1)
    seen = await store.read(wish, event_id, EventPart.PLACE, "Парк")
    assert await mend(store, event_id, EventPart.PLACE, "Сад") is DONE
    assert await store.write(edits.mend, event_id, ADMIN, seen, None, START) is MEANWHILE
    event = await store.read(events.get, event_id)
    assert event
    assert event.place == "Сад"
    assert await store.read(lambda tx: tx.scalar(select(func.count()).select_from(event_changes))) == 1


async def test_a_draft_is_shared_by_the_coordinators_of_its_scope_and_leaves_no_history(store: Store) -> None:
    _, event_id = await store.write(events.draft, OF_ZEYA, "Встреча", "zeya", "UTC", None, START)
    drafts, total = await store.read(events.drafts, OF_ZEYA, 0, 9)
    assert ([each.id for each in drafts], total) == ([event_id], 1)
    seen = await store.read(wish, event_id, EventPart.TITLE, "Сход")
    assert await store.write(edits.mend, event_id, OF_ZEYA, seen, None, START) is DONE
    assert await store.write(edits.mend, event_id, OF_ZEYA, seen, None, START) is MEANWHILE
    assert await store.read(lambda tx: tx.scalar(select(func.count()).select_from(event_changes))) == 0


async def test_more_seats_go_to_the_queue(store: Store) -> None:
    event_id, who = await crowd(store, 1, 4)
    assert await mend(store, event_id, EventPart.SEATS, 3) is DONE
    assert await places(store, event_id, who) == [None, None, None, 1]
    assert await store.read(events.with_status, event_id, SignUpStatus.OFFERED) == who[1:3]
    assert await mend(store, event_id, EventPart.SEATS, None) is DONE
    assert await places(store, event_id, who) == [None] * 4
    assert await store.read(notices) == [(who[1], "offer"), (who[2], "offer"), (who[3], "seat")]


async def test_fewer_seats_than_are_taken_are_asked_about_and_everybody_may_stay(store: Store) -> None:
    event_id, who = await crowd(store, 3, 4)
    assert await mend(store, event_id, EventPart.SEATS, 1) is ChangeOutcome.CROWDED
    less = EventWish(EventPart.SEATS, (1,), stamp((3, 3)))
    assert await store.write(edits.resize, event_id, ADMIN, less, 3, None, START) is DONE
    assert await places(store, event_id, who) == [None, None, None, 1]
    for each, place in zip(who[:3], (1, 1, None), strict=True):  # Three left for one seat: only the last makes room.
        await store.write(sign_ups.leave, event_id, each, START)
        assert (await places(store, event_id, who))[3] == place
    assert await store.write(edits.resize, event_id, ADMIN, less, 3, None, START) is MEANWHILE


async def test_or_the_last_ones_wait_at_the_head_of_the_queue_and_hear_of_it(store: Store) -> None:
    event_id, who = await crowd(store, 3, 4)
    less = EventWish(EventPart.SEATS, (1,), stamp((3, 3)))
    assert await store.write(edits.resize, event_id, ADMIN, less, 1, None, START) is DONE
    assert await places(store, event_id, who) == [None, 1, 2, 3]
    assert await store.read(notices) == [(who[1], "unseated"), (who[2], "unseated")]
    kinds = await store.read(
        lambda tx: tx.scalars(
            select(deliveries.c.person_id).where(deliveries.c.kind == "reminder", deliveries.c.status == "planned")
        ).all()
    )
    assert {*kinds} == {who[0]}
    seen = await store.read(sign_ups.look, event_id, who[1])
    assert seen
    assert seen.mine is SignUpStatus.WAITING
