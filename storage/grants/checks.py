"""The queue of the desk: the programmes that a coordinator keeps, those to look at first."""

from datetime import datetime

from sqlalchemy import Connection, func, select

from bot.domain.catalogue.checks import Check, queue, reason_to_check
from bot.domain.people import Role, may_coordinate
from storage.core.tables import programme_tips
from storage.grants import programmes


def kept_by(tx: Connection, roles: frozenset[Role], now: datetime, zone: str) -> list[Check]:
    """The programmes that these roles keep, the most urgent to check first; `zone` is the desk's."""
    tips = _open_tips(tx)
    found = [each for each in programmes.everything(tx) if may_coordinate(roles, each.scope)]
    return queue(
        Check(each, reason_to_check(each, tips.get(each.id, 0), now, zone), tips.get(each.id, 0)) for each in found
    )


def _open_tips(tx: Connection) -> dict[int, int]:
    """The number of announcements that wait for an answer, by programme."""
    counted = select(programme_tips.c.programme_id, func.count()).where(programme_tips.c.answered_at.is_(None))
    rows = tx.execute(counted.group_by(programme_tips.c.programme_id))
    return {row[0]: row[1] for row in rows}
