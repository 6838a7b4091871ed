"""A year of inactivity on each engine: people who are warned, people who are erased, the batch sizes."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select, update

from bot.domain.deliveries import DeliveryStatus
from bot.domain.inactivity import CAUSE, last_day, occasion
from bot.domain.retention import ABSENCE, ABSENCE_WARNING
from storage import outbox as deliveries_storage
from storage.core.db import Store
from storage.core.tables import deliveries, people
from storage.people import inactivity
from tests.clock import START
from tests.storage.apollinaria import KEY, Street, settle
from tests.storage.exports import export

TODAY = START.date()


async def gone_for(store: Store, days: int) -> Street:
    """Set the last day of everybody's activity to `days` ago."""
    street = await store.write(settle)
    await store.write(lambda tx: tx.execute(update(people).values(seen_on=TODAY - timedelta(days=days))) and None)
    return street


async def warned(store: Store) -> dict[int, str]:
    """The people who are warned, with the occasions."""
    rows = select(deliveries.c.person_id, deliveries.c.occasion).where(deliveries.c.cause == CAUSE)
    return dict(await store.read(lambda tx: tx.execute(rows).all()))


async def settle_warnings(store: Store, status: DeliveryStatus, at: datetime) -> None:
    sent_at = at if status is DeliveryStatus.SENT else None
    ended = update(deliveries).where(deliveries.c.cause == CAUSE).values(status=status, due_at=at, sent_at=sent_at)
    await store.write(lambda tx: tx.execute(ended) and None)


@pytest.mark.parametrize(
    ("seen_on", "warned_on", "last"),
    [
        (date(2026, 1, 1), date(2026, 12, 18), date(2027, 1, 1)),
        (date(2026, 1, 1), date(2026, 12, 25), date(2027, 1, 8)),
        (date(2027, 3, 1), date(2028, 2, 15), date(2028, 2, 29)),
    ],
)
def test_the_last_day_is_a_year_away_and_two_weeks_after_the_warning(
    seen_on: date, warned_on: date, last: date
) -> None:
    assert last_day(seen_on, warned_on) == last


async def test_a_store_older_than_the_rule_begins_the_year_today(store: Store) -> None:
    street = await store.write(settle)
    assert await store.read(inactivity.seen_on, street.vera) is None
    assert await store.write(inactivity.sweep, START) == 0
    assert await store.read(inactivity.seen_on, street.vera) == TODAY
    assert await warned(store) == {}


async def test_each_is_warned_once_for_each_absence(store: Store) -> None:
    street = await gone_for(store, (ABSENCE.term - ABSENCE_WARNING.term).days)
    for _ in range(2):
        await store.write(inactivity.sweep, START)
    away = occasion(TODAY - (ABSENCE.term - ABSENCE_WARNING.term))
    found = await warned(store)
    assert {found[each] for each in (street.apollinaria, street.boris, street.vera)} == {away}
    await store.write(inactivity.mark_seen, street.vera, TODAY)
    rows = await store.write(deliveries_storage.claim, START, 100)
    assert {row.person_id for row in rows if row.cause == CAUSE} == {street.apollinaria, street.boris}
    later = START + ABSENCE.term - ABSENCE_WARNING.term
    await store.write(inactivity.sweep, later)
    again = select(deliveries.c.occasion).where(deliveries.c.cause == CAUSE, deliveries.c.person_id == street.vera)
    assert set(await store.read(lambda tx: tx.scalars(again).all())) == {away, occasion(TODAY)}


@pytest.mark.parametrize("status", DeliveryStatus)
async def test_only_who_could_hear_the_warning_is_forgotten(store: Store, status: DeliveryStatus) -> None:
    street = await gone_for(store, 400)
    await store.write(inactivity.sweep, START)
    await settle_warnings(store, status, START)
    later = START + ABSENCE_WARNING.term + timedelta(days=1)
    assert await store.write(inactivity.sweep, START + ABSENCE_WARNING.term) == 0
    gone = await store.write(inactivity.sweep, later)
    told = status in (DeliveryStatus.SENT, DeliveryStatus.BLOCKED, DeliveryStatus.FAILED)
    assert (gone > 0) == told
    held = await store.read(export, street.apollinaria, KEY)
    assert bool(held["people"]) == (not told)


async def test_who_comes_back_after_the_warning_is_kept(store: Store) -> None:
    street = await gone_for(store, 400)
    await store.write(inactivity.sweep, START)
    await settle_warnings(store, DeliveryStatus.SENT, START)
    await store.write(inactivity.mark_seen, street.vera, TODAY + timedelta(days=3))
    await store.write(inactivity.sweep, START + timedelta(days=30))
    assert await store.read(inactivity.seen_on, street.vera)
    assert await store.read(inactivity.seen_on, street.boris) is None


async def test_a_sweep_forgets_a_few_at_a_time(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inactivity, "ERASED_AT_ONCE", 1)
    monkeypatch.setattr(inactivity, "WARNED_AT_ONCE", 2)
    await gone_for(store, 400)
    for expected in (2, 4, 4):
        await store.write(inactivity.sweep, START)
        assert len(await warned(store)) == expected
    await settle_warnings(store, DeliveryStatus.SENT, START)
    later = START + ABSENCE_WARNING.term + timedelta(days=1)
    assert [await store.write(inactivity.sweep, later) for _ in range(5)] == [1, 1, 1, 1, 0]
