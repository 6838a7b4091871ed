"""Several replicas: Redis serializes the updates of one person."""

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from aiogram import BaseMiddleware
from aiogram.types import TelegramObject, Update
from pydantic import SecretStr
from sqlalchemy import make_url

from bot.app import App, assemble, make_isolation
from bot.config import Settings
from bot.domain.events import SignUpStatus
from bot.domain.people import Purpose
from bot.telegram.isolation import RedisIsolation
from storage.core.db import Store
from storage.events import events, sign_ups
from tests.chat import InProcess, Neighbour, Town
from tests.conftest import absent
from tests.e2e.conftest import running
from tests.handlers.events import make_event

PATIENCE = 30.0
AWAY = "redis://:secret@127.0.0.1:1/0"

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class Doorway(BaseMiddleware):
    """Stands before the handlers of both replicas: who is let in waits for somebody else to come in as well.

    `patience` in seconds bounds the wait; `entered` is set by the first, `met` when two were inside at once.
    """

    def __init__(self, patience: float) -> None:
        self._patience, self._inside = patience, 0
        self.entered, self.met = asyncio.Event(), asyncio.Event()

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        self._inside += 1
        self.entered.set()
        if self._inside > 1:
            self.met.set()
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(self._patience):
                    await self.met.wait()
            return await handler(event, data)
        finally:
            self._inside -= 1


def redis_url() -> str:
    return os.environ.get("TEST_REDIS_URL") or absent("TEST_REDIS_URL is not set")


class Road:
    """The way to Redis: it can be closed, and opened again at the same port."""

    def __init__(self) -> None:
        self._to = make_url(redis_url())
        self._server: asyncio.Server | None = None
        self._travellers: set[asyncio.StreamWriter] = set()
        self._port = 0

    @property
    def url(self) -> str:
        return self._to.set(host="127.0.0.1", port=self._port).render_as_string(hide_password=False)

    async def open(self) -> None:
        self._server = await asyncio.start_server(self._lead, "127.0.0.1", self._port)
        self._port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        assert self._server
        self._server.close()
        for each in self._travellers:
            each.transport.abort()
        await asyncio.sleep(0)

    async def _lead(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        from_redis, to_redis = await asyncio.open_connection(self._to.host, self._to.port or 6379)
        self._travellers |= {writer, to_redis}
        await asyncio.gather(carry(reader, to_redis), carry(from_redis, writer))
        self._travellers -= {writer, to_redis}


async def carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(65536):
            writer.write(data)
    writer.close()


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """A bot of this process alone: its locks are no other worker's."""
    return settings.model_copy(update={"bot_token": SecretStr(f"{os.getpid()}:sandbox")})


@pytest.fixture
async def road() -> AsyncIterator[Road]:
    made = Road()
    await made.open()
    yield made
    await made.close()


@pytest.fixture
async def replicas(town: Town, settings: Settings) -> AsyncIterator[list[App]]:
    """Two bots before one Telegram, on one database, each with connections and memory of its own."""
    shared = settings.model_copy(update={"redis_url": redis_url()})
    stores = [Store(shared.database_url) for _ in range(2)]
    isolations = [make_isolation(shared) for _ in stores]
    yield [
        assemble(shared, store, town.clock, InProcess(town.world), InProcess(town.world), isolation)
        for store, isolation in zip(stores, isolations, strict=True)
    ]
    for isolation in isolations:
        await isolation.close()
    for store in stores:
        await store.close()


async def hand_over(town: Town, replicas: list[App], patience: float) -> Doorway:
    """Each replica gets one of two waiting updates: the second as soon as the first is with its handler."""
    doorway = Doorway(patience)
    async with asyncio.TaskGroup() as group:
        for app, update in zip(replicas, town.world.take_updates(), strict=True):
            app.dispatcher.update.outer_middleware(doorway)
            group.create_task(app.dispatcher.feed_update(app.bot, Update.model_validate(update)))
            async with asyncio.timeout(PATIENCE):
                await doorway.entered.wait()
    return doorway


async def ready_to_join(town: Town, user_id: int, event_id: int) -> Neighbour:
    who = await town.person(user_id, "Ольга", Purpose.SIGN_UPS)
    await who.say(f"/start event_{event_id}")
    return who


async def test_two_presses_of_join_are_handled_one_after_the_other(town: Town, replicas: list[App]) -> None:
    event_id = await make_event(town, seats=2)
    olga = await ready_to_join(town, 101, event_id)
    message_id, data = olga.button("Записаться")
    for _ in replicas:
        town.world.press(olga.id, message_id, data)
    doorway = await hand_over(town, replicas, patience=0.5)
    assert not doorway.met.is_set()
    answers = [each["text"] for each in town.world.answers(olga.id)]
    assert answers == ["Вы записаны. Напомню за день и за два часа до начала.", "Вы уже записаны."]
    event = await town.store.read(events.get, event_id)
    assert event
    assert (event.going, event.waiting) == (1, 0)
    # The second replica has not seen the first one's screen, so only Telegram can tell it that nothing changes.
    assert all("not modified" in words for _, words in town.world.refused)
    town.world.refused.clear()


async def test_two_quick_answers_go_to_two_questions(town: Town, replicas: list[App]) -> None:
    anna = await town.coordinator()
    await anna.say("/new_event")
    for answer in ("Субботник", "завтра в 18:30"):
        town.world.say(anna.id, answer)
    doorway = await hand_over(town, replicas, patience=0.5)
    assert not doorway.met.is_set()
    assert "Где встречаемся" in anna.sees()
    person = await anna.stored()
    assert person
    drafts, _ = await town.store.read(events.drafts, person.id, 0, 10)
    assert [draft.title for draft in drafts] == ["Субботник"]
    assert drafts[0].starts_at


async def test_two_people_do_not_wait_for_each_other(town: Town, replicas: list[App]) -> None:
    event_id = await make_event(town, seats=1)
    people = [await ready_to_join(town, user_id, event_id) for user_id in (101, 102)]
    for who in people:
        message_id, data = who.button("Записаться")
        town.world.press(who.id, message_id, data)
    doorway = await hand_over(town, replicas, patience=PATIENCE)
    assert doorway.met.is_set()
    persons = [person for who in people if (person := await who.stored())]
    seen = [await town.store.read(sign_ups.look, event_id, person.id) for person in persons]
    assert sorted(each.mine for each in seen if each and each.mine) == [SignUpStatus.GOING, SignUpStatus.WAITING]


async def test_while_redis_is_away_people_get_an_apology_and_the_log_a_line(
    town: Town, settings: Settings, road: Road, caplog: pytest.LogCaptureFixture
) -> None:
    isolation = make_isolation(settings.model_copy(update={"redis_url": road.url}))
    town.app = assemble(settings, town.store, town.clock, InProcess(town.world), InProcess(town.world), isolation)
    olga = town.somebody(101)
    assert "Здравствуйте" in await olga.say("/start")
    await road.close()
    assert "Что-то сломалось у меня" in await olga.say("/help")
    assert len(caplog.records) == 1
    assert "Traceback" not in caplog.text
    await road.open()
    assert "Что я умею" in await olga.say("/help")
    await isolation.close()


async def test_what_was_done_stays_said_when_redis_goes_away_meanwhile(
    town: Town, settings: Settings, road: Road, caplog: pytest.LogCaptureFixture
) -> None:
    """The lock runs out by itself: nobody has to hear of it but the log."""
    isolation = make_isolation(settings.model_copy(update={"redis_url": road.url}))
    assert isinstance(isolation, RedisIsolation)
    isolation.lock_kwargs = {"timeout": 0.1}  # or the next run of this test would wait for it
    town.app = assemble(settings, town.store, town.clock, InProcess(town.world), InProcess(town.world), isolation)

    async def lose_redis(handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        await road.close()
        return await handler(event, data)

    town.app.dispatcher.update.outer_middleware(lose_redis)
    olga = town.somebody(107)
    assert "Здравствуйте" in await olga.say("/start")
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    await isolation.close()


async def test_check_tells_which_redis_answers_or_that_none_does(tmp_path: Path) -> None:
    url = redis_url()
    for redis, outcome, told in ((url, 0, "ok  replicas: Redis "), (AWAY, 1, "BAD replicas: Redis does not answer")):
        async with running("check", tmp_path, REDIS_URL=redis) as process:
            assert await process.wait() == outcome
            await process.prints(told)
        assert "secret" not in process.output
