"""The worker of the outbox: claims due rows, sends them within the rate limit, records the results."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramMigrateToChat
from aiogram.methods import TelegramMethod

from bot.domain.deliveries import SOURCE_GONE, Delivery, DeliveryStatus, Record
from bot.i18n import Texts
from bot.logs import get_logger
from bot.monitoring.health import Health
from bot.monitoring.metrics import SENDS
from bot.network.losses import is_loss, is_uncertain
from bot.outbox.claim import Batch, claim_wanted
from bot.outbox.errors import CLOSING, NO_CHAT, SourceGoneError, refusal, retry
from bot.outbox.notification import Notification
from bot.outbox.pausing import Pausing
from bot.outbox.rate_limit import ChatLimiter, RateLimiter, messages_in, paid_for, with_jitter
from bot.outbox.recorder import Recorder
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
OUTCOMES = {DeliveryStatus.SENT: "sent", DeliveryStatus.PLANNED: "lost", DeliveryStatus.CANCELLED: "cancelled"}
COUNTERS = {status: SENDS.labels(outcome=OUTCOMES.get(status, "refused")) for status in DeliveryStatus}


@dataclass
class Worker:
    """The only sender of outbox rows. `bot` has a session of its own.

    `notifications` has an entry for every (kind, cause) that is ever planned. `home` is the zone of groups and
    channels. `chat_limiter` keeps the messages of one chat apart. `health` hears of pauses. `is_clock_believed` tells
    whether rows may expire.
    """

    bot: Bot
    store: Store
    texts: Texts
    clock: Callable[[], datetime]
    rate_limiter: RateLimiter
    notifications: Mapping[tuple[str, str], Notification]
    home: str
    chat_limiter: ChatLimiter = field(default_factory=ChatLimiter)
    health: Health | None = None
    is_clock_believed: Callable[[], bool] = lambda: True
    _stopping: bool = False
    _sending: int = 0
    _wake_event: asyncio.Event = field(default_factory=asyncio.Event)
    _recorder: Recorder = field(init=False)
    pausing: Pausing = field(init=False)

    def __post_init__(self) -> None:
        self._recorder = Recorder(self.store, self.clock)
        self.pausing = Pausing(self._recorder, self.rate_limiter, self.clock, self.health)

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
                if is_leader and not was_leader:
                    log.info("this process sends what is due")
                elif is_leader is False and was_leader is not False:
                    log.info("another process sends what is due, this one stands by")
                await self._sleep(await self.work(leader) if is_leader else STANDBY_SECONDS)
        finally:
            await self._flush_at_stop()
            await leader.release()

    async def _flush_at_stop(self) -> None:
        """Record what a sudden stop left unrecorded, so that rows that were sent are not sent again."""
        with suppress(TimeoutError):
            async with asyncio.timeout(FINAL_FLUSH_SECONDS):
                await self._with_store(self._recorder.flush())

    async def _sleep(self, seconds: float | None, *, until_idle: bool = False) -> None:
        """Sleep for `seconds` plus jitter, None for ever. The wake event ends it unless a pause lasts; a stop always.

        A pause that ends meanwhile, or is lifted in the store, no longer lasts. With `until_idle` the last result of
        the rows under way ends it, too.
        """
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds and with_jitter(seconds)):
                while not self._stopping:
                    await self._wake_event.wait()
                    self._wake_event.clear()
                    await self.pausing.look_whether_lifted()
                    if seconds is None or self.pausing.backoff.seconds < seconds or (until_idle and not self._sending):
                        return

    async def work(self, leader: LeaderLock) -> float | None:
        """Send until no row is due and none is under way. Return the seconds to sleep, None for "until the wake event".

        A request that hangs keeps no other row waiting: rows that become due meanwhile are sent beside it, and so are
        the probes of a pause.
        """
        async with asyncio.TaskGroup() as sends:
            wait = await self._send_due(leader, sends)
            while self._sending and not self._stopping:
                began = time.monotonic()
                await self._sleep(wait, until_idle=True)
                if self._sending or not self.pausing.backoff.seconds:
                    wait = await self._send_due(leader, sends)
                else:
                    wait = max(self.pausing.backoff.seconds - (time.monotonic() - began), 0.0)
        await self._with_store(self._recorder.flush())
        return self.pausing.backoff.seconds if self._recorder.is_behind else wait

    async def _send_due(self, leader: LeaderLock, sends: asyncio.TaskGroup) -> float | None:
        """Start to send what is due, or make one probe. Return what `work` returns.

        The next batch is claimed while this one is sent, so together they are at most two seconds of work.
        """
        probing = self.pausing.backoff.seconds > 0
        # Results that the store could not take during its outage are recorded first.
        await self._with_store(self._recorder.flush())
        if self._recorder.is_behind:
            return self.pausing.backoff.seconds
        batch = await self._with_store(self._claim(leader, 1 if probing else None))
        if batch is None:
            return self.pausing.backoff.seconds
        if probing:
            return await self._probe(batch)
        while batch.rows:
            following = (
                None if self.pausing.backoff.seconds else sends.create_task(self._with_store(self._claim(leader)))
            )
            await self._dispatch(batch, sends)
            batch = (await following if following else None) or Batch()
        return self.pausing.backoff.seconds or None

    async def _probe(self, batch: Batch) -> float | None:
        """Send one row and wait for the result. Without a due row a pause ends, but of a dead line nothing is known."""
        for row in batch.rows:
            await self._wait_for_slot()
            await self._send(row, batch.subject(row), probe=True)
        if not batch.rows and self.pausing.backoff.by_line:
            return None
        if not batch.rows:
            self.pausing.open()
        return self.pausing.backoff.seconds

    async def _with_store(self, job: Awaitable[T]) -> T | None:
        """Await a job of the store. A store that is locked, full or unreachable is an outage as well: None then."""
        try:
            return await job
        except StoreTrouble as error:
            self.pausing.close(error, probe=self.pausing.backoff.seconds > 0)
            return None

    async def _claim(self, leader: LeaderLock, limit: int | None = None) -> Batch:
        """Claim up to `limit` due rows, a second of work by default; none when stopping or without the leader lock."""
        if self._stopping or not await leader.take():
            return Batch()
        most = limit or max(1, min(int(self.rate_limiter.rate * CLAIM_SECONDS), CLAIM_ROWS))
        batch = await self.store.write(self._claim_batch, self.clock(), most)
        self._recorder.claimed.update(row.id for row in batch.rows)
        self.pausing.report(batch.paused_until)
        return batch

    def _claim_batch(self, tx: Transaction, now: datetime, limit: int) -> Batch:
        outbox.recover(tx, now, self._recorder.claimed)
        if self.is_clock_believed():
            outbox.expire(tx, now)
        paused = outbox.paused_until(tx)
        # A pause that this worker saved itself is over when its backoff is, even if the clock was moved meanwhile.
        if paused is not None and paused > max(now, self.pausing.own_pause_until or now):
            return Batch(paused_until=paused)
        rows = claim_wanted(tx, self.notifications, now, limit, self.home)
        causes = {(row.kind, row.cause, row.cause_id) for row in rows}
        return Batch(rows, {each: self.notifications[each[0], each[1]].load(tx, each[2]) for each in causes})

    async def _dispatch(self, batch: Batch, sends: asyncio.TaskGroup) -> None:
        """Start each row at its slot; once a pause begins, release the other rows unchanged."""
        for row in batch.rows:
            if self._may_send():
                await self._wait_for_slot()
            if not self._may_send():
                self._recorder.add(Record(row.id, row.account_id, DeliveryStatus.PLANNED))
                self._wake_event.set()  # They are due: nobody has to wait for the next wake.
                continue
            sends.create_task(self._send(row, batch.subject(row)))
            self._recorder.in_flight.add(row.id)

    def _may_send(self) -> bool:
        return not self._stopping and not self.pausing.backoff.seconds

    async def _wait_for_slot(self) -> None:
        """Wait for the next slot, and while too many rows are in flight, unless an outage begins."""
        if (wait := self.rate_limiter.take()) > SLOT_TOLERANCE_SECONDS:
            await asyncio.sleep(wait)
        while len(self._recorder.in_flight) >= IN_FLIGHT and not self.pausing.backoff.seconds:
            self._recorder.slot_freed.clear()
            await self._recorder.slot_freed.wait()

    async def _send(self, row: Delivery, subject: Any, *, probe: bool = False) -> None:
        self._sending += 1
        try:
            record = await self._deliver(row, subject, probe)
        except Exception as error:  # A bug in one text must not stop everybody's reminders.
            log.exception("delivery failed", delivery_id=row.id, kind=row.kind, cause=row.cause, cause_id=row.cause_id)
            record = retry(row, type(error).__name__, self.clock())
        COUNTERS[record.status].inc()
        if record.status is not DeliveryStatus.PLANNED:
            self.pausing.trials.forget(row.id)
        self._recorder.add(record)
        await self._with_store(self._recorder.flush_soon())
        self._sending -= 1
        if not self._sending:
            self._wake_event.set()

    async def _deliver(self, row: Delivery, subject: Any, probe: bool) -> Record:
        notice, tr = self.notifications[row.kind, row.cause], self.texts.choose(row.locale).through(row.channel)
        if (rendered := notice.render(subject, row, tr)) is None:
            return Record(row.id, row.account_id, DeliveryStatus.CANCELLED)
        messages, sent_ids = rendered if isinstance(rendered, tuple) else (rendered,), [*row.message_ids]
        settle = notice.settle
        record = replace(await self._send_messages(row, messages, sent_ids, probe), message_ids=tuple(sent_ids))
        return await self.store.write(settle, subject, row, record) if settle and not record.is_lost else record

    async def _send_messages(
        self, row: Delivery, messages: tuple[TelegramMethod[Any], ...], sent_ids: list[int], probe: bool
    ) -> Record:
        record, began = Record(row.id, row.account_id, DeliveryStatus.SENT), time.monotonic()
        try:
            await self._send_each(row, messages, sent_ids, self.pausing.backoff.probe_seconds() if probe else None)
        except CLOSING as error:
            self.pausing.close(error, probe=probe)
            return replace(record, status=DeliveryStatus.PLANNED)
        except TelegramMigrateToChat as error:
            record = replace(record, status=DeliveryStatus.PLANNED, moved_to=error.migrate_to_chat_id)
        except SourceGoneError:
            record = replace(record, status=DeliveryStatus.FAILED, error=f"{SOURCE_GONE}: {NO_CHAT}")
        except TelegramAPIError as error:
            if is_loss(error):
                return self._lost(row, error, began, probe)
            record = refusal(row, error, self.clock())
        self.pausing.note_answer(began, probe=probe)
        return record

    async def _send_each(
        self, row: Delivery, messages: tuple[TelegramMethod[Any], ...], sent_ids: list[int], patience: float | None
    ) -> None:
        """Send a row's messages in order; their ids are added to `sent_ids`, and saved before the next one is sent.

        The row has its first slot; every further message takes one more. An album takes as many slots as it has files,
        and is sent at the last of them; the next row follows after that.
        """
        for number, message in enumerate(messages):
            slots = [self.rate_limiter.take() for _ in range(messages_in(message) - (number == 0))]
            if (wait := max([self.chat_limiter.take(row.chat_id), *slots])) > 0:
                await asyncio.sleep(wait)
            sent_ids += await send(self.bot, paid_for(message, self.rate_limiter.rate), patience)
            if number + 1 < len(messages):
                await self._with_store(self.store.write(outbox.record_partial, row.id, sent_ids, self.clock()))

    def _lost(self, row: Delivery, error: TelegramAPIError, began: float, probe: bool) -> Record:
        """The record of a row whose send got no answer: it is tried again, unless the fault is its own."""
        back = Record(row.id, row.account_id, DeliveryStatus.PLANNED, uncertain=is_uncertain(error), is_lost=True)
        wait = self.pausing.wait_after_loss(row.id, error, began, probe=probe)
        if self.pausing.trials.is_own(row.id):
            log.warning("delivery given up", delivery_id=row.id, error=type(error).__name__)
            return replace(back, status=DeliveryStatus.FAILED, error=type(error).__name__)
        if wait is None:
            return back
        asyncio.get_running_loop().call_later(wait, self.wake)
        return replace(back, retry_at=self.clock() + timedelta(seconds=wait))
