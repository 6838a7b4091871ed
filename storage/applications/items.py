"""The checklist of an application: what has to be done, until when, and what is done."""

from datetime import date, datetime

from sqlalchemy import Connection, delete, select, update

from bot.domain.applications.applications import (
    ITEMS_MAX,
    Application,
    ApplicationOutcome,
    ChecklistItem,
    ItemKind,
    new_documents,
)
from storage.applications import applications
from storage.core import scrub
from storage.core.tables import application_items as table


def application_of(tx: Connection, item_id: int) -> int:
    """The id of the application of an entry; 0 when there is none."""
    return tx.scalar(select(table.c.application_id).where(table.c.id == item_id)) or 0


def add(tx: Connection, application_id: int, person_id: int, text: str, now: datetime) -> int | ApplicationOutcome:
    """Add an entry. Returns its id; TOO_MANY beyond ITEMS_MAX, ALREADY when it stands there."""
    held = applications.lock_for(tx, application_id, person_id)
    if isinstance(held, ApplicationOutcome):
        return held
    if len(held.items) >= ITEMS_MAX:
        return ApplicationOutcome.TOO_MANY
    if any(each.text.casefold() == text.casefold() for each in held.items):
        return ApplicationOutcome.ALREADY
    row = {"application_id": application_id, "kind": ItemKind.TASK, "text": text, "person_id": person_id}
    item_id: int = tx.execute(table.insert().values(**row).returning(table.c.id)).scalar_one()
    applications.touch(tx, application_id, now)
    return item_id


def add_new_documents(tx: Connection, application_id: int, person_id: int, now: datetime) -> int | ApplicationOutcome:
    """Add the documents that the programme has and the checklist has not. Returns their number."""
    held = applications.lock_for(tx, application_id, person_id)
    if isinstance(held, ApplicationOutcome):
        return held
    fresh = [ChecklistItem(0, ItemKind.DOCUMENT, each) for each in new_documents(held)]
    applications.add_items(tx, application_id, person_id, fresh)
    applications.touch(tx, application_id, now)
    return len(fresh)


def _held(tx: Connection, item_id: int, person_id: int) -> Application | ApplicationOutcome:
    """The locked application of an entry that is still there."""
    held = applications.lock_for(tx, application_of(tx, item_id), person_id)
    if isinstance(held, ApplicationOutcome) or any(each.id == item_id for each in held.items):
        return held
    return ApplicationOutcome.GONE


def tick(tx: Connection, item_id: int, person_id: int, done: bool, now: datetime) -> ApplicationOutcome:
    """Note that an entry is done, or is not."""
    held = _held(tx, item_id, person_id)
    if isinstance(held, ApplicationOutcome):
        return held
    fresh = {"done_at": now if done else None, "done_by": person_id if done else None}
    tx.execute(update(table).where(table.c.id == item_id).values(**fresh))
    applications.touch(tx, held.id, now)
    return ApplicationOutcome.DONE


def set_day(tx: Connection, item_id: int, person_id: int, on: date | None, now: datetime) -> ApplicationOutcome:
    """Set the day until which an entry has to be done, or take it away."""
    held = _held(tx, item_id, person_id)
    if isinstance(held, ApplicationOutcome):
        return held
    tx.execute(update(table).where(table.c.id == item_id).values(due_on=on))
    applications.touch(tx, held.id, now)
    return ApplicationOutcome.DONE


def remove(tx: Connection, item_id: int, person_id: int, now: datetime) -> ApplicationOutcome:
    held = _held(tx, item_id, person_id)
    if isinstance(held, ApplicationOutcome):
        return held
    tx.execute(delete(table).where(table.c.id == item_id))
    scrub.ask(tx)
    applications.touch(tx, held.id, now)
    return ApplicationOutcome.DONE
