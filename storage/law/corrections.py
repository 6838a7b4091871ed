"""Corrections of norms and profiles: drafted, reviewed with the cases they concern, saved with history, announced."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlalchemy import Connection, delete, select, update

from bot.domain.cases import NORM_TERMS
from bot.domain.corrections import (
    CAUSE,
    FIELDS,
    HELPER_FIELDS,
    RECHECK_AFTER,
    VALUE,
    Correction,
    CorrectionOutcome,
    Subject,
    Touched,
    concerns,
    fact,
    used_as,
    value_of,
)
from bot.domain.deliveries import Plan
from bot.domain.municipalities import Municipality
from bot.domain.norms import Confidence
from bot.domain.people import REGION, Role, may_coordinate
from storage import helpers, outbox
from storage.cases import cases
from storage.core.tables import AnyRow, case_papers
from storage.core.tables import cases as cases_table
from storage.core.tables import changes as table
from storage.core.tables import municipalities as places
from storage.core.tables import norms as norms_table
from storage.law import municipalities, norms

HISTORY = 10


def may_edit(roles: frozenset[Role], subject: Subject, key: str) -> bool:
    """True when these roles may correct: a coordinator of the region all, one of a municipality what is its own."""
    if subject is Subject.HELPER:
        return helpers.may_edit(roles, key)
    return may_coordinate(roles, REGION if subject is Subject.NORM else key)


def get(tx: Connection, change_id: int) -> Correction | None:
    row = tx.execute(select(table).where(table.c.id == change_id)).one_or_none()
    return _change(row) if row else None


def own_draft(tx: Connection, change_id: int, person_id: int, roles: frozenset[Role]) -> Correction | None:
    """A person's own draft, while they may still correct its subject; None for anything else."""
    mine = (table.c.id == change_id, table.c.person_id == person_id, table.c.changed_at.is_(None))
    row = tx.execute(select(table).where(*mine)).one_or_none()
    found = _change(row) if row else None
    return found if found and may_edit(roles, found.subject, found.key) else None


def _change(row: AnyRow) -> Correction:
    fields = {name: value for name, value in row._mapping.items() if name != "person_id"}
    return Correction(**fields | {"subject": Subject(row.subject), "confidence": Confidence(row.confidence)})


def news(tx: Connection, change_id: int) -> tuple[Correction, Municipality | None] | None:
    """A saved correction, with its municipality if it is about one; None for a draft."""
    found = get(tx, change_id)
    if found is None or found.changed_at is None:
        return None
    return found, municipalities.get(tx, found.key) if found.subject is Subject.PLACE else None


def history(tx: Connection, subject: Subject, key: str) -> list[Correction]:
    """The latest HISTORY corrections of a norm or a municipality, the newest first."""
    mine = (table.c.subject == subject, table.c.key == key, table.c.changed_at.is_not(None))
    newest = select(table).where(*mine).order_by(table.c.changed_at.desc(), table.c.id.desc()).limit(HISTORY)
    return [_change(row) for row in tx.execute(newest)]


def known(tx: Connection, subject: Subject, key: str, field: str) -> tuple[bool, str | None]:
    """Look up a field of a norm, a profile or a helper. Returns if it exists, and its value as text."""
    if subject is Subject.NORM:
        norm = norms.all_norms(tx).get(key)
        return norm is not None and field == VALUE, norm.value if norm else None
    if subject is Subject.HELPER:
        helper = helpers.get(tx, key)
        exists = helper is not None and field in HELPER_FIELDS
        return exists, getattr(helper, field) or None if exists else None
    where = municipalities.get(tx, key)
    return where is not None and field in FIELDS, value_of(where, field) if where and field in FIELDS else None


def draft(
    tx: Connection,
    subject: Subject,
    key: str,
    field: str,
    became: str | None,
    person_id: int,
    roles: frozenset[Role],
    today: date,
) -> int | CorrectionOutcome:
    """Begin a correction with its new value; `change` sets confidence and source. Returns its id.

    FORBIDDEN for other roles, GONE for a field that does not exist.
    """
    if not may_edit(roles, subject, key):
        return CorrectionOutcome.FORBIDDEN
    exists, was = known(tx, subject, key, field)
    if not exists:
        return CorrectionOutcome.GONE
    row: dict[str, object] = {
        "subject": subject,
        "key": key,
        "field": field,
        "was": was,
        "became": became,
        "person_id": person_id,
    }
    row |= {"confidence": Confidence.OWN, "as_of": today, "source": ""}
    change_id: int = tx.execute(table.insert().values(**row).returning(table.c.id)).scalar_one()
    return change_id


def change(
    tx: Connection, change_id: int, person_id: int, roles: frozenset[Role], field: str, value: object
) -> CorrectionOutcome:
    """Set `confidence` or `source` of a person's own draft."""
    if own_draft(tx, change_id, person_id, roles) is None:
        return CorrectionOutcome.GONE
    tx.execute(update(table).where(table.c.id == change_id).values({field: value}))
    return CorrectionOutcome.DONE


def discard(tx: Connection, change_id: int, person_id: int, roles: frozenset[Role]) -> CorrectionOutcome:
    """Delete a person's own draft."""
    if own_draft(tx, change_id, person_id, roles) is None:
        return CorrectionOutcome.GONE
    tx.execute(delete(table).where(table.c.id == change_id))
    return CorrectionOutcome.DONE


def touched(tx: Connection, change: Correction) -> Touched:
    """The open cases that use the old value, and those with papers made by it."""
    papers = _outdated(tx, change)
    law = norms.all_norms(tx)
    found = [case for case_id in sorted({*papers, *_within(tx, change)}) if (case := cases.get(tx, case_id))]
    concerned = [
        case for case in found if concerns(change, case, law) or (case.id in papers and case.closed_at is None)
    ]
    return Touched({case.id: tuple(each.person_id for each in case.members) for case in concerned}, papers)


def _within(tx: Connection, change: Correction) -> list[int]:
    """The ids of open cases that may use the value: those of its municipality; for a norm of a term all, else none."""
    chosen = select(cases_table.c.id).where(cases_table.c.closed_at.is_(None))
    if change.subject is Subject.PLACE:
        return list(tx.scalars(chosen.where(cases_table.c.municipality == change.key)))
    return list(tx.scalars(chosen)) if change.key in NORM_TERMS.values() else []


def _outdated(tx: Connection, change: Correction) -> dict[int, int]:
    """The number of papers of each case that were made by another value than the new one."""
    chosen = select(case_papers.c.case_id, case_papers.c.law)
    if change.subject is Subject.PLACE:
        here = select(cases_table.c.id).where(cases_table.c.municipality == change.key)
        chosen = chosen.where(case_papers.c.case_id.in_(here))
    found: dict[int, int] = {}
    if change.subject is Subject.HELPER:
        return found  # No paper is made from one.
    for row in tx.execute(chosen):
        if used_as(change) in row.law and row.law[used_as(change)] != change.became:
            found[row.case_id] = found.get(row.case_id, 0) + 1
    return found


def save(
    tx: Connection, change_id: int, person_id: int, roles: frozenset[Role], days_off: Collection[date], now: datetime
) -> CorrectionOutcome:
    """Save a person's own draft.

    In the same transaction notify the members of concerned cases and replan their reminders.
    """
    tx.execute(select(table.c.id).where(table.c.id == change_id).with_for_update())
    found = own_draft(tx, change_id, person_id, roles)
    if found is None:
        return CorrectionOutcome.GONE
    if not known(tx, found.subject, found.key, found.field)[0]:
        return CorrectionOutcome.GONE
    if not found.is_complete():
        return CorrectionOutcome.INCOMPLETE
    concerned = touched(tx, found)
    _write(tx, found, now)
    tx.execute(update(table).where(table.c.id == change_id).values(changed_at=now))
    for case_id, members in concerned.members.items():
        plan = Plan("notice", CAUSE, change_id, f"changed:{case_id}", now, payload=_payload(case_id, concerned.papers))
        outbox.plan(tx, members, [plan])
        cases.replan(tx, case_id, days_off, now)
    return CorrectionOutcome.DONE


def _payload(case_id: int, papers: Mapping[int, int]) -> dict[str, int]:
    return {"case_id": case_id, "papers": papers.get(case_id, 0)}


def _write(tx: Connection, found: Correction, now: datetime) -> None:
    if found.subject is Subject.HELPER:
        helpers.correct(tx, found, now)
        return
    if found.subject is Subject.NORM:
        fresh: dict[str, object] = {"value": found.became or "", "confidence": found.confidence, "source": found.source}
        fresh |= {"as_of": found.as_of, "recheck_on": found.as_of + RECHECK_AFTER, "edited_at": now}
        tx.execute(update(norms_table).where(norms_table.c.key == found.key).values(**fresh))
        return
    facts = tx.execute(select(places.c.facts).where(places.c.slug == found.key).with_for_update()).scalar_one()
    said = {"source": found.source, "as_of": found.as_of.isoformat(), "confidence": found.confidence}
    facts = facts | {
        found.field: fact(found.field, found.became),
        "cited": facts.get("cited", {}) | {found.field: said},
    }
    tx.execute(update(places).where(places.c.slug == found.key).values(facts=facts, edited_at=now))


def check(
    tx: Connection, subject: Subject, key: str, source: str, roles: frozenset[Role], today: date, now: datetime
) -> CorrectionOutcome:
    """Note that `source` was read and a norm or a helper has not changed. Nobody is notified.

    GONE for a norm that no source confirms: a source makes it a correction, with a confidence.
    """
    if subject is Subject.HELPER:
        return helpers.check(tx, key, source, roles, today, now)
    if not may_edit(roles, Subject.NORM, key):
        return CorrectionOutcome.FORBIDDEN
    fresh = {"source": source, "as_of": today, "recheck_on": today + RECHECK_AFTER, "edited_at": now}
    confirmed = norms_table.c.key == key, norms_table.c.confidence != Confidence.OWN
    done = tx.execute(update(norms_table).where(*confirmed).values(**fresh)).rowcount
    return CorrectionOutcome.DONE if done else CorrectionOutcome.GONE


def sweep(tx: Connection, before: date) -> None:
    """Delete drafts that were begun before a day."""
    tx.execute(delete(table).where(table.c.changed_at.is_(None), table.c.as_of < before))
