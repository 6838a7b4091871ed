"""Answers of the Bot API as signs of life, for `/health` and `/metrics`."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import TelegramMethod

from bot.monitoring.health import Health
from bot.monitoring.metrics import RATE_LIMITED, REFUSALS

Request = Callable[[Bot, TelegramMethod[Any]], Awaitable[Any]]

# Refusals of one request: Telegram is there and knows the bot.
ANSWERS: dict[type[TelegramAPIError], str] = {
    TelegramBadRequest: "400",
    TelegramMigrateToChat: "400",
    TelegramForbiddenError: "403",
    TelegramNotFound: "404",
    TelegramEntityTooLarge: "413",
}
OTHERS: dict[type[TelegramAPIError], str] = {
    TelegramUnauthorizedError: "401",
    TelegramConflictError: "409",
    TelegramRetryAfter: "429",
    TelegramServerError: "5xx",
}


class WatchAnswers(BaseRequestMiddleware):
    """Reports each answer to `health`, and counts refusals by their code."""

    def __init__(self, health: Health) -> None:
        self._health = health

    async def __call__(self, make_request: Request, bot: Bot, method: TelegramMethod[Any]) -> Any:
        try:
            answer = await make_request(bot, method)
        except TelegramAPIError as error:
            self._count(error)
            raise
        self._health.answered()
        return answer

    def _count(self, error: TelegramAPIError) -> None:
        if isinstance(error, TelegramRetryAfter):
            RATE_LIMITED.inc()
        for kind, code in (ANSWERS | OTHERS).items():
            if isinstance(error, kind):
                REFUSALS.labels(code).inc()
                break
        if isinstance(error, tuple(ANSWERS)):
            self._health.answered()
