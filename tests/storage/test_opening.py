"""The store at a start: another than yesterday's, or a suddenly empty one, is refused; a backup of the same is not."""

import shutil
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, delete, text

from storage.core import identity, opening
from storage.core.db import Store
from storage.core.identity import NOTHING, Identity
from storage.core.migrate import migrate, revision
from storage.core.opening import StoreChangedError, identity_file, open_store
from storage.core.tables import people as people_rows
from storage.core.tables import store_identity
from tests import postgres
from tests.conftest import absent
from tests.storage.events import add_people


@pytest.fixture(params=["sqlite", "postgresql"])
async def bare(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    """A store without a table, on each engine."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'data' / 'tos.db'}"
    if request.param == "postgresql":
        url = await postgres.bare_url() if postgres.server_url() else absent("TEST_POSTGRES_URL is not set")
    store = Store(url)
    yield store
    await store.close()


@pytest.fixture
def file(bare: Store, tmp_path: Path) -> Path:
    return identity_file(bare.url, tmp_path / "data")


def wipe(tx: Connection) -> None:
    """Leave nothing, as on a disk that was not mounted or in a database made anew."""
    if tx.dialect.name == "postgresql":
        tx.execute(text("DROP SCHEMA public CASCADE"))
        tx.execute(text("CREATE SCHEMA public"))
        return
    tx.exec_driver_sql("PRAGMA writable_schema=1")
    tx.exec_driver_sql("DELETE FROM sqlite_master")
    tx.exec_driver_sql("PRAGMA writable_schema=0")


async def lived_in(store: Store, file: Path, people: int = 3) -> Identity:
    """A store with people that a bot has used."""
    await open_store(store, file)
    await store.write(add_people, people)
    found = await store.read(identity.look)
    opening.remember(file, found)
    return found


async def test_a_new_store_is_opened_and_remembered_with_its_id(bare: Store, file: Path) -> None:
    opened = await open_store(bare, file)
    assert opened.before is None
    assert len(opened.identity.store_id) == 32
    assert opening.read(file).store_id == opened.identity.store_id
    assert file.stat().st_mode & 0o777 == 0o600
    again = await open_store(bare, file)
    assert again.identity.store_id == opened.identity.store_id
    assert again.before is not None


async def test_an_empty_store_in_the_place_of_yesterdays_is_refused_and_stays_empty(bare: Store, file: Path) -> None:
    await lived_in(bare, file)
    await bare.write(wipe)
    await bare.close()
    with pytest.raises(StoreChangedError, match=r"the store is empty; at the last start it held 3 people.*delete /"):
        await open_store(bare, file)
    assert await revision(bare) is None
    file.unlink()
    assert (await open_store(bare, file)).before is None


async def test_another_store_is_refused(bare: Store, file: Path) -> None:
    known = await lived_in(bare, file)
    opening.remember(file, replace(known, store_id="f" * 32))
    with pytest.raises(StoreChangedError, match=r"this is another store, with 3 people; at the last start it held 3"):
        await open_store(bare, file)


async def test_a_backup_of_the_same_store_is_taken_and_told(
    bare: Store, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    known = await lived_in(bare, file)
    opening.remember(file, replace(known, people=400))
    assert (await open_store(bare, file)).identity.store_id == known.store_id
    assert "fewer people than at the last start people=3 before=400" in caplog.text


async def test_a_backup_of_an_older_release_takes_the_id_that_is_remembered(bare: Store, file: Path) -> None:
    known = await lived_in(bare, file)
    await migrate(bare, "0011")
    assert (await open_store(bare, file)).identity.store_id == known.store_id


@pytest.mark.parametrize(("before", "refused"), [(9, False), (10, True)])
async def test_a_store_that_lost_everybody_is_refused(bare: Store, file: Path, before: int, refused: bool) -> None:
    await lived_in(bare, file, before)
    await bare.write(lambda tx: tx.execute(delete(people_rows)) and None)
    if refused:
        with pytest.raises(StoreChangedError, match="the store is empty"):
            await open_store(bare, file)
    else:
        await open_store(bare, file)


async def test_a_store_without_people_is_no_loss(bare: Store, file: Path) -> None:
    await open_store(bare, file)
    await bare.write(lambda tx: tx.execute(delete(store_identity)) and None)
    assert (await open_store(bare, file)).identity.store_id


async def test_a_missing_file_is_not_made_by_looking_at_it(tmp_path: Path) -> None:
    store = Store(f"sqlite+aiosqlite:///{tmp_path / 'tos.db'}")
    file = identity_file(store.url, tmp_path)
    assert file == tmp_path / "tos.db.identity"
    await lived_in(store, file)
    await store.close()
    (tmp_path / "tos.db").unlink()
    with pytest.raises(StoreChangedError):
        await open_store(Store(store.url.render_as_string()), file)
    assert not (tmp_path / "tos.db").exists()


async def test_a_restored_file_is_taken(tmp_path: Path) -> None:
    store = Store(f"sqlite+aiosqlite:///{tmp_path / 'tos.db'}")
    file = identity_file(store.url, tmp_path)
    known = await lived_in(store, file)
    await store.scrub()
    await store.close()
    shutil.move(tmp_path / "tos.db", tmp_path / "backup")
    shutil.copy(tmp_path / "backup", tmp_path / "tos.db")
    again = Store(store.url.render_as_string())
    assert (await open_store(again, file)).identity.store_id == known.store_id
    await again.close()


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"store_id": 1}', '{"store_id": "a", "people": "b", "alive_at": 0}']
)
def test_a_broken_file_remembers_nothing(tmp_path: Path, content: str) -> None:
    (tmp_path / "tos.db.identity").write_text(content)
    assert opening.read(tmp_path / "tos.db.identity") == NOTHING


def test_a_file_that_cannot_be_written_stops_nobody(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("")
    opening.remember(tmp_path / "file" / "tos.db.identity", NOTHING)
    assert "the store's identity cannot be kept" in caplog.text


def test_a_servers_database_is_remembered_by_host_and_name(tmp_path: Path) -> None:
    store = Store("postgresql+asyncpg://bot:secret@db.example:5433/tos")
    assert identity_file(store.url, tmp_path) == tmp_path / "tos_db.example-5433.identity"
