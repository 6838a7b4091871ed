"""The bot's profile, its chats, and the records for tests."""

from collections.abc import Callable, Coroutine
from typing import Any

from bot.sandbox.world import World

Ask = Callable[..., Coroutine[Any, Any, Any]]


async def test_getme_has_the_id_of_the_token(ask: Ask) -> None:
    me = await ask("getMe")
    assert (me["id"], me["is_bot"]) == (42, True)


async def test_methods_are_found_whatever_their_case(ask: Ask) -> None:
    assert (await ask("GETME"))["id"] == 42


async def test_every_refusal_is_remembered(world: World, ask: Ask) -> None:
    await ask("sendMessage", chat_id=999, text="x")
    assert list(world.refused) == [("sendMessage", "Bad Request: chat not found")]


async def test_chats_and_members_can_be_looked_at(world: World, ask: Ask) -> None:
    world.join_group(-1001, "Двор", [101])
    assert (await ask("getChat", chat_id="@olga"))["id"] == 101
    assert (await ask("getChatMember", chat_id=-1001, user_id=101))["status"] == "member"
    assert (await ask("getChatMember", chat_id=-1001, user_id=104))["status"] == "left"
    assert (await ask("getChatMember", chat_id=-1001, user_id=42))["user"]["is_bot"]
    assert await ask("getChatMember", chat_id=-1001, user_id=5) == "Bad Request: user not found"


async def test_commands_are_seen_by_scope_then_language(world: World, ask: Ask) -> None:
    async def announce(command: str, **where: Any) -> None:
        await ask("setMyCommands", commands=[{"command": command, "description": "x"}], **where)

    def seen(user_id: int) -> str:
        return str(world.profile.commands_for(world.people[user_id])[0]["command"])

    await announce("all")
    await announce("private", scope={"type": "all_private_chats"})
    await announce("russian", scope={"type": "all_private_chats"}, language_code="ru")
    await announce("own", scope={"type": "chat", "chat_id": 101})
    before = seen(101), seen(104)
    await ask("deleteMyCommands", scope={"type": "chat", "chat_id": 101})
    assert (before, seen(101)) == (("own", "private"), "russian")
    assert (await ask("getMyCommands"))[0]["command"] == "all"


async def test_the_bot_says_who_it_is(world: World, ask: Ask) -> None:
    await ask("setMyName", name="Сосед")
    await ask("setMyShortDescription", short_description="y", language_code="ru")
    await ask("setChatMenuButton", menu_button={"type": "commands"})
    assert (await ask("getMe"))["first_name"] == "Сосед"
    assert world.profile.texts["short_description", "ru"] == "y"
    assert world.profile.menu_buttons == {0: {"type": "commands"}}


async def test_small_gestures_are_accepted(world: World, ask: Ask) -> None:
    where = {"chat_id": 101, "message_id": world.say(101, "x")}
    thumb = [{"type": "emoji", "emoji": "👍"}]
    assert await ask("sendChatAction", chat_id=101, action="typing") is True
    assert (
        await ask("sendChatAction", chat_id=101, action="dancing") == "Bad Request: wrong parameter action in request"
    )
    assert await ask("setMessageReaction", reaction=thumb, **where) is True
    assert await ask("setMessageReaction", reaction=thumb * 2, **where) == "Bad Request: REACTIONS_TOO_MANY"
    assert await ask("pinChatMessage", **where) is True
    assert world.chats[101].pinned == where["message_id"]


async def test_a_long_chat_forgets_its_oldest_messages(world: World) -> None:
    last = [world.say(101, str(number)) for number in range(1001)]
    assert [message["message_id"] for message in world.messages(101)] == last[1:]


async def test_listeners_hear_what_the_page_must_show(world: World, ask: Ask) -> None:
    heard: list[str] = []
    stop = world.listen(lambda event: heard.append(event["type"]))
    sent = await ask("sendMessage", chat_id=101, text="x")
    await ask("editMessageText", chat_id=101, message_id=sent["message_id"], text="y")
    await ask("deleteMessage", chat_id=101, message_id=sent["message_id"])
    await ask("sendChatAction", chat_id=101, action="typing")
    await ask("answerCallbackQuery", callback_query_id=world.press(101, 1, "yes"))
    await ask("setMyCommands", commands=[])
    world.block(101)
    world.add_silent_people(1000, 1)
    stop()
    world.say(101, "z")
    assert heard == ["message", "edited", "deleted", "typing", "answer", "commands", "person"]
