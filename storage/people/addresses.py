"""The account on which a person is told: the one they named, else the one they used last; blocked ones are passed over.

It is chosen when it is needed and stored nowhere, so that it is right after a block, a link and a change of phones.
"""

from datetime import datetime

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Exists,
    ScalarSelect,
    String,
    and_,
    cast,
    exists,
    func,
    or_,
    select,
    update,
)

from bot.domain.channels import TELEGRAM
from storage.core.tables import accounts

# People who have one account, almost all, have neither moment.
ORDER = ("named_at", "used_at", "id")


def at(platform: str | BindParameter[str], chat_id: int | BindParameter[int]) -> ColumnElement[bool]:
    """The condition for the account of a chat."""
    return and_(accounts.c.platform == platform, accounts.c.chat_id == chat_id)


def told_account(person_id: ColumnElement[int]) -> ScalarSelect[int]:
    """A subquery: the id of the account on which the person of this column is told; NULL when none is open."""
    told = accounts.alias("told")
    first = [told.c[name].desc().nulls_last() for name in ORDER]
    theirs = select(told.c.id).where(told.c.person_id == person_id, told.c.blocked_at.is_(None))
    return theirs.order_by(*first).limit(1).scalar_subquery()


def is_elsewhere() -> Exists:
    """A subquery: whether the person of an account came over to another one since."""
    other = accounts.alias("other")
    later = or_(other.c.used_at > accounts.c.used_at, and_(other.c.used_at.is_not(None), accounts.c.used_at.is_(None)))
    return exists().where(other.c.person_id == accounts.c.person_id, later).correlate(accounts)


def user_ids() -> ScalarSelect[str]:
    """A subquery: the user ids of all accounts of the person who has an account, with commas between."""
    every = accounts.alias("every")
    found = select(func.aggregate_strings(cast(every.c.user_id, String), ","))
    return found.where(every.c.person_id == accounts.c.person_id).correlate(accounts).scalar_subquery()


def use(tx: Connection, chat_id: int, now: datetime, platform: str = TELEGRAM.platform) -> None:
    """Note that a person came over to this account from another of theirs."""
    tx.execute(update(accounts).where(at(platform, chat_id)).values(used_at=now))
