"""The store is gone: at the next start that is one line and an exit; under the running bot nobody is told "saved"."""

import asyncio
import shutil
from pathlib import Path

import aiohttp

from bot.sandbox.server import read_people, serve
from tests.e2e.conftest import ROOT, Page, running

TOKEN = "42:sandbox"
PEOPLE = read_people(ROOT / "storage" / "seed" / "demo.yaml")
OLGA = 101


async def agree(page: Page) -> None:
    """Olga chooses news, which makes her a person of the store."""
    await page.say(OLGA, "/privacy", "хран")
    await page.press(OLGA, "новости", "соглас")
    await page.press(OLGA, "Даю согласие", "муниципалитет")


async def test_a_deleted_store_is_refused_by_run_and_migrate_until_that_is_meant(
    tmp_path: Path, web: aiohttp.ClientSession
) -> None:
    async with serve(people=PEOPLE, token=TOKEN) as base:
        settings = {"BOT_TOKEN": TOKEN, "BOT_API_URL": base}
        async with running("run", tmp_path, **settings) as process:
            await agree(Page(web, base))
            assert await process.end() == 0
        for each in tmp_path.glob("tos.db*"):
            if not each.name.endswith(".identity"):
                each.unlink()
        for command in ("run", "migrate"):
            async with running(command, tmp_path, **settings) as process:
                assert await process.wait() == 3
                await process.prints("the store is empty; at the last start it held 1 people")
            assert "Traceback" not in process.output
        assert not (tmp_path / "tos.db").exists()
        (tmp_path / "tos.db.identity").unlink()
        async with running("run", tmp_path, **settings) as process:
            await Page(web, base).say(OLGA, "/help", "Что я умею")


async def test_a_store_that_is_deleted_under_the_running_bot_takes_nothing_and_is_told(
    tmp_path: Path, web: aiohttp.ClientSession
) -> None:
    async with (
        serve(people=PEOPLE, token=TOKEN) as base,
        running("run", tmp_path, BOT_TOKEN=TOKEN, BOT_API_URL=base, ADMIN_IDS="103") as process,
    ):
        page = Page(web, base)
        await page.say(103, "/start", "Здравствуйте")
        await asyncio.to_thread(shutil.move, tmp_path / "tos.db", tmp_path / "aside")
        await page.say(OLGA, "/privacy", "хран")
        await process.prints("trouble began.*store-replaced")
        await page.sees(103, "Файл с базой данных удалён или подменён")
        assert not (tmp_path / "tos.db").exists()
        await asyncio.to_thread(shutil.move, tmp_path / "aside", tmp_path / "tos.db")
        await process.prints("trouble ended.*store-replaced")
        await agree(page)
        assert await process.end() == 0
    assert "Traceback" not in process.output
