"""Topics of a forum: made, written into, closed, deleted, and the rights that this takes."""

from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from telegram import Bot, Update
from telegram.error import BadRequest

from bot.sandbox.world import World

Ask = Callable[..., Coroutine[Any, Any, Any]]

GROUP = -1001
RIGHTS = ("can_manage_topics", "can_delete_messages")


@pytest.fixture
def forum(world: World) -> World:
    world.join_group(GROUP, "Штаб", [101, 104])
    world.make_forum(GROUP)
    world.promote_bot(GROUP, *RIGHTS)
    world.take_updates()
    return world


async def test_a_topic_is_made_and_written_into(forum: World, ask: Ask) -> None:
    topic = await ask("createForumTopic", chat_id=GROUP, name="Ольга")
    assert topic == {"message_thread_id": topic["message_thread_id"], "name": "Ольга", "icon_color": 7322096}
    sent = await ask("sendMessage", chat_id=GROUP, message_thread_id=topic["message_thread_id"], text="x")
    assert (sent["message_thread_id"], sent["is_topic_message"]) == (topic["message_thread_id"], True)
    assert sent["chat"]["is_forum"] is True
    assert (await ask("getChat", chat_id=GROUP))["is_forum"] is True


async def test_an_administrator_hears_all_that_is_said_in_a_topic(forum: World, ask: Ask) -> None:
    thread_id = (await ask("createForumTopic", chat_id=GROUP, name="Ольга"))["message_thread_id"]
    forum.say(104, "привет", chat_id=GROUP, topic=thread_id)
    forum.send(104, "photo", chat_id=GROUP, topic=thread_id)
    forum.say(104, "в общем", chat_id=GROUP)
    said, photo, general = (update["message"] for update in forum.take_updates())
    assert said["message_thread_id"] == photo["message_thread_id"] == thread_id
    assert said["reply_to_message"]["forum_topic_created"]["name"] == "Ольга"
    assert "message_thread_id" not in general


async def test_a_topic_is_renamed_closed_and_opened_again(forum: World, ask: Ask) -> None:
    place = {
        "chat_id": GROUP,
        "message_thread_id": (await ask("createForumTopic", chat_id=GROUP, name="a"))["message_thread_id"],
    }
    assert await ask("editForumTopic", **place, name="b") is True
    assert await ask("editForumTopic", **place, name="b") == "Bad Request: TOPIC_NOT_MODIFIED"
    assert await ask("closeForumTopic", **place) is True
    assert await ask("closeForumTopic", **place) == "Bad Request: TOPIC_NOT_MODIFIED"
    assert (await ask("sendMessage", **place, text="x"))["text"] == "x"
    forum.promote_bot(GROUP)
    assert await ask("sendMessage", **place, text="x") == "Bad Request: TOPIC_CLOSED"
    forum.promote_bot(GROUP, *RIGHTS)
    assert await ask("reopenForumTopic", **place) is True


async def test_a_deleted_topic_is_gone_with_its_messages(forum: World, ask: Ask) -> None:
    thread_id = (await ask("createForumTopic", chat_id=GROUP, name="a"))["message_thread_id"]
    await ask("sendMessage", chat_id=GROUP, message_thread_id=thread_id, text="x")
    assert await ask("deleteForumTopic", chat_id=GROUP, message_thread_id=thread_id) is True
    assert forum.messages(GROUP) == []
    for method in ("sendMessage", "deleteForumTopic"):
        more = {"text": "x"} if method == "sendMessage" else {}
        gone = await ask(method, chat_id=GROUP, message_thread_id=thread_id, **more)
        assert gone == "Bad Request: message thread not found"


async def test_what_the_bot_may_not_is_refused(forum: World, ask: Ask) -> None:
    thread_id = (await ask("createForumTopic", chat_id=GROUP, name="a"))["message_thread_id"]
    forum.promote_bot(GROUP, "can_manage_topics")
    refused = await ask("deleteForumTopic", chat_id=GROUP, message_thread_id=thread_id)
    assert refused == "Bad Request: not enough rights to delete the topic"
    forum.promote_bot(GROUP)
    refused = await ask("createForumTopic", chat_id=GROUP, name="a")
    assert refused == "Bad Request: not enough rights to create a topic"
    forum.make_forum(GROUP, is_forum=False)
    assert await ask("createForumTopic", chat_id=GROUP, name="a") == "Bad Request: the chat is not a forum"


async def test_the_bot_is_told_what_becomes_of_it(forum: World, ask: Ask) -> None:
    forum.promote_bot(GROUP, "can_manage_topics")
    forum.expel_bot(GROUP)
    forum.join_group(-77, "Двор", [101])
    forum.upgrade_group(-77)
    promoted, expelled, *_, moved, arrived = forum.take_updates()
    new = promoted["my_chat_member"]["new_chat_member"]
    assert (new["status"], new["can_manage_topics"], new["can_delete_messages"]) == ("administrator", True, False)
    assert expelled["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    assert moved["message"]["migrate_to_chat_id"] == -10077
    assert arrived["message"]["migrate_from_chat_id"] == -77
    member = await ask("getChatMember", chat_id=GROUP, user_id=42)
    assert member["status"] == "kicked"
    gone = await ask("createForumTopic", chat_id=GROUP, name="a")
    assert gone == "Forbidden: bot was kicked from the supergroup chat"


async def test_python_telegram_bot_understands_it(sandbox: str, api: Ask) -> None:
    group = {"chat_id": GROUP, "title": "Штаб", "members": [101, 102], "rights": RIGHTS}
    await api("POST", "/control/groups", json=group)
    async with Bot("42:sandbox", base_url=f"{sandbox}/bot", base_file_url=f"{sandbox}/file/bot") as bot:
        topic = await bot.create_forum_topic(GROUP, "Ольга")
        sent = await bot.send_message(GROUP, "x", message_thread_id=topic.message_thread_id)
        assert (sent.message_thread_id, sent.is_topic_message) == (topic.message_thread_id, True)
        said = {"user_id": 102, "chat_id": GROUP, "text": "y", "topic": topic.message_thread_id}
        await api("POST", "/api/say", json=said)
        updates = await bot.get_updates(timeout=0, allowed_updates=Update.ALL_TYPES)
        message = updates[-1].message
        assert message is not None
        assert (message.text, message.message_thread_id) == ("y", topic.message_thread_id)
        member = await bot.get_chat_member(GROUP, bot.id)
        assert member.status == "administrator"
        assert await bot.delete_forum_topic(GROUP, topic.message_thread_id)
        with pytest.raises(BadRequest, match="thread not found"):
            await bot.send_message(GROUP, "x", message_thread_id=topic.message_thread_id)
