"""Accounts of people: one chat on one platform each. A person may have several, and is told on one of them."""

from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from bot.domain.audit import Act, AuditEntry, AuditSubject
from bot.domain.deliveries import DeliveryStatus
from bot.domain.linking import Account, UnlinkOutcome
from bot.domain.people import REGION, Visitor
from storage.core import row_locks
from storage.core.db import insert
from storage.core.tables import accounts, conversations, deliveries, people
from storage.people import audit, names
from storage.people.addresses import at, told_account


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


def of(tx: Connection, person_id: int) -> list[Account]:
    """The accounts of a person, the oldest first."""
    is_told = (accounts.c.id == told_account(people.c.id)).label("is_told")
    chosen = select(accounts, is_told).join(people, people.c.id == accounts.c.person_id)
    rows = tx.execute(chosen.where(people.c.id == person_id).order_by(accounts.c.id))
    return [
        Account(
            id=row.id,
            platform=row.platform,
            user_id=row.user_id,
            chat_id=row.chat_id,
            username=row.username,
            is_blocked=row.blocked_at is not None,
            is_named=row.named_at is not None,
            is_told=bool(row.is_told),
        )
        for row in rows
    ]


def get(tx: Connection, account_id: int) -> Account | None:
    """The account of a person; None when nobody has it any more."""
    person_id = tx.scalar(select(accounts.c.person_id).where(accounts.c.id == account_id))
    return next((each for each in of(tx, person_id or 0) if each.id == account_id), None)


def name(tx: Connection, person_id: int, account_id: int, now: datetime) -> bool:
    """Name the account on which a person wants to be told, 0 for the one they use last. False when it is not theirs."""
    row_locks.person(tx, person_id)
    mine = accounts.c.person_id == person_id
    if account_id and tx.scalar(select(accounts.c.id).where(mine, accounts.c.id == account_id)) is None:
        return False
    tx.execute(update(accounts).where(mine).values(named_at=None))
    tx.execute(update(accounts).where(mine, accounts.c.id == account_id).values(named_at=now))
    return True


def leave(tx: Connection, person_id: int, account_id: int, key: str, now: datetime) -> UnlinkOutcome:
    """Let an account of a person go: nothing leads to it any more, and whoever has it is a stranger.

    All that is the person's stays. Messages in that chat stay there and can no longer be corrected. `key` is that of
    its conversation.
    """
    row_locks.person(tx, person_id)
    mine = of(tx, person_id)
    if not any(each.id == account_id for each in mine):
        return UnlinkOutcome.GONE
    if len(mine) == 1:
        return UnlinkOutcome.LAST
    there = deliveries.c.account_id == account_id
    open_there = (there, deliveries.c.status == DeliveryStatus.PLANNED)
    tx.execute(update(deliveries).where(*open_there).values(status=DeliveryStatus.CANCELLED))
    tx.execute(update(deliveries).where(there).values(account_id=None, message_ids=None))
    tx.execute(delete(conversations).where(conversations.c.key == key))
    tx.execute(delete(accounts).where(accounts.c.id == account_id))
    names.index(tx, person_id)
    left = AuditEntry(Act.ACCOUNT_LEFT, person_id, person_id, AuditSubject.ACCOUNT, account_id, REGION, "", now)
    audit.note(tx, left)
    return UnlinkOutcome.DONE
