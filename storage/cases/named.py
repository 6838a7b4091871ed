"""People who are named in the papers of a case and want to be out of them, whether the bot knows them or not.

A member takes them out of a case of theirs, a coordinator out of all cases of the scope, without reading an answer.
What was found is remembered by codes and versions, never by the name: an answer that has changed since then stays.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import ColumnElement, Connection, delete, select, update

from bot.domain.audit import Act, AuditEntry, AuditSubject
from bot.domain.papers import personal
from bot.domain.papers.personal import Stated
from bot.domain.people import REGION, Role, may_coordinate, scopes
from storage.cases import cases as case_rows
from storage.core import scrub
from storage.core.tables import AnyRow, case_answers, cases
from storage.people import audit

TITLE = "title"
CASES_MOST = 20


@dataclass(frozen=True, slots=True)
class Named:
    """A case with the answers that name somebody, by their versions; TITLE stands for the case's own name."""

    case_id: int
    questions: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Actor:
    """The person who takes somebody out: as a member, or by `roles` as a coordinator."""

    person_id: int
    roles: frozenset[Role] = frozenset()


def find(tx: Connection, actor: Actor, case_id: int, said: str) -> list[Named]:
    """Find where somebody is named as `said`: in a case of the actor's, or with case 0 in all cases of their scope."""
    chosen = select(case_answers, cases.c.title).join(cases, cases.c.id == case_answers.c.case_id)
    where = [cases.c.id == case_id] if case_id else _in_scope(actor.roles)
    if case_id and case_rows.of_member(tx, case_id, actor.person_id) is None:
        return []
    rows = tx.execute(chosen.where(*where).order_by(case_answers.c.case_id, case_answers.c.id))
    found = (_named(each, list(group), said) for each, group in groupby(rows, lambda row: row.case_id))
    return [each for each in found if each.questions][:CASES_MOST]


def _in_scope(roles: frozenset[Role]) -> list[ColumnElement[bool]]:
    return [] if may_coordinate(roles, REGION) else [cases.c.municipality.in_(scopes(roles))]


def _named(case_id: int, rows: list[AnyRow], said: str) -> Named:
    answers = [Stated(row.question, row.value["value"], row.about_id) for row in rows if row.value["value"] is not None]
    gone = personal.naming(answers, said)
    found = {row.question: row.version for row in rows if row.question in gone}
    in_title = personal.naming([Stated(TITLE, rows[0].title)], said) if rows[0].title else ()
    return Named(case_id, found | ({TITLE: 0} if in_title else {}))


def take_out(tx: Connection, actor: Actor, found: Named, why: str, now: datetime) -> tuple[str, ...] | None:
    """Delete what was found in one case, tell its members, and note who did it and why; a job scrubs the files.

    Returns the questions that will be asked again; None for somebody who has no right to the case, or has it no more.
    """
    tx.execute(select(cases.c.id).where(cases.c.id == found.case_id).with_for_update())
    case = case_rows.get(tx, found.case_id)
    if case is None:
        return None
    is_member = case.member(actor.person_id) is not None
    scope = case.where.slug if case.where else REGION
    if not is_member and not may_coordinate(actor.roles, scope):
        return None
    gone = [question for question, version in found.questions.items() if _delete(tx, case.id, question, version)]
    others = [each.person_id for each in case.members if each.person_id != actor.person_id]
    if gone:
        case_rows.tell(tx, case, others, "named", now, questions=[each for each in gone if each != TITLE])
        # Of a case that its members keep to themselves, the coordinators of the place learn nothing.
        shown = REGION if is_member else scope
        on = (AuditSubject.CASE, case.id, shown)
        audit.note(tx, AuditEntry(Act.TAKEN_OUT, actor.person_id, None, *on, why, now))
        scrub.ask(tx)
    return tuple(gone)


def _delete(tx: Connection, case_id: int, question: str, version: int) -> bool:
    if question == TITLE:
        return bool(tx.execute(update(cases).where(cases.c.id == case_id).values(title=None)).rowcount)
    same = (case_answers.c.case_id == case_id, case_answers.c.question == question, case_answers.c.version == version)
    return bool(tx.execute(delete(case_answers).where(*same)).rowcount)
