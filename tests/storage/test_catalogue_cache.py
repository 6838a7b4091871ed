"""The catalogue of grants in memory equals the store, also after changes by another process."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from sqlalchemy import Connection, update

from bot.domain.grants import Precision, Programme
from bot.domain.people import Purpose, Visitor
from storage import grants
from storage.core.db import Store
from storage.core.tables import programmes
from storage.people import people
from tests.clock import START, ZONE
from tests.moves import reschedule


async def browse(store: Store, person_id: int | None = None) -> tuple[tuple[Programme, ...], frozenset[int]]:
    version, mine = await store.glance(grants.version_and_subscriptions, person_id)
    return await store.remember(grants.catalogue, version), mine


@pytest.fixture
def asked(store: Store, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the functions that the store reads with from now on."""
    names: list[str] = []
    plain: Callable[..., Awaitable[Any]] = store.read

    async def read(fn: Any, *args: Any) -> Any:
        names.append(fn.__name__)
        return await plain(fn, *args)

    monkeypatch.setattr(store, "read", read)
    return names


def move(tx: Connection, stage_id: int, local: str) -> None:
    reschedule(tx, stage_id, local, ZONE, Precision.DAY, False, START)


async def test_the_catalogue_is_read_once_until_it_changes(store: Store, asked: list[str]) -> None:
    first, _ = await browse(store)
    assert (await browse(store))[0] is first
    assert asked == ["catalogue"]
    assert first == await store.read(grants.catalogue)


async def test_whatever_changes_a_programme_is_seen_at_once(store: Store) -> None:
    found, _ = await browse(store)
    stage = found[0].rounds[-1].stages[-1]
    renamed = update(programmes).where(programmes.c.id == found[0].id).values(short_title="Иначе")
    await store.write(lambda tx: tx.execute(renamed) and None)
    assert (await browse(store))[0][0].short_title == "Иначе"
    for day in ("2027-03-10", "2027-03-11"):
        await store.write(move, stage.id, day)
        assert (await browse(store))[0][0].rounds[-1].stages[-1].local == day


async def test_another_replica_sees_it_too(store: Store) -> None:
    other = Store(store.url.render_as_string(hide_password=False))
    found, _ = await browse(other)
    await store.write(move, found[0].rounds[-1].stages[-1].id, "2027-03-10")
    assert (await browse(other))[0][0].rounds[-1].stages[-1].local == "2027-03-10"
    await other.close()


async def test_what_was_not_saved_is_not_remembered(store: Store) -> None:
    found, _ = await browse(store)

    def fail(tx: Connection) -> None:
        move(tx, found[0].rounds[-1].stages[-1].id, "2027-03-10")
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - any failure of the function's own
        await store.write(fail)
    assert (await browse(store))[0] == found


async def test_what_one_hears_of_is_ones_own(store: Store) -> None:
    visitor = Visitor(101, 101, "Ольга")
    olga = (await store.write(people.agree, visitor, Purpose.SUBSCRIPTIONS, "words", "ru", ZONE, START)).id
    found, nothing = await browse(store, olga)
    assert nothing == frozenset()
    for programme in found[:2]:
        await store.write(grants.subscribe, programme.id, olga, START)
    again, mine = await browse(store, olga)
    assert again is found
    assert mine == {found[0].id, found[1].id}
    assert (await browse(store))[1] == frozenset()
