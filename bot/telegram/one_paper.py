"""One file of papers at a time for a person: the printer is shared, and an impatient press must not queue for it."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject, Update

from bot.i18n import Texts
from handlers.papers import asks_for_file

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class OnePaper(BaseMiddleware):
    """Refuses a press for a file in words while another one is in the making for the same person.

    It stands before the person's other updates are waited for: behind them such a press would wait for the file that it
    is about. After an outage of Telegram nothing is refused: nobody would read the reason of an old press.
    """

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._waiting: set[int] = set()

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        query = event.callback_query if isinstance(event, Update) else None
        if not query or data.get("after_outage", False) or not asks_for_file(query.data or ""):
            return await handler(event, data)
        user = query.from_user
        if user.id in self._waiting:
            tr = self._texts.choose(user.language_code)
            return await query.answer(tr.plain("papers-one-at-a-time"), show_alert=True)
        self._waiting.add(user.id)
        try:
            return await handler(event, data)
        finally:
            self._waiting.discard(user.id)
