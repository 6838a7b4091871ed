"""Broadcasts: drafts, and the sending in chunks that survives a crash.

A draft belongs to its author: nobody else can see, send or stop it. `start` marks the broadcast under its row's lock,
so it is sent once; `plan_next` writes recipients into the ledger and moves the cursor in the same transaction.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, exists, func, select, update

from bot.domain import broadcasts as rules
from bot.domain.broadcasts import (
    KIND,
    Audience,
    AudienceKind,
    Broadcast,
    BroadcastOutcome,
    BroadcastStatus,
    Progress,
    Report,
    Review,
)
from bot.domain.deliveries import SOURCE_GONE, DeliveryStatus
from bot.domain.people import Role
from storage import audiences, deliveries
from storage.tables import broadcasts
from storage.tables import deliveries as ledger

CHUNK = 1000
# The cursor behind the last chunk: beyond every id.
EVERYBODY_PLANNED = 2**62
ON_THE_WAY = (DeliveryStatus.PLANNED, DeliveryStatus.CLAIMED)


def get(tx: Connection, broadcast_id: int) -> Broadcast | None:
    row = tx.execute(select(broadcasts).where(broadcasts.c.id == broadcast_id)).one_or_none()
    return _broadcast(row) if row else None


def own(tx: Connection, broadcast_id: int, author_id: int) -> Broadcast | None:
    """A broadcast of this author; None for anybody else's."""
    found = get(tx, broadcast_id)
    return found if found and found.author_id == author_id else None


def _broadcast(row: Any) -> Broadcast:
    fields = dict(row._mapping)
    kind, key = fields.pop("audience_kind"), fields.pop("audience_key")
    audience = Audience(AudienceKind(kind), key) if kind else None
    return Broadcast(**fields | {"status": BroadcastStatus(row.status), "audience": audience})


def draft(tx: Connection, author_id: int, chat_id: int, message_id: int, now: datetime) -> int:
    """A new draft: where its message stands. Returns its id."""
    row = {"status": BroadcastStatus.DRAFT, "author_id": author_id, "from_chat_id": chat_id, "message_id": message_id}
    row |= {"recipients": 0, "planned_up_to": 0, "created_at": now}
    broadcast_id: int = tx.execute(broadcasts.insert().values(**row).returning(broadcasts.c.id)).scalar_one()
    return broadcast_id


def drafts(tx: Connection, author_id: int, limit: int) -> list[Broadcast]:
    """What a coordinator began and has not sent, the newest first."""
    mine = (broadcasts.c.author_id == author_id, broadcasts.c.status == BroadcastStatus.DRAFT)
    rows = tx.execute(select(broadcasts).where(*mine).order_by(broadcasts.c.id.desc()).limit(limit))
    return [_broadcast(row) for row in rows]


def _lock(tx: Connection, broadcast_id: int) -> Broadcast | None:
    """The broadcast, held until the transaction ends."""
    row = tx.execute(select(broadcasts).where(broadcasts.c.id == broadcast_id).with_for_update()).one_or_none()
    return _broadcast(row) if row else None


def _held(tx: Connection, broadcast_id: int, author_id: int) -> Broadcast | BroadcastOutcome:
    """The author's draft, locked; else why not."""
    found = _lock(tx, broadcast_id)
    if found is None or found.author_id != author_id:
        return BroadcastOutcome.GONE
    return found if found.status is BroadcastStatus.DRAFT else BroadcastOutcome.ALREADY


def _set(tx: Connection, broadcast_id: int, **values: Any) -> None:
    tx.execute(update(broadcasts).where(broadcasts.c.id == broadcast_id).values(**values))


def replace_message(
    tx: Connection, broadcast_id: int, author_id: int, chat_id: int, message_id: int
) -> BroadcastOutcome:
    """Another message for a draft; the audience stays."""
    held = _held(tx, broadcast_id, author_id)
    if not isinstance(held, Broadcast):
        return held
    _set(tx, broadcast_id, from_chat_id=chat_id, message_id=message_id)
    return BroadcastOutcome.DONE


def address(
    tx: Connection, broadcast_id: int, author_id: int, roles: frozenset[Role], audience: Audience, now: datetime
) -> BroadcastOutcome:
    """Say whom a draft is for; `roles` have to reach that far."""
    held = _held(tx, broadcast_id, author_id)
    if not isinstance(held, Broadcast):
        return held
    if refusal := audiences.refusal(tx, roles, audience, now):
        return refusal
    _set(tx, broadcast_id, audience_kind=audience.kind, audience_key=audience.key)
    return BroadcastOutcome.DONE


def discard(tx: Connection, broadcast_id: int, author_id: int) -> BroadcastOutcome:
    held = _held(tx, broadcast_id, author_id)
    if not isinstance(held, Broadcast):
        return held
    tx.execute(delete(broadcasts).where(broadcasts.c.id == broadcast_id))
    return BroadcastOutcome.DONE


def review(tx: Connection, broadcast_id: int, author_id: int, now: datetime) -> Review | None:
    """The author's draft with an exact count of whom it would reach now; None when it is not theirs or no draft."""
    found = own(tx, broadcast_id, author_id)
    if found is None or found.status is not BroadcastStatus.DRAFT:
        return None
    reach = audiences.reach(tx, found.audience) if found.audience else {}
    until = audiences.until(tx, found.audience) if found.audience else None
    asleep = sum(count for zone, count in reach.items() if rules.sleeps(now, zone, until))
    woken = sum(count for zone, count in reach.items() if rules.is_woken(now, zone, until))
    return Review(found, audiences.name(tx, found.audience), sum(reach.values()), asleep, woken)


def start(
    tx: Connection,
    broadcast_id: int,
    author_id: int,
    roles: frozenset[Role],
    seal: str,
    progress_message_id: int | None,
    now: datetime,
) -> BroadcastOutcome:
    """Begin to send, once: a second press finds it ALREADY sending. `seal` is that of the draft the author reviewed.

    Nobody is planned yet, see `plan_next`. `progress_message_id` is the message that will count up.
    """
    held = _held(tx, broadcast_id, author_id)
    if not isinstance(held, Broadcast):
        return held
    if held.audience is None or held.seal != seal:
        return BroadcastOutcome.CHANGED
    if refusal := audiences.refusal(tx, roles, held.audience, now):
        return refusal
    recipients = sum(audiences.reach(tx, held.audience).values())
    if not recipients:
        return BroadcastOutcome.NOBODY
    begun = {"status": BroadcastStatus.SENDING, "started_at": now, "recipients": recipients}
    _set(tx, broadcast_id, **begun, progress_message_id=progress_message_id)
    return BroadcastOutcome.DONE


def plan_next(tx: Connection, broadcast_id: int) -> int:
    """Plan the next people behind the cursor, at most CHUNK. Returns how many; 0 when everybody is planned.

    They are held first, then the broadcast: who left since the start is not planned, and who is leaving now waits and
    takes the row back. The last chunk corrects `recipients` to those who really were.
    """
    before = get(tx, broadcast_id)
    if before is None or before.audience is None:
        return 0
    held = audiences.hold(tx, before.audience, before.planned_up_to, CHUNK)
    found = _lock(tx, broadcast_id)
    if found is None or found.status is not BroadcastStatus.SENDING or found.started_at is None:
        return 0
    if found.planned_up_to != before.planned_up_to:
        return len(held)  # Another process has just planned these.
    _plan(tx, broadcast_id, found.started_at, before.audience, held)
    if len(held) == CHUNK:
        _set(tx, broadcast_id, planned_up_to=held[-1])
    elif found.planned_up_to != EVERYBODY_PLANNED:
        planned = select(func.count()).select_from(ledger).where(*_rows(broadcast_id)).scalar_subquery()
        _set(tx, broadcast_id, planned_up_to=EVERYBODY_PLANNED, recipients=planned)
    return len(held)


def _plan(
    tx: Connection, broadcast_id: int, started_at: datetime, audience: Audience, person_ids: Sequence[int]
) -> None:
    """A row for those of some people who are still in the audience."""
    until = audiences.until(tx, audience)
    zones: dict[str, list[int]] = {}
    for each in audiences.among(tx, audience, person_ids):
        zones.setdefault(each.zone, []).append(each.id)
    for zone, ids in zones.items():
        deliveries.plan(tx, ids, [rules.plan(broadcast_id, started_at, zone, until)])


def _rows(broadcast_id: int) -> tuple[ColumnElement[bool], ...]:
    return ledger.c.cause == KIND, ledger.c.cause_id == broadcast_id


def stop(tx: Connection, broadcast_id: int, author_id: int) -> BroadcastOutcome:
    """Nothing more is sent: what is planned is cancelled. What is in flight arrives; `finish` waits for it."""
    found = _lock(tx, broadcast_id)
    if found is None or found.author_id != author_id:
        return BroadcastOutcome.GONE
    if found.status is not BroadcastStatus.SENDING:
        return BroadcastOutcome.OVER
    _set(tx, broadcast_id, status=BroadcastStatus.CANCELLED)
    deliveries.cancel(tx, KIND, broadcast_id, in_flight=False)
    return BroadcastOutcome.DONE


def running(tx: Connection) -> list[Broadcast]:
    """What was started and is not finished, the oldest first: after a restart, too."""
    unfinished = (broadcasts.c.started_at.is_not(None), broadcasts.c.finished_at.is_(None))
    return [_broadcast(row) for row in tx.execute(select(broadcasts).where(*unfinished).order_by(broadcasts.c.id))]


def finish(tx: Connection, broadcast_id: int, now: datetime) -> bool:
    """End a broadcast of which nothing is left to plan or to send; its author will be told. False when it goes on."""
    found = _lock(tx, broadcast_id)
    if found is None or found.started_at is None or found.finished_at is not None:
        return False
    is_sending = found.status is BroadcastStatus.SENDING
    is_planned = found.planned_up_to == EVERYBODY_PLANNED or not is_sending
    if not is_planned or tx.scalar(select(exists().where(*_rows(broadcast_id), ledger.c.status.in_(ON_THE_WAY)))):
        return False
    _set(tx, broadcast_id, finished_at=now, status=BroadcastStatus.SENT if is_sending else found.status)
    if found.author_id is not None:
        deliveries.plan(tx, [found.author_id], [rules.report(broadcast_id, now)])
    return True


def count_up_in(tx: Connection, broadcast_id: int, message_id: int) -> None:
    """The message in the author's chat that counts up from now on."""
    _set(tx, broadcast_id, progress_message_id=message_id)


def report(tx: Connection, broadcast_id: int, at: datetime | None = None) -> Report | None:
    """A started broadcast as it is at `at`, or as it was when it ended; None for a draft and for what is gone."""
    found = get(tx, broadcast_id)
    if found is None or found.started_at is None:
        return None
    progress = _progress(tx, found, at or found.finished_at or found.started_at)
    return Report(found, audiences.name(tx, found.audience), progress)


def reports(tx: Connection, author_id: int, now: datetime, limit: int) -> list[Report]:
    """What a coordinator has sent last, the newest first."""
    mine = (broadcasts.c.author_id == author_id, broadcasts.c.started_at.is_not(None))
    ids = tx.scalars(select(broadcasts.c.id).where(*mine).order_by(broadcasts.c.started_at.desc()).limit(limit)).all()
    return [found for broadcast_id in ids if (found := report(tx, broadcast_id, now))]


def _progress(tx: Connection, broadcast: Broadcast, at: datetime) -> Progress:
    found, mine = deliveries.counts(tx, KIND, broadcast.id), _rows(broadcast.id)
    # A row that was tried waits for its next try, not for the morning.
    sleepers = (ledger.c.status == DeliveryStatus.PLANNED, ledger.c.attempts == 0, ledger.c.due_at > at)
    failed = (ledger.c.status == DeliveryStatus.FAILED, ledger.c.error.contains(SOURCE_GONE))
    return Progress(
        recipients=broadcast.recipients,
        sent=found.get(DeliveryStatus.SENT, 0),
        blocked=found.get(DeliveryStatus.BLOCKED, 0),
        failed=found.get(DeliveryStatus.FAILED, 0),
        expired=found.get(DeliveryStatus.EXPIRED, 0),
        waiting=sum(found.get(status, 0) for status in ON_THE_WAY),
        asleep=tx.scalar(select(func.count()).select_from(ledger).where(*mine, *sleepers)) or 0,
        repeated=found["repeats"],
        source_gone=bool(tx.scalar(select(exists().where(*mine, *failed)))),
    )


def sweep(tx: Connection, before: datetime) -> int:
    """Drafts and finished broadcasts go with the ledger's old pages. Returns how many rows went."""
    over = broadcasts.c.status != BroadcastStatus.SENDING
    return tx.execute(delete(broadcasts).where(over, broadcasts.c.created_at < before)).rowcount
