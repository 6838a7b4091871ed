"""Webhook delivery: with the secret token, in order, until the bot accepts."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from aiohttp import web as server

Ask = Callable[..., Coroutine[Any, Any, Any]]
BOT = "/bot42:sandbox"
Answer = Callable[[], server.Response]


@asynccontextmanager
async def webhook(answer: Answer) -> AsyncIterator[tuple[str, asyncio.Queue[tuple[str, str]]]]:
    """A bot's web server: its address, and a queue of the updates it gets, as (text, secret)."""
    given: asyncio.Queue[tuple[str, str]] = asyncio.Queue()

    async def take(request: server.Request) -> server.Response:
        update = await request.json()
        await given.put((update["message"]["text"], request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")))
        return answer()

    app = server.Application()
    app.router.add_post("/hook", take)
    runner = server.AppRunner(app, access_log=None)
    await runner.setup()
    await server.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        async with asyncio.timeout(20):
            yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook", given
    finally:
        await runner.cleanup()


async def say(api: Ask, *texts: str) -> None:
    for text in texts:
        await api("POST", "/api/say", json={"user_id": 101, "text": text})


async def test_updates_arrive_signed_and_in_order(api: Ask) -> None:
    await say(api, "before")
    async with webhook(server.Response) as (url, given):
        await api("POST", f"{BOT}/setWebhook", json={"url": url, "secret_token": "s3cret"})
        taken = [await given.get()]
        await say(api, "a", "b")
        taken += [await given.get() for _ in range(2)]
        info = (await api("GET", f"{BOT}/getWebhookInfo"))["result"]
        await api("POST", f"{BOT}/deleteWebhook")
    assert taken == [("before", "s3cret"), ("a", "s3cret"), ("b", "s3cret")]
    assert info["url"] == url
    assert "last_error_message" not in info


async def test_a_refused_update_is_delivered_again_before_the_next(api: Ask) -> None:
    statuses = iter([500, 502, 200, 200])
    async with webhook(lambda: server.Response(status=next(statuses))) as (url, given):
        await api("POST", f"{BOT}/setWebhook", json={"url": url})
        await say(api, "a", "b")
        taken = [(await given.get())[0] for _ in range(4)]
        info = (await api("GET", f"{BOT}/getWebhookInfo"))["result"]
        await api("POST", f"{BOT}/deleteWebhook")
    assert taken == ["a", "a", "a", "b"]
    assert info["last_error_message"] == "Wrong response from the webhook: 502 Bad Gateway"


async def test_nothing_is_lost_when_the_webhook_goes_away(api: Ask) -> None:
    async with webhook(server.Response) as (url, _):
        pass
    await api("POST", f"{BOT}/setWebhook", json={"url": url})
    await say(api, "a", "b")
    await api("POST", f"{BOT}/deleteWebhook")
    updates = (await api("GET", f"{BOT}/getUpdates"))["result"]
    assert [update["message"]["text"] for update in updates] == ["a", "b"]


@pytest.mark.parametrize(("method", "where"), [("deleteWebhook", {}), ("setWebhook", {"url": "http://127.0.0.1:1/"})])
async def test_waiting_updates_are_dropped_on_request(api: Ask, method: str, where: dict[str, str]) -> None:
    await say(api, "a")
    await api("POST", f"{BOT}/{method}", json={"drop_pending_updates": True} | where)
    assert (await api("GET", "/control/stats"))["waiting"] == 0


async def test_a_webhook_gets_only_the_kinds_it_asked_for(api: Ask) -> None:
    await api("POST", f"{BOT}/setWebhook", json={"url": "http://127.0.0.1:1/", "allowed_updates": ["callback_query"]})
    await say(api, "a")
    info = (await api("GET", f"{BOT}/getWebhookInfo"))["result"]
    assert (info["allowed_updates"], info["pending_update_count"]) == (["callback_query"], 0)


async def test_a_webhook_needs_an_address(api: Ask) -> None:
    refusal = await api("POST", f"{BOT}/setWebhook", json={"url": "example.com"})
    assert refusal["description"] == "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"


async def test_an_answer_may_be_a_method_call(api: Ask, web: aiohttp.ClientSession) -> None:
    def with_json() -> server.Response:
        return server.json_response({"method": "sendMessage", "chat_id": 101, "text": "да"})

    def with_form() -> server.Response:
        form = aiohttp.MultipartWriter("form-data")
        for name, value in (("method", "sendMessage"), ("chat_id", "101"), ("text", "нет")):
            form.append(value).set_content_disposition("form-data", name=name)
        return server.Response(body=form)

    answers = iter([with_json, with_form])
    said: list[str] = []
    async with webhook(lambda: next(answers)()) as (url, _), web.get("/api/events") as events:
        await api("POST", f"{BOT}/setWebhook", json={"url": url})
        await say(api, "a", "b")
        while len(said) < 2:
            line = await events.content.readline()
            if line.startswith(b"data: ") and (message := json.loads(line[6:])["message"])["from"]["is_bot"]:
                said.append(message["text"])
    assert said == ["да", "нет"]
