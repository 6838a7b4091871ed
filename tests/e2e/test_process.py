"""The bot as a process: it starts, outlives Telegram's absence and restarts, stops at Ctrl-C, refuses what it must."""

import asyncio
import signal
import sqlite3
from pathlib import Path

import aiohttp
import pytest

from bot.domain.papers.kit import Paper
from bot.sandbox.server import read_people, serve
from tests.e2e.conftest import ROOT, Page, free_port, running, started, until
from tests.e2e.socks import socks

TOKEN = "42:sandbox"
OPERATOR = {"OPERATOR_NAME": "ТОС «Берёзка»", "OPERATOR_CONTACT": "Садовая, 1", "DATA_LOCATION": "Россия, Благовещенск"}
PEOPLE = read_people(ROOT / "storage" / "seed" / "demo.yaml")


async def test_ctrl_c_ends_the_demo_without_a_traceback(tmp_path: Path, web: aiohttp.ClientSession) -> None:
    async with started("run", tmp_path) as process:
        await Page(web, await process.address()).say(101, "/start", "Здравствуйте")
        assert await process.end(signal.SIGINT) == 0
    assert "Traceback" not in process.output
    assert "in flight" not in process.output


@pytest.mark.parametrize("after", [1.0, 2.5])
async def test_ctrl_c_while_it_starts_is_no_traceback(tmp_path: Path, after: float) -> None:
    """The start may be at any step by then: an import, the sandbox, the store."""
    async with started("run", tmp_path) as process:
        await asyncio.sleep(after)
        assert await process.end() in (0, -signal.SIGINT)
    assert "Traceback" not in process.output


async def test_telegram_down_at_start_and_for_a_while_is_told_once_and_nothing_is_lost(
    tmp_path: Path, web: aiohttp.ClientSession
) -> None:
    port = free_port()
    async with started("run", tmp_path, BOT_TOKEN=TOKEN, BOT_API_URL=f"http://127.0.0.1:{port}") as process:
        await process.prints("Telegram does not answer")
        async with serve(people=PEOPLE, token=TOKEN, port=port) as base:
            await Page(web, base).say(101, "/start", "Здравствуйте")
        async with serve(people=PEOPLE, token=TOKEN, port=port) as base:
            await Page(web, base).say(101, "/help", "Что я умею")
        assert await process.end() == 0
    assert process.output.count("Telegram answers again") <= 2
    assert process.output.count("Telegram does not answer") <= 3
    assert "Traceback" not in process.output


async def test_a_proxy_that_is_away_is_waited_for_and_of_two_the_living_one_is_taken(
    folder: Path, web: aiohttp.ClientSession
) -> None:
    dead, late = (f"socks5://127.0.0.1:{free_port()}" for _ in range(2))
    port = int(late.rsplit(":", 1)[1])
    async with serve(people=PEOPLE, token=TOKEN) as base:
        settings = {"BOT_TOKEN": TOKEN, "BOT_API_URL": base, "BOT_PROXY": f"{dead},{late}"}
        async with running("run", folder, **settings) as process:
            await process.prints("Telegram does not answer")
            async with socks(port) as proxy:
                await Page(web, base).say(101, "/start", "Здравствуйте")
                assert await process.end() == 0
    assert proxy.passed
    assert "Traceback" not in process.output


async def test_a_restart_in_mid_conversation_goes_on_at_the_same_question(
    folder: Path, web: aiohttp.ClientSession
) -> None:
    async with serve(people=PEOPLE, token=TOKEN) as base:
        page, settings = Page(web, base), {"BOT_TOKEN": TOKEN, "BOT_API_URL": base, "ADMIN_IDS": "103"}
        async with running("run", folder, **settings) as process:
            await page.say(103, "/new_event", "Согласие")
            await page.press(103, "оглас", "Как назовём мероприятие")
            assert await process.end() == 0
        async with running("run", folder, **settings) as process:
            await page.say(103, "Субботник у реки", "Когда начало")
            assert await process.end(signal.SIGTERM) == 0


@pytest.mark.parametrize("webhook", [False, True])
async def test_a_wrong_token_is_one_line_and_an_exit(tmp_path: Path, webhook: bool) -> None:
    settings = OPERATOR | {"BOT_TOKEN": "42:wrong", "WEB_PORT": str(free_port())}
    if webhook:
        settings |= {"WEBHOOK_URL": "http://127.0.0.1:1/hook", "WEBHOOK_SECRET": "s3cret"}
    async with serve(token=TOKEN) as base, running("run", tmp_path, BOT_API_URL=base, **settings) as process:
        assert await process.wait() == 1
        await process.prints("does not know this BOT_TOKEN")
    assert "wrong" not in process.output.replace("42:wrong", "wrong") or "42:wrong" not in process.output
    assert "Traceback" not in process.output


async def test_a_lost_token_does_not_start_a_demo(tmp_path: Path) -> None:
    async with running("run", tmp_path, OPERATOR_NAME="ООО") as process:
        assert await process.wait() == 2
        await process.prints("BOT_TOKEN is missing")


async def test_a_wrong_setting_is_named(tmp_path: Path) -> None:
    async with started("run", tmp_path, SEND_RATE="many") as process:
        assert await process.wait() == 2
        await process.prints("SEND_RATE=many")


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"BOT_TOKEN": "no token"}, "BOT_TOKEN: "),
        ({"WEBHOOK_URL": "http://127.0.0.1/hook", "WEBHOOK_SECRET": "two words"}, "WEBHOOK_SECRET: "),
    ],
)
async def test_a_wrong_secret_is_named_and_not_shown(tmp_path: Path, wrong: dict[str, str], named: str) -> None:
    settings = {"BOT_TOKEN": TOKEN, "BOT_API_URL": "http://127.0.0.1:1"} | wrong
    async with running("run", tmp_path, **settings) as process:
        assert await process.wait() == 2
        await process.prints(named)
    assert len(process.lines) == 1
    assert not any(value in process.output for value in wrong.values())


@pytest.mark.parametrize("command", ["run", "migrate"])
@pytest.mark.parametrize(
    "url", ["postgresql+asyncpg://anna:s3cret@127.0.0.1:1/tos", "sqlite+aiosqlite:////proc/no/tos.db"]
)
async def test_a_store_that_is_out_of_reach_is_one_line_and_an_exit(tmp_path: Path, command: str, url: str) -> None:
    settings = {"BOT_TOKEN": TOKEN, "BOT_API_URL": "http://127.0.0.1:1", "DATABASE_URL": url}
    async with running(command, tmp_path, **settings) as process:
        assert await process.wait() == 1
        await process.prints("store: ")
    assert len(process.lines) == 1
    assert "s3cret" not in process.output


async def test_a_webhook_whose_port_is_taken_is_one_line_and_an_exit(folder: Path) -> None:
    async with serve(people=PEOPLE, token=TOKEN) as base:
        port = base.rsplit(":", 1)[1]
        hook = {"WEBHOOK_URL": f"{base}/hook", "WEBHOOK_SECRET": "s3cret", "WEB_PORT": port}
        async with running("run", folder, BOT_TOKEN=TOKEN, BOT_API_URL=base, **hook) as process:
            assert await process.wait() == 1
            await process.prints(f"WEB_PORT cannot be served .*port={port}")
    assert "Traceback" not in process.output


async def test_a_newer_store_is_refused(tmp_path: Path) -> None:
    async with started("migrate", tmp_path) as process:
        assert await process.wait() == 0
    with sqlite3.connect(tmp_path / "tos.db") as store:
        store.execute("UPDATE alembic_version SET version_num = '9999'")
    store.close()
    async with running("run", tmp_path, BOT_TOKEN=TOKEN, BOT_API_URL="http://127.0.0.1:1") as process:
        assert await process.wait() == 3
        await process.prints("revision 9999")
    assert "Traceback" not in process.output


async def test_check_tells_line_by_line(tmp_path: Path) -> None:
    async with serve(people=PEOPLE, token=TOKEN) as base:
        async with started("check", tmp_path, BOT_TOKEN=TOKEN, BOT_API_URL=base) as process:
            assert await process.wait() == 0
            await process.prints("ok  Bot API: @")
        async with running("check", tmp_path, BOT_TOKEN="42:wrong", BOT_API_URL=base, **OPERATOR) as process:
            assert await process.wait() == 1
            await process.prints("BAD Bot API")
    assert "ok  texts" in process.output
    assert f"ok  documents: {len(Paper)}" in process.output
    assert "ok  store" in process.output


async def test_check_finds_a_damaged_store(tmp_path: Path) -> None:
    async with running("migrate", tmp_path) as process:
        assert await process.wait() == 0
    with (tmp_path / "tos.db").open("r+b") as file:
        file.seek(4096 * 20)
        file.write(b"\xff" * 4096 * 5)
    async with running("check", tmp_path) as process:
        assert await process.wait() == 1
        await process.prints("BAD store: ")
    assert "Traceback" not in process.output


async def test_what_the_bot_writes_is_for_its_owner_alone(tmp_path: Path) -> None:
    (tmp_path / "tos.db").touch(mode=0o644)
    async with serve(people=PEOPLE) as base, running("run", tmp_path, BOT_API_URL=base, BOT_TOKEN=TOKEN) as process:
        await process.prints("others could read the store, now they cannot .*tos.db")
        await process.prints("bot started")
        open_to_others = [path.name for path in tmp_path.glob("tos.db*") if path.stat().st_mode & 0o077]
        assert await process.end() == 0
    assert open_to_others == []


async def test_a_real_bot_on_a_bot_api_of_its_own_serves_health_and_tells_its_administrator(
    tmp_path: Path, web: aiohttp.ClientSession
) -> None:
    """A server on loopback is no demo: the token is what tells."""
    api, port = free_port(), free_port()
    settings = {"BOT_TOKEN": "77:real", "BOT_API_URL": f"http://127.0.0.1:{api}", "WEB_PORT": str(port), **OPERATOR}
    settings["ADMIN_IDS"] = "103"

    async def reasons(expected: list[str]) -> bool:
        try:
            async with web.get(f"http://127.0.0.1:{port}/health") as response:
                return bool((await response.json())["reasons"] == expected)
        except aiohttp.ClientError:
            return False

    async with running("run", tmp_path, **settings) as process:
        await process.prints("bot starts .*egress='own Bot API server' mode=polling replicas=one store=sqlite version=")
        await until(lambda: reasons(["starting"]), lambda: process.output)
        async with serve(people=PEOPLE, token="77:real", port=api) as base:
            await until(lambda: reasons([]), lambda: process.output)
            await Page(web, base).say(103, "/start", "Здравствуйте")
            (tmp_path / "tos.db").rename(tmp_path / "gone.db")
            await until(lambda: reasons(["store-replaced"]), lambda: process.output)
            await process.prints("trouble began .*trouble=store-replaced")
            await Page(web, base).sees(103, "Файл с базой данных удалён или подменён")
            assert await process.end() == 0


async def test_by_webhook_it_answers_and_serves_health_and_metrics(folder: Path, web: aiohttp.ClientSession) -> None:
    port = free_port()
    async with serve(people=PEOPLE, token=TOKEN) as base:
        hook = {"WEBHOOK_URL": f"http://127.0.0.1:{port}/hook", "WEBHOOK_SECRET": "s3cret", "WEB_PORT": str(port)}
        async with running("run", folder, BOT_TOKEN=TOKEN, BOT_API_URL=base, **hook) as process:

            async def healthy() -> bool:
                try:
                    async with web.get(f"http://127.0.0.1:{port}/health") as response:
                        return response.status == 200
                except aiohttp.ClientError:
                    return False

            await until(healthy, lambda: process.output)
            await Page(web, base).say(101, "/start", "Здравствуйте")
            async with web.post(f"http://127.0.0.1:{port}/hook", json={"update_id": 1}) as response:
                assert response.status == 401
            async with web.get(f"http://127.0.0.1:{port}/metrics") as response:
                assert "process_resident_memory_bytes" in await response.text()
            assert await process.end() == 0
