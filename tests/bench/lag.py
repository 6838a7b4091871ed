"""The lag of the event loop behind the times that are due."""

import asyncio
import time
from contextlib import suppress

EVERY = 0.005


class Lag:
    """Asks to be woken every five milliseconds while it is open, and notes how late it was, in seconds."""

    async def __aenter__(self) -> "Lag":
        self._late = [0.0]
        self._watch = asyncio.get_running_loop().create_task(self._look())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._watch.cancel()
        with suppress(asyncio.CancelledError):
            await self._watch

    async def _look(self) -> None:
        while True:
            asked = time.perf_counter()
            await asyncio.sleep(EVERY)
            self._late.append(time.perf_counter() - asked - EVERY)

    @property
    def p99(self) -> float:
        return sorted(self._late)[int(len(self._late) * 0.99)]

    @property
    def most(self) -> float:
        return max(self._late)
