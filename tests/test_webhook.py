"""The webhook over HTTP: only Telegram is believed, what cannot be understood is accepted and silences nobody."""

import asyncio
import gc
import json
import socket
from collections.abc import AsyncIterator
from contextlib import ExitStack
from itertools import count
from typing import Any

import pytest
from aiogram.types import Message
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings

from bot.config import Settings
from bot.telegram import webhook
from bot.telegram.webhook import LARGEST_BODY, SECRET_HEADER
from tests.chat import Neighbour, Town
from tests.e2e.conftest import PATIENCE, free_port, until
from tests.hook import SECRET, Hook, serving
from tests.updates import JSON, documented, mutated_updates

OLGA = 101
MANY = range(200, 250)
IDS = count(5000)


@pytest.fixture
async def hook(town: Town, settings: Settings) -> AsyncIterator[Hook]:
    async with serving(town, settings) as made:
        yield made


def known(town: Town, user_id: int) -> Neighbour:
    town.world.join(user_id, "Ольга", started=True)
    return Neighbour(town, user_id)


async def test_a_posted_update_is_answered(town: Town, hook: Hook) -> None:
    olga = known(town, OLGA)
    assert await hook.update(documented(OLGA)[0]) == 200
    assert "Здравствуйте" in olga.sees()


@pytest.mark.parametrize("secret", [None, "", "s3cre", "s3cret ", "S3CRET", "секрет", "\udce9"])
async def test_only_telegram_is_believed(
    town: Town, hook: Hook, secret: str | None, caplog: pytest.LogCaptureFixture
) -> None:
    olga = known(town, OLGA)
    head = "POST /hook HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n"
    if secret is not None:
        head += f"{SECRET_HEADER}: {secret}\r\n"
    reader, writer = await hook.open((head + "\r\n{}").encode(errors="surrogateescape"))
    # Whitespace around a header's value does not count.
    assert (await reader.readline()).startswith(b"HTTP/1.1 " + (b"200" if secret == "s3cret " else b"401"))
    writer.close()
    assert not olga.said()
    assert "Traceback" not in caplog.text


async def test_an_answer_that_fails_is_no_reason_to_send_the_update_again(
    town: Town, hook: Hook, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail(*_: Any, **__: Any) -> Message:
        raise RuntimeError

    monkeypatch.setattr(town.app.dispatcher, "feed_update", fail)
    assert await hook.update(documented(OLGA)[0]) == 200
    assert "update lost" in caplog.text


@pytest.mark.parametrize(
    "body",
    [b"", b"null", b"[]", b"5", b"{", b"\xff", b"{}", b'{"update_id":null}', b"[" * 100_000, b'{"a":' * 100_000,
     b"1" * 5000],
    ids=lambda body: body[:8].decode(errors="replace"),
)  # fmt: skip
async def test_what_is_no_update_is_accepted_and_told_in_one_line(
    hook: Hook, caplog: pytest.LogCaptureFixture, body: bytes
) -> None:
    assert await hook.post(body) == 200
    assert caplog.text.count("could not be decoded") == 1
    assert "Traceback" not in caplog.text


async def test_a_body_is_limited(town: Town, hook: Hook) -> None:
    known(town, OLGA)
    assert await hook.post(b" " * LARGEST_BODY + b"{}") == 413
    longest = documented(OLGA)[1]
    for message in (longest["message"], longest["message"]["reply_to_message"]):
        message["text"] = "/help " + "😀" * 4090
        message["entities"] = [{"type": "bold", "offset": at, "length": 1} for at in range(100)]
    assert len(json.dumps(longest)) < LARGEST_BODY / 4
    assert await hook.update(longest) == 200


async def test_a_poisoned_update_silences_nobody(town: Town, hook: Hook) -> None:
    olga = known(town, OLGA)
    raw = documented(OLGA)[3]
    del raw["message"]["poll"]["members_only"]
    assert await hook.update(raw) == 200
    assert olga.sees() == town.app.texts.choose("ru").plain("not-words")


@given(mutated_updates(MANY) | JSON)
@hypothesis_settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_whatever_is_posted_others_are_answered(town: Town, hook: Hook, raw: Any) -> None:
    number = next(IDS)
    stranger = known(town, number)
    for each in MANY:
        known(town, each)
    assert await hook.update(raw) == 200
    assert await hook.update(documented(number, number)[0]) == 200
    assert "Здравствуйте" in stranger.sees()
    town.world.refused.clear()


async def test_a_body_that_is_cut_on_the_way_is_no_error_of_the_bot(
    hook: Hook, caplog: pytest.LogCaptureFixture
) -> None:
    head = f"POST /hook HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n{SECRET_HEADER}: {SECRET}\r\n\r\n"
    _, writer = await hook.open(head.encode() + b"{")
    await writer.drain()
    writer.close()
    await writer.wait_closed()
    assert await hook.update({"update_id": 1}) == 200
    assert "Traceback" not in caplog.text


HALF_OPEN = 1000


async def test_a_thousand_half_open_requests_are_let_go_and_cost_no_line(
    town: Town, settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(webhook, "SILENT_SECONDS", 2.0)
    monkeypatch.setattr(webhook, "BODY_SECONDS", 2.0)
    olga = known(town, OLGA)
    head = b"POST /hook HTTP/1.1\r\nHost: a\r\nContent-Length: 500\r\n"
    halves = b"", b"POST /ho", head, head + b"\r\n{", head + f"{SECRET_HEADER}: {SECRET}\r\n\r\n{{".encode()
    async with serving(town, settings) as hook:
        opened = [await hook.open(halves[number % len(halves)]) for number in range(HALF_OPEN)]
        assert await hook.update(documented(OLGA)[0]) == 200
        for reader, writer in opened:
            await asyncio.wait_for(reader.read(), PATIENCE)
            writer.close()
    assert "Здравствуйте" in olga.sees()
    assert not caplog.records


async def test_a_stop_answers_what_was_received(
    town: Town, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    received, may_go_on = asyncio.Event(), asyncio.Event()
    feed = town.app.dispatcher.feed_update

    async def slow(*arguments: Any, **named: Any) -> Any:
        received.set()
        await may_go_on.wait()
        return await feed(*arguments, **named)

    monkeypatch.setattr(town.app.dispatcher, "feed_update", slow)
    olga = known(town, OLGA)
    async with asyncio.TaskGroup() as group, serving(town, settings) as hook:
        posted = group.create_task(hook.update(documented(OLGA)[0]))
        await received.wait()
        asyncio.get_running_loop().call_later(0.5, may_go_on.set)
    assert posted.result() == 200
    assert "Здравствуйте" in olga.sees()


# asyncio leaves a connection open that it accepts after its server was closed.
@pytest.mark.filterwarnings("ignore:unclosed (transport|<socket):ResourceWarning")
@pytest.mark.parametrize("turns", range(6))
async def test_connections_that_come_with_the_stop_do_not_hold_it(town: Town, settings: Settings, turns: int) -> None:
    """Nobody sends a request on them: aiohttp alone would wait a minute for one, if they come at a certain turn."""
    port, stopping = free_port(), asyncio.Event()
    chosen = settings.model_copy(update={"web_port": port})
    async with asyncio.TaskGroup() as group:
        served = group.create_task(
            webhook.serve(town.app.bot, town.app.dispatcher, chosen, (), stopping, town.app.webhook_look)
        )
        with ExitStack() as opened:
            await until(lambda: connected(port))
            for _ in range(20):
                late = opened.enter_context(socket.socket())
                late.setblocking(False)
                late.connect_ex(("127.0.0.1", port))
            for _ in range(turns):
                await asyncio.sleep(0)
            stopping.set()
            assert await asyncio.wait_for(served, PATIENCE)
    gc.collect()


async def connected(port: int) -> bool:
    """Tell whether somebody listens on the port."""
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except ConnectionError:
        return False
    writer.close()
    await writer.wait_closed()
    return True
