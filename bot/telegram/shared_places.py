"""Places shared from the map, where a place is asked: a venue has a name and an address, a bare point names nothing."""

from collections.abc import Awaitable, Callable, Collection
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import Message, TelegramObject, Update

from bot.logs import get_logger
from handlers.shared.context import Context

log = get_logger(__name__)

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class SharedPlaces(BaseMiddleware):
    """Takes the name and address of a venue as typed words, and says how to go on after a point on the map.

    `venues` are the questions that a venue answers; `towns` ask for a settlement or a municipality, which no venue
    names. A question is its state, or "state/name" for one of an interview. No map service is asked: it would learn
    where people live.
    """

    def __init__(self, venues: Collection[str], towns: Collection[str]) -> None:
        self._venues, self._towns = frozenset(venues), frozenset(towns)

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        message = event.message if isinstance(event, Update) else None
        if not isinstance(event, Update) or message is None or message.location is None:
            return await handler(event, data)
        ctx: Context = data["ctx"]
        question = await _question(ctx)
        if question not in self._venues | self._towns:
            return await handler(event, data)
        words = _words(message) if question in self._venues else ""
        log.info("shared place", person_id=ctx.person_id, is_venue=message.venue is not None, is_taken=bool(words))
        if not words:
            key = "place-without-name" if question in self._venues else "town-without-name"
            return await ctx.answer_once(message, ctx.tr(key))
        typed = message.model_copy(update={"text": words, "venue": None, "location": None})
        return await handler(event.model_copy(update={"message": typed}), data)


async def _question(ctx: Context) -> str:
    """The open question as `SharedPlaces` names it; "" when none is open."""
    if ctx.state.opened is None:
        return ""
    name = (await ctx.state.get_data()).get("name")
    return f"{ctx.state.opened}/{name}" if name else ctx.state.opened


def _words(message: Message) -> str:
    venue = message.venue
    return ", ".join(each.strip() for each in (venue.title, venue.address) if each.strip()) if venue else ""
