"""Founding cases: one neighbour begins a case, all members keep it. See `membership` for joining and leaving.

Only members change a case; others get CaseOutcome.NOT_YOURS. Every change locks the row of the case, moves `touched_at`
and replans its reminders in the same transaction. `days_off` are the public holidays for counting terms.
"""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import Connection, func, select, update

from bot.domain import cases as rules
from bot.domain.cases import CASES_MAX, CAUSE, Case, CaseOutcome, Member, Noted, StepStatus
from bot.domain.deliveries import Plan
from bot.domain.founding import Step
from bot.domain.time import moment
from storage import outbox
from storage.cases import interview_answers
from storage.core.db import insert
from storage.core.tables import AnyRow, case_members, case_steps, cases, people
from storage.events import meetings
from storage.law import municipalities, norms

# Tables whose rows stay in a case, without a name, when their author leaves it.
KEPT_WITHOUT_NAME = frozenset({"case_steps", "case_answers", "case_papers", "tally_marks"})
FIELDS = frozenset({"title", "municipality", "settlement", "meeting_local", "listed_at", "closed_at"})
# Fields whose change is announced to the other members at once, by the name of the notice.
NOTICES = {"listed_at": "listed", "meeting_local": "meeting"}
# The interview question that asks for the same meeting.
MEETING_QUESTION = "meeting_at"


def get(tx: Connection, case_id: int) -> Case | None:
    row = tx.execute(select(cases).where(cases.c.id == case_id)).one_or_none()
    return _case(tx, row) if row else None


def of_member(tx: Connection, case_id: int, person_id: int) -> Case | None:
    """The case, for one of its members; None for everybody else and for a case that is gone."""
    case = get(tx, case_id)
    return case if case and case.member(person_id) else None


def of_person(tx: Connection, person_id: int) -> list[Case]:
    """The cases of a member, the last changed first."""
    theirs = select(case_members.c.case_id).where(case_members.c.person_id == person_id)
    rows = tx.execute(select(cases).where(cases.c.id.in_(theirs)).order_by(cases.c.touched_at.desc(), cases.c.id))
    return [_case(tx, row) for row in rows.all()]


def _case(tx: Connection, row: AnyRow) -> Case:
    return Case(
        id=row.id,
        title=row.title,
        zone=row.zone,
        where=municipalities.get(tx, row.municipality) if row.municipality else None,
        meeting_local=row.meeting_local,
        listed_at=row.listed_at,
        touched_at=row.touched_at,
        closed_at=row.closed_at,
        settlement=row.settlement,
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
    tx: Connection,
    person_id: int,
    slug: str | None,
    zone: str,
    days_off: Collection[date],
    now: datetime,
    settlement: str | None = None,
) -> int | CaseOutcome:
    """Begin a case with its first member. Returns its id; TOO_MANY for a member of CASES_MAX cases."""
    mine = select(func.count()).select_from(case_members).where(case_members.c.person_id == person_id)
    if (tx.scalar(mine) or 0) >= CASES_MAX:
        return CaseOutcome.TOO_MANY
    row = {"municipality": slug, "settlement": settlement, "zone": zone, "created_at": now, "touched_at": now}
    case_id: int = tx.execute(cases.insert().values(**row).returning(cases.c.id)).scalar_one()
    tx.execute(case_members.insert().values(case_id=case_id, person_id=person_id, joined_at=now))
    replan(tx, case_id, days_off, now)
    return case_id


def lock_for_member(tx: Connection, case_id: int, person_id: int) -> Case | None:
    """Lock a member's case until the transaction ends, so that members change it one after another; None for others."""
    tx.execute(select(cases.c.id).where(cases.c.id == case_id).with_for_update())
    return of_member(tx, case_id, person_id)


def touch(tx: Connection, case_id: int, days_off: Collection[date], now: datetime) -> None:
    """Note a change of the case: the quiet weeks count from now, and reminders are planned anew."""
    tx.execute(update(cases).where(cases.c.id == case_id).values(touched_at=now))
    replan(tx, case_id, days_off, now)


def replan(tx: Connection, case_id: int, days_off: Collection[date], now: datetime) -> None:
    """Replan the reminders and nudges of a locked case for its members; outdated ones are cancelled."""
    case = get(tx, case_id)
    if case is None:
        return
    outbox.cancel(tx, CAUSE, case_id, kind="reminder", in_flight=False)
    everybody = [each.person_id for each in case.members]
    outbox.plan(tx, everybody, rules.reminders(case, norms.all_norms(tx), days_off, now))
    outbox.plan(tx, [each.person_id for each in case.members if not each.quiet], rules.nudges(case, now))


def change(
    tx: Connection, case_id: int, person_id: int, field: str, value: object, days_off: Collection[date], now: datetime
) -> CaseOutcome:
    """Set one of FIELDS. PAST for a meeting that is not ahead. The interview answer follows the meeting's new time."""
    if field not in FIELDS:
        raise ValueError(f"no member sets {field}")
    case = lock_for_member(tx, case_id, person_id)
    if case is None:
        return CaseOutcome.NOT_YOURS
    meeting = value if field == "meeting_local" and isinstance(value, datetime) else None
    if meeting and moment(meeting, case.zone) <= now:
        return CaseOutcome.PAST
    _set(tx, case, person_id, field, value, now)
    if meeting:
        interview_answers.put(tx, case_id, {MEETING_QUESTION: meeting.isoformat(timespec="minutes")}, person_id, now)
    touch(tx, case_id, days_off, now)
    return CaseOutcome.DONE


def _set(tx: Connection, case: Case, person_id: int, field: str, value: object, now: datetime) -> None:
    tx.execute(update(cases).where(cases.c.id == case.id).values({field: value}))
    if field == "meeting_local" and isinstance(value, datetime):
        meetings.follow(tx, case.id, value, person_id, now)
    if field in NOTICES and value is not None:
        tell(tx, case, [each.person_id for each in case.members if each.person_id != person_id], NOTICES[field], now)


def move_meeting(tx: Connection, case: Case, at: datetime, person_id: int, now: datetime) -> None:
    """Move the meeting of a locked case to a member's interview answer. A meeting in the past is not announced."""
    if at == case.meeting_local:
        return
    if moment(at, case.zone) > now:
        _set(tx, case, person_id, "meeting_local", at, now)
    else:
        tx.execute(update(cases).where(cases.c.id == case.id).values(meeting_local=at))


def tell(tx: Connection, case: Case, person_ids: list[int], what: str, now: datetime, **more: object) -> None:
    """Plan a notice to members. The row names nobody, since an erased person must not stay in the rows of others."""
    occasion = f"{what}@{now:%Y-%m-%dT%H:%M:%S.%fZ}"
    payload = {"at": now.isoformat(), **more}
    outbox.plan(tx, person_ids, [Plan("notice", CAUSE, case.id, occasion, now, payload=payload)])


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
    """Note the status of a step and its day. AHEAD for a day that has not begun in the case's time zone."""
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
    """Add the number of a step's decision. ALREADY, and no change, for a step that nobody has noted."""
    if lock_for_member(tx, case_id, person_id) is None:
        return CaseOutcome.NOT_YOURS
    fresh = {"number": number, "person_id": person_id, "noted_at": now}
    one = (case_steps.c.case_id == case_id, case_steps.c.step == step)
    known = tx.execute(update(case_steps).where(*one).values(**fresh)).rowcount
    return CaseOutcome.DONE if known else CaseOutcome.ALREADY


def forget(
    tx: Connection, case_id: int, person_id: int, step: Step, days_off: Collection[date], now: datetime
) -> CaseOutcome:
    """Delete the note of a step."""
    if lock_for_member(tx, case_id, person_id) is None:
        return CaseOutcome.NOT_YOURS
    tx.execute(case_steps.delete().where(case_steps.c.case_id == case_id, case_steps.c.step == step))
    touch(tx, case_id, days_off, now)
    return CaseOutcome.DONE
