"""Real parts for every test: a database file (and PostgreSQL where it is), a town of people."""

import asyncio
import fcntl
import gc
import os
from collections.abc import AsyncIterator, Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import hypothesis
import pytest

from bot.config import Settings
from storage.core.db import Store
from storage.core.migrate import migrate
from storage.core.seed import load_all
from tests import postgres
from tests.clock import START
from tests.fast_store import compiles_once, forgets_at_power_cuts, stays_in_loop

if TYPE_CHECKING:
    from tests.chat import Town

# What waits for processes, servers and browsers.
SLOWEST = (
    "e2e/test_faults",
    "e2e/test_replicas",
    "tests/test_act_once",
    "tests/e2e",
    "test_outbox_machine",
    "test_migrate",
    "files/test_papers",
)


def absent(what: str) -> NoReturn:
    """A part that this machine lacks: a skip that says so; in CI a failure."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what}: CI must have it")
    pytest.skip(what)


# A busy machine is no failure. `make fuzz` takes many examples.
hypothesis.settings.register_profile("patient", deadline=None)
hypothesis.settings.register_profile("many", deadline=None, max_examples=3000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "patient"))


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Garbage is not looked for while thousands of tests are made, nor among them afterwards: a third of the time.

    Later it is looked for less often than by default, which was a twentieth of it.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(20_000, 20)
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The slowest come first: what is handed out last decides when the last worker is done."""
    items.sort(key=lambda item: next((at for at, slow in enumerate(SLOWEST) if slow in item.nodeid), len(SLOWEST)))


def pytest_sessionfinish() -> None:
    asyncio.run(postgres.drop_databases())


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Switch off the flood limit."""
    monkeypatch.setattr("bot.telegram.middlewares.FLOOD_UPDATES", 1_000_000)


@pytest.fixture(scope="session", autouse=True)
def _compiled_once() -> Iterator[None]:
    with compiles_once(), forgets_at_power_cuts():
        yield


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated and seeded database file, copied for each test; the first worker makes it for all of the run."""
    base = tmp_path_factory.getbasetemp()
    folder = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    path, begun = folder / "seeded.db", folder / "seeded.begun.db"

    async def make() -> None:
        store = Store(f"sqlite+aiosqlite:///{begun}")
        await migrate(store)
        await load_all(store, START)
        await store.scrub()
        await store.close()

    with (folder / "seeded.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            asyncio.run(make())
            begun.rename(path)
    return path


async def sqlite_store(seeded: Path, folder: Path) -> Store:
    path = folder / "tos.db"
    path.write_bytes(seeded.read_bytes())
    return Store(f"sqlite+aiosqlite:///{path}")


async def postgres_store() -> Store:
    """A store in the database of this worker, with nothing but the seeds in it."""
    if postgres.server_url() is None:
        absent("TEST_POSTGRES_URL is not set")
    return Store(await postgres.seeded_url())


@pytest.fixture(params=["sqlite", "postgresql"])
async def store(request: pytest.FixtureRequest, seeded: Path, tmp_path: Path) -> AsyncIterator[Store]:
    """The store on each engine: for what the engines could do differently."""
    made = await sqlite_store(seeded, tmp_path) if request.param == "sqlite" else await postgres_store()
    yield made
    await made.close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        _env_file=None,
        bot_token="42:sandbox",
        bot_api_url="http://127.0.0.1:1",
        database_url=f"sqlite+aiosqlite:///{tmp_path / 'tos.db'}",
        send_rate=1000,
        paid_broadcast=True,
    )


@pytest.fixture
def in_loop() -> Iterator[None]:
    """A store in the loop's thread. A test whose town has several stores puts a fixture of its own in place of this."""
    with stays_in_loop():
        yield


@pytest.fixture
async def town(
    seeded: Path, tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, in_loop: None
) -> AsyncIterator["Town"]:
    """A bot on a real database file, in a town at noon of 24 November 2026. No LibreOffice is installed there."""
    monkeypatch.setattr("bot.files.office.PROGRAMS", ())
    # Imported here: it brings aiogram, whose three seconds the quick checks save.
    from tests.chat import Town

    made = await sqlite_store(seeded, tmp_path)
    town = Town(made, settings)
    try:
        yield town
        assert not town.world.refused, f"Telegram refused {list(town.world.refused)}"
        crowded = [screen for session in town.sessions for screen in session.too_many]
        assert not crowded, f"more than eight buttons: {crowded}"
    finally:
        await made.close()
