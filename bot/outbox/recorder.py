"""Recording of results in batches: one transaction for all that came while the one before was written."""

import asyncio
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.deliveries import Record
from storage import outbox
from storage.core.db import Store, StoreTrouble, Transaction

# While other rows are in flight the write lock's holder waits this long for this many records.
BATCH_SECONDS, BATCH_ROWS = 0.05, 100


@dataclass
class Recorder:
    """The claimed rows of the worker until their results are recorded. `in_flight` are those that have a slot.

    `unsaved_pause_until` is the pause of a 429 that goes to the store with the next batch. `slot_freed` is set when
    rows leave.
    """

    store: Store
    clock: Callable[[], datetime]
    claimed: set[int] = field(default_factory=set)
    in_flight: set[int] = field(default_factory=set)
    unsaved_pause_until: datetime | None = None
    slot_freed: asyncio.Event = field(default_factory=asyncio.Event)
    _records: list[Record] = field(default_factory=list)
    _write_lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    _batch_full: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def is_behind(self) -> bool:
        """True when the store could not take results: they come first."""
        return bool(self._records)

    def add(self, record: Record) -> None:
        self._records.append(record)
        if len(self._records) >= BATCH_ROWS:
            self._batch_full.set()

    async def flush_soon(self) -> None:
        """Record the results, with those that come within a moment; nothing when another task does already."""
        if not self._write_lock.locked():
            await self.flush(gather=True)

    async def flush(self, *, gather: bool = False) -> None:
        """Record the results of rows; those that the store cannot take now are kept for the next flush.

        The holder of the write lock records for all tasks; with `gather` it first waits a moment for rows in flight.
        """
        async with self._write_lock:
            if gather and len(self.in_flight) > len(self._records):
                await self._wait_for_full_batch()
            while records := self._records:
                self._records, pause = [], self.unsaved_pause_until
                try:
                    await self.store.write(_record_batch, records, pause, self.clock())
                except StoreTrouble:
                    self._records = records + self._records
                    raise
                if self.unsaved_pause_until == pause:
                    self.unsaved_pause_until = None
                self._release({each.id for each in records})

    async def _wait_for_full_batch(self) -> None:
        self._batch_full.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(BATCH_SECONDS):
                await self._batch_full.wait()

    def _release(self, written: Collection[int]) -> None:
        self.claimed.difference_update(written)
        self.in_flight.difference_update(written)
        self.slot_freed.set()


def _record_batch(tx: Transaction, records: list[Record], pause: datetime | None, now: datetime) -> None:
    outbox.record(tx, records, now)
    if pause is not None:
        outbox.pause(tx, pause)
