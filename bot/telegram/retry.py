"""Retries of answers to people: what the line loses is said again within their patience."""

import asyncio
import time
from typing import Any

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware
from aiogram.exceptions import TelegramAPIError
from aiogram.methods import AnswerCallbackQuery, GetFile, SendChatAction, TelegramMethod

from bot.network.losses import is_loss
from bot.outbox.rate_limit import with_jitter
from bot.telegram.middlewares import Request

# Somebody who pressed a button looks at the phone for about so long; a try that has begun may last a little longer.
PATIENCE_SECONDS = 12.0
FIRST_WAIT_SECONDS, LONGEST_WAIT_SECONDS = 0.3, 3.0


class RetryAnswers(BaseRequestMiddleware):
    """Repeats an answer that got no answer of Telegram (a cut, a timeout, a 5xx, a page) for `patience` seconds.

    A message that may have arrived is repeated, too: a doubled line hurts less than silence. Polling, the setting of
    commands and of the webhook have retries of their own, and "typing" is not worth one.
    """

    def __init__(self, patience: float = PATIENCE_SECONDS) -> None:
        self.patience = patience

    async def __call__(self, make_request: Request, bot: Bot, method: TelegramMethod[Any]) -> Any:
        ends, wait = time.monotonic() + self.patience, FIRST_WAIT_SECONDS
        while True:
            try:
                return await make_request(bot, method)
            except TelegramAPIError as error:
                if not is_loss(error) or not _is_answer(method) or time.monotonic() + wait > ends:
                    raise
            await asyncio.sleep(with_jitter(wait))
            wait = min(wait * 2, LONGEST_WAIT_SECONDS)


def _is_answer(method: TelegramMethod[Any]) -> bool:
    if isinstance(method, SendChatAction):
        return False
    return isinstance(method, (AnswerCallbackQuery, GetFile)) or getattr(method, "chat_id", None) is not None
