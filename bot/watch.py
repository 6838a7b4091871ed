"""The watch over the clock and the store: what the background jobs check, note and put right."""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from aiogram import Bot
from aiogram.exceptions import ClientDecodeError, TelegramAPIError
from aiogram.methods import GetMe

from bot.logs import get_logger
from bot.monitoring.clock_guard import ClockGuard
from bot.outbox import Worker
from storage import outbox
from storage.core import identity, opening
from storage.core.db import Store

log = get_logger(__name__)

ASK_TIMEOUT_SECONDS = 10
# A check that reads the whole file may take a fiftieth of the time.
CHECK_PAUSE_FACTOR = 50


@dataclass
class Watch:
    """One object for the process. `bot` asks Telegram for its date; `file` remembers the store, if anything does."""

    bot: Bot
    store: Store
    worker: Worker
    clock: Callable[[], datetime]
    guard: ClockGuard
    file: Path | None = None
    _next_check_at: float = 0.0

    def believed(self) -> datetime | None:
        """The present moment, for what destroys or is said unasked; None while the clock is in doubt."""
        now = self.clock()
        return now if self.guard.believes(now) else None

    async def check_clock(self) -> None:
        """Judge the clock. Once it is believed again, put right what a wrong one wrote, and go on."""
        if await self.guard.check(self._ask):
            if rows := await self.store.write(outbox.recall, self.clock()):
                log.info("outbox rows of a wrong clock are due now", rows=rows)
            await self.beat()
            self.worker.wake()

    async def _ask(self) -> None:
        """Ask Telegram for anything: the session hears the date of its answer."""
        with suppress(TelegramAPIError, ClientDecodeError, OSError):
            await self.bot(GetMe(), request_timeout=ASK_TIMEOUT_SECONDS)

    async def beat(self) -> None:
        """Note in the store that the bot is alive: a real write, so a store that takes none is noticed."""
        await self.store.write(identity.beat, self.believed(), round(self.guard.confirmed.total_seconds()))

    async def remember_store(self) -> None:
        """Write the number of people into the file beside the store."""
        if self.file is not None:
            found = await self.store.read(identity.look)
            opening.remember(self.file, replace(found, alive_at=found.alive_at or self.clock()))

    async def check_store(self) -> None:
        """Check the whole file of the store, the more rarely the longer it takes."""
        began = time.monotonic()
        if began < self._next_check_at:
            return
        if await self.store.is_sound() is False:
            log.error("the file of the store is corrupt: stop the bot and restore a backup")
        self._next_check_at = time.monotonic() + CHECK_PAUSE_FACTOR * (time.monotonic() - began)
