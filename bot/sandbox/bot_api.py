"""The Bot API without HTTP: one call of the bot, from its parameters to Telegram's answer."""

import inspect
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot.sandbox.errors import ApiError
from bot.sandbox.json_types import Json
from bot.sandbox.media import Upload
from bot.sandbox.methods import callback_queries, chats, edit, files, profile, send, topics, updates
from bot.sandbox.schema import decode
from bot.sandbox.world import World

Result = Json | list[Json] | bool
Method = Callable[[World, Json], Result | Awaitable[Result]]

NO_FILES: Mapping[str, Upload] = MappingProxyType({})
BAD_GATEWAY = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>502 Bad Gateway</body>\r\n</html>\r\n"

# The function of each method that `api.json` documents.
IMPLEMENTED: Mapping[str, Method] = {
    "getUpdates": updates.get_updates,
    "setWebhook": updates.set_webhook,
    "deleteWebhook": updates.delete_webhook,
    "getWebhookInfo": updates.get_webhook_info,
    "answerCallbackQuery": callback_queries.answer_callback_query,
    "getMe": profile.get_me,
    "setMyCommands": profile.set_my_commands,
    "deleteMyCommands": profile.delete_my_commands,
    "getMyCommands": profile.get_my_commands,
    "setMyName": profile.text_setter("name"),
    "setMyDescription": profile.text_setter("description"),
    "setMyShortDescription": profile.text_setter("short_description"),
    "setChatMenuButton": profile.set_chat_menu_button,
    "sendMessage": send.send_message,
    "sendPhoto": send.file_sender("photo"),
    "sendDocument": send.file_sender("document"),
    "sendVideo": send.file_sender("video"),
    "sendAudio": send.file_sender("audio"),
    "sendVoice": send.file_sender("voice"),
    "sendSticker": send.file_sender("sticker"),
    "sendMediaGroup": send.send_media_group,
    "sendContact": send.send_contact,
    "sendLocation": send.send_location,
    "sendVenue": send.send_venue,
    "sendChatAction": send.send_chat_action,
    "copyMessage": send.copy_message,
    "copyMessages": send.copy_messages,
    "forwardMessage": send.forward_message,
    "editMessageText": edit.edit_message_text,
    "editMessageCaption": edit.edit_message_caption,
    "editMessageMedia": edit.edit_message_media,
    "editMessageReplyMarkup": edit.edit_message_reply_markup,
    "deleteMessage": edit.delete_message,
    "deleteMessages": edit.delete_messages,
    "setMessageReaction": edit.set_message_reaction,
    "pinChatMessage": chats.pin_chat_message,
    "getFile": files.get_file,
    "getChat": chats.get_chat,
    "getChatMember": chats.get_chat_member,
    "leaveChat": chats.leave_chat,
    "createForumTopic": topics.create_forum_topic,
    "editForumTopic": topics.edit_forum_topic,
    "closeForumTopic": topics.close_forum_topic,
    "reopenForumTopic": topics.reopen_forum_topic,
    "deleteForumTopic": topics.delete_forum_topic,
}

_NAMES = {name.lower(): name for name in IMPLEMENTED}


@dataclass(frozen=True)
class Reply:
    """Telegram's answer: a status and its JSON body, or the HTML `page` of a proxy in front of it."""

    status: int
    body: Json
    page: str = ""


async def call(world: World, method: str, params: Mapping[str, str], uploads: Mapping[str, Upload] = NO_FILES) -> Reply:
    """Answer one request whose values are those of a form: every value a string, objects as JSON text.

    Every error of the Bot API is a Reply. Raises ConnectionError when a fault cuts the connection.
    """
    rule = world.faults.draw(method, params)
    try:
        await world.faults.before(method, rule, params)
        result = await _run(world, method, params, uploads)
    except ApiError as error:
        world.refused.append((method, error.description))
        return Reply(error.status, error.body, BAD_GATEWAY if rule and rule.html else "")
    world.faults.after(rule)
    return Reply(200, {"ok": True, "result": result})


async def _run(world: World, method: str, params: Mapping[str, str], uploads: Mapping[str, Upload]) -> Result:
    name = _documented_name(method)
    values = decode(name, params, uploads)
    world.calls.append((name, values))
    world.counts[name] += 1
    result = IMPLEMENTED[name](world, values)
    return await result if inspect.isawaitable(result) else result


def _documented_name(method: str) -> str:
    """The method's documented spelling, since Telegram ignores case; ApiError 404 for an unknown method."""
    if method.lower() not in _NAMES:
        raise ApiError(status=404)
    return _NAMES[method.lower()]
