"""Anchors of broadcasts: an event's start or a grant's stage. When it moves, they move in the same transaction.

This module does not import events or grants: they call it under their own locks.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import Connection, select, update

from bot.domain.broadcasts.broadcast import BEFORE, Anchor, AnchorKind, BroadcastStatus
from bot.domain.broadcasts.schedule.timing import Halt
from bot.domain.broadcasts.sending import approvals
from bot.domain.deliveries import Plan
from bot.domain.events import EventStatus
from storage import outbox
from storage.core.tables import broadcasts, events, programmes, rounds, stages

HALT = "launch"
TOLD_WITHIN = timedelta(days=7)


def moment_of(tx: Connection, anchor: Anchor) -> datetime | None:
    """The moment when a broadcast with this anchor is due; None when the event or the stage is not there (any more)."""
    if anchor.kind is AnchorKind.EVENT:
        published = (events.c.id == anchor.id, events.c.status == EventStatus.PUBLISHED)
        at = tx.scalar(select(events.c.starts_at).where(*published))
    else:
        at = tx.scalar(select(stages.c.at).where(stages.c.id == anchor.id))
    return at - timedelta(minutes=anchor.minutes) if at else None


def name(tx: Connection, anchor: Anchor | None) -> str:
    """The title of the anchor's event or programme; empty without an anchor and for what is gone."""
    if anchor is None:
        return ""
    if anchor.kind is AnchorKind.EVENT:
        return tx.scalar(select(events.c.title).where(events.c.id == anchor.id)) or ""
    home = select(rounds.c.programme_id).join(stages, stages.c.round_id == rounds.c.id).where(stages.c.id == anchor.id)
    return tx.scalar(select(programmes.c.short_title).where(programmes.c.id == home.scalar_subquery())) or ""


def follow(tx: Connection, kind: AnchorKind, ids: Collection[int], now: datetime) -> None:
    """Move the broadcasts anchored to events or stages that may have moved; make them drafts when those are cancelled.

    A started broadcast is not sent again. The caller locks the event or the programme.
    """
    anchored = (broadcasts.c.status.in_(BEFORE), broadcasts.c.anchor.is_not(None))
    rows = tx.execute(select(broadcasts).where(*anchored).order_by(broadcasts.c.id).with_for_update()).all()
    for row in rows:
        if row.anchor is None or row.anchor["kind"] != kind or row.anchor["id"] not in ids:
            continue
        send_at = moment_of(tx, Anchor.from_data(row.anchor))
        if send_at == row.send_at:
            continue
        if send_at is None:
            halt(tx, row.id, row.author_id, row.status, Halt.EVENT_OFF, now)
        elif send_at <= now and row.status != BroadcastStatus.DRAFT:
            halt(tx, row.id, row.author_id, row.status, Halt.TOO_LATE, now)
        else:
            tx.execute(update(broadcasts).where(broadcasts.c.id == row.id).values(send_at=send_at))


def halt(tx: Connection, broadcast_id: int, author_id: int | None, status: str, why: Halt, now: datetime) -> None:
    """Make a waiting broadcast a draft without a moment and notify its author of the reason. The caller locks it."""
    back = {"status": BroadcastStatus.DRAFT, "asked_at": None, "send_at": None, "anchor": None}
    tx.execute(update(broadcasts).where(broadcasts.c.id == broadcast_id).values(**back))
    cancel_approval_requests(tx, broadcast_id)
    if author_id is None or status == BroadcastStatus.DRAFT:
        return
    told = Plan(
        kind="answer",
        cause=HALT,
        cause_id=broadcast_id,
        occasion=f"halt@{now:%Y-%m-%dT%H:%M:%S.%fZ}",
        due_at=now,
        expires_at=now + TOLD_WITHIN,
        payload={"why": why.value},
    )
    outbox.plan(tx, [author_id], [told])


def cancel_approval_requests(tx: Connection, broadcast_id: int) -> None:
    """Cancel requests for approval that are not sent yet."""
    for cause in (approvals.ASK, approvals.PREVIEW):
        outbox.cancel(tx, cause, broadcast_id)
