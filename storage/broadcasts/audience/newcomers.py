"""Newcomers: people who join the audience of a broadcast after its start and before a date get it, too.

Such a broadcast rests while nobody joins: everything is sent, but it is not finished. Without a second coordinator's
approval it admits no more people than may get a broadcast without one.
"""

from datetime import datetime

from sqlalchemy import Connection, exists, select

from bot.domain.broadcasts import broadcast as rules
from bot.domain.broadcasts.broadcast import NEWCOMERS_WITHIN, Broadcast, BroadcastOutcome, BroadcastStatus
from bot.domain.broadcasts.sending import approvals as limits
from storage import outbox
from storage.broadcasts.audience import reach
from storage.broadcasts.compose.drafts import get, lock, lock_draft, put
from storage.broadcasts.sending import approval_requests
from storage.broadcasts.sending.launches import CHUNK, EVERYBODY_PLANNED, ON_THE_WAY, plan_for, rows_of
from storage.core.tables import broadcasts, deliveries


def admit_until(
    tx: Connection, broadcast_id: int, author_id: int, until: datetime | None, now: datetime
) -> BroadcastOutcome:
    """Set until when newcomers get a draft; None: not at all. UNFIT for a moment in the past or too far ahead."""
    held = lock_draft(tx, broadcast_id, author_id)
    if not isinstance(held, Broadcast):
        return held
    if until is not None and not now < until <= now + NEWCOMERS_WITHIN:
        return BroadcastOutcome.UNFIT
    put(tx, broadcast_id, newcomers_until=until)
    return BroadcastOutcome.DONE


def open_to_newcomers(tx: Connection) -> list[int]:
    """The ids of broadcasts under way that admit newcomers."""
    waiting = (broadcasts.c.status == BroadcastStatus.SENDING, broadcasts.c.newcomers_until.is_not(None))
    return list(tx.scalars(select(broadcasts.c.id).where(*waiting).order_by(broadcasts.c.id)))


def plan(tx: Connection, broadcast_id: int, now: datetime) -> int:
    """Enqueue people who have joined since, at most CHUNK. Returns their number.

    The people are locked first, then the broadcast, as everywhere; another process may have enqueued them meanwhile.
    When not all of them may get it, the broadcast admits no more newcomers, and its author is notified.
    """
    before = get(tx, broadcast_id)
    if before is None or not reach.newcomers(tx, before, now, CHUNK):
        return 0
    found = lock(tx, broadcast_id)
    if found is None or found.audience is None or not _is_open(tx, found, now):
        return 0
    joining, places = reach.newcomers(tx, found, now, CHUNK), _places_left(tx, found)
    joined = plan_for(tx, found, now, found.audience, joining[:places])
    if len(joining) > places:
        _close(tx, found, now)
    added = {"recipients": found.recipients + joined, "newcomers": found.newcomers + joined}
    put(tx, broadcast_id, **added, rested_at=None)
    return joined


def _places_left(tx: Connection, broadcast: Broadcast) -> int:
    """The number of people who may still get it: without an approval, fewer than need one."""
    return CHUNK if approval_requests.was_agreed(tx, broadcast) else max(limits.THRESHOLD - 1 - broadcast.recipients, 0)


def _close(tx: Connection, broadcast: Broadcast, now: datetime) -> None:
    put(tx, broadcast.id, newcomers_until=now)
    if broadcast.author_id is not None:
        outbox.plan(tx, [broadcast.author_id], [rules.crowded(broadcast.id, now)])


def _is_open(tx: Connection, broadcast: Broadcast, now: datetime) -> bool:
    open_until = reach.open_until(tx, broadcast)
    is_planned = broadcast.status is BroadcastStatus.SENDING and broadcast.planned_up_to == EVERYBODY_PLANNED
    return is_planned and open_until is not None and now < open_until


def rest(tx: Connection, broadcast_id: int, now: datetime) -> bool:
    """Mark a broadcast as resting if everything is sent and it only waits for newcomers. Returns whether it rests."""
    found = lock(tx, broadcast_id)
    on_the_way = exists().where(*rows_of(broadcast_id), deliveries.c.status.in_(ON_THE_WAY))
    if found is None or not _is_open(tx, found, now) or tx.scalar(select(on_the_way)):
        return False
    put(tx, broadcast_id, rested_at=now)
    return True


def is_resting(tx: Connection, broadcast: Broadcast, now: datetime) -> bool:
    """True when a broadcast only waits for newcomers."""
    return broadcast.rested_at is not None and _is_open(tx, broadcast, now)
