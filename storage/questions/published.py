"""Answers for everybody that came from questions: drafts of coordinators, published by administrators.

The words of whoever asked stay with their question, and leave with it: the question of an answer is always written
anew.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, delete, select, update

from bot.domain.audit import Act, AuditEntry, AuditSubject
from bot.domain.deliveries import Plan
from bot.domain.people import REGION, Role, may_administer, may_coordinate
from bot.domain.questions import Office
from bot.domain.words import one_line
from storage import outbox
from storage.core.tables import AnyRow, people, versions
from storage.core.tables import faq_entries as table
from storage.core.tables import questions as asked_questions
from storage.people import audit
from storage.questions import questions, staff

CAUSE = "faq"
_VERSION = select(versions.c.number).where(versions.c.name == "faq")
_COLUMNS = ("id", "topic", "question", "answer", "source", "as_of", "published_at")
FIELDS = ("topic", "question", "answer", "source")
_ASKED = select(asked_questions.c.text).where(asked_questions.c.id == table.c.question_id).scalar_subquery()
_SELECT = select(*(table.c[name] for name in _COLUMNS), people.c.name, _ASKED.label("asked")).outerjoin(
    people, people.c.id == table.c.person_id
)


class PublishOutcome(StrEnum):
    DONE = "done"
    GONE = "gone"
    FORBIDDEN = "forbidden"
    NO_SOURCE = "no_source"
    NO_OWN_WORDS = "no_own_words"


@dataclass(frozen=True, slots=True)
class Published:
    """An answer for everybody; a draft until `published_at`. `name` is of the person who wrote or confirmed it.

    `asked` are the words of whoever asked; empty once they are erased.
    """

    id: int
    topic: str
    question: str
    answer: str
    source: str
    as_of: date
    published_at: datetime | None
    name: str = ""
    asked: str = ""


def version(tx: Connection) -> int:
    """The version of the published answers, for `Store.remember`."""
    return tx.scalar(_VERSION) or 0


def published(tx: Connection) -> tuple[Published, ...]:
    """All published answers, the newest first."""
    return _read(tx, table.c.published_at.is_not(None))


def drafts(tx: Connection, skip: int, most: int) -> tuple[Published, ...]:
    """One page of the answers: drafts first, then those that are published, the newest first."""
    chosen = _SELECT.order_by(table.c.published_at.is_not(None), table.c.id.desc()).offset(skip).limit(most)
    return tuple(_record(row) for row in tx.execute(chosen))


def _read(tx: Connection, chosen: ColumnElement[bool]) -> tuple[Published, ...]:
    return tuple(_record(row) for row in tx.execute(_SELECT.where(chosen).order_by(table.c.id.desc())))


def _record(row: AnyRow) -> Published:
    values = row._mapping
    return Published(
        **{name: values[name] for name in _COLUMNS}, name=values["name"] or "", asked=values["asked"] or ""
    )


def get(tx: Connection, entry_id: int) -> Published | None:
    found = _read(tx, table.c.id == entry_id)
    return found[0] if found else None


def draft(
    tx: Connection, question_id: int, held: frozenset[Role], person_id: int, office: Office, now: datetime
) -> int | None:
    """Make a draft of an answered question, and tell administrators; the one that is there already is returned.

    None when the question has no answer in words, or these roles may not see it.
    """
    asked = questions.get(tx, question_id)
    if asked is None or not asked.answer or not may_coordinate(held, asked.scope):
        return None
    known: int | None = tx.scalar(select(table.c.id).where(table.c.question_id == question_id))
    if known is not None:
        return known
    words = {"question": "", "answer": asked.answer, "source": "", "topic": asked.topic or "basics"}
    row = {"person_id": person_id, "question_id": question_id, "as_of": now.date()}
    entry_id: int = tx.execute(table.insert().values(**words, **row).returning(table.c.id)).scalar_one()
    others = [each for each in staff.administrators(tx, office.admin_ids) if each != person_id]
    outbox.plan(tx, others, [Plan("notice", CAUSE, entry_id, "drafted", now)])
    return entry_id


def change(tx: Connection, entry_id: int, held: frozenset[Role], field: str, value: str) -> PublishOutcome:
    """Change one of FIELDS; only administrators may. A published answer is changed at once."""
    if not may_administer(held):
        return PublishOutcome.FORBIDDEN
    same = update(table).where(table.c.id == entry_id).values({field: value})
    return PublishOutcome.DONE if tx.execute(same).rowcount else PublishOutcome.GONE


def publish(tx: Connection, entry_id: int, held: frozenset[Role], person_id: int, now: datetime) -> PublishOutcome:
    """Publish a draft under the administrator's name; searches find it at once.

    It needs a source, and a question in the administrator's own words.
    """
    found = get(tx, entry_id)
    if not may_administer(held):
        return PublishOutcome.FORBIDDEN
    if found is None:
        return PublishOutcome.GONE
    if not found.question or one_line(found.question).casefold() == one_line(found.asked).casefold():
        return PublishOutcome.NO_OWN_WORDS
    if not (found.source and found.answer):
        return PublishOutcome.NO_SOURCE
    row = {"published_at": now, "as_of": now.date(), "person_id": person_id}
    tx.execute(update(table).where(table.c.id == entry_id).values(**row))
    _audit(tx, Act.ANSWER_PUBLISHED, person_id, entry_id, now)
    return PublishOutcome.DONE


def remove(tx: Connection, entry_id: int, held: frozenset[Role], person_id: int, now: datetime) -> PublishOutcome:
    """Delete an answer, published or not."""
    if not may_administer(held):
        return PublishOutcome.FORBIDDEN
    if not tx.execute(delete(table).where(table.c.id == entry_id)).rowcount:
        return PublishOutcome.GONE
    outbox.cancel(tx, CAUSE, entry_id)
    _audit(tx, Act.ANSWER_WITHDRAWN, person_id, entry_id, now)
    return PublishOutcome.DONE


def _audit(tx: Connection, act: Act, person_id: int, entry_id: int, now: datetime) -> None:
    audit.note(tx, AuditEntry(act, person_id, None, AuditSubject.ANSWER, entry_id, REGION, "", now))
