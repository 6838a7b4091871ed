"""The open question: a person was asked for typed text and has not answered yet.

Words answer it; a command or another screen closes it.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from aiogram import BaseMiddleware
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State
from aiogram.fsm.storage.base import StorageKey
from aiogram.types import Message, TelegramObject

from storage.core.fsm import Conversations, put
from storage.core.once import UpdateStore


class OpenQuestion(FSMContext):
    """aiogram's state of one conversation, with the question that was open when the update came.

    `opened` is the state of that question; None when nothing was asked. A question that is closed is written along
    with what the handler writes next, in one transaction: an answer that counts closes its question, and none that was
    lost does. `Context.show` writes it before it speaks.
    """

    def __init__(self, conversations: Conversations, store: UpdateStore, key: StorageKey, opened: str | None) -> None:
        super().__init__(storage=conversations.of(store), key=key)
        self.opened = opened
        self.row_key = conversations.key(key)
        self._key = key
        self._store, self._conversations = store, conversations
        self._stands, self._is_cleared = opened is not None, False

    def key_of(self, chat_id: int, user_id: int) -> str:
        """The key of the same bot's conversation in another chat, as `row_key` is that of this one."""
        return self._conversations.key(replace(self._key, chat_id=chat_id, user_id=user_id))

    @property
    def step(self) -> str:
        """The name of the opened state without its group; "" when nothing was asked."""
        return (self.opened or "").split(":")[-1]

    async def get_data(self) -> dict[str, Any]:
        return {} if self._is_cleared else await super().get_data()

    async def ask(self, question: State, **data: Any) -> None:
        """Open `question` in place of any other. `data` (ids, never words) is kept until the answer comes."""
        self._stands = self._is_cleared = False
        await self._store.write(put, self.row_key, self._conversations.now, state=question.state, data=data)

    async def clear(self) -> None:
        """Close whatever question is open and forget its data, along with the next thing that is written."""
        self._stands, self._is_cleared = False, True
        self._store.write_along(put, self.row_key, self._conversations.now, state=None, data={})

    async def close_in(self, chat_id: int) -> None:
        """Close whatever question is open in the private chat of somebody else, who has lost the right to answer it."""
        key = StorageKey(bot_id=self.key.bot_id, chat_id=chat_id, user_id=chat_id)
        await self._store.write(put, self._conversations.key(key), self._conversations.now, state=None, data={})

    async def leave(self) -> None:
        """Close the question that was open when the update came, unless another was asked since.

        It is written along with the next thing.
        """
        if self._stands:
            self._stands = False
            self._store.write_along(put, self.row_key, self._conversations.now, state=None)


class LeaveQuestion(BaseMiddleware):
    """Closes the open question on a command, before its handler runs. `Context.show` does so on a press."""

    async def __call__(
        self, handler: Callable[..., Awaitable[Any]], event: TelegramObject, data: dict[str, Any]
    ) -> Any:
        if isinstance(event, Message) and (event.text or "").startswith("/"):
            await data["ctx"].state.leave()
        return await handler(event, data)
