"""The learning of a person: the marks of finished lessons and the certificates, for as long as their consent lasts."""

from datetime import date, datetime

from sqlalchemy import Connection, delete, select, update

from bot.domain.people import Purpose
from bot.domain.school import Certificate, CourseName
from storage.core import row_locks, scrub
from storage.core.db import insert
from storage.core.tables import AnyRow, certificates, consents, lesson_marks


def finish(tx: Connection, person_id: int, lesson: str, now: datetime) -> bool:
    """Mark a lesson as finished, if the person agreed to that. False without a consent."""
    row_locks.person(tx, person_id)
    if not _agreed(tx, person_id):
        return False
    row = {"person_id": person_id, "lesson": lesson, "done_at": now}
    tx.execute(insert(tx, lesson_marks).values(**row).on_conflict_do_nothing())
    return True


def finished(tx: Connection, person_id: int) -> frozenset[str]:
    """The lessons that a person has finished."""
    chosen = select(lesson_marks.c.lesson).where(lesson_marks.c.person_id == person_id)
    return frozenset(tx.scalars(chosen).all())


def certify(tx: Connection, person_id: int, course: CourseName, named: tuple[str, str], on: date) -> Certificate | None:
    """Issue a certificate; `named` is the name on the paper and a new code. None without a consent.

    A second one of the same course keeps the code and the day of the first: only the name is corrected.
    """
    row_locks.person(tx, person_id)
    if not _agreed(tx, person_id):
        return None
    name, code = named
    mine = (certificates.c.person_id == person_id, certificates.c.course == course)
    mended = update(certificates).where(*mine).values(name=name).returning(certificates)
    if row := tx.execute(mended).one_or_none():
        scrub.ask(tx)  # The former name leaves the store's files, too.
        return _certificate(row)
    new = certificates.insert().values(person_id=person_id, course=course, name=name, code=code, issued_on=on)
    return _certificate(tx.execute(new.returning(certificates)).one())


def by_code(tx: Connection, code: str) -> Certificate | None:
    """The certificate with a code; None when there is none, or its owner was erased."""
    row = tx.execute(select(certificates).where(certificates.c.code == code)).one_or_none()
    return _certificate(row) if row else None


def forget(tx: Connection, person_id: int) -> None:
    """Delete a person's marks and certificates: they are no longer found by their codes."""
    for table in (lesson_marks, certificates):
        tx.execute(delete(table).where(table.c.person_id == person_id))


def _agreed(tx: Connection, person_id: int) -> bool:
    given = (consents.c.person_id == person_id, consents.c.purpose == Purpose.LEARNING)
    return tx.scalar(select(consents.c.id).where(*given, consents.c.withdrawn_at.is_(None)).limit(1)) is not None


def _certificate(row: AnyRow) -> Certificate:
    return Certificate(code=row.code, course=CourseName(row.course), name=row.name, issued_on=row.issued_on)
