"""The answers and the papers of a founding case. Only its members read and write them."""

from collections.abc import Mapping, Set
from datetime import date, datetime

from sqlalchemy import Connection, select, update

from bot.domain.papers.basis import Basis
from bot.domain.papers.interview import Answer, Dossier, SaveOutcome, dependents
from bot.domain.papers.questions import Value
from bot.domain.time import local_date
from storage import municipalities, norms
from storage.db import insert
from storage.tables import case_answers, case_members, case_papers, cases


def basis(tx: Connection, slug: str | None, today: date) -> Basis:
    """The law and the municipality on a day; a slug that nothing has is anywhere."""
    return Basis(norms.all_norms(tx), municipalities.get(tx, slug or ""), today)


def open_case(tx: Connection, case_id: int, person_id: int, now: datetime) -> tuple[Dossier, Basis] | None:
    """A case with the law it stands under today, by its own clocks; None where `load` gives none."""
    dossier = load(tx, case_id, person_id)
    return (dossier, basis(tx, dossier.municipality, local_date(now, dossier.zone))) if dossier else None


def load(tx: Connection, case_id: int, person_id: int) -> Dossier | None:
    """A case with its answers; None when there is no such case, or the person is not of it."""
    if not is_member(tx, case_id, person_id):
        return None
    case = tx.execute(select(cases).where(cases.c.id == case_id)).one()
    made = tx.scalars(select(case_papers.c.paper).where(case_papers.c.case_id == case_id).distinct())
    return Dossier(
        case_id=case.id,
        municipality=case.municipality,
        title=case.title,
        zone=case.zone,
        meeting_local=case.meeting_local,
        answers=answers(tx, case_id),
        made=frozenset(made),
    )


def is_member(tx: Connection, case_id: int, person_id: int) -> bool:
    mine = (case_members.c.case_id == case_id, case_members.c.person_id == person_id)
    return tx.execute(select(case_members.c.id).where(*mine)).first() is not None


def answers(tx: Connection, case_id: int) -> dict[str, Answer]:
    """Everything answered in a case, by question."""
    rows = tx.execute(select(case_answers).where(case_answers.c.case_id == case_id))
    return {row.question: Answer(row.value["value"], row.version, row.value["stale"]) for row in rows}


def save(
    tx: Connection,
    case_id: int,
    person_id: int,
    question: str,
    value: Value | None,
    seen: int,
    now: datetime,
    forms: Mapping[str, Value] | None = None,
) -> SaveOutcome:
    """Answer a question; None leaves it out. `seen` is the version that the person was shown, 0 for none.

    When somebody else has answered since, nothing is saved and the person decides. A new value makes the answers that
    hang on it doubtful, but for `forms`: those follow from it and are saved with it.
    """
    # Members write in turn: the row of the case is held until the transaction ends.
    tx.execute(select(cases.c.id).where(cases.c.id == case_id).with_for_update())
    if not is_member(tx, case_id, person_id):
        return SaveOutcome.FORBIDDEN
    known = answers(tx, case_id)
    before = known.get(question)
    if before and before.version != seen and before.value != value:
        return SaveOutcome.CHANGED_MEANWHILE
    put(tx, case_id, {question: value, **(forms or {})}, person_id, now)
    if before and before.value != value:
        _doubt(tx, case_id, dependents(question) - {*(forms or {})}, known)
    return SaveOutcome.SAVED


def put(tx: Connection, case_id: int, values: Mapping[str, Value | None], person_id: int | None, now: datetime) -> None:
    """Write answers over whatever stands there: what follows from something else, like the evening's count."""
    for question, value in values.items():
        row = {"value": {"value": value, "stale": False}, "person_id": person_id, "saved_at": now}
        statement = insert(tx, case_answers).values(case_id=case_id, question=question, version=1, **row)
        newer = row | {"version": case_answers.c.version + 1}
        tx.execute(statement.on_conflict_do_update(index_elements=["case_id", "question"], set_=newer))
    tx.execute(update(cases).where(cases.c.id == case_id).values(touched_at=now))


def _doubt(tx: Connection, case_id: int, questions: Set[str], known: Mapping[str, Answer]) -> None:
    """Mark answers to be looked at again; what was left out stays left out."""
    for question in questions & known.keys():
        if (value := known[question].value) is not None:
            mine = (case_answers.c.case_id == case_id, case_answers.c.question == question)
            tx.execute(update(case_answers).where(*mine).values(value={"value": value, "stale": True}))


def note_made(
    tx: Connection, case_id: int, person_id: int, papers: Mapping[str, Mapping[str, str]], now: datetime
) -> None:
    """Papers were made, each by these values of the law: who must hear when one of them changes."""
    rows = [
        {"case_id": case_id, "paper": paper, "law": dict(law), "person_id": person_id, "made_at": now}
        for paper, law in papers.items()
    ]
    if rows:
        tx.execute(case_papers.insert(), rows)
        tx.execute(update(cases).where(cases.c.id == case_id).values(touched_at=now))
