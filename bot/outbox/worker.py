"""The door: claims what is due, sends it at its pace, records what became of it."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramMigrateToChat, TelegramRetryAfter
from aiogram.methods import TelegramMethod

from bot.domain.deliveries import SOURCE_GONE, Delivery, DeliveryStatus, Record
from bot.i18n import Texts
from bot.outbox.claim import Batch, claim_meant
from bot.outbox.errors import CLOSED, NO_CHAT, SourceGoneError, end_of, is_uncertain, say
from bot.outbox.notification import Notification
from bot.outbox.rate_limit import ChatLimiter, RateLimiter, longer, messages_in, paid_for
from storage import outbox
from storage.core.db import Store, StoreTrouble
from storage.core.leader import LeaderLock

log = logging.getLogger(__name__)

T = TypeVar("T")

CLAIM_SECONDS = 1
CLAIM_ROWS = 100
LONGEST_WAIT = 60.0
STANDBY_SECONDS = 5.0
LAST_WORDS_SECONDS = 1.0
# Sends in flight at once, from their slot until they are written down, so that a crash repeats no more than these:
# enough for the full rate at a slow network, within the session's connections.
IN_FLIGHT = 300
# Slots so near go together: waking for each costs a quarter more of a core at a thousand a second.
TOGETHER_SECONDS = 0.003
# While other sends are on their way the pen waits so long for so many: one transaction writes them all down.
GATHER_SECONDS, GATHER_ROWS = 0.05, 100


@dataclass
class Worker:
    """`bot` has a session of its own. `speeches` says every (kind, cause) that is ever planned.

    `home` is the zone of groups and channels. `turns` keeps apart what one chat hears. `wait` is how long the door
    keeps closed after trouble, in seconds; 0 while it is open.
    """

    bot: Bot
    store: Store
    texts: Texts
    clock: Callable[[], datetime]
    rate_limiter: RateLimiter
    notifications: Mapping[tuple[str, str], Notification]
    home: str
    chat_limiter: ChatLimiter = field(default_factory=ChatLimiter)
    wait: float = 0.0
    _stopping: bool = False
    _pause_until: datetime | None = None
    _own_pause: datetime | None = None
    _bell: asyncio.Event = field(default_factory=asyncio.Event)
    _room: asyncio.Event = field(default_factory=asyncio.Event)
    _pen: asyncio.Lock = field(default_factory=asyncio.Lock)
    _enough: asyncio.Event = field(default_factory=asyncio.Event)
    _records: list[Record] = field(default_factory=list)
    _in_hand: set[int] = field(default_factory=set)
    _in_flight: set[int] = field(default_factory=set)

    def wake(self) -> None:
        """Something may be due: look now."""
        self._bell.set()

    def stop(self) -> None:
        """Finish what is in flight, give the rest back, and end `run`."""
        self._stopping = True
        self._bell.set()

    async def run(self) -> None:
        """Send what is due until stopped. Only one process sends at a time; the others stand by."""
        right, is_ours = self.store.leader_lock("door"), None
        try:
            while not self._stopping:
                was_ours, is_ours = is_ours, await self._guarded(right.take())
                if is_ours is False and was_ours is not False:
                    log.info("another process sends what is due, this one stands by")
                await self._rest(await self.work(right) if is_ours else STANDBY_SECONDS)
        finally:
            await self._give_back()
            await right.release()

    async def _give_back(self) -> None:
        """What a sudden stop left unwritten: rows that were sent are not sent again."""
        with suppress(TimeoutError):
            async with asyncio.timeout(LAST_WORDS_SECONDS):
                await self._guarded(self._flush())

    async def _rest(self, seconds: float | None) -> None:
        """Sleep for `seconds` and a little, or until woken when None; stopping ends both."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds and longer(seconds)):
                while not self._stopping:
                    await self._bell.wait()
                    self._bell.clear()
                    if seconds is None:
                        return

    async def work(self, right: LeaderLock) -> float | None:
        """Send until nothing is due. Returns how long to rest: None for "until woken".

        The next batch is claimed while this one is sent, so together they are at most two seconds of work.
        """
        probing = self.wait > 0
        async with asyncio.TaskGroup() as sends:
            # What the store did not take when it was away is written down first.
            await self._guarded(self._flush())
            batch = await self._guarded(self._claim(right, 1 if probing else None)) if not self._records else None
            if batch is None:
                return self.wait
            if not batch.rows:
                self.wait = 0.0
            while batch.rows:
                following = None if self.wait else sends.create_task(self._guarded(self._claim(right)))
                await self._dispatch(batch, sends, probing)
                batch = (await following if following else None) or Batch()
        await self._guarded(self._flush())
        if self.wait:
            return self.wait
        return 0 if probing else None

    async def _guarded(self, job: Coroutine[Any, Any, T]) -> T | None:
        """A store that is locked, full or away closes the door like any other trouble. None then."""
        try:
            return await job
        except StoreTrouble as error:
            self._close(error, probe=self.wait > 0)
            return None

    async def _claim(self, right: LeaderLock, limit: int | None = None) -> Batch:
        """Up to `limit` due rows, a second's worth by default; none once we are stopping or another door sends."""
        if self._stopping or not await right.take():
            return Batch()
        most = limit or max(1, min(int(self.rate_limiter.rate * CLAIM_SECONDS), CLAIM_ROWS))
        batch = await self.store.write(self._claim_in, self.clock(), most)
        self._in_hand.update(row.id for row in batch.rows)
        return batch

    def _claim_in(self, tx: Any, now: datetime, limit: int) -> Batch:
        outbox.recover(tx, now, self._in_hand)
        outbox.expire(tx, now)
        paused = outbox.paused_until(tx)
        # Of a pause of its own the door knows by itself when it is over, whatever becomes of the clock.
        if paused is not None and paused > max(now, self._own_pause or now):
            return Batch()
        rows = claim_meant(tx, self.notifications, now, limit, self.home)
        causes = {(row.kind, row.cause, row.cause_id) for row in rows}
        return Batch(rows, {each: self.notifications[each[0], each[1]].load(tx, each[2]) for each in causes})

    async def _dispatch(self, batch: Batch, sends: asyncio.TaskGroup, probe: bool) -> None:
        """Start each send at its slot; once the door closes, the rest goes back as it was."""
        for row in batch.rows:
            if self._is_open(probe):
                await self._turn()
            if not self._is_open(probe):
                self._records.append(Record(row.id, row.account_id, DeliveryStatus.PLANNED))
                continue
            self._in_flight.add(row.id)
            sends.create_task(self._send(row, batch.subjects[row.kind, row.cause, row.cause_id], probe))

    def _is_open(self, probe: bool) -> bool:
        return not self._stopping and (probe or not self.wait)

    async def _turn(self) -> None:
        """Wait for the next slot, and for room among those in flight: not for ever, should the door close."""
        if (wait := self.rate_limiter.take()) > TOGETHER_SECONDS:
            await asyncio.sleep(wait)
        while len(self._in_flight) >= IN_FLIGHT and not self.wait:
            self._room.clear()
            await self._room.wait()

    async def _send(self, row: Delivery, subject: Any, probe: bool) -> None:
        try:
            record = await self._deliver(row, subject, probe)
        except Exception as error:  # A bug in one text must not stop everybody's reminders.
            log.exception("delivery %d (%s of %s %d) failed", row.id, row.kind, row.cause, row.cause_id)
            record = self._again(row, type(error).__name__)
        self._records.append(record)
        if len(self._records) >= GATHER_ROWS:
            self._enough.set()
        if not self._pen.locked():
            await self._guarded(self._flush(gather=True))

    async def _deliver(self, row: Delivery, subject: Any, probe: bool) -> Record:
        words = self.notifications[row.kind, row.cause].say(subject, row, self.texts.choose(row.locale))
        if words is None:
            return Record(row.id, row.account_id, DeliveryStatus.CANCELLED)
        messages, said = words if isinstance(words, tuple) else (words,), [*row.message_ids]
        return replace(await self._try(row, messages, said, probe), message_ids=tuple(said))

    async def _try(
        self, row: Delivery, messages: tuple[TelegramMethod[Any], ...], said: list[int], probe: bool
    ) -> Record:
        record = Record(row.id, row.account_id, DeliveryStatus.SENT)
        try:
            await self._say_each(row, messages, said)
        except CLOSED as error:
            self._close(error, probe)
            return replace(record, status=DeliveryStatus.PLANNED, uncertain=is_uncertain(error))
        except TelegramMigrateToChat as error:
            record = replace(record, status=DeliveryStatus.PLANNED, moved_to=error.migrate_to_chat_id)
        except SourceGoneError:
            record = replace(record, status=DeliveryStatus.FAILED, error=f"{SOURCE_GONE}: {NO_CHAT}")
        except TelegramAPIError as error:
            record = self._refused(row, error)
        if probe:
            self.wait = 0.0  # A refusal is an answer, too.
        return record

    async def _say_each(self, row: Delivery, messages: tuple[TelegramMethod[Any], ...], said: list[int]) -> None:
        """Send a row's messages in turn; their ids go into `said`, and into the store before the next one.

        The row's own slot is taken; every further message takes one more, those of an album together: it leaves at the
        last of them, and the next row after that.
        """
        for number, message in enumerate(messages):
            slots = [self.rate_limiter.take() for _ in range(messages_in(message) - (number == 0))]
            if (wait := max([self.chat_limiter.take(row.chat_id), *slots])) > 0:
                await asyncio.sleep(wait)
            said += _ids(await say(self.bot, paid_for(message, self.rate_limiter.rate)))
            if number + 1 < len(messages):
                await self._guarded(self.store.write(outbox.record_partial, row.id, said, self.clock()))

    def _close(self, error: Exception, probe: bool) -> None:
        """Trouble of everybody's: keep closed as long as Telegram says, or ever longer, up to a minute."""
        self._room.set()
        if not self.wait:
            log.warning("deliveries wait: %s", type(error).__name__)
        if isinstance(error, TelegramRetryAfter):
            if probe or not self.wait:
                self.rate_limiter.slow_down()
            self.wait = max(self.wait, float(error.retry_after))
            self._own_pause = self._pause_until = self.clock() + timedelta(seconds=error.retry_after)
        elif probe or not self.wait:
            self.wait = min(max(self.wait * 2, 1.0), LONGEST_WAIT)

    def _refused(self, row: Delivery, error: TelegramAPIError) -> Record:
        """A refusal that is about this row."""
        if end := end_of(error):
            return Record(row.id, row.account_id, end, error=error.message)
        return self._again(row, error.message)

    def _again(self, row: Delivery, error: str) -> Record:
        retry_at = self.clock() + timedelta(seconds=longer(2 ** (row.attempts + 1)))
        return Record(row.id, row.account_id, DeliveryStatus.PLANNED, error=error, retry_at=retry_at)

    async def _flush(self, *, gather: bool = False) -> None:
        """Write down what became of the rows; what the store does not take now is kept for the next time.

        Who has the pen writes for all, with `gather` also for those who come back in a moment.
        """
        async with self._pen:
            if gather and len(self._in_flight) > len(self._records):
                await self._gathered()
            while records := self._records:
                self._records, pause = [], self._pause_until
                try:
                    await self.store.write(self._record_in, records, pause, self.clock())
                except StoreTrouble:
                    self._records = records + self._records
                    raise
                if self._pause_until == pause:
                    self._pause_until = None
                self._let_go({each.id for each in records})

    async def _gathered(self) -> None:
        self._enough.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(GATHER_SECONDS):
                await self._enough.wait()

    def _let_go(self, written: set[int]) -> None:
        self._in_hand -= written
        self._in_flight -= written
        self._room.set()

    def _record_in(self, tx: Any, records: list[Record], pause: datetime | None, now: datetime) -> None:
        outbox.record(tx, records, now)
        if pause is not None:
            outbox.pause(tx, pause)


def _ids(sent: Any) -> list[int]:
    """The messages that Telegram tells of; of what was deleted it tells none."""
    return [each.message_id for each in (sent if isinstance(sent, list) else [sent]) if hasattr(each, "message_id")]
