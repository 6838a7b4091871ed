"""The worker of the outbox: claims due rows, sends them within the rate limit, records the results."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramMigrateToChat, TelegramRetryAfter
from aiogram.methods import TelegramMethod

from bot.domain.deliveries import SOURCE_GONE, Delivery, DeliveryStatus, Record
from bot.i18n import Texts
from bot.logs import get_logger
from bot.outbox.backoff import Backoff
from bot.outbox.claim import Batch, claim_wanted
from bot.outbox.errors import NO_CHAT, OUTAGE, SourceGoneError, final_status, is_uncertain
from bot.outbox.notification import Notification
from bot.outbox.rate_limit import ChatLimiter, RateLimiter, messages_in, paid_for, with_jitter
from bot.outbox.session import send
from storage import outbox
from storage.core.db import Store, StoreTrouble, Transaction
from storage.core.leader import LeaderLock

log = get_logger(__name__)

T = TypeVar("T")

# The worker's leader lock. Its name stays: while a release replaces another, both must ask for the same lock.
LEADER_LOCK = "door"
CLAIM_SECONDS = 1
CLAIM_ROWS = 100
STANDBY_SECONDS = 5.0
FINAL_FLUSH_SECONDS = 1.0
# The most rows in flight, from their slot until they are recorded: a crash repeats no more than these. They are enough
# for the full rate on a slow network, and within the session's connections.
IN_FLIGHT = 300
# Slots this close are not waited for one by one: that would cost a quarter more of a core at a thousand a second.
SLOT_TOLERANCE_SECONDS = 0.003
# While other rows are in flight the write lock's holder waits this long for this many records: one transaction for all.
BATCH_SECONDS, BATCH_ROWS = 0.05, 100


@dataclass
class Worker:
    """The only sender of outbox rows. `bot` has a session of its own.

    `notifications` has an entry for every (kind, cause) that is ever planned. `home` is the zone of groups and
    channels. `chat_limiter` keeps the messages of one chat apart. `is_clock_believed` tells whether rows may expire.
    """

    bot: Bot
    store: Store
    texts: Texts
    clock: Callable[[], datetime]
    rate_limiter: RateLimiter
    notifications: Mapping[tuple[str, str], Notification]
    home: str
    chat_limiter: ChatLimiter = field(default_factory=ChatLimiter)
    is_clock_believed: Callable[[], bool] = lambda: True
    backoff: Backoff = field(default_factory=Backoff)
    _stopping: bool = False
    _unsaved_pause_until: datetime | None = None
    _own_pause_until: datetime | None = None
    _wake_event: asyncio.Event = field(default_factory=asyncio.Event)
    _slot_freed: asyncio.Event = field(default_factory=asyncio.Event)
    _write_lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    _batch_full: asyncio.Event = field(default_factory=asyncio.Event)
    _records: list[Record] = field(default_factory=list)
    _claimed: set[int] = field(default_factory=set)
    _in_flight: set[int] = field(default_factory=set)

    def wake(self) -> None:
        """Look for due rows now."""
        self._wake_event.set()

    def stop(self) -> None:
        """Finish the rows in flight, release the other claimed rows, and end `run`."""
        self._stopping = True
        self._wake_event.set()

    async def run(self) -> None:
        """Send due rows until stopped. Only the process that holds the leader lock sends; the others stand by."""
        leader, is_leader = self.store.leader_lock(LEADER_LOCK), None
        try:
            while not self._stopping:
                was_leader, is_leader = is_leader, await self._with_store(leader.take())
                if is_leader is not None and is_leader is not was_leader:
                    _log_leader(is_leader)
                await self._sleep(await self.work(leader) if is_leader else STANDBY_SECONDS)
        finally:
            await self._flush_at_stop()
            await leader.release()

    async def _flush_at_stop(self) -> None:
        """Record what a sudden stop left unrecorded, so that rows that were sent are not sent again."""
        with suppress(TimeoutError):
            async with asyncio.timeout(FINAL_FLUSH_SECONDS):
                await self._with_store(self._flush())

    async def _sleep(self, seconds: float | None) -> None:
        """Sleep for `seconds` plus jitter, or until the wake event when None; `stop` ends both."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds and with_jitter(seconds)):
                while not self._stopping:
                    await self._wake_event.wait()
                    self._wake_event.clear()
                    if seconds is None:
                        return

    async def work(self, leader: LeaderLock) -> float | None:
        """Send until no row is due. Return the seconds to sleep, None for "until the wake event".

        The next batch is claimed while this one is sent, so together they are at most two seconds of work.
        """
        probing = self.backoff.seconds > 0
        async with asyncio.TaskGroup() as sends:
            # Results that the store could not take during its outage are recorded first.
            await self._with_store(self._flush())
            batch = await self._with_store(self._claim(leader, 1 if probing else None)) if not self._records else None
            if batch is None:
                return self.backoff.seconds
            if not batch.rows:
                self.backoff.end()
            while batch.rows:
                following = None if self.backoff.seconds else sends.create_task(self._with_store(self._claim(leader)))
                await self._dispatch(batch, sends, probing)
                batch = (await following if following else None) or Batch()
        await self._with_store(self._flush())
        if self.backoff.seconds:
            return self.backoff.seconds
        return 0 if probing else None

    async def _with_store(self, job: Awaitable[T]) -> T | None:
        """Await a job of the store. A store that is locked, full or unreachable is an outage as well: None then."""
        try:
            return await job
        except StoreTrouble as error:
            self._start_backoff(error, probe=self.backoff.seconds > 0)
            return None

    async def _claim(self, leader: LeaderLock, limit: int | None = None) -> Batch:
        """Claim up to `limit` due rows, a second of work by default; none when stopping or without the leader lock."""
        if self._stopping or not await leader.take():
            return Batch()
        most = limit or max(1, min(int(self.rate_limiter.rate * CLAIM_SECONDS), CLAIM_ROWS))
        batch = await self.store.write(self._claim_batch, self.clock(), most)
        self._claimed.update(row.id for row in batch.rows)
        return batch

    def _claim_batch(self, tx: Transaction, now: datetime, limit: int) -> Batch:
        outbox.recover(tx, now, self._claimed)
        if self.is_clock_believed():
            outbox.expire(tx, now)
        paused = outbox.paused_until(tx)
        # A pause that this worker saved itself is over when its backoff is, even if the clock was moved meanwhile.
        if paused is not None and paused > max(now, self._own_pause_until or now):
            return Batch()
        rows = claim_wanted(tx, self.notifications, now, limit, self.home)
        causes = {(row.kind, row.cause, row.cause_id) for row in rows}
        return Batch(rows, {each: self.notifications[each[0], each[1]].load(tx, each[2]) for each in causes})

    async def _dispatch(self, batch: Batch, sends: asyncio.TaskGroup, probe: bool) -> None:
        """Start each row at its slot; once an outage begins, release the other rows unchanged."""
        for row in batch.rows:
            if self._may_send(probe):
                await self._wait_for_slot()
            if not self._may_send(probe):
                self._records.append(Record(row.id, row.account_id, DeliveryStatus.PLANNED))
                continue
            self._in_flight.add(row.id)
            sends.create_task(self._send(row, batch.subjects[row.kind, row.cause, row.cause_id], probe))

    def _may_send(self, probe: bool) -> bool:
        return not self._stopping and (probe or not self.backoff.seconds)

    async def _wait_for_slot(self) -> None:
        """Wait for the next slot, and while too many rows are in flight, unless an outage begins."""
        if (wait := self.rate_limiter.take()) > SLOT_TOLERANCE_SECONDS:
            await asyncio.sleep(wait)
        while len(self._in_flight) >= IN_FLIGHT and not self.backoff.seconds:
            self._slot_freed.clear()
            await self._slot_freed.wait()

    async def _send(self, row: Delivery, subject: Any, probe: bool) -> None:
        try:
            record = await self._deliver(row, subject, probe)
        except Exception as error:  # A bug in one text must not stop everybody's reminders.
            log.exception("delivery failed", delivery_id=row.id, kind=row.kind, cause=row.cause, cause_id=row.cause_id)
            record = self._retry(row, type(error).__name__)
        self._records.append(record)
        if len(self._records) >= BATCH_ROWS:
            self._batch_full.set()
        if not self._write_lock.locked():
            await self._with_store(self._flush(gather=True))

    async def _deliver(self, row: Delivery, subject: Any, probe: bool) -> Record:
        rendered = self.notifications[row.kind, row.cause].render(subject, row, self.texts.choose(row.locale))
        if rendered is None:
            return Record(row.id, row.account_id, DeliveryStatus.CANCELLED)
        messages, sent_ids = rendered if isinstance(rendered, tuple) else (rendered,), [*row.message_ids]
        return replace(await self._send_messages(row, messages, sent_ids, probe), message_ids=tuple(sent_ids))

    async def _send_messages(
        self, row: Delivery, messages: tuple[TelegramMethod[Any], ...], sent_ids: list[int], probe: bool
    ) -> Record:
        record = Record(row.id, row.account_id, DeliveryStatus.SENT)
        try:
            await self._send_each(row, messages, sent_ids)
        except OUTAGE as error:
            self._start_backoff(error, probe)
            return replace(record, status=DeliveryStatus.PLANNED, uncertain=is_uncertain(error))
        except TelegramMigrateToChat as error:
            record = replace(record, status=DeliveryStatus.PLANNED, moved_to=error.migrate_to_chat_id)
        except SourceGoneError:
            record = replace(record, status=DeliveryStatus.FAILED, error=f"{SOURCE_GONE}: {NO_CHAT}")
        except TelegramAPIError as error:
            record = self._refusal(row, error)
        if probe:
            self.backoff.end()  # A refusal is an answer, too.
        return record

    async def _send_each(self, row: Delivery, messages: tuple[TelegramMethod[Any], ...], sent_ids: list[int]) -> None:
        """Send a row's messages in order; their ids are added to `sent_ids`, and saved before the next one is sent.

        The row has its first slot; every further message takes one more. An album takes as many slots as it has files,
        and is sent at the last of them; the next row follows after that.
        """
        for number, message in enumerate(messages):
            slots = [self.rate_limiter.take() for _ in range(messages_in(message) - (number == 0))]
            if (wait := max([self.chat_limiter.take(row.chat_id), *slots])) > 0:
                await asyncio.sleep(wait)
            sent_ids += await send(self.bot, paid_for(message, self.rate_limiter.rate))
            if number + 1 < len(messages):
                await self._with_store(self.store.write(outbox.record_partial, row.id, sent_ids, self.clock()))

    def _start_backoff(self, error: Exception, probe: bool) -> None:
        """Pause all sending; a 429 also slows the rate limiter down, and its pause is saved for other processes."""
        self._slot_freed.set()
        if isinstance(error, TelegramRetryAfter):
            if probe or not self.backoff.seconds:
                self.rate_limiter.slow_down()
            self._own_pause_until = self._unsaved_pause_until = self.clock() + timedelta(seconds=error.retry_after)
        self.backoff.begin(error, probe=probe)

    def _refusal(self, row: Delivery, error: TelegramAPIError) -> Record:
        """The record of a row that Telegram refused: its final status, else a retry."""
        if end := final_status(error):
            if end is not DeliveryStatus.SENT:
                log.info("delivery refused", delivery_id=row.id, status=end.value, error=error.message)
            return Record(row.id, row.account_id, end, error=error.message)
        return self._retry(row, error.message)

    def _retry(self, row: Delivery, error: str) -> Record:
        retry_at = self.clock() + timedelta(seconds=with_jitter(2 ** (row.attempts + 1)))
        return Record(row.id, row.account_id, DeliveryStatus.PLANNED, error=error, retry_at=retry_at)

    async def _flush(self, *, gather: bool = False) -> None:
        """Record the results of rows; those that the store cannot take now are kept for the next flush.

        The holder of the write lock records for all tasks; with `gather` it first waits a moment for rows in flight.
        """
        async with self._write_lock:
            if gather and len(self._in_flight) > len(self._records):
                await self._wait_for_full_batch()
            while records := self._records:
                self._records, pause = [], self._unsaved_pause_until
                try:
                    await self.store.write(self._record_batch, records, pause, self.clock())
                except StoreTrouble:
                    self._records = records + self._records
                    raise
                if self._unsaved_pause_until == pause:
                    self._unsaved_pause_until = None
                self._release({each.id for each in records})

    async def _wait_for_full_batch(self) -> None:
        self._batch_full.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(BATCH_SECONDS):
                await self._batch_full.wait()

    def _release(self, written: set[int]) -> None:
        self._claimed -= written
        self._in_flight -= written
        self._slot_freed.set()

    def _record_batch(self, tx: Transaction, records: list[Record], pause: datetime | None, now: datetime) -> None:
        outbox.record(tx, records, now)
        if pause is not None:
            outbox.pause(tx, pause)


def _log_leader(is_leader: bool) -> None:
    if is_leader:
        log.info("this process sends what is due")
    else:
        log.info("another process sends what is due, this one stands by")
