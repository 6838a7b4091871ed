"""Edited messages: the answer to a question that is still open is mended, any other is told how to change it."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiogram import BaseMiddleware
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.types import Message, TelegramObject, Update

from bot.logs import get_logger
from handlers.shared.context import Context
from handlers.shared.screens import keyboard, to_menu, words_of

log = get_logger(__name__)

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]

ANSWERS_KEPT = 5_000


@dataclass(frozen=True, slots=True)
class Answer:
    """The newest message of a person: its words as a hash, and the question that was open when it came."""

    message_id: int
    words: int
    question: tuple[str | None, str]


class EditedAnswers(BaseMiddleware):
    """Hands an edited message over as a new one while its question is the same; else says what to do.

    The newest message of each chat is kept in memory, without its words. A message that answered no question was
    searched for: its new words are searched for again. A conversation that knows an older message takes its edit.
    Other edits (a live location, a link's preview) are ignored.
    """

    def __init__(self) -> None:
        self._answers: OrderedDict[int, Answer] = OrderedDict()

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        if not isinstance(event, Update):
            return await handler(event, data)
        ctx: Context = data["ctx"]
        if event.message and words_of(event.message):
            await self._remember(event.message, ctx)
        if event.edited_message is None:
            return await handler(event, data)
        edited = event.edited_message
        known = self._answers.get(edited.chat.id)
        if not words_of(edited) or (known and known.words == hash(words_of(edited))):
            return None
        if known is None or known.message_id != edited.message_id or known.question != await _question(ctx):
            if await handler(event, data) is not UNHANDLED:
                return None
            log.info("edited message not taken", person_id=ctx.person_id)
            return await edited.reply(ctx.tr("edited-late"), reply_markup=keyboard([to_menu(ctx.tr)]))
        await self._remember(edited, ctx)
        return await handler(Update(update_id=event.update_id, message=edited), data)

    async def _remember(self, message: Message, ctx: Context) -> None:
        answer = Answer(message.message_id, hash(words_of(message)), await _question(ctx))
        self._answers[message.chat.id] = answer
        self._answers.move_to_end(message.chat.id)
        if len(self._answers) > ANSWERS_KEPT:
            self._answers.popitem(last=False)


async def _question(ctx: Context) -> tuple[str | None, str]:
    """The open question: its state and what is kept with it. Two questions of an interview differ in the latter."""
    return ctx.state.opened, str(await ctx.state.get_data()) if ctx.state.opened else ""
