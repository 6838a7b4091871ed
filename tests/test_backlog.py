"""A backlog: what people repeated while the bot was away gets one answer, what they wrote is all read."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from aiogram import Bot
from aiogram.methods import TelegramMethod
from aiogram.types import Update

from bot.monitoring.backlog import NOTED_SECONDS, OUTAGE_SECONDS, Backlog
from bot.telegram import polling
from bot.telegram.polling import BATCH, GetRawUpdates
from tests.chat import Neighbour, Town
from tests.clock import START, Awake
from tests.handlers.cases import adults, at_the_door


async def travel(make_request: Any, bot: Bot, method: Any) -> Any:
    """A request takes a moment, in which other updates come."""
    await asyncio.sleep(0.001)
    return await make_request(bot, method)


async def at_once(town: Town, *, after_outage: bool) -> None:
    """Hand over every waiting update at once, as a poll does."""
    bot, feed = town.app.bot, town.app.dispatcher.feed_update
    bot.session.middleware(travel)
    updates = [Update.model_validate(each, context={"bot": bot}) for each in town.world.take_updates()]
    await asyncio.gather(*(feed(bot, update, after_outage=after_outage) for update in updates))


def said(who: Neighbour, words: str) -> int:
    return sum(words in message.get("text", "") for message in who.said())


@pytest.mark.parametrize("after_outage", [True, False])
async def test_the_same_command_again_and_again_gets_one_answer_or_two(town: Town, after_outage: bool) -> None:
    """Without an outage the first is begun before the others are there; of these the last is answered."""
    olga, anna = town.somebody(101), town.somebody(102)
    for _ in range(20):
        town.world.say(olga.id, "/start")
        town.world.say(anna.id, "/help")
    await at_once(town, after_outage=after_outage)
    most = 1 if after_outage else 2
    assert 1 <= said(olga, "Здравствуйте") <= most
    assert 1 <= said(anna, "Что я умею") <= most


async def test_presses_between_commands_do_not_part_them(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/start")
    before, (message_id, data) = len(olga.said()), olga.button("Помощь")
    for _ in range(10):
        town.world.say(olga.id, "/start")
        town.world.press(olga.id, message_id, data)
    await at_once(town, after_outage=True)
    assert len(olga.said()) - before == 1


async def test_words_between_commands_keep_them(town: Town) -> None:
    """The first /cancel ends the question; without it the words would be taken for an answer."""
    anna = await town.coordinator()
    await anna.say("/help")
    for text in ("/new_event", "/cancel", "Субботник", "/cancel"):
        town.world.say(anna.id, text)
    await at_once(town, after_outage=True)
    assert said(anna, "Когда начало") == 0


async def test_words_are_never_dropped(town: Town) -> None:
    """Fifty messages of three hours come at once; none of them was fast."""
    olga = town.somebody(101)
    await olga.say("/start")
    before = len(olga.said())
    for _ in range(50):
        town.clock.move(minutes=3)
        town.world.say(olga.id, "где взять устав")
    await at_once(town, after_outage=True)
    assert len(olga.said()) - before == 50
    assert said(olga, "очень быстро") == 0


async def test_a_flood_that_waited_is_still_a_flood_and_nobody_is_told(town: Town) -> None:
    olga = town.somebody(101)
    for _ in range(100):
        town.world.say(olga.id, "привет")
    await at_once(town, after_outage=True)
    assert len(olga.said()) == 30
    assert said(olga, "очень быстро") == 0


async def counting(town: Town, presses: int, *, after_outage: bool) -> int:
    """Press +1 so many times at once. Return how many people are counted."""
    olga = await at_the_door(town)
    message_id, data = olga.button("+1")
    answered = [method for method, _ in town.world.calls].count("answerCallbackQuery")
    for _ in range(presses):
        town.world.press(olga.id, message_id, data)
    await at_once(town, after_outage=after_outage)
    assert [method for method, _ in town.world.calls].count("answerCallbackQuery") - answered == presses
    return await adults(town, olga)


async def test_two_quick_presses_of_one_are_two_people(town: Town) -> None:
    assert await counting(town, 8, after_outage=False) == 8


async def test_impatient_presses_of_an_outage_are_one(town: Town) -> None:
    """The screen did not change, so the steward pressed again."""
    assert await counting(town, 8, after_outage=True) == 1


async def test_other_presses_between_them_keep_their_order(town: Town) -> None:
    """a, b, a is a walk: nothing of it is dropped."""
    olga = town.somebody(101)
    await olga.say("/start")
    message_id, _ = olga.button("Помощь")
    for data in ("open:help", "open:menu", "open:help", "open:language"):
        town.world.press(olga.id, message_id, data)
    await at_once(town, after_outage=True)
    assert [method for method, _ in town.world.calls].count("editMessageText") == 4


async def test_a_press_that_is_too_old_is_no_apology_and_no_second_message(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/start")
    message_id, data = olga.button("Помощь")
    for _ in range(10):
        town.world.press(olga.id, message_id, data, rare="expired")
    await at_once(town, after_outage=True)
    assert len(olga.said()) == 1
    assert "Что я умею" in olga.sees()
    assert {method for method, _ in town.world.refused} == {"answerCallbackQuery"}
    town.world.refused.clear()


@pytest.fixture
def awake(monkeypatch: pytest.MonkeyPatch) -> Awake:
    return Awake(monkeypatch)


@dataclass
class Polled:
    """A poll that hands over the waiting updates in batches, `pauses` seconds apart, and what the bot was told."""

    town: Town
    awake: Awake
    monkeypatch: pytest.MonkeyPatch

    async def late(self, *batches: tuple[float, int], backlog: Backlog | None = None) -> list[bool]:
        """Of each batch (the seconds before it, its size) whether its updates were told to be late."""
        stopping, left, told = asyncio.Event(), list(batches), []
        olga = self.town.somebody(101)
        for _ in range(sum(count for _, count in batches)):
            self.town.world.say(olga.id, "/start")
        waiting = self.town.world.take_updates()

        async def fetch(_: Bot, method: TelegramMethod[Any], request_timeout: int | None = None) -> list[Any]:
            assert isinstance(method, GetRawUpdates)
            if not left:
                stopping.set()
                return []
            pause, count = left.pop(0)
            self.awake.pass_by(pause)
            batch = [waiting.pop(0) for _ in range(count)]
            sizes.append(count)
            return batch

        async def feed(_: Any, update: Update, *, after_outage: bool) -> None:
            told.append(after_outage)

        sizes: list[int] = []
        app = self.town.app
        self.monkeypatch.setattr(app.bot.__class__, "__call__", fetch)
        self.monkeypatch.setattr(app.dispatcher, "feed_update", feed)
        await polling.poll(app.bot, app.dispatcher, stopping, backlog or Backlog(lambda: None))
        batched = iter(told)
        found = [{next(batched) for _ in range(size)} for size in sizes]
        assert all(len(each) <= 1 for each in found)
        return [True in each for each in found]


@pytest.fixture
def polled(town: Town, awake: Awake, monkeypatch: pytest.MonkeyPatch) -> Polled:
    return Polled(town, awake, monkeypatch)


async def test_a_backlog_is_what_came_after_a_silence_and_in_the_full_batches_behind_it(polled: Polled) -> None:
    batches = (0, BATCH), (30, 1), (31, 3), (OUTAGE_SECONDS + 1, BATCH), (0, BATCH), (0, 7), (0, 5), (30, BATCH)
    assert await polled.late(*batches) == [False, False, False, True, True, True, False, False]


HOURS = timedelta(hours=3)


async def test_what_waited_while_the_bot_was_off_is_a_backlog(polled: Polled) -> None:
    backlog = Backlog(lambda: START, START - HOURS)
    assert await polled.late((0, 5), (30, 1), backlog=backlog) == [True, False]


@pytest.mark.parametrize("seconds", [0, OUTAGE_SECONDS, OUTAGE_SECONDS + NOTED_SECONDS])
async def test_a_short_stop_makes_no_backlog(polled: Polled, seconds: float) -> None:
    backlog = Backlog(lambda: START, START - timedelta(seconds=seconds))
    assert await polled.late((0, 5), backlog=backlog) == [False]


async def test_a_clock_in_doubt_makes_no_backlog_and_its_cure_does(polled: Polled) -> None:
    believed: list[datetime | None] = [None]
    backlog = Backlog(lambda: believed[0], START - HOURS)
    assert not backlog.lasts
    believed[0] = START
    assert backlog.lasts


async def test_a_start_in_the_middle_of_an_outage_knows_of_it(awake: Awake) -> None:
    """The process before noted when nothing waited; this one notes the same, until Telegram has answered it."""
    first = Backlog(lambda: START)
    awake.pass_by(HOURS.total_seconds())
    noted = first.cleared_by(START + HOURS)
    assert noted == START
    second = Backlog(lambda: START + HOURS, noted)
    awake.pass_by(5)
    assert second.cleared_by(START + HOURS) == START
    assert second.lasts
    second.clear()
    assert not second.lasts
    assert second.cleared_by(START + HOURS) == START + HOURS
