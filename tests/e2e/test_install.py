"""An installation by the recipes of `deploy/` runs: the very command, with the files of the image and nothing else."""

import asyncio
import shutil
import socket
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot.sandbox.server import read_people, serve
from tests.deployment import INSTALLED, dockerfile, health_check, unit
from tests.e2e.conftest import PATIENCE, ROOT, Page, free_port, until

TOKEN = "42:installed"
PEOPLE = read_people(ROOT / "storage" / "seed" / "demo.yaml")
OPERATOR = {"OPERATOR_NAME": "ТОС «Берёзка»", "OPERATOR_CONTACT": "Садовая, 1", "DATA_LOCATION": "Россия, Благовещенск"}


class Manager:
    """The socket of a service manager, and all that was said there."""

    def __init__(self, listening: socket.socket) -> None:
        self._socket, self.said = listening, list[str]()

    async def hears(self, state: str) -> None:
        async def look() -> bool:
            try:
                while True:
                    self.said.append(self._socket.recv(100).decode())
            except BlockingIOError:
                return state in self.said

        await until(look, lambda: self.said)


@pytest.fixture
def manager(tmp_path: Path) -> Iterator[Manager]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(tmp_path / "notify"))
        listening.setblocking(False)
        yield Manager(listening)


@pytest.fixture
def installed(folder: Path) -> Path:
    """The files that the image has, a link to the folder of state, and the settings."""
    place, state = folder / "tos-bot", folder / "state"
    place.mkdir()
    state.mkdir()
    shutil.move(folder / "tos.db", state)
    for *sources, goal in dockerfile("COPY"):
        for each in (each for each in sources if not sources[0].startswith("--")):
            (place / each).symlink_to(ROOT / each)
            assert goal in ("./", each)
    (place / "data").symlink_to(state)
    return place


@asynccontextmanager
async def service(place: Path, *arguments: str, **environment: str) -> AsyncIterator[asyncio.subprocess.Process]:
    (command,) = unit("ExecStart")
    program, *words = command.replace(INSTALLED, str(ROOT)).split()
    own = dict(each.split("=") for line in unit("Environment") for each in line.split())
    path = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    child = await asyncio.create_subprocess_exec(
        program, *(arguments or words), cwd=place, env=path | own | environment, stderr=asyncio.subprocess.PIPE
    )
    try:
        yield child
    finally:
        if child.returncode is None:
            child.kill()
        await child.wait()


async def test_the_service_says_that_it_is_ready_alive_and_stopping(
    installed: Path, manager: Manager, web: ClientSession
) -> None:
    credentials, port = installed.parent / "credentials", free_port()
    credentials.mkdir()
    (name, _), *_ = [each.split(":") for each in unit("LoadCredential")]
    (credentials / name).write_text(f"{TOKEN}\n")
    async with serve(people=PEOPLE, token=TOKEN) as base:
        settings = OPERATOR | {"BOT_API_URL": base, "WEB_PORT": str(port), "BACKUP_DIR": str(installed.parent / "b")}
        (installed / ".env").write_text("\n".join(f"{name}={value}" for name, value in settings.items()), "utf-8")
        given = {"CREDENTIALS_DIRECTORY": str(credentials), "NOTIFY_SOCKET": str(installed.parent / "notify")}
        async with service(installed, **given) as bot:
            await manager.hears("READY=1")
            await manager.hears("WATCHDOG=1")
            await Page(web, base).say(101, "/start", "Здравствуйте")

            async def healthy() -> bool:
                look = await asyncio.create_subprocess_exec(
                    sys.executable, *health_check()[1:], env={"PATH": "/usr/bin:/bin", "WEB_PORT": str(port)}, stderr=-3
                )
                return await look.wait() == 0

            await until(healthy)
            # A command on the store beside the running bot needs no token.
            async with service(installed, "-m", "bot", "backup", **given | {"CREDENTIALS_DIRECTORY": ""}) as backup:
                assert await backup.wait() == 0
            assert list((installed.parent / "b").glob("tos-bot-*.db"))
            bot.terminate()
            await manager.hears("STOPPING=1")
            assert await asyncio.wait_for(bot.wait(), PATIENCE) == 0
        assert (installed / "data" / "tos.db.identity").is_file()
        assert not await healthy()
