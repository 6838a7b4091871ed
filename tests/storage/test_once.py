"""Handled updates on each engine: the first transaction of an update marks it, another one changes nothing."""

from datetime import timedelta

import pytest
from sqlalchemy import Connection, func, select

from storage.core import fsm, once, tables
from storage.core.db import Store
from storage.core.once import RepeatedUpdateError, UpdateKey, UpdateStore
from storage.people import people
from tests.chat import START
from tests.storage.interleaving import overlap

SEVENTH = UpdateKey(42, 7)


def note(tx: Connection, key: str, state: str = "Making:title") -> None:
    fsm.put(tx, key, START, state=state)


def fail(tx: Connection, key: str) -> None:
    note(tx, key)
    raise LookupError


def noted(tx: Connection) -> list[str]:
    return sorted(tx.scalars(select(tables.conversations.c.key)))


def marks(tx: Connection) -> int:
    return tx.scalar(select(func.count()).select_from(tables.handled_updates)) or 0


def of(store: Store, update: UpdateKey = SEVENTH) -> UpdateStore:
    return UpdateStore(store, update, START)


async def test_all_writes_of_one_handler_pass_and_mark_once(store: Store) -> None:
    mine = of(store)
    for key in ("a", "b"):
        await mine.write(note, key)
    assert await store.read(noted) == ["a", "b"]
    assert await store.read(marks) == 1


async def test_the_same_update_again_changes_nothing(store: Store) -> None:
    await of(store).write(note, "a")
    again = of(store)
    again.write_along(note, "b")
    for _ in range(2):
        with pytest.raises(RepeatedUpdateError):
            await again.write(note, "c")
    assert await store.read(noted) == ["a"]


async def test_other_updates_and_other_bots_are_not_repeats(store: Store) -> None:
    for key, update in {"a": SEVENTH, "b": UpdateKey(42, 8), "c": UpdateKey(43, 7)}.items():
        await of(store, update).write(note, key)
    assert await store.read(noted) == ["a", "b", "c"]


async def test_what_failed_is_not_marked_and_may_come_again(store: Store) -> None:
    mine = of(store)
    mine.write_along(note, "along")
    with pytest.raises(LookupError):
        await mine.write(fail, "a")
    assert (await store.read(noted), await store.read(marks)) == ([], 0)
    await mine.write(note, "b")
    assert (await store.read(noted), await store.read(marks)) == (["along", "b"], 1)


async def test_what_waits_is_written_with_the_next_or_with_the_rest(store: Store) -> None:
    mine = of(store)
    await mine.write_rest()
    assert await store.read(marks) == 0
    mine.write_along(note, "a")
    assert await store.read(noted) == []
    await mine.write_rest()
    assert (await store.read(noted), await store.read(marks)) == (["a"], 1)


async def test_the_one_read_of_an_update_knows_a_repeat(store: Store) -> None:
    assert not (await store.glance(people.arrive, "", 1, SEVENTH)).is_repeated
    await of(store).write(note, "a")
    assert (await store.glance(people.arrive, "", 1, SEVENTH)).is_repeated
    assert not (await store.glance(people.arrive, "", 1, UpdateKey(42, 8))).is_repeated
    await store.write(once.sweep, START + timedelta(hours=49))
    assert not (await store.glance(people.arrive, "", 1, SEVENTH)).is_repeated


@pytest.mark.parametrize("store", ["postgresql"], indirect=True)
async def test_of_two_replicas_at_once_one_acts(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    async def tries(key: str) -> bool:
        try:
            await of(store).write(note, key)
        except RepeatedUpdateError:
            return False
        return True

    found = await overlap(store, monkeypatch, (fsm, "put"), tries("a"), tries("b"), after=True)
    assert found == (True, False)
    assert await store.read(noted) == ["a"]


@pytest.mark.parametrize("store", ["postgresql"], indirect=True)
async def test_a_replica_that_fails_leaves_the_update_to_the_other(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails() -> bool:
        try:
            await of(store).write(fail, "a")
        except LookupError:
            return False
        return True

    async def acts() -> bool:
        await of(store).write(note, "b")
        return True

    assert await overlap(store, monkeypatch, (fsm, "put"), fails(), acts(), after=True) == (False, True)
    assert await store.read(noted) == ["b"]
