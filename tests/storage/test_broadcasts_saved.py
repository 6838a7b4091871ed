"""Saved audiences on each engine: kept within a scope, one for a name, checked at each use."""

from datetime import timedelta

import pytest

from bot.domain.broadcasts.audience.audience import Audience, AudienceKind
from bot.domain.broadcasts.broadcast import BroadcastOutcome
from bot.domain.people import Purpose, Role, RoleKind
from storage.broadcasts.audience import saved
from storage.broadcasts.compose import drafts
from storage.core.db import Store
from tests.clock import START
from tests.storage.broadcasts import REGIONAL, addressed, agree, make_event

ZEYA = frozenset({Role(RoleKind.COORDINATOR, "zeya")})


@pytest.fixture
async def anna(store: Store) -> int:
    return await store.write(agree, 900, Purpose.WORK)


async def kept(store: Store, anna: int, audience: Audience, name: str = "Список") -> int:
    draft = await addressed(store, anna, audience)
    saved_id = await store.write(saved.keep, draft, anna, REGIONAL, name, START)
    assert isinstance(saved_id, int)
    assert not isinstance(saved_id, BroadcastOutcome)
    return saved_id


async def test_the_same_name_gets_the_new_audience(store: Store, anna: int) -> None:
    await kept(store, anna, Audience.of(AudienceKind.EVERYBODY))
    second = await kept(store, anna, Audience.of(AudienceKind.MUNICIPALITY, "zeya"))
    found = await store.read(saved.known, REGIONAL)
    assert [(each.id, each.audience.parts[0].kind) for each in found] == [(second, AudienceKind.MUNICIPALITY)]


async def test_another_scope_neither_sees_nor_changes_it(store: Store, anna: int) -> None:
    saved_id = await kept(store, anna, Audience.of(AudienceKind.EVERYBODY))
    draft = await store.write(drafts.begin, anna, 900, 8, START)
    assert await store.read(saved.known, ZEYA) == []
    assert not await store.write(saved.rename, saved_id, ZEYA, "Моё")
    assert not await store.write(saved.drop, saved_id, ZEYA)
    assert await store.write(saved.use, saved_id, draft, anna, ZEYA, START) is BroadcastOutcome.GONE


async def test_a_part_that_is_over_is_named_and_nothing_changes(store: Store, anna: int) -> None:
    event_id = await make_event(store)
    saved_id = await kept(store, anna, Audience.of(AudienceKind.EVENT, str(event_id)))
    draft, later = await store.write(drafts.begin, anna, 900, 8, START), START + timedelta(days=4)
    assert await store.write(saved.use, saved_id, draft, anna, REGIONAL, later) is BroadcastOutcome.NOWHERE
    found = await store.read(saved.get, saved_id, REGIONAL)
    assert found
    assert [name for _, name in await store.read(saved.lost, found, later)] == ["Субботник"]
    untouched = await store.read(drafts.get, draft)
    assert untouched
    assert untouched.audience is None
