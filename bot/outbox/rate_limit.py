"""The rate limits of sends: of the bot, of one chat, and above the free rate."""

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
# The largest random extension of a wait, as a share of it.
JITTER = 0.1
# A 429 leaves this share of the rate, many of them at least SLOWEST; the share grows e-fold in RECOVERY_SECONDS.
SLOWER, SLOWEST, RECOVERY_SECONDS = 3 / 4, 1 / 16, 60


def paid_for(message: TelegramMethod[Any], rate: float) -> TelegramMethod[Any]:
    """The message, with permission to pay when `rate` is above 30 a second: Telegram takes Stars for such messages."""
    if rate <= FREE_RATE or "allow_paid_broadcast" not in type(message).model_fields:
        return message
    return message.model_copy(update={"allow_paid_broadcast": True})


def messages_in(method: TelegramMethod[Any]) -> int:
    """The number of messages that Telegram counts: one for each file of an album."""
    media = getattr(method, "media", None)
    return len(media) if isinstance(media, list) else 1


def with_jitter(seconds: float) -> float:
    """A wait with a random extension, so that waits that began together do not end together."""
    return seconds * random.uniform(1, 1 + JITTER)  # noqa: S311  nothing is guessed from it


class RateLimiter:
    """An absolute schedule of slots for sends: even, without bursts. Answers to people take slots from it, too.

    It keeps a little below the rate, since a server that counts exactly tolerates no jitter. After a stall it catches
    up at most 20 ms, and at least one send. After a 429 it is a quarter slower, and recovers within seconds; if the
    rate is more than Telegram accepts at present, repeated 429s find the accepted one.
    """

    def __init__(self, rate: float) -> None:
        self.rate = rate
        self._step = 1 / (rate * MARGIN)
        self._catch_up = max(self._step, CATCH_UP_SECONDS)
        self._next = 0.0
        self._share = 1.0

    @property
    def allowed(self) -> float:
        """The messages a second that the limiter allows at present."""
        return self.rate * self._share

    def slow_down(self) -> None:
        """Reduce the rate after a 429."""
        self._share = max(self._share * SLOWER, SLOWEST)

    def take(self) -> float:
        """Take the next slot. Returns the seconds to wait for it."""
        now = time.monotonic()
        self._share = min(self._share + self._step / RECOVERY_SECONDS, 1.0)
        self._next = max(self._next + self._step / self._share, now - self._catch_up)
        return self._next - now


class ChatLimiter:
    """One message a second to one chat, Telegram's limit: several due rows of one person are sent one after another."""

    def __init__(self, every: float = CHAT_SECONDS) -> None:
        self._every = every
        self._next: dict[int, float] = {}

    def take(self, chat_id: int) -> float:
        """Take a chat's next slot. Returns the seconds to wait for it."""
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
    """Counts answers to people: they never wait for a slot, but Telegram counts them, so each takes one."""

    def __init__(self, rate_limiter: RateLimiter) -> None:
        self._rate_limiter = rate_limiter

    async def __call__(
        self, make_request: NextRequestMiddlewareType[TelegramType], bot: Bot, method: TelegramMethod[TelegramType]
    ) -> Response[TelegramType]:
        if getattr(method, "chat_id", None) is not None:
            for _ in range(messages_in(method)):
                self._rate_limiter.take()
        return await make_request(bot, method)
