"""Edits of the catalogue: drafted, reviewed with the readers they concern, saved with history, announced."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, delete, select, update

from bot.domain.audit import Act, AuditEntry, AuditSubject
from bot.domain.catalogue.edits import Change, DeskOutcome, Edit, Saved, applied, overtaken, rebased
from bot.domain.catalogue.entries import Entry, EntryFault, FaultKind, as_stage, entry_of, faults, programme_of
from bot.domain.grants import Programme
from bot.domain.people import Role, may_coordinate
from storage.core import row_locks
from storage.core.tables import AnyRow, people, programme_tips
from storage.core.tables import programme_edits as table
from storage.grants import entries, reminders, subscriptions
from storage.grants import programmes as reading
from storage.law import municipalities
from storage.people import audit

HISTORY = 10
_WITH_AUTHOR = select(table, people.c.name.label("author")).outerjoin(people, people.c.id == table.c.person_id)


@dataclass(frozen=True, slots=True)
class Review:
    """A draft as it would be saved now. `before` and `after` are the programme; `before` is None for a new one.

    `after` is None while there are `faults`. `readers` is the number of people who hear of it at once, `subscribers` of
    all who follow the programme.
    """

    edit: Edit
    before: Programme | None
    after: Programme | None
    faults: tuple[EntryFault, ...] = ()
    readers: int = 0
    subscribers: int = 0


def may_edit(roles: frozenset[Role], *programmes: Programme | None) -> bool:
    """True when these roles keep all of the programmes: one of a single municipality is its coordinator's, too."""
    return all(may_coordinate(roles, each.scope) for each in programmes if each)


def get(tx: Connection, edit_id: int) -> Edit | None:
    row = tx.execute(_WITH_AUTHOR.where(table.c.id == edit_id)).one_or_none()
    return _edit(row) if row else None


def own_draft(tx: Connection, edit_id: int, person_id: int | None) -> Edit | None:
    """A person's own draft, None for anything else."""
    found = get(tx, edit_id)
    return (
        found if found and found.saved_at is None and person_id is not None and found.person_id == person_id else None
    )


def _edit(row: AnyRow) -> Edit:
    return Edit(
        id=row.id,
        programme_id=row.programme_id,
        changes={field: Change(*change) for field, change in row.changes.items()},
        source=row.source,
        seen_on=row.seen_on,
        person_id=row.person_id,
        created_at=row.created_at,
        saved_at=row.saved_at,
        author=row.author or "",
    )


def history(tx: Connection, programme_id: int) -> list[Edit]:
    """The latest HISTORY saved edits of a programme, the newest first."""
    mine = (table.c.programme_id == programme_id, table.c.saved_at.is_not(None))
    newest = _WITH_AUTHOR.where(*mine).order_by(table.c.saved_at.desc(), table.c.id.desc()).limit(HISTORY)
    return [_edit(row) for row in tx.execute(newest)]


def draft(
    tx: Connection,
    programme_id: int | None,
    changes: Mapping[str, Change],
    person_id: int,
    roles: frozenset[Role],
    now: datetime,
) -> int | DeskOutcome:
    """Begin an edit; `amend` sets the rest. Returns its id; FORBIDDEN for other roles, GONE without the programme."""
    programme = reading.get(tx, programme_id) if programme_id is not None else None
    if programme_id is not None and programme is None:
        return DeskOutcome.GONE
    if not may_edit(roles, programme) or not may_coordinate(roles, None):
        return DeskOutcome.FORBIDDEN
    row: dict[str, object] = {"programme_id": programme_id, "changes": _data(changes), "source": ""}
    row |= {"person_id": person_id, "created_at": now}
    edit_id: int = tx.execute(table.insert().values(**row).returning(table.c.id)).scalar_one()
    return edit_id


def _data(changes: Mapping[str, Change]) -> dict[str, list[Any]]:
    return {field: list(change) for field, change in changes.items()}


def amend(tx: Connection, /, edit_id: int, person_id: int, **fields: Any) -> Edit | None:
    """Set `source`, `seen_on` or `changes` of a person's own draft. Returns it; None when it is not there any more."""
    if "changes" in fields:
        fields["changes"] = _data(fields["changes"])
    mine = (table.c.id == edit_id, table.c.person_id == person_id, table.c.saved_at.is_(None))
    tx.execute(update(table).where(*mine).values(**fields))
    return own_draft(tx, edit_id, person_id)


def say_of_dates(tx: Connection, /, edit_id: int, person_id: int, **said: Any) -> Edit | None:
    """Set the `zone` or the `forecast` of all dates of a person's own draft that lack it. Returns it like `amend`."""
    found = own_draft(tx, edit_id, person_id)
    if found is None:
        return None
    changes = {
        field: Change(change.was, _filled(change.became, said)) if change.became and as_stage(field) else change
        for field, change in found.changes.items()
    }
    return amend(tx, edit_id, person_id, changes=changes)


def _filled(value: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    return {**value, **{name: each for name, each in said.items() if value.get(name) is None}}


def discard(tx: Connection, edit_id: int, person_id: int) -> bool:
    """Delete a person's own draft. False when it is not there any more, or not theirs."""
    mine = (table.c.id == edit_id, table.c.person_id == person_id, table.c.saved_at.is_(None))
    return tx.execute(delete(table).where(*mine)).rowcount > 0


def review(tx: Connection, edit_id: int, person_id: int | None, now: datetime) -> Review | None:
    """A person's own draft as it would be saved now; None when it or its programme is gone."""
    edit = own_draft(tx, edit_id, person_id)
    before = reading.get(tx, edit.programme_id) if edit and edit.programme_id else None
    if edit is None or (edit.programme_id and before is None):
        return None
    entry = applied(entry_of(before) if before else {}, edit.sourced())
    wrong = _faults(tx, entry, edit)
    if wrong:
        return Review(edit, before, None, tuple(wrong))
    after = programme_of(entry, before, now)
    if before is None:
        return Review(edit, None, after)
    told = reminders.newly_reached(tx, before, after, now)
    told = told.union(*(each.readers for each in reminders.news(tx, before, after, now)))
    return Review(edit, before, after, (), len(told), len(reminders.subscribers(tx, before.id)))


def _faults(tx: Connection, entry: Entry, edit: Edit) -> list[EntryFault]:
    found = faults(entry, edit.changes)
    known = {place.slug for place in municipalities.all_municipalities(tx)}
    strange = set(entry.get("municipalities") or ()) - known
    return [*found, *([EntryFault(FaultKind.PLACE, "municipalities")] if strange else [])]


def save(tx: Connection, edit_id: int, person_id: int, roles: frozenset[Role], now: datetime) -> Saved:
    """Save a person's own draft; in the same transaction replan the reminders and notify those who were told otherwise.

    When somebody has changed one of its fields meanwhile, nothing is overwritten: the draft now starts from their
    value, and the outcome is CHANGED.
    """
    tx.execute(select(table.c.id).where(table.c.id == edit_id).with_for_update())
    edit = own_draft(tx, edit_id, person_id)
    if edit is None:
        return Saved(DeskOutcome.GONE)
    if edit.wants or not edit.changes:
        return Saved(DeskOutcome.INCOMPLETE)
    return (
        _save_new(tx, edit, roles, now) if edit.programme_id is None else _save(tx, edit, edit.programme_id, roles, now)
    )


def _save_new(tx: Connection, edit: Edit, roles: frozenset[Role], now: datetime) -> Saved:
    entry = applied({}, edit.sourced())
    if wrong := _faults(tx, entry, edit):
        return Saved(DeskOutcome.FAULTY, tuple(wrong))
    if not may_edit(roles, programme_of(entry)):
        return Saved(DeskOutcome.FORBIDDEN)
    programme_id = entries.add(tx, entry, f"new-{edit.id}", now)
    close(tx, edit, now, programme_id)
    reminders.announce(tx, programme_id, now)
    return Saved(DeskOutcome.DONE)


def _save(tx: Connection, edit: Edit, programme_id: int, roles: frozenset[Role], now: datetime) -> Saved:
    row_locks.programme(tx, programme_id)
    before = reading.get(tx, programme_id)
    if before is None:
        return Saved(DeskOutcome.GONE)
    entry = entry_of(before)
    if overtaken(entry, edit.changes):
        amend(tx, edit.id, edit.person_id or 0, changes=rebased(entry, edit.changes))
        return Saved(DeskOutcome.CHANGED)
    after = applied(entry, edit.sourced())
    if wrong := _faults(tx, after, edit):
        return Saved(DeskOutcome.FAULTY, tuple(wrong))
    if not may_edit(roles, before, programme_of(after, before, now)):
        return Saved(DeskOutcome.FORBIDDEN)
    if (other := after.get("merged_into")) and not may_edit(roles, reading.get(tx, other)):
        return Saved(DeskOutcome.FORBIDDEN)
    entries.write(tx, programme_id, after, now)
    close(tx, edit, now, programme_id)
    if other and other != before.merged_into:
        subscriptions.move(tx, programme_id, other, now)
        waiting = (programme_tips.c.programme_id == programme_id, programme_tips.c.answered_at.is_(None))
        tx.execute(update(programme_tips).where(*waiting).values(programme_id=other))
    return Saved(DeskOutcome.DONE, (), reminders.replan(tx, before, now))


def close(tx: Connection, edit: Edit, now: datetime, programme_id: int) -> None:
    """Make a draft a line of the programme's history, and note it in the audit, which finds the rest there."""
    fresh = {"saved_at": now, "programme_id": programme_id, "changes": _data(edit.sourced())}
    tx.execute(update(table).where(table.c.id == edit.id).values(**fresh))
    scope = reading.existing(tx, programme_id).scope
    audit.note(tx, AuditEntry(Act.PROGRAMME_EDITED, edit.person_id, None, AuditSubject.EDIT, edit.id, scope, "", now))


def note(
    tx: Connection,
    programme_id: int,
    changes: Mapping[str, Change],
    source: str,
    seen_on: date,
    person_id: int,
    roles: frozenset[Role],
    now: datetime,
) -> DeskOutcome:
    """Draft and save an edit at once, when there is nothing to review."""
    edit_id = draft(tx, programme_id, changes, person_id, roles, now)
    if isinstance(edit_id, DeskOutcome):
        return edit_id
    amend(tx, edit_id, person_id, source=source, seen_on=seen_on)
    return save(tx, edit_id, person_id, roles, now).outcome


def sweep(tx: Connection, before: datetime) -> None:
    """Delete drafts that were begun before a moment."""
    tx.execute(delete(table).where(table.c.saved_at.is_(None), table.c.created_at < before))
