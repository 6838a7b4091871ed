"""The author of a broadcast: whose it is once its author may not keep it, and who takes what nobody has."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy import Connection, delete, or_, select, update

from bot.domain.audit import Act, AuditEntry, AuditSubject
from bot.domain.broadcasts.broadcast import BEFORE, CROWDED, KIND, Broadcast, BroadcastOutcome, BroadcastStatus, Form
from bot.domain.broadcasts.sending.approvals import VERDICT
from bot.domain.handover import Choose
from bot.domain.people import ANYWHERE, REGION, Role, may_coordinate
from storage import outbox
from storage.broadcasts.compose.drafts import lock, put
from storage.broadcasts.results import history
from storage.broadcasts.schedule import anchors
from storage.core.tables import accounts, broadcast_approvals, broadcasts
from storage.people import audit, coordinators

# The causes of rows to a broadcast's author: they are not for whoever was it before.
TO_AUTHOR = (CROWDED, anchors.HALT, VERDICT, "late", "report")


@dataclass(frozen=True, slots=True)
class PassedOn:
    """A broadcast that has passed on: `heir` is its new author, None when nobody's roles reach it."""

    broadcast_id: int
    scope: str
    was_under_way: bool
    heir: int | None


def pass_on(
    tx: Connection, author_id: int, left: frozenset[Role], scope: str, choose: Choose, now: datetime
) -> list[PassedOn]:
    """Pass the broadcasts on that are not over and that the author's roles do not reach any more.

    One under way pauses; one that waits is a draft again, since its new author has to answer for it. `scope` is that of
    drafts without an audience. A draft that nobody can take is deleted.
    """
    begun = broadcasts.c.status.in_(BEFORE)
    mine = (broadcasts.c.author_id == author_id, or_(begun, broadcasts.c.finished_at.is_(None)))
    found: list[PassedOn] = []
    for broadcast_id in tx.scalars(select(broadcasts.c.id).where(*mine).order_by(broadcasts.c.id)).all():
        held = lock(tx, broadcast_id)
        if held is None or held.author_id != author_id or _stays(tx, held, left):
            continue
        if not (held.is_under_way or held.status in BEFORE):
            continue  # It has just ended, or is stopped and waits for its last rows.
        heir = choose(partial(reaches, tx, held, scope))
        if heir is None and held.status is BroadcastStatus.DRAFT:
            tx.execute(delete(broadcasts).where(broadcasts.c.id == broadcast_id))
            continue
        give(tx, held, heir, now)
        sent_to = history.scope(tx, held.audience) if held.audience else scope
        found.append(PassedOn(broadcast_id, sent_to, held.is_under_way, heir))
    return found


def _stays(tx: Connection, held: Broadcast, left: frozenset[Role]) -> bool:
    """True when its author may keep it; a draft without an audience, as long as they coordinate anything."""
    return reaches(tx, held, REGION, left) if held.audience else may_coordinate(left, ANYWHERE)


def reaches(tx: Connection, held: Broadcast, scope: str, roles: frozenset[Role]) -> bool:
    """True when these roles reach the whole audience; without an audience, when they reach `scope`."""
    return history.is_within(tx, roles, held.audience) if held.audience else may_coordinate(roles, scope)


def give(tx: Connection, held: Broadcast, author_id: int | None, now: datetime) -> None:
    """Make somebody the author of a broadcast, or nobody. The caller locks it.

    A copy is still made from the former author's chat until `move_source`, or until its new author looks at it.
    Nobody's own agreement counts for what is theirs.
    """
    values: dict[str, object] = {"author_id": author_id, "progress_message_id": None, "told_at": None}
    if held.form is not Form.COPY:
        values["from_chat_id"] = coordinators.chat_of(tx, author_id)
    if held.is_under_way:
        values |= {"status": BroadcastStatus.PAUSED, "paused_at": now}
        outbox.hold(tx, KIND, held.id)
    else:
        values |= {"status": BroadcastStatus.DRAFT, "asked_at": None}
        anchors.cancel_approval_requests(tx, held.id)
        own = (broadcast_approvals.c.person_id == author_id) | (broadcast_approvals.c.person_id == held.author_id)
        of_it = (broadcast_approvals.c.broadcast_id == held.id, broadcast_approvals.c.agreed.is_(True))
        tx.execute(delete(broadcast_approvals).where(*of_it, own))
    for cause in TO_AUTHOR:
        outbox.cancel(tx, cause, held.id, person_id=held.author_id)
    put(tx, held.id, **values)


def take(
    tx: Connection, broadcast_id: int, person_id: int, admin_ids: Collection[int], now: datetime
) -> BroadcastOutcome:
    """Take a broadcast without an author, for a coordinator of its whole audience. DECIDED when somebody has it."""
    held, roles = lock(tx, broadcast_id), coordinators.roles_of(tx, person_id, admin_ids)
    if held is None or not roles or not reaches(tx, held, REGION, roles):
        return BroadcastOutcome.GONE
    if held.author_id is not None:
        return BroadcastOutcome.DECIDED
    if not (held.is_under_way or held.status in BEFORE):
        return BroadcastOutcome.OVER
    give(tx, held, person_id, now)
    subject = (AuditSubject.BROADCAST, broadcast_id, history.scope(tx, held.audience), "", now)
    audit.note(tx, AuditEntry(Act.TAKEN_OVER, person_id, None, *subject))
    return BroadcastOutcome.DONE


@dataclass(frozen=True, slots=True)
class Source:
    """A message in the chat of a broadcast's former author, and the chat of the new one."""

    broadcast_id: int
    from_chat_id: int
    message_id: int
    to_chat_id: int


def sources_of(tx: Connection, person_id: int) -> list[Source]:
    """The messages in a person's chats from which broadcasts of others are still copied."""
    chats = select(accounts.c.chat_id).where(accounts.c.person_id == person_id)
    passed = (broadcasts.c.from_chat_id.in_(chats), broadcasts.c.author_id != person_id)
    columns = (broadcasts.c.id, broadcasts.c.from_chat_id, broadcasts.c.message_id, broadcasts.c.author_id)
    copied = (broadcasts.c.form == Form.COPY, broadcasts.c.message_id.is_not(None), broadcasts.c.finished_at.is_(None))
    rows = tx.execute(select(*columns).where(*passed, *copied).order_by(broadcasts.c.id)).all()
    return [
        Source(row.id, row.from_chat_id, row.message_id, chat_id)
        for row in rows
        if (chat_id := coordinators.chat_of(tx, row.author_id)) is not None
    ]


def move_source(tx: Connection, source: Source, message_id: int) -> None:
    """Copy a broadcast from now on from this message in its author's chat, unless it has another source by now."""
    same = (broadcasts.c.from_chat_id == source.from_chat_id, broadcasts.c.message_id == source.message_id)
    moved = {"from_chat_id": source.to_chat_id, "message_id": message_id}
    tx.execute(update(broadcasts).where(broadcasts.c.id == source.broadcast_id, *same).values(**moved))


def forget_chats(tx: Connection, person_id: int) -> None:
    """Forget the chats of a person as the source of copies that have passed on to others."""
    chats = select(accounts.c.chat_id).where(accounts.c.person_id == person_id)
    gone = {"from_chat_id": None, "message_id": None}
    tx.execute(update(broadcasts).where(broadcasts.c.from_chat_id.in_(chats)).values(**gone))
