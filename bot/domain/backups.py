"""Backups of the store: their names, the night on which one is due, and the backups that are kept.

A name has the moment of the backup, so nothing else has to remember it. None is kept longer than the consents promise
(`bot.domain.retention.BACKUP`).
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta

from bot.domain.retention import BACKUP
from bot.domain.time import moment, wall_clock

# When few people write; a bot that was off then makes its backup at the next start.
NIGHT = time(3)
# All backups of a week are kept, of the weeks before it the first of each.
ALL_KEPT = timedelta(days=7)
# A backup comes every night. One that is older than this says that something keeps the bot from making them.
LATE_AFTER = timedelta(hours=36)

_NAME = re.compile(r"tos-bot-(\d{8}-\d{6})Z\.(?:db|dump)(?:\.age)?")


def name(at: datetime, ending: str) -> str:
    """The name of a backup that is made at `at` (aware); `ending` is db for SQLite and dump for PostgreSQL."""
    return f"tos-bot-{at.astimezone(UTC):%Y%m%d-%H%M%S}Z.{ending}"


def made_at(file_name: str) -> datetime | None:
    """The moment (UTC) of the backup with this name; None for the name of anything else."""
    found = _NAME.fullmatch(file_name)
    return datetime.strptime(found[1], "%Y%m%d-%H%M%S").replace(tzinfo=UTC) if found else None


def last_night(now: datetime, zone: str) -> datetime:
    """The latest moment, not after `now`, at which it was NIGHT in `zone`."""
    local = wall_clock(now, zone)
    night = datetime.combine(local.date(), NIGHT)
    return moment(night if night <= local else night - timedelta(days=1), zone)


def is_due(newest: datetime | None, now: datetime, zone: str) -> bool:
    """Tell whether a backup should be made now. `newest` is the moment of the last one, None when there is none."""
    return newest is None or newest < last_night(now, zone)


def is_late(newest: datetime | None, now: datetime) -> bool:
    """Tell whether the operator has to hear that backups are not made."""
    return newest is None or now - newest > LATE_AFTER


def surplus(moments: Iterable[datetime], now: datetime) -> set[datetime]:
    """The backups to delete, by their moments."""
    known = sorted(set(moments))
    first_of_week = {each.isocalendar()[:2]: each for each in reversed(known)}
    kept = {each for each in known if now - each <= ALL_KEPT} | set(first_of_week.values())
    return {each for each in known if each not in kept or now - each > BACKUP.term}
