"""Interview answers of a founding case, shared by all its papers. Callers check that the person is a member.

`version` grows with every change of an answer.
"""

from collections.abc import Collection, Mapping, Set
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from bot.domain.papers import personal
from bot.domain.papers.interview import Answer
from bot.domain.papers.personal import Stated
from bot.domain.papers.questions import QUESTIONS, Value
from storage.core.db import insert
from storage.core.tables import accounts, case_members, people
from storage.core.tables import case_answers as table


def all_of(tx: Connection, case_id: int) -> dict[str, Answer]:
    """All answers of a case by question. Answers to questions of another release are left out."""
    rows = tx.execute(select(table).where(table.c.case_id == case_id, table.c.question.in_(QUESTIONS)))
    return {row.question: Answer(row.value["value"], row.version, row.value["stale"]) for row in rows}


def author(tx: Connection, case_id: int, question: str) -> str | None:
    """The name of the author of the current answer; None when there is no answer or its author left the case."""
    found = select(people.c.name).join(table, table.c.person_id == people.c.id)
    name: str | None = tx.scalar(found.where(table.c.case_id == case_id, table.c.question == question))
    return name


def put(tx: Connection, case_id: int, values: Mapping[str, Value | None], person_id: int | None, now: datetime) -> None:
    """Write answers in place of earlier ones. None means: left out by choice. Each is marked with whom it is about."""
    names = _names(tx, case_id) if person_id and personal.PERSONAL & values.keys() else {}
    for question, value in values.items():
        about_id = personal.about(question, value, person_id, names) if person_id else None
        row = {"value": {"value": value, "stale": False}, "person_id": person_id, "about_id": about_id, "saved_at": now}
        statement = insert(tx, table).values(case_id=case_id, question=question, version=1, **row)
        newer = row | {"version": table.c.version + 1}
        tx.execute(statement.on_conflict_do_update(index_elements=["case_id", "question"], set_=newer))


def _names(tx: Connection, case_id: int) -> dict[int, str]:
    """The names of a case's members."""
    members = select(people.c.id, people.c.name).join(case_members, case_members.c.person_id == people.c.id)
    return {row.id: row.name for row in tx.execute(members.where(case_members.c.case_id == case_id))}


def stated(tx: Connection, case_id: int) -> list[Stated]:
    """The answers of a case that are not left out, with whom each is about, in the order of their first saving."""
    rows = tx.execute(select(table).where(table.c.case_id == case_id).order_by(table.c.id))
    found = [Stated(row.question, row.value["value"], row.about_id) for row in rows]
    return [each for each in found if each.value is not None]


def leaving(tx: Connection, case_id: int, person_id: int) -> list[str]:
    """The questions whose answers leave the case with a member."""
    answers = stated(tx, case_id)
    who = select(people.c.name, accounts.c.username).outerjoin(accounts, accounts.c.person_id == people.c.id)
    row = tx.execute(who.where(people.c.id == person_id).limit(1)).one_or_none()
    gone = personal.leaving(answers, person_id, row.name, row.username) if row else frozenset()
    return [each.question for each in answers if each.question in gone]


def take_out(tx: Connection, case_id: int, questions: Collection[str]) -> None:
    """Delete answers: their questions are asked again."""
    tx.execute(delete(table).where(table.c.case_id == case_id, table.c.question.in_(list(questions))))


def doubt(tx: Connection, case_id: int, questions: Set[str], known: Mapping[str, Answer]) -> None:
    """Mark answers as stale, to be checked again; answers left out by choice stay so."""
    for question in questions & known.keys():
        if (value := known[question].value) is not None:
            mine = (table.c.case_id == case_id, table.c.question == question)
            tx.execute(update(table).where(*mine).values(value={"value": value, "stale": True}))
