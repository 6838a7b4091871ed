"""The jobs of the clock guard: judge the clock, note that the bot is alive, put right what a wrong clock wrote."""

from collections.abc import Awaitable, Callable
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
ALIVE_SECONDS, REMEMBER_SECONDS = 60.0, 600.0


@dataclass
class ClockWatch:
    """One object for the process. `bot` asks Telegram for its date; `file` remembers the store, if anything does."""

    bot: Bot
    store: Store
    worker: Worker
    clock: Callable[[], datetime]
    guard: ClockGuard
    file: Path | None = None

    def jobs(self, tick: float) -> list[tuple[float, Callable[[], Awaitable[object]]]]:
        """The jobs, each with the seconds between two runs; the clock is judged every `tick` seconds."""
        return [(tick, self.check_clock), (ALIVE_SECONDS, self.note_alive), (REMEMBER_SECONDS, self.remember_store)]

    def believed(self) -> datetime | None:
        """The present moment, for what destroys or is said unasked; None while the clock is in doubt."""
        now = self.clock()
        return now if self.guard.believes(now) else None

    async def check_clock(self) -> None:
        """Judge the clock. Once it is believed again, put right what a wrong one wrote, and go on."""
        if await self.guard.check(self._ask):
            if rows := await self.store.write(outbox.recall, self.clock()):
                log.info("outbox rows of a wrong clock are due now", rows=rows)
            await self.note_alive()
            self.worker.wake()

    async def _ask(self) -> None:
        """Ask Telegram for anything: the session hears the date of its answer."""
        with suppress(TelegramAPIError, ClientDecodeError, OSError):
            await self.bot(GetMe(), request_timeout=ASK_TIMEOUT_SECONDS)

    async def note_alive(self) -> None:
        """Note in the store that the bot is alive, unless the clock is in doubt."""
        if now := self.believed():
            await self.store.write(identity.note_alive, now, round(self.guard.confirmed.total_seconds()))

    async def remember_store(self) -> None:
        """Write the number of people into the file beside the store."""
        if self.file is not None:
            found = await self.store.read(identity.look)
            opening.remember(self.file, replace(found, alive_at=found.alive_at or self.clock()))
