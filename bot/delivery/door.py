"""The door: claims what is due, sends it at its pace, records what became of it; `Speech` is how a row is said."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import GetChat, TelegramMethod

from bot.delivery.pace import Pace, paid_for
from bot.domain.deliveries import SOURCE_GONE, Delivery, DeliveryStatus, Record
from bot.i18n import Texts, Translator
from storage import deliveries
from storage.db import Store, StoreTrouble
from storage.sole import Sole

log = logging.getLogger(__name__)

T = TypeVar("T")

CLAIM_SECONDS = 1
CLAIM_ROWS = 100
LONGEST_WAIT = 60.0
STANDBY_SECONDS = 5.0
# Sends in flight at once, from their slot until they are written down, so that a crash repeats no more than these:
# enough for the full rate at a slow network, within the session's connections.
IN_FLIGHT = 300
CLOSED = (
    TelegramNetworkError,
    TelegramServerError,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
    TelegramConflictError,
    ClientDecodeError,
)
NO_CHAT = "chat not found"
GONE = (NO_CHAT, "user is deactivated", "bot was kicked", "PEER_ID_INVALID")


class SourceGoneError(Exception):
    """The chat that a message was to be copied from is gone: it is not the reader who is."""


@dataclass(frozen=True, slots=True)
class Speech:
    """How a kind of row is said: `load(tx, cause_id)` reads its cause once a batch, `say` makes the message.

    `say` returns None when there is nothing to say any more: the row ends as cancelled.
    """

    load: Callable[..., Any]
    say: Callable[[Any, Delivery, Translator], TelegramMethod[Any] | None]


@dataclass
class Door:
    """`bot` has a session of its own. `speeches` says every (kind, cause) that is ever planned.

    `home` is the zone of groups and channels. `wait` is how long the door keeps closed after trouble, in seconds; 0
    while it is open.
    """

    bot: Bot
    store: Store
    texts: Texts
    clock: Callable[[], datetime]
    pace: Pace
    speeches: Mapping[tuple[str, str], Speech]
    home: str
    wait: float = 0.0
    _stopping: bool = False
    _pause_until: datetime | None = None
    _bell: asyncio.Event = field(default_factory=asyncio.Event)
    _slots: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(IN_FLIGHT))
    _pen: asyncio.Lock = field(default_factory=asyncio.Lock)
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
        right = self.store.sole("door")
        try:
            while not self._stopping:
                is_ours = await self._guarded(right.take())
                await self._rest(await self.work(right) if is_ours else STANDBY_SECONDS)
        finally:
            await right.release()

    async def _rest(self, seconds: float | None) -> None:
        """Sleep for `seconds`, or until woken when None; stopping ends both."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while not self._stopping:
                    await self._bell.wait()
                    self._bell.clear()
                    if seconds is None:
                        return

    async def work(self, right: Sole) -> float | None:
        """Send until nothing is due. Returns how long to rest: None for "until woken".

        The next batch is claimed while this one is sent, so together they are at most two seconds of work.
        """
        probing = self.wait > 0
        async with asyncio.TaskGroup() as sends:
            batch = await self._guarded(self._claim(right, 1 if probing else None))
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

    async def _claim(self, right: Sole, limit: int | None = None) -> "Batch":
        """Up to `limit` due rows, a second's worth by default; none once we are stopping or another door sends."""
        await self._flush()
        if self._stopping or not await right.take():
            return Batch()
        most = limit or max(1, min(int(self.pace.rate * CLAIM_SECONDS), CLAIM_ROWS))
        batch = await self.store.write(self._claim_in, self.clock(), most)
        self._in_hand.update(row.id for row in batch.rows)
        return batch

    def _claim_in(self, tx: Any, now: datetime, limit: int) -> "Batch":
        deliveries.recover(tx, now, self._in_hand)
        deliveries.expire(tx, now)
        paused = deliveries.paused_until(tx)
        if paused is not None and paused > now:
            return Batch()
        rows = deliveries.claim(tx, now, limit, self.home)
        causes = {(row.kind, row.cause, row.cause_id) for row in rows}
        return Batch(rows, {each: self.speeches[each[0], each[1]].load(tx, each[2]) for each in causes})

    async def _dispatch(self, batch: "Batch", sends: asyncio.TaskGroup, probe: bool) -> None:
        """Start each send at its slot; once the door closes, the rest goes back as it was."""
        for row in batch.rows:
            if self._stopping or (self.wait and not probe):
                self._records.append(Record(row.id, row.account_id, DeliveryStatus.PLANNED))
                continue
            await asyncio.sleep(max(self.pace.take(), 0))
            await self._slots.acquire()
            self._in_flight.add(row.id)
            sends.create_task(self._send(row, batch.subjects[row.kind, row.cause, row.cause_id], probe))

    async def _send(self, row: Delivery, subject: Any, probe: bool) -> None:
        try:
            record = await self._deliver(row, subject, probe)
        except Exception as error:  # A bug in one text must not stop everybody's reminders.
            log.exception("delivery %d (%s of %s %d) failed", row.id, row.kind, row.cause, row.cause_id)
            record = self._again(row, type(error).__name__)
        self._records.append(record)
        if not self._pen.locked():
            await self._guarded(self._flush())

    async def _deliver(self, row: Delivery, subject: Any, probe: bool) -> Record:
        tr = self.texts.choose(row.locale)
        message = self.speeches[row.kind, row.cause].say(subject, row, tr)
        if message is None:
            return Record(row.id, row.account_id, DeliveryStatus.CANCELLED)
        try:
            sent = await self._say(message)
        except CLOSED as error:
            self._close(error, probe)
            return Record(row.id, row.account_id, DeliveryStatus.PLANNED)
        except TelegramMigrateToChat as error:
            return Record(row.id, row.account_id, DeliveryStatus.PLANNED, moved_to=error.migrate_to_chat_id)
        except SourceGoneError:
            return Record(row.id, row.account_id, DeliveryStatus.FAILED, error=f"{SOURCE_GONE}: {NO_CHAT}")
        except TelegramAPIError as error:
            return self._refused(row, error)
        if probe:
            self.wait = 0.0
        return Record(row.id, row.account_id, DeliveryStatus.SENT, message_ids=(sent.message_id,))

    async def _say(self, message: TelegramMethod[Any]) -> Any:
        """What Telegram answers. A copy that finds no chat asks for its source: Telegram's words do not tell which."""
        try:
            return await self.bot(paid_for(message, self.pace.rate))
        except TelegramBadRequest as error:
            source = getattr(message, "from_chat_id", None)
            if source is None or NO_CHAT not in error.message or await self._is_there(source):
                raise
            raise SourceGoneError from error

    async def _is_there(self, chat_id: int | str) -> bool:
        try:
            await self.bot(GetChat(chat_id=chat_id))
        except (TelegramBadRequest, TelegramForbiddenError):
            return False
        return True

    def _close(self, error: Exception, probe: bool) -> None:
        """Trouble of everybody's: keep closed as long as Telegram says, or ever longer, up to a minute."""
        if not self.wait:
            log.warning("deliveries wait: %s", type(error).__name__)
        if isinstance(error, TelegramRetryAfter):
            self.wait = max(self.wait, float(error.retry_after))
            self._pause_until = self.clock() + timedelta(seconds=error.retry_after)
        elif probe or not self.wait:
            self.wait = min(max(self.wait * 2, 1.0), LONGEST_WAIT)

    def _refused(self, row: Delivery, error: TelegramAPIError) -> Record:
        """A refusal that is about this row: the account is gone, or the message is wrong."""
        if isinstance(error, TelegramForbiddenError) or any(word in error.message for word in GONE):
            return Record(row.id, row.account_id, DeliveryStatus.BLOCKED, error=error.message)
        if isinstance(error, TelegramBadRequest):
            return Record(row.id, row.account_id, DeliveryStatus.FAILED, error=error.message)
        return self._again(row, error.message)

    def _again(self, row: Delivery, error: str) -> Record:
        retry_at = self.clock() + timedelta(seconds=2 ** (row.attempts + 1))
        return Record(row.id, row.account_id, DeliveryStatus.PLANNED, error=error, retry_at=retry_at)

    async def _flush(self) -> None:
        """Write down what became of the rows; what the store does not take now is kept for the next time.

        Who has the pen writes for all: the more is sent at once, the larger its batches.
        """
        async with self._pen:
            while records := self._records:
                self._records = []
                try:
                    await self.store.write(self._record_in, records, self.clock())
                except StoreTrouble:
                    self._records = records + self._records
                    raise
                self._let_go({each.id for each in records})

    def _let_go(self, written: set[int]) -> None:
        self._in_hand -= written
        for _ in self._in_flight & written:
            self._slots.release()
        self._in_flight -= written

    def _record_in(self, tx: Any, records: list[Record], now: datetime) -> None:
        deliveries.record(tx, records, now)
        if self._pause_until is not None:
            deliveries.pause(tx, self._pause_until)


@dataclass(frozen=True, slots=True)
class Batch:
    """Claimed rows, and what they are about by (kind, cause, cause_id)."""

    rows: list[Delivery] = field(default_factory=list)
    subjects: dict[tuple[str, str, int], Any] = field(default_factory=dict)
