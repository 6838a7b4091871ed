"""Those who join the audience of a broadcast after it was sent, and before a date, get it too.

Such a broadcast rests while nobody has joined: it has sent everything and is not finished. Unless a second coordinator
agreed to it, it takes in no more than go without one.
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
    """Say of a draft until when newcomers get it, too; None: they do not. UNFIT for a past or too distant moment."""
    held = lock_draft(tx, broadcast_id, author_id)
    if not isinstance(held, Broadcast):
        return held
    if until is not None and not now < until <= now + NEWCOMERS_WITHIN:
        return BroadcastOutcome.UNFIT
    put(tx, broadcast_id, newcomers_until=until)
    return BroadcastOutcome.DONE


def open_to_newcomers(tx: Connection) -> list[int]:
    """The broadcasts under way that newcomers may get."""
    waiting = (broadcasts.c.status == BroadcastStatus.SENDING, broadcasts.c.newcomers_until.is_not(None))
    return list(tx.scalars(select(broadcasts.c.id).where(*waiting).order_by(broadcasts.c.id)))


def plan(tx: Connection, broadcast_id: int, now: datetime) -> int:
    """Plan those who have joined since, at most CHUNK. Returns how many.

    They are held first, then the broadcast, as everywhere; another process may have planned them meanwhile. When there
    is no room for all of them, nobody else is waited for, and the author hears of it.
    """
    before = get(tx, broadcast_id)
    if before is None or not reach.newcomers(tx, before, now, CHUNK):
        return 0
    found = lock(tx, broadcast_id)
    if found is None or found.audience is None or not _is_open(tx, found, now):
        return 0
    joining, room = reach.newcomers(tx, found, now, CHUNK), _places_left(tx, found)
    joined = plan_for(tx, found, now, found.audience, joining[:room])
    if len(joining) > room:
        _close(tx, found, now)
    added = {"recipients": found.recipients + joined, "newcomers": found.newcomers + joined}
    put(tx, broadcast_id, **added, rested_at=None)
    return joined


def _places_left(tx: Connection, broadcast: Broadcast) -> int:
    """How many more may get it now: to so many that they need a second coordinator's yes it goes only with one."""
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
    """Note that all is said and only newcomers are awaited, if it is so. Returns whether it is."""
    found = lock(tx, broadcast_id)
    on_the_way = exists().where(*rows_of(broadcast_id), deliveries.c.status.in_(ON_THE_WAY))
    if found is None or not _is_open(tx, found, now) or tx.scalar(select(on_the_way)):
        return False
    put(tx, broadcast_id, rested_at=now)
    return True


def is_resting(tx: Connection, broadcast: Broadcast, now: datetime) -> bool:
    """Whether there is nothing to do for a broadcast but to wait."""
    return broadcast.rested_at is not None and _is_open(tx, broadcast, now)
