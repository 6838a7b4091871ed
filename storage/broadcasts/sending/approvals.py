"""Answers of second coordinators to requests for approval: the first answer counts."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, select

from bot.domain.broadcasts.broadcast import Broadcast, BroadcastOutcome, BroadcastStatus
from bot.domain.broadcasts.compose.wording import Content
from bot.domain.broadcasts.schedule.timing import Halt
from bot.domain.broadcasts.sending import approvals as rules
from bot.domain.broadcasts.sending.approvals import ApprovalRequest, ApprovalVerdict, EarlierRefusal
from storage import outbox
from storage.broadcasts.compose import drafts
from storage.broadcasts.schedule import anchors
from storage.broadcasts.sending import approval_requests, launches
from storage.core import row_locks
from storage.core.tables import AnyRow, people
from storage.core.tables import broadcast_approvals as table

HALTED = {Halt.TOO_LATE: BroadcastOutcome.PAST, Halt.LIMIT: BroadcastOutcome.LIMIT}


def look(
    tx: Connection, broadcast_id: int, person_id: int, admin_ids: Collection[int], now: datetime
) -> ApprovalRequest | BroadcastOutcome:
    """A broadcast for a coordinator who may agree; else the reason why not."""
    found = _permitted(tx, drafts.get(tx, broadcast_id), person_id, admin_ids, now)
    return _request(tx, found, now) if isinstance(found, Broadcast) else found


def _request(tx: Connection, found: Broadcast, now: datetime) -> ApprovalRequest:
    author = tx.scalar(select(people.c.name).where(people.c.id == found.author_id)) or ""
    named = select(table, people.c.name).outerjoin(people, people.c.id == table.c.person_id)
    refused = named.where(table.c.broadcast_id == found.id, table.c.agreed.is_(False)).order_by(table.c.answered_at)
    refusals = [_refusal(row) for row in tx.execute(refused).all()]
    return ApprovalRequest(drafts.reviewed(tx, found, now), author, tuple(refusals))


def _refusal(row: AnyRow) -> EarlierRefusal:
    content = Content.from_data(row.content) if row.content else None
    return EarlierRefusal(row.name or "", row.reason or "", row.seal, content, row.message_id)


def asked(tx: Connection, broadcast_id: int) -> ApprovalRequest | None:
    """A broadcast that waits for an answer; None once it is answered or taken back by its author."""
    found = drafts.get(tx, broadcast_id)
    if found is None or found.status is not BroadcastStatus.ASKED or found.asked_at is None:
        return None
    return _request(tx, found, found.asked_at)


def verdict(tx: Connection, broadcast_id: int) -> ApprovalVerdict | None:
    """The last answer about a broadcast; None when there is no answer or no such broadcast."""
    found = drafts.get(tx, broadcast_id)
    named = select(table, people.c.name).outerjoin(people, people.c.id == table.c.person_id)
    rows = named.where(table.c.broadcast_id == broadcast_id).order_by(table.c.answered_at.desc(), table.c.id.desc())
    row = tx.execute(rows.limit(1)).one_or_none()
    return ApprovalVerdict(found, row.agreed, row.name or "", row.reason or "") if found and row else None


def agree(
    tx: Connection,
    broadcast_id: int,
    person_id: int,
    seal: str,
    seen: int,
    admin_ids: Collection[int],
    now: datetime,
) -> BroadcastOutcome:
    """Agree, as a second coordinator, to the draft shown by its `seal` and `seen` people; start or schedule it.

    GROWN when there are many more people by now, who have to be reviewed. PAST when its moment is over. LIMIT when its
    author has sent too much news within a day.
    """
    before = drafts.get(tx, broadcast_id)
    # One author's broadcasts start one after another, see `launches.start`.
    row_locks.person(tx, before.author_id if before and before.author_id else 0)
    found = _permitted(tx, drafts.lock(tx, broadcast_id), person_id, admin_ids, now)
    if not isinstance(found, Broadcast):
        return found
    if found.seal != seal:
        return BroadcastOutcome.CHANGED
    recipients = launches.count(tx, found, now)
    if rules.has_grown(seen, recipients):
        return BroadcastOutcome.GROWN
    if why := launches.obstacle(tx, found, recipients, admin_ids, now):
        anchors.halt(tx, broadcast_id, found.author_id, found.status, why, now)
        return HALTED.get(why, BroadcastOutcome.NOWHERE)
    approval_requests.record_answer(tx, found, person_id, recipients, now)
    _notify_author(tx, found, now)
    launches.begin(tx, found, recipients, None, now)
    return BroadcastOutcome.DONE


def send_back(
    tx: Connection, broadcast_id: int, person_id: int, reason: str, admin_ids: Collection[int], now: datetime
) -> BroadcastOutcome:
    """Refuse as a second coordinator: the broadcast is a draft again, and its author is notified of the reason."""
    found = _permitted(tx, drafts.lock(tx, broadcast_id), person_id, admin_ids, now)
    if not isinstance(found, Broadcast):
        return found
    approval_requests.record_answer(tx, found, person_id, found.recipients, now, reason=reason[: rules.REASON_MAX])
    drafts.put(tx, broadcast_id, status=BroadcastStatus.DRAFT, asked_at=None)
    _notify_author(tx, found, now)
    return BroadcastOutcome.DONE


def _permitted(
    tx: Connection, found: Broadcast | None, person_id: int, admin_ids: Collection[int], now: datetime
) -> Broadcast | BroadcastOutcome:
    if found is None or not approval_requests.may_agree(tx, found, person_id, admin_ids, now):
        return BroadcastOutcome.FORBIDDEN
    return found if found.status is BroadcastStatus.ASKED else BroadcastOutcome.DECIDED


def _notify_author(tx: Connection, found: Broadcast, now: datetime) -> None:
    anchors.cancel_approval_requests(tx, found.id)
    if found.author_id is not None:
        outbox.plan(tx, [found.author_id], [rules.answered(found.id, now)])
