"""Interview answers and papers of a founding case. Only its members read and write them."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import Connection, select

from bot.domain.cases import StepStatus
from bot.domain.founding import Order, Step
from bot.domain.papers.basis import Basis
from bot.domain.papers.interview import Dossier, SaveOutcome, dependents
from bot.domain.papers.kit import Paper, papers_of
from bot.domain.papers.questions import Value
from bot.domain.time import local_date
from storage.cases import cases, interview_answers
from storage.core.tables import case_members, case_papers, case_steps
from storage.core.tables import cases as cases_table
from storage.law import municipalities, norms


def basis(tx: Connection, slug: str | None, today: date) -> Basis:
    """The norms and the municipality on a day; without a known slug there is no municipality."""
    return Basis(norms.all_norms(tx), municipalities.get(tx, slug or ""), today)


def open_case(tx: Connection, case_id: int, person_id: int, now: datetime) -> tuple[Dossier, Basis] | None:
    """A case with the law of today, by the date in its own time zone; None where `load` gives None."""
    dossier = load(tx, case_id, person_id)
    if dossier is None:
        return None
    found = basis(tx, dossier.municipality, local_date(now, dossier.zone))
    return dossier, replace(found, left_out=_left_out(tx, dossier, found.order))


def _left_out(tx: Connection, dossier: Dossier, order: Order | None) -> frozenset[Paper]:
    """The papers of skipped steps, and signatures until they are collected: only some local acts ask for them."""
    skipped = (case_steps.c.case_id == dossier.case_id, case_steps.c.status == StepStatus.SKIPPED)
    steps = tx.scalars(select(case_steps.c.step).where(*skipped))
    papers = {paper for step in steps for paper in papers_of(Step(step), order)}
    return frozenset((papers | {Paper.SIGNATURES}) - dossier.made)


def load(tx: Connection, case_id: int, person_id: int) -> Dossier | None:
    """A case with its answers; None when there is no such case or the person is not a member."""
    if not is_member(tx, case_id, person_id):
        return None
    case = tx.execute(select(cases_table).where(cases_table.c.id == case_id)).one()
    made = tx.scalars(select(case_papers.c.paper).where(case_papers.c.case_id == case_id).distinct())
    return Dossier(
        case_id=case.id,
        municipality=case.municipality,
        settlement=case.settlement,
        title=case.title,
        zone=case.zone,
        meeting_local=case.meeting_local,
        answers=interview_answers.all_of(tx, case_id),
        made=frozenset(made),
        decided=_decided(tx, case_id),
    )


def _decided(tx: Connection, case_id: int) -> dict[Step, tuple[date, str | None]]:
    done = (case_steps.c.case_id == case_id, case_steps.c.status == StepStatus.DONE)
    rows = tx.execute(select(case_steps.c.step, case_steps.c.happened_on, case_steps.c.number).where(*done))
    return {Step(row.step): (row.happened_on, row.number) for row in rows}


def is_member(tx: Connection, case_id: int, person_id: int) -> bool:
    mine = (case_members.c.case_id == case_id, case_members.c.person_id == person_id)
    return tx.execute(select(case_members.c.id).where(*mine)).first() is not None


def save(
    tx: Connection,
    case_id: int,
    person_id: int,
    question: str,
    value: Value | None,
    seen: int,
    days_off: Collection[date],
    now: datetime,
    forms: Mapping[str, Value] | None = None,
) -> SaveOutcome:
    """Save the answer to a question; None leaves the question out. `seen` is the version that was shown, 0 for none.

    CHANGED_MEANWHILE, and nothing is saved, when somebody else has saved another value since. A new value marks the
    answers that depend on it as stale, except `forms`, which follow from the value and are saved with it. The answer
    about the meeting also moves the meeting of the case, with its terms and reminders.
    """
    # The lock on the case lets members write one after another.
    case = cases.lock_for_member(tx, case_id, person_id)
    if case is None:
        return SaveOutcome.FORBIDDEN
    known = interview_answers.all_of(tx, case_id)
    before = known.get(question)
    if before and before.version != seen and before.value != value:
        return SaveOutcome.CHANGED_MEANWHILE
    interview_answers.put(tx, case_id, {question: value, **(forms or {})}, person_id, now)
    if before and before.value != value:
        interview_answers.doubt(tx, case_id, dependents(question) - {*(forms or {})}, known)
    if question == cases.MEETING_QUESTION and value is not None:
        cases.move_meeting(tx, case, datetime.fromisoformat(str(value)), person_id, now)
    cases.touch(tx, case_id, days_off, now)
    return SaveOutcome.SAVED


def note_made(
    tx: Connection,
    case_id: int,
    person_id: int,
    papers: Mapping[str, Mapping[str, str]],
    days_off: Collection[date],
    now: datetime,
) -> None:
    """Record papers that were made, with the values of the law they used: members hear when such a value changes."""
    rows = [
        {"case_id": case_id, "paper": paper, "law": dict(law), "person_id": person_id, "made_at": now}
        for paper, law in papers.items()
    ]
    if rows:
        tx.execute(case_papers.insert(), rows)
        cases.touch(tx, case_id, days_off, now)
