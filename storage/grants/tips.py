"""Tips (`bot.domain.catalogue.tips`): sent, shown to the coordinators of their programme, answered."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, delete, func, select, update

from bot.domain.catalogue.tips import TIP_CAUSE, TIPS_MOST, Tip, TipAnswer, TipOutcome, tip_notice, tip_reply
from bot.domain.grants import Programme
from bot.domain.people import Role, may_coordinate
from storage import outbox
from storage.core.tables import AnyRow
from storage.core.tables import programme_tips as table
from storage.grants import programmes
from storage.people import coordinators


class TipSeen(NamedTuple):
    """A tip with its programme as it is now."""

    tip: Tip
    programme: Programme


def send(
    tx: Connection,
    programme_id: int,
    person_id: int,
    text: str,
    photo: str | None,
    admin_ids: Collection[int],
    now: datetime,
) -> TipOutcome:
    """Keep what a person saw, and plan notices to the coordinators who keep the programme.

    TOO_MANY when TIPS_MOST of the person's tips wait already.
    """
    programme = programmes.get(tx, programme_id)
    if programme is None:
        return TipOutcome.GONE
    mine = (table.c.person_id == person_id, table.c.answered_at.is_(None))
    if (tx.scalar(select(func.count()).select_from(table).where(*mine)) or 0) >= TIPS_MOST:
        return TipOutcome.TOO_MANY
    row = {"programme_id": programme_id, "person_id": person_id, "text": text, "photo": photo, "sent_at": now}
    tip_id: int = tx.execute(table.insert().values(**row).returning(table.c.id)).scalar_one()
    found = coordinators.reachable(tx, admin_ids)
    keepers = [each for each in found if may_coordinate(coordinators.roles_of(tx, each, admin_ids), programme.scope)]
    outbox.plan(tx, [each for each in keepers if each != person_id], [tip_notice(tip_id, now)])
    return TipOutcome.SENT


def get(tx: Connection, tip_id: int) -> TipSeen | None:
    row = tx.execute(select(table).where(table.c.id == tip_id)).one_or_none()
    programme = programmes.get(tx, row.programme_id) if row else None
    return TipSeen(_tip(row), programme) if row and programme else None


def _tip(row: AnyRow) -> Tip:
    fields = dict(row._mapping)
    return Tip(**fields | {"outcome": TipAnswer(row.outcome) if row.outcome else None})


def waiting(tx: Connection, programme_id: int) -> list[Tip]:
    """The tips of a programme that wait for an answer, the oldest first."""
    chosen = (table.c.programme_id == programme_id, table.c.answered_at.is_(None))
    return [_tip(row) for row in tx.execute(select(table).where(*chosen).order_by(table.c.id))]


def answer(tx: Connection, tip_id: int, roles: frozenset[Role], outcome: TipAnswer, now: datetime) -> Tip | None:
    """Say what came of a tip; its finder hears it. None when it is gone, answered or not these roles' to answer."""
    tx.execute(select(table.c.id).where(table.c.id == tip_id).with_for_update())
    found = get(tx, tip_id)
    if found is None or found.tip.answered_at is not None or not may_coordinate(roles, found.programme.scope):
        return None
    tx.execute(update(table).where(table.c.id == tip_id).values(answered_at=now, outcome=outcome))
    outbox.cancel(tx, TIP_CAUSE, tip_id, kind="notice")
    outbox.plan(tx, [found.tip.person_id], [tip_reply(tip_id, now)])
    return found.tip


def forget(tx: Connection, person_id: int) -> None:
    """Delete all tips of a person and cancel their notices."""
    for tip_id in tx.scalars(select(table.c.id).where(table.c.person_id == person_id)).all():
        outbox.cancel(tx, TIP_CAUSE, tip_id)
    tx.execute(delete(table).where(table.c.person_id == person_id))


def sweep(tx: Connection, before: datetime) -> None:
    """Delete tips that were answered before a moment."""
    tx.execute(delete(table).where(table.c.answered_at < before))
