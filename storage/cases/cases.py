"""Founding cases: begun by one neighbour, kept by all members. See `case_members` for coming and going.

Who is no member changes nothing: CaseOutcome.NOT_YOURS. Whatever changes a case holds its row, moves `touched_at` and
plans its reminders anew in the same transaction; `days_off` are the public holidays that terms are counted with.
"""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, select, update

from bot.domain import cases as rules
from bot.domain.cases import CASES_MAX, CAUSE, Case, CaseOutcome, Member, Noted, StepStatus
from bot.domain.deliveries import Plan
from bot.domain.founding import Step
from bot.domain.time import moment
from storage import outbox
from storage.cases import interview_answers
from storage.core.db import insert
from storage.core.tables import case_members, case_steps, cases, people
from storage.law import municipalities, norms

# Tables whose rows stay in a case without the name of who has left it.
KEPT_WITHOUT_NAME = frozenset({"case_steps", "case_answers", "case_papers", "tally_marks"})
FIELDS = frozenset({"title", "municipality", "meeting_local", "listed_at", "closed_at"})
# What the other members hear of at once.
NOTICES = {"listed_at": "listed", "meeting_local": "meeting"}
# The question of the papers that asks for the same meeting.
MEETING_QUESTION = "meeting_at"


def get(tx: Connection, case_id: int) -> Case | None:
    row = tx.execute(select(cases).where(cases.c.id == case_id)).one_or_none()
    return _case(tx, row) if row else None


def of_member(tx: Connection, case_id: int, person_id: int) -> Case | None:
    """The case, for one of its members; None for everybody else, and when there is none."""
    case = get(tx, case_id)
    return case if case and case.member(person_id) else None


def of_person(tx: Connection, person_id: int) -> list[Case]:
    """The cases somebody is a member of, the one with the latest news first."""
    theirs = select(case_members.c.case_id).where(case_members.c.person_id == person_id)
    rows = tx.execute(select(cases).where(cases.c.id.in_(theirs)).order_by(cases.c.touched_at.desc(), cases.c.id))
    return [_case(tx, row) for row in rows.all()]


def _case(tx: Connection, row: Any) -> Case:
    return Case(
        id=row.id,
        title=row.title,
        zone=row.zone,
        where=municipalities.get(tx, row.municipality) if row.municipality else None,
        meeting_local=row.meeting_local,
        listed_at=row.listed_at,
        touched_at=row.touched_at,
        closed_at=row.closed_at,
        members=_members(tx, row.id),
        steps=_steps(tx, row.id),
    )


def _members(tx: Connection, case_id: int) -> tuple[Member, ...]:
    rows = tx.execute(
        select(case_members, people.c.name)
        .join(people, people.c.id == case_members.c.person_id)
        .where(case_members.c.case_id == case_id)
        .order_by(case_members.c.joined_at, case_members.c.id)
    )
    return tuple(Member(row.person_id, row.name, row.joined_at, row.quiet_at is not None) for row in rows)


def _steps(tx: Connection, case_id: int) -> dict[Step, Noted]:
    rows = tx.execute(
        select(case_steps, people.c.name)
        .outerjoin(people, people.c.id == case_steps.c.person_id)
        .where(case_steps.c.case_id == case_id)
    )
    return {
        Step(row.step): Noted(
            Step(row.step), StepStatus(row.status), row.happened_on, row.number, row.name, row.noted_at
        )
        for row in rows
    }


def begin(
    tx: Connection, person_id: int, slug: str | None, zone: str, days_off: Collection[date], now: datetime
) -> int | CaseOutcome:
    """A new case with its first member. Returns its id, or TOO_MANY: nobody founds so many TOS at once."""
    mine = select(func.count()).select_from(case_members).where(case_members.c.person_id == person_id)
    if (tx.scalar(mine) or 0) >= CASES_MAX:
        return CaseOutcome.TOO_MANY
    row = {"municipality": slug, "zone": zone, "created_at": now, "touched_at": now}
    case_id: int = tx.execute(cases.insert().values(**row).returning(cases.c.id)).scalar_one()
    tx.execute(case_members.insert().values(case_id=case_id, person_id=person_id, joined_at=now))
    replan(tx, case_id, days_off, now)
    return case_id


def lock_for_member(tx: Connection, case_id: int, person_id: int) -> Case | None:
    """The case of a member, its row held until the transaction ends: who changes it changes it alone."""
    tx.execute(select(cases.c.id).where(cases.c.id == case_id).with_for_update())
    return of_member(tx, case_id, person_id)


def touch(tx: Connection, case_id: int, days_off: Collection[date], now: datetime) -> None:
    """Something has happened: two quiet weeks are counted from now, and terms may be others."""
    tx.execute(update(cases).where(cases.c.id == case_id).values(touched_at=now))
    replan(tx, case_id, days_off, now)


def replan(tx: Connection, case_id: int, days_off: Collection[date], now: datetime) -> None:
    """Plan what the members of a held case are to hear; what was planned before and is not true now is cancelled."""
    case = get(tx, case_id)
    if case is None:
        return
    outbox.cancel(tx, CAUSE, case_id, kind="reminder", in_flight=False)
    everybody = [each.person_id for each in case.members]
    outbox.plan(tx, everybody, rules.reminders(case, norms.all_norms(tx), days_off, now))
    outbox.plan(tx, [each.person_id for each in case.members if not each.quiet], rules.nudges(case, now))


def change(
    tx: Connection, case_id: int, person_id: int, field: str, value: Any, days_off: Collection[date], now: datetime
) -> CaseOutcome:
    """Set one of FIELDS; a meeting that lies behind us is PAST. The papers get the meeting's new day too."""
    if field not in FIELDS:
        raise ValueError(f"no member sets {field}")
    case = lock_for_member(tx, case_id, person_id)
    if case is None:
        return CaseOutcome.NOT_YOURS
    if field == "meeting_local" and value is not None and moment(value, case.zone) <= now:
        return CaseOutcome.PAST
    _set(tx, case, person_id, field, value, now)
    if field == "meeting_local" and value is not None:
        interview_answers.put(tx, case_id, {MEETING_QUESTION: value.isoformat(timespec="minutes")}, person_id, now)
    touch(tx, case_id, days_off, now)
    return CaseOutcome.DONE


def _set(tx: Connection, case: Case, person_id: int, field: str, value: Any, now: datetime) -> None:
    tx.execute(update(cases).where(cases.c.id == case.id).values({field: value}))
    if field in NOTICES and value is not None:
        tell(tx, case, [each.person_id for each in case.members if each.person_id != person_id], NOTICES[field], now)


def move_meeting(tx: Connection, case: Case, at: datetime, person_id: int, now: datetime) -> None:
    """A member answered the papers' question for the meeting of a held case; of one that is over nobody is told."""
    if at == case.meeting_local:
        return
    if moment(at, case.zone) > now:
        _set(tx, case, person_id, "meeting_local", at, now)
    else:
        tx.execute(update(cases).where(cases.c.id == case.id).values(meeting_local=at))


def tell(tx: Connection, case: Case, person_ids: list[int], what: str, now: datetime) -> None:
    """A word to members. The row names nobody: who erases themselves must not stay in somebody else's ledger."""
    occasion = f"{what}@{now:%Y-%m-%dT%H:%M:%S.%fZ}"
    outbox.plan(tx, person_ids, [Plan("notice", CAUSE, case.id, occasion, now, payload={"at": now.isoformat()})])


def note(
    tx: Connection,
    case_id: int,
    person_id: int,
    step: Step,
    status: StepStatus,
    happened_on: date,
    days_off: Collection[date],
    now: datetime,
) -> CaseOutcome:
    """Note how far a step is and since when; a day that is still ahead of the case's zone is AHEAD."""
    case = lock_for_member(tx, case_id, person_id)
    if case is None:
        return CaseOutcome.NOT_YOURS
    if happened_on > rules.today(case, now):
        return CaseOutcome.AHEAD
    fresh = {"status": status, "happened_on": happened_on, "number": None, "person_id": person_id, "noted_at": now}
    tx.execute(
        insert(tx, case_steps)
        .values(case_id=case_id, step=step, **fresh)
        .on_conflict_do_update(index_elements=["case_id", "step"], set_=fresh)
    )
    touch(tx, case_id, days_off, now)
    return CaseOutcome.DONE


def number(tx: Connection, case_id: int, person_id: int, step: Step, number: str, now: datetime) -> CaseOutcome:
    """Add the number of a step's decision. Of a step that nobody has noted it says nothing: ALREADY."""
    if lock_for_member(tx, case_id, person_id) is None:
        return CaseOutcome.NOT_YOURS
    fresh = {"number": number, "person_id": person_id, "noted_at": now}
    one = (case_steps.c.case_id == case_id, case_steps.c.step == step)
    known = tx.execute(update(case_steps).where(*one).values(**fresh)).rowcount
    return CaseOutcome.DONE if known else CaseOutcome.ALREADY


def forget(
    tx: Connection, case_id: int, person_id: int, step: Step, days_off: Collection[date], now: datetime
) -> CaseOutcome:
    """Take the note of a step back."""
    if lock_for_member(tx, case_id, person_id) is None:
        return CaseOutcome.NOT_YOURS
    tx.execute(case_steps.delete().where(case_steps.c.case_id == case_id, case_steps.c.step == step))
    touch(tx, case_id, days_off, now)
    return CaseOutcome.DONE
