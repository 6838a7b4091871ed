"""Accounts of people: one chat on one platform each. A person may have several, and is told on one of them."""

from datetime import datetime

from sqlalchemy import BindParameter, ColumnElement, Connection, and_, select, update

from bot.domain.people import Visitor
from storage.core.db import insert
from storage.core.tables import accounts, people
from storage.people import names


def at(platform: str | BindParameter[str], chat_id: int | BindParameter[int]) -> ColumnElement[bool]:
    """The condition for the account of a chat."""
    return and_(accounts.c.platform == platform, accounts.c.chat_id == chat_id)


def person_at(tx: Connection, platform: str, chat_id: int) -> int | None:
    """The id of the person whose chat it is; None for a stranger."""
    person_id: int | None = tx.scalar(select(accounts.c.person_id).where(at(platform, chat_id)))
    return person_id


def open_first(tx: Connection, visitor: Visitor, locale: str, zone: str, now: datetime) -> int:
    """Create a person with their first account, or find the one who has it. Returns the person's id.

    The account comes first: there can be only one, so a concurrent consent waits and finds the same person.
    """
    place = visitor.channel.platform, visitor.chat_id
    if person_id := person_at(tx, *place):
        return person_id
    row = insert(tx, accounts).values(**account_of(visitor), created_at=now)
    account_id = tx.scalar(row.on_conflict_do_nothing().returning(accounts.c.id))
    if account_id is None and (person_id := person_at(tx, *place)):
        return person_id
    person = people.insert().values(name=visitor.name[:200], locale=locale, zone=zone, created_at=now)
    made: int = tx.execute(person.returning(people.c.id)).scalar_one()
    tx.execute(update(accounts).where(at(*place)).values(person_id=made))
    names.index(tx, made)
    return made


def account_of(visitor: Visitor) -> dict[str, object]:
    """The columns of a visitor's account."""
    place = {"platform": visitor.channel.platform, "kind": "private", "chat_id": visitor.chat_id}
    return place | {"user_id": visitor.user_id, "username": visitor.username}
