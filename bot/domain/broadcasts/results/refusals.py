"""The reasons why a row was not delivered, in kinds that people understand, from the words of Telegram's refusals."""

from enum import StrEnum


class Refused(StrEnum):
    """The kind of a refusal.

    BLOCKED: they stopped the bot. DELETED: their account is gone. NO_CHAT: they never opened one, or it is gone.
    NOT_THERE: the copy to edit does not exist any more. TROUBLE: five attempts failed, none by a refusal of Telegram.
    """

    BLOCKED = "blocked"
    DELETED = "deleted"
    NO_CHAT = "no-chat"
    SOURCE = "source"
    NOT_THERE = "not-there"
    LONG = "long"
    FILE = "file"
    VOICE = "voice"
    MARKUP = "markup"
    BUTTON = "button"
    NO_WORDS = "no-words"
    TROUBLE = "trouble"
    OTHER = "other"


# In the order of matching: the words for a missing source contain "chat not found" too.
WORDS: dict[Refused, tuple[str, ...]] = {
    Refused.SOURCE: ("message to copy not found", "message to forward not found", "message can't be copied"),
    Refused.NOT_THERE: (
        "message to edit not found",
        "message can't be edited",
        "message to delete not found",
        "message can't be deleted",
        "message_id_invalid",
    ),
    Refused.BLOCKED: ("bot was blocked", "bot was kicked", "can't initiate conversation", "bot can't send messages"),
    Refused.DELETED: ("user is deactivated", "account is deactivated"),
    Refused.NO_CHAT: ("chat not found", "peer_id_invalid", "user not found", "user_id_invalid"),
    Refused.LONG: ("message is too long", "caption is too long", "message_too_long", "media_caption_too_long"),
    Refused.VOICE: ("voice_messages_forbidden", "video_messages_forbidden"),
    Refused.NO_WORDS: ("there is no text in the message", "there is no caption in the message"),
    Refused.FILE: (
        "wrong file",
        "wrong remote file",
        "wrong type of the web page content",
        "file is too big",
        "failed to get http url content",
        "can't use file of type",
        "file_reference",
        "invalid file",
    ),
    Refused.MARKUP: ("can't parse entities", "entity_", "text must be non-empty", "message text is empty"),
    Refused.BUTTON: ("button_", "inline keyboard", "wrong http url"),
    Refused.TROUBLE: ("internal server error", "bad gateway", "timeout", "connection"),
}


def refused(error: str | None) -> Refused:
    """The kind of a refusal from its words. The words of an own error are the name of its exception: TROUBLE, too."""
    said = (error or "").casefold()
    for kind, words in WORDS.items():
        if any(each in said for each in words):
            return kind
    return Refused.TROUBLE if said.isidentifier() and said.endswith("error") else Refused.OTHER
