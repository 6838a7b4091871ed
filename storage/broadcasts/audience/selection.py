"""The choice of a draft's audience, part by part."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection

from bot.domain.broadcasts.audience.audience import Audience, Part
from bot.domain.broadcasts.broadcast import Broadcast, BroadcastOutcome
from bot.domain.people import Role
from storage.broadcasts.audience import parts, reach
from storage.broadcasts.compose.drafts import lock_draft, own, put
from storage.people import coordinators


def join(
    tx: Connection, broadcast_id: int, author_id: int, roles: frozenset[Role], part: Part, now: datetime
) -> BroadcastOutcome:
    """Add a part to a draft's audience; `roles` have to reach all of it. A part that is there already changes nothing.

    BARE when there is no part yet that this one could narrow, MANY when there are PARTS_MAX. UNTICKED for the people
    who came to an event of which nobody is ticked yet.
    """
    held = lock_draft(tx, broadcast_id, author_id)
    if not isinstance(held, Broadcast):
        return held
    audience = held.audience.plus(part) if held.audience else Audience((part,))
    if held.audience and part in held.audience.parts:
        return BroadcastOutcome.DONE
    if refusal := reach.refusal(tx, roles, audience, now):
        return refusal
    if parts.lacks_attendance(tx, part):
        return BroadcastOutcome.UNTICKED
    put(tx, broadcast_id, audience=audience.as_data())
    return BroadcastOutcome.DONE


def drop(tx: Connection, broadcast_id: int, author_id: int) -> BroadcastOutcome:
    """Remove the last part. Without parts a draft has no audience, as a new one."""
    held = lock_draft(tx, broadcast_id, author_id)
    if not isinstance(held, Broadcast):
        return held
    left = held.audience.less() if held.audience else None
    put(tx, broadcast_id, audience=left.as_data() if left else None)
    return BroadcastOutcome.DONE


def samples(
    tx: Connection, broadcast_id: int, author_id: int, admin_ids: Collection[int], now: datetime, limit: int
) -> list[str] | BroadcastOutcome:
    """Names of some people whom an author's draft would reach; FORBIDDEN when their roles do not reach all of it."""
    draft = own(tx, broadcast_id, author_id)
    if draft is None or draft.audience is None:
        return BroadcastOutcome.GONE
    roles = coordinators.roles_of(tx, author_id, admin_ids)
    if not roles or reach.refusal(tx, roles, draft.audience, now) is BroadcastOutcome.FORBIDDEN:
        return BroadcastOutcome.FORBIDDEN
    return reach.samples(tx, draft.audience, reach.recent_news(tx, now), limit)
