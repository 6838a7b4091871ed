"""The queue of updates: people fill it, the bot empties it by polling, by webhook or in process."""

import asyncio
import time
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.sandbox.refusal import Json, RefusalError

MOST_WAITING = 100_000
LONGEST_POLL = 50  # seconds
ON_REQUEST_ONLY = {"chat_member", "message_reaction", "message_reaction_count"}


@dataclass
class Webhook:
    """Where updates are posted to; `failure` is what getWebhookInfo tells about the last one, if it went wrong."""

    url: str
    secret_token: str = ""
    max_connections: int = 40
    failure: Json = field(default_factory=dict)


class Updates:
    """Updates in order, each once; ids grow also over restarts, so that a bot's old offset hides nothing."""

    def __init__(self) -> None:
        self._waiting: deque[Json] = deque(maxlen=MOST_WAITING)
        self._next_id = int(time.time())
        self._poll = 0
        self._bell = asyncio.Event()
        self.allowed: frozenset[str] = frozenset()
        self.webhook: Webhook | None = None

    def __len__(self) -> int:
        return len(self._waiting)

    def put(self, kind: str, content: Json) -> None:
        """Queue an update of this kind, unless the bot has said it does not want that kind."""
        wanted = kind in self.allowed if self.allowed else kind not in ON_REQUEST_ONLY
        if wanted:
            self._waiting.append({"update_id": self._next_id, kind: content})
            self._next_id += 1
            self._ring()

    def allow(self, kinds: Iterable[str]) -> None:
        """Keep only these kinds from now on; none means Telegram's default."""
        self.allowed = frozenset(kinds)

    def hook(self, webhook: Webhook | None) -> None:
        """From now on deliver to this webhook, or (None) let the bot poll."""
        self.webhook = webhook
        self._ring()

    def take(self) -> list[Json]:
        """Everything that waits; the queue is empty afterwards."""
        taken = list(self._waiting)
        self._waiting.clear()
        return taken

    async def poll(self, offset: int, limit: int, seconds: float) -> list[Json]:
        """getUpdates: confirm what is before `offset`, wait for something that many `seconds` at most.

        Raises Refused with 409 when a newer poll begins meanwhile, or when a webhook is set.
        """
        if self.webhook:
            hint = "use deleteWebhook to delete the webhook first"
            raise RefusalError(f"can't use getUpdates method while webhook is active; {hint}", 409)
        self._poll = mine = self._poll + 1
        self._ring()
        self._confirm(offset)
        try:
            async with asyncio.timeout(min(max(seconds, 0), LONGEST_POLL)):
                await self._arrival(mine)
        except TimeoutError:
            return []
        return list(self._waiting)[:limit]

    async def _arrival(self, poll: int) -> None:
        while not self._waiting or poll != self._poll:
            if poll != self._poll:
                hint = "make sure that only one bot instance is running"
                raise RefusalError(f"terminated by other getUpdates request; {hint}", 409)
            await self._bell.wait()

    async def first(self) -> Json:
        """The oldest update, as soon as there are one and a webhook; it stays in the queue until `done`."""
        while not (self._waiting and self.webhook):
            await self._bell.wait()
        return self._waiting[0]

    def done(self, update: Json) -> None:
        """Drop a delivered update."""
        if self._waiting and self._waiting[0] is update:
            self._waiting.popleft()

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            while len(self._waiting) > -offset:
                self._waiting.popleft()
        while offset > 0 and self._waiting and self._waiting[0]["update_id"] < offset:
            self._waiting.popleft()

    def _ring(self) -> None:
        bell, self._bell = self._bell, asyncio.Event()
        bell.set()
