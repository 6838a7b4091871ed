"""Numbers and houses from answers of administrations: passed on by founders, confirmed by coordinators, then offered.

They name a territory and a paper, and nobody: who passed a number on is not kept.
"""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Select, delete, func, or_, select, update

from bot.domain.headcounts import ResidentCount
from bot.domain.municipalities import fold
from bot.domain.people import ANYWHERE, REGION, Role, RoleKind, may_coordinate
from bot.domain.retention import UNANSWERED_SEARCH
from storage.core.tables import AnyRow, resident_counts

MOST_OFFERED = 2


def propose(tx: Connection, count: ResidentCount, now: datetime) -> int:
    """Keep a number until a coordinator has seen it; one that waits for the same territory is replaced. Its id."""
    facts = asdict(count)
    del facts["id"], facts["is_confirmed"]
    where = (resident_counts.c.municipality == count.municipality, resident_counts.c.confirmed_at.is_(None))
    for other in [_read(row) for row in tx.execute(select(resident_counts).where(*where))]:
        if _place(other) == _place(count):
            tx.execute(delete(resident_counts).where(resident_counts.c.id == other.id))
    statement = resident_counts.insert().values(**facts, proposed_at=now).returning(resident_counts.c.id)
    count_id: int = tx.execute(statement).scalar_one()
    return count_id


def is_known(tx: Connection, count: ResidentCount) -> bool:
    """Tell whether the same number and list of the same territory wait or are confirmed."""
    rows = tx.execute(select(resident_counts).where(resident_counts.c.municipality == count.municipality))
    return any(_place(each) == _place(count) and _told(each) == _told(count) for each in map(_read, rows))


def page(tx: Connection, held: frozenset[Role], skip: int, most: int) -> tuple[list[ResidentCount], int]:
    """One page of the numbers that these roles keep, those that wait first, the oldest on top; and the count of all."""
    mine = _theirs(held)
    total = tx.scalar(select(func.count()).select_from(resident_counts).where(mine)) or 0
    order = resident_counts.c.confirmed_at.is_not(None), resident_counts.c.proposed_at, resident_counts.c.id
    rows = tx.execute(select(resident_counts).where(mine).order_by(*order).offset(skip).limit(most))
    return [_read(row) for row in rows], total


def waiting(tx: Connection, held: frozenset[Role]) -> int:
    """The count of numbers that wait for these roles."""
    mine = (_theirs(held), resident_counts.c.confirmed_at.is_(None))
    return tx.scalar(select(func.count()).select_from(resident_counts).where(*mine)) or 0


def get(tx: Connection, count_id: int, held: frozenset[Role]) -> ResidentCount | None:
    """A number; None when it is gone or not theirs."""
    row = tx.execute(_one(count_id, held)).one_or_none()
    return _read(row) if row else None


def confirm(tx: Connection, count_id: int, held: frozenset[Role], now: datetime) -> ResidentCount | None:
    """Confirm a number: from now on others who found a TOS there are offered it. The older one of the place goes."""
    found = get(tx, count_id, held)
    if found is None:
        return None
    same = (resident_counts.c.municipality == found.municipality, resident_counts.c.id != count_id)
    for other in [_read(row) for row in tx.execute(select(resident_counts).where(*same))]:
        if other.is_confirmed and _place(other) == _place(found):
            tx.execute(delete(resident_counts).where(resident_counts.c.id == other.id))
    tx.execute(update(resident_counts).where(resident_counts.c.id == count_id).values(confirmed_at=now))
    return get(tx, count_id, held)


def drop(tx: Connection, count_id: int, held: frozenset[Role]) -> bool:
    """Delete a number. False when it is gone or not theirs."""
    if get(tx, count_id, held) is None:
        return False
    return tx.execute(delete(resident_counts).where(resident_counts.c.id == count_id)).rowcount > 0


def confirmed(tx: Connection, slug: str | None, settlement: str) -> list[ResidentCount]:
    """The newest confirmed numbers of a settlement."""
    chosen = (resident_counts.c.municipality == (slug or ""), resident_counts.c.confirmed_at.is_not(None))
    rows = tx.execute(select(resident_counts).where(*chosen).order_by(resident_counts.c.as_of.desc()))
    same = [each for each in map(_read, rows) if fold(each.settlement) == fold(settlement)]
    return same[:MOST_OFFERED]


def sweep(tx: Connection, now: datetime) -> None:
    """Delete numbers that no coordinator has looked at within the term."""
    late = (resident_counts.c.proposed_at < now - UNANSWERED_SEARCH.term, resident_counts.c.confirmed_at.is_(None))
    tx.execute(delete(resident_counts).where(*late))


def _place(count: ResidentCount) -> tuple[str, str]:
    return fold(count.settlement), fold(count.territory)


def _told(count: ResidentCount) -> tuple[int, str, str]:
    return count.residents, count.source, count.houses


def _one(count_id: int, held: frozenset[Role]) -> Select[tuple[object, ...]]:
    return select(resident_counts).where(resident_counts.c.id == count_id, _theirs(held))


def _theirs(held: frozenset[Role]) -> ColumnElement[bool]:
    if may_coordinate(held, REGION):
        return resident_counts.c.id.is_not(None)
    if not may_coordinate(held, ANYWHERE):
        return resident_counts.c.id.is_(None)
    scopes = [role.scope for role in held if role.kind is RoleKind.COORDINATOR]
    return or_(*(resident_counts.c.municipality == scope for scope in scopes))


def _read(row: AnyRow) -> ResidentCount:
    return ResidentCount(
        municipality=row.municipality,
        settlement=row.settlement,
        territory=row.territory,
        residents=row.residents,
        residents_young=row.residents_young,
        source=row.source,
        as_of=row.as_of,
        houses=row.houses or "",
        id=row.id,
        is_confirmed=row.confirmed_at is not None,
    )
