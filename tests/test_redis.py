"""Several replicas: Redis serializes the updates of one person."""

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from aiogram import BaseMiddleware
from aiogram.fsm.storage.base import StorageKey
from aiogram.types import TelegramObject, Update
from pydantic import SecretStr
from sqlalchemy import make_url

from bot.app import App, assemble, make_isolation
from bot.config import Settings
from bot.domain.events import SignUpStatus
from bot.domain.people import Purpose
from bot.domain.troubles import Trouble
from bot.monitoring.health import Health
from bot.telegram.isolation import RedisIsolation
from storage.core.db import Store
from storage.events import events, sign_ups
from tests.chat import InProcess, Neighbour, Town
from tests.e2e.conftest import running
from tests.handlers.events import ADMIN, make_event
from tests.road import Road, redis_url

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


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """A bot of this process alone: its locks are no other worker's."""
    return settings.model_copy(update={"bot_token": SecretStr(f"{os.getpid()}:sandbox")})


@pytest.fixture
def in_loop() -> None:
    """Nothing: two stores on one file wait for each other, each in a thread of its own."""


@pytest.fixture
async def road() -> AsyncIterator[Road]:
    made = Road(make_url(redis_url()))
    await made.open()
    yield made
    await made.close()


@pytest.fixture
async def replicas(town: Town, settings: Settings) -> AsyncIterator[list[App]]:
    """Two bots before one Telegram, on one database, each with connections and memory of its own."""
    shared = settings.model_copy(update={"redis_url": redis_url()})
    stores = [Store(shared.database_url) for _ in range(2)]
    isolations = [make_isolation(shared, Health(town.clock)) for _ in stores]
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
    drafts, _ = await town.store.read(events.drafts, ADMIN, 0, 10)
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


@pytest.mark.parametrize("how", ["refused", "silent"])
async def test_while_redis_is_away_people_are_served_and_it_is_told_once(
    town: Town, settings: Settings, road: Road, how: str, caplog: pytest.LogCaptureFixture
) -> None:
    isolation = isolate(town, settings, road)
    olga, anna = town.somebody(101), town.somebody(102)
    assert "Здравствуйте" in await olga.say("/start")
    await road.close()
    if how == "silent":
        await road.open(answering=False)
    asked = road.opened
    for who in (olga, anna) * 3:
        assert "Что я умею" in await who.say("/help")
    assert [each.trouble for each in isolation.health.troubles] == [Trouble.REDIS_AWAY]
    assert [record.getMessage().split(" trouble=")[0] for record in caplog.records] == ["trouble began"]
    assert road.opened - asked <= 2, "each update asked anew"
    await isolation.close()


async def test_when_redis_is_back_it_serves_again(
    town: Town, settings: Settings, road: Road, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.telegram.isolation.RETRY_SECONDS", 0.0)
    isolation = isolate(town, settings, road)
    olga = town.somebody(101)
    await road.close()
    assert "Здравствуйте" in await olga.say("/start")
    await road.open()
    assert "Что я умею" in await olga.say("/help")
    assert isolation.health.troubles == ()
    told = [record.getMessage().split(" trouble=")[0] for record in caplog.records]
    assert told == ["trouble began", "trouble ended"]
    await isolation.close()


async def test_without_redis_the_updates_of_one_person_still_go_one_by_one(
    town: Town, settings: Settings, road: Road
) -> None:
    isolation = isolate(town, settings, road)
    await road.close()
    key, inside = StorageKey(bot_id=42, chat_id=101, user_id=101), 0

    async def pass_through() -> None:
        nonlocal inside
        async with isolation.lock(key):
            inside += 1
            assert inside == 1
            await asyncio.sleep(0)
            inside -= 1

    await asyncio.gather(*(pass_through() for _ in range(10)))
    await isolation.close()


async def test_what_was_done_stays_said_when_redis_goes_away_meanwhile(
    town: Town, settings: Settings, road: Road, caplog: pytest.LogCaptureFixture
) -> None:
    """The lock runs out by itself: nobody has to hear of it but the log."""
    isolation = isolate(town, settings, road, lock_seconds=0.1)  # or the next run of this test would wait for it

    async def lose_redis(handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        await road.close()
        return await handler(event, data)

    town.app.dispatcher.update.outer_middleware(lose_redis)
    olga = town.somebody(107)
    assert "Здравствуйте" in await olga.say("/start")
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert [each.trouble for each in isolation.health.troubles] == [Trouble.REDIS_AWAY]
    await isolation.close()


async def test_a_handler_that_outlives_its_lock_is_a_line_in_the_log_and_no_outage(
    town: Town, settings: Settings, road: Road, caplog: pytest.LogCaptureFixture
) -> None:
    isolation = isolate(town, settings, road, lock_seconds=0.05)

    async def dawdle(handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        await asyncio.sleep(0.2)
        return await handler(event, data)

    town.app.dispatcher.update.outer_middleware(dawdle)
    assert "Здравствуйте" in await town.somebody(108).say("/start")
    assert "a lock in Redis ran out before its update was done" in caplog.text
    assert isolation.health.troubles == ()
    await isolation.close()


def isolate(town: Town, settings: Settings, road: Road, lock_seconds: float = 60.0) -> RedisIsolation:
    """Let the town's bot isolate over the road to Redis."""
    isolation = RedisIsolation.at(road.url, Health(town.clock), lock_seconds)
    town.app = assemble(settings, town.store, town.clock, InProcess(town.world), InProcess(town.world), isolation)
    return isolation


async def test_check_tells_which_redis_answers_or_that_none_does(tmp_path: Path) -> None:
    url = redis_url()
    for redis, outcome, told in ((url, 0, "ok  replicas: Redis "), (AWAY, 1, "BAD replicas: Redis does not answer")):
        async with running("check", tmp_path, REDIS_URL=redis) as process:
            assert await process.wait() == outcome
            await process.prints(told)
        assert "secret" not in process.output
