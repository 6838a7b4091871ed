"""The troubles that administrators were told of, so that neither a restart nor another replica tells them again."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, or_

from bot.domain.troubles import Trouble
from storage.core.db import insert
from storage.core.tables import told_troubles


def claim(tx: Connection, trouble: Trouble, silence: timedelta, now: datetime) -> bool:
    """Note that a trouble is told now. False when it was told less than `silence` ago, by any process.

    A moment in the future is a clock's mistake and silences nobody.
    """
    fresh = insert(tx, told_troubles).values(trouble=trouble, told_at=now)
    long_ago = or_(told_troubles.c.told_at <= now - silence, told_troubles.c.told_at > now)
    statement = fresh.on_conflict_do_update(index_elements=["trouble"], set_={"told_at": now}, where=long_ago)
    return tx.execute(statement).rowcount > 0


def give_back(tx: Connection, trouble: Trouble) -> None:
    """Note that the trouble was not told after all: nobody could be reached."""
    tx.execute(delete(told_troubles).where(told_troubles.c.trouble == trouble))
