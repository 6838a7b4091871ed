"""Backups on both engines: made while the bot writes, checked, rotated, restored, and silent about the erased."""

import subprocess
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from bot.domain.linking import LinkOutcome
from bot.domain.people import Purpose, Visitor
from bot.domain.retention import BACKUP
from bot.domain.troubles import Trouble
from bot.monitoring.health import Health
from storage.core import backup
from storage.core.backup import BackupError, Backups, make
from storage.core.db import Store
from storage.core.restore import forget_replaced, restore
from storage.core.tables import audit
from storage.core.tables import people as people_table
from storage.people import linking, people, personal_data
from tests.clock import START, ZONE, Clock
from tests.conftest import sqlite_store

DAY = timedelta(days=1)


def join(tx: Connection, user_id: int, name: str) -> int:
    return people.agree(tx, Visitor(user_id, user_id, name), Purpose.SIGN_UPS, "test", "ru", ZONE, START).id


def names(tx: Connection) -> set[str]:
    return set(tx.scalars(select(people_table.c.name)))


@pytest.fixture
async def reopened(store: Store) -> AsyncIterator[Store]:
    """The same place, opened anew as the restored bot would open it."""
    again = Store(store.url.render_as_string(hide_password=False))
    yield again
    await again.close()


async def test_a_backup_brings_everybody_back_but_those_who_were_erased_since(
    store: Store, reopened: Store, tmp_path: Path
) -> None:
    await store.write(join, 1, "Ольга")
    gone = await store.write(join, 2, "Апполинария")
    made = await make(store, tmp_path / "backups", START)
    await store.write(join, 3, "Пётр")
    await store.write(personal_data.erase, gone, "", START)
    with pytest.raises(BackupError, match="holds 2 people; --replace"):
        await restore(store, made.file, START, replace=False)
    assert await store.read(names) == {"Ольга", "Пётр"}
    done = await restore(store, made.file, START + DAY, replace=True)
    assert (done.people, done.erased) == (1, 1)
    assert await reopened.read(names) == {"Ольга"}
    if done.before:
        assert (
            "Пётр".encode() in done.before.read_bytes() + done.before.with_name(f"{done.before.name}-wal").read_bytes()
        )


async def test_after_the_store_is_lost_the_list_beside_the_backups_knows_who_was_erased(
    store: Store, reopened: Store, tmp_path: Path
) -> None:
    folder, clock = tmp_path / "backups", Clock()
    nightly = Backups(store, folder, "", ZONE, Health(clock), clock, store.leader_lock("backup"))
    gone = await store.write(join, 2, "Апполинария")
    await nightly.look()
    await store.write(personal_data.erase, gone, "", START)
    await nightly.look()
    assert "Апполинария" not in (folder / backup.ERASED_FILE).read_text("utf-8")
    (made,) = [file for file in folder.iterdir() if file.suffix in (".db", ".dump")]
    await store.write(lambda tx: tx.execute(people_table.delete()) and None)
    await store.write(lambda tx: tx.execute(audit.delete()) and None)
    assert (await restore(store, made, START, replace=True)).erased == 1
    assert await reopened.read(names) == set()


async def test_a_way_back_that_breaks_still_knows_whom_to_erase(
    store: Store, reopened: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = await store.write(join, 2, "Апполинария")
    made = await make(store, tmp_path / "backups", START)
    await store.write(personal_data.erase, gone, "", START)

    async def killed(*_: object) -> None:
        raise RuntimeError("killed")

    with monkeypatch.context() as broken:
        broken.setattr("storage.core.restore.migrate", killed)
        with pytest.raises(RuntimeError):
            await restore(store, made.file, START, replace=True)
    assert (await restore(reopened, made.file, START, replace=True)).erased == 1


async def test_a_backup_is_for_its_owner_and_has_nothing_of_the_erased(store: Store, tmp_path: Path) -> None:
    gone = await store.write(join, 2, "Апполинария")
    await store.write(personal_data.erase, gone, "", START)
    made = await make(store, tmp_path / "backups", START)
    assert made.file.stat().st_mode & 0o777 == 0o600
    assert made.file.parent.stat().st_mode & 0o777 == 0o700
    if store.is_sqlite:
        assert "Апполинария".encode() not in made.file.read_bytes()
        assert made.rows


async def test_one_backup_a_night_and_the_oldest_go(store: Store, tmp_path: Path) -> None:
    clock, folder = Clock(), tmp_path
    nightly = Backups(store, folder, "", ZONE, health := Health(clock), clock, store.leader_lock("backup"))
    old = folder / "tos-bot-20260101-030000Z.db"
    old.touch()
    left = folder / "tos-bot-20261124-000000Z.db.part"
    left.touch()
    for _ in range(3):
        await nightly.look()
    assert len(list(folder.glob("tos-bot-*"))) == 1
    clock.now += DAY
    await nightly.look()
    assert len(list(folder.glob("tos-bot-*"))) == 2
    assert not health.troubles


async def test_old_backups_go_also_while_no_new_one_can_be_made(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, folder = Clock(), tmp_path / "backups"
    nightly = Backups(store, folder, "", ZONE, health := Health(clock), clock, store.leader_lock("backup"))
    await nightly.look()
    assert list(folder.glob("tos-bot-*"))

    async def fail(*_: object) -> None:
        raise BackupError("No space left on device")

    monkeypatch.setattr(backup, "make", fail)
    clock.now += BACKUP.term + DAY
    await nightly.look()
    assert list(folder.glob("tos-bot-*")) == []
    assert [each.trouble for each in health.troubles] == [Trouble.BACKUP_OLD]


async def test_a_replaced_store_goes_as_a_backup_of_its_age_would(seeded: Path, tmp_path: Path) -> None:
    store = await sqlite_store(seeded, tmp_path)
    await store.write(join, 1, "Ольга")
    made = await make(store, tmp_path / "backups", START)
    before = (await restore(store, made.file, START, replace=True)).before
    await store.close()
    assert before
    assert before.with_name(f"{before.name}-wal").exists()
    for age, files in ((BACKUP.term, True), (BACKUP.term + timedelta(seconds=1), False)):
        forget_replaced(tmp_path / "tos.db", START + age)
        assert any(tmp_path.glob("tos.db.before-*")) is files
    assert (tmp_path / "tos.db").exists()


async def test_another_replica_makes_no_second_one_but_watches_their_age(store: Store, tmp_path: Path) -> None:
    clock = Clock()
    first, second = store.leader_lock("backup"), store.leader_lock("backup")
    assert await first.take()
    watching = Backups(store, tmp_path, "", ZONE, health := Health(clock), clock, second)
    await watching.look()
    assert not list(tmp_path.glob("tos-bot-*"))
    assert [each.trouble for each in health.troubles] == [Trouble.BACKUP_OLD]
    await make(store, tmp_path, clock())
    await watching.look()
    assert not health.troubles
    await first.release()


async def test_a_folder_that_takes_no_file_is_a_trouble_told_once_until_it_does(
    store: Store, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    clock, folder = Clock(), tmp_path / "backups"
    folder.write_text("no folder")
    nightly = Backups(store, folder, "", ZONE, health := Health(clock), clock, store.leader_lock("backup"))
    for _ in range(3):
        await nightly.look()
    assert [each.trouble for each in health.troubles] == [Trouble.BACKUP_OLD]
    assert caplog.text.count("the backup failed") == 1
    folder.unlink()
    await nightly.look()
    assert not health.troubles


async def test_with_a_public_key_only_its_owner_reads_the_backup(store: Store, tmp_path: Path) -> None:
    key = subprocess.run(["age-keygen"], capture_output=True, check=True, text=True)  # noqa: ASYNC221 - a test may wait
    (tmp_path / "key").write_text(key.stdout)
    recipient = key.stdout.split("# public key: ")[1].split()[0]
    made = await make(store, tmp_path / "backups", START, recipient)
    assert [file.name for file in made.file.parent.iterdir()] == [made.file.name]
    assert made.file.suffix == ".age"
    assert made.file.read_bytes().startswith(b"age-encryption.org")
    with pytest.raises(BackupError, match="decrypt it first"):
        await restore(store, made.file, START, replace=True)


async def test_a_damaged_or_foreign_file_is_never_restored(store: Store, tmp_path: Path) -> None:
    await store.write(join, 1, "Ольга")
    damaged, foreign = tmp_path / "damaged.db", tmp_path / "foreign.db"
    whole = (await make(store, tmp_path, START)).file.read_bytes()
    damaged.write_bytes(whole[: len(whole) // 2])
    foreign.write_bytes(b"")
    for file in (damaged, foreign, tmp_path / "missing.db"):
        with pytest.raises(BackupError):
            await restore(store, file, START, replace=True)
    assert await store.read(names) == {"Ольга"}


async def test_who_had_become_one_with_an_erased_person_is_erased_again(
    store: Store, reopened: Store, tmp_path: Path
) -> None:
    """Three people of the backup became one by two links, who then left."""
    ids = [await store.write(join, number, f"Телефон {number}") for number in (1, 2, 3)]
    made = await make(store, tmp_path / "backups", START)
    for kept, visitor in ((ids[1], 3), (ids[0], 2)):
        await store.write(linking.offer, kept, f"code {visitor}", START)
        linked = await store.write(linking.link, f"code {visitor}", Visitor(visitor, visitor, "Сосед"), START)
        assert linked.outcome is LinkOutcome.DONE
    await store.write(personal_data.erase, ids[0], "", START)
    assert (await restore(store, made.file, START + DAY, replace=True)).erased == 3
    assert await reopened.read(names) == set()


@pytest.mark.parametrize("at", ["migrate", "erase_again", "look", "_exchange"])
async def test_a_restore_that_is_broken_off_brings_no_erased_back(
    seeded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    """Wherever it stops, the store is the one before: the file is put in its place when it is ready."""
    store = await sqlite_store(seeded, tmp_path)
    gone = await store.write(join, 2, "Апполинария")
    made = await make(store, tmp_path / "backups", START)
    await store.write(personal_data.erase, gone, "", START)
    await store.write(join, 3, "Пётр")

    def stop(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(f"storage.core.restore.{at}", stop)
    with pytest.raises(BackupError, match="No space left"):
        await restore(store, made.file, START + DAY, replace=True)
    assert await store.read(names) == {"Пётр"}
    assert [file.name for file in tmp_path.iterdir() if "restoring" in file.name] == []
    await store.close()
