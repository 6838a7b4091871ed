"""The consequences of a change of the catalogue: a note of how each date moved, and the readers to go through.

Nothing is planned ahead: what each reader is told is worked out from the catalogue and from what they were told last
(`telling`). So a change writes a few rows, however many follow the programme.
"""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, Select, delete, insert, select, union

from bot.domain.broadcasts.broadcast import AnchorKind
from bot.domain.catalogue.wishes import every_theme, reach
from bot.domain.following.items import Known
from bot.domain.grants import Programme
from bot.domain.seasons import AFTER_DEADLINE, DateChange, changes, dates, holds
from storage.applications import reminders as applications
from storage.broadcasts.schedule import anchors
from storage.core.db import insert as upsert
from storage.core.tables import (
    grant_answers,
    grant_filters,
    grant_moves,
    grant_reaches,
    grant_told,
    grant_wakes,
    municipalities,
    subscriptions,
)
from storage.grants.answers import EVERY, not_concerned
from storage.grants.programmes import existing, get
from storage.grants.readers import CAUSE

__all__ = ["CAUSE", "announce", "followers", "news", "replan", "subscribers"]


class News(NamedTuple):
    """A changed date and the people who know it otherwise."""

    change: DateChange
    readers: set[int]


def subscribers(tx: Connection, programme_id: int) -> list[int]:
    """The people who follow a programme by itself."""
    chosen = subscriptions.c.programme_id == programme_id
    return list(tx.scalars(select(subscriptions.c.person_id).where(chosen)))


def followers(tx: Connection, programme: Programme) -> list[int]:
    """The people who follow a programme, by itself or through a filter: one query, which grows with those it finds."""
    direct = select(subscriptions.c.person_id).where(subscriptions.c.programme_id == programme.id)
    return list(tx.scalars(union(direct, through_filters(tx, programme))))


def followers_of(tx: Connection, programme_id: int) -> list[int]:
    """The same by a programme's id; nobody follows one that is gone."""
    programme = get(tx, programme_id)
    return followers(tx, programme) if programme else []


def through_filters(tx: Connection, programme: Programme) -> Select[tuple[int]]:
    """The people whose filters a programme fits, for a query."""
    found, table = reach(programme), grant_filters.c
    places = found.municipalities or ("", *tx.scalars(select(municipalities.c.slug)))
    chosen = [
        table.kind.in_(found.kinds),
        table.municipality.in_(places),
        table.theme.in_(found.themes or every_theme()),
        *([table.at_least <= found.most] if found.most is not None else []),
    ]
    return select(table.person_id).where(*chosen)


def announce(tx: Connection, programme_id: int, now: datetime) -> None:
    """Tell of a new programme whoever follows a filter that it fits."""
    _note(tx, changes(None, existing(tx, programme_id), now), now)
    ask_to_wake(tx, programme_id, now)


def replan(tx: Connection, before: Programme, now: datetime) -> int:
    """Note how the dates of a programme have changed since `before` was read, and have its readers gone through.

    Returns the number of people who will hear of it. The caller locks the programme.
    """
    after = existing(tx, before.id)
    found = news(tx, before, after, now)
    _note(tx, [each.change for each in found], now)
    _note_reach(tx, before, after, now)
    ask_to_wake(tx, after.id, now)
    readers = set[int]().union(*(each.readers for each in found)) | newly_reached(tx, before, after, now)
    applications.follow(tx, before, after, readers, now)
    anchors.follow(tx, AnchorKind.STAGE, [stage.id for each in after.rounds for stage in each.stages], now)
    return len(readers)


def news(tx: Connection, before: Programme, after: Programme, now: datetime) -> list[News]:
    """The changed dates with the people who follow the programme and know each otherwise."""
    found = changes(before, after, now)
    theirs = set(followers(tx, before)) if found else set()
    seasons = {stage.id: each.season for each, stage in dates(after)}
    return [News(each, _unaware(tx, theirs, each, seasons[each.stage.id], after.id)) for each in found]


def _unaware(tx: Connection, theirs: set[int], change: DateChange, season: str, programme_id: int) -> set[int]:
    """The followers who know a date otherwise; what is not for them, and later dates of it, concern them not."""
    if change.stage.kind in AFTER_DEADLINE:
        return set()
    became = None if change.ended else Known.of(change.stage)
    table = grant_told.c
    told = select(table.person_id, table.local, table.zone, table.precision, table.forecast)
    knowing = {
        person_id
        for person_id, *date in tx.execute(told.where(table.stage_id == change.stage.id))
        if (Known(*date) if date[0] else None) == became
    }
    return theirs - knowing - not_concerned(tx, programme_id, season)


def _note(tx: Connection, found: list[DateChange], now: datetime) -> None:
    rows = [
        {"stage_id": each.stage.id, "was": Known.of(each.was)._asdict() if each.was else None, "moved_at": now}
        for each in found
    ]
    if rows:
        tx.execute(insert(grant_moves), rows)


def _note_reach(tx: Connection, before: Programme, after: Programme, now: datetime) -> None:
    if reach(before) != reach(after):
        row = {"programme_id": after.id, "was": reach(before)._asdict(), "changed_at": now}
        tx.execute(insert(grant_reaches), row)


def newly_reached(tx: Connection, before: Programme, after: Programme, now: datetime) -> set[int]:
    """The people whom a programme reaches since an edit, if it has an announced date to tell."""
    if reach(before) == reach(after) or not any(
        stage.over_at > now and not stage.forecast and stage.kind not in AFTER_DEADLINE and holds(after, each, stage)
        for each, stage in dates(after)
    ):
        return set()
    return set(followers(tx, after)) - set(followers(tx, before))


def ask_to_wake(tx: Connection, programme_id: int, now: datetime) -> None:
    """Have the readers of a programme gone through; a job does it, many at a time."""
    row = {"programme_id": programme_id, "asked_at": now}
    statement = upsert(tx, grant_wakes).values(**row)
    tx.execute(statement.on_conflict_do_update(index_elements=["programme_id"], set_={"asked_at": now}))


def to_wake(tx: Connection) -> list[tuple[int, datetime]]:
    """The programmes whose readers have to be gone through, each with the moment at which that was asked for."""
    rows = tx.execute(select(grant_wakes).order_by(grant_wakes.c.asked_at))
    return [(row.programme_id, row.asked_at) for row in rows]


def woken(tx: Connection, programme_id: int, asked_at: datetime) -> None:
    """Note that the readers of a programme were gone through, unless it was asked for again meanwhile."""
    same = (grant_wakes.c.programme_id == programme_id, grant_wakes.c.asked_at == asked_at)
    tx.execute(delete(grant_wakes).where(*same))


def sweep(tx: Connection, before: datetime) -> None:
    """Delete what was told and answered, and moves of dates, before a moment; "never" stays."""
    tx.execute(delete(grant_told).where(grant_told.c.told_at < before))
    tx.execute(delete(grant_answers).where(grant_answers.c.answered_at < before, grant_answers.c.season != EVERY))
    tx.execute(delete(grant_moves).where(grant_moves.c.moved_at < before))
    tx.execute(delete(grant_reaches).where(grant_reaches.c.changed_at < before))
