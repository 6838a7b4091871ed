"""The sending of broadcasts, in chunks, so that a crash neither loses nor repeats recipients.

`start` marks a broadcast as started under its row lock, so it is sent once; `launch` does so for a scheduled one;
`plan_next` enqueues the next recipients in the outbox and moves the cursor in the same transaction.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, exists, func, or_, select

from bot.domain.broadcasts import broadcast as rules
from bot.domain.broadcasts.audience.audience import Audience
from bot.domain.broadcasts.broadcast import KIND, Broadcast, BroadcastOutcome, BroadcastStatus
from bot.domain.broadcasts.schedule.timing import Halt, free_at
from bot.domain.broadcasts.sending.approvals import UNANSWERED_AFTER, is_many
from bot.domain.deliveries import DeliveryStatus
from bot.domain.people import Role
from storage import outbox
from storage.broadcasts.audience import reach
from storage.broadcasts.compose.drafts import get, lock, lock_draft, put, to_broadcast
from storage.broadcasts.schedule import anchors
from storage.broadcasts.sending import approval_requests
from storage.core import row_locks
from storage.core.tables import broadcasts, deliveries
from storage.people import coordinators

CHUNK = 1000
# The cursor after the last chunk: greater than every id.
EVERYBODY_PLANNED = 2**62
ON_THE_WAY = (DeliveryStatus.PLANNED, DeliveryStatus.CLAIMED)
WAITING = (BroadcastStatus.ASKED, BroadcastStatus.SCHEDULED)


def start(
    tx: Connection,
    broadcast_id: int,
    author_id: int,
    roles: frozenset[Role],
    seal: str,
    progress_message_id: int | None,
    now: datetime,
    admin_ids: Collection[int] = (),
    confirmed: int = 0,
) -> BroadcastOutcome:
    """Start a draft once: a second press gets ALREADY. `seal` is that of the draft which the author reviewed.

    SCHEDULED when it has a moment of its own and waits for it. ASKED when it goes to many and a second coordinator has
    to agree; ALONE when there is none, until the author has `confirmed` the number of people. `admin_ids` are the
    administrators named in the settings.

    Recipients are enqueued by `plan_next`. `progress_message_id` is the message that shows the progress.
    """
    # One author's broadcasts start one after another: else two at once could exceed the limit of news a day.
    row_locks.person(tx, author_id)
    held = lock_draft(tx, broadcast_id, author_id)
    if not isinstance(held, Broadcast):
        return held
    if held.audience is None or held.seal != seal:
        return BroadcastOutcome.CHANGED
    recipients = count(tx, held, held.send_at or now)
    refused = _refusal(tx, held, roles, recipients, now)
    refused = refused or approval_requests.request_if_needed(tx, held, recipients, confirmed, admin_ids, now)
    return refused or begin(tx, held, recipients, progress_message_id, now)


def count(tx: Connection, found: Broadcast, at: datetime) -> int:
    """The number of people in its audience now who would get a broadcast at `at`."""
    return sum(reach.reach(tx, found.audience, reach.recent_news(tx, at)).values()) if found.audience else 0


def _refusal(
    tx: Connection, held: Broadcast, roles: frozenset[Role], recipients: int, now: datetime
) -> BroadcastOutcome | None:
    if held.audience is None:
        return BroadcastOutcome.CHANGED
    if held.is_empty:
        return BroadcastOutcome.EMPTY
    if refusal := reach.refusal(tx, roles, held.audience, held.send_at or now):
        return refusal
    if not recipients:
        return BroadcastOutcome.NOBODY
    if held.send_at is not None and held.send_at <= now:
        return BroadcastOutcome.PAST
    at = held.send_at or now
    if held.audience.is_news and next_news(tx, held.author_id or 0, at) > at:
        return BroadcastOutcome.LIMIT
    return None


def next_news(tx: Connection, author_id: int, at: datetime, waiting: Collection[BroadcastStatus] = WAITING) -> datetime:
    """The first moment, `at` or later, when an author may send one more news broadcast.

    One in a `waiting` status counts at its own moment or, without one, at the request for approval.
    """
    day = timedelta(days=1)
    moment = func.coalesce(broadcasts.c.started_at, broadcasts.c.send_at, broadcasts.c.asked_at)
    counts = or_(broadcasts.c.started_at.is_not(None), broadcasts.c.status.in_(waiting))
    near = (broadcasts.c.author_id == author_id, counts, moment > at - day, moment < at + day)
    rows = tx.execute(select(broadcasts.c.audience, moment.label("moment")).where(*near)).all()
    return free_at([each.moment for each in rows if each.audience and Audience.from_data(each.audience).is_news], at)


def begin(
    tx: Connection, held: Broadcast, recipients: int, progress_message_id: int | None, now: datetime
) -> BroadcastOutcome:
    """Start a draft that lacks nothing, or schedule it. The caller locks the draft."""
    if held.send_at is not None:
        put(tx, held.id, status=BroadcastStatus.SCHEDULED, recipients=recipients)
        return BroadcastOutcome.SCHEDULED
    begun = {"status": BroadcastStatus.SENDING, "started_at": now, "recipients": recipients}
    put(tx, held.id, **begun, progress_message_id=progress_message_id)
    return BroadcastOutcome.DONE


def due(tx: Connection, now: datetime) -> list[int]:
    """The ids of broadcasts that have to start by now, and of those to which nobody agreed in time."""
    come = and_(broadcasts.c.status.in_(WAITING), broadcasts.c.send_at <= now)
    old = and_(broadcasts.c.status == BroadcastStatus.ASKED, broadcasts.c.asked_at <= now - UNANSWERED_AFTER)
    return list(tx.scalars(select(broadcasts.c.id).where(or_(come, old)).order_by(broadcasts.c.id)))


def launch(tx: Connection, broadcast_id: int, admin_ids: Collection[int], now: datetime) -> bool:
    """Start a due broadcast; if it must not start, make it a draft again and notify its author of the reason.

    The author's roles, the audience and the approval are checked anew. It happens once, however many processes try.
    Returns whether the broadcast starts.
    """
    before = get(tx, broadcast_id)
    row_locks.person(tx, before.author_id if before and before.author_id else 0)
    found = lock(tx, broadcast_id)
    if found is None or broadcast_id not in due(tx, now):
        return False
    recipients = count(tx, found, now)
    why: Halt | None = Halt.UNANSWERED
    if found.status is BroadcastStatus.SCHEDULED:
        why = obstacle(tx, found, recipients, admin_ids, now)
        if why is None and is_many(recipients) and not approval_requests.is_agreed(tx, found, recipients):
            why = Halt.GROWN
    if why is not None:
        anchors.halt(tx, broadcast_id, found.author_id, found.status, why, now)
        return False
    put(tx, broadcast_id, status=BroadcastStatus.SENDING, started_at=now, recipients=recipients)
    return True


def obstacle(
    tx: Connection, found: Broadcast, recipients: int, admin_ids: Collection[int], now: datetime
) -> Halt | None:
    """The reason why a waiting broadcast must not start now; None when it may.

    For the limit of news only started broadcasts count: those moved to the same day start in order, up to the limit.
    """
    roles = coordinators.roles_of(tx, found.author_id or 0, admin_ids)
    if found.audience is None or not roles:
        return Halt.NO_RIGHT
    if found.send_at is not None and _is_over(found, found.send_at, now):
        return Halt.TOO_LATE
    at = max(now, found.send_at or now)
    if refusal := reach.refusal(tx, roles, found.audience, at):
        return Halt.NO_RIGHT if refusal is BroadcastOutcome.FORBIDDEN else Halt.NOWHERE
    if found.audience.is_news and next_news(tx, found.author_id or 0, at, ()) > at:
        return Halt.LIMIT
    return None if recipients else Halt.NOBODY


def _is_over(found: Broadcast, send_at: datetime, now: datetime) -> bool:
    """True when its moment is too long ago; without an approval, any moment in the past is."""
    if found.status is BroadcastStatus.ASKED:
        return send_at <= now
    return send_at + timedelta(minutes=found.late_after) <= now


def plan_next(tx: Connection, broadcast_id: int) -> int:
    """Enqueue the next people after the cursor, at most CHUNK. Returns their number; 0 when everybody is enqueued.

    The people are locked first, then the broadcast: a person who left since the start is not enqueued, and a person who
    is leaving now waits for the lock and then cancels the row. The last chunk sets `recipients` to the real number.
    """
    before = get(tx, broadcast_id)
    if before is None or before.audience is None:
        return 0
    held = reach.lock_next(tx, before.audience, before.planned_up_to, CHUNK)
    found = lock(tx, broadcast_id)
    if found is None or found.status is not BroadcastStatus.SENDING or found.started_at is None:
        return 0
    if found.planned_up_to != before.planned_up_to:
        return len(held)  # Another process has just enqueued these.
    at = found.send_at or found.started_at
    plan_for(tx, found, at, before.audience, held)
    if len(held) == CHUNK:
        put(tx, broadcast_id, planned_up_to=held[-1])
    elif found.planned_up_to != EVERYBODY_PLANNED:
        planned = select(func.count()).select_from(deliveries).where(*rows_of(broadcast_id)).scalar_subquery()
        put(tx, broadcast_id, planned_up_to=EVERYBODY_PLANNED, recipients=planned)
    return len(held)


def plan_for(tx: Connection, found: Broadcast, at: datetime, audience: Audience, person_ids: Sequence[int]) -> int:
    """Enqueue those of some people who are still in the audience and below the limit of news. Returns their number."""
    until = reach.until(tx, audience)
    zones: dict[str, list[int]] = {}
    recent_ids = reach.recent_news(tx, at, found.id)
    for each in reach.among(tx, audience, person_ids, recent_ids):
        zones.setdefault(each.zone, []).append(each.id)
    for zone, ids in zones.items():
        outbox.plan(tx, ids, [rules.plan(found.id, at, zone, until, found.limits)])
    return sum(map(len, zones.values()))


def rows_of(broadcast_id: int) -> tuple[ColumnElement[bool], ...]:
    """The condition for a broadcast's rows in the outbox."""
    return deliveries.c.cause == KIND, deliveries.c.cause_id == broadcast_id


def stop(tx: Connection, broadcast_id: int, author_id: int | None) -> BroadcastOutcome:
    """Stop a broadcast and cancel its planned rows. Rows in flight still arrive; `finish` waits for them."""
    found = lock(tx, broadcast_id)
    if found is None or found.author_id != author_id:
        return BroadcastOutcome.GONE
    if not found.is_under_way:
        return BroadcastOutcome.OVER
    put(tx, broadcast_id, status=BroadcastStatus.CANCELLED)
    outbox.cancel(tx, KIND, broadcast_id, in_flight=False)
    return BroadcastOutcome.DONE


def running(tx: Connection) -> list[Broadcast]:
    """Started broadcasts that are not finished, the oldest first, also after a restart."""
    unfinished = (broadcasts.c.started_at.is_not(None), broadcasts.c.finished_at.is_(None))
    return [to_broadcast(row) for row in tx.execute(select(broadcasts).where(*unfinished).order_by(broadcasts.c.id))]


def finish(tx: Connection, broadcast_id: int, now: datetime) -> bool:
    """Finish a broadcast with nothing left to enqueue or send, and plan its report. False while it goes on."""
    found = lock(tx, broadcast_id)
    if found is None or found.started_at is None or found.finished_at is not None:
        return False
    is_sending = found.status is BroadcastStatus.SENDING
    open_until = reach.open_until(tx, found) if is_sending else None
    if open_until is not None and now < open_until:
        return False
    if not _is_planned(found, now) or tx.scalar(
        select(exists().where(*rows_of(broadcast_id), deliveries.c.status.in_(ON_THE_WAY)))
    ):
        return False
    is_whole = found.status in (BroadcastStatus.SENDING, BroadcastStatus.PAUSED)
    put(tx, broadcast_id, finished_at=now, status=BroadcastStatus.SENT if is_whole else found.status)
    if found.author_id is not None:
        outbox.plan(tx, [found.author_id], [rules.report(broadcast_id, now)])
    return True


def _is_planned(found: Broadcast, now: datetime) -> bool:
    """True when no more people will be enqueued: all are, it was stopped, or its author did not answer in time."""
    if found.status is BroadcastStatus.LATE and found.paused_at is not None:
        return found.paused_at + rules.ANSWER_WITHIN <= now
    return found.planned_up_to == EVERYBODY_PLANNED or found.status is BroadcastStatus.CANCELLED
