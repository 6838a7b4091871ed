"""Messages to administrators about troubles, sent past the outbox: the store may be what is in trouble."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest, TelegramForbiddenError

from bot.config import Settings
from bot.domain.troubles import MOMENTARY, MUTE, OF_STORE, Lasting, Trouble, is_worth_telling, silence
from bot.i18n import Texts, Translator
from bot.logs import get_logger
from bot.monitoring.health import Health
from storage import troubles
from storage.core.db import Store, StoreTrouble
from storage.people import coordinators

log = get_logger(__name__)

T = TypeVar("T")

# A store that hangs must not keep its own trouble from being told.
STORE_SECONDS = 5.0


@dataclass
class TroubleNotices:
    """Tells administrators of each trouble once, with what to do; at most one message a day about the same trouble.

    What was told stands in the store, so that neither a restart nor another replica tells it again; while the store is
    in trouble, in memory.
    """

    bot: Bot
    store: Store
    texts: Texts
    health: Health
    settings: Settings
    clock: Callable[[], datetime]
    _ended: dict[Trouble, Lasting] = field(default_factory=dict)
    _told: dict[Trouble, datetime] = field(default_factory=dict)
    _known: dict[int, str] = field(default_factory=dict)

    async def tell(self) -> None:
        """Tell what is worth telling now. What cannot be sent is kept for the next call."""
        await self._look_up_administrators()
        self._ended |= {each.trouble: each for each in self.health.take_ended()}
        lasting = {each.trouble: each for each in self.health.troubles}
        if MUTE & lasting.keys():
            return
        for each in (self._ended | lasting).values():
            if not is_worth_telling(each, self.clock()) or await self._tell(each):
                self._ended.pop(each.trouble, None)

    async def _tell(self, each: Lasting) -> bool:
        """Tell a trouble unless it was told lately. False when Telegram does not take it now."""
        if not await self._claim(each.trouble):
            return True
        reached = await self._send(each)
        if reached is None:
            await self._give_back(each.trouble)
            return False
        say = log.info if reached else log.warning
        say("administrators were told of a trouble", trouble=each.trouble.value, reached=reached)
        return True

    async def _send(self, each: Lasting) -> int | None:
        """Send the message to all administrators. Returns the number of those reached, None in an outage."""
        reached = 0
        for chat_id, locale in (self._known or dict.fromkeys(self.settings.admin_ids, "")).items():
            try:
                await self.bot.send_message(chat_id, self._text(each, self.texts.choose(locale)))
            except (TelegramForbiddenError, TelegramBadRequest):
                continue  # They have never started the bot, or have blocked it.
            except TelegramAPIError:
                return reached or None
            reached += 1
        return reached

    def _text(self, each: Lasting, tr: Translator) -> str:
        words, since = tr(f"trouble-{each.trouble.value}"), tr.moment(each.since, self.settings.timezone)
        if each.trouble in MOMENTARY:
            parts = [words, tr("alert-happened", since=since)]
        elif each.until is None:
            parts = [words, tr("alert-lasts", since=since)]
        else:  # That it is over comes first: the words say what to do while it lasts.
            minutes = round(each.lasted(each.until).total_seconds() / 60)
            parts = [tr("alert-over", since=since, minutes=minutes), words]
        return "\n\n".join([*parts, tr("alert-detail", detail=each.detail)] if each.detail else parts)

    async def _look_up_administrators(self) -> None:
        """Look up the chats and languages of administrators, as long as the store answers."""
        self._known = await self._ask(
            lambda: self.store.read(coordinators.administrators, self.settings.admin_ids), self._known
        )

    async def _claim(self, trouble: Trouble) -> bool:
        """Note that the trouble is told now; False when it was told lately."""
        now, before = self.clock(), self._told.get(trouble)
        if before is not None and before <= now < before + silence(trouble):
            return False
        self._told[trouble] = now
        return await self._ask(lambda: self.store.write(troubles.claim, trouble, silence(trouble), now), True)

    async def _give_back(self, trouble: Trouble) -> None:
        self._told.pop(trouble, None)
        await self._ask(lambda: self.store.write(troubles.give_back, trouble), None)

    async def _ask(self, job: Callable[[], Awaitable[T]], otherwise: T) -> T:
        """The store's answer, or `otherwise` while it is in trouble, fails or takes too long."""
        if OF_STORE & {each.trouble for each in self.health.troubles}:
            return otherwise
        asked = asyncio.ensure_future(job())
        await asyncio.wait({asked}, timeout=STORE_SECONDS)
        if not asked.done():
            # It goes on: SQLAlchemy waits for the connection even when it is cancelled. Nobody hears its error.
            asked.add_done_callback(lambda late: late.cancelled() or late.exception())
            return otherwise
        try:
            return asked.result()
        except StoreTrouble:
            return otherwise
