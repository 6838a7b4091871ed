"""Several processes on one store, and a store that goes away: one sends, nobody is left out."""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from bot.outbox.worker import IN_FLIGHT
from tests.e2e.cluster import Cluster, cluster
from tests.e2e.conftest import free_port, running, until
from tests.e2e.crowd import Crowd, crowd

LEASE_SECONDS = 61
TAKES_OVER_WITHIN = 15.0


@pytest.fixture
async def server() -> AsyncIterator[Cluster]:
    async with cluster() as made:
        yield made


class Gate:
    """A way to the sandbox that counts what one process sends through it."""

    def __init__(self, base: str) -> None:
        self._host, self._port = base.removeprefix("http://").split(":")
        self.sent = 0

    @asynccontextmanager
    async def open(self) -> AsyncIterator[str]:
        server = await asyncio.start_server(self._pass, "127.0.0.1", 0)
        async with server:
            yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
            server.close()

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection(self._host, int(self._port))
        async with asyncio.TaskGroup() as group:
            group.create_task(self._pour(reader, back))
            group.create_task(self._pour(there, writer))

    async def _pour(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while data := await reader.read(65536):
                self.sent += data.count(b"/copyMessage")
                writer.write(data)
                await writer.drain()
        except ConnectionError:
            pass
        finally:
            writer.close()


async def arrives(who: Crowd, messages: int) -> None:

    async def look() -> bool:
        return await who.arrived() >= messages

    await until(look, lambda: f"fewer than {messages} arrived", patience=60)


def beside(who: Crowd, base: str) -> dict[str, str]:
    """The settings of one of several processes: with a webhook they do not poll against each other."""
    hook = {"WEBHOOK_URL": "http://127.0.0.1:9/hook", "WEBHOOK_SECRET": "s3cret", "WEB_PORT": str(free_port())}
    return who.settings | hook | {"BOT_API_URL": base}


@pytest.mark.parametrize("mode", ["fast", "immediate"])
async def test_a_postgresql_that_restarts_in_the_middle(
    mode: str, server: Cluster, folder: Path, web: aiohttp.ClientSession
) -> None:
    async with crowd(600, web, folder, url=server.url, rate=100) as who:
        async with running("run", folder, **who.settings) as process:
            await arrives(who, 100)
            await server.stop(mode)
            await asyncio.sleep(2)
            at_rest = await who.arrived()
            await asyncio.sleep(1)
            assert await who.arrived() == at_rest, "sent without a store to write it down"
            await server.start()
            await arrives(who, at_rest + 1)
            # A claim whose answer got lost on the way comes back when its lease is over.
            who.move(LEASE_SECONDS)
            await who.ended()
            assert "Traceback" not in process.output
        repeats = await who.repeats()
        assert repeats <= IN_FLIGHT
        assert (await who.statuses())["repeats"] >= await who.twice()


async def test_of_two_processes_one_sends_and_the_other_takes_over(
    server: Cluster, folder: Path, web: aiohttp.ClientSession
) -> None:
    async with crowd(600, web, folder, url=server.url, rate=50) as who:
        gates = Gate(who.base), Gate(who.base)
        async with (
            gates[0].open() as first,
            gates[1].open() as second,
            running("run", folder, **beside(who, first)) as one,
            running("run", folder, **beside(who, second)) as other,
        ):
            await arrives(who, 100)
            sending, standing_by = (0, 1) if gates[0].sent else (1, 0)
            processes = one, other
            await processes[standing_by].prints("stands by")
            assert gates[standing_by].sent == 0
            await processes[sending].kill()
            at_risk = await who.in_flight()

            async def taken_over() -> bool:
                return gates[standing_by].sent > 0

            await until(taken_over, lambda: "nobody took over", patience=TAKES_OVER_WITHIN)
            who.move(LEASE_SECONDS)
            await who.ended()
            assert await who.repeats() <= at_risk <= IN_FLIGHT


async def test_on_sqlite_a_second_process_says_that_it_does_not_send(folder: Path, web: aiohttp.ClientSession) -> None:
    async with crowd(200, web, folder, rate=50) as who:
        gate = Gate(who.base)
        async with (
            gate.open() as second,
            running("run", folder, **who.settings),
        ):
            await arrives(who, 1)
            async with running("run", folder, **beside(who, second)) as other:
                await other.prints("another process sends what is due, this one stands by")
                await who.ended()
        assert gate.sent == 0
        assert await who.repeats() == 0


async def test_a_stop_in_the_middle_finishes_what_is_in_flight_and_gives_the_rest_back(
    folder: Path, web: aiohttp.ClientSession
) -> None:
    async with crowd(600, web, folder, rate=100) as who:
        async with running("run", folder, **who.settings) as process:
            await arrives(who, 100)
            async with asyncio.timeout(10):
                assert await process.end(signal.SIGTERM) == 0
        assert await who.in_flight() == 0
        assert "claimed" not in await who.statuses()
        async with running("run", folder, **who.settings):
            await who.ended()
        assert await who.repeats() == 0
