"""An update that comes twice acts once: after a kill, a webhook answered late, or through two replicas."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject, Update

from bot.i18n import Texts
from bot.logs import get_logger
from bot.monitoring.metrics import REPEATED_UPDATES
from storage.core.once import RepeatedUpdateError

log = get_logger(__name__)

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]

FINISHED_KEPT = 10_000


class ActOnce(BaseMiddleware):
    """Drops updates that were handled before.

    This process remembers the last ones that it finished: their answer was said, so nothing is said again. Of any other
    the store knows only that it wrote something (RepeatedUpdateError): a process that was killed may have left it
    without an answer, or between two of its writes, so the person is asked to look. An update that wrote nothing before
    a kill is simply handled: nothing was lost.
    """

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._finished: OrderedDict[int, None] = OrderedDict()

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        if not isinstance(event, Update):
            return await handler(event, data)
        if event.update_id in self._finished:
            return await self._drop(event)
        try:
            result = await handler(event, data)
        except RepeatedUpdateError:
            await self._drop(event, self._texts.choose(data["event_from_user"].language_code).plain("came-again"))
            result = None
        self._finished[event.update_id] = None
        if len(self._finished) > FINISHED_KEPT:
            self._finished.popitem(last=False)
        return result

    async def _drop(self, update: Update, words: str = "") -> None:
        REPEATED_UPDATES.inc()
        log.info("update came again")
        message = update.message or update.edited_message
        if update.callback_query:
            await update.callback_query.answer(words or None)
        elif message and words:
            await message.answer(words)
