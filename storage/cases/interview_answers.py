"""Interview answers of a founding case, shared by all its papers. Callers check that the person is a member.

`version` grows with every change of an answer.
"""

from collections.abc import Mapping, Set
from datetime import datetime

from sqlalchemy import Connection, select, update

from bot.domain.papers.interview import Answer
from bot.domain.papers.questions import QUESTIONS, Value
from storage.core.db import insert
from storage.core.tables import case_answers as table
from storage.core.tables import people


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
    """Write answers in place of earlier ones. None means: left out by choice."""
    for question, value in values.items():
        row = {"value": {"value": value, "stale": False}, "person_id": person_id, "saved_at": now}
        statement = insert(tx, table).values(case_id=case_id, question=question, version=1, **row)
        newer = row | {"version": table.c.version + 1}
        tx.execute(statement.on_conflict_do_update(index_elements=["case_id", "question"], set_=newer))


def doubt(tx: Connection, case_id: int, questions: Set[str], known: Mapping[str, Answer]) -> None:
    """Mark answers as stale, to be checked again; answers left out by choice stay so."""
    for question in questions & known.keys():
        if (value := known[question].value) is not None:
            mine = (table.c.case_id == case_id, table.c.question == question)
            tx.execute(update(table).where(*mine).values(value={"value": value, "stale": True}))
