"""Actions of people: press, say, send, edit, block; groups."""

from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from bot.sandbox.bot_api import call
from bot.sandbox.content import OTHERS, SAMPLES
from bot.sandbox.world import World

Ask = Callable[..., Coroutine[Any, Any, Any]]

YES = {"inline_keyboard": [[{"text": "Да", "callback_data": "yes"}]]}
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


async def test_a_blocked_bot_hears_of_it_and_is_refused_until_the_person_is_back(world: World, ask: Ask) -> None:
    world.block(101)
    refused = await ask("sendMessage", chat_id=101, text="x")
    world.unblock(101)
    changes = [update["my_chat_member"]["new_chat_member"]["status"] for update in world.take_updates()]
    assert refused == "Forbidden: bot was blocked by the user"
    assert changes == ["kicked", "member"]
    assert (await ask("sendMessage", chat_id=101, text="x"))["text"] == "x"


async def test_only_who_has_started_the_bot_is_written_to(world: World, ask: Ask) -> None:
    world.join(102, "Viktor", started=True)
    assert (await ask("sendMessage", chat_id=102, text="x"))["text"] == "x"
    assert "Forbidden" in await ask("sendMessage", chat_id=104, text="x")
    world.join(102, "Viktor Li")
    assert (await ask("sendMessage", chat_id=102, text="y"))["text"] == "y", "a new name takes nothing back"


async def test_a_reply_shows_what_it_answers(world: World, ask: Ask) -> None:
    asked = world.say(101, "x")
    answer = {"chat_id": 101, "text": "y"}
    reply = await ask("sendMessage", reply_parameters={"message_id": asked}, **answer)
    assert reply["reply_to_message"]["text"] == "x"
    missing = await ask("sendMessage", reply_parameters={"message_id": 99}, **answer)
    assert missing == "Bad Request: message to be replied not found"
    lenient = {"message_id": 99, "allow_sending_without_reply": True}
    assert (await ask("sendMessage", reply_parameters=lenient, **answer))["text"] == "y"


async def test_who_writes_again_has_unblocked_the_bot(world: World) -> None:
    world.block(101)
    world.say(101, "/start")
    kinds = [next(kind for kind in update if kind != "update_id") for update in world.take_updates()]
    assert kinds == ["my_chat_member", "my_chat_member", "message"]


async def test_a_press_reaches_the_bot_with_its_message(world: World, ask: Ask) -> None:
    sent = await ask("sendMessage", chat_id=101, text="x", reply_markup=YES)
    query_id = world.press(101, sent["message_id"], "yes")
    query = world.take_updates()[0]["callback_query"]
    assert (query["id"], query["data"], query["message"]) == (query_id, "yes", sent)


async def test_the_first_answer_is_shown_the_second_accepted_the_third_too_late(world: World, ask: Ask) -> None:
    query = {"callback_query_id": world.press(101, 1, "yes")}
    outcomes = [await ask("answerCallbackQuery", text=text, show_alert=True, **query) for text in "abc"]
    assert outcomes == [True, True, TOO_OLD]
    assert [(answer["text"], answer["show_alert"]) for answer in world.answers(101)] == [("a", True)]


async def test_a_query_that_came_late_cannot_be_answered(world: World, ask: Ask) -> None:
    late = world.press(101, 1, "yes", rare="expired")
    assert await ask("answerCallbackQuery", callback_query_id=late) == TOO_OLD
    assert await ask("answerCallbackQuery", callback_query_id="1") == TOO_OLD


async def test_a_foreign_message_is_known_by_its_inline_id_only(world: World, ask: Ask) -> None:
    world.press(101, 1, "yes", rare="foreign")
    query = world.take_updates()[0]["callback_query"]
    assert "message" not in query
    assert await ask("editMessageText", inline_message_id=query["inline_message_id"], text="y") is True
    known = {"inline_message_id": query["inline_message_id"]}
    assert await ask("editMessageReplyMarkup", **known) is True
    assert await ask("editMessageCaption", caption="y", **known) is True
    assert await ask("editMessageText", inline_message_id="?", text="y") == "Bad Request: MESSAGE_ID_INVALID"


def test_a_spoken_command_is_marked(world: World) -> None:
    world.say(101, "/start event_7")
    entities = world.take_updates()[0]["message"]["entities"]
    assert entities == [{"type": "bot_command", "offset": 0, "length": 6}]


@pytest.mark.parametrize("kind", [*SAMPLES, *OTHERS])
def test_people_send_all_kinds_of_things(world: World, kind: str) -> None:
    message_id = world.send(101, kind)
    message = world.take_updates()[0]["message"]
    assert message["message_id"] == message_id
    assert ("forward_origin" if kind == "forward" else kind) in message


def test_a_contact_is_ones_own_somebody_elses_or_a_stranger_to_telegram(world: World) -> None:
    for whose in ({}, {"contact_id": 104}, {"contact_id": None}):
        world.send(101, "contact", phone_number="+79990000000", **whose)
    owners = [update["message"]["contact"].get("user_id") for update in world.take_updates()]
    assert owners == [101, 104, None]


def test_an_unknown_kind_or_an_impossible_text_is_an_error(world: World) -> None:
    with pytest.raises(ValueError, match="kind must be one of"):
        world.send(101, "telepathy")
    with pytest.raises(ValueError, match="1-4096 characters"):
        world.say(101, "x" * 4097)


def test_people_edit_what_they_said(world: World) -> None:
    said = world.say(101, "x")
    world.edit(101, said, "y")
    update = world.take_updates()[-1]
    assert update["edited_message"]["text"] == world.messages(101)[-1]["text"] == "y"


@pytest.mark.parametrize(
    ("text", "heard"),
    [("/start", 1), ("/start@sandbox_bot", 1), ("/start@other_bot", 0), ("привет", 0), ("привет, @sandbox_bot", 1)],
)
def test_in_a_group_only_what_is_meant_for_the_bot_is_heard(world: World, text: str, heard: int) -> None:
    world.join_group(-1001, "Двор", [101, 104])
    world.take_updates()
    world.say(104, text, chat_id=-1001)
    assert len(world.take_updates()) == heard


async def test_in_a_group_a_reply_to_the_bot_is_heard_and_buttons_can_be_pressed(world: World, ask: Ask) -> None:
    world.join_group(-1001, "Двор", [101, 104])
    sent = await ask("sendMessage", chat_id=-1001, text="x", reply_markup=YES)
    world.take_updates()
    world.say(104, "y", chat_id=-1001, reply_to=sent["message_id"])
    world.press(104, sent["message_id"], "yes")
    replied, pressed = world.take_updates()
    assert replied["message"]["reply_to_message"] == pressed["callback_query"]["message"] == sent


async def test_a_group_that_became_a_supergroup_says_where_it_is(world: World, ask: Ask) -> None:
    world.join_group(-77, "Двор", [101])
    assert world.upgrade_group(-77) == -10077
    reply = await call(world, "sendMessage", {"chat_id": "-77", "text": "x"})
    assert reply.body["parameters"] == {"migrate_to_chat_id": -10077}
    assert (await ask("sendMessage", chat_id=-10077, text="x"))["chat"]["type"] == "supergroup"


async def test_a_left_group_is_closed(world: World, ask: Ask) -> None:
    world.join_group(-1001, "Двор", [101])
    assert await ask("leaveChat", chat_id=-1001) is True
    private = await ask("leaveChat", chat_id=101)
    assert private == "Bad Request: chat member status can't be changed in private chats"
    gone = await ask("sendMessage", chat_id=-1001, text="x")
    assert gone == "Forbidden: bot was kicked from the supergroup chat"


async def test_a_fresh_start_forgets_people_but_not_what_the_bot_has_set_up(world: World, ask: Ask) -> None:
    await ask("setMyCommands", commands=[{"command": "a", "description": "x"}])
    world.say(101, "x")
    world.reset()
    assert (world.people, world.take_updates(), list(world.calls)) == ({}, [], [])
    assert len(await ask("getMyCommands")) == 1
