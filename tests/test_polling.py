"""Long polling that outlives Telegram's absence, updates that cannot be decoded and answers that are none."""

import asyncio
from collections import deque
from itertools import count
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    TelegramConflictError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import GetMe, TelegramMethod
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.troubles import Trouble
from bot.monitoring.health import Health
from bot.telegram import outage as outages
from bot.telegram import polling
from bot.telegram.polling import LONGEST_WAIT, POLL_SECONDS, GetRawUpdates, TokenRefusedError, introduce, poll
from tests.chat import InProcess, Neighbour, Town
from tests.updates import JSON, documented, mutated_updates

OLGA, IVAN = 101, 102
MANY = range(200, 250)  # so many that none of them comes too fast
IDS = count(1000)


class Scripted(InProcess):
    """Answers getUpdates by a script of batches and errors, then asks the bot to stop."""

    def __init__(self, town: Town, *script: Any) -> None:
        super().__init__(town.world)
        self.script, self.stopping = deque(script), asyncio.Event()
        self.offsets: list[int | None] = []

    async def make_request(self, bot: Bot, method: TelegramMethod[Any], timeout: int | None = None) -> Any:
        if not isinstance(method, GetRawUpdates):
            return await super().make_request(bot, method, timeout)
        self.offsets.append(method.offset)
        if not self.script:
            self.stopping.set()
            return []
        answer = self.script.popleft()
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Seconds that polling wanted to wait between requests; nobody waits for them."""
    waited: list[float] = []

    async def no_wait(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr("bot.telegram.polling.asyncio.sleep", no_wait)
    monkeypatch.setattr(polling, "SHORTEST_EMPTY_POLL_SECONDS", 0.01)
    return waited


async def polled(town: Town, *script: Any, health: Health | None = None) -> Scripted:
    """Poll through the script; returns the session that played it."""
    session = Scripted(town, *script)
    town.app.bot.session = session
    await poll(town.app.bot, town.app.dispatcher, session.stopping, town.app.backlog, health)
    return session


def known(town: Town, user_id: int, language: str = "ru") -> Neighbour:
    """Somebody who opened the bot before."""
    town.world.join(user_id, "Ольга", language_code=language, started=True)
    return Neighbour(town, user_id)


def refused(kind: type[Any]) -> Any:
    return kind(method=GetMe(), message="so it is")


def start(user_id: int) -> dict[str, Any]:
    return documented(user_id, next(IDS))[0]


async def test_a_token_that_is_refused_at_the_start_is_no_outage(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    async def refuse(*_: Any, **__: Any) -> Any:
        raise refused(TelegramUnauthorizedError)

    monkeypatch.setattr(town.app.bot.session, "make_request", refuse)
    with pytest.raises(TokenRefusedError):
        await introduce(town.app.bot)


@pytest.mark.parametrize(
    ("error", "troubles", "line", "waited"),
    [
        (TelegramUnauthorizedError, [], "Telegram refuses the token, it may have been revoked", [1, 2, 4, 5, 5]),
        (TelegramConflictError, [Trouble.SECOND_COPY], "another copy of the bot runs with this token", [5] * 5),
    ],
)
async def test_a_refusal_is_called_by_its_name_once_and_lasts_until_it_is_over(
    town: Town,
    waits: list[float],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    error: type[Any],
    troubles: list[Trouble],
    line: str,
    waited: list[float],
) -> None:
    health = Health(town.clock)
    await polled(town, *[refused(error)] * 5, health=health)
    assert [each.trouble for each in health.troubles] == troubles
    assert caplog.text.count(line) == 1
    # Two copies that wait longer than a poll lasts no longer meet, and one of them takes the other for gone.
    assert waits == waited
    assert LONGEST_WAIT < POLL_SECONDS


async def test_a_second_copy_is_gone_when_it_was_not_seen_for_a_while(
    town: Town, waits: list[float], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Two copies end each other's polls in turn, so each of them gets an answer now and then."""
    health, conflict = Health(town.clock), refused(TelegramConflictError)
    await polled(town, conflict, [], conflict, [], conflict, health=health)
    assert caplog.text.count("another copy of the bot runs with this token") == 1
    assert [each.trouble for each in health.troubles] == [Trouble.SECOND_COPY]
    monkeypatch.setattr(outages, "CONFLICT_OVER_AFTER_SECONDS", 0)
    await polled(town, conflict, [], health=health)
    assert not health.troubles


async def test_an_outage_is_told_once_when_it_begins_and_once_when_it_ends(
    town: Town, waits: list[float], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    silence, page = refused(TelegramNetworkError), refused(TelegramServerError)
    await polled(town, silence, page, silence, page, silence, [])
    assert caplog.text.count("Telegram does not answer") == 1
    assert caplog.text.count("Telegram answers again") == 1


async def test_one_lost_poll_is_no_outage(town: Town, waits: list[float], caplog: pytest.LogCaptureFixture) -> None:
    await polled(town, *[refused(TelegramNetworkError), []] * 3)
    assert "Telegram" not in caplog.text


async def test_a_429_is_waited_for(town: Town, waits: list[float]) -> None:
    await polled(town, TelegramRetryAfter(method=GetMe(), message="wait", retry_after=77))
    assert waits == [77]


async def test_however_long_it_waits_it_is_seen_to_be_alive(
    town: Town, waits: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr("bot.monitoring.health.tell", said.append)
    long_wait = TelegramRetryAfter(method=GetMe(), message="wait", retry_after=77)
    await polled(town, long_wait, health=Health(town.clock))
    assert waits == [POLL_SECONDS, POLL_SECONDS, 77 - 2 * POLL_SECONDS]
    assert said[: len(waits)] == ["WATCHDOG=1"] * len(waits)


async def test_a_poisoned_update_silences_nobody(town: Town) -> None:
    """A forwarded poll of an older server: its sender is answered like after a sticker, others as ever."""
    olga, ivan = known(town, OLGA), known(town, IVAN)
    poll_of_olga = documented(OLGA, next(IDS))[3]
    del poll_of_olga["message"]["poll"]["members_only"]
    session = await polled(town, [poll_of_olga, start(IVAN)], [start(IVAN)])
    assert olga.sees() == town.app.texts.choose("ru").plain("not-words")
    assert "Меню" in olga.buttons()
    assert "Здравствуйте" in ivan.sees()
    assert session.offsets[1] == poll_of_olga["update_id"] + 2


@pytest.mark.parametrize(("language", "words"), [("ru", "Я понимаю слова"), ("en", "I understand words")])
@pytest.mark.parametrize("broken", ["date", "message_id", "chat_type", "from_is_bot", "press"])
async def test_a_sender_who_can_be_read_is_answered_in_their_language(
    town: Town, broken: str, language: str, words: str
) -> None:
    olga = known(town, OLGA, language)
    updates = documented(OLGA, next(IDS))
    raw = next(each for each in updates if ("callback_query" if broken == "press" else "message") in each)
    if broken == "press":
        raw["callback_query"]["chat_instance"] = None
        sender = raw["callback_query"]["from"]
    else:
        message = raw["message"]
        sender = message["from"] = dict(message["from"])
        holder, name = {"chat_type": (message["chat"], "type"), "from_is_bot": (sender, "is_bot")}.get(
            broken, (message, broken)
        )
        del holder[name]
    sender["language_code"] = language
    await polled(town, [raw])
    assert words in olga.sees()


async def test_in_a_group_nobody_is_answered_for_a_poisoned_update(town: Town) -> None:
    olga = known(town, OLGA)
    raw = start(OLGA)
    raw["message"]["chat"] = {"id": -100500, "type": "supergroup"}
    raw["message"]["date"] = None
    await polled(town, [raw])
    assert not olga.said()


async def test_who_blocks_the_bot_with_a_poisoned_update_is_not_written_to(town: Town) -> None:
    olga = known(town, OLGA)
    raw = next(each for each in documented(OLGA, next(IDS)) if "my_chat_member" in each)
    raw["my_chat_member"]["new_chat_member"] = {"status": "later"}
    await polled(town, [raw])
    assert not olga.said()


async def test_items_without_an_id_do_not_stop_the_others_nor_come_for_ever(town: Town, waits: list[float]) -> None:
    ivan = known(town, IVAN)
    odd: list[Any] = [None, "x", 5, [], {}, {"update_id": "7"}, {"update_id": 2**40, "message": {}}]
    good = start(IVAN)
    session = await polled(town, odd, odd, [*odd, good, *odd], odd, odd)
    assert "Здравствуйте" in ivan.sees()
    following = good["update_id"] + 1
    # Nothing to count from at first; then one step for each batch that has no id in it.
    assert session.offsets[:6] == [None, None, None, following, following + 1, following + 2]


async def test_a_batch_without_ids_is_told_once(
    town: Town, waits: list[float], caplog: pytest.LogCaptureFixture
) -> None:
    await polled(town, *[[None, {}]] * 20)
    assert caplog.text.count("could not be decoded") == 2


async def test_a_server_that_answers_nothing_at_once_is_not_asked_in_a_hot_loop(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cache in between answers an empty list without waiting: each poll waits for its second all the same."""
    monkeypatch.setattr(polling, "SHORTEST_EMPTY_POLL_SECONDS", 0.2)
    session = Scripted(town, *[[]] * 1000)
    town.app.bot.session = session
    async with asyncio.TaskGroup() as group:
        group.create_task(poll(town.app.bot, town.app.dispatcher, session.stopping, town.app.backlog))
        await asyncio.sleep(1)
        session.stopping.set()
    assert len(session.offsets) < 10


@given(st.lists(mutated_updates(MANY) | JSON, min_size=1, max_size=4))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_polling_goes_on_and_others_are_answered_whatever_comes(
    town: Town, waits: list[float], batch: list[Any]
) -> None:
    number = next(IDS)
    stranger = known(town, number)
    for each in MANY:
        known(town, each)
    await polled(town, batch, [documented(number, number)[0]])
    assert "Здравствуйте" in stranger.sees()
    town.world.refused.clear()
