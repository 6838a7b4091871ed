"""Conversation states in the store, so that a restart continues at the same question.

A row does not tell whose it is: its key is HMAC-SHA256 of bot, chat and user. Rows are swept a day after their last
change (`bot.domain.retention`).
"""

import hmac
from collections.abc import Callable, Mapping
from copy import copy
from datetime import datetime
from hashlib import sha256
from typing import Any

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, DefaultKeyBuilder, StateType, StorageKey
from sqlalchemy import Connection, delete, select

from bot.domain.retention import CONVERSATION
from storage.core.db import Store, insert
from storage.core.tables import conversations


class Conversations(BaseStorage):
    """aiogram's state storage in our store. `secret` is the key of the hash; `clock` gives the time of a change."""

    def __init__(self, store: Store, secret: str, clock: Callable[[], datetime]) -> None:
        self._store, self._secret, self._clock = store, secret.encode(), clock
        self._names = DefaultKeyBuilder(with_bot_id=True, with_business_connection_id=True, with_destiny=True)

    def of(self, store: Store) -> "Conversations":
        """The same conversations, written through `store`."""
        made = copy(self)
        made._store = store
        return made

    @property
    def now(self) -> datetime:
        """The moment of a change that is made now."""
        return self._clock()

    def key(self, key: StorageKey) -> str:
        return hmac.new(self._secret, self._names.build(key).encode(), sha256).hexdigest()

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        name = state.state if isinstance(state, State) else state
        await self._store.write(put, self.key(key), self._clock(), state=name)

    async def get_state(self, key: StorageKey) -> str | None:
        return (await self._store.read(load, self.key(key)))[0]

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        await self._store.write(put, self.key(key), self._clock(), data=dict(data))

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        return (await self._store.read(load, self.key(key)))[1]

    async def close(self) -> None:
        """Do nothing: the store belongs to its opener, who closes it."""


def put(tx: Connection, key: str, now: datetime, /, **changes: object) -> None:
    """Write `state`, `data`, `locale` or `buttons` of a conversation; the rest of the row stays."""
    row: dict[str, object] = {"key": key, "data": {}, "updated_at": now} | changes
    statement = insert(tx, conversations).values(**row)
    tx.execute(
        statement.on_conflict_do_update(index_elements=[conversations.c.key], set_=changes | {"updated_at": now})
    )


def load(tx: Connection, key: str) -> tuple[str | None, dict[str, Any]]:
    """The state and the data of a conversation; (None, {}) when no question is open."""
    columns = conversations.c.state, conversations.c.data
    row = tx.execute(select(*columns).where(conversations.c.key == key)).one_or_none()
    return (row.state, row.data) if row else (None, {})


def kept_buttons(tx: Connection, key: str, mark: str) -> list[list[Any]]:
    """The buttons of the chat's last screen that had too many, if it has this mark; else none."""
    found = tx.scalar(select(conversations.c.buttons).where(conversations.c.key == key))
    return list(found["kept"]) if found and found["mark"] == mark else []


def forget(tx: Connection, key: str) -> None:
    tx.execute(delete(conversations).where(conversations.c.key == key))


def sweep(tx: Connection, now: datetime) -> int:
    """Delete conversations that nobody changed for a day. Returns the number of deleted rows."""
    return tx.execute(delete(conversations).where(conversations.c.updated_at < now - CONVERSATION.term)).rowcount
