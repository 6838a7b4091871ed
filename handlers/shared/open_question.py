"""The open question: what a person was asked and has not answered yet. Words answer it, a way elsewhere leaves it."""

from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from typing import Any

from aiogram import BaseMiddleware
from aiogram.fsm.context import FSMContext
from aiogram.types import Message, TelegramObject

# The question that stands open while a press is handled, until a screen takes its place or it is asked anew.
_open_question: ContextVar[FSMContext | None] = ContextVar("open_question", default=None)


class LeaveQuestion(BaseMiddleware):
    """A command ends the open question before its handler may ask anew; a press does so when it puts a screen up.

    A press that is answered by an alert alone leaves the question open: the person still has it before them.
    """

    async def __call__(
        self, handler: Callable[..., Awaitable[Any]], event: TelegramObject, data: dict[str, Any]
    ) -> Any:
        is_answer = isinstance(event, Message) and not (event.text or "").startswith("/")
        if not data.get("raw_state") or is_answer:
            return await handler(event, data)
        token = _open_question.set(data["state"])
        try:
            if isinstance(event, Message):
                await leave_question()
            return await handler(event, data)
        finally:
            _open_question.reset(token)


def asked_anew() -> None:
    """The press in hand asks something itself: what it shows is that question."""
    _open_question.set(None)


async def leave_question() -> None:
    """A screen takes the place of the open question. `show` does it; who puts a screen up otherwise has to."""
    question = _open_question.get()
    if question is not None:
        _open_question.set(None)
        await question.set_state(None)
