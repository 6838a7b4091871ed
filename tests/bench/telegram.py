"""A Bot API that is not the bottleneck: a bare protocol that counts, limits and delays, on a core of its own.

`python -m tests.bench.telegram '{"rate": 25, …}'` prints its address. Every method is answered as Telegram would, as
far as a sender looks; GET /stats tells what reached each chat, when the first and the last came, how many were refused.
"""

import asyncio
import json
import os
import random
import re
import ssl
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.sandbox.errors import ApiError
from bot.sandbox.faults import Limiter
from tests.bench.lag import Lag

ROOT = Path(__file__).parents[2]
TOKEN = "42:bench"
CHAT = re.compile(rb'(?<!from_)chat_id(?:"?\s*[:=]\s*"?)(-?\d+)')
LENGTH = re.compile(rb"content-length:\s*(\d+)", re.IGNORECASE)
ME = {"id": 42, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
COMING = ("send", "copy")
LOSSES = ("5xx", "html", "before", "after")
HANG_SECONDS = 10.0
# What was on its way when Telegram went away is no probe.
SETTLED_SECONDS = 2.0
PAGE = "<html><body>502 Bad Gateway</body></html>"


@dataclass(frozen=True)
class Habits:
    """`latency` is a request's way there and back in seconds. `rate` 0 limits nothing.

    `loss` is the share of messages that get no answer, in one of the ways of `how`, after they were counted by the
    limit: an error or a page instead of an answer, a cut before or after the effect, ten seconds of silence and a cut.
    From `away` to `back`, seconds after the first message, everything is cut.
    """

    loss: float = 0.0
    how: tuple[str, ...] = LOSSES
    away: float = 0.0
    back: float = 0.0
    latency: float = 0.0
    rate: float = 0.0
    burst: float = 5
    penalty_seconds: float = 3
    certificate: str = ""


@dataclass
class Seen:
    """The messages that reached each chat; `started` and `ended` are the moments of the first and the last.

    `firsts` are the moments at which each chat was reached. `lost` counts requests without an answer; of those while
    Telegram was away, more than two seconds after it had left, `probes` counts all and `at_once` the most at a time.
    `back_after` is how many seconds it was back when the next message came.
    `late` is for how many seconds the server itself was kept waiting at most: what comes in such a while comes at once.
    """

    got: Counter[int] = field(default_factory=Counter)
    firsts: list[float] = field(default_factory=list)
    refused: int = 0
    lost: int = 0
    probes: int = 0
    at_once: int = 0
    back_after: float = 0.0
    started: float = 0.0
    ended: float = 0.0
    late: float = 0.0

    @property
    def count(self) -> int:
        return sum(self.got.values())

    @property
    def rate(self) -> float:
        """Messages a second between the first and the last."""
        return (self.count - 1) / (self.ended - self.started)

    def rate_of(self, share: float) -> float:
        """Chats a second until so large a share of them was reached: without the long tail of the last few."""
        last = int(len(self.firsts) * share) - 1
        return last / (self.firsts[last] - self.firsts[0]) if last > 0 else 0.0


class Telegram:
    def __init__(self, habits: Habits) -> None:
        self.habits, self.seen = habits, Seen()
        self.lag: Lag | None = None
        self._limiter = Limiter(habits.rate, habits.burst, habits.penalty_seconds) if habits.rate else None
        self._chance = random.Random(2026)
        self._now = 0

    def play(self, method: str, body: bytes) -> tuple[int, Any] | None:
        """The status and the answer of one request; None when the connection is cut instead."""
        if not method.startswith(COMING):
            return None if self._is_away else (200, {"ok": True, "result": ME if method == "getMe" else True})
        if self._is_away:
            return None
        try:
            if self._limiter:
                self._limiter.admit(method)
        except ApiError as refusal:
            self.seen.refused += 1
            return refusal.status, refusal.body
        loss = self._chance.choice(self.habits.how) if self._chance.random() < self.habits.loss else ""
        self.seen.lost += bool(loss)
        if loss in ("5xx", "html"):
            return 502, PAGE if loss == "html" else {"ok": False, "error_code": 502, "description": "Bad Gateway"}
        if loss in ("before", "hang"):
            return None
        answer = self._take(method, body)
        return None if loss == "after" else answer

    def _take(self, method: str, body: bytes) -> tuple[int, Any]:
        found = CHAT.search(body)
        chat_id = int(found[1]) if found else 0
        self.seen.ended = time.monotonic()
        self.seen.started = self.seen.started or self.seen.ended
        if not self.seen.got[chat_id]:
            self.seen.firsts.append(self.seen.ended)
        self.seen.got[chat_id] += 1
        if self.habits.back and not self.seen.back_after and self._age > self.habits.back:
            self.seen.back_after = self._age - self.habits.back
        result: dict[str, Any] = {"message_id": self.seen.count}
        if method.startswith("send"):
            chat = {"id": chat_id, "type": "private", "first_name": "Сосед"}
            result |= {"date": int(time.time()), "chat": chat, "from": ME, "text": "Завтра субботник, приходите"}
        return 200, {"ok": True, "result": result}

    @property
    def _age(self) -> float:
        return time.monotonic() - self.seen.started if self.seen.started else 0.0

    @property
    def _is_away(self) -> bool:
        return self.habits.away < self._age < self.habits.back

    def arrived(self) -> None:
        """A request came: while Telegram is away, and has been for a while, it is a probe."""
        if self._is_away and self._age > self.habits.away + SETTLED_SECONDS:
            self.seen.probes += 1
            self._now += 1
            self.seen.at_once = max(self.seen.at_once, self._now)

    def left(self) -> None:
        """An answer, or a cut, is on its way."""
        self._now = max(self._now - 1, 0)

    def wait_before_cut(self) -> float:
        return HANG_SECONDS if self.habits.how == ("hang",) and not self._is_away else 0.0


class Line(asyncio.Protocol):
    """One connection that is kept alive: a request at a time, answered after the latency."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram
        self._loop = asyncio.get_running_loop()
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        head_ends = self._buffer.find(b"\r\n\r\n") + 4
        if head_ends < 4:
            return
        head = self._buffer[:head_ends]
        length = LENGTH.search(head)
        ends = head_ends + (int(length[1]) if length else 0)
        if len(self._buffer) < ends:
            return
        body, self._buffer = self._buffer[head_ends:ends], self._buffer[ends:]
        self._later(self._play, head.split(b" ", 2)[1].decode(), body)

    def _later(self, what: Any, *arguments: Any) -> None:
        """Half of the latency from now."""
        if self._telegram.habits.latency:
            self._loop.call_later(self._telegram.habits.latency / 2, what, *arguments)
        else:
            what(*arguments)

    def _play(self, path: str, body: bytes) -> None:
        if path == "/stats":
            lag = self._telegram.lag
            self._say(200, vars(self._telegram.seen) | {"late": lag.most if lag else 0.0})
            return
        self._telegram.arrived()
        answer = self._telegram.play(path.rpartition("/")[2], body)
        if answer is not None:
            self._later(self._say, *answer)
        elif wait := self._telegram.wait_before_cut():
            self._loop.call_later(wait, self._cut)
        else:
            self._later(self._cut)

    def _cut(self) -> None:
        self._telegram.left()
        self._transport.abort()

    def _say(self, status: int, answer: Any) -> None:
        is_page = isinstance(answer, str)
        body = answer.encode() if is_page else json.dumps(answer).encode()
        kind = "text/html" if is_page else "application/json"
        head = f"HTTP/1.1 {status} -\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
        self._telegram.left()
        if not self._transport.is_closing():
            self._transport.write(head.encode() + body)


async def serve(habits: Habits) -> None:
    telegram, secure = Telegram(habits), None
    if habits.certificate:
        secure = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        secure.load_cert_chain(habits.certificate)
    server = await asyncio.get_running_loop().create_server(lambda: Line(telegram), "127.0.0.1", 0, ssl=secure)
    print(f"{'https' if secure else 'http'}://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    async with Lag() as lag:
        telegram.lag = lag
        await server.serve_forever()


def on_core(number: int) -> None:
    """Keep this process to one core; where there are fewer it shares."""
    cores = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {cores[number % len(cores)]})


@asynccontextmanager
async def telegram(**habits: Any) -> AsyncIterator[str]:
    """A fresh Bot API with these habits, in a process of its own on the last core; its base address."""
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.bench.telegram", json.dumps(habits)), cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    assert child.stdout
    try:
        yield (await child.stdout.readline()).decode().strip()
    finally:
        child.kill()
        await child.wait()


async def seen(base: str) -> Seen:
    """The messages that have reached the server."""
    import aiohttp

    async with aiohttp.ClientSession() as web, web.get(f"{base}/stats", ssl=False) as response:
        told = await response.json()
    return Seen(**told | {"got": Counter({int(chat): count for chat, count in told["got"].items()})})


async def output(*arguments: str, env: dict[str, str] | None = None) -> bytes:
    """The output of `python ARGUMENTS`, which must succeed."""
    child = await asyncio.create_subprocess_exec(
        sys.executable, *arguments, cwd=ROOT, stdout=asyncio.subprocess.PIPE, env=env
    )
    told, _ = await child.communicate()
    assert child.returncode == 0, arguments
    return told


async def told(module: str, **given: Any) -> Any:
    """The JSON output of `python -m MODULE GIVEN`: a measurement in a process of its own."""
    return json.loads(await output("-m", module, json.dumps(given)))


def main(argv: Sequence[str]) -> None:
    on_core(-1)
    # A server that is kept waiting sees as a burst what came evenly. Only root may go before others.
    with suppress(PermissionError):
        os.nice(-15)
    given = json.loads(argv[0])
    asyncio.run(serve(Habits(**given | {"how": tuple(given.get("how", LOSSES))})))


if __name__ == "__main__":
    main(sys.argv[1:])
