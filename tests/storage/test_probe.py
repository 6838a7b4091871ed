"""The probe of the store: each fault begins its trouble, and only a store that is well again ends it."""

import shutil
import subprocess
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from bot.domain.troubles import Trouble
from bot.monitoring.health import Health
from storage.core import probe
from storage.core.db import Store
from storage.core.faults import StoreFault
from storage.core.migrate import migrate
from storage.core.probe import StoreProbe
from tests.chat import Clock
from tests.conftest import sqlite_store
from tests.e2e.cluster import cluster

PAGE = 4096


class Watched:
    """A store under a probe. `later` moves the time on that a check of all pages waits for."""

    def __init__(self, store: Store) -> None:
        self.store, self.clock, self._seconds = store, Clock(), 0.0
        self.health = Health(self.clock)
        self.probe = StoreProbe(store, self.health, self.clock, lambda: self._seconds)

    def later(self) -> None:
        self._seconds += 1000

    @property
    def troubles(self) -> list[Trouble]:
        return [each.trouble for each in self.health.troubles]


@pytest.fixture
async def watched(seeded: Path, tmp_path: Path) -> AsyncIterator[Watched]:
    store = await sqlite_store(seeded, tmp_path)
    yield Watched(store)
    await store.close()


async def test_a_store_that_is_well_has_no_trouble(store: Store) -> None:
    found = Watched(store)
    assert await found.probe.look() is None
    assert await found.probe.look() is None
    assert (found.health.store, found.troubles) == ("ok", [])


async def test_a_deleted_file_is_seen_though_it_can_still_be_written(watched: Watched, tmp_path: Path) -> None:
    assert await watched.probe.look() is None
    file = tmp_path / "tos.db"
    file.rename(tmp_path / "gone.db")
    assert await watched.probe.look() is StoreFault.REPLACED
    assert (watched.health.store, watched.troubles) == ("replaced", [Trouble.STORE_REPLACED])
    (tmp_path / "gone.db").rename(file)
    assert await watched.probe.look() is None
    assert watched.troubles == []


async def test_a_corrupt_page_is_seen_by_the_check_of_all_pages(watched: Watched, tmp_path: Path) -> None:
    await watched.store.scrub()
    assert await watched.probe.look() is None
    content = (tmp_path / "tos.db").read_bytes()
    with (tmp_path / "tos.db").open("r+b") as file:
        for page in range(20, len(content) // PAGE):
            file.seek(page * PAGE)
            file.write(b"\xff" * 64)
    watched.later()
    assert await watched.probe.look() is StoreFault.MALFORMED
    assert watched.troubles == [Trouble.STORE_CORRUPT]
    with (tmp_path / "tos.db").open("r+b") as file:
        file.write(content)
    assert await watched.probe.look() is None
    assert watched.troubles == []


async def test_a_fault_that_somebodys_transaction_meets_is_reported_at_once(watched: Watched) -> None:
    def fill(tx: Connection) -> None:
        tx.execute(text("PRAGMA max_page_count = 1"))
        tx.execute(text("CREATE TABLE big AS SELECT randomblob(9999999)"))

    with pytest.raises(Exception, match="full"):
        await watched.store.write(fill)
    assert watched.troubles == [Trouble.DISK_FULL]
    assert await watched.probe.look() is None
    assert watched.troubles == []


async def test_a_store_that_hangs_is_away_and_the_look_returns(
    watched: Watched, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(probe, "PATIENCE_SECONDS", 0.1)
    async with watched.store.engine.execution_options(begin="IMMEDIATE").begin():
        assert await watched.probe.look() is StoreFault.UNREACHABLE
        assert await watched.probe.look() is StoreFault.UNREACHABLE
        assert watched.troubles == [Trouble.STORE_AWAY]
    monkeypatch.setattr(probe, "PATIENCE_SECONDS", 30.0)
    assert await watched.probe.look() is None
    assert watched.troubles == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of four megabytes; only root may have one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder], capture_output=True).returncode:
        pytest.skip("only root may mount a small disk")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


async def test_a_full_disk_is_called_so_and_is_over_once_there_is_room(small_disk: Path) -> None:
    store = Store(f"sqlite+aiosqlite:///{small_disk / 'tos.db'}")
    await migrate(store)
    await store.scrub()
    watched = Watched(store)
    (small_disk / "ballast").write_bytes(b"\0" * (_free(small_disk) // PAGE * PAGE))
    assert await watched.probe.look() is StoreFault.DISK_FULL
    assert watched.troubles == [Trouble.DISK_FULL]
    (small_disk / "ballast").unlink()
    assert await watched.probe.look() is None
    assert watched.troubles == []
    await store.close()


def _free(folder: Path) -> int:

    return shutil.disk_usage(folder).free


async def test_postgresql_that_is_gone_is_away_until_it_is_back() -> None:
    async with cluster() as server:
        store = Store(server.url)
        await migrate(store)
        watched = Watched(store)
        assert await watched.probe.look() is None
        await server.stop()
        assert await watched.probe.look() is StoreFault.UNREACHABLE
        assert watched.troubles == [Trouble.STORE_AWAY]
        await server.start()
        assert await watched.probe.look() is None
        assert watched.troubles == []
        await store.close()


async def test_a_trouble_that_another_part_reported_is_left_to_it(watched: Watched) -> None:
    watched.health.begin(Trouble.STORE_REPLACED, "emptied")
    assert await watched.probe.look() is None
    assert watched.troubles == [Trouble.STORE_REPLACED]
