"""The sandbox over HTTP: the Bot API in every form, the page API, the control API, and refused origins."""

import json
from collections.abc import Callable, Coroutine
from io import BytesIO
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.sandbox.content import PIXEL
from bot.sandbox.server import serve

Ask = Callable[..., Coroutine[Any, Any, Any]]
BOT = "/bot42:sandbox"


async def events(stream: aiohttp.ClientResponse, count: int) -> list[dict[str, Any]]:
    """The next events of the page's stream."""
    told: list[dict[str, Any]] = []
    while len(told) < count:
        line = await stream.content.readline()
        if line.startswith(b"data: "):
            told.append(json.loads(line.removeprefix(b"data: ")))
    return told


async def say(api: Ask, text: str = "/start") -> None:
    await api("POST", "/api/say", json={"user_id": 101, "text": text})


@pytest.mark.parametrize(
    "form",
    [
        {"data": {"chat_id": "101", "text": "да", "protect_content": "true"}},
        {"json": {"chat_id": 101, "text": "да", "protect_content": True, "entities": None}},
        {"params": {"chat_id": "101", "text": "да", "protect_content": "True"}},
        {"params": {"chat_id": "101"}, "data": {"text": "да", "protect_content": "1"}},
        {"data": aiohttp.FormData({"chat_id": "101", "text": "да", "protect_content": "1"}, default_to_multipart=True)},
    ],
)
async def test_requests_are_accepted_in_every_form(api: Ask, form: dict[str, Any]) -> None:
    await say(api)
    answer = await api("POST", f"{BOT}/sendMessage", **form)
    assert (answer["ok"], answer["result"]["text"]) == (True, "да")
    assert answer["result"]["has_protected_content"] is True


@pytest.mark.parametrize(
    ("path", "body", "answer"),
    [
        ("/bot1:x/getMe", "", (401, "Unauthorized")),
        (f"{BOT}/getEverything", "", (404, "Not Found")),
        (f"{BOT}/sendMessage", "[1]", (400, "Bad Request: can't parse the request")),
        (f"{BOT}/sendMessage", '{"chat_id": 5, "text": "\\ud83d"}', (400, "Bad Request: chat not found")),
        (f"{BOT}/sendMessage", "{", (400, "Bad Request: can't parse the request")),
        (f"{BOT}/sendMessage", '{"chat_id": 5, "text": "x"}', (400, "Bad Request: chat not found")),
    ],
)
async def test_refusals_have_telegrams_shape(api: Ask, path: str, body: str, answer: tuple[int, str]) -> None:
    refusal = await api("POST", path, data=body, headers={"Content-Type": "application/json"})
    assert refusal == {"ok": False, "error_code": answer[0], "description": answer[1]}


async def test_a_file_goes_up_and_comes_down_unchanged(api: Ask, web: aiohttp.ClientSession) -> None:
    await say(api)
    form = aiohttp.FormData({"chat_id": "101", "document": "attach://part"}, quote_fields=False)
    form.add_field("part", b"\0\xff", filename="отчёт №1?.docx")
    document = (await api("POST", f"{BOT}/sendDocument", data=form))["result"]["document"]
    path = (await api("GET", f"{BOT}/getFile", params={"file_id": document["file_id"]}))["result"]["file_path"]
    async with web.get(f"/file{BOT}/{path}") as response:
        assert await response.read() == b"\0\xff"
    async with web.get(f"/api/file/{document['file_id']}") as response:
        assert await response.read() == b"\0\xff"
        assert response.headers["Content-Disposition"].startswith("attachment")
        assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert document["file_name"] == "отчёт №1?.docx"
    assert path == "documents/file_1.docx"


async def test_unknown_files_are_not_found(api: Ask) -> None:
    assert (await api("GET", f"/file{BOT}/documents/file_9.txt"))["error_code"] == 404
    assert (await api("GET", "/file/bot1:x/documents/file_9.txt"))["error_code"] == 401
    assert "wrong file identifier" in (await api("GET", "/api/file/x"))["error"]


async def test_more_than_50_megabytes_are_too_large(api: Ask) -> None:
    form = aiohttp.FormData({"chat_id": "101"})
    form.add_field("document", BytesIO(bytes(52 * 1024 * 1024)), filename="a")
    assert (await api("POST", f"{BOT}/sendDocument", data=form))["error_code"] == 413


async def test_the_page_sees_the_state_and_then_what_happens(api: Ask, web: aiohttp.ClientSession) -> None:
    async with web.get("/api/events") as stream:
        await say(api)
        await api("POST", f"{BOT}/sendMessage", json={"chat_id": 101, "text": "да"})
        told = await events(stream, 2)
    state = await api("GET", "/api/state")
    assert [event["message"]["text"] for event in told] == ["/start", "да"]
    assert [message["text"] for message in state["chats"]["101"]] == ["/start", "да"]
    assert [person["id"] for person in state["people"]] == [101, 102, 103, 104, 105, 106]
    assert state["people"][0]["blocked"] is False
    assert state["bot"] == {"id": 42, "first_name": "Sandbox", "username": "sandbox_bot"}
    assert state["commands"]["101"] == []


async def test_people_press_send_edit_and_block_from_the_page(api: Ask) -> None:
    await say(api)
    message = (await api("POST", "/api/send", json={"user_id": 101, "kind": "contact"}))["message_id"]
    await api("POST", "/api/press", json={"user_id": 101, "message_id": message, "data": "yes", "rare": "expired"})
    await api("POST", "/api/edit", json={"user_id": 101, "message_id": 1, "text": "/help"})
    await api("POST", "/api/block", json={"user_id": 101, "blocked": True})
    updates = (await api("POST", f"{BOT}/getUpdates"))["result"]
    kinds = [next(kind for kind in update if kind != "update_id") for update in updates]
    assert kinds == ["message", "message", "callback_query", "edited_message", "my_chat_member"]
    assert (await api("GET", "/api/state"))["people"][0]["blocked"] is True


@pytest.mark.parametrize(("content", "kind"), [(PIXEL, "photo"), (b"text", "document")])
async def test_an_upload_is_a_photo_when_it_is_an_image(api: Ask, content: bytes, kind: str) -> None:
    form = aiohttp.FormData({"user_id": "101", "caption": "вот", "media_group_id": "7"})
    form.add_field("file", content, filename="a.png")
    await api("POST", "/api/upload", data=form)
    message = (await api("GET", "/api/state"))["chats"]["101"][0]
    assert kind in message
    assert (message["caption"], message["media_group_id"]) == ("вот", "7")


async def test_a_new_person_joins_from_the_page(api: Ask) -> None:
    person = {"user_id": 106, "first_name": "Пётр", "label": "сосед"}
    assert (await api("POST", "/api/people", json=person))["label"] == "сосед"
    assert len((await api("GET", "/api/state"))["people"]) == 6


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/api/say", {"user_id": 5, "text": "x"}, 404),
        ("/api/say", {"user_id": 101}, 400),
        ("/api/say", {"user_id": 101, "text": "x" * 4097}, 400),
        ("/api/send", {"user_id": 101, "kind": "telepathy"}, 400),
        ("/api/clock", {}, 404),
        ("/control/faults", [{"kind": "418"}], 405),
    ],
)
async def test_mistakes_of_the_page_are_explained(
    web: aiohttp.ClientSession, path: str, body: Any, status: int
) -> None:
    async with web.post(path, json=body) as response:
        assert response.status == status


async def test_the_clock_is_a_file_that_others_may_move_too(tmp_path: Path) -> None:
    file = tmp_path / "clock"
    async with serve(clock_file=file) as address, aiohttp.ClientSession(address) as web:
        async with web.post("/api/clock", json={"add": 86400}) as response:
            moved = (await response.json())["now"]
        assert file.read_text() == "86400"
        file.write_text("-86400")
        async with web.get("/api/state") as response:
            back = (await response.json())["now"]
    assert 2 * 86400 - 60 <= moved - back <= 2 * 86400


async def test_faults_are_set_shown_and_cleared(api: Ask, web: aiohttp.ClientSession) -> None:
    rules = await api("PUT", "/control/faults", json=[{"kind": "502", "html": True}, {"kind": "429"}])
    async with web.get(f"{BOT}/getMe") as response:
        assert (response.status, response.content_type) == (502, "text/html")
    assert await api("GET", "/control/faults") == rules
    assert await api("DELETE", "/control/faults") == []
    assert (await api("GET", f"{BOT}/getMe"))["ok"]
    assert "must be one of" in (await api("PUT", "/control/faults", json=[{"kind": "418"}]))["error"]


async def test_a_cut_connection_gives_no_answer(api: Ask) -> None:
    await say(api)
    await api("PUT", "/control/faults", json=[{"kind": "cut_after", "method": "sendMessage"}])
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await api("POST", f"{BOT}/sendMessage", json={"chat_id": 101, "text": "x"})
    assert len((await api("GET", "/api/state"))["chats"]["101"]) == 2


async def test_a_crowd_is_limited_counted_and_not_shown(api: Ask) -> None:
    await api("POST", "/control/people", json={"from": 1000, "count": 3})
    await api("PUT", "/control/limiter", json={"rate": 0.001, "burst": 2})
    for chat_id in (1000, 1001, 1002):
        await api("POST", f"{BOT}/sendMessage", json={"chat_id": chat_id, "text": "x"})
    stats = await api("GET", "/control/stats")
    assert stats["sent"] == {"1000": 1, "1001": 1}
    assert stats["calls"] == {"sendMessage": 2}
    assert stats["refused"] == {"Too Many Requests: retry after 3": 1}
    assert "1000" not in (await api("GET", "/api/state"))["chats"]
    await api("DELETE", "/control/limiter")
    assert (await api("POST", f"{BOT}/sendMessage", json={"chat_id": 1002, "text": "x"}))["ok"]


async def test_a_reset_brings_the_first_people_back_and_lets_pages_load_anew(
    api: Ask, web: aiohttp.ClientSession
) -> None:
    await say(api)
    async with web.get("/api/events") as stream:
        await api("POST", "/control/reset")
        assert b"data" not in await stream.read()
    state = await api("GET", "/api/state")
    assert (len(state["people"]), state["chats"]["101"]) == (6, [])


@pytest.mark.parametrize(
    ("verb", "path", "headers", "status"),
    [
        ("GET", "/api/state", {"Host": "example.com"}, 403),
        ("GET", "/api/state", {"Host": "localhost.example.com:80"}, 403),
        ("GET", "/api/state", {"Host": "localhost:1"}, 200),
        ("POST", "/api/say", {"Origin": "http://example.com", "Content-Type": "application/json"}, 403),
        ("POST", "/api/say", {"Origin": "null", "Content-Type": "application/json"}, 403),
        ("POST", "/api/say", {"Content-Type": "text/plain"}, 415),
        ("POST", "/api/upload", {"Content-Type": "application/json"}, 415),
        ("PUT", "/control/faults", {"Origin": "http://example.com", "Content-Type": "application/json"}, 403),
        ("POST", f"{BOT}/getMe", {"Origin": "http://example.com", "Content-Type": "text/plain"}, 200),
        ("GET", f"{BOT}/getMe", {"Sec-Fetch-Site": "cross-site"}, 403),
        ("GET", f"{BOT}/getMe", {"Host": "example.com"}, 403),
    ],
)
async def test_only_own_programs_and_the_own_page_are_let_in(
    web: aiohttp.ClientSession, verb: str, path: str, headers: dict[str, str], status: int
) -> None:
    body = None if verb == "GET" else b"{}"
    async with web.request(verb, path, headers=headers, data=body) as response:
        assert response.status == status


async def test_the_own_page_is_let_in(sandbox: str, web: aiohttp.ClientSession) -> None:
    body = {"user_id": 101, "text": "x"}
    async with web.post("/api/say", json=body, headers={"Origin": sandbox}) as response:
        assert response.status == 200


async def test_the_page_comes_with_a_strict_policy(web: aiohttp.ClientSession) -> None:
    async with web.get("/") as response:
        assert (response.status, response.content_type) == (200, "text/html")
        assert response.headers["Content-Security-Policy"].startswith("default-src 'self'; img-src 'self' blob:")
    async with web.get("/page/app.js") as response:
        assert "javascript" in response.content_type
    async with web.get("/page/..%2Fserver.py") as response:
        assert response.status == 404
