"""A SOCKS5 proxy for one process on loopback: no password, CONNECT to an IPv4 address, nothing else."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

HELLO, NO_PASSWORD = 3, b"\x05\x00"
DONE = b"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00"


@dataclass
class Socks:
    port: int
    passed: int = 0
    delay: float = 0.0


@asynccontextmanager
async def socks(port: int, delay: float = 0.0) -> AsyncIterator[Socks]:
    """A proxy that listens on `port` until the block ends; counts the connections that went through.

    What comes back is `delay` seconds late.
    """
    proxy = Socks(port, delay=delay)

    async def relay(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            await reader.readexactly(HELLO)
            writer.write(NO_PASSWORD)
            asked = await reader.readexactly(10)
            host, to = ".".join(map(str, asked[4:8])), int.from_bytes(asked[8:10], "big")
            there, back = await asyncio.open_connection(host, to)
            writer.write(DONE)
            proxy.passed += 1
            await asyncio.gather(_pour(reader, back), _pour(there, writer, proxy))

    server = await asyncio.start_server(relay, "127.0.0.1", port)
    try:
        yield proxy
    finally:
        server.close()


async def _pour(source: asyncio.StreamReader, to: asyncio.StreamWriter, proxy: Socks | None = None) -> None:
    with suppress(ConnectionError):
        while part := await source.read(65536):
            await asyncio.sleep(proxy.delay if proxy else 0)
            to.write(part)
            await to.drain()
    to.close()
