"""The aiogram broadcasters of PyPI and this outbox on the same limited server: time, 429s, lost and repeated messages.

Each is installed into a throw-away environment with the aiogram that we use, and set up as its README tells for a bot
that may send 25 a second. What it does after a `kill -9` is what it offers by itself at the next start.
"""

import asyncio
import json
import os
import sys
import venv
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from tests.bench.table import Table
from tests.bench.telegram import ROOT, Seen, output, seen, telegram
from tests.bench.town import FIRST

RATE, LATENCY = 25, 0.02
PEOPLE = 600
# Past the lease of what was in hand.
LATER = 120

HEAD = """
import asyncio, sys
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
base, folder, again = sys.argv[1], sys.argv[2], sys.argv[5] == "again"
first, people = int(sys.argv[3]), int(sys.argv[4])
WORDS, CHATS = "Завтра субботник, приходите", list(range(first, first + people))
def make(): return Bot("42:bench", session=AiohttpSession(api=TelegramAPIServer.from_base(base)))
"""

BROADCASTER = """
from aiogram_broadcaster import Broadcaster
from aiogram_broadcaster.contents import TextContent
from aiogram_broadcaster.intervals import SimpleInterval
from aiogram_broadcaster.storages.file import FileStorage
from aiogram_broadcaster.utils.retry_after_handler import setup_retry_after_handler
async def main():
    bot, storage = make(), FileStorage(folder + "/mailers.json")
    broadcaster = Broadcaster(bot, storage=storage)
    setup_retry_after_handler(broadcaster.event)
    await storage.startup()
    if again:
        await broadcaster.restore_mailers()
    else:
        await broadcaster.create_mailers(
            chats=CHATS, content=TextContent(text=WORDS), interval=SimpleInterval(interval=1 / 25)
        )
    await asyncio.gather(*(mailer.start() for mailer in broadcaster))
    await bot.session.close()
"""

BROADCAST = """
from aiogram_broadcast import BroadcastService, BaseBroadcastStorage
def nothing(*_, **__): raise NotImplementedError
names = {name: nothing for name in BaseBroadcastStorage.__abstractmethods__}
async def ids(self, *_, **__): return CHATS
Storage = type("Storage", (BaseBroadcastStorage,), names | {"get_all_subscriber_ids": ids})
async def main():
    bot = make()
    if not again:
        await BroadcastService(bot, Storage(), rate_limit=1 / 25).broadcast_text(WORDS)
    await bot.session.close()
"""

NEWSLETTER = """
from aiogram_newsletter.utils.misc import run_newsletter
message = {"message_id": 1, "date": 1, "chat": {"id": first, "type": "private"}, "text": WORDS}
async def main():
    bot = make()
    if not again:
        await run_newsletter(bot, CHATS, message)
    await bot.session.close()
"""

TAIL = "\nasyncio.run(main())\n"


@dataclass(frozen=True)
class Peer:
    package: str
    program: str
    needs: tuple[str, ...] = ()
    note: str = ""


# What an owner of a bot writes on a first evening: one after another, and again what failed.
PLAIN = """
from aiogram.exceptions import TelegramRetryAfter
async def main():
    bot = make()
    for chat in CHATS:
        while True:
            try:
                await bot.send_message(chat, WORDS)
                break
            except TelegramRetryAfter as error:
                await asyncio.sleep(error.retry_after)
            except Exception:
                await asyncio.sleep(1)
        await asyncio.sleep(1 / 25)
    await bot.session.close()
"""

PEERS = (
    Peer("aiogram-broadcaster==0.6.8", BROADCASTER, ("aiofiles",), "with an interval, handles 429"),
    Peer("aiogram-broadcast==0.2.0", BROADCAST, (), "with rate_limit, resumes nothing"),
    Peer("aiogram-newsletter==0.0.12", NEWSLETTER, (), "has no pace, resumes nothing"),
)

# Starts the sender: `again` after it was killed.
Start = Callable[[str, Path, bool], Awaitable[asyncio.subprocess.Process]]


async def measure(table: Table, folder: Path, *, quick: bool) -> None:
    people = PEOPLE // 4 if quick else PEOPLE
    table.add(f"{people} messages, {RATE}/s, burst 5, {LATENCY * 1000:.0f} ms", "time", "429s, lost | after kill -9")
    async with asyncio.TaskGroup() as group:
        lines = [group.create_task(_peer(peer, folder, people)) for peer in PEERS]
        ours = group.create_task(_line(_door(people), folder / "door", people))
    table.add("  this worker, its outbox on SQLite", *ours.result())
    for peer, line in zip(PEERS, lines, strict=True):
        table.add(f"  {peer.package}: {peer.note}", *line.result())


async def _peer(peer: Peer, folder: Path, people: int) -> tuple[str, str]:
    python, words = await install(peer, folder)
    if not python:
        return "not installed", words
    return await _line(starting(python, peer.program, people), folder / peer.package, people)


async def install(peer: Peer, folder: Path) -> tuple[str, str]:
    """The Python of an environment with the package, empty when it could not be installed; the last line of pip."""
    home = folder / peer.package
    python = str(home / "bin" / "python")
    venv.create(home, with_pip=True)
    packages = (peer.package, f"aiogram=={version('aiogram')}", *peer.needs)
    installed, words = await _run(python, "-m", "pip", "install", "--quiet", *packages)
    return python if installed else "", words


def starting(python: str, program: str, people: int) -> Start:
    """The start of a program after HEAD."""

    async def start(base: str, place: Path, again: bool) -> asyncio.subprocess.Process:
        asked = (base, str(place), str(FIRST), str(people), "again" if again else "begin")
        return await _begin(python, "-c", HEAD + program + TAIL, *asked)

    return start


def _door(people: int) -> Start:
    async def start(base: str, place: Path, again: bool) -> asyncio.subprocess.Process:
        store = f"sqlite+aiosqlite:///{place / 'tos.db'}"
        if not again:
            await output("-m", "tests.bench.town", store, str(people))
        given = {"base": base, "store": store, "rate": RATE, "people": people}
        asked = json.dumps(given | {"certificate": "", "later": LATER if again else 0})
        return await _begin(sys.executable, "-m", "tests.bench.sending", asked)

    return start


async def _line(start: Start, folder: Path, people: int) -> tuple[str, str]:
    """The measurements of a run from begin to end, and of one with a kill in the middle."""
    whole, why = await _ride(start, folder / "whole", people, killed=False)
    if not whole.count:
        return "does not run", why
    killed, _ = await _ride(start, folder / "killed", people, killed=True)
    told = f"{whole.refused}, {people - len(whole.got)} | lost {people - len(killed.got)}, repeated {_twice(killed)}"
    return f"{whole.ended - whole.started:.0f} s", told


def _twice(met: Seen) -> int:
    return met.count - len(met.got)


async def _ride(start: Start, folder: Path, people: int, *, killed: bool) -> tuple[Seen, str]:
    """The server's counts, and the last line of the sender."""
    folder.mkdir(parents=True)
    async with telegram(rate=RATE, latency=LATENCY) as base:
        child = await start(base, folder, False)
        if killed:
            await _half(base, people)
            if child.returncode is None:
                child.kill()
            await child.wait()
            child = await start(base, folder, True)
        _, words = await child.communicate()
        return await seen(base), (words.decode().strip().splitlines() or ["it ended without a word"])[-1][:100]


async def _half(base: str, people: int) -> None:
    """Wait until every other has heard; not for ever, if the sender cannot."""
    for _ in range(1200):
        if (await seen(base)).count >= people / 2:
            return
        await asyncio.sleep(0.1)


async def _begin(*command: str) -> asyncio.subprocess.Process:
    pipe = asyncio.subprocess.PIPE
    own = os.environ | {"PYTHONPATH": str(ROOT)} if command[0] == sys.executable else dict(os.environ)
    return await asyncio.create_subprocess_exec(
        *command,
        cwd=ROOT if command[0] == sys.executable else "/",
        env=own,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=pipe,
    )


async def _run(*command: str) -> tuple[bool, str]:
    child = await _begin(*command)
    _, words = await child.communicate()
    return child.returncode == 0, (words.decode().strip().splitlines() or [""])[-1][:100]
