"""The way to Telegram: several egresses, timeouts, retries of answers, and what is told of the line. Over real HTTP."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiogram.exceptions import TelegramForbiddenError, TelegramNetworkError, TelegramServerError
from aiogram.methods import AnswerCallbackQuery, GetMe, GetUpdates, SendChatAction, SendDocument, SendMessage
from aiogram.types import BufferedInputFile
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st

from bot import check
from bot.app import assemble, make_bot, make_session
from bot.config import Settings
from bot.domain.troubles import Trouble
from bot.monitoring.health import Health
from bot.network import Egresses, Line, Timeouts
from bot.network.egress import RUN
from bot.network.line import DEAD_LOSSES, DEAD_SECONDS, ENOUGH, ENOUGH_LOST
from bot.sandbox.clock import Clock as SandboxClock
from bot.sandbox.faults import Kind
from bot.sandbox.server import application
from bot.sandbox.world import World
from storage.core.db import Store
from tests.chat import START, Clock
from tests.e2e.conftest import free_port
from tests.e2e.socks import socks


class Sandbox(World):
    """A world that is served at `base`."""

    base = ""


@pytest.fixture
async def world() -> AsyncIterator[Sandbox]:
    """A sandbox on loopback, where Olga (101) has started the bot."""
    world = Sandbox(clock=START.timestamp)
    world.join(101, "Ольга")
    world.say(101, "/start")
    runner = web.AppRunner(application(world, SandboxClock(), []), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    world.base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield world
    await runner.cleanup()


@pytest.fixture
def live(world: Sandbox, settings: Settings) -> Settings:
    """Settings of a bot at this sandbox."""
    return settings.model_copy(update={"bot_api_url": world.base})


HELLO = SendMessage(chat_id=101, text="x")


async def test_a_hop_that_is_slow_is_left_once_and_the_bot_stays_with_the_quick_one(
    live: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.network.egress.SLOW_SECONDS", 0.2)
    ports = free_port(), free_port()
    live = live.model_copy(update={"bot_proxy": tuple(f"socks5://127.0.0.1:{port}" for port in ports)})
    async with socks(ports[0], delay=0.4) as slow, socks(ports[1]) as quick, make_session(live, 5) as session:
        bot = make_bot(live, session)
        for _ in range(20):
            await bot(HELLO)
    assert slow.passed
    assert quick.passed
    assert [each.getMessage() for each in caplog.records] == ["proxy switched number=2 reason=slow"]


async def test_a_switch_ends_no_request_that_is_under_way(world: Sandbox, live: Settings) -> None:
    world.faults.add("latency", method="getMe", ms=500, times=1)
    port, dead = free_port(), free_port()
    live = live.model_copy(update={"bot_proxy": (f"socks5://127.0.0.1:{port}", f"socks5://127.0.0.1:{dead}")})
    async with socks(port), make_session(live, 5) as session, asyncio.TaskGroup() as group:
        bot = make_bot(live, session)
        under_way = group.create_task(bot(GetMe()))
        await asyncio.sleep(0.2)
        for _ in range(RUN):
            session.egresses.lost(session.egresses.current, 0.0)
        assert session.egresses.current.number == 2
        with pytest.raises(TelegramNetworkError):
            await bot(HELLO)
        assert session.egresses.current.number == 1
        assert (await under_way).is_bot


async def test_check_shows_each_egress_with_its_time_and_without_its_password(
    live: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    port, dead = free_port(), free_port()
    ways = f"socks5://127.0.0.1:{port}", f"socks5://user:secret@127.0.0.1:{dead}"
    monkeypatch.setattr("bot.check.load", lambda: live.model_copy(update={"bot_proxy": ways}))
    async with socks(port):
        assert await check.check() == 1
    lines = [line for line in capsys.readouterr().out.splitlines() if "Bot API" in line]
    assert lines[0].startswith(f"ok  Bot API through proxy 1, socks5://127.0.0.1:{port}: @")
    assert lines[0].endswith(" s")
    assert lines[1].startswith(f"BAD Bot API through proxy 2, socks5://127.0.0.1:{dead}: ")
    assert "secret" not in "".join(lines)


def told(egresses: Egresses, results: str) -> list[str]:
    """The switches after these results a second apart: a lost request "-", a refusal "!", an answer in 0-9 seconds."""
    switches = []
    for now, each in enumerate(results):
        used = egresses.current
        if each.isdigit():
            why = egresses.answered(used, float(each), now)
        else:
            why = egresses.lost(used, now, is_refused=each == "!")
        if why:
            switches.append(f"{why} {egresses.current.number}")
    return switches


@pytest.mark.parametrize(
    ("results", "switches"),
    [
        ("0" * 20, []),
        ("0-0-0-" * 3 + "0" * 9, ["slow 2"]),
        ("!", ["down 2"]),
        ("!!!", ["down 2", "down 1", "down 2"]),
        ("0000000-----", ["slow 2"]),
        ("555" + "0" * 20, ["slow 2"]),
        ("555" + "5" * 20, ["slow 2"]),
        ("555" + "2" * 20, ["slow 2"]),
        ("555" + "5" * 120, ["slow 2", "slow 1"]),
        ("0" * 7 + "9" + "0" * 9, []),
    ],
)
def test_an_egress_is_left_when_it_is_down_or_slow_and_nothing_flaps(results: str, switches: list[str]) -> None:
    assert told(Egresses(["a", "b"]), results) == switches


@given(st.text("0123456789-!", max_size=100))
def test_a_single_egress_is_never_left(results: str) -> None:
    assert told(Egresses(), results) == []


@given(st.integers(2, 4), st.text("3456789-", min_size=1, max_size=60))
def test_of_equally_bad_egresses_each_is_tried_once_at_most_while_nothing_is_dead(count: int, results: str) -> None:
    if "-" * RUN not in results:
        switches = told(Egresses([str(number) for number in range(count)]), results)
        assert len(switches) <= 2 * count


async def test_a_request_ends_in_time(world: Sandbox, live: Settings) -> None:
    world.faults.add("latency", ms=20_000)
    async with make_session(live.model_copy(update={"answer_timeout": 0.1}), 5) as session:
        with pytest.raises(TelegramNetworkError):
            await make_bot(live, session)(HELLO)


def test_limits_suit_the_request() -> None:
    limits = Timeouts(connect=5, read=12, total=60)
    paper = SendDocument(chat_id=1, document=BufferedInputFile(b"x", "x.docx"))
    assert (limits.of(HELLO).total, limits.of(HELLO).sock_read, limits.of(HELLO).sock_connect) == (17, 12, 5)
    assert limits.of(paper).total == 60
    poll = limits.of(GetUpdates(timeout=30), 45)
    assert (poll.total, poll.sock_read, poll.sock_connect) == (45, None, 5)
    assert limits.of(HELLO, 3).sock_connect == 3


FAULTS: list[tuple[Kind, dict[str, Any]]] = [
    ("500", {}),
    ("502", {"html": True}),
    ("cut_before", {}),
    ("cut_after", {}),
]


@pytest.mark.parametrize(("kind", "details"), FAULTS)
async def test_an_answer_that_the_line_loses_is_said_again(
    kind: Kind, details: dict[str, Any], world: Sandbox, live: Settings, store: Store
) -> None:
    world.faults.add(kind, method="sendMessage", times=2, **details)
    async with make_session(live, 5) as session, make_session(live, 5) as other:
        bot = assemble(live, store, Clock(), session, other).bot
        sent = await bot(HELLO)
    assert sent.text == "x"
    assert world.sent[101] == (3 if kind == "cut_after" else 1)


async def test_a_refusal_is_not_said_again_and_polling_has_its_own_patience(
    world: Sandbox, live: Settings, store: Store
) -> None:
    async with make_session(live, 5) as session, make_session(live, 5) as other:
        bot = assemble(live, store, Clock(), session, other).bot
        world.faults.add("403", method="sendMessage")
        with pytest.raises(TelegramForbiddenError):
            await bot(HELLO)
        world.faults.add("500", method="get*")
        world.faults.add("500", method="sendChatAction")
        with pytest.raises(TelegramServerError):
            await bot(GetUpdates(timeout=0))
        with pytest.raises(TelegramServerError):
            await bot(SendChatAction(chat_id=101, action="typing"))
    assert [name for name, _ in world.refused] == ["sendMessage", "getUpdates", "sendChatAction"]


async def test_patience_ends(world: Sandbox, live: Settings, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    world.faults.add("502", html=True)
    async with make_session(live, 5) as session, make_session(live, 5) as other:
        bot = assemble(live, store, Clock(), session, other).bot
        for each in session.middleware:
            each.patience = 1.0  # type: ignore[attr-defined]
        with pytest.raises(TelegramServerError):
            await bot(AnswerCallbackQuery(callback_query_id="1"))
    assert len(world.refused) > 1


class Watched:
    """A line with a clock that is set by hand, and the troubles it reported."""

    def __init__(self) -> None:
        self.now, self.health = 0.0, Health(Clock())
        self.line = Line(self.health, lambda: self.now)

    def lose(self, count: int = 1, seconds: float = 1.0) -> None:
        for _ in range(count):
            self.now += seconds
            self.line.lost(seconds, "TelegramNetworkError")

    @property
    def troubles(self) -> set[Trouble]:
        return {each.trouble for each in self.health.troubles}


def test_a_line_without_any_answer_is_dead_until_the_first_one() -> None:
    watched = Watched()
    watched.lose(DEAD_LOSSES, DEAD_SECONDS / DEAD_LOSSES - 1)
    assert watched.troubles == set()
    watched.lose(1, DEAD_SECONDS)
    assert watched.troubles == {Trouble.LINE_DEAD}
    watched.line.answered()
    assert watched.troubles == set()


def test_a_line_is_lossy_from_a_tenth_on_and_good_again_later() -> None:
    watched = Watched()
    for number in range(ENOUGH_LOST * 10):
        watched.lose() if number % 10 == 0 else watched.line.accepted()
    assert watched.troubles == {Trouble.LINE_LOSSY}
    for _ in range(100):
        watched.line.accepted()
    assert watched.troubles == set()


def test_a_dead_line_is_no_lossy_one_and_was_none_when_it_is_back() -> None:
    watched = Watched()
    for number in range(ENOUGH):
        watched.lose() if number % 3 == 0 else watched.line.accepted()
    assert watched.troubles == {Trouble.LINE_LOSSY}
    watched.lose(ENOUGH, DEAD_SECONDS)
    assert watched.troubles == {Trouble.LINE_DEAD}
    for _ in range(ENOUGH):
        watched.line.accepted()
        assert watched.troubles == set()


async def test_a_token_that_was_revoked_is_reported_and_its_return_too(world: Sandbox, live: Settings) -> None:
    health = Health(Clock())
    async with make_session(live, 1, line=Line(health)) as session:
        bot, token = make_bot(live, session), world.token
        world.token = "42:another"
        with pytest.raises(Exception, match="Unauthorized"):
            await bot(HELLO)
        assert [each.trouble for each in health.troubles] == [Trouble.TOKEN_REVOKED]
        world.token = token
        await bot(HELLO)
    assert not health.troubles
