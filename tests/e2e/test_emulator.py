"""An independent judge: the bot in front of somebody else's pretend Bot API, which was written without this project.

It is of a messenger with a compatible API and stricter than Telegram: it refuses any field or method it does not know.
It keeps no chats, so people are played here: they see what it answered to the bot.
"""

import asyncio
import html
import itertools
import json
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware
from aiogram.exceptions import TelegramAPIError
from aiogram.methods import AnswerCallbackQuery, EditMessageText, SendMessage, SetMyCommands, TelegramMethod
from aiogram.types import Message

from bot.app import App, assemble, make_session
from bot.config import Settings
from bot.domain.events import SignUpStatus
from bot.domain.people import Person, Purpose, Role, RoleKind
from bot.process import serve
from bot.telegram.middlewares import Request
from storage import grants
from storage.core.db import Store
from storage.events import events, sign_ups
from storage.people import people
from tests.clock import Clock
from tests.conftest import sqlite_store
from tests.e2e.conftest import free_port, until

COMMAND = Path(sys.executable).with_name("lo-bot-api-emulator")
TOKEN = "7:synthetic"
OLGA, VIKTOR = 101, 102


@dataclass
class Wire(BaseRequestMiddleware):
    """The last thing a request passes: what the judge accepted, and what it refused."""

    accepted: list[tuple[TelegramMethod[Any], Any]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    async def __call__(self, make_request: Request, bot: Bot, method: TelegramMethod[Any]) -> Any:
        if isinstance(method, SendMessage | EditMessageText):
            # Telegram documents this field and the bot wants it; the judge's API does not have it.
            method = method.model_copy(update={"link_preview_options": None})
        try:
            result = await make_request(bot, method)
        except TelegramAPIError as error:
            self.refused.append(f"{method.__api_method__}: {error.message}")
            raise
        self.accepted.append((method, result))
        return result


@dataclass
class Judge:
    """The emulator's control, its journal and the wire between it and the bot."""

    web: aiohttp.ClientSession
    base: str
    journal: Path
    wire: Wire = field(default_factory=Wire)
    _ids: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1000))

    async def listens(self) -> bool:
        try:
            async with self.web.post(f"{self.base}/bot{TOKEN}/getMe") as response:
                return response.status == 200
        except aiohttp.ClientError:
            return False

    def fresh_id(self) -> int:
        return next(self._ids)

    async def deliver(self, **update: Any) -> None:
        """Let the bot have this update."""
        async with self.web.post(f"{self.base}/__fixture/updates", json={"token": TOKEN, "update": update}) as response:
            assert response.status == 200, await response.text()

    async def verdict(self, *methods: str) -> dict[str, Any]:
        """The judge's own record of all requests; `methods` must be among the accepted ones."""
        required = [word for method in methods for word in ("--require-method", method)]
        asked = await asyncio.create_subprocess_exec(
            COMMAND, "verdict", self.journal, "--require-response", *required, stdout=asyncio.subprocess.PIPE
        )
        printed, _ = await asked.communicate()
        verdict: dict[str, Any] = json.loads(printed)
        return verdict


@dataclass
class Guest:
    """A person in a private chat with the bot."""

    judge: Judge
    id: int
    name: str

    @property
    def user(self) -> dict[str, Any]:
        return {"id": self.id, "is_bot": False, "first_name": self.name, "language_code": "ru"}

    @property
    def chat(self) -> dict[str, Any]:
        return {"id": self.id, "type": "private", "first_name": self.name}

    def shown(self) -> list[Message]:
        """The bot's messages in this chat as the judge has them, the newest last."""
        results = (result for _, result in self.judge.wire.accepted)
        return [result for result in results if isinstance(result, Message) and result.chat.id == self.id]

    async def sees(self, words: str, after: int = 0) -> None:
        """Wait until the bot shows these words, after the first `after` messages."""

        async def look() -> bool:
            assert not self.judge.wire.refused
            return any(words in (each.text or each.caption or "") for each in self.shown()[after:])

        await until(look, lambda: f"{words!r} among {[each.text for each in self.shown()[after:]]}")

    async def say(self, text: str, expected: str) -> None:
        before = len(self.shown())
        message: dict[str, Any] = {"message_id": self.judge.fresh_id(), "date": 1, "text": text}
        if text.startswith("/"):
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]
        await self.judge.deliver(message=message | {"from": self.user, "chat": self.chat})
        await self.sees(expected, before)

    async def press(self, label: str, expected: str) -> None:
        """Press the newest button whose label holds `label`, and wait for what it leads to and for the answer."""
        before, query_id = len(self.shown()), str(self.judge.fresh_id())
        message, data = self.button(label)
        under = message.model_dump(mode="json", exclude_none=True, include={"message_id", "text", "reply_markup"})
        # The judge keeps a text with its markup; a press carries it as people see it.
        under["text"] = html.unescape(re.sub("<[^>]+>", "", under.get("text", "")))
        under |= {"date": 1, "chat": self.chat, "from": {"id": 7, "is_bot": True, "first_name": "Fixture"}}
        query = {"id": query_id, "from": self.user, "chat_instance": "1", "message": under, "data": data}
        await self.judge.deliver(callback_query=query)
        await self.sees(expected, before)

        async def answered() -> bool:
            methods = [method for method, _ in self.judge.wire.accepted if isinstance(method, AnswerCallbackQuery)]
            return any(method.callback_query_id == query_id for method in methods)

        await until(answered, lambda: f"{label!r} was not answered: {self.judge.wire.refused}")

    def button(self, label: str) -> tuple[Message, str]:
        for message in reversed(self.shown()):
            for row in message.reply_markup.inline_keyboard if message.reply_markup else []:
                for each in row:
                    if label in each.text and each.callback_data:
                        return message, each.callback_data
        raise AssertionError(f"no button {label!r}")


@pytest.fixture
async def judge(tmp_path: Path, web: aiohttp.ClientSession) -> AsyncIterator[Judge]:
    """The emulator as a process of its own, on loopback."""
    port, journal = free_port(), tmp_path / "requests.jsonl"
    options = ("--port", str(port), "--enable-control", "--journal", journal)
    process = await asyncio.create_subprocess_exec(COMMAND, *options, stdout=asyncio.subprocess.DEVNULL)
    judge = Judge(web, f"http://127.0.0.1:{port}", journal)
    try:
        await until(judge.listens)
        yield judge
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


@asynccontextmanager
async def served(judge: Judge, store: Store, clock: Clock) -> AsyncIterator[App]:
    """The bot as `bot.process.run` runs it, with the wire in its sessions; it must end in order."""
    settings = Settings(_env_file=None, bot_token=TOKEN, bot_api_url=judge.base, tick_seconds=0.2)
    session, outbox_session = make_session(settings, 10), make_session(settings, 10)
    app, stopping = assemble(settings, store, clock, session, outbox_session), asyncio.Event()
    for each in (session, outbox_session):
        each.middleware(judge.wire)
    try:
        async with asyncio.TaskGroup() as group:
            serving = group.create_task(serve(app, settings, store, clock, stopping))
            yield app
            stopping.set()
        assert serving.result() == 0
    finally:
        await session.close()
        await outbox_session.close()


@pytest.fixture
async def store(seeded: Path, tmp_path: Path) -> AsyncIterator[Store]:
    store = await sqlite_store(seeded, tmp_path)
    yield store
    await store.close()


async def person_of(store: Store, user_id: int) -> Person | None:
    return (await store.read(people.arrive, "", user_id)).person


async def announce(store: Store, clock: Clock) -> int:
    """A published event in three days, with one seat. Returns its id."""
    admin, now = frozenset({Role(RoleKind.ADMIN)}), clock()
    _, event_id = await store.write(events.draft, admin, "Субботник", None, "UTC", None, now)
    starts = (now + timedelta(days=3)).replace(tzinfo=None)
    for name, value in {"starts_local": starts, "place": "Двор дома 12", "seats": 1}.items():
        await store.write(events.change, event_id, admin, name, value, now)
    await store.write(events.publish, event_id, admin, now)
    return event_id


async def test_the_judge_accepts_every_request_of_three_conversations(judge: Judge, store: Store) -> None:
    clock = Clock()
    event_id = await announce(store, clock)
    olga, viktor = Guest(judge, OLGA, "Ольга"), Guest(judge, VIKTOR, "Виктор")
    async with served(judge, store, clock):
        await found(olga)
        assert await person_of(store, OLGA) is None
        await sign_up(olga, store, event_id)
        await subscribe(viktor, store)
        clock.move(days=2, minutes=1)
        await olga.sees("Завтра: <b>Субботник</b>")
        await until(lambda: told_commands(judge.wire))
        verdict = await judge.verdict("sendMessage", "editMessageText", "sendDocument", "setMyCommands")
        assert verdict["ok"], verdict


async def found(olga: Guest) -> None:
    """From /tos to a step of the road, with a municipality typed and a guide text read."""
    await olga.say("/start", "Здравствуйте")
    await olga.say("/tos", "Порядок шагов зависит от муниципалитета")
    await olga.press("Выбрать муниципалитет", "Где вы живёте")
    await olga.say("благовещенск", "Подходят 2 места")
    await olga.press("город Благовещенск", "Благовещенская городская Дума")
    await olga.press("Ещё кнопки (1 из 3)", "Благовещенская городская Дума")
    await olga.press("Учредительное собрание", "Шаг 8 из 11")


async def sign_up(olga: Guest, store: Store, event_id: int) -> None:
    await olga.say("/events", "Впереди 1 мероприятие")
    await olga.press("Субботник", "Свободно 1 место из 1")
    await olga.press("Записаться", "Согласие: запись")
    await olga.press("Даю согласие", "Вы записаны")
    await olga.press("В календарь", "для календаря")
    person = await person_of(store, olga.id)
    assert person
    assert person.agreed(Purpose.SIGN_UPS)
    seen = await store.read(sign_ups.look, event_id, person.id)
    assert seen
    assert (seen.mine, seen.event.free) == (SignUpStatus.GOING, 0)


async def subscribe(viktor: Guest, store: Store) -> None:
    await viktor.say("/grants", "Гранты и сроки")
    await viktor.press("Найти и уточнить", "Что важно?")
    await viktor.press("Своими словами", "Что ищете?")
    await viktor.say("президентские гранты", "«президентский»")
    await viktor.press("Президентские гранты", "Источник")
    await viktor.press("Напоминать", "Вот что придёт")
    await viktor.press("Да, пишите мне", "Согласие: напоминания")
    await viktor.press("Даю согласие", "Вы подписаны")
    person = await person_of(store, viktor.id)
    assert person
    assert person.agreed(Purpose.SUBSCRIPTIONS)
    _, mine = await store.read(grants.version_and_subscriptions, person.id)
    programmes = await store.read(grants.catalogue)
    assert [each.slug for each in programmes if each.id in mine] == ["presidential-grants"]


async def told_commands(wire: Wire) -> bool:
    """The command menu goes out a moment after the start, once for everybody and once in each language."""
    return len([method for method, _ in wire.accepted if isinstance(method, SetMyCommands)]) == 3
