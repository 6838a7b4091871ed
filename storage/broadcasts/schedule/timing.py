"""The time of a draft: a moment, an anchor before an event or a deadline, hours of the day, the allowed lateness."""

from datetime import datetime

from sqlalchemy import Connection

from bot.domain.broadcasts.broadcast import (
    BEFORE,
    Anchor,
    AnchorKind,
    Broadcast,
    BroadcastOutcome,
    BroadcastStatus,
    Review,
    Window,
)
from bot.domain.grants import Precision, StageKind
from bot.domain.people import Role, may_coordinate
from storage import grants
from storage.broadcasts.compose.drafts import lock, lock_draft, own, put, reviewed
from storage.broadcasts.schedule import anchors
from storage.events import events

LISTED_MAX = 500


def choices(tx: Connection, kind: AnchorKind, roles: frozenset[Role], now: datetime) -> list[tuple[int, str, datetime]]:
    """The ids, titles and moments of possible anchors, the nearest first.

    Events need a role in their scope; deadlines are open to every coordinator, once at least their day is known.
    """
    if kind is AnchorKind.EVENT:
        ahead, _ = events.upcoming(tx, now, 0, LISTED_MAX)
        own = (each for each in ahead if may_coordinate(roles, each.scope))
        return [(each.id, each.title, each.starts_at) for each in own if each.starts_at]
    found = [
        (stage.id, programme.short_title, stage.over_at)
        for programme in grants.catalogue(tx)
        for each in programme.rounds
        for stage in each.stages
        if stage.kind is StageKind.DEADLINE and stage.precision is not Precision.MONTH and stage.over_at > now
    ]
    return sorted(found, key=lambda row: row[2])


def schedule(
    tx: Connection, broadcast_id: int, author_id: int, send_at: datetime | None, now: datetime
) -> BroadcastOutcome:
    """Set the moment of a draft; None is "at once". PAST for a moment that is not ahead."""
    held = lock_draft(tx, broadcast_id, author_id)
    if not isinstance(held, Broadcast):
        return held
    if send_at is not None and send_at <= now:
        return BroadcastOutcome.PAST
    put(tx, broadcast_id, send_at=send_at, anchor=None)
    return BroadcastOutcome.DONE


def anchor_to(
    tx: Connection, broadcast_id: int, author_id: int, roles: frozenset[Role], anchor: Anchor, now: datetime
) -> BroadcastOutcome:
    """Anchor a draft to an event or a deadline, so that it moves along.

    NOWHERE when there is no such event or stage, PAST when the moment is not ahead.
    """
    held = lock_draft(tx, broadcast_id, author_id)
    if not isinstance(held, Broadcast):
        return held
    send_at = anchors.moment_of(tx, anchor)
    if send_at is None:
        return BroadcastOutcome.NOWHERE
    event = events.get(tx, anchor.id) if anchor.kind is AnchorKind.EVENT else None
    if event and not may_coordinate(roles, event.scope):
        return BroadcastOutcome.FORBIDDEN
    if send_at <= now:
        return BroadcastOutcome.PAST
    put(tx, broadcast_id, send_at=send_at, anchor=anchor.as_data())
    return BroadcastOutcome.DONE


def set_window(tx: Connection, broadcast_id: int, author_id: int, window: Window | None) -> BroadcastOutcome:
    """Set the hours, by each reader's clock, in which a draft may be sent; None is all but the quiet hours."""
    held = lock_draft(tx, broadcast_id, author_id)
    if not isinstance(held, Broadcast):
        return held
    first, last = window.hours if window else (None, None)
    put(tx, broadcast_id, window_first=first, window_last=last)
    return BroadcastOutcome.DONE


def set_late_after(tx: Connection, broadcast_id: int, author_id: int, late_after: int) -> BroadcastOutcome:
    """Set the allowed lateness in minutes: after it the rest is held until the author decides."""
    held = lock_draft(tx, broadcast_id, author_id)
    if not isinstance(held, Broadcast):
        return held
    put(tx, broadcast_id, late_after=late_after)
    return BroadcastOutcome.DONE


def take_back(tx: Connection, broadcast_id: int, author_id: int) -> BroadcastOutcome:
    """Make a broadcast that waits for its moment or an approval a draft again."""
    found = lock(tx, broadcast_id)
    if found is None or found.author_id != author_id:
        return BroadcastOutcome.GONE
    if found.status not in BEFORE:
        return BroadcastOutcome.ALREADY
    put(tx, broadcast_id, status=BroadcastStatus.DRAFT, asked_at=None)
    anchors.cancel_approval_requests(tx, broadcast_id)
    return BroadcastOutcome.DONE


def waiting(tx: Connection, broadcast_id: int, author_id: int, now: datetime) -> Review | None:
    """The review of the author's broadcast that waits for its moment or an approval; None for any other."""
    found = own(tx, broadcast_id, author_id)
    waits = (BroadcastStatus.ASKED, BroadcastStatus.SCHEDULED)
    return reviewed(tx, found, now) if found and found.status in waits else None
