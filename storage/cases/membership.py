"""Members of a case: invited by a one-time code, joining, leaving, removed. The case ends with its last member."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, delete, select, update

from bot.domain.cases import CAUSE, MEMBERS_MAX, Case, CaseOutcome
from bot.domain.corrections import CAUSE as CHANGE
from bot.domain.deliveries import DeliveryStatus
from bot.domain.retention import INVITATION
from storage import outbox
from storage.cases import cases, interview_answers
from storage.core import scrub, tables
from storage.core.db import insert
from storage.core.tables import case_invitations, case_members, tallies, tally_marks


@dataclass(frozen=True, slots=True)
class Invitation:
    """The case that an invited person sees, and the name of the inviting member."""

    case: Case
    by: str


@dataclass(frozen=True, slots=True)
class Parting:
    """A shared case that a member would leave: the questions whose answers go, and the number of those that stay."""

    case: Case
    gone: tuple[str, ...]
    kept: int


@dataclass(frozen=True, slots=True)
class Loss:
    """Numbers of a member's cases: those that other members continue, and those that end without the member."""

    shared: int
    alone: int


def invite(tx: Connection, case_id: int, person_id: int, code: str, now: datetime) -> CaseOutcome:
    """Store a one-time code with which one person may join, until its term ends (`retention.INVITATION`)."""
    if cases.lock_for_member(tx, case_id, person_id) is None:
        return CaseOutcome.NOT_YOURS
    row = {"code": code, "case_id": case_id, "person_id": person_id, "expires_at": now + INVITATION.term}
    tx.execute(case_invitations.insert().values(**row))
    return CaseOutcome.DONE


def look(tx: Connection, code: str, now: datetime) -> Invitation | None:
    """The case of an invitation code; None for a code that was used, has expired or never existed."""
    row = tx.execute(select(case_invitations).where(case_invitations.c.code == code)).one_or_none()
    if row is None or row.expires_at <= now:
        return None
    case = cases.get(tx, row.case_id)
    host = case.member(row.person_id) if case else None
    return Invitation(case, host.name) if case and host else None


def join(
    tx: Connection, code: str, person_id: int, days_off: Collection[date], now: datetime
) -> tuple[CaseOutcome, int]:
    """Join a case by a code, which is used up; the other members are notified. Returns also the case's id, 0 if none.

    EXPIRED for a code that does not work (any more), TOO_MANY when the case has MEMBERS_MAX members.
    """
    invitation = look(tx, code, now)
    if invitation is None:
        return CaseOutcome.EXPIRED, 0
    case_id = invitation.case.id
    tx.execute(select(tables.cases.c.id).where(tables.cases.c.id == case_id).with_for_update())
    case = cases.get(tx, case_id)
    if case is None:
        return CaseOutcome.EXPIRED, 0
    if case.member(person_id):
        return CaseOutcome.ALREADY, case_id
    if len(case.members) >= MEMBERS_MAX:
        return CaseOutcome.TOO_MANY, 0
    if not tx.execute(delete(case_invitations).where(case_invitations.c.code == code)).rowcount:
        return CaseOutcome.EXPIRED, 0
    row = {"case_id": case_id, "person_id": person_id, "joined_at": now}
    tx.execute(insert(tx, case_members).values(**row).on_conflict_do_nothing())
    cases.tell(tx, case, [each.person_id for each in case.members], "joined", now)
    cases.touch(tx, case_id, days_off, now)
    return CaseOutcome.DONE, case_id


def leave(tx: Connection, case_id: int, person_id: int, now: datetime) -> CaseOutcome:
    """Leave a case; a case without members is deleted.

    Invitations become void, notes lose the member's name, answers about the member go; the others are told which.
    """
    case = cases.lock_for_member(tx, case_id, person_id)
    if case is None:
        return CaseOutcome.NOT_YOURS
    gone = _remove_member(tx, case_id, person_id)
    if len(case.members) == 1:
        _delete(tx, case_id)
    else:
        _tell_others(tx, case, {person_id}, gone, now)
    return CaseOutcome.DONE


def _tell_others(tx: Connection, case: Case, but: set[int], gone: list[str], now: datetime) -> None:
    others = [each.person_id for each in case.members if each.person_id not in but]
    cases.tell(tx, case, others, "left", now, questions=gone)


def remove(tx: Connection, case_id: int, person_id: int, whom: int, now: datetime) -> CaseOutcome:
    """Remove another member, who is notified. Only the member who has been in the case longest may."""
    case = cases.lock_for_member(tx, case_id, person_id)
    if case is None or not case.leads(person_id) or whom == person_id:
        return CaseOutcome.NOT_YOURS
    if case.member(whom) is None:
        return CaseOutcome.ALREADY
    gone = _remove_member(tx, case_id, whom)
    cases.tell(tx, case, [whom], "removed", now)
    _tell_others(tx, case, {whom}, gone, now)
    return CaseOutcome.DONE


def _remove_member(tx: Connection, case_id: int, person_id: int) -> list[str]:
    """Take a member out. Returns the questions whose answers went along."""
    gone = interview_answers.leaving(tx, case_id, person_id)
    interview_answers.take_out(tx, case_id, gone)
    scrub.ask(tx)
    for table in (case_invitations, case_members):
        tx.execute(delete(table).where(table.c.case_id == case_id, table.c.person_id == person_id))
    for table in (tables.case_steps, tables.case_answers, tables.case_papers):
        theirs = (table.c.case_id == case_id, table.c.person_id == person_id)
        tx.execute(update(table).where(*theirs).values(person_id=None))
    counted = tally_marks.c.tally_id.in_(select(tallies.c.id).where(tallies.c.case_id == case_id))
    tx.execute(update(tally_marks).where(counted, tally_marks.c.person_id == person_id).values(person_id=None))
    outbox.cancel(tx, CAUSE, case_id, person_id=person_id)
    deliveries = tables.deliveries
    of_case = (
        deliveries.c.person_id == person_id,
        deliveries.c.cause == CHANGE,
        deliveries.c.occasion == f"changed:{case_id}",
    )
    tx.execute(update(deliveries).where(outbox.OPEN, *of_case).values(status=DeliveryStatus.CANCELLED))
    return gone


def _delete(tx: Connection, case_id: int) -> None:
    """Delete a case with everything in it."""
    of_case = select(tallies.c.id).where(tallies.c.case_id == case_id)
    tx.execute(delete(tally_marks).where(tally_marks.c.tally_id.in_(of_case)))
    for table in reversed(tables.metadata.sorted_tables):
        if "case_id" in table.c:
            tx.execute(delete(table).where(table.c.case_id == case_id))
    tx.execute(delete(tables.cases).where(tables.cases.c.id == case_id))
    outbox.cancel(tx, CAUSE, case_id)


def leave_all(tx: Connection, person_id: int, now: datetime) -> None:
    """Leave every case, before an erasure or when the consent ends."""
    theirs = select(case_members.c.case_id).where(case_members.c.person_id == person_id).order_by("case_id")
    for case_id in tx.scalars(theirs).all():
        leave(tx, case_id, person_id, now)


def loss(tx: Connection, person_id: int) -> Loss:
    """Count the cases that would go on and those that would end if the person left all of them."""
    theirs = cases.of_person(tx, person_id)
    alone = sum(len(each.members) == 1 for each in theirs)
    return Loss(len(theirs) - alone, alone)


def partings(tx: Connection, person_id: int) -> list[Parting]:
    """The answers that would go from each shared case if the person left it, and the number of those that stay."""
    shared = [each for each in cases.of_person(tx, person_id) if len(each.members) > 1]
    return [_parting(tx, each, person_id) for each in shared]


def _parting(tx: Connection, case: Case, person_id: int) -> Parting:
    gone = interview_answers.leaving(tx, case.id, person_id)
    return Parting(case, tuple(gone), len(interview_answers.stated(tx, case.id)) - len(gone))


def set_quiet(
    tx: Connection, case_id: int, person_id: int, quiet: bool, days_off: Collection[date], now: datetime
) -> CaseOutcome:
    """Switch nudges after quiet weeks off or on for one member. Reminders of terms always come."""
    if cases.lock_for_member(tx, case_id, person_id) is None:
        return CaseOutcome.NOT_YOURS
    mine = (case_members.c.case_id == case_id, case_members.c.person_id == person_id)
    tx.execute(update(case_members).where(*mine).values(quiet_at=now if quiet else None))
    cases.replan(tx, case_id, days_off, now)
    return CaseOutcome.DONE


def sweep(tx: Connection, now: datetime) -> None:
    """Delete expired invitations."""
    tx.execute(delete(case_invitations).where(case_invitations.c.expires_at <= now))
