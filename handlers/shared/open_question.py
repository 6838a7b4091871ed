"""The open question: a person was asked for typed text and has not answered yet.

Words answer it; a command or another screen closes it.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State
from aiogram.fsm.storage.base import StorageKey
from aiogram.types import Message, TelegramObject

from storage.core.fsm import Conversations


class OpenQuestion(FSMContext):
    """aiogram's state of one conversation, with the question that was open when the update came.

    `opened` is the state of that question; None when nothing was asked.
    """

    def __init__(self, conversations: Conversations, key: StorageKey, opened: str | None) -> None:
        super().__init__(storage=conversations, key=key)
        self.opened = opened
        self.row_key = conversations.key(key)
        self._stands = opened is not None

    @property
    def step(self) -> str:
        """The name of the opened state without its group; "" when nothing was asked."""
        return (self.opened or "").split(":")[-1]

    async def ask(self, question: State, **data: Any) -> None:
        """Open `question` in place of any other. `data` (ids, never words) is kept until the answer comes."""
        self._stands = False
        await self.set_data(data)
        await self.set_state(question)

    async def leave(self) -> None:
        """Close the question that was open when the update came, unless another was asked since."""
        if self._stands:
            self._stands = False
            await self.set_state(None)


class LeaveQuestion(BaseMiddleware):
    """Closes the open question on a command, before its handler runs. `Context.show` does so on a press."""

    async def __call__(
        self, handler: Callable[..., Awaitable[Any]], event: TelegramObject, data: dict[str, Any]
    ) -> Any:
        if isinstance(event, Message) and (event.text or "").startswith("/"):
            await data["ctx"].state.leave()
        return await handler(event, data)
