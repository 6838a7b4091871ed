"""Entries of the catalogue (`bot.domain.catalogue.entries`) as rows: the one place that writes a programme's facts."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from bot.domain.catalogue.entries import Entry, as_day, as_stage, entry_of, round_field, seasons_of
from bot.domain.grants import Precision, moment
from storage.core.tables import programmes, rounds, stages
from storage.grants import programmes as reading

# Fields that a row holds as an empty list rather than nothing.
_NEVER_EMPTY = ("applicants", "municipalities")


def get(tx: Connection, programme_id: int) -> dict[str, Any] | None:
    """The entry of a programme; None when there is none."""
    programme = reading.get(tx, programme_id)
    return entry_of(programme) if programme else None


def add(tx: Connection, entry: Entry, slug: str, now: datetime) -> int:
    """Write a new programme. Returns its id."""
    row = _row(entry, None, now) | {"slug": slug}
    programme_id: int = tx.execute(insert(programmes).values(**row).returning(programmes.c.id)).scalar_one()
    _write_rounds(tx, programme_id, entry)
    return programme_id


def write(tx: Connection, programme_id: int, entry: Entry, now: datetime) -> None:
    """Write an entry without faults over a programme. Seeds of later releases leave it alone after that.

    The caller locks the programme and replans its reminders. Rounds and dates that stay keep their ids.
    """
    archived_at = tx.scalar(select(programmes.c.archived_at).where(programmes.c.id == programme_id))
    tx.execute(update(programmes).where(programmes.c.id == programme_id).values(**_row(entry, archived_at, now)))
    _write_rounds(tx, programme_id, entry)


def _row(entry: Entry, archived_at: datetime | None, now: datetime) -> dict[str, Any]:
    """The columns of an entry."""
    own = {field: value for field, value in entry.items() if "/" not in field and field != "archived"}
    empty = {column.name: None for column in programmes.columns if column.nullable}
    days = {field: as_day(entry.get(field)) for field in ("seen_on", "recheck_on")}
    lists = {field: entry.get(field) or [] for field in _NEVER_EMPTY}
    archive = {"archived_at": (archived_at or now) if entry.get("archived") else None}
    return {**empty, **own, **days, **lists, **archive, "edited_at": now}


def _write_rounds(tx: Connection, programme_id: int, entry: Entry) -> None:
    """Write the rounds of an entry, and delete those that it does not have."""
    known = dict(tx.execute(select(rounds.c.season, rounds.c.id).where(rounds.c.programme_id == programme_id)).all())
    kept = seasons_of(entry)
    for season in kept:
        row = {"programme_id": programme_id, "season": season, "status": entry[round_field(season)]}
        if season in known:
            tx.execute(update(rounds).where(rounds.c.id == known[season]).values(**row))
        else:
            known[season] = tx.execute(insert(rounds).values(**row).returning(rounds.c.id)).scalar_one()
        _write_stages(tx, known[season], season, entry)
    gone = [round_id for season, round_id in known.items() if season not in kept]
    tx.execute(delete(stages).where(stages.c.round_id.in_(gone)))
    tx.execute(delete(rounds).where(rounds.c.id.in_(gone)))


def _write_stages(tx: Connection, round_id: int, season: str, entry: Entry) -> None:
    known = dict(tx.execute(select(stages.c.kind, stages.c.id).where(stages.c.round_id == round_id)).all())
    kept: set[str] = set()
    for field, value in entry.items():
        place = as_stage(field)
        if place is None or place.season != season or not value:
            continue
        kept.add(place.kind)
        at = moment(value["local"], value["zone"], Precision(value["precision"]))
        row = {**value, "round_id": round_id, "kind": place.kind, "at": at, "seen_on": as_day(value.get("seen_on"))}
        if place.kind in known:
            tx.execute(update(stages).where(stages.c.id == known[place.kind]).values(**row))
        else:
            tx.execute(insert(stages).values(**row))
    gone = [stage_id for kind, stage_id in known.items() if kind not in kept]
    tx.execute(delete(stages).where(stages.c.id.in_(gone)))
