"""Tips (`bot.domain.catalogue.tips`): sent, shown to the coordinators of their programme, answered."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, delete, func, select, update

from bot.domain.catalogue.edits import DeskOutcome, Edit
from bot.domain.catalogue.entries import as_stage
from bot.domain.catalogue.tips import (
    TIP_CAUSE,
    TIPS_MOST,
    Tip,
    TipAnswer,
    TipKind,
    TipOutcome,
    tip_notice,
    tip_reply,
)
from bot.domain.grants import Programme
from bot.domain.people import Role, may_coordinate
from storage import outbox
from storage.core.tables import AnyRow
from storage.core.tables import programme_tips as table
from storage.grants import edits, programmes
from storage.people import coordinators

# The edits to choose from as what came of a tip.
EDITS_MOST = 2


class TipSeen(NamedTuple):
    """A tip with its programme as it is now, and the edit that came of it."""

    tip: Tip
    programme: Programme
    edit: Edit | None = None


def send(
    tx: Connection,
    programme_id: int,
    person_id: int,
    text: str,
    photo: str | None,
    admin_ids: Collection[int],
    now: datetime,
    kind: TipKind = TipKind.ANNOUNCEMENT,
) -> TipOutcome:
    """Keep what a person saw, and plan notices to the coordinators who keep the programme.

    TOO_MANY when TIPS_MOST of the person's tips wait already. What came for a double goes to the one that stays.
    """
    interest = programmes.look(tx, programme_id, None)
    if interest is None:
        return TipOutcome.GONE
    programme = interest.programme
    mine = (table.c.person_id == person_id, table.c.answered_at.is_(None))
    if (tx.scalar(select(func.count()).select_from(table).where(*mine)) or 0) >= TIPS_MOST:
        return TipOutcome.TOO_MANY
    row = {"programme_id": programme.id, "person_id": person_id, "text": text, "photo": photo, "sent_at": now}
    row |= {"kind": kind}
    tip_id: int = tx.execute(table.insert().values(**row).returning(table.c.id)).scalar_one()
    found = coordinators.reachable(tx, admin_ids)
    keepers = [each for each in found if may_coordinate(coordinators.roles_of(tx, each, admin_ids), programme.scope)]
    outbox.plan(tx, [each for each in keepers if each != person_id], [tip_notice(tip_id, now)])
    return TipOutcome.SENT


def get(tx: Connection, tip_id: int) -> TipSeen | None:
    row = tx.execute(select(table).where(table.c.id == tip_id)).one_or_none()
    programme = programmes.get(tx, row.programme_id) if row else None
    if row is None or programme is None:
        return None
    return TipSeen(_tip(row), programme, edits.get(tx, row.edit_id) if row.edit_id else None)


def _tip(row: AnyRow) -> Tip:
    fields = dict(row._mapping)
    return Tip(**fields | {"outcome": TipAnswer(row.outcome) if row.outcome else None, "kind": TipKind(row.kind)})


def waiting(tx: Connection, programme_id: int) -> list[Tip]:
    """The tips of a programme that wait for an answer, the oldest first."""
    chosen = (table.c.programme_id == programme_id, table.c.answered_at.is_(None))
    return [_tip(row) for row in tx.execute(select(table).where(*chosen).order_by(table.c.id))]


def came_of(tx: Connection, tip_id: int) -> list[Edit]:
    """The latest edits of dates or of the address that were saved since a tip was sent, the newest first."""
    found = get(tx, tip_id)
    later = edits.history(tx, found.programme.id) if found else []
    return [each for each in later if found and _may_answer(found.tip, each)][:EDITS_MOST]


def _may_answer(tip: Tip, edit: Edit) -> bool:
    wanted = (field == "url" if tip.kind is TipKind.LINK else as_stage(field) for field in edit.changes)
    return edit.saved_at is not None and edit.saved_at >= tip.sent_at and any(wanted)


def answer(
    tx: Connection,
    tip_id: int,
    roles: frozenset[Role],
    outcome: TipAnswer,
    now: datetime,
    edit_id: int | None = None,
) -> Tip | DeskOutcome:
    """Say what came of a tip; its finder hears it, and everybody who saw the same dead link.

    ENTERED takes the edit that came of it, by default the latest: INCOMPLETE when there is none. GONE when the tip is
    gone or answered, FORBIDDEN when these roles do not keep its programme.
    """
    tx.execute(select(table.c.id).where(table.c.id == tip_id).with_for_update())
    found = get(tx, tip_id)
    if found is None or found.tip.answered_at is not None:
        return DeskOutcome.GONE
    if not may_coordinate(roles, found.programme.scope):
        return DeskOutcome.FORBIDDEN
    known = [each.id for each in came_of(tx, tip_id)] if outcome is TipAnswer.ENTERED else []
    if outcome is TipAnswer.ENTERED and (edit_id not in known if edit_id else not known):
        return DeskOutcome.INCOMPLETE
    answered = {"answered_at": now, "outcome": outcome, "edit_id": edit_id or next(iter(known), None)}
    for each in _with_the_same(tx, found.tip):
        tx.execute(update(table).where(table.c.id == each.id).values(**answered))
        outbox.cancel(tx, TIP_CAUSE, each.id, kind="notice")
        outbox.plan(tx, [each.person_id], [tip_reply(each.id, now)])
    return found.tip


def _with_the_same(tx: Connection, tip: Tip) -> list[Tip]:
    """The tip, and of a dead link all that tell of it."""
    same = [each for each in waiting(tx, tip.programme_id) if each.kind is TipKind.LINK]
    return same if tip.kind is TipKind.LINK else [tip]


def forget(tx: Connection, person_id: int) -> None:
    """Delete all tips of a person and cancel their notices."""
    for tip_id in tx.scalars(select(table.c.id).where(table.c.person_id == person_id)).all():
        outbox.cancel(tx, TIP_CAUSE, tip_id)
    tx.execute(delete(table).where(table.c.person_id == person_id))


def sweep(tx: Connection, before: datetime) -> None:
    """Delete tips that were answered before a moment."""
    tx.execute(delete(table).where(table.c.answered_at < before))
