"""A press that was typed: the words of a message that mean a button, as the press of that button."""

import asyncio
from collections.abc import Awaitable
from typing import Any

from aiogram.types import CallbackQuery, Message


class TypedPress(CallbackQuery):
    """The press of a button whose label a person typed. Handlers cannot tell it from another, but for two things.

    Telegram knows no such press, so an alert becomes a message. The screen stands above the person's words, where they
    do not look any more, so it is not edited: `put_screen` sends the next one below.
    """

    def answer(self, text: str | None = None, *_: Any, **__: Any) -> Awaitable[Any]:  # type: ignore[override]
        if text and isinstance(self.message, Message):
            return self.message.answer(text, parse_mode=None)
        return asyncio.sleep(0)
