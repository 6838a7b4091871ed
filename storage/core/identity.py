"""The identity of a store: a random id, the number of people, and the last moment at which the bot was alive on it.

The id is made once and stays in every backup, so that another store in the place of yesterday's is noticed, see
`storage.core.opening`.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import Connection, func, inspect, select, update

from storage.core.db import insert
from storage.core.tables import deliveries, people, store_identity

ROW = "store"


@dataclass(frozen=True, slots=True)
class Identity:
    """The name and state of a store. `store_id` is empty when it has none yet: it is new, or of an older release.

    `alive_at` is None for a store on which no bot has run yet. `confirmed_seconds` is the difference between the bot's
    clock and Telegram's date that an administrator declared right. At `caught_up_at` nothing waited at Telegram for it.
    """

    store_id: str = ""
    people: int = 0
    alive_at: datetime | None = None
    confirmed_seconds: int = 0
    caught_up_at: datetime | None = None


NOTHING = Identity()


def look(tx: Connection) -> Identity:
    """The identity of a store of any release, also of one without a single table."""
    tables = set(inspect(tx).get_table_names())
    count = tx.scalar(select(func.count()).select_from(people)) if people.name in tables else 0
    if store_identity.name not in tables:
        return Identity(people=count or 0)
    has_columns = {each["name"] for each in inspect(tx).get_columns(store_identity.name)}
    row = tx.execute(select(*(each for each in store_identity.c if each.name in has_columns))).one_or_none()
    if row is None:
        return Identity(people=count or 0)
    return Identity(row.store_id, count or 0, row.alive_at, row.confirmed_seconds, getattr(row, "caught_up_at", None))


def identify(tx: Connection, store_id: str = "") -> Identity:
    """The identity of the store. One that has none gets `store_id` or, without it, a new one."""
    found = look(tx)
    if found.store_id:
        return found
    # A store of an older release noted no such moment: the last message that was sent stands for it.
    alive_at = tx.scalar(select(func.max(deliveries.c.sent_at)))
    made = replace(found, store_id=store_id or uuid4().hex, alive_at=alive_at)
    row = {"name": ROW, "store_id": made.store_id, "alive_at": alive_at, "confirmed_seconds": 0}
    tx.execute(insert(tx, store_identity).values(**row).on_conflict_do_nothing())
    return look(tx)


def note_alive(
    tx: Connection, now: datetime, confirmed: timedelta = timedelta(0), caught_up_at: datetime | None = None
) -> None:
    """Note that the bot is alive at `now`, by a clock that is believed, and the difference that is confirmed.

    Without `caught_up_at` that moment stays as it is.
    """
    row: dict[str, object] = {"alive_at": now, "confirmed_seconds": round(confirmed.total_seconds())}
    if caught_up_at:
        row["caught_up_at"] = caught_up_at
    tx.execute(update(store_identity).values(**row))
