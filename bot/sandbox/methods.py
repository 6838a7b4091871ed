"""Which function plays which Bot API method. Each takes the world and the decoded values, and returns the result."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from bot.sandbox import editing, looking, profile, receiving, sending
from bot.sandbox.refusal import Json, RefusalError

if TYPE_CHECKING:
    from bot.sandbox.world import World

Played = Callable[["World", Json], Any]

PLAYED: Mapping[str, Played] = {
    "getUpdates": receiving.get_updates,
    "setWebhook": receiving.set_webhook,
    "deleteWebhook": receiving.delete_webhook,
    "getWebhookInfo": receiving.get_webhook_info,
    "answerCallbackQuery": receiving.answer_callback_query,
    "getMe": profile.get_me,
    "setMyCommands": profile.set_my_commands,
    "deleteMyCommands": profile.delete_my_commands,
    "getMyCommands": profile.get_my_commands,
    "setMyName": profile.setter_of("name"),
    "setMyDescription": profile.setter_of("description"),
    "setMyShortDescription": profile.setter_of("short_description"),
    "setChatMenuButton": profile.set_chat_menu_button,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.sender_of("photo"),
    "sendDocument": sending.sender_of("document"),
    "sendVideo": sending.sender_of("video"),
    "sendAudio": sending.sender_of("audio"),
    "sendVoice": sending.sender_of("voice"),
    "sendSticker": sending.sender_of("sticker"),
    "sendMediaGroup": sending.send_media_group,
    "sendContact": sending.send_contact,
    "sendLocation": sending.send_location,
    "sendChatAction": sending.send_chat_action,
    "copyMessage": sending.copy_message,
    "copyMessages": sending.copy_messages,
    "forwardMessage": sending.forward_message,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageMedia": editing.edit_message_media,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
    "deleteMessages": editing.delete_messages,
    "setMessageReaction": editing.set_message_reaction,
    "pinChatMessage": editing.pin_chat_message,
    "getFile": looking.get_file,
    "getChat": looking.get_chat,
    "getChatMember": looking.get_chat_member,
    "leaveChat": looking.leave_chat,
}

_SPELLED = {name.lower(): name for name in PLAYED}


def spelled(method: str) -> str:
    """The method's documented spelling (Telegram ignores case); Refused with 404 for a method that is not played."""
    if method.lower() not in _SPELLED:
        raise RefusalError(status=404)
    return _SPELLED[method.lower()]
