"""Methods that send a new message: send…, copy…, forward…"""

from collections.abc import Callable

from bot.sandbox.chats import Chat
from bot.sandbox.content import CAPTIONED, MEDIA, media_content
from bot.sandbox.errors import ApiError
from bot.sandbox.json_types import Json
from bot.sandbox.methods.files import file_to_send
from bot.sandbox.methods.parameters import read_caption, read_keyboard, read_text
from bot.sandbox.world import World

COPIED = {
    "text", "entities", "caption", "caption_entities", "link_preview_options", "contact", "location", "venue",
    "dice", *MEDIA,
}  # fmt: skip
ALONE_IN_ALBUM = ("document", "audio")
ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note",
}  # fmt: skip


def send_message(world: World, p: Json) -> Json:
    return _post(world, p, read_text(p))


def file_sender(kind: str) -> Callable[[World, Json], Json]:
    """The method that sends one file of this kind."""

    def send_file(world: World, p: Json) -> Json:
        world.open_chat(p["chat_id"])
        caption = read_caption(p)
        return _post(world, p, media_content(file_to_send(world, kind, p[kind], p)) | caption)

    return send_file


def send_media_group(world: World, p: Json) -> list[Json]:
    world.open_chat(p["chat_id"])
    kinds = {item["type"] for item in p["media"]}
    for kind in ALONE_IN_ALBUM:
        if kind in kinds and len(kinds) > 1:
            raise ApiError(f"{kind} can't be mixed with other media types")
    contents = [_album_item(world, item) for item in p["media"]]
    group = {"media_group_id": str(world.next_id())}
    return [_post(world, p, content | group) for content in contents]


def _album_item(world: World, item: Json) -> Json:
    return media_content(file_to_send(world, item["type"], item["media"], item)) | read_caption(item)


def send_contact(world: World, p: Json) -> Json:
    names = ("phone_number", "first_name", "last_name", "vcard")
    return _post(world, p, {"contact": {name: p[name] for name in names if name in p}})


def send_location(world: World, p: Json) -> Json:
    if abs(p["latitude"]) > 90 or abs(p["longitude"]) > 180:
        raise ApiError("bad latitude or longitude")
    names = ("latitude", "longitude", "horizontal_accuracy", "live_period", "heading", "proximity_alert_radius")
    return _post(world, p, {"location": {name: p[name] for name in names if name in p}})


def send_venue(world: World, p: Json) -> Json:
    if abs(p["latitude"]) > 90 or abs(p["longitude"]) > 180:
        raise ApiError("bad latitude or longitude")
    if not p["title"].strip() or not p["address"].strip():
        raise ApiError("title and address of a venue must be non-empty")
    point = {name: p[name] for name in ("latitude", "longitude")}
    named = {name: p[name] for name in ("title", "address", "google_place_id") if name in p}
    return _post(world, p, {"location": point, "venue": {"location": point} | named})


def send_chat_action(world: World, p: Json) -> bool:
    chat = world.open_chat(p["chat_id"])
    if p["action"] not in ACTIONS:
        raise ApiError("wrong parameter action in request")
    world.notify(chat, {"type": "typing", "chat_id": chat.id})
    return True


def copy_message(world: World, p: Json) -> Json:
    copied = _copied(world.chat(p["from_chat_id"]), p["message_id"])
    if "caption" in p and any(kind in copied for kind in CAPTIONED):
        copied = {name: value for name, value in copied.items() if not name.startswith("caption")}
        copied |= read_caption(p)
    return {"message_id": _post(world, p, copied)["message_id"]}


def copy_messages(world: World, p: Json) -> list[Json]:
    source, ids = world.chat(p["from_chat_id"]), p["message_ids"]
    if ids != sorted(set(ids)):
        raise ApiError("message identifiers must be in a strictly increasing order")
    contents = [_copied(source, message_id) for message_id in ids if message_id in source.messages]
    if not contents:
        raise ApiError("there are no messages to copy")
    removed = {"caption", "caption_entities"} if p.get("remove_caption") else set()
    contents = [{name: value for name, value in content.items() if name not in removed} for content in contents]
    return [{"message_id": _post(world, p, content)["message_id"]} for content in contents]


def _copied(source: Chat, message_id: int) -> Json:
    """The part of a message that a copy repeats: text and media, but no keyboard."""
    content = {name: value for name, value in source.message(message_id, "copy").items() if name in COPIED}
    if not content:
        raise ApiError("message can't be copied")
    return content


def forward_message(world: World, p: Json) -> Json:
    message = world.chat(p["from_chat_id"]).message(p["message_id"], "forward")
    origin = {"type": "user", "sender_user": message["from"], "date": message["date"]}
    content = _copied(world.chat(p["from_chat_id"]), message["message_id"])
    return _post(world, p, content | {"forward_origin": message.get("forward_origin", origin)})


def _post(world: World, p: Json, content: Json) -> Json:
    """Put the bot's new message into the chat that the request names."""
    chat = world.open_chat(p["chat_id"])
    protected = {"has_protected_content": True} if p.get("protect_content") else {}
    content = _thread(chat, p) | _reply(chat, p) | content | protected | read_keyboard(p)
    message = world.post(chat, world.bot, content)
    world.sent[chat.id] += 1
    return message


def _thread(chat: Chat, p: Json) -> Json:
    """The fields of a message in a topic, if the request names one."""
    thread_id = p.get("message_thread_id")
    if thread_id is None:
        return {}
    if chat.topic(thread_id).is_closed and "can_manage_topics" not in (chat.rights or ()):
        raise ApiError("TOPIC_CLOSED")
    return {"message_thread_id": thread_id, "is_topic_message": True}


def _reply(chat: Chat, p: Json) -> Json:
    """`reply_to_message` of a message, if the request replies to one."""
    reply = p.get("reply_parameters")
    if reply is None:
        return {}
    message = chat.messages.get(reply["message_id"])
    if message is None and not reply.get("allow_sending_without_reply"):
        raise ApiError("message to be replied not found")
    return {"reply_to_message": {k: v for k, v in message.items() if k != "reply_to_message"}} if message else {}
