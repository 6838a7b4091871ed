"""After an event: whoever came is thanked, rates it and gets a certificate; its coordinators have the numbers.

People leave and are erased, numbers stay: `part_with` moves those of a person into `event_counts`, which names nobody.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, and_, case, delete, exists, func, select, update

from bot.domain.events import SHOWN, ChangeOutcome, Event, EventStatus, SignUpStatus
from bot.domain.events.results import THANKED_WITHIN, THANKS, EventCertificate, Results, is_thanked_for, thanks
from bot.domain.people import Role
from bot.domain.retention import RATING
from storage import outbox
from storage.core import row_locks, scrub
from storage.core.db import insert
from storage.core.tables import deliveries, event_certificates, event_counts, event_ratings, people, sign_ups
from storage.core.tables import events as table
from storage.events import entry, events

# No event lasts longer; one that began before is thanked for already.
_BEGAN_WITHIN = THANKED_WITHIN + timedelta(days=9)


def _came(tx: Connection, event_id: int, person_id: int) -> bool:
    mine = (sign_ups.c.event_id == event_id, sign_ups.c.person_id == person_id, sign_ups.c.came_at.is_not(None))
    return tx.execute(select(sign_ups.c.id).where(*mine)).first() is not None


def thank(tx: Connection, now: datetime) -> int:
    """Plan the thanks that are due to people who came and have none yet. Returns their number."""
    recent = (table.c.status.in_(SHOWN), table.c.starts_at > now - _BEGAN_WITHIN, table.c.starts_at <= now)
    planned = 0
    for event_id in tx.scalars(select(table.c.id).where(*recent)).all():
        event = events.get(tx, event_id)
        if event is None or not is_thanked_for(event, now):
            continue
        told = [deliveries.c.person_id == sign_ups.c.person_id, deliveries.c.cause == events.CAUSE]
        told += [deliveries.c.cause_id == event_id, deliveries.c.occasion == THANKS]
        here = (sign_ups.c.event_id == event_id, sign_ups.c.came_at.is_not(None), ~exists().where(*told))
        ids = tx.scalars(select(sign_ups.c.person_id).where(*here)).all()
        outbox.plan(tx, ids, [thanks(event_id, now)])
        planned += len(ids)
    return planned


def rate(tx: Connection, event_id: int, person_id: int, stars: int, now: datetime) -> Event | None:
    """Keep somebody's rating instead of an earlier one. None for somebody who did not come."""
    event = events.get(tx, event_id)
    if event is None or not event.has_begun(now) or not _came(tx, event_id, person_id):
        return None
    row = {"event_id": event_id, "person_id": person_id, "stars": stars, "word": "", "rated_at": now}
    again = {"stars": stars, "rated_at": now}
    rated = insert(tx, event_ratings).values(**row)
    tx.execute(rated.on_conflict_do_update(index_elements=["event_id", "person_id"], set_=again))
    return event


def add_word(tx: Connection, event_id: int, person_id: int, word: str) -> bool:
    """Put a word beside somebody's rating, instead of an earlier one. False when there is no rating."""
    mine = (event_ratings.c.event_id == event_id, event_ratings.c.person_id == person_id)
    scrub.ask(tx)
    return bool(tx.execute(update(event_ratings).where(*mine).values(word=word)).rowcount)


def words(tx: Connection, event_id: int, roles: frozenset[Role]) -> list[tuple[int, str]] | ChangeOutcome:
    """The ratings with a word, the newest first, each as its stars and its word; nobody is named."""
    event = events.own(tx, event_id, roles)
    if not isinstance(event, Event):
        return event
    said = (event_ratings.c.event_id == event_id, event_ratings.c.word != "")
    rows = tx.execute(
        select(event_ratings.c.stars, event_ratings.c.word).where(*said).order_by(event_ratings.c.id.desc())
    )
    return [(row.stars, row.word) for row in rows]


def look(tx: Connection, event_id: int, roles: frozenset[Role], now: datetime) -> Results | ChangeOutcome:
    """The numbers of an event; EARLY before it has begun, CALLED_OFF when it was cancelled."""
    event = events.own(tx, event_id, roles)
    if not isinstance(event, Event):
        return event
    if not event.has_begun(now):
        return ChangeOutcome.CALLED_OFF if event.status is EventStatus.CANCELLED else ChangeOutcome.EARLY
    signed, came, fresh, by_place = 0, 0, 0, Counter[str]()
    for place, of_place, who_came, new in (*_live(tx, event_id), *_folded(tx, event_id)):
        signed, came, fresh = signed + of_place, came + who_came, fresh + new
        by_place[place] += who_came
    rated = select(event_ratings.c.stars, func.count()).where(event_ratings.c.event_id == event_id)
    stars = {int(each): int(people_) for each, people_ in tx.execute(rated.group_by(event_ratings.c.stars))}
    said = (event_ratings.c.event_id == event_id, event_ratings.c.word != "")
    spoken = tx.scalar(select(func.count()).select_from(event_ratings).where(*said)) or 0
    return Results(event, signed, came, entry.walked_in(tx, event_id), fresh, dict(by_place), stars, spoken)


Counts = tuple[str, int, int, int]


def _live(tx: Connection, event_id: int, person_id: int | None = None) -> list[Counts]:
    """By municipality the people who signed up, came, and came anywhere for the first time; of one guest if named."""
    earlier, before = sign_ups.alias(), table.alias()
    known = exists().where(
        earlier.c.person_id == sign_ups.c.person_id,
        earlier.c.came_at.is_not(None),
        earlier.c.event_id == before.c.id,
        before.c.starts_at < table.c.starts_at,
    )
    is_new = and_(sign_ups.c.came_at.is_not(None), ~known)
    has_seat = sign_ups.c.status == SignUpStatus.GOING
    seats = func.sum(case((has_seat, sign_ups.c.seats), else_=0))
    fresh = func.sum(case((is_new, 1), else_=0))
    place = func.coalesce(people.c.municipality, "")
    counted = (
        select(place, seats, func.sum(sign_ups.c.came_seats), fresh)
        .join(people, people.c.id == sign_ups.c.person_id)
        .join(table, table.c.id == sign_ups.c.event_id)
        .where(sign_ups.c.event_id == event_id, sign_ups.c.status.in_(events.ON_LIST))
    )
    one = counted if person_id is None else counted.where(sign_ups.c.person_id == person_id)
    return [(str(row[0]), int(row[1]), int(row[2]), int(row[3])) for row in tx.execute(one.group_by(place))]


def _folded(tx: Connection, event_id: int) -> list[Counts]:
    rows = tx.execute(select(event_counts).where(event_counts.c.event_id == event_id))
    return [(row.municipality, row.signed_up, row.came, row.newcomers) for row in rows]


def part_with(tx: Connection, person_id: int, now: datetime) -> None:
    """Keep the numbers of somebody whose sign-ups are about to be deleted, of events that have begun.

    Their name and words go from their ratings, and their certificates go.
    """
    rated = event_ratings.c.person_id == person_id
    tx.execute(update(event_ratings).where(rated).values(person_id=None, word=""))
    tx.execute(delete(event_certificates).where(event_certificates.c.person_id == person_id))
    mine = (sign_ups.c.person_id == person_id, table.c.status.in_(SHOWN), table.c.starts_at <= now)
    joined = select(table.c.id).join(sign_ups, sign_ups.c.event_id == table.c.id).where(*mine).order_by(table.c.id)
    for event_id in tx.scalars(joined).all():
        for place, signed, came, fresh in _live(tx, event_id, person_id):
            row = {"event_id": event_id, "municipality": place}
            counts = {"signed_up": signed, "came": came, "newcomers": fresh}
            more = {name: event_counts.c[name] + number for name, number in counts.items()}
            added = insert(tx, event_counts).values(**row, **counts)
            tx.execute(added.on_conflict_do_update(index_elements=["event_id", "municipality"], set_=more))


def sweep(tx: Connection, now: datetime) -> None:
    """Take the names and the words off the ratings of events that began before their term; the stars stay."""
    begun = select(table.c.id).where(table.c.starts_at <= now - RATING.term)
    theirs = (event_ratings.c.event_id.in_(begun), event_ratings.c.person_id.is_not(None))
    if tx.execute(update(event_ratings).where(*theirs).values(person_id=None, word="")).rowcount:
        scrub.ask(tx)


def certify(
    tx: Connection, event_id: int, person_id: int, named: Sequence[str], on: date, now: datetime
) -> EventCertificate | None:
    """Issue a certificate; `named` is the name on the paper and a new code. None for somebody who did not come.

    A second one of the same event keeps the code and the day of the first: only the name is corrected.
    """
    row_locks.person(tx, person_id)
    event = events.get(tx, event_id)
    if event is None or not event.has_begun(now) or not _came(tx, event_id, person_id):
        return None
    name, code = named
    row = {"event_id": event_id, "person_id": person_id, "code": code, "name": name, "issued_on": on}
    made = insert(tx, event_certificates).values(**row)
    again = made.on_conflict_do_update(index_elements=["event_id", "person_id"], set_={"name": name})
    scrub.ask(tx)  # A former name leaves the store's files, too.
    found = tx.execute(again.returning(event_certificates)).one()
    return EventCertificate(found.code, found.name, found.issued_on, event)


def by_code(tx: Connection, code: str) -> EventCertificate | None:
    """The certificate with a code; None when there is none, or its owner was erased."""
    row = tx.execute(select(event_certificates).where(event_certificates.c.code == code)).one_or_none()
    event = events.get(tx, row.event_id) if row else None
    return EventCertificate(row.code, row.name, row.issued_on, event) if row and event else None
