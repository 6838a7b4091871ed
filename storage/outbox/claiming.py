"""Claims: the outbox worker takes due rows under a lease. Quiet hours and the limits of groups postpone rows."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, case, func, literal, or_, select, update

from bot.domain.channels import CHANNELS
from bot.domain.deliveries import Delivery, DeliveryStatus, Limits, speak_at
from bot.domain.profile import is_muted
from bot.domain.time import QUIET
from storage.core.tables import AnyRow, Moment, accounts, deliveries, people
from storage.outbox.enqueuing import PLANNED, WAITING
from storage.people.addresses import told_account

LEASE = timedelta(seconds=60)
# Rows that a claim examines at once: behind many readers in their quiet hours others may be awake.
EXAMINED = 100
CAUSE_COLUMNS = ("kind", "cause", "cause_id", "occasion", "payload")
TERM_COLUMNS = ("due_at", "expires_at", "message_ids")
ROW_COLUMNS = [deliveries.c[name] for name in ("id", "person_id", *CAUSE_COLUMNS, "attempts", *TERM_COLUMNS)]
CHOICES = ("muted", "quiet_from", "quiet_until")
READER_COLUMNS = [people.c[name] for name in ("locale", "zone", "name", "municipality", *CHOICES)]
# Telegram allows 20 messages a minute to a group.
GROUP_EVERY = timedelta(seconds=3)


def recover(tx: Connection, now: datetime, in_hand: Collection[int] = ()) -> int:
    """Plan rows again whose lease has ended: their worker died. Returns the number of rows.

    They may be sent twice, so `repeats` grows. `in_hand` are rows that this worker is still sending: a clock that jumps
    must not end their lease.
    """
    late = tx.scalars(select(deliveries.c.id).where(deliveries.c.claimed_until < now))
    lost = [row_id for row_id in late if row_id not in in_hand]
    if not lost:
        return 0
    # A row that was cancelled meanwhile stays cancelled; if it is planned anew, it may be sent twice, too.
    status = case(
        (deliveries.c.status == DeliveryStatus.CLAIMED, DeliveryStatus.PLANNED.value), else_=deliveries.c.status
    )
    back = {"status": status, "repeats": deliveries.c.repeats + 1, "claimed_until": None}
    return tx.execute(update(deliveries).where(deliveries.c.id.in_(lost)).values(**back)).rowcount


def expire(tx: Connection, now: datetime) -> int:
    """Mark planned rows as expired that are too late to send. Returns the number of rows."""
    late = (PLANNED, deliveries.c.expires_at <= now)
    return tx.execute(update(deliveries).where(*late).values(status=DeliveryStatus.EXPIRED)).rowcount


def claim(tx: Connection, now: datetime, limit: int, home: str = "UTC") -> list[Delivery]:
    """Claim up to `limit` due rows, each with its address, under a lease of LEASE.

    The most urgent come first, and of equally urgent ones those that wait longest. A row whose send was lost keeps its
    place, and is passed over until it may be tried again.
    A person with several accounts is told on one of them, see `storage.people.addresses`. Rows without an open account
    become blocked, rows that their reader muted cancelled. Rows due in their reader's quiet hours move to the morning,
    and a group's rows to its next free slot. Rows later than their limits allow, or that would be by then, are held.

    However many these are, the result is empty only when nothing can be sent now. `home` is the time zone of groups and
    channels, which have none of their own.
    """
    while rows := _due(tx, now, max(limit, EXAMINED)):
        ready, moved = _split(tx, rows, now, limit, home)
        if ready or not moved:
            _set(tx, [row.id for row in ready], status=DeliveryStatus.CLAIMED, claimed_until=now + LEASE)
            return [_delivery(row, now, home) for row in ready]
    return []


def _due(tx: Connection, now: datetime, limit: int) -> Sequence[AnyRow]:
    # While the clock is in doubt nothing expires, but what is too late is not sent, either.
    in_time = or_(deliveries.c.expires_at.is_(None), deliveries.c.expires_at > now)
    may_be_tried = or_(deliveries.c.retry_at.is_(None), deliveries.c.retry_at <= now)
    due = (WAITING, deliveries.c.due_at <= now, in_time, may_be_tried)
    # A group's row has its account from the start, and so has a row that belongs to a message of one chat.
    account_id = func.coalesce(deliveries.c.account_id, told_account(deliveries.c.person_id))
    is_theirs = accounts.c.person_id.is_not_distinct_from(deliveries.c.person_id)
    is_address = (accounts.c.id == account_id, accounts.c.blocked_at.is_(None), is_theirs)
    return tx.execute(
        select(*ROW_COLUMNS, *READER_COLUMNS, accounts.c.id.label("address"), accounts.c.chat_id, accounts.c.platform)
        .outerjoin(people, people.c.id == deliveries.c.person_id)
        .outerjoin(accounts, and_(*is_address))
        .where(*due)
        .order_by(deliveries.c.priority, deliveries.c.due_at, deliveries.c.id)
        .limit(limit)
        .with_for_update(of=deliveries, skip_locked=True)
    ).all()


def _split(tx: Connection, rows: Sequence[AnyRow], now: datetime, limit: int, home: str) -> tuple[list[AnyRow], bool]:
    """The first rows that can be sent now, at most `limit`, and whether other rows were blocked, held or postponed."""
    ready: list[AnyRow] = []
    gone: list[int] = []
    late: list[int] = []
    muted: list[int] = []
    later: dict[datetime, list[int]] = {}
    group_slots = _group_slots(tx, {row.address for row in rows if row.person_id is None}, now)
    for row in rows:
        if row.address is None:
            gone.append(row.id)
        elif row.muted and is_muted(row.kind, row.cause, row.muted):
            muted.append(row.id)
        elif _is_late(row, now, at := _send_time(row, now, home, group_slots), home):
            late.append(row.id)
        elif at > now:
            later.setdefault(at, []).append(row.id)
        elif len(ready) < limit:
            ready.append(row)
    _set(tx, gone, status=DeliveryStatus.BLOCKED)
    _set(tx, late, held=True)
    _set(tx, muted, status=DeliveryStatus.CANCELLED)
    for at, ids in later.items():
        _set(tx, ids, due_at=at)
    return ready, bool(gone or late or later or muted)


def _is_late(row: AnyRow, now: datetime, at: datetime, home: str) -> bool:
    """True when a row is too late now or will be at `at`; for a row due in quiet hours time counts from the morning."""
    limits = Limits.of(row.payload)
    return limits.is_late(row.due_at, now) or (at > now and limits.is_too_long(_earliest(row, row.due_at, home), at))


def _earliest(row: AnyRow, at: datetime, home: str) -> datetime:
    """The first moment, from `at` on, outside the reader's quiet hours or within the row's own hours."""
    quiet = QUIET if row.quiet_from is None else (row.quiet_from, row.quiet_until)
    return speak_at(row.kind, at, row.expires_at, row.zone or home, Limits.of(row.payload).hours, quiet)


def _send_time(row: AnyRow, now: datetime, home: str, group_slots: dict[int, datetime]) -> datetime:
    """The moment when a row may be sent; a group's row takes the next of `group_slots`."""
    at = _earliest(row, now, home)
    if row.person_id is not None or at > now:
        return at
    at = max(now, group_slots.get(row.address, now))
    group_slots[row.address] = at + GROUP_EVERY
    return at


def _group_slots(tx: Connection, account_ids: set[int], now: datetime) -> dict[int, datetime]:
    """The next free slot of each group that was just sent something."""
    if not account_ids:
        return {}
    is_claimed = deliveries.c.status == DeliveryStatus.CLAIMED
    is_fresh = and_(deliveries.c.status == DeliveryStatus.SENT, deliveries.c.sent_at > now - GROUP_EVERY)
    last = func.max(case((is_claimed, literal(now, Moment)), else_=deliveries.c.sent_at))
    theirs = (deliveries.c.person_id.is_(None), deliveries.c.account_id.in_(account_ids), or_(is_claimed, is_fresh))
    rows = tx.execute(select(deliveries.c.account_id, last).where(*theirs).group_by(deliveries.c.account_id))
    return {account_id: sent_at + GROUP_EVERY for account_id, sent_at in rows}


def _set(tx: Connection, ids: Sequence[int], **values: object) -> None:
    if ids:
        tx.execute(update(deliveries).where(deliveries.c.id.in_(ids)).values(**values))


def _delivery(row: AnyRow, now: datetime, home: str) -> Delivery:
    return Delivery(
        id=row.id,
        person_id=row.person_id,
        account_id=row.address,
        chat_id=row.chat_id,
        locale=row.locale or "",
        zone=row.zone or home,
        kind=row.kind,
        cause=row.cause,
        cause_id=row.cause_id,
        occasion=row.occasion,
        payload=row.payload,
        attempts=row.attempts,
        expires_at=row.expires_at,
        at=now,
        message_ids=tuple(row.message_ids or ()),
        name=row.name or "",
        municipality=row.municipality,
        channel=CHANNELS[row.platform],
    )
