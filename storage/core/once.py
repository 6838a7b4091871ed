"""Updates that were handled: one that comes twice acts once.

Telegram hands an update over again when it was not confirmed: the process was killed before its next poll, or the
answer to a webhook came too late. `handled_updates` remembers the ids for two days (`bot.domain.retention`), no person
and no words; Telegram keeps an update for one.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Concatenate, NamedTuple, ParamSpec, TypeVar

from sqlalchemy import Connection, ScalarSelect, bindparam, delete, func, select
from sqlalchemy.exc import IntegrityError

from bot.domain.retention import HANDLED_UPDATE
from storage.core.db import Store
from storage.core.tables import handled_updates

P = ParamSpec("P")
T = TypeVar("T")

# Built once: every update that writes runs it, and building a statement costs more than running it.
_MARK = handled_updates.insert()


class UpdateKey(NamedTuple):
    """An update of a bot. Update ids of two bots on one store may be equal."""

    bot_id: int
    update_id: int


NO_UPDATE = UpdateKey(0, 0)


class RepeatedUpdateError(Exception):
    """The update was handled before: nothing was written."""


class UpdateStore(Store):
    """The store as the handler of one update sees it: the first transaction that is written also marks the update.

    Another one that marks the same update, here or in another replica, fails with RepeatedUpdateError and changes
    nothing. When the commit of the first transaction is lost on its way back and repeated, it fails likewise.
    """

    def __init__(self, store: Store, update: UpdateKey, now: datetime) -> None:
        vars(self).update(vars(store))  # The same connections, locks and caches.
        self._unmarked: Callable[[Connection], None] | None = partial(mark, update=update, now=now)
        self._along: list[Callable[[Connection], None]] = []

    def write_along(self, fn: Callable[Concatenate[Connection, P], None], *args: P.args, **kwargs: P.kwargs) -> None:
        """Run `fn(tx, …)` at the beginning of the next transaction that is written, at the latest of `write_rest`."""
        self._along.append(lambda tx: fn(tx, *args, **kwargs))

    async def write_rest(self) -> None:
        """Write what still waits for a transaction."""
        if self._along:
            await self.write(_nothing)

    async def write(self, fn: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run what waits and `fn(tx, …)` in one transaction, see `Store.write`."""
        first = (*filter(None, [self._unmarked]), *self._along)

        def together(tx: Connection) -> T:
            for each in first:
                each(tx)
            return fn(tx, *args, **kwargs)

        result = await super().write(together)
        self._unmarked, self._along = None, []
        return result


def _nothing(_: Connection) -> None:
    """Let only what waits be written."""


def mark(tx: Connection, update: UpdateKey, now: datetime) -> None:
    """Mark an update as handled. RepeatedUpdateError if it is marked already.

    A transaction that marked it and is not committed yet is waited for.
    """
    try:
        tx.execute(_MARK, {**update._asdict(), "at": now})
    except IntegrityError:
        raise RepeatedUpdateError from None


def was_handled() -> ScalarSelect[int]:
    """A subquery with the parameters `bot_id` and `update_id`: 1 if this update is marked, else 0."""
    mine = (handled_updates.c.bot_id == bindparam("bot_id"), handled_updates.c.update_id == bindparam("update_id"))
    return select(func.count()).select_from(handled_updates).where(*mine).scalar_subquery()


def sweep(tx: Connection, now: datetime) -> None:
    """Forget updates that Telegram cannot hand over any more."""
    tx.execute(delete(handled_updates).where(handled_updates.c.at < now - HANDLED_UPDATE.term))
