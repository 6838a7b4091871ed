"""Edits of broadcasts: corrections and recalls, one at a time, in chunks after a cursor; each copy has an outbox row.

An edit is a draft until its author confirms it. From `start` on, recipients who have not got the broadcast yet get the
corrected words. Each copy with the old words gets a row, also one that was in flight at that moment.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, exists, func, null, select, update

from bot.domain.broadcasts.broadcast import KIND as BROADCAST
from bot.domain.broadcasts.broadcast import Broadcast, BroadcastStatus
from bot.domain.broadcasts.compose.wording import Content, PlaceForms
from bot.domain.broadcasts.results import edits as rules
from bot.domain.broadcasts.results.edits import (
    CAUSE,
    BroadcastEdit,
    EditKind,
    EditOutcome,
    Place,
    corrected,
)
from bot.domain.broadcasts.sending.approvals import is_many
from bot.domain.deliveries import Plan
from bot.domain.people import Role
from bot.domain.retention import BROADCAST_EDIT
from storage import outbox
from storage.broadcasts.compose import contents, drafts
from storage.broadcasts.results import copies, history
from storage.broadcasts.sending import approval_requests, colleagues
from storage.broadcasts.sending.launches import EVERYBODY_PLANNED, ON_THE_WAY
from storage.core.tables import AnyRow, as_dict, broadcast_changes, deliveries
from storage.people import coordinators

CHUNK = 1000


def get(tx: Connection, change_id: int) -> BroadcastEdit | None:
    row = tx.execute(select(broadcast_changes).where(broadcast_changes.c.id == change_id)).one_or_none()
    return to_change(row) if row else None


def own(tx: Connection, change_id: int, author_id: int) -> BroadcastEdit | None:
    """An edit of this author; None for an edit of somebody else."""
    found = get(tx, change_id)
    return found if found and found.author_id == author_id else None


def to_change(row: AnyRow) -> BroadcastEdit:
    """Convert a row of `broadcast_changes` to a record."""
    fields = as_dict(row)
    del fields["told_at"]
    read = {
        "kind": EditKind(row.kind),
        "place": Place(row.place) if row.place else None,
        "content": Content.from_data(row.content) if row.content else None,
        "was": Content.from_data(row.was) if row.was else None,
    }
    return BroadcastEdit(**fields | read)


def refusal(
    tx: Connection, broadcast: Broadcast | None, person_id: int, roles: frozenset[Role], kind: EditKind
) -> EditOutcome | None:
    """The reason why a person cannot edit a broadcast now; None when they can.

    Its author corrects it; any coordinator of its whole audience recalls it.
    """
    if broadcast is None or (broadcast.author_id != person_id and not _may_recall(tx, broadcast, roles, kind)):
        return EditOutcome.GONE
    if broadcast.started_at is None:
        return EditOutcome.UNSENT
    if not history.is_within(tx, roles, broadcast.audience):
        return EditOutcome.FORBIDDEN
    if _has(tx, broadcast.id, broadcast_changes.c.finished_at.is_(None)):
        return EditOutcome.BUSY
    recalled = (broadcast_changes.c.kind == EditKind.RECALL, broadcast_changes.c.stopped_at.is_(None))
    return EditOutcome.RECALLED if _has(tx, broadcast.id, *recalled) else None


def _may_recall(tx: Connection, broadcast: Broadcast, roles: frozenset[Role], kind: EditKind) -> bool:
    return kind is EditKind.RECALL and history.is_within(tx, roles, broadcast.audience)


def _has(tx: Connection, broadcast_id: int, *chosen: ColumnElement[bool]) -> bool:
    """True when a broadcast has such an edit that was started."""
    started = (broadcast_changes.c.broadcast_id == broadcast_id, broadcast_changes.c.started_at.is_not(None))
    return bool(tx.scalar(select(exists().where(*started, *chosen))))


def check(
    tx: Connection, broadcast_id: int, author_id: int, roles: frozenset[Role], kind: EditKind, now: datetime
) -> tuple[EditOutcome, Broadcast | None, int]:
    """Check whether an edit may begin. Returns also the broadcast and the number of copies it would reach now."""
    broadcast = drafts.get(tx, broadcast_id)
    if (why := refusal(tx, broadcast, author_id, roles, kind)) or broadcast is None:
        return why or EditOutcome.GONE, None, 0
    reached = copies.within_reach(tx, broadcast_id, kind, now)
    return EditOutcome.DONE if reached or _is_unfinished(broadcast) else EditOutcome.NOTHING, broadcast, reached


def _is_unfinished(broadcast: Broadcast) -> bool:
    return broadcast.finished_at is None


def draft(
    tx: Connection,
    broadcast_id: int,
    author_id: int,
    kind: EditKind,
    now: datetime,
    content: Content | None = None,
    place: Place | None = None,
    message_id: int | None = None,
) -> BroadcastEdit:
    """Save an edit to be confirmed, in place of the author's earlier one: an older button confirms nothing."""
    waiting = (broadcast_changes.c.broadcast_id == broadcast_id, broadcast_changes.c.started_at.is_(None))
    tx.execute(delete(broadcast_changes).where(*waiting, broadcast_changes.c.author_id == author_id))
    row: dict[str, object] = {"broadcast_id": broadcast_id, "author_id": author_id, "kind": kind, "created_at": now}
    row |= {"content": content.as_data() if content else null(), "place": place, "message_id": message_id}
    row |= {"planned_up_to": 0, "copies": 0}
    return to_change(tx.execute(broadcast_changes.insert().values(**row).returning(broadcast_changes)).one())


def start(
    tx: Connection,
    change_id: int,
    author_id: int,
    roles: frozenset[Role],
    progress_message_id: int | None,
    now: datetime,
    admin_ids: Collection[int] = (),
) -> EditOutcome:
    """Start an edit, once. A correction also changes the broadcast itself; a recall first stops it.

    Whoever approved the broadcast, or else may have, is told of a correction at once and can recall it. The author is
    told of a recall by a colleague, and the audit has it.
    """
    change = own(tx, change_id, author_id)
    if change is None:
        return EditOutcome.GONE
    broadcast = drafts.lock(tx, change.broadcast_id)
    change = own(tx, change_id, author_id)
    if change is None or broadcast is None or change.started_at is not None:
        return EditOutcome.GONE if change is None else EditOutcome.OVER
    if why := refusal(tx, broadcast, author_id, roles, change.kind):
        return why
    reached = copies.within_reach(tx, broadcast.id, change.kind, now)
    if not reached and not _is_unfinished(broadcast):
        return EditOutcome.NOTHING
    _apply_to_waiting(tx, broadcast, change, now)
    put(tx, change_id, started_at=now, copies=reached, progress_message_id=progress_message_id)
    if change.kind is EditKind.RECALL and broadcast.author_id != author_id:
        colleagues.note_recall(tx, broadcast, author_id, now)
    if change.kind is EditKind.CORRECT and is_many(broadcast.recipients):
        outbox.plan(
            tx, approval_requests.watchers(tx, broadcast, author_id, admin_ids, now), [rules.watch(change_id, now)]
        )
    return EditOutcome.DONE


def _apply_to_waiting(tx: Connection, broadcast: Broadcast, change: BroadcastEdit, now: datetime) -> None:
    """Apply an edit to recipients who have not got the broadcast yet."""
    if change.kind is EditKind.CORRECT:
        after = corrected(broadcast, change)
        content = after.content.as_data() if after.content else null()
        was = broadcast.content.as_data() if broadcast.content else null()
        put(tx, change.id, was=was, was_message_id=broadcast.message_id)
        # The new words were shown in the chat of whoever corrects, which may not be that of the first author.
        source = {"from_chat_id": coordinators.chat_of(tx, change.author_id)} if change.message_id else {}
        drafts.put(tx, broadcast.id, message_id=after.message_id, content=content, **source)
        return
    copies.expire_blocked(tx, broadcast.id, now)
    if _is_unfinished(broadcast):
        drafts.put(tx, broadcast.id, status=BroadcastStatus.CANCELLED)
        outbox.cancel(tx, BROADCAST, broadcast.id, in_flight=False)


def plan_next(tx: Connection, change_id: int, now: datetime) -> int:
    """Enqueue the next copies after the cursor. Returns their number; 0 when there is nothing to enqueue for now.

    The readers are locked first, then the edit: a person who is erased meanwhile is not enqueued.
    """
    before = get(tx, change_id)
    if before is None or not before.is_running or before.planned_up_to == EVERYBODY_PLANNED:
        return 0
    started_at = before.started_at or now
    rows = copies.next_copies(tx, before, started_at, CHUNK)
    broadcast = drafts.get(tx, before.broadcast_id)
    is_last = not rows and (broadcast is None or copies.is_settled(tx, broadcast, started_at, now))
    if is_last:
        rows = copies.latecomers(tx, before, started_at)
    held = copies.lock_readers(tx, rows)
    change = _lock(tx, change_id)
    if change is None or not change.is_running or change.planned_up_to != before.planned_up_to:
        return len(rows)  # Another process has just enqueued these, or the edit was stopped.
    outbox.plan_each(tx, list(_plans(change, started_at, [row for row in rows if row.person_id in held])))
    if is_last:
        put(tx, change_id, planned_up_to=EVERYBODY_PLANNED, copies=_planned(tx, change_id))
    elif rows:
        put(tx, change_id, planned_up_to=rows[-1].id)
    return len(rows)


def _plans(change: BroadcastEdit, started_at: datetime, rows: Sequence[AnyRow]) -> Sequence[tuple[int, Plan]]:
    sent = [row for row in rows if row.message_ids]
    return [
        (row.person_id, rules.plan(change, started_at, row.sent_at, tuple(row.message_ids), row.account_id))
        for row in sent
    ]


def _planned(tx: Connection, change_id: int) -> int:
    return tx.scalar(select(func.count()).select_from(deliveries).where(*rows_of(change_id))) or 0


def rows_of(change_id: int) -> tuple[ColumnElement[bool], ...]:
    """The condition for an edit's rows in the outbox."""
    return deliveries.c.cause == CAUSE, deliveries.c.cause_id == change_id


def _lock(tx: Connection, change_id: int) -> BroadcastEdit | None:
    held = select(broadcast_changes).where(broadcast_changes.c.id == change_id).with_for_update()
    row = tx.execute(held).one_or_none()
    return to_change(row) if row else None


def put(tx: Connection, change_id: int, **values: object) -> None:
    """Set columns of an edit."""
    tx.execute(update(broadcast_changes).where(broadcast_changes.c.id == change_id).values(**values))


def running(tx: Connection) -> list[BroadcastEdit]:
    """Started edits that are not finished, the oldest first, also after a restart."""
    unfinished = (broadcast_changes.c.started_at.is_not(None), broadcast_changes.c.finished_at.is_(None))
    rows = tx.execute(select(broadcast_changes).where(*unfinished).order_by(broadcast_changes.c.id))
    return [to_change(row) for row in rows]


def stop(tx: Connection, change_id: int, author_id: int, now: datetime) -> EditOutcome:
    """Stop an edit. Copies that were edited stay so."""
    change = _lock(tx, change_id)
    if change is None or change.author_id != author_id or change.started_at is None:
        return EditOutcome.GONE
    if not change.is_running:
        return EditOutcome.OVER
    put(tx, change_id, stopped_at=now)
    outbox.cancel(tx, CAUSE, change_id, in_flight=False)
    return EditOutcome.DONE


def finish(tx: Connection, change_id: int, now: datetime) -> bool:
    """Finish an edit with nothing left to enqueue or send, and plan its report. False while it goes on."""
    change = _lock(tx, change_id)
    if change is None or change.started_at is None or change.finished_at is not None:
        return False
    is_planned = change.planned_up_to == EVERYBODY_PLANNED or change.stopped_at is not None
    if not is_planned or tx.scalar(select(exists().where(*rows_of(change_id), deliveries.c.status.in_(ON_THE_WAY)))):
        return False
    put(tx, change_id, finished_at=now)
    if change.author_id is not None:
        outbox.plan(tx, [change.author_id], [rules.report(change_id, now)])
    return True


def subject(tx: Connection, change_id: int) -> tuple[BroadcastEdit, Broadcast, dict[str, PlaceForms]] | None:
    """An edit with its broadcast and the municipalities' names its words need, to render a copy."""
    change = get(tx, change_id)
    found = contents.with_place_names(tx, change.broadcast_id) if change else None
    return (change, *found) if change and found else None


def retire(tx: Connection, author_id: int, left: frozenset[Role], now: datetime) -> None:
    """End the edits of broadcasts that an author's roles do not reach any more: drafts go, running ones stop.

    Nobody gets their report: the broadcast's own one says that its copies were corrected.
    """
    mine = (broadcast_changes.c.author_id == author_id, broadcast_changes.c.finished_at.is_(None))
    for change_id in tx.scalars(select(broadcast_changes.c.id).where(*mine).order_by(broadcast_changes.c.id)).all():
        change = get(tx, change_id)
        broadcast = drafts.get(tx, change.broadcast_id) if change else None
        if change is None or (broadcast and history.is_within(tx, left, broadcast.audience)):
            continue
        if change.started_at is None:
            tx.execute(delete(broadcast_changes).where(broadcast_changes.c.id == change_id))
            continue
        stop(tx, change_id, author_id, now)
        put(tx, change_id, finished_at=now)


def sweep(tx: Connection, now: datetime) -> None:
    """Delete unconfirmed edits; started ones are kept as versions of the broadcast, and go with it."""
    before = now - BROADCAST_EDIT.term
    stale = (broadcast_changes.c.started_at.is_(None), broadcast_changes.c.created_at < before)
    tx.execute(delete(broadcast_changes).where(*stale))
