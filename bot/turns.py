"""Turns: a few jobs at a time, and a line of those that wait, by rank."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from heapq import heappop, heappush
from itertools import count


class Turns:
    """At most `at_once` jobs at a time. The others wait: those of a lower rank go first, then those who came first.

    A turn is handed on: whoever has just had one cannot take the next before those who wait.
    """

    def __init__(self, at_once: int) -> None:
        self._free = at_once
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []
        self._numbers = count()

    @asynccontextmanager
    async def turn(self, rank: int, seconds: float | None = None) -> AsyncGenerator[None, None]:
        """Wait for a turn and hold it; with `seconds`, no longer than that: then the job goes on beside the others."""
        if self._free:
            self._free -= 1
        else:
            await self._wait(rank)
        is_held = True

        def end() -> None:
            nonlocal is_held
            if is_held:
                is_held = False
                self._hand_on()

        timer = asyncio.get_running_loop().call_later(seconds, end) if seconds is not None else None
        try:
            yield
        finally:
            end()
            if timer:
                timer.cancel()

    async def _wait(self, rank: int) -> None:
        mine = asyncio.get_running_loop().create_future()
        heappush(self._waiting, (rank, next(self._numbers), mine))
        try:
            await mine
        except asyncio.CancelledError:
            if not mine.cancelled():  # The turn came in the same moment.
                self._hand_on()
            raise

    def _hand_on(self) -> None:
        while self._waiting:
            *_, next_one = heappop(self._waiting)
            if not next_one.cancelled():
                next_one.set_result(None)
                return
        self._free += 1
