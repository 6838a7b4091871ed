"""Requests are checked against the documented types and limits."""

import json
from typing import Any

import pytest

from bot.sandbox.bot_api import IMPLEMENTED
from bot.sandbox.errors import ApiError
from bot.sandbox.media import Upload
from bot.sandbox.schema import METHODS, decode


def read(method: str, **params: Any) -> dict[str, Any]:
    texts = {name: value if isinstance(value, str) else json.dumps(value) for name, value in params.items()}
    return decode(method, texts, {})


def keyboard(*rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"inline_keyboard": list(rows)}


BUTTON = {"text": "Да", "callback_data": "a"}


def test_every_documented_method_is_implemented() -> None:
    assert METHODS.keys() == IMPLEMENTED.keys()


def test_values_come_by_the_type_of_their_parameter() -> None:
    markup = keyboard([BUTTON])
    read_values = read("sendMessage", chat_id="7", text="[1]", protect_content="True", reply_markup=markup)
    assert read_values == {"chat_id": 7, "text": "[1]", "protect_content": True, "reply_markup": markup}


def test_empty_values_count_as_left_out() -> None:
    assert read("sendMessage", chat_id="@olga", text="x", reply_markup="") == {"chat_id": "@olga", "text": "x"}


def test_attached_files_take_the_place_of_their_references() -> None:
    upload = Upload("a.txt", b"a")
    media = json.dumps([{"type": "document", "media": "attach://x"}] * 2)
    album = decode("sendMediaGroup", {"chat_id": "1", "media": media}, {"x": upload})
    single = decode("sendDocument", {"chat_id": "1"}, {"document": upload})
    assert album["media"][1]["media"] is upload
    assert single["document"] is upload


def test_a_text_is_never_taken_for_a_file() -> None:
    values = decode("sendMessage", {"chat_id": "1", "text": "attach://x"}, {"x": Upload("a", b"a")})
    assert values["text"] == "attach://x"
    with pytest.raises(ApiError, match="text is empty"):
        decode("sendMessage", {"chat_id": "1"}, {"text": Upload("a", b"a")})


@pytest.mark.parametrize("data", ["a", "a" * 64, "я" * 32])
def test_button_data_of_1_to_64_bytes_is_accepted(data: str) -> None:
    assert read("sendMessage", chat_id=1, text="x", reply_markup=keyboard([{"text": "x", "callback_data": data}]))


@pytest.mark.parametrize(
    ("markup", "why"),
    [
        (keyboard([{"text": "x", "callback_data": "a" * 65}]), "BUTTON_DATA_INVALID"),
        (keyboard([{"text": "x", "callback_data": "я" * 33}]), "BUTTON_DATA_INVALID"),
        (keyboard([{"text": "x", "callback_data": ""}]), "BUTTON_DATA_INVALID"),
        (keyboard([BUTTON] * 9), "reply markup is too long"),
        (keyboard(*[[BUTTON]] * 101), "reply markup is too long"),
        (keyboard([{"text": "x"}]), "Text buttons are unallowed"),
        (keyboard([{"text": " ", "callback_data": "a"}]), "Text must be non-empty"),
        (keyboard([BUTTON | {"url": "https://ya.ru"}]), "exactly one action"),
        (keyboard([{"text": "x", "url": "http://localhost/"}]), "Wrong HTTP URL"),
        (keyboard([{"text": "x", "url": "http://[/"}]), "Wrong HTTP URL"),
        (keyboard([{"text": "x", "url": "javascript:alert(1)"}]), "Wrong HTTP URL"),
        (keyboard([BUTTON | {"colour": "red"}]), "unknown field colour of InlineKeyboardButton"),
        (keyboard([BUTTON | {"style": "red"}]), "must be one of"),
        (keyboard([{"text": 5, "callback_data": "a"}]), "InlineKeyboardButton.text must be String"),
        ({"inline_keyboard": [BUTTON]}, "must be an array"),
        ({"inline": []}, "must be InlineKeyboardMarkup"),
        ([], "must be InlineKeyboardMarkup"),
        ("{", "can't parse reply_markup"),
    ],
)
def test_a_wrong_keyboard_is_refused(markup: Any, why: str) -> None:
    with pytest.raises(ApiError, match=why):
        read("sendMessage", chat_id=1, text="x", reply_markup=markup)


@pytest.mark.parametrize(
    "markup",
    [
        keyboard([BUTTON] * 8),
        keyboard(*[[BUTTON] * 5] * 20),
        keyboard([{"text": "x", "url": "https://ya.ru"}, {"text": "y", "url": "tg://user?id=5"}]),
        keyboard([{"text": "x", "copy_text": {"text": "y"}}]),
        {"keyboard": [[{"text": "x", "request_contact": True}]]},
        {"remove_keyboard": True},
        {"force_reply": True},
    ],
)
def test_a_right_keyboard_is_accepted(markup: dict[str, Any]) -> None:
    assert read("sendMessage", chat_id=1, text="x", reply_markup=markup)["reply_markup"] == markup


@pytest.mark.parametrize(
    ("method", "params", "why"),
    [
        ("sendMessage", {"chat_id": 1, "txet": "x"}, "unknown parameter txet"),
        ("sendMessage", {"text": "x"}, "chat_id is empty"),
        ("sendMessage", {"chat_id": 1}, "message text is empty"),
        ("sendMessage", {"chat_id": "olga", "text": "x"}, "can't parse chat_id"),
        ("sendMessage", {"chat_id": 1.5, "text": "x"}, "must be Integer or String"),
        ("sendMessage", {"chat_id": 1, "text": "x", "protect_content": "maybe"}, "can't parse protect_content"),
        ("sendMessage", {"chat_id": 1, "text": "x", "message_thread_id": "true"}, "must be Integer"),
        ("deleteMessages", {"chat_id": 1, "message_ids": []}, "must be 1-100 items"),
        ("deleteMessages", {"chat_id": 1, "message_ids": ["1"]}, "must be Integer"),
        ("getUpdates", {"limit": 101}, "must be 1-100"),
        ("answerCallbackQuery", {"callback_query_id": "1", "text": "x" * 201}, "MESSAGE_TOO_LONG"),
        ("setMyCommands", {"commands": [{"command": "Start", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ("setMyCommands", {"commands": [{"command": "a" * 33, "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ("setMyCommands", {"commands": [{"command": "a", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ("setMyCommands", {"commands": [{"command": "a", "description": "x"}] * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ("setMyCommands", {"commands": [], "scope": {"type": "everybody"}}, "must be BotCommandScope"),
        ("setMyCommands", {"commands": [], "language_code": "rus"}, "must be of"),
        ("setWebhook", {"url": "https://a.b", "secret_token": "с"}, "must be of"),
        ("sendMediaGroup", {"chat_id": 1, "media": [{"type": "photo", "media": "x"}]}, "must be 2-10 items"),
        ("setMessageReaction", {"chat_id": 1, "message_id": 1, "reaction": [{"type": "emoji"}]}, "ReactionType"),
        ("sendDocument", {"chat_id": 1, "document": "x", "caption_entities": "[" * 99_999}, "can't parse"),
    ],
)
def test_a_wrong_parameter_is_refused(method: str, params: dict[str, Any], why: str) -> None:
    with pytest.raises(ApiError, match=why):
        read(method, **params)


def test_an_unknown_method_is_not_found() -> None:
    with pytest.raises(ApiError) as refusal:
        read("sendTelegram")
    assert (refusal.value.status, refusal.value.description) == (404, "Not Found")
