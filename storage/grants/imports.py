"""Tables of the catalogue that coordinators send in: compared first, saved all or nothing, undone as a whole."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from bot.domain.audit import Act, AuditEntry, AuditSubject
from bot.domain.catalogue.edits import Change, DeskOutcome, applied, overtaken, undone
from bot.domain.catalogue.entries import Entry, entry_of, programme_of
from bot.domain.catalogue.sheets import Catalogue, RowFate, SavedChange, SheetRow
from bot.domain.grants import Programme
from bot.domain.people import REGION, Role
from bot.domain.time import local_date
from storage.core import row_locks
from storage.core.tables import catalogue_imports as table
from storage.core.tables import programme_edits
from storage.grants import edits, entries, programmes, reminders
from storage.law import municipalities
from storage.people import audit


def known(tx: Connection, roles: frozenset[Role]) -> dict[str, Entry]:
    """The entries of the programmes that these roles keep, by slug."""
    return {each.slug: entry_of(each) for each in programmes.everything(tx) if edits.may_edit(roles, each)}


def catalogue(tx: Connection, roles: frozenset[Role], since: datetime | None) -> Catalogue:
    """The catalogue that rows are compared with, and its changes after a download at `since`, the earliest of them.

    Programmes that others keep are not to be changed.
    """
    kept = {each.id: each for each in programmes.everything(tx) if edits.may_edit(roles, each)}
    places = {place.slug for place in municipalities.all_municipalities(tx)}
    others = {each.slug for each in programmes.all_of_them(tx) if each.id not in kept}
    saved = _saved_since(tx, since, kept) if since else {}
    return Catalogue({each.slug: entry_of(each) for each in kept.values()}, places, others, saved)


def _saved_since(tx: Connection, since: datetime, kept: Mapping[int, Programme]) -> dict[str, list[SavedChange]]:
    """The saved changes of these programmes after a moment, by slug, the oldest first."""
    later = select(programme_edits.c.programme_id, programme_edits.c.saved_at, programme_edits.c.changes)
    later = later.where(programme_edits.c.saved_at > since).order_by(programme_edits.c.saved_at, programme_edits.c.id)
    found: dict[str, list[SavedChange]] = {}
    for row in tx.execute(later):
        if row.programme_id in kept:
            saved = found.setdefault(kept[row.programme_id].slug, [])
            saved += [SavedChange(name, was, row.saved_at) for name, (was, _) in row.changes.items()]
    return found


def save(
    tx: Connection, fates: Sequence[SheetRow], person_id: int, roles: frozenset[Role], zone: str, now: datetime
) -> DeskOutcome:
    """Save the rows of a table all or nothing. CHANGED when the catalogue is not as they were compared with."""
    row_locks.programmes_of_all(tx)
    by_slug = {each.slug: each for each in programmes.all_of_them(tx)}
    fresh = [each for each in fates if each.changes]
    for each in fresh:
        before = by_slug.get(each.slug)
        entry = entry_of(before) if before else {}
        if each.fate is RowFate.BAD or overtaken(entry, each.changes):
            return DeskOutcome.CHANGED
        if not edits.may_edit(roles, before, programme_of(applied(entry, each.changes), before, now)):
            return DeskOutcome.FORBIDDEN
    row = {"person_id": person_id, "created_at": now, "saved_at": now}
    import_id: int = tx.execute(insert(table).values(**row).returning(table.c.id)).scalar_one()
    for each in fresh:
        programme_id = _write(tx, by_slug.get(each.slug), each.slug, each.changes, now)
        _note(tx, programme_id, import_id, each.changes, person_id, zone, now)
    _audit(tx, Act.CATALOGUE_LOADED, import_id, person_id, now)
    return DeskOutcome.DONE


def _audit(tx: Connection, act: Act, import_id: int, person_id: int, now: datetime) -> None:
    audit.note(tx, AuditEntry(act, person_id, None, AuditSubject.TABLE, import_id, REGION, "", now))


def _write(tx: Connection, before: Programme | None, slug: str, changes: Mapping[str, Change], now: datetime) -> int:
    """Write a row of a table. Returns the id of its programme."""
    if before is None:
        return entries.add(tx, applied({}, changes), slug, now)
    entries.write(tx, before.id, applied(entry_of(before), changes), now)
    reminders.replan(tx, before, now)
    return before.id


def _note(
    tx: Connection,
    programme_id: int,
    import_id: int | None,
    changes: Mapping[str, Change],
    person_id: int,
    zone: str,
    now: datetime,
) -> None:
    """Make a row of a table a line of its programme's history."""
    source = programmes.existing(tx, programme_id).source
    row: dict[str, Any] = {"programme_id": programme_id, "import_id": import_id, "source": source}
    row |= {"seen_on": local_date(now, zone)}
    row |= {"changes": {field: list(change) for field, change in changes.items()}, "person_id": person_id}
    tx.execute(insert(programme_edits).values(**row, created_at=now, saved_at=now))


def undo(tx: Connection, person_id: int, roles: frozenset[Role], zone: str, now: datetime) -> DeskOutcome:
    """Undo the last table that was saved: each programme is as before, a new one goes to the archive.

    CHANGED when somebody has edited one of its fields since, FORBIDDEN when these roles do not keep all of it.
    """
    row_locks.programmes_of_all(tx)
    last = select(table.c.id).where(table.c.saved_at.is_not(None), table.c.undone_at.is_(None))
    import_id = tx.scalar(last.order_by(table.c.id.desc()).limit(1))
    if import_id is None:
        return DeskOutcome.GONE
    rows = tx.execute(select(programme_edits).where(programme_edits.c.import_id == import_id)).all()
    held = [(programmes.existing(tx, row.programme_id), _back(row.changes)) for row in rows]
    if any(overtaken(entry_of(before), changes) for before, changes in held if "archived" not in changes):
        return DeskOutcome.CHANGED
    afters = [programme_of(applied(entry_of(before), changes), before, now) for before, changes in held]
    if not edits.may_edit(roles, *(before for before, _ in held), *afters):
        return DeskOutcome.FORBIDDEN
    for before, changes in held:
        _write(tx, before, before.slug, changes, now)
        _note(tx, before.id, None, changes, person_id, zone, now)
    tx.execute(update(table).where(table.c.id == import_id).values(undone_at=now))
    _audit(tx, Act.CATALOGUE_UNDONE, import_id, person_id, now)
    return DeskOutcome.DONE


def _back(changes: Mapping[str, Sequence[Any]]) -> dict[str, Change]:
    """The changes that undo those of a row."""
    made = {field: Change(*change) for field, change in changes.items()}
    if "title" in made and made["title"].was is None:
        return {"archived": Change(None, True)}
    return undone(made)
