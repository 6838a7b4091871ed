"""A file that is deleted or exchanged under the running bot: nothing is accepted that would be lost."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.domain.troubles import Trouble
from bot.monitoring.health import Health
from storage.core.db import Store, StoreTrouble
from storage.core.faults import StoreFault, StoreReplacedError, fault
from storage.core.probe import StoreProbe
from storage.core.tables import people
from tests.chat import START, Town
from tests.conftest import sqlite_store
from tests.storage.events import add_people


@pytest.fixture
async def store(seeded: Path, tmp_path: Path) -> AsyncIterator[Store]:
    made = await sqlite_store(seeded, tmp_path)
    await made.write(add_people, 3)
    yield made
    await made.close()


def count(store: Store) -> object:
    return store.read(lambda tx: tx.scalar(select(func.count()).select_from(people)))


@pytest.mark.parametrize("how", ["deleted", "emptied", "exchanged"])
async def test_a_write_is_refused_until_the_file_is_back(store: Store, tmp_path: Path, seeded: Path, how: str) -> None:
    path, aside = tmp_path / "tos.db", tmp_path / "aside"
    path.rename(aside)
    if how != "deleted":
        path.write_bytes(seeded.read_bytes() if how == "exchanged" else b"")
    with pytest.raises(StoreReplacedError) as caught:
        await store.write(add_people, 1)
    assert isinstance(caught.value, StoreTrouble)
    assert fault(caught.value) is StoreFault.REPLACED
    assert how != "deleted" or not path.exists()
    path.unlink(missing_ok=True)
    aside.rename(path)
    assert len(await store.write(add_people, 1)) == 4


async def test_a_file_that_is_deleted_amid_a_write_is_no_success(store: Store, tmp_path: Path) -> None:
    def delete_and_add(tx: object) -> None:
        (tmp_path / "tos.db").unlink()

    with pytest.raises(StoreReplacedError):
        await store.write(delete_and_add)


async def test_no_connection_opens_another_file(store: Store, tmp_path: Path, seeded: Path) -> None:
    (tmp_path / "tos.db").unlink()
    (tmp_path / "tos.db").write_bytes(seeded.read_bytes())
    await store.engine.dispose()
    with pytest.raises(StoreReplacedError):
        await store.read(lambda tx: tx.scalar(select(func.count()).select_from(people)))


async def test_health_hears_of_it_at_the_next_look(store: Store, tmp_path: Path) -> None:
    health = Health(lambda: START)
    probe = StoreProbe(store, health, lambda: START)
    assert await probe.look() is None
    (tmp_path / "tos.db").unlink()
    assert await probe.look() is StoreFault.REPLACED
    assert [each.trouble for each in health.troubles] == [Trouble.STORE_REPLACED]


async def test_a_person_is_told_that_nothing_was_saved(town: Town, tmp_path: Path) -> None:
    olga = town.somebody(101)
    await olga.say("/language")
    (tmp_path / "tos.db").unlink()
    await olga.press("English")
    assert "сломалось" in olga.hears()
