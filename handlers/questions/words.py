"""Messages that a question may consist of: their kind, their words, and the place that they are copied from."""

from typing import Any

from aiogram.enums import ContentType
from aiogram.methods import CopyMessage, CopyMessages, TelegramMethod
from aiogram.types import Message

from bot.domain.questions import TEXT, Said, Words
from bot.i18n import Translator
from handlers.shared.screens import words_of

# What Telegram copies and a coordinator can use; anything else is refused.
KINDS = {
    TEXT: "kind-text",
    "voice": "kind-voice",
    "video_note": "kind-video-note",
    "photo": "kind-photo",
    "video": "kind-video",
    "animation": "kind-video",
    "document": "kind-document",
    "audio": "kind-audio",
    "location": "kind-location",
    "contact": "kind-contact",
}
# Kinds whose words stand under the file and can be edited there.
CAPTIONED = ("voice", "photo", "video", "animation", "document", "audio")


def taken(message: Message) -> Words | None:
    """The message as it is kept; None for one that cannot be passed on."""
    kind = ContentType(message.content_type).value
    if kind not in KINDS or message.has_protected_content:
        return None
    return Words(words_of(message), kind, message.chat.id, message.message_id, message.media_group_id)


def shown(tr: Translator, words: Words) -> str:
    """The words with the kind of a message, in one line of plain text."""
    if words.kind == TEXT:
        return words.text
    kind = tr.plain(KINDS[words.kind])
    return f"{kind} {words.text}" if words.text else kind


def files(said: tuple[Said, ...]) -> list[Words]:
    """The messages that no words can show: they are copied."""
    return [each.words for each in said if each.words.kind != TEXT and each.words.message_id]


def copies(said: tuple[Said, ...], chat_id: int, thread_id: int | None = None) -> tuple[TelegramMethod[Any], ...]:
    """The messages that are copied from where they stand: an album stays one; words alone need no copy."""
    source, ids = said[0].words.chat_id, [each.words.message_id for each in said if each.words.message_id]
    if said[0].words.kind == TEXT or source is None or not ids:
        return ()
    if len(ids) == 1:
        return (CopyMessage(chat_id=chat_id, from_chat_id=source, message_id=ids[0], message_thread_id=thread_id),)
    return (CopyMessages(chat_id=chat_id, from_chat_id=source, message_ids=sorted(ids), message_thread_id=thread_id),)
