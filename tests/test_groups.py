"""Groups, presses without a chat, and ids that no store can keep."""

import logging
from itertools import product
from typing import Any

import pytest
from aiogram.types import Update

from tests.chat import Town

YARD = -100500
HINT = "Здесь, в группе, я не отвечаю"


def said_in(town: Town, chat_id: int) -> list[str]:
    return [message["text"] for message in town.world.messages(chat_id) if message["from"]["is_bot"]]


async def feed(town: Town, **update: Any) -> None:
    await town.app.dispatcher.feed_update(town.app.bot, Update.model_validate(update, context={"bot": town.app.bot}))


def group_press(number: int, user_id: int = 101, data: str = "open:menu") -> dict[str, Any]:
    """A press in the group, which the sandbox's people cannot make."""
    who = {"id": user_id, "is_bot": False, "first_name": "Ольга", "language_code": "ru"}
    message = {"message_id": 1, "date": 1, "chat": {"id": YARD, "type": "supergroup", "title": "Двор"}}
    query = {"id": str(number), "from": who, "chat_instance": "1", "data": data}
    return {"update_id": number, "callback_query": query | ({"message": message} if number else {})}


@pytest.mark.parametrize("people", [1, 100])
async def test_a_group_hears_one_line_a_minute(town: Town, people: int, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr("bot.telegram.groups.time.monotonic", lambda: now)
    monkeypatch.setattr("bot.telegram.middlewares.FLOOD_UPDATES", 1_000_000)
    ids = range(1000, 1000 + people)
    for user_id in ids:
        town.somebody(user_id)
    town.world.join_group(YARD, "Двор", ids)
    me = await town.app.bot.me()
    for minute in range(1, 3):
        for number in range(300):
            town.world.say(ids[number % people], f"/start@{me.username}", chat_id=YARD)
        await town.settle()
        assert len(said_in(town, YARD)) == minute
        now += 61
    assert HINT in said_in(town, YARD)[-1]


async def test_a_person_hears_it_once_however_many_groups_they_have(town: Town) -> None:
    town.somebody(101)
    me = await town.app.bot.me()
    for number in range(3):
        town.world.join_group(YARD - number, "Двор", [101])
        town.world.say(101, f"/start@{me.username}", chat_id=YARD - number)
    await town.settle()
    assert [len(said_in(town, YARD - number)) for number in range(3)] == [1, 0, 0]


async def test_a_flood_in_a_group_costs_its_person_no_line_there(town: Town) -> None:
    olga = town.somebody(101)
    town.world.join_group(YARD, "Двор", [101])
    for _ in range(300):
        town.world.say(101, "болтовня", chat_id=YARD)
    await town.settle()
    assert said_in(town, YARD) == []
    assert olga.said() == []


async def test_a_press_in_a_group_is_answered_with_the_way_to_the_private_chat(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers: list[dict[str, Any]] = []

    async def note(bot: Any, method: Any, timeout: int | None = None) -> Any:
        answers.append(method.model_dump(exclude_none=True))
        return True

    me = await town.app.bot.me()
    monkeypatch.setattr(town.app.bot.session, "make_request", note)
    for number in (7, 0):  # In the group, and under a message that is known by an inline id alone.
        await feed(town, **group_press(number))
    assert [each["show_alert"] for each in answers] == [True, True]
    assert all(f"Напишите мне лично: @{me.username}" in each["text"] for each in answers)


@pytest.mark.parametrize(
    ("where", "wrong"),
    [*product(("user", "chat", "update", "message"), (2**63, 10**30, -(2**63) - 1)), ("user", -5)],
)
async def test_an_id_that_fits_no_store_is_refused_quietly(
    town: Town, where: str, wrong: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "bot")
    ids = dict.fromkeys(("user", "chat", "update", "message"), 101) | {where: wrong}
    who = {"id": ids["user"], "is_bot": False, "first_name": "Ольга"}
    chat = {"id": ids["chat"], "type": "private", "first_name": "Ольга"}
    message = {"message_id": ids["message"], "date": 1, "chat": chat, "from": who, "text": "/start"}
    await feed(town, update_id=ids["update"], message=message)
    assert [record.levelname for record in caplog.records] == ["DEBUG"]
    assert not town.world.calls
