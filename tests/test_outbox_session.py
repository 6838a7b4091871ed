"""The outbox session behaves as aiogram's, errors included: both talk to the sandbox over real HTTP."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import CopyMessage, GetChat, SendMessage, TelegramMethod
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, MessageEntity, ReplyParameters
from aiohttp import web

from bot.app import make_bot, make_session
from bot.bot_api import BotApiSession
from bot.config import Settings
from bot.network import LineSession, Timeouts
from bot.network.losses import is_loss
from bot.outbox import SendSession
from bot.sandbox.clock import Clock
from bot.sandbox.faults import Kind
from bot.sandbox.server import application
from bot.sandbox.world import World

GROUP = -77
BUTTONS = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text="Подробнее", callback_data="ev:1")]],
)
MESSAGES: dict[str, TelegramMethod[Any]] = {
    "markup": SendMessage(chat_id=101, text="<b>Субботник</b> & «чай»".replace("&", "&amp;"), reply_markup=BUTTONS),
    "entities": SendMessage(
        chat_id=101,
        text="Субботник 🌱",
        parse_mode=None,
        entities=[MessageEntity(type="bold", offset=0, length=9)],
        link_preview_options=LinkPreviewOptions(url="https://example.org", show_above_text=True),
        reply_parameters=ReplyParameters(message_id=1),
        disable_notification=False,
        allow_paid_broadcast=True,
    ),
    "copy": CopyMessage(chat_id=101, from_chat_id=101, message_id=1, protect_content=True),
}


@pytest.fixture
async def world() -> AsyncIterator[World]:
    """A sandbox on loopback, where Olga (101) has started the bot."""
    world = World(clock=lambda: 1_800_000_000.0)
    world.join(101, "Ольга")
    world.say(101, "/start")
    runner = web.AppRunner(application(world, Clock(), []), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    world.base = f"http://127.0.0.1:{runner.addresses[0][1]}"  # type: ignore[attr-defined]
    yield world
    await runner.cleanup()


@pytest.fixture
async def bots(world: World, settings: Settings) -> AsyncIterator[tuple[Bot, Bot]]:
    """Two bots: one on aiogram's session, one on the outbox session."""
    api = TelegramAPIServer.from_base(world.base)  # type: ignore[attr-defined]
    sessions = BotApiSession(api=api), SendSession(api=api)
    yield make_bot(settings, sessions[0]), make_bot(settings, sessions[1])
    for session in sessions:
        await session.close()


async def outcome(bot: Bot, message: TelegramMethod[Any]) -> Any:
    """ "sent", or the error with all its details."""
    try:
        return "sent" if (await bot(message)).message_id else "nothing"
    except Exception as error:
        told = {name: value for name, value in vars(error).items() if name not in ("method", "original")}
        return type(error), told, str(error)


@pytest.mark.parametrize("name", MESSAGES)
async def test_telegram_hears_the_same(name: str, world: World, bots: tuple[Bot, Bot]) -> None:
    for bot in bots:
        sent = await bot(MESSAGES[name])
        assert sent.message_id == world.messages(101)[-1]["message_id"]
    (_, stock), (_, doors) = list(world.calls)[-2:]
    assert stock == doors
    first, second = ({k: v for k, v in each.items() if k != "message_id"} for each in world.messages(101)[-2:])
    assert first == second


REFUSALS: dict[str, TelegramMethod[Any]] = {
    "nobody there": SendMessage(chat_id=404, text="x"),
    "empty": SendMessage(chat_id=101, text=""),
    "broken markup": SendMessage(chat_id=101, text="<b>x"),
    "nothing to copy": CopyMessage(chat_id=101, from_chat_id=101, message_id=999),
    "moved": SendMessage(chat_id=GROUP, text="x"),
}


@pytest.mark.parametrize("name", REFUSALS)
async def test_a_refusal_is_the_same_error(name: str, world: World, bots: tuple[Bot, Bot]) -> None:
    world.join_group(GROUP, "Двор", [101])
    world.upgrade_group(GROUP)
    stock, doors = [await outcome(bot, REFUSALS[name]) for bot in bots]
    assert stock == doors != "sent"


FAULTS: list[tuple[Kind, dict[str, Any]]] = [
    ("429", {"retry_after": 7}),
    ("403", {}),
    ("500", {}),
    ("502", {}),
    ("502", {"html": True}),
    ("cut_before", {}),
    ("cut_after", {}),
]


@pytest.mark.parametrize(("kind", "details"), FAULTS)
async def test_trouble_is_the_same_error(
    kind: Kind, details: dict[str, Any], world: World, bots: tuple[Bot, Bot]
) -> None:
    world.faults.add(kind, method="sendMessage", **details)
    stock, doors = [await outcome(bot, SendMessage(chat_id=101, text="x")) for bot in bots]
    assert stock == doors != "sent"


async def test_waiting_too_long_is_the_same_error(world: World, bots: tuple[Bot, Bot]) -> None:
    world.faults.add("latency", ms=30_000)
    bots[0].session.timeout = 0.05
    bots[1].session.timeouts = Timeouts(read=0.05)  # type: ignore[attr-defined]
    stock, doors = [await outcome(bot, SendMessage(chat_id=101, text="x")) for bot in bots]
    assert stock == doors
    assert stock[0] is TelegramNetworkError


@asynccontextmanager
async def answering(body: bytes) -> AsyncIterator[TelegramAPIServer]:
    """A server that answers every request so."""

    async def say(request: web.Request) -> web.Response:
        return web.Response(body=body, content_type="application/json")

    app = web.Application()
    app.router.add_post("/{path:.*}", say)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield TelegramAPIServer.from_base(f"http://127.0.0.1:{runner.addresses[0][1]}")
    await runner.cleanup()


async def alone(session: BotApiSession, settings: Settings) -> Any:
    async with session:
        return await outcome(make_bot(settings, session), SendMessage(chat_id=101, text="x"))


@pytest.mark.parametrize("answer", ["[]", "null", '{"ok": true, "result": []}', "{"])
async def test_a_strange_answer_is_the_same_error(answer: str, settings: Settings) -> None:
    async with answering(answer.encode()) as api:
        stock, doors = [await alone(kind(api=api), settings) for kind in (BotApiSession, SendSession)]
    assert stock[0] is doors[0]


@pytest.mark.parametrize("kind", [LineSession, SendSession])
@pytest.mark.parametrize("answer", [b'{"ok": true}', b'{"ok": true, "result": null}', b"\xff", b"<html>502</html>"])
async def test_what_is_no_answer_of_telegram_is_a_loss(
    answer: bytes, kind: type[LineSession], settings: Settings
) -> None:
    async with answering(answer) as api, kind(api=api) as session:
        with pytest.raises(TelegramNetworkError) as raised:
            await make_bot(settings, session)(SendMessage(chat_id=101, text="x"))
    assert is_loss(raised.value)


async def test_letters_that_are_none_close_the_door_as_a_page_does(settings: Settings) -> None:
    """aiogram's own session lets a UnicodeDecodeError through, which would count against the row."""
    async with answering(b"\xff") as api:
        error, *_ = await alone(SendSession(api=api), settings)
    assert error is TelegramNetworkError


async def test_other_methods_are_answered_whole(bots: tuple[Bot, Bot]) -> None:
    stock, doors = [await bot(GetChat(chat_id=101)) for bot in bots]
    assert stock == doors
    assert doors.first_name == "Ольга"


@pytest.mark.parametrize("kind", [LineSession, SendSession])
async def test_a_proxy_that_is_down_is_a_network_that_is_down(settings: Settings, kind: type[LineSession]) -> None:
    ways = "socks5://127.0.0.1:1", "socks5://127.0.0.1:2"
    one, two = (settings.model_copy(update={"bot_proxy": proxies}) for proxies in (ways[:1], ways))
    for chosen, number in ((one, 1), (two, 2)):
        async with make_session(chosen, 1, kind) as session:
            with pytest.raises(TelegramNetworkError):
                await make_bot(chosen, session)(SendMessage(chat_id=101, text="x"))
            assert session.egresses.current.number == number
