"""A founding case with its members, for tests of its rows."""

from typing import Any

from sqlalchemy import Connection

from storage.core.tables import case_members, cases
from tests.clock import START, ZONE


def found(tx: Connection, /, *people: int, municipality: str | None = None, **facts: Any) -> int:
    """Insert a case of these people. Return its id."""
    row = {"municipality": municipality, "zone": ZONE, "created_at": START, "touched_at": START} | facts
    case_id: int = tx.execute(cases.insert().values(**row).returning(cases.c.id)).scalar_one()
    for person_id in people:
        tx.execute(case_members.insert().values(case_id=case_id, person_id=person_id, joined_at=START))
    return case_id
