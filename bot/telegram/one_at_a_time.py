"""One update of a person at a time, in the order in which they came; of equal ones that wait, the last."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncGenerator, Awaitable, Callable, Hashable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from weakref import WeakValueDictionary

from aiogram import BaseMiddleware
from aiogram.fsm.storage.base import BaseEventIsolation, StorageKey
from aiogram.types import TelegramObject, Update

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]
Wish = tuple[object, ...]


class Isolation(BaseEventIsolation):
    """One update of a person at a time, in this process. A lock exists only while it is held or awaited."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[Hashable, asyncio.Lock] = WeakValueDictionary()
        self._wishes: dict[Hashable, tuple[int, Wish | None]] = {}

    @asynccontextmanager
    async def lock(self, key: StorageKey) -> AsyncGenerator[None, None]:
        lock = self._locks.setdefault(key, asyncio.Lock())
        async with lock:
            yield

    async def is_repeated(self, key: StorageKey, update_id: int, wish: Wish | None) -> bool:
        """Note what an update of a backlog wishes. True if the one before it, of the same person, wished the same.

        An update that comes a second time under its id is no repeated wish: its first handling may have been cut off.
        """
        before, self._wishes[key] = self._wishes.get(key), (update_id, wish)
        return wish is not None and before is not None and before[0] != update_id and before[1] == wish

    def forget_wishes(self) -> None:
        """Forget what a backlog that is over wished."""
        self._wishes.clear()

    async def look(self) -> None:
        """Look whether others can be isolated from, too: here there are none."""

    async def close(self) -> None:
        """Nothing to close."""


@dataclass(slots=True, eq=False)
class Turn:
    """An update that waits until the earlier ones of its person are done.

    `wish` is what it asks for, if it may be dropped for an equal later one: a command, or after an outage a press.
    """

    wish: Wish | None
    is_words: bool
    is_dropped: bool = False


class OneAtATime(BaseMiddleware):
    """Handles the updates of a person one after another. Somebody who waits repeats themselves: one answer is enough.

    An older command is dropped for an equal one behind it, unless words came in between: commands only open screens,
    but they also end the question that those words would answer. A press is dropped only for the same press right
    behind it, and only after an outage of Telegram: a press has no date, and "+1" twice in a row may be two people.
    Words are never dropped.

    Those of a webhook do not wait together, for Telegram posts the updates of a chat one after another. So after an
    outage an update is also dropped if the one that was handled before it wished the same.
    """

    def __init__(self, isolation: Isolation) -> None:
        self._isolation = isolation
        self._waiting: defaultdict[Hashable, list[Turn]] = defaultdict(list)

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        key = StorageKey(bot_id=data["bot"].id, chat_id=data["event_chat"].id, user_id=data["event_from_user"].id)
        after_outage = data.get("after_outage", False)
        turn = _turn(event, after_outage=after_outage)
        _drop_older(self._waiting[key], turn)
        self._waiting[key].append(turn)
        try:
            if after_outage:
                await asyncio.sleep(0)  # The whole batch stands in line before its first is begun.
            async with self._isolation.lock(key):
                self._begin(key, turn)
                if not await self._is_dropped(key, event, turn, after_outage=after_outage):
                    return await handler(event, data)
                if isinstance(event, Update) and event.callback_query:
                    await event.callback_query.answer()
        finally:
            self._begin(key, turn)

    async def _is_dropped(self, key: StorageKey, event: TelegramObject, turn: Turn, *, after_outage: bool) -> bool:
        if not after_outage:
            self._isolation.forget_wishes()
            return turn.is_dropped
        update_id = event.update_id if isinstance(event, Update) else 0
        return turn.is_dropped or await self._isolation.is_repeated(key, update_id, turn.wish)

    def _begin(self, key: Hashable, turn: Turn) -> None:
        """Take a turn out of those that wait. Harmless when it is out."""
        waiting = self._waiting[key]
        if turn in waiting:
            waiting.remove(turn)
        if not waiting:
            del self._waiting[key]


def _turn(event: TelegramObject, *, after_outage: bool) -> Turn:
    if not isinstance(event, Update):
        return Turn(None, is_words=False)
    message, query = event.message, event.callback_query
    if message and (message.text or "").startswith("/"):
        return Turn(("command", message.text), is_words=False)
    if query and query.message and after_outage:
        return Turn(("press", query.message.message_id, query.data), is_words=False)
    return Turn(None, is_words=bool(message or event.edited_message))


def _drop_older(waiting: list[Turn], turn: Turn) -> None:
    """Drop the newest of those that wait if it wishes the same; for a command look behind others, up to any words."""
    is_command = turn.wish is not None and turn.wish[0] == "command"
    for older in reversed(waiting if turn.wish else []):
        if older.wish == turn.wish:
            older.is_dropped = True
            return
        if older.is_words or not is_command:
            return
