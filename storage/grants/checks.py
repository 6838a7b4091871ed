"""The queue of the desk: the programmes that a coordinator keeps, those to look at first."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from bot.domain.catalogue.checks import Check, queue, reason_to_check
from bot.domain.catalogue.tips import TipKind
from bot.domain.deliveries import Plan
from bot.domain.people import Role, may_coordinate
from bot.domain.time import wall_clock
from storage import outbox
from storage.core.tables import programme_tips
from storage.grants import programmes
from storage.people import coordinators

CAUSE = "catalogue"
REMIND_FROM_HOUR, REMIND_FOR = 10, timedelta(days=3)


def kept_by(tx: Connection, roles: frozenset[Role], now: datetime, zone: str) -> list[Check]:
    """The programmes that these roles keep, the most urgent to check first; `zone` is the desk's."""
    tips = _open_tips(tx)
    found = [each for each in programmes.everything(tx) if may_coordinate(roles, each.scope)]
    return queue(Check(each, reason_to_check(each, tips.get(each.id, ()), now, zone)) for each in found)


def nothing(tx: Connection, cause_id: int) -> None:
    """Load nothing: the count of a reminder stands in its row."""


def remind_keepers(tx: Connection, admin_ids: Collection[int], now: datetime, zone: str) -> int:
    """Plan a reminder for each coordinator whose programmes wait to be checked, once a week from Monday morning on.

    Returns the number of people who are reminded.
    """
    local = wall_clock(now, zone)
    if local.hour < REMIND_FROM_HOUR:
        return 0
    year, week, _ = local.isocalendar()
    found = 0
    for person_id in coordinators.reachable(tx, admin_ids):
        kept = kept_by(tx, coordinators.roles_of(tx, person_id, admin_ids), now, zone)
        count = sum(each.reason is not None for each in kept)
        if count:
            row = Plan("notice", CAUSE, 0, f"queue@{year}-{week:02}", now, now + REMIND_FOR, payload={"count": count})
            outbox.plan(tx, [person_id], [row])
            found += 1
    return found


def _open_tips(tx: Connection) -> dict[int, set[TipKind]]:
    """The kinds of tips that wait for an answer, by programme."""
    waiting = select(programme_tips.c.programme_id, programme_tips.c.kind).where(programme_tips.c.answered_at.is_(None))
    found: dict[int, set[TipKind]] = {}
    for programme_id, kind in tx.execute(waiting.distinct()):
        found.setdefault(programme_id, set()).add(TipKind(kind))
    return found
