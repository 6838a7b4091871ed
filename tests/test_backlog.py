"""A backlog: what people repeated while the bot was away gets one answer, what they wrote is all read."""

import asyncio
from typing import Any

import pytest
from aiogram import Bot
from aiogram.methods import TelegramMethod
from aiogram.types import Update

from bot.domain.tallies import Came
from bot.telegram import polling
from bot.telegram.polling import BATCH, OUTAGE_SECONDS, Backlog, GetRawUpdates
from storage.cases import tallies
from tests.chat import Neighbour, Town
from tests.handlers.cases import begin


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
    olga = await begin(town)
    await olga.press_data("tally:1")
    await olga.press("Собрание")
    for number in ("300", "330"):
        await olga.say(number)
    message_id, data = olga.button("+1")
    answered = [method for method, _ in town.world.calls].count("answerCallbackQuery")
    for _ in range(presses):
        town.world.press(olga.id, message_id, data)
    await at_once(town, after_outage=after_outage)
    assert [method for method, _ in town.world.calls].count("answerCallbackQuery") - answered == presses
    person = await olga.stored()
    assert person
    tally = await town.store.read(tallies.get, 1, person.id)
    assert tally
    return tally.sums.get(Came.ADULTS, 0)


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


def test_a_backlog_is_what_came_after_a_silence_and_in_the_full_batches_behind_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = 1000.0
    monkeypatch.setattr("bot.telegram.polling.time.monotonic", lambda: now)
    backlog = Backlog()
    found = []
    for pause, count in (
        (0, BATCH), (30, 0), (31, 3), (OUTAGE_SECONDS + 1, BATCH), (0, BATCH), (0, 7), (0, 5), (30, BATCH),
    ):  # fmt: skip
        now += pause
        found.append(backlog.holds(count))
    assert found == [False, False, False, True, True, True, False, False]


async def test_a_poll_tells_the_bot_what_waited(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    olga, now, stopping, asked, told = town.somebody(101), 1000.0, asyncio.Event(), 0, []
    monkeypatch.setattr("bot.telegram.polling.time.monotonic", lambda: now)
    await olga.say("/start")
    town.world.say(olga.id, "/help")
    waiting = town.world.take_updates()

    async def fetch(_: Bot, method: TelegramMethod[Any], request_timeout: int | None = None) -> list[Any]:
        nonlocal now, asked
        assert isinstance(method, GetRawUpdates)
        now, asked = now + OUTAGE_SECONDS + 1, asked + 1
        if asked > 1:
            stopping.set()
        return waiting if asked == 1 else []

    async def feed(_: Any, update: Update, **data: Any) -> None:
        told.append((update.update_id, data))

    monkeypatch.setattr(town.app.bot.__class__, "__call__", fetch)
    monkeypatch.setattr(town.app.dispatcher, "feed_update", feed)
    await polling.poll(town.app.bot, town.app.dispatcher, stopping)
    assert told == [(waiting[0]["update_id"], {"after_outage": True})]
