"""Content of a message, read from the parameters of the request that sends or edits it."""

from bot.sandbox.content import MOST_TEXT, text_content
from bot.sandbox.errors import ApiError
from bot.sandbox.json_types import Json
from bot.sandbox.utf16 import units

MOST_CAPTION = 1024  # UTF-16 units


def read_text(p: Json) -> Json:
    """`text` and `entities` of a message; the length is checked after the markup is parsed."""
    content = text_content(p["text"], p.get("parse_mode", ""), p.get("entities"))
    if "text" not in content:
        raise ApiError("message text is empty")
    if units(content["text"]) > MOST_TEXT:
        raise ApiError("message is too long")
    preview = {"link_preview_options": p["link_preview_options"]} if "link_preview_options" in p else {}
    return content | preview


def read_caption(p: Json) -> Json:
    """`caption` and `caption_entities` of a message; nothing when there is no caption."""
    given = p.get("caption_entities")
    content = text_content(p.get("caption", ""), p.get("parse_mode", ""), given, "caption_")
    if units(content.get("caption", "")) > MOST_CAPTION:
        raise ApiError("message caption is too long")
    return content


def read_keyboard(p: Json) -> Json:
    """`reply_markup` of a message: its inline keyboard. Other keyboards are no part of a message."""
    markup = p.get("reply_markup", {})
    return {"reply_markup": markup} if markup.get("inline_keyboard") else {}
