"""A running webhook of a town's bot, to which tests post what Telegram would."""

import asyncio
import io
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp
from pydantic import SecretStr

from bot.config import Settings
from bot.telegram import webhook
from bot.telegram.webhook import SECRET_HEADER
from tests.chat import Town
from tests.e2e.conftest import free_port, until

SECRET = "s3cret"


@dataclass
class Hook:
    """A running webhook of the town's bot, and a Telegram that posts to it."""

    web: aiohttp.ClientSession
    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook"

    async def post(self, body: bytes, secret: str | None = SECRET) -> int:
        headers = {} if secret is None else {SECRET_HEADER: secret}
        async with self.web.post(self.url, data=io.BytesIO(body), headers=headers) as response:
            await response.read()
            return response.status

    async def update(self, raw: Any) -> int:
        return await self.post(json.dumps(raw).encode())

    async def open(self, sent: bytes) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """A connection that sends these bytes and then nothing."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(sent)
        return reader, writer


@asynccontextmanager
async def serving(town: Town, settings: Settings) -> AsyncIterator[Hook]:
    port, stopping = free_port(), asyncio.Event()
    own = {"webhook_url": f"http://127.0.0.1:{port}/hook", "webhook_secret": SecretStr(SECRET), "web_port": port}
    chosen = settings.model_copy(update=own)

    async def announced() -> bool:
        return town.world.updates.webhook is not None

    async with aiohttp.ClientSession() as web, asyncio.TaskGroup() as group:
        group.create_task(webhook.serve(town.app.bot, town.app.dispatcher, chosen, (), stopping, town.app.webhook_look))
        await until(announced)
        yield Hook(web, port)
        stopping.set()
