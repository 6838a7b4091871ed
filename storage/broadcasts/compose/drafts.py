"""Drafts of broadcasts. A draft belongs to its author: nobody else can see, send or stop it."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, delete, or_, select, update

from bot.domain.broadcasts import broadcast as rules
from bot.domain.broadcasts.audience.audience import Audience, Census
from bot.domain.broadcasts.broadcast import (
    BEFORE,
    LATE_AFTER_MINUTES,
    UNDER_WAY,
    Anchor,
    Broadcast,
    BroadcastOutcome,
    BroadcastStatus,
    Form,
    Review,
    Window,
)
from bot.domain.broadcasts.compose.wording import Content
from bot.domain.people import Role
from storage.broadcasts.audience import reach
from storage.broadcasts.schedule import anchors
from storage.core.tables import AnyRow, as_dict, broadcast_approvals, broadcasts

# Statuses of broadcasts that are being sent or wait for an answer or their moment.
UNFINISHED = (BroadcastStatus.ASKED, BroadcastStatus.SCHEDULED, *UNDER_WAY)


def get(tx: Connection, broadcast_id: int) -> Broadcast | None:
    row = tx.execute(select(broadcasts).where(broadcasts.c.id == broadcast_id)).one_or_none()
    return to_broadcast(row) if row else None


def own(tx: Connection, broadcast_id: int, author_id: int) -> Broadcast | None:
    """A broadcast of this author; None for a broadcast of somebody else."""
    found = get(tx, broadcast_id)
    return found if found and found.author_id == author_id else None


def to_broadcast(row: AnyRow) -> Broadcast:
    """Convert a row of `broadcasts` to a record."""
    fields = as_dict(row)
    first, last = fields.pop("window_first"), fields.pop("window_last")
    return Broadcast(
        **fields
        | {
            "status": BroadcastStatus(row.status),
            "form": Form(row.form),
            "content": Content.from_data(row.content) if row.content else None,
            "audience": Audience.from_data(row.audience) if row.audience else None,
            "anchor": Anchor.from_data(row.anchor) if row.anchor else None,
            "window": None if first is None else Window(first, last),
        }
    )


def begin(
    tx: Connection,
    author_id: int,
    chat_id: int,
    message_id: int | None,
    now: datetime,
    form: Form = Form.COPY,
    content: Content | None = None,
) -> int:
    """Create a draft from a message; `content` is what the bot renders itself. Returns its id."""
    row: dict[str, object] = {
        "status": BroadcastStatus.DRAFT,
        "author_id": author_id,
        "from_chat_id": chat_id,
        "message_id": message_id,
    }
    row |= {"form": form, "content": content.as_data() if content else None, "created_at": now}
    row |= {"late_after": LATE_AFTER_MINUTES, "recipients": 0, "newcomers": 0, "planned_up_to": 0}
    broadcast_id: int = tx.execute(broadcasts.insert().values(**row).returning(broadcasts.c.id)).scalar_one()
    return broadcast_id


def begun(tx: Connection, author_id: int, limit: int) -> list[Broadcast]:
    """A coordinator's drafts and waiting broadcasts, the newest first."""
    mine = (broadcasts.c.author_id == author_id, broadcasts.c.status.in_(BEFORE))
    rows = tx.execute(select(broadcasts).where(*mine).order_by(broadcasts.c.id.desc()).limit(limit))
    return [to_broadcast(row) for row in rows]


def lock(tx: Connection, broadcast_id: int) -> Broadcast | None:
    """Lock a broadcast until the transaction ends; None when it is gone."""
    row = tx.execute(select(broadcasts).where(broadcasts.c.id == broadcast_id).with_for_update()).one_or_none()
    return to_broadcast(row) if row else None


def lock_draft(tx: Connection, broadcast_id: int, author_id: int) -> Broadcast | BroadcastOutcome:
    """Lock the author's draft; else return the reason why not: GONE, or ALREADY when it is no draft any more."""
    found = lock(tx, broadcast_id)
    if found is None or found.author_id != author_id:
        return BroadcastOutcome.GONE
    return found if found.status is BroadcastStatus.DRAFT else BroadcastOutcome.ALREADY


def put(tx: Connection, broadcast_id: int, **values: object) -> None:
    """Set columns of a broadcast."""
    tx.execute(update(broadcasts).where(broadcasts.c.id == broadcast_id).values(**values))


def replace_message(
    tx: Connection,
    broadcast_id: int,
    author_id: int,
    chat_id: int,
    message_id: int,
    form: Form = Form.COPY,
    content: Content | None = None,
) -> BroadcastOutcome:
    """Replace the message of a draft; its audience and links stay."""
    held = lock_draft(tx, broadcast_id, author_id)
    if not isinstance(held, Broadcast):
        return held
    content = replace(content or Content(), links=held.links)
    kept = content.as_data() if content != Content() else None
    put(tx, broadcast_id, form=form, from_chat_id=chat_id, message_id=message_id, content=kept)
    return BroadcastOutcome.DONE


def copy_from(tx: Connection, broadcast_id: int, author_id: int, chat_id: int, message_id: int) -> BroadcastOutcome:
    """Copy a draft from now on from this message of the bot itself, which nobody can edit.

    What was refused is such a message already. It stays, so that the same draft is known again when it is asked anew.
    """
    held = lock_draft(tx, broadcast_id, author_id)
    if not isinstance(held, Broadcast):
        return held
    refused = select(broadcast_approvals.c.message_id).where(broadcast_approvals.c.broadcast_id == broadcast_id)
    if held.message_id in tx.scalars(refused).all():
        return BroadcastOutcome.DONE
    put(tx, broadcast_id, from_chat_id=chat_id, message_id=message_id)
    return BroadcastOutcome.DONE


def address(
    tx: Connection, broadcast_id: int, author_id: int, roles: frozenset[Role], audience: Audience, now: datetime
) -> BroadcastOutcome:
    """Set the audience of a draft; `roles` have to reach all of it."""
    held = lock_draft(tx, broadcast_id, author_id)
    if not isinstance(held, Broadcast):
        return held
    if refusal := reach.refusal(tx, roles, audience, now):
        return refusal
    put(tx, broadcast_id, audience=audience.as_data())
    return BroadcastOutcome.DONE


def discard(tx: Connection, broadcast_id: int, author_id: int) -> BroadcastOutcome:
    held = lock_draft(tx, broadcast_id, author_id)
    if not isinstance(held, Broadcast):
        return held
    tx.execute(delete(broadcasts).where(broadcasts.c.id == broadcast_id))
    return BroadcastOutcome.DONE


def review(tx: Connection, broadcast_id: int, author_id: int, now: datetime) -> Review | None:
    """The author's draft with an exact count of whom it would reach now; None for anything else."""
    found = own(tx, broadcast_id, author_id)
    return reviewed(tx, found, now) if found and found.status is BroadcastStatus.DRAFT else None


def reviewed(tx: Connection, found: Broadcast, now: datetime) -> Review:
    """The review of a broadcast, with an exact count of whom it would reach now."""
    census = _census(tx, found, now)
    until = reach.until(tx, found.audience) if found.audience else None
    asleep = sum(count for zone, count in census.reached.items() if rules.sleeps(now, zone, until))
    woken = sum(count for zone, count in census.reached.items() if rules.is_woken(now, zone, until))
    names, anchor = reach.names(tx, found.audience), anchors.name(tx, found.anchor)
    return Review(found, names, census.recipients, asleep, woken, census.everybody, census.left_out, anchor)


def _census(tx: Connection, draft: Broadcast, now: datetime) -> Census:
    return reach.census(tx, draft.audience, reach.recent_news(tx, now)) if draft.audience else Census()


def sweep(tx: Connection, before: datetime) -> int:
    """Delete ended broadcasts and drafts created before a moment. Returns the number of deleted rows."""
    over = or_(broadcasts.c.status.not_in(UNFINISHED), broadcasts.c.finished_at.is_not(None))
    return tx.execute(delete(broadcasts).where(over, broadcasts.c.created_at < before)).rowcount
