"""Outcomes of claimed rows, in batches; counts of rows by status; the pause that a 429 sets for every worker."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, case, delete, exists, func, or_, select, update

from bot.domain.deliveries import ATTEMPTS_MAX, DeliveryStatus, Record
from storage.core.db import insert
from storage.core.tables import accounts, deliveries, outbox_pauses
from storage.outbox.enqueuing import WAITING

# A row that was cancelled after it had left is recorded as sent.
MAY_BE_SENT = or_(deliveries.c.status == DeliveryStatus.CLAIMED, deliveries.c.status == DeliveryStatus.CANCELLED)

# The account of a sent row, NULL when its person has let it go since.
STILL_THERE = select(accounts.c.id).where(accounts.c.id == bindparam("account")).scalar_subquery()


def record(tx: Connection, records: Sequence[Record], now: datetime) -> None:
    """Record the outcomes of claimed rows. The sent ones, most of them, take one statement."""
    sent = [each for each in records if each.status is DeliveryStatus.SENT]
    if sent:
        tx.execute(
            update(deliveries)
            .where(deliveries.c.id == bindparam("row"), MAY_BE_SENT)
            .values(status=DeliveryStatus.SENT, sent_at=now, claimed_until=None, error=None, account_id=STILL_THERE),
            [{"row": each.id, "account": each.account_id, "message_ids": each.message_ids} for each in sent],
        )
    for each in records:
        if each.status is not DeliveryStatus.SENT:
            _record(tx, each, now)


def record_partial(tx: Connection, delivery_id: int, message_ids: Sequence[int], now: datetime) -> None:
    """Record the messages of a row that have left, before the next one does: a retry does not repeat them."""
    said = {"message_ids": list(message_ids), "sent_at": now}
    tx.execute(update(deliveries).where(deliveries.c.id == delivery_id).values(**said))


def _record(tx: Connection, each: Record, now: datetime) -> None:
    values: dict[str, object] = {"status": each.status, "error": each.error, "claimed_until": None}
    if each.message_ids:
        record_partial(tx, each.id, each.message_ids, now)
        values |= {"account_id": each.account_id}  # The rest has to follow in the same chat.
    if each.uncertain:
        values |= {"repeats": deliveries.c.repeats + 1}
    if each.retry_at is not None:
        values |= {"retry_at": each.retry_at}
    if each.retry_at is not None and not each.is_lost:
        tries = deliveries.c.attempts + 1
        over = case((tries >= ATTEMPTS_MAX, DeliveryStatus.FAILED.value), else_=DeliveryStatus.PLANNED.value)
        values |= {"attempts": tries, "status": over}
    if each.moved_to is not None and not _move_account(tx, each.account_id, each.moved_to):
        values["status"] = DeliveryStatus.BLOCKED
    if values["status"] is DeliveryStatus.BLOCKED:
        values["status"] = _block(tx, each, now)
    claimed = (deliveries.c.id == each.id, deliveries.c.status == DeliveryStatus.CLAIMED)
    if not tx.execute(update(deliveries).where(*claimed).values(**values)).rowcount:
        # It was cancelled meanwhile: only the lease ends.
        tx.execute(update(deliveries).where(deliveries.c.id == each.id).values(claimed_until=None))


def _block(tx: Connection, each: Record, now: datetime) -> DeliveryStatus:
    """Note that an account blocked the bot. PLANNED when the row may go to another account of the person.

    A row goes to no other account once a message of it has left.
    """
    tx.execute(update(accounts).where(accounts.c.id == each.account_id).values(blocked_at=now))
    free = (deliveries.c.id == each.id, deliveries.c.account_id.is_(None), deliveries.c.message_ids.is_(None))
    another = select(accounts.c.id).join(deliveries, deliveries.c.person_id == accounts.c.person_id)
    found = tx.execute(another.where(*free, accounts.c.blocked_at.is_(None)).limit(1)).first()
    return DeliveryStatus.PLANNED if found else DeliveryStatus.BLOCKED


def _move_account(tx: Connection, account_id: int, chat_id: int) -> bool:
    """Give a group's account its new chat id. False when that chat already has an account."""
    known = accounts.alias("known")
    mine = accounts.c.id == account_id
    same = (known.c.platform == accounts.c.platform, known.c.chat_id == chat_id)
    moved = update(accounts).where(mine, ~exists().where(*same)).values(chat_id=chat_id)
    return tx.execute(moved).rowcount > 0


def pause(tx: Connection, until: datetime) -> None:
    """Pause every worker until `until`. A longer pause that is already set stays."""
    statement = insert(tx, outbox_pauses).values(name="door", paused_until=until)
    longer = outbox_pauses.c.paused_until < statement.excluded.paused_until
    tx.execute(
        statement.on_conflict_do_update(
            index_elements=["name"], set_={"paused_until": statement.excluded.paused_until}, where=longer
        )
    )


def lift_pause(tx: Connection) -> bool:
    """End the pause before its time. False when there is none."""
    return tx.execute(delete(outbox_pauses).where(outbox_pauses.c.name == "door")).rowcount > 0


def paused_until(tx: Connection) -> datetime | None:
    until: datetime | None = tx.scalar(select(outbox_pauses.c.paused_until).where(outbox_pauses.c.name == "door"))
    return until


def waiting(tx: Connection, now: datetime) -> tuple[int, datetime | None]:
    """The number of rows that are due and not held, and the end of the pause; None when none lasts."""
    due = tx.scalar(select(func.count()).where(WAITING, deliveries.c.due_at <= now)) or 0
    until = paused_until(tx)
    return due, until if until and until > now else None


def next_due(tx: Connection) -> datetime | None:
    """The moment when the next planned row that is not held is due; None when there is none."""
    at: datetime | None = tx.scalar(select(func.min(deliveries.c.due_at)).where(WAITING))
    return at


def lag(tx: Connection, now: datetime) -> float:
    """The seconds since the oldest due row was due, of those that wait to be sent; 0 when none is due.

    Each priority is one look into the index of due rows, whatever their number.
    """
    oldest, priority = now, tx.scalar(select(func.min(deliveries.c.priority)).where(WAITING))
    while priority is not None:
        of_it = (WAITING, deliveries.c.priority == priority)
        oldest = min(oldest, tx.scalar(select(func.min(deliveries.c.due_at)).where(*of_it)) or now)
        priority = tx.scalar(select(func.min(deliveries.c.priority)).where(WAITING, deliveries.c.priority > priority))
    return (now - oldest).total_seconds()


def counts(tx: Connection, cause: str, cause_id: int) -> dict[str, int]:
    """Count a cause's rows by status, and under `repeats` the sent rows that may have arrived twice."""
    mine = (deliveries.c.cause == cause, deliveries.c.cause_id == cause_id)
    twice = func.sum(case((deliveries.c.repeats > 0, 1), else_=0))
    rows = tx.execute(select(deliveries.c.status, func.count(), twice).where(*mine).group_by("status")).all()
    found: dict[str, int] = {status: count for status, count, _ in rows}
    return found | {"repeats": sum(count for status, _, count in rows if status == DeliveryStatus.SENT)}


def sweep(tx: Connection, before: datetime) -> int:
    """Delete rows that have ended and were due before a moment. Returns the number of deleted rows."""
    over = deliveries.c.status.not_in((DeliveryStatus.PLANNED, DeliveryStatus.CLAIMED))
    return tx.execute(delete(deliveries).where(over, deliveries.c.due_at < before)).rowcount
