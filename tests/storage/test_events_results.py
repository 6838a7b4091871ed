"""The numbers of an event on each engine: by place, newcomers, and what stays of people who leave."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Connection, update

from bot.domain.events.results import Results
from bot.domain.people import Purpose, Visitor
from storage.core import tables
from storage.core.db import Store
from storage.events import entry, results, sign_ups
from storage.people import people, personal_data
from tests.clock import START, ZONE
from tests.storage.events import ADMIN, open_event

HELD = START + timedelta(days=4)


def two_events(tx: Connection) -> tuple[int, list[int]]:
    """Two events, the second a day later: both neighbours came to it, one of them with a friend, one to the first too.

    Returns the id of the second one, and of the people.
    """
    found = []
    for number, place in ((1, "zeya"), (2, None)):
        visitor = Visitor(number, number, f"Сосед {number}")
        found.append(people.agree(tx, visitor, Purpose.SIGN_UPS, "words", "ru", ZONE, START).id)
        people.change(tx, found[-1], municipality=place)
    first, second = open_event(tx, 9), open_event(tx, 9)
    later = {"starts_at": START + timedelta(days=4), "minutes": 90}
    tx.execute(update(tables.events).where(tables.events.c.id == second).values(**later))
    for event_id, names in ((first, []), (second, ["Пётр"])):
        sign_ups.join(tx, event_id, found[0], START, names)
    sign_ups.join(tx, second, found[1], START)
    tx.execute(update(tables.sign_ups).values(came_at=START, came_seats=tables.sign_ups.c.seats))
    entry.write_in(tx, second, (ADMIN, None), ["Глеб"], HELD)
    return second, found


async def test_the_numbers_of_an_event_outlive_its_guests(store: Store) -> None:
    event_id, guests = await store.write(two_events)

    async def numbers() -> Results:
        found = await store.read(results.look, event_id, ADMIN, HELD)
        assert isinstance(found, Results)
        return replace(found, event=replace(found.event, going=0))

    before = await numbers()
    assert (before.signed_up, before.came, before.newcomers, before.named) == (3, 4, 1, 1)
    assert before.municipalities == {"zeya": 2, "": 1}
    assert before.minutes == 360
    await store.write(people.withdraw, guests[1], Purpose.SIGN_UPS, HELD)
    assert await numbers() == before, "a consent was withdrawn"
    await store.write(personal_data.erase, guests[0], "key", HELD)
    assert await numbers() == before, "a person was erased"


async def test_a_rating_is_replaced_and_stays_without_its_author(store: Store) -> None:
    event_id, [first, second] = await store.write(two_events)
    for who, stars in ((first, 5), (second, 2), (second, 4)):
        assert await store.write(results.rate, event_id, who, stars, HELD)
    assert await store.write(results.add_word, event_id, first, "Хорошо")
    assert not await store.write(results.rate, event_id, 99, 1, HELD)
    await store.write(personal_data.erase, first, "key", HELD)
    found = await store.read(results.look, event_id, ADMIN, HELD)
    assert isinstance(found, Results)
    assert (found.stars, found.tenths, found.words) == ({5: 1, 4: 1}, 45, 0)
