"""Approval of broadcasts to many by a second coordinator: who may agree, who was asked, who agreed to what."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, select

from bot.domain.broadcasts.broadcast import Broadcast, BroadcastOutcome, BroadcastStatus
from bot.domain.broadcasts.sending import approvals as rules
from storage import outbox
from storage.broadcasts.audience import reach
from storage.broadcasts.compose.drafts import lock, put
from storage.core.db import insert
from storage.core.tables import broadcast_approvals as table
from storage.core.tables import broadcasts, deliveries
from storage.people import coordinators


def request_if_needed(
    tx: Connection, held: Broadcast, recipients: int, confirmed: int, admin_ids: Collection[int], now: datetime
) -> BroadcastOutcome | None:
    """Request an approval if a draft to `recipients` needs one; None when it lacks nothing. The caller locks the draft.

    ASKED: the coordinators who may agree were asked now. ALONE: there is none, and the author has not `confirmed` this
    number of people (0 is none).
    """
    if not rules.is_many(recipients) or is_agreed(tx, held, recipients):
        return None
    others = approvers(tx, held, admin_ids, now)
    if others:
        _ask(tx, held, recipients, others, now)
        return BroadcastOutcome.ASKED
    if held.author_id is None or rules.has_grown(confirmed, recipients):
        return BroadcastOutcome.ALONE
    record_answer(tx, held, held.author_id, recipients, now)
    return None


def is_agreed(tx: Connection, held: Broadcast, recipients: int) -> bool:
    """True when somebody agreed to this very draft and to about as many people."""
    return was_agreed(tx, held) and not rules.has_grown(held.recipients, recipients)


def was_agreed(tx: Connection, held: Broadcast) -> bool:
    """True when somebody agreed to this very draft, by its seal."""
    mine = (table.c.broadcast_id == held.id, table.c.seal == held.seal, table.c.agreed.is_(True))
    return tx.scalar(select(table.c.id).where(*mine).limit(1)) is not None


def approvers(tx: Connection, held: Broadcast, admin_ids: Collection[int], now: datetime) -> list[int]:
    """The ids of coordinators who may agree: those who may write to this audience, except the author."""
    found = coordinators.reachable(tx, admin_ids)
    return [each for each in found if may_agree(tx, held, each, admin_ids, now)]


def may_agree(tx: Connection, held: Broadcast, person_id: int, admin_ids: Collection[int], now: datetime) -> bool:
    if held.audience is None or person_id == held.author_id:
        return False
    roles = coordinators.roles_of(tx, person_id, admin_ids)
    refused = reach.refusal(tx, roles, held.audience, now) if roles else BroadcastOutcome.FORBIDDEN
    return refused is not BroadcastOutcome.FORBIDDEN


def watchers(tx: Connection, held: Broadcast, person_id: int, admin_ids: Collection[int], now: datetime) -> list[int]:
    """The ids of those who agreed to a broadcast, except one person; when nobody is left, of all who may agree."""
    agreed = (table.c.broadcast_id == held.id, table.c.agreed.is_(True), table.c.person_id != person_id)
    found = [each for each in tx.scalars(select(table.c.person_id).where(*agreed)) if each]
    return found or [each for each in approvers(tx, held, admin_ids, now) if each != person_id]


def _ask(tx: Connection, held: Broadcast, recipients: int, others: Collection[int], now: datetime) -> None:
    put(tx, held.id, status=BroadcastStatus.ASKED, asked_at=now, recipients=recipients)
    ends_at = now + rules.UNANSWERED_AFTER
    outbox.plan(tx, others, rules.asking(held.id, now, min(ends_at, held.send_at or ends_at)))


def record_answer(
    tx: Connection, held: Broadcast, person_id: int, recipients: int, now: datetime, *, reason: str | None = None
) -> None:
    """Record an answer about a broadcast as it is now: agreed, or refused with a `reason`, which may be empty."""
    refused = held.content.as_data() if reason is not None and held.content else None
    row = {"seal": held.seal, "agreed": reason is None, "reason": reason, "answered_at": now, "content": refused}
    row |= {"message_id": held.message_id if reason is not None else None}
    fresh = insert(tx, table).values(broadcast_id=held.id, person_id=person_id, **row)
    tx.execute(fresh.on_conflict_do_update(index_elements=["broadcast_id", "person_id"], set_=row))
    put(tx, held.id, recipients=recipients)


def pass_on(tx: Connection, person_id: int, admin_ids: Collection[int], now: datetime) -> None:
    """Ask others to approve what a person was asked about and may not approve any more."""
    asked = (deliveries.c.person_id == person_id, deliveries.c.cause == rules.ASK)
    waiting = (broadcasts.c.status == BroadcastStatus.ASKED, broadcasts.c.author_id != person_id)
    mine = select(broadcasts.c.id).where(*waiting, broadcasts.c.id.in_(select(deliveries.c.cause_id).where(*asked)))
    for broadcast_id in tx.scalars(mine.order_by(broadcasts.c.id)).all():
        held = lock(tx, broadcast_id)
        if held is None or held.asked_at is None or held.status is not BroadcastStatus.ASKED:
            continue
        if may_agree(tx, held, person_id, admin_ids, now):
            continue
        for cause in (rules.ASK, rules.PREVIEW):
            outbox.cancel(tx, cause, broadcast_id, person_id=person_id)
        ends_at = held.asked_at + rules.UNANSWERED_AFTER
        plans = rules.asking(broadcast_id, held.asked_at, min(ends_at, held.send_at or ends_at))
        outbox.plan(tx, approvers(tx, held, admin_ids, now), plans)
