"""Answers of the Bot API as signs of life, for `/health`."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNotFound,
)
from aiogram.methods import TelegramMethod

from bot.monitoring.health import Health

Request = Callable[[Bot, TelegramMethod[Any]], Awaitable[Any]]

# Refusals of one request: Telegram is there and knows the bot.
ANSWERS = (
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNotFound,
)


class WatchAnswers(BaseRequestMiddleware):
    """Reports each answer to `health`."""

    def __init__(self, health: Health) -> None:
        self._health = health

    async def __call__(self, make_request: Request, bot: Bot, method: TelegramMethod[Any]) -> Any:
        try:
            answer = await make_request(bot, method)
        except ANSWERS:
            self._health.answered()
            raise
        self._health.answered()
        return answer
