"""Methods about topics of a forum: createForumTopic, editForumTopic, close…, reopen…, delete…"""

from bot.sandbox.chats import Chat, Topic
from bot.sandbox.errors import ApiError
from bot.sandbox.json_types import Json
from bot.sandbox.world import World

BLUE = 7322096
COLORS = {BLUE, 16766590, 13338331, 9367192, 16749490, 16478047}


def create_forum_topic(world: World, p: Json) -> Json:
    chat = _forum(world, p)
    chat.check_right("can_manage_topics", "create a topic")
    color = p.get("icon_color", BLUE)
    if color not in COLORS:
        raise ApiError("wrong icon color specified")
    made = {"name": p["name"], "icon_color": color}
    thread_id = world.post(chat, world.bot, {"forum_topic_created": made})["message_id"]
    chat.topics[thread_id] = Topic(p["name"], color)
    return {"message_thread_id": thread_id} | made


def edit_forum_topic(world: World, p: Json) -> bool:
    chat, topic = _topic(world, p, "can_manage_topics", "edit the topic")
    name = p.get("name") or topic.name
    if name == topic.name:
        raise ApiError("TOPIC_NOT_MODIFIED")
    topic.name = name
    _tell(world, chat, p, {"forum_topic_edited": {"name": name}})
    return True


def close_forum_topic(world: World, p: Json) -> bool:
    return _set_closed(world, p, is_closed=True)


def reopen_forum_topic(world: World, p: Json) -> bool:
    return _set_closed(world, p, is_closed=False)


def _set_closed(world: World, p: Json, *, is_closed: bool) -> bool:
    chat, topic = _topic(world, p, "can_manage_topics", "close or reopen the topic")
    if topic.is_closed == is_closed:
        raise ApiError("TOPIC_NOT_MODIFIED")
    topic.is_closed = is_closed
    _tell(world, chat, p, {"forum_topic_closed" if is_closed else "forum_topic_reopened": {}})
    return True


def delete_forum_topic(world: World, p: Json) -> bool:
    """Delete a topic with all its messages."""
    chat, _ = _topic(world, p, "can_delete_messages", "delete the topic")
    world.delete_topic(chat.id, p["message_thread_id"])
    return True


def _forum(world: World, p: Json) -> Chat:
    chat = world.open_chat(p["chat_id"])
    if not chat.info.get("is_forum"):
        raise ApiError("the chat is not a forum")
    return chat


def _topic(world: World, p: Json, right: str, what: str) -> tuple[Chat, Topic]:
    chat = _forum(world, p)
    topic = chat.topic(p["message_thread_id"])
    chat.check_right(right, what)
    return chat, topic


def _tell(world: World, chat: Chat, p: Json, content: Json) -> None:
    world.post(chat, world.bot, content | {"message_thread_id": p["message_thread_id"], "is_topic_message": True})
