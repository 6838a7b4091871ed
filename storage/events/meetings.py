"""The event of a founding case's meeting: whoever is let in at its door counts for the quorum.

There is one count: `counted` is part of the sums of the case's headcount, and no mark repeats it.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, func, select, update

from bot.domain import events as rules
from bot.domain.events import ChangeOutcome, Event, EventKind, EventStatus
from bot.domain.events.changes import EventPart, EventWish, stamp, values_of
from bot.domain.people import REGION, Role
from bot.domain.tallies import Came, CountedAs
from bot.domain.time import moment
from storage.core.tables import case_events, sign_ups, walk_ins
from storage.core.tables import events as table
from storage.events import edits, entry, events


def of_case(tx: Connection, case_id: int) -> Event | None:
    """The newest event of a case's meetings that was not cancelled; None when there is none."""
    here = (case_events.c.case_id == case_id, table.c.status != EventStatus.CANCELLED)
    joined = select(table.c.id).join(case_events, case_events.c.event_id == table.c.id).where(*here)
    event_id = tx.scalar(joined.order_by(table.c.id.desc()).limit(1))
    return events.get(tx, event_id) if event_id else None


def case_of(tx: Connection, event_id: int) -> int | None:
    """The id of the case whose meeting an event is."""
    found: int | None = tx.scalar(select(case_events.c.case_id).where(case_events.c.event_id == event_id))
    return found


def draft(
    tx: Connection, case_id: int, values: Mapping[str, object], roles: frozenset[Role], by: int, now: datetime
) -> tuple[ChangeOutcome, int]:
    """Draft the event of a case's meeting, or find the one that is ahead. The caller knows that `by` is a member.

    `values` are its title, place, municipality, zone and `starts_local`. Returns the event's id, 0 when it is refused.
    """
    before = of_case(tx, case_id)
    if before and before.status in (EventStatus.DRAFT, EventStatus.PUBLISHED) and not before.has_begun(now):
        return ChangeOutcome.ALREADY, before.id
    if refusal := rules.refusal(roles, str(values["municipality"] or REGION)):
        return refusal, 0
    local, zone = values["starts_local"], str(values["zone"])
    row = {
        "status": EventStatus.DRAFT,
        "kind": EventKind.MEETING,
        "description": "",
        "author_id": by,
        "created_at": now,
    }
    row |= {"starts_at": moment(local, zone) if isinstance(local, datetime) else None, **values}
    event_id: int = tx.execute(table.insert().values(**row).returning(table.c.id)).scalar_one()
    tx.execute(case_events.insert().values(event_id=event_id, case_id=case_id))
    return ChangeOutcome.DONE, event_id


def follow(tx: Connection, case_id: int, local: datetime, by: int | None, now: datetime) -> None:
    """Move the event of a case's meeting, and tell its guests, when the case's meeting moves ahead."""
    event = of_case(tx, case_id)
    event = events.lock(tx, event.id) if event else None
    if event is None or event.has_begun(now) or moment(local, event.zone) <= now:
        return
    wish = EventWish(EventPart.WHEN, (local, event.minutes), stamp(values_of(event, EventPart.WHEN)))
    edits.apply(tx, event, wish, by, now)


def counted(tx: Connection, event_id: int) -> dict[Came, int]:
    """The residents who were let in, by age; guests who do not live there are left out."""
    found = {Came.ADULTS: 0, Came.YOUNGER: 0}
    listed = select(sign_ups.c.counts_as, func.sum(sign_ups.c.came_seats)).where(sign_ups.c.event_id == event_id)
    listed = listed.where(sign_ups.c.came_at.is_not(None)).group_by(sign_ups.c.counts_as)
    others = select(walk_ins.c.counts_as, func.count()).where(walk_ins.c.event_id == event_id)
    for chosen in (listed, others.group_by(walk_ins.c.counts_as)):
        for counts_as, people in tx.execute(chosen):
            if counts_as != CountedAs.NOBODY:
                found[Came.YOUNGER if counts_as == CountedAs.YOUNGER else Came.ADULTS] += int(people)
    return found


def count_as(
    tx: Connection, event_id: int, sign_up_id: int, as_: CountedAs, who: entry.Who, now: datetime
) -> ChangeOutcome:
    """Say as whom a guest counts for the quorum; LEFT when the guest is not on the list."""
    event = events.for_attendance(tx, event_id, who[0], now, locked=True, steward_id=who[1])
    if not isinstance(event, Event):
        return event
    one = (sign_ups.c.id == sign_up_id, sign_ups.c.event_id == event_id)
    done = tx.execute(update(sign_ups).where(*one).values(counts_as=as_)).rowcount
    return ChangeOutcome.DONE if done else ChangeOutcome.LEFT


def counts_as(tx: Connection, sign_up_id: int) -> CountedAs:
    """As whom a guest counts; adults where nobody said otherwise."""
    found = tx.scalar(select(sign_ups.c.counts_as).where(sign_ups.c.id == sign_up_id))
    return CountedAs(found) if found else CountedAs.ADULT
