"""An operator who reads only the log, `/health` and the bot's chat learns of each trouble, brought about for real.

The waits are shortened; their real lengths are in `bot.domain.troubles` and beside the looks.
"""

import asyncio
import os
import shutil
import signal
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from sqlalchemy import make_url

from bot import clock_watch, process
from bot.config import Settings
from bot.domain import troubles
from bot.domain.troubles import MUTE, SERIOUS, Trouble
from bot.i18n import Translator
from bot.network import line
from bot.sandbox.server import read_people, serve
from bot.telegram import outage, polling, watch
from storage.core import probe
from tests.conftest import absent, postgres_store
from tests.e2e.conftest import ROOT, Page, free_port, running, until
from tests.e2e.odd import OddServer
from tests.road import Road

TOKEN = "77:real"
PEOPLE = read_people(ROOT / "storage" / "seed" / "demo.yaml")
OLGA, ADMIN = 101, 103
OPERATOR = {"OPERATOR_NAME": "ТОС «Берёзка»", "OPERATOR_CONTACT": "Садовая, 1", "DATA_LOCATION": "Благовещенск"}
YEAR = 365 * 86_400
PAGE = 4096


@dataclass
class Operator:
    """A real bot on a Bot API server of its own, and the three places that its operator reads."""

    web: aiohttp.ClientSession
    caplog: pytest.LogCaptureFixture
    folder: Path
    settings: dict[str, Any] = field(default_factory=dict)
    telegram: AsyncExitStack = field(default_factory=AsyncExitStack)
    api: int = field(default_factory=free_port)
    port: int = field(default_factory=free_port)

    @property
    def page(self) -> Page:
        return Page(self.web, f"http://127.0.0.1:{self.api}")

    async def telegram_comes(self, token: str = TOKEN) -> None:
        await self.telegram.enter_async_context(serve(people=PEOPLE, token=token, port=self.api))

    async def telegram_goes(self) -> None:
        await self.telegram.aclose()

    @asynccontextmanager
    async def bot(self, **more: Any) -> AsyncIterator[None]:
        """Run the bot until the block ends; at its begin all is well and the administrator has opened the chat."""
        own: dict[str, Any] = {"bot_token": TOKEN, "bot_api_url": f"http://127.0.0.1:{self.api}", "web_port": self.port}
        store: dict[str, Any] = {"database_url": f"sqlite+aiosqlite:///{self.folder / 'tos.db'}", "tick_seconds": 0.5}
        settings = Settings(_env_file=None, admin_ids=frozenset({ADMIN}), **(own | store | more))
        await self.telegram_comes()
        async with asyncio.TaskGroup() as group:
            bot = group.create_task(process.run(settings))
            try:
                await self.page.say(ADMIN, "/start", "Здравствуйте")
                await self.sees_well()
                yield
            finally:
                signal.raise_signal(signal.SIGINT)
            assert await bot == 0
        await self.telegram_goes()

    async def health(self) -> dict[str, Any]:
        try:
            async with self.web.get(f"http://127.0.0.1:{self.port}/health") as response:
                found: dict[str, Any] = await response.json()
                return found
        except aiohttp.ClientError:
            return {"ready": False, "reasons": ["no answer"], "troubles": []}

    async def sees_well(self) -> None:
        async def look() -> bool:
            return bool((await self.health())["ready"])

        await until(look, lambda: self.caplog.messages[-20:])

    async def logged(self, words: str) -> None:
        async def look() -> bool:
            return words in self.caplog.text

        await until(look, lambda: self.caplog.messages[-20:])

    async def learns(self, trouble: Trouble) -> None:
        """Find the trouble in the log and on `/health`, then in the chat as soon as that can be reached."""

        async def look() -> bool:
            found = await self.health()
            names = [each["trouble"] for each in found["troubles"]]
            return trouble in names and (trouble in found["reasons"]) is (trouble in SERIOUS)

        await self.logged(f"trouble began trouble={trouble.value}")
        await until(look, lambda: self.caplog.messages[-20:])
        if trouble not in MUTE:
            await self.page.sees(ADMIN, title(trouble))

    async def is_over(self, trouble: Trouble) -> None:
        await self.logged(f"trouble ended trouble={trouble.value}")
        await self.sees_well()

    async def told(self) -> list[str]:
        """The titles of the notices in the chat, oldest first."""
        titles = {title(each): each for each in Trouble}
        chat = [message.get("text", "") for message in await self.page.chat(ADMIN)]
        return [titles[name].value for text in chat for name in titles if name in text]


def title(trouble: Trouble) -> str:
    return Translator("ru").plain(f"trouble-{trouble.value}").split("</b>")[0].removeprefix("<b>")


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seconds instead of minutes, everywhere."""
    monkeypatch.setattr(troubles, "PATIENCE", timedelta(seconds=1))
    for name, seconds in {"LOOK_SECONDS": 0.5, "TELL_SECONDS": 0.5, "SURVEY_SECONDS": 0.5}.items():
        monkeypatch.setattr(watch, name, seconds)
    monkeypatch.setattr(probe, "PAGES_SECONDS", 1.0)
    monkeypatch.setattr(outage, "CONFLICT_OVER_AFTER_SECONDS", 4.0)
    monkeypatch.setattr(polling, "POLL_SECONDS", 2)
    monkeypatch.setattr(polling, "LONGEST_WAIT", 1.0)
    monkeypatch.setattr(clock_watch, "ASK_SECONDS", 1.0)


@pytest.fixture
def operator(folder: Path, web: aiohttp.ClientSession, caplog: pytest.LogCaptureFixture, impatient: None) -> Operator:
    caplog.set_level("INFO", logger="bot")
    return Operator(web, caplog, folder)


async def test_a_backup_that_cannot_be_written_and_then_can(
    operator: Operator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(process, "BACKUP_LOOK_SECONDS", 0.5)
    folder = tmp_path / "backups"
    folder.write_text("a file where the folder should be")
    async with operator.bot(backup_dir=folder):
        await operator.learns(Trouble.BACKUP_OLD)
        folder.unlink()
        await operator.is_over(Trouble.BACKUP_OLD)
        assert [file.suffix for file in folder.glob("tos-bot-*")] == [".db"]


async def test_a_lossy_line(operator: Operator) -> None:
    async with operator.bot():
        rules = [{"kind": "cut_before", "probability": 0.5}]
        async with operator.web.put(f"{operator.page.base}/control/faults", json=rules) as answer:
            assert answer.status == 200
        await operator.learns(Trouble.LINE_LOSSY)
        assert await operator.told() == ["line-lossy"]


async def test_a_dead_line_is_told_once_it_is_back_and_not_as_a_lossy_one(
    operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(line, "DEAD_SECONDS", 1.0)
    async with operator.bot():
        await operator.telegram_goes()
        await operator.learns(Trouble.LINE_DEAD)
        await asyncio.sleep(2)  # Losses go on.
        await operator.telegram_comes()
        await operator.is_over(Trouble.LINE_DEAD)
        await operator.page.sees(ADMIN, "Это уже прошло. Началось: ")
        assert await operator.told() == ["line-dead"]
    assert "line-lossy" not in operator.caplog.text


async def test_a_revoked_token(operator: Operator) -> None:
    async with operator.bot():
        await operator.telegram_goes()
        await operator.telegram_comes("77:other")
        await operator.learns(Trouble.TOKEN_REVOKED)
        await operator.telegram_goes()
        await operator.telegram_comes()
        await operator.is_over(Trouble.TOKEN_REVOKED)
        await operator.page.sees(ADMIN, title(Trouble.TOKEN_REVOKED))


async def test_a_second_copy_is_not_taken_for_gone_while_it_runs(operator: Operator) -> None:
    other = operator.folder / "other"
    other.mkdir()
    shutil.copy(operator.folder / "tos.db", other / "tos.db")
    async with operator.bot():
        settings = OPERATOR | {"BOT_TOKEN": TOKEN, "BOT_API_URL": operator.page.base, "WEB_PORT": str(free_port())}
        async with running("run", other, **settings) as second:
            await operator.learns(Trouble.SECOND_COPY)
            await second.prints("trouble began .*trouble=second-copy")
            assert await second.end() == 0
        assert "no other copy" not in operator.caplog.text + second.output
        await operator.is_over(Trouble.SECOND_COPY)


@pytest.fixture
def small_disk(operator: Operator) -> Iterator[Path]:
    """A disk of 40 megabytes; only root may have one."""
    folder = operator.folder / "disk"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", folder], capture_output=True).returncode:
        pytest.skip("only root may mount a small disk")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


async def test_a_full_disk(operator: Operator, small_disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It was not nearly full before, and is not called so: "everything works still" would deny it."""
    monkeypatch.setattr(troubles, "DISK_BYTES_MIN", 1_000_000)
    monkeypatch.setattr(watch, "SURVEY_SECONDS", 3600.0)
    shutil.move(operator.folder / "tos.db", small_disk / "tos.db")
    async with operator.bot(database_url=f"sqlite+aiosqlite:///{small_disk / 'tos.db'}"):
        free = os.statvfs(small_disk)
        (small_disk / "ballast").write_bytes(b"\0" * (free.f_bavail * free.f_frsize))
        await operator.learns(Trouble.DISK_FULL)
        (small_disk / "ballast").unlink()
        await operator.is_over(Trouble.DISK_FULL)
        assert await operator.told() == ["disk-full"]


async def test_a_damaged_store(operator: Operator) -> None:
    async with operator.bot():
        with (operator.folder / "tos.db").open("r+b") as file:
            file.seek(PAGE * 20)
            file.write(b"\xff" * PAGE * 60)
        await operator.learns(Trouble.STORE_CORRUPT)
        assert await operator.told() == ["store-corrupt"]


async def test_a_deleted_store(operator: Operator) -> None:
    async with operator.bot():
        for each in operator.folder.glob("tos.db*"):
            if each.suffix != ".identity":
                each.unlink()
        await operator.learns(Trouble.STORE_REPLACED)
        assert await operator.told() == ["store-replaced"]


async def test_a_clock_that_jumps(operator: Operator) -> None:
    clock = operator.folder / "clock"
    clock.write_text("0")
    async with operator.bot(demo_clock=clock):
        clock.write_text(str(YEAR))
        await operator.learns(Trouble.CLOCK_JUMPED)
        await operator.page.say(ADMIN, "/clock", "не сходятся с Telegram")
        clock.write_text("0")
        await operator.is_over(Trouble.CLOCK_JUMPED)
        assert await operator.told() == ["clock-jumped"]


async def test_redis_that_is_gone_while_nobody_writes(operator: Operator) -> None:
    road = Road(make_url(os.environ.get("TEST_REDIS_URL") or absent("TEST_REDIS_URL is not set")))
    await road.open()
    async with operator.bot(redis_url=road.url):
        await road.close()
        await operator.learns(Trouble.REDIS_AWAY)
        await road.open()
        await operator.is_over(Trouble.REDIS_AWAY)
        assert await operator.told() == ["redis-away"]
    await road.close()


async def test_postgresql_that_is_gone(operator: Operator) -> None:
    store = await postgres_store()
    await store.close()
    road = Road(store.url)
    await road.open()
    async with operator.bot(database_url=road.url):
        await road.close()
        await operator.learns(Trouble.STORE_AWAY)
        assert (await operator.health())["store"] == "unreachable"
        await operator.page.post("/api/say", user_id=OLGA, text="/events")
        await road.open()
        await operator.is_over(Trouble.STORE_AWAY)
        assert await operator.told() == ["store-away"]
    await road.close()


async def test_a_poisoned_update(operator: Operator) -> None:
    def spoil(batch: list[dict[str, Any]]) -> list[dict[str, Any]]:
        for each in batch:
            if each["message"]["text"] == "опрос":
                each["message"]["poll"] = {"id": "1", "question": 5}
        return batch

    odd = OddServer(operator.page.base)
    odd.spoil["getUpdates"] = spoil
    async with odd.open() as base, operator.bot(bot_api_url=base):
        await operator.page.post("/api/say", user_id=OLGA, text="опрос")
        await operator.learns(Trouble.POISONED_UPDATE)
        notice = await operator.page.sees(ADMIN, title(Trouble.POISONED_UPDATE))
        assert "Это случилось: " in notice["text"]
        await operator.page.say(OLGA, "/help", "Что я умею")
