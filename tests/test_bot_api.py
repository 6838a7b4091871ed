"""Answers of the Bot API in any shape: what Telegram did is done, and what is no answer is an outage."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import (
    AnswerCallbackQuery,
    CopyMessage,
    EditMessageText,
    GetChat,
    GetMe,
    SendMediaGroup,
    SendMessage,
    SetMyCommands,
    SetWebhook,
    TelegramMethod,
)
from aiogram.types import BotCommand, InputMediaPhoto, Message, MessageId
from aiohttp import web
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.app import make_bot
from bot.bot_api import BotApiSession
from bot.config import Settings
from bot.outbox import SendSession
from bot.telegram.polling import GetRawUpdates
from tests.updates import JSON, documented, mutated

OLGA = 101
MESSAGE = documented(OLGA)[1]["message"]["reply_to_message"]
ME = {"id": 42, "is_bot": True, "first_name": "ТОС", "username": "tos_bot", "can_join_groups": True}
CHAT = {"id": OLGA, "type": "private", "accent_color_id": 1, "max_reaction_count": 1, "accepted_gift_types": {}}
SEND = SendMessage(chat_id=OLGA, text="x")
# Every method by the kind of its result, with a result as documented.
ASKED: list[tuple[TelegramMethod[Any], Any]] = [
    (SEND, MESSAGE),
    (CopyMessage(chat_id=OLGA, from_chat_id=OLGA, message_id=1), {"message_id": 7}),
    (EditMessageText(chat_id=OLGA, message_id=7, text="x"), MESSAGE),
    (SendMediaGroup(chat_id=OLGA, media=[InputMediaPhoto(media="a"), InputMediaPhoto(media="b")]), [MESSAGE, MESSAGE]),
    (AnswerCallbackQuery(callback_query_id="1"), True),
    (SetMyCommands(commands=[BotCommand(command="menu", description="x")]), True),
    (SetWebhook(url="https://a.test/"), True),
    (GetChat(chat_id=OLGA), CHAT),
    (GetMe(), ME),
    (GetRawUpdates(), documented(OLGA)),
]
ASKS_FOR_MORE = (GetMe, GetRawUpdates)  # without a result of its type nobody could go on


@dataclass
class Server:
    """Answers every request in one and the same way."""

    status: int = 200
    body: bytes = b""
    asked: int = 0
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})

    def says(self, body: Any, status: int = 200) -> None:
        self.status, self.body = status, json.dumps(body).encode()

    async def answer(self, _: web.Request) -> web.Response:
        self.asked += 1
        return web.Response(status=self.status, body=self.body, headers=self.headers)


@pytest.fixture
async def server() -> AsyncIterator[tuple[Server, str]]:
    made, app = Server(), web.Application()
    app.router.add_route("*", "/{path:.*}", made.answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield made, f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


@pytest.fixture
def telegram(server: tuple[Server, str]) -> Server:
    return server[0]


@pytest.fixture(params=[BotApiSession, SendSession])
async def bot(request: pytest.FixtureRequest, server: tuple[Server, str], settings: Settings) -> AsyncIterator[Bot]:
    session = request.param(api=TelegramAPIServer.from_base(server[1]))
    yield make_bot(settings, session)
    await session.close()


@pytest.mark.parametrize(("method", "result"), ASKED, ids=lambda each: type(each).__name__)
async def test_an_answer_as_documented_is_understood(
    telegram: Server, bot: Bot, method: TelegramMethod[Any], result: Any, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.says({"ok": True, "result": result})
    assert await bot(method)
    if not isinstance(method, GetChat):
        assert "not understood" not in caplog.text


async def test_a_message_is_sent_even_if_its_description_is_of_another_release(
    telegram: Server, bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.says({"ok": True, "result": MESSAGE | {"message_id": 9, "poll": {"id": "1"}, "checklist": 5}})
    for _ in range(3):
        sent = await bot(EditMessageText(chat_id=OLGA, message_id=9, text="x"))
        assert isinstance(sent, Message)
        assert (sent.message_id, sent.chat.id, sent.text, sent.poll) == (9, OLGA, MESSAGE["text"], None)
    assert caplog.text.count("method=editMessageText left_out=result.poll") == 1
    assert MESSAGE["text"] not in caplog.text


@pytest.mark.parametrize("result", [{"message_id": 9}, {"message_id": 9, "chat": 5, "date": "today"}])
async def test_the_id_of_a_message_is_enough(telegram: Server, bot: Bot, result: Any) -> None:
    telegram.says({"ok": True, "result": result})
    sent = await bot(SEND)
    assert isinstance(sent, (Message, MessageId))
    assert sent.message_id == 9


async def test_of_an_album_each_id_is_read(telegram: Server, bot: Bot) -> None:
    telegram.says({"ok": True, "result": [MESSAGE | {"message_id": 8}, {"message_id": 9}]})
    album = await bot(SendMediaGroup(chat_id=OLGA, media=[InputMediaPhoto(media="a"), InputMediaPhoto(media="b")]))
    assert [each.message_id for each in album] == [8, 9]


NO_ANSWERS = (
    b"", b"null", b"[]", b"5", b'"ok"', b"{}", b'{"ok":true}', b'{"ok":true,"result":null}', b'{"ok":"maybe"}',
    b"\xff\xfe", b"<html>", b'{"ok":true,"result":', b"[" * 100_000, b'{"ok":' * 50_000, b"9" * 5000,
)  # fmt: skip


@pytest.mark.parametrize("status", [200, 302, 404, 502])
async def test_what_is_no_answer_is_an_outage(telegram: Server, bot: Bot, status: int) -> None:
    telegram.status, telegram.headers = status, {"Content-Type": "text/html; charset=nonsense"}
    for telegram.body in NO_ANSWERS:
        for method, _ in ASKED:
            with pytest.raises(TelegramServerError if status == 502 else TelegramNetworkError) as caught:
                await bot(method)
            assert f"HTTP {status}" in caught.value.message


RAW = (
    b"", b"garbage\r\n\r\n", b"HTTP/1.1 abc OK\r\n\r\n", b"\x15\x03\x01\x00\x02\x02\x16",
    b"HTTP/1.1 200 OK\r\n\x80: x\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", b"HTTP/1.1 204 No Content\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nabcde",
    b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 5\r\n\r\nabcde",
    b"HTTP/1.1 200 OK\r\nX: " + b"a" * 20_000 + b"\r\n\r\n", b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n",
    b"HTTP/1.1 301 Moved\r\nLocation: file:///etc/hosts\r\nContent-Length: 0\r\n\r\n",
    b"HTTP/1.1 301 Moved\r\nLocation: http://" + b"a" * 300 + b".test/\r\nContent-Length: 0\r\n\r\n",
)  # fmt: skip


@pytest.mark.parametrize("kind", [BotApiSession, SendSession])
async def test_what_is_hardly_http_is_an_outage(settings: Settings, kind: type[BotApiSession]) -> None:
    told: list[bytes] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1000)
        writer.write(told[-1])
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        async with kind(api=TelegramAPIServer.from_base(f"http://127.0.0.1:{port}")) as session:
            for raw in RAW:
                told.append(raw)
                with pytest.raises(TelegramNetworkError):
                    await make_bot(settings, session)(SEND)


async def test_a_redirect_is_not_followed(telegram: Server, bot: Bot, server: tuple[Server, str]) -> None:
    """The address of a request has the token in it, its body the words of people."""
    telegram.says({"ok": True, "result": MESSAGE}, 307)
    telegram.headers["Location"] = f"{server[1]}/other"
    with pytest.raises(TelegramNetworkError):
        await bot(SEND)
    assert telegram.asked == 1


@pytest.mark.parametrize(
    ("body", "status", "error", "seconds"),
    [
        ({"ok": False}, 500, TelegramServerError, None),
        ({"ok": False, "description": None}, 403, TelegramForbiddenError, None),
        ({"ok": False, "parameters": []}, 429, TelegramRetryAfter, 5),
        ({"ok": False, "parameters": {"retry_after": -7}}, 429, TelegramRetryAfter, 1),
        ({"ok": False, "parameters": {"retry_after": 10**400}}, 429, TelegramRetryAfter, 86_400),
        ({"ok": False, "parameters": {"retry_after": 33}}, 429, TelegramRetryAfter, 33),
        ({"ok": False}, 200, TelegramAPIError, None),
    ],
)
async def test_a_refusal_without_its_details_is_a_refusal(
    telegram: Server, bot: Bot, body: Any, status: int, error: type[TelegramAPIError], seconds: int | None
) -> None:
    telegram.says(body, status)
    with pytest.raises(error) as caught:
        await bot(SEND)
    assert getattr(caught.value, "retry_after", None) == seconds


@given(st.data())
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_a_success_stays_one_however_its_result_looks(telegram: Server, bot: Bot, data: st.DataObject) -> None:
    method, result = data.draw(st.sampled_from(ASKED))
    changed = data.draw(mutated({"result": result}) | JSON.map(lambda value: {"result": value}))
    telegram.says({"ok": True, **changed})
    try:
        done = await bot(method)
    except TelegramNetworkError:
        assert changed.get("result") is None or isinstance(method, ASKS_FOR_MORE)
    else:
        assert done is not None


@given(st.data(), st.sampled_from([200, 400, 401, 403, 404, 409, 413, 429, 500, 502]))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_whatever_the_bot_api_answers_is_a_result_or_an_error_of_it(
    telegram: Server, bot: Bot, data: st.DataObject, status: int
) -> None:
    method, result = data.draw(st.sampled_from(ASKED))
    bodies = [
        {"ok": True, "result": result},
        {"ok": False, "error_code": status, "description": "Bad Request", "parameters": {"retry_after": 5}},
        {"ok": False, "error_code": status, "description": "upgraded", "parameters": {"migrate_to_chat_id": -1001}},
    ]
    telegram.says(data.draw(mutated(data.draw(st.sampled_from(bodies)))), status)
    with suppress(TelegramAPIError):
        await bot(method)
