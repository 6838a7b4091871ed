"""Methods by which the bot changes or removes what has been said."""

from typing import TYPE_CHECKING

from bot.sandbox.chats import Chat
from bot.sandbox.kinds import media_content
from bot.sandbox.refusal import Json, RefusalError
from bot.sandbox.sending import CAPTIONED, MEDIA, file_of, keyboard, said_caption, said_text

if TYPE_CHECKING:
    from bot.sandbox.world import World

DELETABLE_FOR = 48 * 3600  # seconds
SAME = "specified new message content and reply markup are exactly the same as a current content and reply markup"
TEXT = {"text", "entities", "link_preview_options"}
CAPTION = {"caption", "caption_entities"}

Edited = Json | bool  # the message; True when it is an inline one, which the bot does not see


def edit_message_text(world: "World", p: Json) -> Edited:
    """Without a keyboard in the request, the message loses the one it had."""
    content = said_text(p)
    if _is_inline(p):
        return True
    chat, old = _editable(world, p)
    if "text" not in old:
        raise RefusalError("there is no text in the message to edit")
    return _replace(world, chat, old, _without(old, TEXT) | content | keyboard(p))


def edit_message_caption(world: "World", p: Json) -> Edited:
    content = said_caption(p)
    if _is_inline(p):
        return True
    chat, old = _editable(world, p)
    if not any(kind in old for kind in CAPTIONED):
        raise RefusalError("there is no caption in the message to edit")
    return _replace(world, chat, old, _without(old, CAPTION) | content | keyboard(p))


def edit_message_media(world: "World", p: Json) -> Edited:
    item = p["media"]
    content = said_caption(item) | media_content(file_of(world, item["type"], item["media"], item))
    if _is_inline(p):
        return True
    chat, old = _editable(world, p)
    return _replace(world, chat, old, _without(old, TEXT | CAPTION | set(MEDIA)) | content | keyboard(p))


def edit_message_reply_markup(world: "World", p: Json) -> Edited:
    if _is_inline(p):
        return True
    chat, old = _editable(world, p)
    return _replace(world, chat, old, _without(old, set()) | keyboard(p))


def delete_message(world: "World", p: Json) -> bool:
    chat = world.open_chat(p["chat_id"])
    message = chat.message(p["message_id"], "delete")
    if not chat.is_private and not world.is_own(message):
        raise RefusalError("message can't be deleted")
    if world.now - message["date"] > DELETABLE_FOR:
        raise RefusalError("message can't be deleted for everyone")
    del chat.messages[message["message_id"]]
    world.tell(chat, {"type": "deleted", "chat_id": chat.id, "message_id": message["message_id"]})
    return True


def delete_messages(world: "World", p: Json) -> bool:
    """Those that are not found are skipped."""
    chat = world.open_chat(p["chat_id"])
    for message_id in p["message_ids"]:
        if message_id in chat.messages:
            delete_message(world, {"chat_id": chat.id, "message_id": message_id})
    return True


def set_message_reaction(world: "World", p: Json) -> bool:
    chat = world.open_chat(p["chat_id"])
    if len(p.get("reaction", [])) > 1:
        raise RefusalError("REACTIONS_TOO_MANY")
    chat.message(p["message_id"], "react")
    return True


def pin_chat_message(world: "World", p: Json) -> bool:
    chat = world.open_chat(p["chat_id"])
    if not chat.is_private:
        raise RefusalError("not enough rights to manage pinned messages in the chat")
    chat.pinned = chat.message(p["message_id"], "pin")["message_id"]
    return True


def _is_inline(p: Json) -> bool:
    """Whether the request names an inline message; Refused when it names none at all."""
    if "inline_message_id" in p:
        if not p["inline_message_id"].startswith("inline-"):
            raise RefusalError("MESSAGE_ID_INVALID")
        return True
    if "chat_id" not in p or "message_id" not in p:
        raise RefusalError("message identifier is not specified")
    return False


def _editable(world: "World", p: Json) -> tuple[Chat, Json]:
    chat = world.open_chat(p["chat_id"])
    message = chat.message(p["message_id"], "edit")
    if not world.is_own(message) or message["message_id"] in chat.faded or "forward_origin" in message:
        raise RefusalError("message can't be edited")
    return chat, message


def _without(message: Json, names: set[str]) -> Json:
    return {name: value for name, value in message.items() if name not in names and name != "reply_markup"}


def _replace(world: "World", chat: Chat, old: Json, new: Json) -> Json:
    if new == old:
        raise RefusalError(f"message is not modified: {SAME} of the message")
    message = new | {"edit_date": world.now}
    world.show_edited(chat, message)
    return message
