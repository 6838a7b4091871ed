"""Two transactions that overlap on PostgreSQL: one stops halfway while the other proceeds."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.util import await_only

from storage.core.db import Store


async def overlap(
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
    at: tuple[Any, str],
    first: Coroutine[Any, Any, Any],
    second: Coroutine[Any, Any, Any],
    *,
    after: bool = False,
) -> tuple[Any, Any]:
    """Run two transactions so that they overlap. Return their results.

    `first` runs up to its call of `at`, a module and the name of a function that is looked up there (with `after`, up
    to the end of that call). Then `second` runs until it ends or waits for a lock; then both run to their ends.
    """
    module, name = at
    assert not name.startswith("_"), f"{name} is private: stop at a public function"
    plain, reached, go_on = getattr(module, name), asyncio.Event(), asyncio.Event()

    def stopping(*args: Any, **kwargs: Any) -> Any:
        is_first = not reached.is_set()
        result = plain(*args, **kwargs) if after else None
        if is_first:
            reached.set()
            await_only(go_on.wait())
        return result if after else plain(*args, **kwargs)

    monkeypatch.setattr(module, name, stopping)
    one = asyncio.ensure_future(first)
    await asyncio.wait({one, stop := asyncio.ensure_future(reached.wait())}, return_when=asyncio.FIRST_COMPLETED)
    assert stop.done(), f"nobody called {name}: {one.exception()}"
    two = asyncio.ensure_future(second)
    while not two.done() and not await store.read(_somebody_waits):
        await asyncio.wait({two}, timeout=0.01)
    go_on.set()
    return await one, await two


def _somebody_waits(tx: Connection) -> bool:
    query = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    return bool(tx.scalar(text(query)))
