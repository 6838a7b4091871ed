"""Methods that edit or delete a message, or react to it."""

from bot.sandbox.chats import Chat
from bot.sandbox.content import CAPTIONED, MEDIA, media_content
from bot.sandbox.errors import ApiError
from bot.sandbox.json_types import Json
from bot.sandbox.methods.files import file_to_send
from bot.sandbox.methods.parameters import read_caption, read_keyboard, read_text
from bot.sandbox.world import World

DELETABLE_FOR = 48 * 3600  # seconds
SAME = "specified new message content and reply markup are exactly the same as a current content and reply markup"
TEXT = {"text", "entities", "link_preview_options"}
CAPTION = {"caption", "caption_entities"}

Edited = Json | bool  # the message; True for an inline message, which the bot does not see


def edit_message_text(world: World, p: Json) -> Edited:
    """Replace the text and the keyboard: a request without a keyboard removes the old one."""
    content = read_text(p)
    if _is_inline(p):
        return True
    chat, old = _editable(world, p)
    if "text" not in old:
        raise ApiError("there is no text in the message to edit")
    return _replace(world, chat, old, _without(old, TEXT) | content | read_keyboard(p))


def edit_message_caption(world: World, p: Json) -> Edited:
    content = read_caption(p)
    if _is_inline(p):
        return True
    chat, old = _editable(world, p)
    if not any(kind in old for kind in CAPTIONED):
        raise ApiError("there is no caption in the message to edit")
    return _replace(world, chat, old, _without(old, CAPTION) | content | read_keyboard(p))


def edit_message_media(world: World, p: Json) -> Edited:
    item = p["media"]
    content = read_caption(item) | media_content(file_to_send(world, item["type"], item["media"], item))
    if _is_inline(p):
        return True
    chat, old = _editable(world, p)
    return _replace(world, chat, old, _without(old, TEXT | CAPTION | set(MEDIA)) | content | read_keyboard(p))


def edit_message_reply_markup(world: World, p: Json) -> Edited:
    if _is_inline(p):
        return True
    chat, old = _editable(world, p)
    return _replace(world, chat, old, _without(old, set()) | read_keyboard(p))


def delete_message(world: World, p: Json) -> bool:
    chat = world.open_chat(p["chat_id"])
    message = chat.message(p["message_id"], "delete")
    if not chat.is_private and not world.is_own(message):
        raise ApiError("message can't be deleted")
    if world.now - message["date"] > DELETABLE_FOR:
        raise ApiError("message can't be deleted for everyone")
    del chat.messages[message["message_id"]]
    world.notify(chat, {"type": "deleted", "chat_id": chat.id, "message_id": message["message_id"]})
    return True


def delete_messages(world: World, p: Json) -> bool:
    """Delete several messages; skip those that are not found."""
    chat = world.open_chat(p["chat_id"])
    for message_id in p["message_ids"]:
        if message_id in chat.messages:
            delete_message(world, {"chat_id": chat.id, "message_id": message_id})
    return True


def set_message_reaction(world: World, p: Json) -> bool:
    chat = world.open_chat(p["chat_id"])
    if len(p.get("reaction", [])) > 1:
        raise ApiError("REACTIONS_TOO_MANY")
    chat.message(p["message_id"], "react")
    return True


def _is_inline(p: Json) -> bool:
    """True if the request names an inline message; ApiError if it names no message at all."""
    if "inline_message_id" in p:
        if not p["inline_message_id"].startswith("inline-"):
            raise ApiError("MESSAGE_ID_INVALID")
        return True
    if "chat_id" not in p or "message_id" not in p:
        raise ApiError("message identifier is not specified")
    return False


def _editable(world: World, p: Json) -> tuple[Chat, Json]:
    chat = world.open_chat(p["chat_id"])
    message = chat.message(p["message_id"], "edit")
    if not world.is_own(message) or message["message_id"] in chat.inaccessible or "forward_origin" in message:
        raise ApiError("message can't be edited")
    return chat, message


def _without(message: Json, names: set[str]) -> Json:
    """The message without these fields and without its keyboard."""
    return {name: value for name, value in message.items() if name not in names and name != "reply_markup"}


def _replace(world: World, chat: Chat, old: Json, new: Json) -> Json:
    if new == old:
        raise ApiError(f"message is not modified: {SAME} of the message")
    message = new | {"edit_date": world.now}
    world.replace(chat, message)
    return message
