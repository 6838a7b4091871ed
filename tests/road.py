"""The way to a server that other tests use, too: Redis or PostgreSQL is gone for one bot."""

import asyncio
import os
from contextlib import suppress

from sqlalchemy import URL

from tests.conftest import absent


def redis_url() -> str:
    return os.environ.get("TEST_REDIS_URL") or absent("TEST_REDIS_URL is not set")


class Road:
    """The way to a server: it can be closed, and opened again at the same port."""

    def __init__(self, to: URL) -> None:
        self._to = to
        self._server: asyncio.Server | None = None
        self._travellers: set[asyncio.StreamWriter] = set()
        self._port = 0
        self._answering = True
        self.opened = 0

    @property
    def url(self) -> str:
        return self._to.set(host="127.0.0.1", port=self._port).render_as_string(hide_password=False)

    async def open(self, *, answering: bool = True) -> None:
        self._answering = answering
        self._server = await asyncio.start_server(self._lead, "127.0.0.1", self._port)
        self._port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        assert self._server
        self._server.close()
        for each in self._travellers:
            each.transport.abort()
        await asyncio.sleep(0)

    async def _lead(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.opened += 1
        if not self._answering:
            self._travellers.add(writer)
            return
        assert self._to.port
        back, there = await asyncio.open_connection(self._to.host, self._to.port)
        self._travellers |= {writer, there}
        await asyncio.gather(carry(reader, there), carry(back, writer))
        self._travellers -= {writer, there}


async def carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(65536):
            writer.write(data)
    writer.close()
