"""Queue of updates: actions of people fill it, and the bot empties it by polling or by webhook."""

import asyncio
import time
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.sandbox.errors import ApiError
from bot.sandbox.json_types import Json

MOST_WAITING = 100_000
LONGEST_POLL = 50  # seconds
# Ids of updates begin where the clock stands: a bot that remembers those of the sandbox before this one meets new ones.
EPOCH, IDS_A_SECOND = 1_767_225_600, 10  # 1 January 2026
ON_REQUEST_ONLY = {"chat_member", "message_reaction", "message_reaction_count"}


@dataclass
class Webhook:
    """The address that updates are posted to. `failure` holds the fields of getWebhookInfo about the last error."""

    url: str
    secret_token: str = ""
    max_connections: int = 40
    failure: Json = field(default_factory=dict)


class Updates:
    """Updates in order. Ids also grow across restarts, so that an offset from before a restart skips no update."""

    def __init__(self) -> None:
        self._waiting: deque[Json] = deque(maxlen=MOST_WAITING)
        self._next_id = int((time.time() - EPOCH) * IDS_A_SECOND)
        self._poll = 0
        self._changed = asyncio.Event()
        self.allowed: frozenset[str] = frozenset()
        self.webhook: Webhook | None = None

    def __len__(self) -> int:
        return len(self._waiting)

    def put(self, kind: str, content: Json) -> None:
        """Queue an update, if the bot gets updates of this kind."""
        wanted = kind in self.allowed if self.allowed else kind not in ON_REQUEST_ONLY
        if wanted:
            self._waiting.append({"update_id": self._next_id, kind: content})
            self._next_id += 1
            self._wake()

    def allow(self, kinds: Iterable[str]) -> None:
        """Queue only these kinds from now on; an empty list means Telegram's default."""
        self.allowed = frozenset(kinds)

    def set_webhook(self, webhook: Webhook | None) -> None:
        """Deliver to this webhook from now on, or (None) let the bot poll."""
        self.webhook = webhook
        self._wake()

    def take(self) -> list[Json]:
        """Remove all waiting updates and return them."""
        taken = list(self._waiting)
        self._waiting.clear()
        return taken

    async def poll(self, offset: int, limit: int, seconds: float) -> list[Json]:
        """getUpdates: drop the updates before `offset`, then wait at most `seconds` for an update.

        Raises ApiError with 409 when a webhook is set, or when a newer poll begins in the meantime.
        """
        if self.webhook:
            hint = "use deleteWebhook to delete the webhook first"
            raise ApiError(f"can't use getUpdates method while webhook is active; {hint}", 409)
        self._poll = this_poll = self._poll + 1
        self._wake()
        self._confirm(offset)
        try:
            async with asyncio.timeout(min(max(seconds, 0), LONGEST_POLL)):
                await self._wait_for_update(this_poll)
        except TimeoutError:
            return []
        return list(self._waiting)[:limit]

    async def _wait_for_update(self, poll: int) -> None:
        while not self._waiting or poll != self._poll:
            if poll != self._poll:
                hint = "make sure that only one bot instance is running"
                raise ApiError(f"terminated by other getUpdates request; {hint}", 409)
            await self._changed.wait()

    async def first(self) -> Json:
        """Wait until there are a webhook and an update. Return the oldest update; `done` removes it from the queue."""
        while not (self._waiting and self.webhook):
            await self._changed.wait()
        return self._waiting[0]

    def done(self, update: Json) -> None:
        """Remove a delivered update."""
        if self._waiting and self._waiting[0] is update:
            self._waiting.popleft()

    def _confirm(self, offset: int) -> None:
        """Drop the updates before `offset`; a negative one keeps that many of the last updates."""
        if offset < 0:
            while len(self._waiting) > -offset:
                self._waiting.popleft()
        while offset > 0 and self._waiting and self._waiting[0]["update_id"] < offset:
            self._waiting.popleft()

    def _wake(self) -> None:
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()
