"""The gazetteer in the store: releases keep what coordinators added, misses are counted and swept."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.domain.norms import Confidence
from bot.domain.people import Role, RoleKind
from bot.domain.places.settlements import SettlementKind
from bot.domain.retention import UNANSWERED_SEARCH
from storage import places
from storage.core.db import Store
from storage.core.retention import sweep
from storage.core.tables import place_misses, settlements
from tests.chat import START

REGION = frozenset({Role(RoleKind.COORDINATOR)})
ZEYA = frozenset({Role(RoleKind.COORDINATOR, "zeya")})
SOURCES = {"A": "закон", "B": "перечень"}


def row(name: str, municipality: str = "zeysky", source: str = "A+B") -> dict[str, Any]:
    return {"name": name, "kind": "village", "municipality": municipality, "source": source, "confidence": "A"}


async def load(store: Store, *rows: dict[str, Any]) -> list[str]:
    return await store.write(places.load, rows, SOURCES, date(2026, 12, 1))


async def names(store: Store) -> set[str]:
    return set(await store.read(lambda tx: tx.scalars(select(settlements.c.name)).all()))


async def added(store: Store, name: str = "Кукуевка", slug: str = "zeya") -> int:
    miss_id = await store.write(places.note_miss, name, 1, START)
    place = await store.write(places.add, miss_id, slug, REGION, "координатор", START)
    assert place
    assert place.settlement
    return place.settlement.id


async def test_a_release_replaces_what_nobody_edited_and_keeps_what_was_added(store: Store) -> None:
    await added(store)
    assert await load(store, row("Алгач"), row("Кукуевка", "zeya")) == ["кукуевка @ zeya"]
    assert await names(store) == {"Алгач", "Кукуевка"}
    known, found = await store.read(places.catalogue)
    assert len(known) == 29
    [algach] = [each for each in found if each.name == "Алгач"]
    assert (algach.source, algach.as_of, algach.confidence) == ("закон; перечень", date(2026, 12, 1), Confidence.A)
    await load(store, row("Бомнак"))
    assert await names(store) == {"Бомнак", "Кукуевка"}


async def test_ids_stay_from_release_to_release(store: Store) -> None:
    before = await store.read(lambda tx: dict(tx.execute(select(settlements.c.key, settlements.c.id)).all()))
    await load(store, row("Тыгда", "magdagachinsky"), row("Новое место"))
    after = await store.read(lambda tx: dict(tx.execute(select(settlements.c.key, settlements.c.id)).all()))
    assert after["тыгда @ magdagachinsky"] == before["тыгда @ magdagachinsky"]
    assert after["новое место @ zeysky"] not in before.values()


async def test_each_change_raises_the_version(store: Store) -> None:
    before = await store.glance(places.version)
    settlement_id = await added(store)
    between = await store.glance(places.version)
    await store.write(places.remove, settlement_id, REGION)
    assert before < between < await store.glance(places.version)


async def test_an_added_place_is_located_with_its_municipality(store: Store) -> None:
    place = await store.read(places.locate, await added(store))
    assert place
    assert place.settlement
    assert (place.municipality.slug, place.settlement.kind) == ("zeya", SettlementKind.UNKNOWN)
    assert place.is_sure
    assert await store.read(places.locate, 10**9) is None


@pytest.mark.parametrize(("held", "slug"), [(ZEYA, "tynda"), (frozenset(), "zeya"), (REGION, "atlantis")])
async def test_a_place_is_added_only_by_the_coordinators_of_its_municipality(
    store: Store, held: frozenset[Role], slug: str
) -> None:
    miss_id = await store.write(places.note_miss, "Кукуевка", 1, START)
    assert await store.write(places.add, miss_id, slug, held, "координатор", START) is None
    assert await store.read(places.miss, miss_id)


async def test_only_what_was_added_is_removed(store: Store) -> None:
    of_release = await store.read(lambda tx: tx.scalar(select(settlements.c.id).where(settlements.c.name == "Тыгда")))
    assert of_release
    assert not await store.write(places.remove, of_release, REGION)
    mine = await added(store)
    assert not await store.write(places.remove, mine, frozenset())
    assert await store.write(places.remove, mine, ZEYA)
    assert not await store.write(places.remove, mine, ZEYA)


async def test_misses_are_counted_by_their_folded_words_and_shown_once_they_count(store: Store) -> None:
    miss_id = await store.write(places.note_miss, "Кукуевка", 0, START)
    assert await store.read(places.misses, REGION, 0, 8) == ([], 0)
    await store.write(places.count_miss, miss_id)
    assert await store.write(places.note_miss, "КУКУЕВКА", 1, START) == miss_id
    await store.write(places.note_miss, "Атлантида", 1, START)
    found, total = await store.read(places.misses, REGION, 0, 8)
    assert [(each.text, each.count) for each in found] == [("КУКУЕВКА", 2), ("Атлантида", 1)]
    assert total == 2
    assert await store.read(places.misses, frozenset(), 0, 8) == ([], 0)
    assert not await store.write(places.drop_miss, miss_id, frozenset())
    assert await store.write(places.drop_miss, miss_id, REGION)


async def test_misses_are_forgotten_after_their_term(store: Store) -> None:
    await store.write(places.note_miss, "Кукуевка", 1, START)
    await store.write(sweep, START + UNANSWERED_SEARCH.term)
    assert await store.read(lambda tx: tx.execute(select(place_misses)).all())
    await store.write(sweep, START + UNANSWERED_SEARCH.term + timedelta(seconds=1))
    assert not await store.read(lambda tx: tx.execute(select(place_misses)).all())
