"""Events of a coordinator whose role ended go to somebody else."""

from datetime import datetime
from functools import partial

from sqlalchemy import Connection, and_, or_, select, update

from bot.domain.events import EventStatus
from bot.domain.handover import Choose
from bot.domain.people import Role, may_coordinate
from storage.core.tables import events
from storage.events import events as events_of


def pass_on(tx: Connection, author_id: int, left: frozenset[Role], choose: Choose, now: datetime) -> list[int]:
    """Pass drafts and coming events on that the author's roles do not reach any more. Returns the new authors.

    With nobody to take it a draft is deleted, and a published event stays without an author.
    """
    ahead = or_(
        events.c.status == EventStatus.DRAFT, and_(events.c.status == EventStatus.PUBLISHED, events.c.starts_at > now)
    )
    mine = select(events.c.id).where(events.c.author_id == author_id, ahead).order_by(events.c.id)
    found: list[int] = []
    for event_id in tx.scalars(mine).all():
        event = events_of.lock(tx, event_id)
        if event is None or may_coordinate(left, event.scope):
            continue
        heir = choose(partial(may_coordinate, scope=event.scope))
        if heir is None and event.status is EventStatus.DRAFT:
            tx.execute(events.delete().where(events.c.id == event_id))
            continue
        tx.execute(update(events).where(events.c.id == event_id).values(author_id=heir))
        found += [heir] if heir else []
    return found
