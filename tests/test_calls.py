"""Calls to Telegram keep to the Bot API's documented types and limits: the sandbox refuses others.

The `town` of every test ends with "nothing was refused". These tests check that assertion; a long walk uses it.
"""

import random
from typing import Any

import pytest
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import (
    AnswerCallbackQuery,
    EditMessageText,
    SendDocument,
    SendMessage,
    SetMyCommands,
    TelegramMethod,
)
from aiogram.types import BotCommand, BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup

from tests.chat import Neighbour, Town, placeholders
from tests.selfcheck import commands, failed, people_of

OLGA = 101
LABEL_MAX = 64
STEPS = 150
SAYINGS = (
    "1", "0", "-5", "3000000000", "26.11 18:00", "завтра в 18:30", "30.02 10:00", "Благовещенск", "свободн", "да",
    "Субботник <b>у дома</b> & «двор»", "😀" * 60, "Ы" * 4096, "https://t.me/+abc", "@olga", "/", "//", "/start ",
    "/start event_1", "/start event_x", "/start grant_1", "/start " + "a" * 64,
)  # fmt: skip
KINDS = ("sticker", "photo", "contact", "location", "voice")


def keys(text: str = "ok", data: str = "open:menu") -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text=text, callback_data=data)]])


REFUSED: dict[str, TelegramMethod[Any]] = {
    "an unclosed tag": SendMessage(chat_id=OLGA, text="<b>Субботник"),
    "a tag that Telegram does not know": SendMessage(chat_id=OLGA, text="<p>Субботник</p>"),
    "a text of nothing but markup": SendMessage(chat_id=OLGA, text="<b> </b>"),
    "a text of 4097 units": SendMessage(chat_id=OLGA, text="Ы" * 4097),
    "an edit of 4097 units": EditMessageText(chat_id=OLGA, message_id=2, text="😀" * 2049),
    "a caption of 1025 units": SendDocument(
        chat_id=OLGA, document=BufferedInputFile(b"1", "one.txt"), caption="Ы" * 1025
    ),
    "an empty file": SendDocument(chat_id=OLGA, document=BufferedInputFile(b"", "none.txt")),
    "a button of 65 bytes": SendMessage(chat_id=OLGA, text="Субботник", reply_markup=keys(data="x" * 65)),
    "a button without a label": SendMessage(chat_id=OLGA, text="Субботник", reply_markup=keys(text="")),
    "an alert of 201 units": AnswerCallbackQuery(callback_query_id="1", text="Ы" * 201, show_alert=True),
    "a command in capitals": SetMyCommands(commands=[BotCommand(command="Menu", description="Меню")]),
    "a person who never came": SendMessage(chat_id=999, text="Субботник"),
}


@pytest.mark.parametrize("what", REFUSED)
async def test_a_bad_call_is_refused_and_remembered(town: Town, what: str) -> None:
    await town.somebody(OLGA).say("/start")
    with pytest.raises(TelegramBadRequest):
        await town.app.bot(REFUSED[what])
    assert [method for method, _ in town.world.refused] == [REFUSED[what].__api_method__]
    town.world.refused.clear()


async def step(who: Neighbour, chance: random.Random) -> None:
    """Do one thing at random: mostly press a visible button, also in an old message; else type, send, command."""
    pressable = [
        (message["message_id"], each["callback_data"])
        for message in who.said()
        for row in message.get("reply_markup", {}).get("inline_keyboard", [])
        for each in row
        if "callback_data" in each
    ]
    what = chance.choices(("press newest", "press any", "say", "command", "send"), (10, 2, 4, 2, 1))[0]
    if what.startswith("press") and pressable:
        message_id, data = chance.choice(pressable[-8:] if what == "press newest" else pressable)
        await who.press_data(data, message_id)
    elif what == "say":
        await who.say(chance.choice(SAYINGS))
    elif what == "send":
        await who.send(chance.choice(KINDS))
    else:
        await who.say(f"/{chance.choice(commands())}")


@pytest.mark.parametrize("seed", range(3))
async def test_a_long_walk_meets_no_refusal_no_error_and_no_gap_in_a_text(
    town: Town, seed: int, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.middlewares.FLOOD_UPDATES", 1_000_000)
    people = [*(await people_of(town)).values()]
    chance = random.Random(seed)
    for _ in range(STEPS):
        who = chance.choice(people)
        await step(who, chance)
        assert not failed(caplog), caplog.text
        assert placeholders(who.sees()) == []
        assert all(len(label) <= LABEL_MAX for label in who.buttons()), who.buttons()
        if chance.random() < 0.1:
            await town.pass_time(hours=chance.choice((1, 12, 48)))
