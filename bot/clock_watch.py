"""The watch over the clock and the store's identity: it judges the clock and notes that the bot is alive."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.exceptions import TelegramAPIError
from aiogram.methods import GetMe

from bot.config import DATA, Settings
from bot.domain.clock_guard import LIMIT
from bot.domain.troubles import Trouble
from bot.monitoring.backlog import Backlog
from bot.monitoring.clock_guard import ClockGuard, monotonic
from bot.monitoring.health import Health
from bot.monitoring.telegram_date import DatedSession
from storage.core import identity, opening
from storage.core.db import Store, StoreTrouble
from storage.core.identity import Identity
from storage.core.opening import identity_file

ASK_SECONDS, ASK_TIMEOUT_SECONDS = 30.0, 10
ALIVE_SECONDS, REMEMBER_SECONDS = 60.0, 15.0


Clock = Callable[[], datetime]


def make_clock(offset: Path | None) -> Clock:
    """The clock, in UTC; in the demo it is moved by the number of seconds in the file `offset`."""
    if offset is None:
        return lambda: datetime.now(UTC)

    def moved() -> datetime:
        seconds = float(offset.read_text() or 0) if offset.exists() else 0.0
        return datetime.now(UTC) + timedelta(seconds=seconds)

    return moved


def store_file(settings: Settings, store: Store) -> Path | None:
    """The file that remembers the store; None for a server's database that only the sandbox's bot uses."""
    return None if settings.in_sandbox and not store.is_sqlite else identity_file(store.url, DATA)


def make_guard(settings: Settings, clock: Clock, last: Identity) -> ClockGuard:
    """The clock guard, which begins with what the store remembers. The offset of a demo's clock is no difference.

    A clock that was moved while the bot was off is a jump, in the demo, too.
    """
    confirmed = timedelta(seconds=last.confirmed_seconds)
    is_near = last.alive_at is None or abs(clock() - last.alive_at) <= LIMIT
    if settings.demo_clock and is_near and not confirmed:
        confirmed = clock() - datetime.now(UTC)
    return ClockGuard(clock, alive_at=last.alive_at, confirmed=confirmed)


def hear_dates(session: AiohttpSession, settings: Settings, guard: ClockGuard) -> None:
    """Let the guard hear the dates of answers, unless the server is on this machine: that clock is in question."""
    if isinstance(session, DatedSession) and (settings.in_sandbox or not settings.on_this_machine):
        session.hear = guard.hear


@dataclass
class ClockWatch:
    """One object for the process. `bot` asks Telegram for its date; `file` remembers the store, if anything does."""

    bot: Bot
    store: Store
    guard: ClockGuard
    health: Health
    backlog: Backlog
    file: Path | None = None
    _asked_at: float | None = None
    _people: int | None = None

    def jobs(self, tick: float) -> list[tuple[float, Callable[[], Awaitable[object]]]]:
        """The jobs, each with the seconds between two runs; the clock is judged every `tick` seconds."""
        return [(tick, self.check_clock), (ALIVE_SECONDS, self.note_alive), (REMEMBER_SECONDS, self.remember_store)]

    async def check_clock(self) -> None:
        """Judge the clock. In doubt Telegram is asked first: after a sleep of the machine nothing is wrong."""
        if not self.guard.is_believed:
            await self._ask()
        if self.guard.is_believed:
            self._asked_at = None
            self.guard.settle()
            self.health.end(Trouble.CLOCK_JUMPED)
        else:
            self.guard.distrust()
            seconds, witness = round(self.guard.gap.total_seconds()), self.guard.reference.witness
            self.health.begin(Trouble.CLOCK_JUMPED, f"{seconds:+} s, {witness}")

    async def _ask(self) -> None:
        """Ask Telegram for anything, at most every ASK_SECONDS: the session hears the date of its answer."""
        if self._asked_at is not None and monotonic() - self._asked_at < ASK_SECONDS:
            return
        self._asked_at = monotonic()
        with suppress(TelegramAPIError, OSError):
            await self.bot(GetMe(), request_timeout=ASK_TIMEOUT_SECONDS)

    async def note_alive(self) -> None:
        """Note in the store that the bot is alive and when nothing waited for it, unless the clock is in doubt."""
        if now := self.guard.believed():
            await self.store.write(identity.note_alive, now, self.guard.confirmed, self.backlog.cleared_by(now))

    async def remember_store(self) -> None:
        """Write the number of people into the file beside the store, when it has changed."""
        if self.file is None:
            return
        found = await self.store.read(identity.look)
        if found.people != self._people:
            opening.remember(self.file, found)
            self._people = found.people

    async def stop(self) -> None:
        """Remember the store once more: it may be gone at the next start."""
        with suppress(*StoreTrouble):
            await self.remember_store()
