"""A crowd that sends much waits for the people who send little, while there is too much for all."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject

from bot.turns import Turns

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]

# More at once would take as long, each of them longer: the loop has one core.
AT_ONCE = 20
# Who takes longer waits for the network or the printer: a line that hangs must hold nobody up.
HOLD_SECONDS = 1.0


class OthersFirst(BaseMiddleware):
    """Handles AT_ONCE updates at a time; of those that wait, the one whose person sent the least in the last minute.

    `Throttle` counts that, as `sent_lately`.
    """

    def __init__(self) -> None:
        self._turns = Turns(AT_ONCE)

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        sent_lately = data.get("sent_lately")
        async with self._turns.turn(sent_lately() if sent_lately else 0, HOLD_SECONDS):
            return await handler(event, data)
