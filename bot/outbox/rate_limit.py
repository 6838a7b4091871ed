"""How fast the door may send, and at what price."""

import random
import time
from typing import Any

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType

from bot.domain.broadcasts.schedule.timing import FREE_RATE

MARGIN = 0.99
CATCH_UP_SECONDS = 0.02
CHAT_SECONDS = 1.0
# Waits are up to so much with_jitter, by chance.
JITTER = 0.1
# The share of the rate that a 429 leaves, and that many of them leave. It grows by itself, e times in so many seconds.
SLOWER, SLOWEST, RECOVERY_SECONDS = 3 / 4, 1 / 16, 60


def paid_for(message: TelegramMethod[Any], rate: float) -> TelegramMethod[Any]:
    """The message as it may be sent `rate` times a second: above 30 Telegram takes stars for each that can be paid."""
    if rate <= FREE_RATE or "allow_paid_broadcast" not in type(message).model_fields:
        return message
    return message.model_copy(update={"allow_paid_broadcast": True})


def messages_in(method: TelegramMethod[Any]) -> int:
    """How many messages Telegram counts: an album is as many as its files."""
    media = getattr(method, "media", None)
    return len(media) if isinstance(media, list) else 1


def with_jitter(seconds: float) -> float:
    """A wait that does not end at the same moment for all who began it together."""
    return seconds * random.uniform(1, 1 + JITTER)  # noqa: S311  nothing is guessed from it


class RateLimiter:
    """An absolute schedule of sends: even, without bursts. Answers to people take their slots from it.

    It keeps a little below the rate: a server that counts exactly forgives no jitter otherwise. What a stall cost is
    caught up for 20 ms at most, and by one send at least. After a 429 it is a quarter slower, and recovers in seconds;
    if our rate is more than Telegram takes at present, one 429 upon another finds what it takes.
    """

    def __init__(self, rate: float) -> None:
        self.rate = rate
        self._step = 1 / (rate * MARGIN)
        self._catch_up = max(self._step, CATCH_UP_SECONDS)
        self._next = 0.0
        self._share = 1.0

    def slow_down(self) -> None:
        """Telegram refused: our rate is more than it takes at present."""
        self._share = max(self._share * SLOWER, SLOWEST)

    def take(self) -> float:
        """Take the next slot. Returns the seconds to wait for it."""
        now = time.monotonic()
        self._share = min(self._share + self._step / RECOVERY_SECONDS, 1.0)
        self._next = max(self._next + self._step / self._share, now - self._catch_up)
        return self._next - now


class ChatLimiter:
    """One message a second to one chat, as Telegram has it: who has several rows due hears them one after another."""

    def __init__(self, every: float = CHAT_SECONDS) -> None:
        self._every = every
        self._next: dict[int, float] = {}

    def take(self, chat_id: int) -> float:
        """Take a chat's next turn. Returns the seconds to wait for it."""
        now = time.monotonic()
        while self._next and self._next[oldest := next(iter(self._next))] <= now:
            del self._next[oldest]
        at = max(self._next.pop(chat_id, now), now)
        self._next[chat_id] = at + self._every
        return at - now

    def remembered(self) -> list[int]:
        """The chats with a recent turn, the oldest first: a turn that is over is forgotten at the next `take`."""
        return list(self._next)


class CountAnswers(BaseRequestMiddleware):
    """Answers never wait for the door, but Telegram counts them: each takes a slot."""

    def __init__(self, rate_limiter: RateLimiter) -> None:
        self._rate_limiter = rate_limiter

    async def __call__(
        self, make_request: NextRequestMiddlewareType[TelegramType], bot: Bot, method: TelegramMethod[TelegramType]
    ) -> Response[TelegramType]:
        if getattr(method, "chat_id", None) is not None:
            for _ in range(messages_in(method)):
                self._rate_limiter.take()
        return await make_request(bot, method)
