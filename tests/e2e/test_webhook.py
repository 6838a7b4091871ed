"""Replicas behind a real nginx: a restart of one of them leaves nobody without an answer."""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

from bot.sandbox.server import serve
from tests.e2e.conftest import Process, free_port, running, until
from tests.e2e.nginx import nginx

TOKEN, SECRET = "42:sandbox", "s3cret"
FIRST, PEOPLE = 5000, 200
AT_ONCE = 20  # Telegram has 40 connections unless told otherwise


@dataclass
class Telegram:
    """Posts updates as Telegram does: again and again until they are accepted. `base` is the sandbox."""

    web: aiohttp.ClientSession
    base: str
    url: str
    again: int = 0

    async def post(self, user_id: int) -> None:
        user = {"id": user_id, "is_bot": False, "first_name": "Ольга", "language_code": "ru"}
        chat = {"id": user_id, "type": "private", "first_name": "Ольга"}
        message = {"message_id": 1, "date": 1795489200, "chat": chat, "from": user, "text": "/help"}
        headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        while True:
            update = {"update_id": user_id, "message": message}
            async with self.web.post(self.url, json=update, headers=headers) as response:
                if response.ok:
                    return
            self.again += 1
            await asyncio.sleep(0.1)

    async def post_all(self, user_ids: range) -> None:
        gate = asyncio.Semaphore(AT_ONCE)

        async def one(user_id: int) -> None:
            async with gate:
                await self.post(user_id)

        async with asyncio.TaskGroup() as group:
            for user_id in user_ids:
                group.create_task(one(user_id))

    async def stats(self) -> dict[str, Any]:
        async with self.web.get(f"{self.base}/control/stats") as response:
            found: dict[str, Any] = await response.json()
            return found

    async def answered(self) -> set[int]:
        return {int(chat_id) for chat_id, messages in (await self.stats())["sent"].items() if messages}


@asynccontextmanager
async def replica(web: aiohttp.ClientSession, folder: Path, port: int, **settings: str) -> AsyncIterator[Process]:
    async with running("run", folder, WEB_PORT=str(port), **settings) as process:

        async def healthy() -> bool:
            try:
                async with web.get(f"http://127.0.0.1:{port}/health") as response:
                    return response.status == 200
            except aiohttp.ClientError:
                return False

        await until(healthy, lambda: process.output)
        yield process


async def test_while_a_replica_restarts_every_update_is_answered(tmp_path: Path, web: aiohttp.ClientSession) -> None:
    ports = free_port(), free_port()
    async with AsyncExitStack() as stack:
        base = await stack.enter_async_context(serve(token=TOKEN))
        door = await stack.enter_async_context(nginx(tmp_path, ports))
        url = f"http://127.0.0.1:{door}/telegram"
        settings = {"BOT_TOKEN": TOKEN, "BOT_API_URL": base, "WEBHOOK_URL": url, "WEBHOOK_SECRET": SECRET}
        async with web.post(f"{base}/control/people", json={"from": FIRST, "count": PEOPLE}):
            telegram = Telegram(web, base, url)
        one, _ = [await stack.enter_async_context(replica(web, tmp_path, port, **settings)) for port in ports]
        everybody = range(FIRST, FIRST + PEOPLE)
        async with asyncio.TaskGroup() as group:
            group.create_task(telegram.post_all(everybody[:100]))

            async def some() -> bool:
                return len(await telegram.answered()) >= 20

            await until(some)
            assert await one.end(signal.SIGTERM) == 0
        async with asyncio.TaskGroup() as group:
            group.create_task(telegram.post_all(everybody[100:150]))
            again = await stack.enter_async_context(replica(web, tmp_path, ports[0], **settings))
        await telegram.post_all(everybody[150:])
        assert await telegram.answered() == set(everybody)
        assert "Traceback" not in one.output + again.output
        assert "in flight" not in one.output
        assert (await telegram.stats())["calls"]["getWebhookInfo"] >= 3, "each start looks at what waits"
    assert telegram.again == 0, "nginx hands a broken request to the other replica"
