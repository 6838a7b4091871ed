"""An upgrade that is broken off: whatever ends a migration, the store before is still there and is migrated later."""

import asyncio
import shutil
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, MetaData, event, select

from storage.core.db import Store, StoreTrouble
from storage.core.migrate import migrate, revision, revisions
from storage.core.permissions import BESIDE
from tests.storage.rows import fill

OLD, NEWEST = revisions()[-6], revisions()[-1]
EACH = 4  # A power cut is tried at every so many statements.


def store_at(file: Path, *pragmas: str) -> Store:
    """A store whose connections also run these pragmas."""
    store = Store(f"sqlite+aiosqlite:///{file}")

    def run(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    event.listen(store.engine.sync_engine, "connect", run)
    return store


def contents(tx: Connection) -> dict[str, list[str]]:
    found = MetaData()
    found.reflect(tx)
    return {table.name: [str(tuple(row)) for row in tx.execute(select(table))] for table in found.sorted_tables}


async def seen(file: Path) -> tuple[str | None, dict[str, list[str]]]:
    """The revision and the rows of a store that is opened anew."""
    store = Store(f"sqlite+aiosqlite:///{file}")
    try:
        return await revision(store), await store.read(contents)
    finally:
        await store.close()


async def upgraded(file: Path) -> str | None:
    store = Store(f"sqlite+aiosqlite:///{file}")
    try:
        await migrate(store)
        return await revision(store)
    finally:
        await store.close()


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of an older release, with rows in every table."""
    file = tmp_path_factory.mktemp("kept") / "tos.db"

    async def make() -> None:
        store = Store(f"sqlite+aiosqlite:///{file}")
        await migrate(store, OLD)
        for number in (1, 2, 3):
            await store.write(fill, number)
        await store.close()

    asyncio.run(make())
    return file


@pytest.fixture
def old(kept: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(kept, tmp_path / "tos.db"))


@pytest.mark.parametrize("pragma", ["max_page_count=1", "query_only=ON"], ids=["disk-full", "read-only"])
async def test_a_disk_that_takes_nothing_leaves_the_old_store(old: Path, pragma: str) -> None:
    before = await seen(old)
    store = store_at(old, pragma)
    with pytest.raises(StoreTrouble):
        await migrate(store)
    await store.close()
    assert await seen(old) == before
    assert before[0] == OLD
    assert await upgraded(old) == NEWEST


async def test_a_power_cut_at_any_moment_leaves_the_old_store(old: Path, tmp_path: Path) -> None:
    """Copies of the files as they are in the middle. With no cache SQLite writes at once, long before the end."""
    before, cuts = await seen(old), list[Path]()
    store = store_at(old, "cache_size=1", "wal_autocheckpoint=1")
    statements = 0

    def cut(*_: object) -> None:
        nonlocal statements
        statements += 1
        if statements % EACH == 0:
            place = tmp_path / f"cut-{statements}"
            place.mkdir()
            for suffix in BESIDE:
                if (file := old.with_name(old.name + suffix)).exists():
                    shutil.copy(file, place)
            cuts.append(place / old.name)

    event.listen(store.engine.sync_engine, "before_cursor_execute", cut)
    await migrate(store)
    await store.close()
    assert len(cuts) > 3
    sizes = [each.with_name(f"{each.name}-wal").stat().st_size for each in cuts]
    assert sizes[-1] > sizes[0], "nothing was on the disk before the end"
    for each in cuts:
        # Not compared in the assertion itself: a difference of all rows takes pytest minutes to write.
        is_old = await seen(each) == before
        assert is_old, each
    assert await upgraded(cuts[-1]) == NEWEST
    assert (await seen(old))[0] == NEWEST
