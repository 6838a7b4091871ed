"""Everything that is a person's: exported by `/mydata`, deleted by `/erase`, as `storage.core.holdings` says."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Table, delete, select

from bot.domain.audit import Act, AuditEntry, AuditSubject
from bot.domain.people import REGION
from storage import grants
from storage.broadcasts.sending import ownership
from storage.cases import membership
from storage.core import row_locks, scrub
from storage.core.holdings import erase_rows, person_column
from storage.core.tables import as_dict, conversations, personal_tables
from storage.events import sign_ups
from storage.people import audit, people
from storage.questions import questions


def export(tx: Connection, person_id: int, key: str) -> dict[str, list[dict[str, object]]]:
    """Everything that the store holds of a person: rows by table. `key` is that of their conversation."""
    held = {table.name: _rows(tx, table, person_column(table) == person_id) for table in reversed(personal_tables())}
    return held | {conversations.name: _rows(tx, conversations, conversations.c.key == key)}


def _rows(tx: Connection, table: Table, chosen: ColumnElement[bool]) -> list[dict[str, object]]:
    return [as_dict(row) for row in tx.execute(select(table).where(chosen))]


def erase(
    tx: Connection,
    person_id: int,
    key: str,
    now: datetime,
    by: int | None = None,
    admin_ids: Collection[int] = (),
) -> None:
    """Delete a person and all that is theirs; what belongs to everybody, such as an event, only loses their name.

    Their seats go to the waitlist, a coordinator's work to colleagues; a case without other members is deleted. `key`
    is that of their conversation, `by` the person who asked for it; None is the bot itself. The audit keeps that it was
    done, and when. A job scrubs the files afterwards.
    """
    row_locks.person(tx, person_id)
    if people.get(tx, person_id) is None:
        return
    sign_ups.leave_all(tx, person_id, now)
    grants.unsubscribe_from_all(tx, person_id)
    membership.leave_all(tx, person_id, now)
    questions.forget(tx, person_id, now)
    people.retire(tx, person_id, now, admin_ids)
    ownership.forget_chats(tx, person_id)
    for table in personal_tables():
        erase_rows(tx, table, person_id)
    tx.execute(delete(conversations).where(conversations.c.key == key))
    scrub.ask(tx)
    audit.note(tx, AuditEntry(Act.ERASED, by, person_id, AuditSubject.PERSON, person_id, REGION, "", now))
