"""A backlog of a webhook over HTTP: Telegram posts the updates of a chat one after another, and tells what waits."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from aiogram.exceptions import TelegramNetworkError
from aiogram.fsm.storage.base import StorageKey
from aiogram.methods import GetWebhookInfo
from aiogram.types import WebhookInfo

from bot.config import Settings
from bot.monitoring.backlog import OUTAGE_SECONDS, Backlog
from bot.monitoring.health import Health
from bot.sandbox.updates import Webhook as Hooked
from bot.telegram.isolation import RedisIsolation
from bot.telegram.one_at_a_time import Isolation
from bot.telegram.polling import BATCH
from bot.telegram.webhook_look import LOOK_SECONDS, REPOST_SECONDS, WebhookLook
from tests.chat import Neighbour, Town
from tests.clock import START, Awake
from tests.handlers.cases import adults, at_the_door
from tests.hook import Hook, serving
from tests.road import redis_url

PRESSES = 8


@pytest.fixture
def awake(monkeypatch: pytest.MonkeyPatch) -> Awake:
    return Awake(monkeypatch)


@pytest.fixture
async def hook(awake: Awake, town: Town, settings: Settings) -> AsyncIterator[Hook]:
    town.app.backlog.clear()  # The clock of the process was changed for the test's.
    async with serving(town, settings) as made:
        yield made


async def post_waiting(town: Town, hook: Hook) -> list[dict[str, Any]]:
    """Post what waits, each after the one before it was accepted."""
    waiting = town.world.take_updates()
    for update in waiting:
        assert await hook.update(update) == 200
    return waiting


def press(town: Town, olga: Neighbour, label: str, times: int = 1) -> None:
    message_id, data = olga.button(label)
    for _ in range(times):
        town.world.press(olga.id, message_id, data)


async def test_impatient_presses_of_an_outage_are_one(town: Town, hook: Hook, awake: Awake) -> None:
    olga = await at_the_door(town)
    press(town, olga, "+1", PRESSES)
    awake.pass_by(OUTAGE_SECONDS + 1)
    await post_waiting(town, hook)
    assert await adults(town, olga) == 1
    assert [method for method, _ in town.world.calls].count("answerCallbackQuery") >= PRESSES


async def test_without_an_outage_each_press_is_somebody(town: Town, hook: Hook) -> None:
    olga = await at_the_door(town)
    press(town, olga, "+1", PRESSES)
    await post_waiting(town, hook)
    assert await adults(town, olga) == PRESSES


async def test_one_command_of_many_is_answered_and_all_words_are_read(town: Town, hook: Hook, awake: Awake) -> None:
    olga = town.somebody(101)
    awake.pass_by(OUTAGE_SECONDS + 1)
    for text in ("/start", "/start", "где взять устав", "где взять устав", "/start", "/start"):
        town.world.say(olga.id, text)
    await post_waiting(town, hook)
    said = [message["text"] for message in olga.said()]
    assert sum("Здравствуйте" in text for text in said) == 2
    assert len(said) == 4


PRESS = ("press", 7, "add:1")


@pytest.fixture(params=["one process", "two replicas"])
async def replicas(request: pytest.FixtureRequest) -> AsyncIterator[tuple[Isolation, Isolation]]:
    """Two hands of one bot: the same process twice, or two processes with a Redis between them."""
    if request.param == "one process":
        isolation = Isolation()
        yield isolation, isolation
        return
    health = Health(lambda: datetime.now(UTC))
    first, second = (RedisIsolation.at(redis_url(), health) for _ in range(2))
    yield first, second
    await first.close()
    await second.close()


async def test_a_wish_is_repeated_by_the_next_update_alone(replicas: tuple[Isolation, Isolation]) -> None:
    first, second = replicas
    key = StorageKey(bot_id=1, chat_id=uuid4().int, user_id=101)
    assert not await first.is_repeated(key, 1, PRESS)
    assert not await second.is_repeated(key, 1, PRESS), "its first handling may have been cut off"
    assert await second.is_repeated(key, 2, PRESS)
    assert await first.is_repeated(key, 3, PRESS)
    assert not await first.is_repeated(key, 4, None), "words"
    assert not await second.is_repeated(key, 5, PRESS)
    other = StorageKey(bot_id=1, chat_id=uuid4().int, user_id=102)
    assert not await second.is_repeated(other, 6, PRESS)


async def test_a_wish_from_before_an_outage_is_not_repeated_after_it(town: Town, hook: Hook, awake: Awake) -> None:
    olga = await at_the_door(town)
    for _ in range(2):
        awake.pass_by(OUTAGE_SECONDS + 1)
        press(town, olga, "+1", 2)
        await post_waiting(town, hook)
        town.app.backlog.clear()
        press(town, olga, "+1")
        await post_waiting(town, hook)
    assert await adults(town, olga) == 4


@dataclass
class Told:
    """Answers of Telegram about the webhook; without `pending` it does not answer."""

    pending: int | None = 0
    error: datetime | None = None

    async def get_webhook_info(self, request_timeout: float) -> WebhookInfo:
        assert request_timeout <= LOOK_SECONDS
        if self.pending is None:
            raise TelegramNetworkError(method=GetWebhookInfo(), message="away")
        return WebhookInfo(
            url="https://example.org/hook",
            has_custom_certificate=False,
            pending_update_count=self.pending,
            last_error_date=self.error,
        )


@dataclass
class Looks:
    """A webhook whose bot looks every LOOK_SECONDS."""

    awake: Awake
    told: Told = field(default_factory=Told)
    backlog: Backlog = field(default_factory=lambda: Backlog(lambda: None))

    def __post_init__(self) -> None:
        self.hook = WebhookLook(self.told, self.backlog)  # type: ignore[arg-type]

    async def go_on(self, seconds: float, *, came: int = 0) -> None:
        """Let so many seconds pass; in each space between two looks `came` updates come."""
        for _ in range(int(seconds // LOOK_SECONDS)):
            for _ in range(came):
                self.hook.came()
            self.awake.pass_by(LOOK_SECONDS)
            await self.hook.look()


async def test_a_quiet_hour_is_no_backlog(awake: Awake) -> None:
    looks = Looks(awake)
    await looks.go_on(3600)
    assert not looks.hook.came()


async def test_a_busy_hour_is_no_backlog(awake: Awake) -> None:
    looks = Looks(awake, Told(pending=BATCH - 1))
    await looks.go_on(3600, came=5)
    assert not looks.hook.came()


async def test_what_telegram_could_not_post_is_a_backlog_until_all_is_posted(awake: Awake) -> None:
    looks = Looks(awake)
    await looks.go_on(60)
    looks.told.pending = 3
    for minute in range(0, 60, 2):  # Telegram tries again.
        looks.told.error = START + timedelta(minutes=minute)
        await looks.go_on(120)
    assert looks.hook.came()
    looks.told.pending = 2
    await looks.go_on(LOOK_SECONDS, came=1)
    assert looks.hook.came(), "two wait for their next try"
    looks.told.pending = 0
    await looks.go_on(LOOK_SECONDS)
    assert not looks.hook.came()


async def test_what_waits_while_nothing_comes_is_a_backlog(awake: Awake) -> None:
    """Telegram has met no error for long, and yet it did not post."""
    looks = Looks(awake, Told(pending=3))
    await looks.go_on(600)
    assert looks.hook.came()


async def test_a_busy_bot_gets_over_an_outage(awake: Awake) -> None:
    """There something always waits: so long after the last error all was tried again."""
    looks = Looks(awake, Told(pending=BATCH * 9, error=START))
    await looks.go_on(600)
    looks.told.error = START + timedelta(minutes=10)
    await looks.go_on(REPOST_SECONDS - LOOK_SECONDS, came=5)
    looks.told.pending = 5
    await looks.go_on(LOOK_SECONDS, came=5)
    assert looks.hook.came()
    await looks.go_on(REPOST_SECONDS, came=5)
    assert not looks.hook.came()


async def test_what_waited_while_telegram_did_not_answer_is_a_backlog(awake: Awake) -> None:
    looks = Looks(awake)
    await looks.go_on(60)
    looks.told.pending = None
    await looks.go_on(OUTAGE_SECONDS + LOOK_SECONDS)
    assert looks.hook.came()


async def test_the_pretend_telegram_tells_of_a_hook_that_was_away(town: Town, awake: Awake) -> None:
    """The whole way through the Bot API: what waits at the sandbox is no backlog until it has waited for long."""
    town.world.updates.set_webhook(Hooked("http://127.0.0.1:1/hook"))
    look, olga = town.app.webhook_look, town.somebody(101)
    town.app.backlog.clear()
    town.world.say(olga.id, "/start")
    for _ in range(5):
        awake.pass_by(LOOK_SECONDS)
        await look.look()
    assert town.app.backlog.lasts
    town.world.take_updates()
    await look.look()
    assert not town.app.backlog.lasts
