"""Facts that somebody has confirmed or corrected in the bot: of a municipality, of the law."""

from typing import Any

from sqlalchemy import Connection, select, update

from storage.core.db import Store
from storage.core.tables import municipalities, norms


async def know(store: Store, slug: str, **facts: Any) -> None:
    """Add facts to the profile of a municipality."""

    def write(tx: Connection) -> None:
        one = municipalities.c.slug == slug
        known = tx.execute(select(municipalities.c.facts).where(one)).scalar_one()
        tx.execute(update(municipalities).where(one).values(facts=known | facts))

    await store.write(write)


async def correct(store: Store, key: str, **fields: Any) -> None:
    """Give a norm another value, source or confidence."""

    def write(tx: Connection) -> None:
        tx.execute(update(norms).where(norms.c.key == key).values(**fields))

    await store.write(write)
