"""Methods by which the bot looks at chats and files."""

from typing import TYPE_CHECKING

from bot.sandbox.media import MOST_DOWNLOADED
from bot.sandbox.refusal import Json, RefusalError

if TYPE_CHECKING:
    from bot.sandbox.world import World

NO_GIFTS = dict.fromkeys(
    ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
)


def get_file(world: "World", p: Json) -> Json:
    try:
        stored = world.files.get(p["file_id"])
    except RefusalError:
        raise RefusalError("invalid file_id") from None
    if len(stored.content) > MOST_DOWNLOADED:
        raise RefusalError("file is too big")
    names = ("file_id", "file_unique_id", "file_size")
    return {name: stored.description[name] for name in names} | {"file_path": stored.path}


def get_chat(world: "World", p: Json) -> Json:
    chat = world.chat(p["chat_id"])
    return chat.info | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": NO_GIFTS}


def get_chat_member(world: "World", p: Json) -> Json:
    chat = world.chat(p["chat_id"])
    if p["user_id"] == world.bot["id"]:
        return {"status": "member", "user": world.bot}
    person = world.people.get(p["user_id"])
    if person is None:
        raise RefusalError("user not found")
    return {"status": "member" if person.id in chat.members else "left", "user": person.user}


def leave_chat(world: "World", p: Json) -> bool:
    chat = world.chat(p["chat_id"])
    if chat.is_private:
        raise RefusalError("chat member status can't be changed in private chats")
    chat.blocked = True
    return True
