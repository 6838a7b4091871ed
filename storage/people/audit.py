"""The audit (`bot.domain.audit`): written in the transaction of the act itself, so neither exists without the other."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, or_, select, update

from bot.domain.audit import Act, AuditEntry, AuditSubject
from bot.domain.people import REGION, Role, may_administer, scopes
from bot.domain.retention import AUDIT
from storage.core.tables import audit, people, programme_edits, programmes


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Entries of acts (none is any), by or about a person (0 is anybody), since a moment (None is always)."""

    acts: tuple[Act, ...] = ()
    person_id: int = 0
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry with the names of its people, None for those who have left; `on` is the person whom it was on.

    Of an edit of the catalogue also the programme and the source, which stand in its history and are not copied.
    """

    id: int
    entry: AuditEntry
    actor: str | None
    about: str | None
    programme: str = ""
    source: str = ""
    on: str | None = None


def note(tx: Connection, entry: AuditEntry) -> int:
    """Keep an entry. Returns its id."""
    entry_id: int = tx.execute(audit.insert().values(**asdict(entry)).returning(audit.c.id)).scalar_one()
    return entry_id


def note_daily(tx: Connection, entry: AuditEntry, since: datetime) -> None:
    """Keep an entry, unless the same actor did the same about the same person since then."""
    same = (audit.c.act == entry.act, audit.c.actor_id == entry.actor_id, audit.c.about_id == entry.about_id)
    if tx.execute(select(audit.c.id).where(*same, audit.c.at >= since).limit(1)).first() is None:
        note(tx, entry)


def about(tx: Connection, person_id: int, limit: int) -> list[Kept]:
    """The newest entries that others left about a person, whoever may read the audit."""
    return _kept(tx, [audit.c.about_id == person_id, audit.c.actor_id.is_distinct_from(person_id)], limit)


def concern(tx: Connection, act: Act, subject_id: int, person_id: int) -> None:
    """Note whom an entry concerned, once they are known: its reason is erased with them."""
    same = (audit.c.act == act, audit.c.subject_id == subject_id, audit.c.about_id.is_(None))
    tx.execute(update(audit).where(*same).values(about_id=person_id))


def read(tx: Connection, roles: frozenset[Role], which: AuditFilter, before: int | None, limit: int) -> list[Kept]:
    """The newest entries that these roles may see: all, or those of a coordinator's scopes.

    With `before`, the id of an entry, those that are older than it.
    """
    older = [] if before is None else [audit.c.id < before]
    return _kept(tx, [*_conditions(roles, which), *older], limit)


def _kept(tx: Connection, conditions: list[ColumnElement[bool]], limit: int) -> list[Kept]:
    actor, whom, on = people.alias(), people.alias(), people.alias()
    is_on = and_(audit.c.subject == AuditSubject.PERSON, on.c.id == audit.c.subject_id)
    edited = and_(audit.c.subject == AuditSubject.EDIT, programme_edits.c.id == audit.c.subject_id)
    joined = audit.outerjoin(actor, actor.c.id == audit.c.actor_id).outerjoin(whom, whom.c.id == audit.c.about_id)
    joined = joined.outerjoin(programme_edits, edited).outerjoin(on, is_on)
    joined = joined.outerjoin(programmes, programmes.c.id == programme_edits.c.programme_id)
    names = actor.c.name.label("actor"), whom.c.name.label("about"), on.c.name.label("on_name")
    of_edit = (programmes.c.short_title.label("programme"), programme_edits.c.source.label("source"))
    chosen = select(audit, *names, *of_edit).select_from(joined)
    rows = tx.execute(chosen.where(*conditions).order_by(audit.c.id.desc()).limit(limit))
    return [
        Kept(row.id, _entry(row._asdict()), row.actor, row.about, row.programme or "", row.source or "", row.on_name)
        for row in rows
    ]


def sweep(tx: Connection, now: datetime) -> None:
    """Delete entries that have outlived their term."""
    tx.execute(delete(audit).where(audit.c.at <= now - AUDIT.term))


def _conditions(roles: frozenset[Role], which: AuditFilter) -> list[ColumnElement[bool]]:
    own = scopes(roles)
    found: list[ColumnElement[bool]] = [] if may_administer(roles) or REGION in own else [audit.c.scope.in_(own)]
    if which.acts:
        found.append(audit.c.act.in_(which.acts))
    if which.person_id:
        found.append(or_(audit.c.actor_id == which.person_id, audit.c.about_id == which.person_id))
    if which.since:
        found.append(audit.c.at >= which.since)
    return found


def _entry(row: Mapping[str, Any]) -> AuditEntry:
    fields = {name: row[name] for name in AuditEntry.__dataclass_fields__}
    return AuditEntry(**fields | {"act": Act(row["act"]), "subject": AuditSubject(row["subject"])})
