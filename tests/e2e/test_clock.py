"""A wrong clock destroys nothing: the whole bot against the sandbox over HTTP, each with a clock of its own."""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from sqlalchemy import Connection, func, select, update

from bot import jobs, process
from bot.config import Settings
from bot.domain.deliveries import DeliveryStatus, Plan
from bot.domain.events import EventStatus
from bot.domain.people import Purpose, Role, RoleKind, Visitor
from bot.sandbox.server import read_people, serve
from storage import outbox
from storage.core import identity
from storage.core.db import Store
from storage.core.migrate import migrate
from storage.core.seed import load_all
from storage.core.tables import deliveries, events, people
from storage.events import events as event_rows
from storage.events import sign_ups
from storage.people import people as person_rows
from tests.conftest import postgres_store
from tests.e2e.conftest import ROOT, Page, free_port, until

TOKEN = "42:sandbox"
PEOPLE = read_people(ROOT / "storage" / "seed" / "demo.yaml")
OLGA, ADMIN = 101, 103
YEAR, HOUR = 365 * 86_400.0, 3_600.0
ADMINISTRATOR = frozenset({Role(RoleKind.ADMIN)})


@dataclass
class Watched:
    """A running bot, its store, the page of its sandbox and the files that move the two clocks, in seconds."""

    store: Store
    page: Page
    folder: Path

    def set_bot(self, seconds: float) -> None:
        (self.folder / "bot.clock").write_text(str(seconds))

    def set_telegram(self, seconds: float) -> None:
        (self.folder / "telegram.clock").write_text(str(seconds))

    async def lost(self) -> list[str]:
        """Everything of the town that was finished, expired, warned of erasure or erased."""
        return await self.store.read(lost)


def fill(tx: Connection, now: datetime) -> None:
    """Olga goes to an event in three days; somebody was here half a year ago; a row expires in half an hour."""
    olga = person_rows.agree(tx, Visitor(OLGA, OLGA, "Ольга"), Purpose.NOTIFICATIONS, "test", "ru", "UTC", now)
    _, event_id = event_rows.draft(tx, ADMINISTRATOR, "Субботник", None, "UTC", None, now)
    starts = (now + timedelta(days=3)).replace(tzinfo=None)
    for name, value in {"starts_local": starts, "place": "Двор дома 12"}.items():
        event_rows.change(tx, event_id, ADMINISTRATOR, name, value, now)
    event_rows.publish(tx, event_id, ADMINISTRATOR, now)
    sign_ups.join(tx, event_id, olga.id, now)
    rare = person_rows.agree(tx, Visitor(202, 202, "Виктор"), Purpose.NOTIFICATIONS, "test", "ru", "UTC", now)
    tx.execute(update(people).where(people.c.id == rare.id).values(seen_on=(now - timedelta(days=180)).date()))
    soon = now + timedelta(minutes=30)
    outbox.plan(tx, [olga.id], [Plan("reminder", "event", event_id, "soon", soon, soon + timedelta(minutes=1))])


def lost(tx: Connection) -> list[str]:
    statuses = tx.execute(select(deliveries.c.kind, deliveries.c.status))
    found = [f"{kind} {status}" for kind, status in statuses if status != DeliveryStatus.PLANNED or kind == "notice"]
    found += [f"event {status}" for status in tx.scalars(select(events.c.status)) if status != EventStatus.PUBLISHED]
    return found + ["a person"] * (2 - (tx.scalar(select(func.count()).select_from(people)) or 0))


@pytest.fixture(params=["sqlite", "postgresql"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    made = Store(f"sqlite+aiosqlite:///{tmp_path / 'tos.db'}") if request.param == "sqlite" else await postgres_store()
    await migrate(made)
    await load_all(made, datetime.now(UTC))
    await made.write(fill, datetime.now(UTC))
    yield made
    await made.close()


@pytest.fixture(autouse=True)
def heard(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")


@asynccontextmanager
async def running(
    store: Store, folder: Path, web: aiohttp.ClientSession, *, offset: float = 0.0, shared: bool = False
) -> AsyncIterator[Watched]:
    """The bot as `bot.process.run` runs it; with `shared` the sandbox reads the same clock file, as in the demo."""
    bot_clock = folder / "bot.clock"
    bot_clock.write_text(str(offset))
    async with serve(people=PEOPLE, token=TOKEN, clock_file=bot_clock if shared else folder / "telegram.clock") as base:
        settings = Settings(
            _env_file=None,
            bot_token=TOKEN,
            bot_api_url=base,
            database_url=store.url.render_as_string(hide_password=False),
            demo_clock=bot_clock,
            tick_seconds=0.5,
            web_port=free_port(),
            admin_ids=frozenset({ADMIN}),
        )
        async with asyncio.TaskGroup() as group:
            bot = group.create_task(process.run(settings))
            try:
                yield Watched(store, Page(web, base), folder)
            finally:
                signal.raise_signal(signal.SIGINT)
            assert await bot == 0


@pytest.fixture
def sweeps(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Sweep twice a second. Returns the number of sweeps so far, also of those that did nothing."""
    done: list[int] = []

    def counted(believed: Callable[[], datetime | None]) -> Callable[[], datetime | None]:
        def look() -> datetime | None:
            done.append(1)
            return believed()

        return look

    schedule = jobs.schedule

    def often(*arguments: Any, believed: Callable[[], datetime | None]) -> object:
        return schedule(*arguments, believed=counted(believed))  # type: ignore[misc]

    monkeypatch.setattr(jobs, "SWEEP_SECONDS", 0.5)
    monkeypatch.setattr(process, "schedule", often)
    return lambda: len(done)


async def swept(sweeps: Callable[[], int], times: int = 3) -> None:
    """Wait for so many sweeps more."""
    goal = sweeps() + times

    async def look() -> bool:
        return sweeps() >= goal

    await until(look, lambda: f"{sweeps()} sweeps")


async def logged(caplog: pytest.LogCaptureFixture, words: str, times: int = 1) -> None:
    async def look() -> bool:
        return sum(words in each.message for each in caplog.records) >= times

    await until(look, lambda: [each.message for each in caplog.records][-20:])


@pytest.mark.parametrize("jump", [YEAR, -YEAR, HOUR, -HOUR], ids=["year ahead", "year back", "hour ahead", "hour back"])
async def test_a_clock_that_jumps_destroys_nothing_answers_people_and_goes_on_by_itself(
    store: Store,
    tmp_path: Path,
    web: aiohttp.ClientSession,
    sweeps: Callable[[], int],
    caplog: pytest.LogCaptureFixture,
    jump: float,
) -> None:
    async with running(store, tmp_path, web) as bot:
        await logged(caplog, "bot started")
        await swept(sweeps)
        bot.set_bot(jump)
        await logged(caplog, "trouble began trouble=clock-jumped")
        await swept(sweeps)
        assert await bot.lost() == []
        await bot.page.say(OLGA, "/help", "Что я умею")
        bot.set_bot(0)
        await logged(caplog, "trouble ended trouble=clock-jumped")
        await swept(sweeps)
        assert await bot.lost() == []


async def test_a_year_that_really_passed_is_swept(
    store: Store, tmp_path: Path, web: aiohttp.ClientSession, sweeps: Callable[[], int]
) -> None:
    """The demo: the page moves the clock of the bot and of the sandbox together."""
    async with running(store, tmp_path, web, shared=True) as bot:
        await bot.page.say(OLGA, "/help", "Что я умею")
        await bot.page.post("/api/clock", add=YEAR)

        async def look() -> bool:
            return f"event {EventStatus.FINISHED}" in await bot.lost()

        await until(look)


@pytest.mark.parametrize("offset", [YEAR, -YEAR], ids=["year ahead", "year back"])
async def test_a_clock_that_is_wrong_at_the_start_destroys_nothing(
    store: Store,
    tmp_path: Path,
    web: aiohttp.ClientSession,
    sweeps: Callable[[], int],
    caplog: pytest.LogCaptureFixture,
    offset: float,
) -> None:
    await store.write(identity.identify)
    await store.write(identity.note_alive, datetime.now(UTC))
    async with running(store, tmp_path, web, offset=offset) as bot:
        await logged(caplog, "trouble began trouble=clock-jumped")
        await swept(sweeps)
        assert await bot.lost() == []


async def test_a_month_off_is_no_jump_once_telegram_says_so(
    store: Store,
    tmp_path: Path,
    web: aiohttp.ClientSession,
    sweeps: Callable[[], int],
    caplog: pytest.LogCaptureFixture,
) -> None:
    await store.write(identity.identify)
    await store.write(identity.note_alive, datetime.now(UTC) - timedelta(days=30))
    async with running(store, tmp_path, web) as bot:
        await bot.page.say(OLGA, "/help", "Что я умею")
        before = datetime.now(UTC) - timedelta(days=1)

        async def look() -> bool:
            found = await store.read(identity.look)
            return found.alive_at is not None and found.alive_at > before

        await until(look)
    assert "clock-jumped" not in caplog.text


async def test_an_administrator_declares_the_clock_right_and_a_restart_remembers_it(
    store: Store, tmp_path: Path, web: aiohttp.ClientSession, caplog: pytest.LogCaptureFixture
) -> None:
    """Telegram's date is the wrong one here."""
    async with running(store, tmp_path, web) as bot:
        await logged(caplog, "bot started")
        bot.set_telegram(-YEAR)
        await bot.page.say(OLGA, "/clock", "только администраторы")
        await bot.page.say(ADMIN, "/clock", "не сходятся с Telegram")
        await bot.page.press(ADMIN, "Часы бота верны", "Верю часам бота")
        await logged(caplog, "clock confirmed")
    caplog.clear()
    async with running(store, tmp_path, web) as bot:
        await bot.page.say(ADMIN, "/clock", "Им можно верить")
    assert "clock-jumped" not in caplog.text
