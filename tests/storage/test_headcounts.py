"""Numbers of residents: who may confirm one, who is offered it, and how long one waits."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.headcounts import ResidentCount
from bot.domain.people import Role, RoleKind
from storage.core.db import Store
from storage.law import headcounts
from tests.clock import START

COUNT = ResidentCount("zeya", "город Зея", "Лесная, дома 1–24", 240, 255, "письмо № 5", START.date(), "Лесная: 1–24")
LOCAL, ELSEWHERE, REGIONAL, CHAIR = (
    frozenset({role})
    for role in (
        Role(RoleKind.COORDINATOR, "zeya"),
        Role(RoleKind.COORDINATOR, "tynda"),
        Role(RoleKind.COORDINATOR),
        Role(RoleKind.CHAIR, "zeya"),
    )
)


async def test_a_number_is_offered_once_a_coordinator_of_the_place_confirmed_it(store: Store) -> None:
    one = await store.write(headcounts.propose, COUNT, START)
    assert await store.read(headcounts.is_known, COUNT)
    assert not await store.read(headcounts.is_known, replace(COUNT, houses="Лесная: 1–26"))
    assert await store.read(headcounts.confirmed, "zeya", "Город зея") == []
    for others in (ELSEWHERE, CHAIR, frozenset()):
        assert await store.read(headcounts.page, others, 0, 4) == ([], 0)
        assert await store.write(headcounts.confirm, one, others, START) is None
        assert not await store.write(headcounts.drop, one, others)
    assert await store.read(headcounts.waiting, LOCAL) == 1
    known = replace(COUNT, id=one, is_confirmed=True)
    assert await store.write(headcounts.confirm, one, LOCAL, START) == known
    assert await store.read(headcounts.confirmed, "zeya", "Город зея") == [known]
    assert await store.read(headcounts.confirmed, "zeya", "Овсянка") == []
    assert await store.read(headcounts.confirmed, None, "город Зея") == []


async def test_of_one_territory_the_newest_number_stays(store: Store) -> None:
    await store.write(headcounts.propose, replace(COUNT, residents=200), START)
    first = await store.write(headcounts.propose, replace(COUNT, territory="лесная, дома 1-24"), START)
    assert await store.read(headcounts.waiting, REGIONAL) == 1
    await store.write(headcounts.confirm, first, REGIONAL, START)
    newer = await store.write(headcounts.propose, replace(COUNT, residents=250), START)
    assert (await store.read(headcounts.page, REGIONAL, 0, 4))[1] == 2
    await store.write(headcounts.confirm, newer, LOCAL, START)
    found, total = await store.read(headcounts.page, LOCAL, 0, 4)
    assert ([each.residents for each in found], total) == ([250], 1)
    assert await store.write(headcounts.drop, newer, LOCAL)
    assert await store.read(headcounts.get, newer, LOCAL) is None


async def test_a_number_that_nobody_looked_at_goes_and_a_confirmed_one_stays(store: Store) -> None:
    one = await store.write(headcounts.propose, COUNT, START)
    await store.write(headcounts.confirm, one, LOCAL, START)
    await store.write(headcounts.propose, replace(COUNT, settlement="Овсянка"), START)
    await store.write(headcounts.sweep, START + timedelta(days=800))
    found, _ = await store.read(headcounts.page, LOCAL, 0, 4)
    assert [each.id for each in found] == [one]
