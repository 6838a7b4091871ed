"""Limits of inline keyboards. Telegram enforces all of them and documents only some."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from bot.sandbox.errors import ApiError
from bot.sandbox.json_types import Json

MOST_BUTTONS = 100
MOST_IN_A_ROW = 8
APPEARANCE = {"text", "style", "icon_custom_emoji_id"}


def check_keyboard(rows: Sequence[Sequence[Json]]) -> None:
    """Raise ApiError for a keyboard that is too large, or a button without a text or without exactly one action."""
    if sum(map(len, rows)) > MOST_BUTTONS or any(len(row) > MOST_IN_A_ROW for row in rows):
        raise ApiError("reply markup is too long")
    for row in rows:
        for button in row:
            _check_button(button)


def _check_button(button: Json) -> None:
    if not button["text"].strip():
        raise ApiError("can't parse inline keyboard button: Text must be non-empty")
    actions = button.keys() - APPEARANCE
    if not actions:
        raise ApiError("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise ApiError(f"can't parse inline keyboard button: exactly one action is allowed, got {sorted(actions)}")
    if "url" in button and not is_public_link(button["url"]):
        raise ApiError(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")


def is_public_link(url: str) -> bool:
    """True if Telegram opens the link: a web page on a public host, or a tg:// link."""
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
    except ValueError:
        return False
    return parts.scheme == "tg" or (parts.scheme in {"http", "https"} and "." in (parts.hostname or ""))
