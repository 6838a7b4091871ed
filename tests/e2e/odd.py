"""A server between the bot and the sandbox that answers by a script and spoils what passes through."""

import json
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web


@dataclass
class OddServer:
    """`script` has the next answers to a method (status, body); `spoil` changes the result of a method's answer."""

    sandbox: str
    script: dict[str, deque[tuple[int, bytes]]] = field(default_factory=lambda: defaultdict(deque))
    spoil: dict[str, Callable[[Any], Any]] = field(default_factory=dict)

    def will_say(self, method: str, *bodies: bytes, status: int = 200) -> None:
        self.script[method].extend((status, body) for body in bodies)

    async def answer(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        if self.script[method]:
            status, body = self.script[method].popleft()
            return web.Response(status=status, body=body, content_type="text/html")
        status, body = await self._ask(request)
        if status == 200 and method in self.spoil:
            answer = json.loads(body)
            body = json.dumps(answer | {"result": self.spoil[method](answer["result"])}).encode()
        return web.Response(status=status, body=body, content_type="application/json")

    async def _ask(self, request: web.Request) -> tuple[int, bytes]:
        headers = {"Content-Type": request.headers["Content-Type"]}
        async with (
            aiohttp.ClientSession() as session,
            session.post(self.sandbox + request.path, data=await request.read(), headers=headers) as response,
        ):
            return response.status, await response.read()

    @asynccontextmanager
    async def open(self) -> AsyncIterator[str]:
        """Serve; yields the base address for BOT_API_URL."""
        app = web.Application()
        app.router.add_post("/bot{token}/{method}", self.answer)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        try:
            yield f"http://127.0.0.1:{runner.addresses[0][1]}"
        finally:
            await runner.cleanup()
