"""Everybody on the registration sheet of an event, for its coordinators."""

from sqlalchemy import Connection, select

from bot.domain.events import ChangeOutcome, Event, SignUpStatus
from bot.domain.events.sheet import OnSheet, Sheet
from bot.domain.people import Role
from storage.core.tables import companions, people, sign_ups, walk_ins
from storage.events import events


def sheet(tx: Connection, event_id: int, roles: frozenset[Role]) -> Sheet | ChangeOutcome:
    """People with a seat and those they bring along, those from the queue who came, and those without a sign-up.

    Of a party of which not all came it is not known who: the guest counts as here, then the others in their order.
    """
    event = events.own(tx, event_id, roles)
    if not isinstance(event, Event):
        return event
    columns = (people.c.id, people.c.name, sign_ups.c.status, sign_ups.c.came_seats)
    listed = (sign_ups.c.event_id == event_id, sign_ups.c.status.in_(events.ON_LIST))
    rows = tx.execute(select(*columns).join(sign_ups, sign_ups.c.person_id == people.c.id).where(*listed)).all()
    here = {row.id: row for row in rows if row.status == SignUpStatus.GOING or row.came_seats}
    found = [OnSheet(row.name, row.came_seats > 0) for row in here.values()]
    seen: dict[int, int] = {}
    brought = select(companions.c.person_id, companions.c.name).where(companions.c.event_id == event_id)
    for person_id, name in tx.execute(brought.order_by(companions.c.id)):
        if person_id in here:
            seen[person_id] = seen.get(person_id, 1) + 1
            found.append(OnSheet(name, here[person_id].came_seats >= seen[person_id], here[person_id].name))
    named = (walk_ins.c.event_id == event_id, walk_ins.c.name != "")
    found += [OnSheet(name, True) for name in tx.scalars(select(walk_ins.c.name).where(*named))]
    return Sheet(event, found)
