"""The readers of grants: their clock, their own steps, and when there is something to tell them next."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, select, update

from bot.domain.catalogue.wishes import Filter, own_filters
from bot.domain.deliveries import DeliveryStatus
from bot.domain.following.timing import Reader
from bot.domain.grants import Applicant
from bot.domain.ladder import LADDER
from bot.domain.profile import Hearing
from bot.domain.time import QUIET
from storage import outbox
from storage.core.db import insert
from storage.core.tables import AnyRow, deliveries, grant_filters, grant_readers, people

# One programme, or several in one message.
CAUSE, SEVERAL = "programme", "programmes"
CAUSES = (CAUSE, SEVERAL)
# A reader with this moment is gone through next.
AT_ONCE = datetime(2000, 1, 1, tzinfo=UTC)
CHOICES = [people.c[name] for name in ("zone", "quiet_from", "quiet_until", "muted")]


def enrol(tx: Connection, person_id: int) -> None:
    """Make sure that a person who follows something is gone through, and soon."""
    row = {"person_id": person_id, "next_at": AT_ONCE}
    soon = {"next_at": AT_ONCE}
    tx.execute(insert(tx, grant_readers).values(**row).on_conflict_do_update(index_elements=["person_id"], set_=soon))


def wake(tx: Connection, person_id: int) -> None:
    """Go through a person again: something that they hear by has changed. What waits to be sent is made anew."""
    tx.execute(update(grant_readers).where(grant_readers.c.person_id == person_id).values(next_at=AT_ONCE))


def take_back(tx: Connection, person_ids: Iterable[int]) -> None:
    """Cancel what waits to be sent to these people; what is in flight arrives."""
    mine = (deliveries.c.person_id.in_(list(person_ids)), deliveries.c.cause.in_(CAUSES))
    tx.execute(update(deliveries).where(outbox.PLANNED, *mine).values(status=DeliveryStatus.CANCELLED))


def silence(tx: Connection, person_id: int) -> None:
    """Take back what waits, and go through the person again."""
    take_back(tx, [person_id])
    wake(tx, person_id)


def due(tx: Connection, now: datetime, limit: int) -> list[int]:
    """The people who have to be gone through, those first who wait longest."""
    chosen = select(grant_readers.c.person_id).where(grant_readers.c.next_at <= now)
    return list(tx.scalars(chosen.order_by(grant_readers.c.next_at).limit(limit)))


def load(tx: Connection, person_ids: Sequence[int]) -> dict[int, Reader]:
    """The readers among these people. Their rows stay locked, so nobody else goes through them meanwhile."""
    chosen = select(grant_readers, *CHOICES).join(people, people.c.id == grant_readers.c.person_id)
    rows = tx.execute(
        chosen.where(grant_readers.c.person_id.in_(person_ids))
        .order_by(grant_readers.c.person_id)
        .with_for_update(of=grant_readers)
    )
    return {row.person_id: _reader(row) for row in rows}


def get(tx: Connection, person_id: int) -> Reader | None:
    chosen = select(grant_readers, *CHOICES).join(people, people.c.id == grant_readers.c.person_id)
    row = tx.execute(chosen.where(grant_readers.c.person_id == person_id)).one_or_none()
    return _reader(row) if row else None


def _reader(row: AnyRow) -> Reader:
    return Reader(
        zone=row.zone,
        quiet=QUIET if row.quiet_from is None else (row.quiet_from, row.quiet_until),
        steps=LADDER if row.steps is None else tuple(row.steps),
        muted=Hearing.GRANTS in (row.muted or ()),
        told_at=row.told_at,
    )


def choose_step(tx: Connection, person_id: int, days: int) -> bool:
    """Add a step to a reader's own, or take it away. Returns whether it is one of theirs now."""
    found = get(tx, person_id)
    if found is None or days not in LADDER:
        return False
    steps = sorted({*found.steps} ^ {days}, reverse=True)
    tx.execute(update(grant_readers).where(grant_readers.c.person_id == person_id).values(steps=steps))
    silence(tx, person_id)
    return days in steps


def everything_for(tx: Connection, person_id: int) -> list[Filter]:
    """The filters of everything for a person, by their profile."""
    profile = tx.execute(select(people.c.applicants, people.c.municipality).where(people.c.id == person_id)).one()
    return own_filters(map(Applicant, profile.applicants or ()), profile.municipality)


def follow_profile(tx: Connection, person_id: int) -> None:
    """Make "everything for us" follow the profile as it is now; nothing for somebody who does not follow that."""
    table = grant_filters
    mine = (table.c.person_id == person_id, table.c.own.is_(True))
    held = tx.execute(select(table).where(*mine).order_by(table.c.created_at)).all()
    if not held:
        return
    wanted = everything_for(tx, person_id)
    if not any(each.kind for each in wanted):
        return  # Between two kinds there is none for a moment.
    known = {Filter(row.kind, row.municipality, row.theme, row.at_least): row for row in held}
    first = {name: held[0]._mapping[name] for name in ("created_at", "moves_seen", "paused_until")}
    fresh = [{**each._asdict(), **first, "person_id": person_id, "own": True} for each in wanted if each not in known]
    if fresh:
        tx.execute(insert(tx, table), fresh)
    gone = [row.id for each, row in known.items() if each not in wanted]
    tx.execute(delete(table).where(table.c.id.in_(gone)))
    silence(tx, person_id)


def forget_profile(tx: Connection, person_id: int) -> None:
    """Follow "everything for us" no more: the profile that says what it is goes."""
    tx.execute(delete(grant_filters).where(grant_filters.c.person_id == person_id, grant_filters.c.own.is_(True)))
    silence(tx, person_id)
