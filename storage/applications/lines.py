"""The budget of an application, line by line."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from bot.domain.applications.applications import Application, ApplicationOutcome
from bot.domain.applications.budget import LINES_MAX, BudgetLine, Payer
from storage.applications import applications
from storage.core import scrub
from storage.core.tables import application_lines as table

FIELDS = frozenset({"what", "quantity", "unit", "price", "payer"})


def application_of(tx: Connection, line_id: int) -> int:
    """The id of the application of a line; 0 when there is none."""
    return tx.scalar(select(table.c.application_id).where(table.c.id == line_id)) or 0


def add(
    tx: Connection, application_id: int, person_id: int, lines: Sequence[BudgetLine], now: datetime
) -> int | ApplicationOutcome:
    """Add lines, all or none. Returns the id of the last one; TOO_MANY when there would be more than LINES_MAX."""
    held = applications.lock_for(tx, application_id, person_id)
    if isinstance(held, ApplicationOutcome):
        return held
    if len(held.lines) + len(lines) > LINES_MAX:
        return ApplicationOutcome.TOO_MANY
    applications.add_lines(tx, application_id, person_id, list(lines))
    applications.touch(tx, application_id, now)
    own = select(table.c.id).where(table.c.application_id == application_id)
    return tx.scalar(own.order_by(table.c.id.desc()).limit(1)) or 0


def _held(tx: Connection, line_id: int, person_id: int) -> Application | ApplicationOutcome:
    """The locked application of a line that is still there."""
    held = applications.lock_for(tx, application_of(tx, line_id), person_id)
    if isinstance(held, ApplicationOutcome) or any(each.id == line_id for each in held.lines):
        return held
    return ApplicationOutcome.GONE


def change(
    tx: Connection, /, line_id: int, person_id: int, now: datetime, **values: str | int | Payer
) -> ApplicationOutcome:
    """Set some of FIELDS of a line."""
    if not values.keys() <= FIELDS:
        raise ValueError(f"no member sets {set(values) - FIELDS}")
    held = _held(tx, line_id, person_id)
    if isinstance(held, ApplicationOutcome):
        return held
    tx.execute(update(table).where(table.c.id == line_id).values(**values))
    applications.touch(tx, held.id, now)
    return ApplicationOutcome.DONE


def remove(tx: Connection, line_id: int, person_id: int, now: datetime) -> ApplicationOutcome:
    held = _held(tx, line_id, person_id)
    if isinstance(held, ApplicationOutcome):
        return held
    tx.execute(delete(table).where(table.c.id == line_id))
    scrub.ask(tx)
    applications.touch(tx, held.id, now)
    return ApplicationOutcome.DONE
