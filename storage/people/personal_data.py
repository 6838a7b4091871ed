"""Everything that is a person's: exported by `/mydata`, deleted by `/erase`, as `storage.core.holdings` says."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, literal, null, select, tuple_

from bot.domain.audit import Act, AuditEntry, AuditSubject
from bot.domain.people import REGION
from storage import grants
from storage.applications import members as application_members
from storage.broadcasts.sending import ownership
from storage.cases import membership
from storage.core import row_locks, scrub
from storage.core.holdings import Holds, erase_rows, holding, person_column
from storage.core.tables import as_dict, conversations, metadata, personal_tables
from storage.events import results, sign_ups
from storage.people import audit, people
from storage.questions import questions

TITLE = "title of what it is about"


@dataclass(frozen=True, slots=True)
class Held:
    """A row that the store holds of a person: its values, and its moment, words and the title of what it is about."""

    values: dict[str, Any]
    at: datetime | None
    words: tuple[str, ...]


def kinds() -> list[str]:
    """The names of the tables that hold something of a person, parents before children."""
    return [*(table.name for table in reversed(personal_tables())), conversations.name]


def page(tx: Connection, kind: str, person_id: int, key: str, last: Held | None, size: int) -> list[Held]:
    """The next rows of a person in one table, after `last`. `key` is that of their conversation."""
    table = metadata.tables[kind]
    chosen = conversations.c.key == key if table is conversations else person_column(table) == person_id
    ids = [*table.primary_key.columns]
    after = [] if last is None else [tuple_(*ids) > tuple_(*(literal(last.values[c.name], c.type) for c in ids))]
    told = select(table, _title(table).label(TITLE)).where(chosen, *after).order_by(*ids).limit(size)
    return [_held(table, as_dict(row)) for row in tx.execute(told)]


def _title(table: Table) -> ColumnElement[Any]:
    """The title of the event, programme or other thing to which a row belongs; null for a table without such a one."""
    for key in table.foreign_keys:
        if "title" in key.column.table.c:
            above = key.column.table.alias()
            return select(above.c.title).where(above.c[key.column.name] == key.parent).scalar_subquery()
    return null()


def _held(table: Table, values: dict[str, Any]) -> Held:
    title = values.pop(TITLE)
    at = next((each for each in values.values() if isinstance(each, datetime)), None)
    texts = [title, *(values[column.name] for column in holding(table, Holds.WORDS, Holds.SHARED))]
    return Held(values, at, tuple(each for each in texts if isinstance(each, str) and each))


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
    results.part_with(tx, person_id, now)
    grants.unsubscribe_from_all(tx, person_id)
    membership.leave_all(tx, person_id, now)
    application_members.leave_all(tx, person_id, now)
    questions.forget(tx, person_id, now)
    people.retire(tx, person_id, now, admin_ids)
    ownership.forget_chats(tx, person_id)
    for table in personal_tables():
        erase_rows(tx, table, person_id)
    tx.execute(delete(conversations).where(conversations.c.key == key))
    scrub.ask(tx)
    audit.note(tx, AuditEntry(Act.ERASED, by, person_id, AuditSubject.PERSON, person_id, REGION, "", now))
