"""The store: whole transactions, one writer at a time, one holder of a leader lock."""

import asyncio
import sqlite3
import sys
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import OperationalError

from bot.domain.events import JoinOutcome
from storage.core.db import Store, StoreTrouble
from storage.core.tables import people
from storage.core.tables import sign_ups as sign_up_rows
from storage.events import events, sign_ups
from tests.clock import START
from tests.fast_store import DURABLE
from tests.storage.events import add_people, open_event


async def test_two_hundred_people_at_once_take_fifty_seats(store: Store) -> None:
    who = await store.write(add_people, 200)
    event_id = await store.write(open_event, 50)
    outcomes = await asyncio.gather(*(store.write(sign_ups.join, event_id, each, START) for each in who))
    assert outcomes.count(JoinOutcome.GOING) == 50
    assert outcomes.count(JoinOutcome.WAITING) == 150
    going = await store.read(lambda tx: tx.scalar(select(func.count()).where(sign_up_rows.c.status == "going")))
    assert going == 50


async def test_what_sqlite_has_accepted_is_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other tests do not wait for the disk."""
    monkeypatch.setattr("storage.core.db.SYNCHRONOUS", DURABLE)
    store = Store(f"sqlite+aiosqlite:///{tmp_path / 'tos.db'}")
    full = 2
    assert await store.write(lambda tx: tx.scalar(text("PRAGMA synchronous"))) == full
    assert await store.write(lambda tx: tx.scalar(text("PRAGMA journal_mode"))) == "wal"
    await store.close()


async def test_cancelled_joins_leave_nothing_half_saved(store: Store) -> None:
    who = await store.write(add_people, 60)
    event_id = await store.write(open_event, 20)
    tasks = [asyncio.ensure_future(store.write(sign_ups.join, event_id, each, START)) for each in who]
    await asyncio.sleep(0)
    for task in tasks[::3]:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    for each in who[:30]:
        await store.write(sign_ups.leave, event_id, each, START)
    event = await store.read(events.get, event_id)
    assert event
    assert event.going + event.held <= 20
    assert event.waiting == 0 or event.going + event.held == 20


async def test_a_failing_function_saves_nothing(store: Store) -> None:
    def fail(tx: Connection) -> None:
        add_people(tx, 1)
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - any failure of the function's own
        await store.write(fail)
    assert await store.read(lambda tx: tx.scalar(select(func.count()).select_from(people))) == 0


async def test_pages_bring_everybody_once(store: Store) -> None:
    who = await store.write(add_people, 25)

    def page(tx: Connection, after: int, size: int) -> list[Row]:
        chosen = select(people.c.id).where(people.c.id > after).order_by(people.c.id).limit(size)
        return [Row(each) for each in tx.scalars(chosen)]

    seen = [row.id async for rows in store.pages(page, size=10) for row in rows]
    assert seen == who


class Row:
    def __init__(self, number: int) -> None:
        self.id = number


async def test_a_right_has_one_holder_and_passes_on(store: Store) -> None:
    first, second = store.leader_lock("door"), store.leader_lock("door")
    assert await first.take()
    assert await first.take()
    assert not await second.take()
    await first.release()
    assert await second.take()
    await second.release()


async def test_a_killed_process_frees_its_right(store: Store, tmp_path: Path) -> None:
    program = (
        "import asyncio, sys\n"
        "from storage.core.db import Store\n"
        "async def hold():\n"
        "    right = Store(sys.argv[1]).leader_lock('door')\n"
        "    print(await right.take(), flush=True)\n"
        "    await asyncio.sleep(60)\n"
        "asyncio.run(hold())\n"
    )
    url = store.url.render_as_string(hide_password=False)
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-c", program, url, stdout=asyncio.subprocess.PIPE, cwd=Path(__file__).parents[2]
    )
    assert child.stdout
    assert await child.stdout.readline() == b"True\n"
    right = store.leader_lock("door")
    assert not await right.take()
    child.kill()
    await child.wait()
    for _ in range(200):
        if await right.take():
            break
        await asyncio.sleep(0.05)
    else:
        pytest.fail("the right stayed with a dead process")
    await right.release()


async def test_a_locked_file_is_trouble_that_callers_can_name(seeded: Path, tmp_path: Path) -> None:
    path = tmp_path / "tos.db"
    path.write_bytes(seeded.read_bytes())
    store = Store(f"sqlite+aiosqlite:///{path}")
    await store.read(lambda tx: tx.exec_driver_sql("PRAGMA busy_timeout=1") and None)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(StoreTrouble) as caught:
            await store.write(add_people, 1)
        assert isinstance(caught.value, OperationalError)
    finally:
        other.close()
    assert await store.write(add_people, 1)
    await store.close()


async def test_a_glance_sees_what_was_just_saved(store: Store) -> None:
    who = await store.write(add_people, 1)
    assert await store.glance(lambda tx: list(tx.scalars(select(people.c.id)))) == who
    await store.write(lambda tx: tx.execute(people.delete()) and None)
    assert await store.glance(lambda tx: list(tx.scalars(select(people.c.id)))) == []


async def test_a_glance_at_a_locked_file_waits_and_holds_nobody_up(seeded: Path, tmp_path: Path) -> None:
    path = tmp_path / "tos.db"
    path.write_bytes(seeded.read_bytes())
    other = sqlite3.connect(path, isolation_level=None)
    for line in ("PRAGMA locking_mode=EXCLUSIVE", "BEGIN EXCLUSIVE", "DELETE FROM seeds", "COMMIT"):
        other.execute(line)
    store = Store(f"sqlite+aiosqlite:///{path}")
    glance = asyncio.ensure_future(store.glance(lambda tx: tx.scalar(select(func.count()).select_from(people))))
    _, waiting = await asyncio.wait({glance}, timeout=0.1)
    other.close()
    assert waiting == {glance}
    assert await glance == 0
    await store.close()


async def test_errors_carry_no_words_of_people(store: Store) -> None:
    def twice(tx: Connection) -> None:
        for _ in range(2):
            tx.execute(people.insert().values(id=1, name="Секретное Имя", locale="ru", zone="UTC", created_at=START))

    with pytest.raises(StoreTrouble) as caught:
        await store.write(twice)
    assert "Секретное" not in str(caught.value)
