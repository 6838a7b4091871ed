"""A survey of what becomes a trouble slowly: a full disk, questions that wait too long, a catalogue gone stale."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from bot.domain.seasons import is_stale
from bot.domain.troubles import ANSWER_WITHIN, Trouble, is_disk_low
from bot.monitoring.health import Health
from storage import grants
from storage.core.db import Store
from storage.figures import open_questions


class Survey:
    """Reports to `health` what it finds, and the end of it."""

    def __init__(self, store: Store, health: Health, clock: Callable[[], datetime]) -> None:
        self._store, self._health, self._clock = store, health, clock

    async def survey(self) -> None:
        """Look at the disk, then at the store. Raises StoreTrouble when the store does not answer."""
        now = self._clock()
        if self._store.file:
            self._look_at_disk(self._store.file)
        count, age = await self._store.read(open_questions, now)
        self._report(Trouble.QUESTION_OVERDUE, age > ANSWER_WITHIN.total_seconds(), f"open={count}")
        stale = await self._store.read(stale_programmes, now)
        self._report(Trouble.CATALOGUE_STALE, stale > 0, f"programmes={stale}")

    def _look_at_disk(self, file: Path) -> None:
        if any(each.trouble is Trouble.DISK_FULL for each in self._health.troubles):
            return  # "Nearly full" would deny it.
        with suppress(OSError):
            free, size = shutil.disk_usage(file.parent).free, file.stat().st_size
            self._report(Trouble.DISK_LOW, is_disk_low(free, size), f"free_mb={free // 1_000_000}")

    def _report(self, trouble: Trouble, lasts: bool, detail: str) -> None:
        if lasts:
            self._health.begin(trouble, detail)
        else:
            self._health.end(trouble)


def stale_programmes(tx: Connection, now: datetime) -> int:
    """The number of programmes with a forecast that passed long ago and that nobody has looked at since."""
    return sum(is_stale(programme, now) for programme in grants.catalogue(tx))
