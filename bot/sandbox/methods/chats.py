"""Methods about chats: getChat, getChatMember, leaveChat, pinChatMessage."""

from bot.sandbox.errors import ApiError
from bot.sandbox.json_types import Json
from bot.sandbox.world import World

NO_GIFTS = dict.fromkeys(
    ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
)


def get_chat(world: World, p: Json) -> Json:
    chat = world.chat(p["chat_id"])
    return chat.info | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": NO_GIFTS}


def get_chat_member(world: World, p: Json) -> Json:
    chat = world.chat(p["chat_id"])
    if p["user_id"] == world.bot["id"]:
        return world.membership(chat)
    person = world.people.get(p["user_id"])
    if person is None:
        raise ApiError("user not found")
    return {"status": "member" if person.id in chat.members else "left", "user": person.user}


def leave_chat(world: World, p: Json) -> bool:
    chat = world.chat(p["chat_id"])
    if chat.is_private:
        raise ApiError("chat member status can't be changed in private chats")
    chat.blocked = True
    return True


def pin_chat_message(world: World, p: Json) -> bool:
    chat = world.open_chat(p["chat_id"])
    if not chat.is_private:
        raise ApiError("not enough rights to manage pinned messages in the chat")
    chat.pinned = chat.message(p["message_id"], "pin")["message_id"]
    return True
