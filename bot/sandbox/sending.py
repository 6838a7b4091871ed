"""Methods by which the bot says something new: send…, copy…, forward…"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.sandbox.chats import Chat
from bot.sandbox.kinds import MOST_TEXT, media_content, text_content
from bot.sandbox.media import Stored, Upload
from bot.sandbox.refusal import Json, RefusalError
from bot.sandbox.utf16 import units

if TYPE_CHECKING:
    from bot.sandbox.world import World

MOST_CAPTION = 1024

MEDIA = ("photo", "document", "video", "animation", "audio", "voice", "sticker", "video_note")
# What may have a caption: a sticker and a round video never do.
CAPTIONED = ("photo", "document", "video", "animation", "audio", "voice")
COPIED = {
    "text", "entities", "caption", "caption_entities", "link_preview_options", "contact", "location", "dice", *MEDIA,
}  # fmt: skip
ALONE_IN_ALBUM = ("document", "audio")
DETAILS = ("duration", "width", "height", "performer", "title", "emoji")
ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note",
}  # fmt: skip


def said_text(p: Json) -> Json:
    """`text` and `entities` of a request, measured after the markup is parsed."""
    content = text_content(p["text"], p.get("parse_mode", ""), p.get("entities"))
    if "text" not in content:
        raise RefusalError("message text is empty")
    if units(content["text"]) > MOST_TEXT:
        raise RefusalError("message is too long")
    preview = {"link_preview_options": p["link_preview_options"]} if "link_preview_options" in p else {}
    return content | preview


def said_caption(p: Json) -> Json:
    """`caption` and `caption_entities` of a request; nothing when there is no caption."""
    given = p.get("caption_entities")
    content = text_content(p.get("caption", ""), p.get("parse_mode", ""), given, "caption_")
    if units(content.get("caption", "")) > MOST_CAPTION:
        raise RefusalError("message caption is too long")
    return content


def keyboard(p: Json) -> Json:
    """The inline keyboard of a request as a message shows it; other keyboards are no part of a message."""
    markup = p.get("reply_markup", {})
    return {"reply_markup": markup} if markup.get("inline_keyboard") else {}


def file_of(world: "World", kind: str, given: str | Upload, p: Json) -> Stored:
    """The file to send: an upload, or a file_id of the same kind."""
    if isinstance(given, Upload):
        return world.files.keep(kind, given, **{name: p[name] for name in DETAILS if name in p})
    stored = world.files.get(given)
    if stored.kind != kind:
        raise RefusalError(f"can't use file of type {stored.kind.title()} as {kind.title()}")
    return stored


def send_message(world: "World", p: Json) -> Json:
    return _say(world, p, said_text(p))


def sender_of(kind: str) -> Callable[["World", Json], Json]:
    """The method that sends one file of this kind."""

    def send_file(world: "World", p: Json) -> Json:
        world.open_chat(p["chat_id"])
        caption = said_caption(p)
        return _say(world, p, media_content(file_of(world, kind, p[kind], p)) | caption)

    return send_file


def send_media_group(world: "World", p: Json) -> list[Json]:
    world.open_chat(p["chat_id"])
    kinds = {item["type"] for item in p["media"]}
    for kind in ALONE_IN_ALBUM:
        if kind in kinds and len(kinds) > 1:
            raise RefusalError(f"{kind} can't be mixed with other media types")
    contents = [_album_part(world, item) for item in p["media"]]
    group = {"media_group_id": str(world.next_id())}
    return [_say(world, p, content | group) for content in contents]


def _album_part(world: "World", item: Json) -> Json:
    return media_content(file_of(world, item["type"], item["media"], item)) | said_caption(item)


def send_contact(world: "World", p: Json) -> Json:
    names = ("phone_number", "first_name", "last_name", "vcard")
    return _say(world, p, {"contact": {name: p[name] for name in names if name in p}})


def send_location(world: "World", p: Json) -> Json:
    if abs(p["latitude"]) > 90 or abs(p["longitude"]) > 180:
        raise RefusalError("bad latitude or longitude")
    names = ("latitude", "longitude", "horizontal_accuracy", "live_period", "heading", "proximity_alert_radius")
    return _say(world, p, {"location": {name: p[name] for name in names if name in p}})


def send_chat_action(world: "World", p: Json) -> bool:
    chat = world.open_chat(p["chat_id"])
    if p["action"] not in ACTIONS:
        raise RefusalError("wrong parameter action in request")
    world.tell(chat, {"type": "typing", "chat_id": chat.id})
    return True


def copy_message(world: "World", p: Json) -> Json:
    copied = _copied(world.chat(p["from_chat_id"]), p["message_id"])
    if "caption" in p and any(kind in copied for kind in CAPTIONED):
        copied = {name: value for name, value in copied.items() if not name.startswith("caption")}
        copied |= said_caption(p)
    return {"message_id": _say(world, p, copied)["message_id"]}


def copy_messages(world: "World", p: Json) -> list[Json]:
    source, ids = world.chat(p["from_chat_id"]), p["message_ids"]
    if ids != sorted(set(ids)):
        raise RefusalError("message identifiers must be in a strictly increasing order")
    contents = [_copied(source, message_id) for message_id in ids if message_id in source.messages]
    if not contents:
        raise RefusalError("there are no messages to copy")
    bare = {"caption", "caption_entities"} if p.get("remove_caption") else set()
    contents = [{name: value for name, value in content.items() if name not in bare} for content in contents]
    return [{"message_id": _say(world, p, content)["message_id"]} for content in contents]


def _copied(source: Chat, message_id: int) -> Json:
    """What a copy takes from a message: its words and media, never its keyboard."""
    content = {name: value for name, value in source.message(message_id, "copy").items() if name in COPIED}
    if not content:
        raise RefusalError("message can't be copied")
    return content


def forward_message(world: "World", p: Json) -> Json:
    message = world.chat(p["from_chat_id"]).message(p["message_id"], "forward")
    origin = {"type": "user", "sender_user": message["from"], "date": message["date"]}
    content = _copied(world.chat(p["from_chat_id"]), message["message_id"])
    return _say(world, p, content | {"forward_origin": message.get("forward_origin", origin)})


def _say(world: "World", p: Json, content: Json) -> Json:
    """Put the bot's new message into the chat that the request names."""
    chat = world.open_chat(p["chat_id"])
    protected = {"has_protected_content": True} if p.get("protect_content") else {}
    message = world.post(chat, world.bot, _replied(chat, p) | content | protected | keyboard(p))
    world.sent[chat.id] += 1
    return message


def _replied(chat: Chat, p: Json) -> Json:
    reply = p.get("reply_parameters")
    if reply is None:
        return {}
    message = chat.messages.get(reply["message_id"])
    if message is None and not reply.get("allow_sending_without_reply"):
        raise RefusalError("message to be replied not found")
    return {"reply_to_message": {k: v for k, v in message.items() if k != "reply_to_message"}} if message else {}
