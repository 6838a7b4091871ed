"""Links between accounts: a one-time code of one, and all that is whose when another account brings it."""

from datetime import datetime

from sqlalchemy import Connection, delete, select

from bot.domain.audit import Act, AuditEntry, AuditSubject
from bot.domain.linking import ACCOUNTS_MAX, LinkOffer, LinkOutcome, notice
from bot.domain.people import REGION, Visitor
from bot.domain.retention import LINK_CODE
from storage import outbox
from storage.core import row_locks
from storage.core.db import insert
from storage.core.tables import account_links, accounts, people
from storage.people import accounts as theirs
from storage.people import addresses, audit, guesses, merging, names


def offer(tx: Connection, person_id: int, digest: str, now: datetime) -> None:
    """Keep the code of a person, in place of an earlier one."""
    row_locks.person(tx, person_id)
    tx.execute(delete(account_links).where(account_links.c.person_id == person_id))
    row = {"person_id": person_id, "digest": digest, "expires_at": now + LINK_CODE.term}
    tx.execute(account_links.insert().values(**row))


def look(tx: Connection, digest: str, visitor: Visitor, key: str, now: datetime) -> LinkOffer:
    """Look at a code. One that does not exist is counted, under `key`, the chat's conversation."""
    mine = theirs.person_at(tx, visitor.channel.platform, visitor.chat_id)
    if guesses.too_many(tx, key, now):
        return LinkOffer(LinkOutcome.TOO_OFTEN)
    owner = _owner(tx, digest, now)
    if owner is None:
        guesses.note(tx, key, mine, now)
        return LinkOffer(LinkOutcome.UNKNOWN)
    if owner == mine:
        return LinkOffer(LinkOutcome.OWN)
    if _is_full(tx, owner, mine):
        return LinkOffer(LinkOutcome.FULL)
    return LinkOffer(LinkOutcome.OPEN, tx.scalar(select(people.c.name).where(people.c.id == owner)) or "")


def link(tx: Connection, digest: str, visitor: Visitor, now: datetime) -> LinkOffer:
    """Make the visitor's account one of the code's person, who gets all that a person behind it had.

    The code is used up. Their other accounts are told. Of two links at once each sees what the other did.
    """
    place = visitor.channel.platform, visitor.chat_id
    owner, mine = _owner(tx, digest, now), theirs.person_at(tx, *place)
    if owner is None or owner == mine:
        return LinkOffer(LinkOutcome.OWN if owner else LinkOutcome.UNKNOWN)
    row_locks.everybody_of(tx, filter(None, (owner, mine)))
    if _is_full(tx, owner, mine):
        return LinkOffer(LinkOutcome.FULL)
    used = delete(account_links).where(account_links.c.digest == digest, account_links.c.person_id == owner)
    if not tx.execute(used).rowcount or theirs.person_at(tx, *place) != mine:
        return LinkOffer(LinkOutcome.UNKNOWN)
    if mine is None:
        row = theirs.account_of(visitor) | {"person_id": owner, "created_at": now}
        if not tx.execute(insert(tx, accounts).values(**row).on_conflict_do_nothing()).rowcount:
            return LinkOffer(LinkOutcome.UNKNOWN)
    doubles = merging.merge(tx, owner, mine, now) if mine else 0
    addresses.use(tx, visitor.chat_id, now, visitor.channel.platform)
    names.index(tx, owner)
    _tell(tx, owner, visitor, now)
    if mine:
        merged = (AuditSubject.PERSON, mine, REGION, "", now)
        audit.note(tx, AuditEntry(Act.ACCOUNT_LINKED, owner, owner, *merged))
    return LinkOffer(LinkOutcome.DONE, doubles=doubles)


def _owner(tx: Connection, digest: str, now: datetime) -> int | None:
    """The person of a code that works."""
    works = (account_links.c.digest == digest, account_links.c.expires_at > now)
    owner: int | None = tx.scalar(select(account_links.c.person_id).where(*works))
    return owner


def _is_full(tx: Connection, owner: int, mine: int | None) -> bool:
    return len(theirs.of(tx, owner)) + (len(theirs.of(tx, mine)) if mine else 1) > ACCOUNTS_MAX


def _tell(tx: Connection, person_id: int, visitor: Visitor, now: datetime) -> None:
    found = theirs.of(tx, person_id)
    new = next(each.id for each in found if each.chat_id == visitor.chat_id)
    outbox.plan(tx, [person_id], [notice(new, each.id, now) for each in found if each.id != new])
    subject = AuditSubject.ACCOUNT
    audit.note(tx, AuditEntry(Act.ACCOUNT_LINKED, person_id, person_id, subject, new, REGION, "", now))


def sweep(tx: Connection, now: datetime) -> None:
    """Forget codes that are over."""
    tx.execute(delete(account_links).where(account_links.c.expires_at <= now))
