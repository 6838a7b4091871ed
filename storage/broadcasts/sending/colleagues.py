"""Broadcasts under way for the coordinators of their whole audience: whose they are, and stopping those of others."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, or_, select

from bot.domain.audit import AuditEntry, AuditSubject
from bot.domain.broadcasts.broadcast import KIND, UNDER_WAY, Broadcast, BroadcastOutcome, BroadcastStatus
from bot.domain.broadcasts.results.reports import Progress, Report
from bot.domain.broadcasts.sending.halting import ACTS, Halting, halted
from bot.domain.people import REGION, Role
from storage import outbox
from storage.broadcasts.audience import reach
from storage.broadcasts.compose import drafts
from storage.broadcasts.results import history, reports
from storage.broadcasts.sending import launches, ownership
from storage.core.tables import audit as entries
from storage.core.tables import broadcasts, people
from storage.people import audit, coordinators


@dataclass(frozen=True, slots=True)
class UnderWay:
    """A broadcast that is not over, and its author's name: None when it has no author."""

    report: Report
    author: str | None


@dataclass(frozen=True, slots=True)
class Halted:
    """A broadcast that a colleague has halted or recalled: who (empty when erased), what they did, and why."""

    report: Report
    name: str
    halting: Halting
    reason: str


def under_way(
    tx: Connection, roles: frozenset[Role], now: datetime, first: int, size: int
) -> tuple[list[UnderWay], int]:
    """One page of the broadcasts under way that these roles reach, the newest first, and the number of all of them.

    Those without an author that wait to be taken are among them, also before their start.
    """
    going = broadcasts.c.status.in_(UNDER_WAY) & broadcasts.c.finished_at.is_(None)
    alone = (broadcasts.c.status == BroadcastStatus.DRAFT) & broadcasts.c.author_id.is_(None)
    query = select(broadcasts.c.id).where(or_(going, alone)).order_by(broadcasts.c.id.desc())
    found = [drafts.get(tx, each) for each in tx.scalars(query).all()]
    near = [each for each in found if each and ownership.reaches(tx, each, REGION, roles)]
    shown = near[first : first + size]
    return [UnderWay(_report(tx, each, now), author(tx, each.author_id)) for each in shown], len(near)


def _report(tx: Connection, broadcast: Broadcast, now: datetime) -> Report:
    """The report, also of a broadcast that has not started."""
    found = reports.report(tx, broadcast.id, now)
    return found or Report(broadcast, reach.names(tx, broadcast.audience), Progress(recipients=0))


def author(tx: Connection, person_id: int | None) -> str | None:
    """The name of a broadcast's author; None without one."""
    return tx.scalar(select(people.c.name).where(people.c.id == person_id)) if person_id else None


def may_halt(tx: Connection, broadcast_id: int, person_id: int, admin_ids: Collection[int]) -> BroadcastOutcome:
    """DONE when this person may halt a broadcast of somebody else now; else the reason why not."""
    found, roles = drafts.get(tx, broadcast_id), coordinators.roles_of(tx, person_id, admin_ids)
    if found is None or not roles or not ownership.reaches(tx, found, REGION, roles):
        return BroadcastOutcome.GONE
    return BroadcastOutcome.DONE if found.is_under_way else BroadcastOutcome.OVER


def halt(
    tx: Connection,
    broadcast_id: int,
    person_id: int,
    halting: Halting,
    reason: str,
    admin_ids: Collection[int],
    now: datetime,
) -> BroadcastOutcome:
    """Pause or stop a colleague's broadcast, with a reason for the audit; the author is told.

    Only for coordinators of its whole audience: to others it is GONE.
    """
    held = drafts.lock(tx, broadcast_id)
    outcome = may_halt(tx, broadcast_id, person_id, admin_ids)
    if held is None or outcome is not BroadcastOutcome.DONE:
        return outcome
    if halting is Halting.STOP:
        launches.stop(tx, broadcast_id, held.author_id)
    elif held.status is not BroadcastStatus.SENDING:
        return BroadcastOutcome.PAUSED
    else:
        drafts.put(tx, broadcast_id, status=BroadcastStatus.PAUSED, paused_at=now)
        outbox.hold(tx, KIND, broadcast_id)
    _note_and_tell(tx, held, person_id, halting, reason, now)
    return BroadcastOutcome.DONE


def note_recall(tx: Connection, held: Broadcast, person_id: int, now: datetime) -> None:
    """Keep in the audit that a colleague recalls a broadcast, and tell its author."""
    _note_and_tell(tx, held, person_id, Halting.RECALL, "", now)


def _note_and_tell(
    tx: Connection, held: Broadcast, person_id: int, halting: Halting, reason: str, now: datetime
) -> None:
    subject = (AuditSubject.BROADCAST, held.id, history.scope(tx, held.audience), reason, now)
    entry_id = audit.note(tx, AuditEntry(ACTS[halting], person_id, held.author_id, *subject))
    told = [held.author_id] if held.author_id and held.author_id != person_id else []
    outbox.plan(tx, told, [halted(entry_id, now)])


def halted_by(tx: Connection, entry_id: int) -> Halted | None:
    """A halted broadcast by the entry of the audit; None when either is gone."""
    named = select(entries, people.c.name).outerjoin(people, people.c.id == entries.c.actor_id)
    row = tx.execute(named.where(entries.c.id == entry_id)).one_or_none()
    report = reports.report(tx, row.subject_id, row.at) if row else None
    if row is None or report is None:
        return None
    halting = next(each for each, act in ACTS.items() if act == row.act)
    return Halted(report, row.name or "", halting, row.reason)
